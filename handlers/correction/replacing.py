"""A stored value taken anew with another figure, day, district or meaning; the new fact names the one it replaces."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from handlers.correction.which_figure import amount_of
from handlers.correction.which_report import as_corrected, may
from handlers.correction.withdrawing import tell_supervisors
from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Message, Push, Turn
from handlers.desk.writes import NoteUnread
from handlers.reading import Value
from handlers.report.message_values import Item, Settled, settle
from handlers.report.outcomes import EDITED, plain
from handlers.report.receive import origin_of, turn_of
from handlers.report.which_district import PROVINCE
from scoring.results.facts import Fact
from templates.messages import say
from templates.words.report import correcting as words


def take_anew(
    old: Fact, value: Value, message: Message, desk: Desk, *, months: str = "", district: str | None = None
) -> Turn:
    if not may(old, desk):
        return Turn(replies=(say(words.NOT_YOURS),))
    agreement = desk.book.get(old.agreement)
    assert agreement is not None
    indicator = agreement.indicators[old.indicator]
    used = indicator.inputs[old.input]
    if used.derive in ("flag", "date", "dates"):
        return Turn(replies=(say(words.step_is_undone(indicator)),))
    kind, unit = value.kind, value.unit
    if kind is None or (kind == "count" and not unit):
        percent = isinstance(old.value, str) and bool(used.parts) and used.counts == "as_of"
        kind = "percent" if percent or used.unit == "ร้อยละ" else "baht" if used.unit.startswith("บาท") else "count"
    whole = value.of
    if (
        whole is None
        and isinstance(old.value, dict)
        and used.parts
        and used.parts[1] in old.value
        and kind != "percent"
    ):
        whole, kind = Decimal(old.value[used.parts[1]]), "ratio"
    # 33 of 48 were helped, so 15 stand as left: แก้เป็น 34 may be said of either
    other = value.value is not None and plain(value.value) != amount_of(old)
    left = other and used.sense == "remaining" and indicator.topic == "poor_households" and kind in ("count", "ratio")
    same = replace(
        value,
        topic=indicator.topic,
        kind=kind,
        unit=unit or ("" if kind == "percent" else used.unit),
        of=whole,
        district=district or old.district,
        date=value.date or old.as_of,
        period=old.slot if old.kind == "month" and not months else value.period,
        cumulative=True if old.kind == "total" and not months else value.cumulative,
        counting="total" if old.kind == "count" else "add" if old.kind == "event" else value.counting,
        done=True if old.kind == "event" and old.slot.endswith(f":{old.person}") else value.done,
        change=None,
        sense=value.sense if left else None,
    )
    decisions = {
        "input": f"{indicator.id}:{used.name}",
        "round": agreement.id,
        "fall": "yes",  # the person says that it was wrong
        "far": "yes",
        "change": "now",
        "again": "yes",
        **({"sense": "ask"} if left else {}),
        **({"months": months} if months else {}),
        "district": district or old.district or PROVINCE,
    }
    note = f"{EDITED}{message.message_id}" if message.kind == "edited" else ""
    origin = replace(origin_of(message, desk), note=note)
    settled = settle([Item(same, 0, decisions, old.id)], origin, desk)
    turn = turn_of(settled, origin, message, desk)
    noted = _noted(old, message, desk) if settled.stored and not months else ()
    return replace(turn, changes=(*turn.changes, *noted), pushes=_told(settled, old, desk))


def _noted(old: Fact, message: Message, desk: Desk) -> tuple[Change, ...]:
    """The message that was corrected is counted among those that were read wrong, perhaps by us."""
    if old.event_id is None or desk.person is None:
        return ()
    return (NoteUnread(old.event_id, "corrected", desk.person.province, message.ms),)


def counted_otherwise(message: Message, desk: Desk) -> Turn:
    """The receipt's button: this figure is a month's, or a running total; and so is every bare one from now on."""
    other, _, id = message.data.removeprefix("count:").partition(":")
    fact = desk.store.ledger.fact(id)
    stands = as_corrected([fact], desk) if fact is not None else []
    if other not in ("month", "total") or not stands or stands[0].kind not in ("month", "total"):
        return Turn(replies=(say(words.NOTHING_FOUND),))
    old = stands[0]
    if old.kind == other:
        return Turn(replies=(say(words.NOTHING_CHANGED),))
    agreement = desk.book.get(old.agreement)
    topic = agreement.indicators[old.indicator].topic if agreement else None
    return take_anew(old, Value(topic, "baht", Decimal(old.value), None), message, desk, months=other)


def _told(settled: Settled, old: Fact, desk: Desk) -> tuple[Push, ...]:
    if not settled.stored:
        return ()
    one = settled.stored[0]
    return tell_supervisors([(old, one.before.level, one.after.level, one.taken.indicator.short)], desk)
