"""A stored value taken anew with another figure, day, district or meaning; the new fact names the one it replaces."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import cast

from handlers.correction.naming import Named
from handlers.correction.sentence import PERCENT, Correction
from handlers.correction.which_figure import amount_of
from handlers.correction.which_report import as_corrected, may, why_not
from handlers.correction.withdrawing import tell_supervisors
from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Message, Push, Turn
from handlers.desk.writes import NoteUnread
from handlers.reading import Kind, Sense, Value
from handlers.report.answering import origin_of, turn_of
from handlers.report.message_values import Item, Settled, settle
from handlers.report.outcomes import EDITED, plain
from handlers.report.which_district import PROVINCE
from scoring.agreement import Indicator
from scoring.results.facts import Fact
from templates.messages import say
from templates.words.report import correcting as words


def take_anew(old: Fact, said: Correction, message: Message, desk: Desk, *, months: str = "") -> Turn:
    if not may(old, desk):
        return Turn(replies=(say(why_not(old, desk)),), must_arrive=True)
    agreement = desk.book.get(old.agreement)
    assert agreement is not None
    indicator = agreement.indicators[old.indicator]
    value = _anew(old, indicator, said)
    if isinstance(value, str):
        return Turn(replies=(say(value),), must_arrive=True)
    used = indicator.inputs[old.input]
    # 33 of 48 were helped, so 15 stand as left: แก้เป็น 34 may be said of either
    other = said.value is not None and not said.whole and plain(said.value.value or Decimal(0)) != amount_of(old)
    poor = used.sense == "remaining" and indicator.topic == "poor_households" and not said.topic
    left = other and poor and value.kind in ("count", "ratio")
    same = replace(
        value,
        district=said.district or old.district,
        date=said.day or old.as_of,
        period=said.period or (old.slot if old.kind == "month" and not months else None),
        cumulative=True if old.kind == "total" and not months else value.cumulative,
        counting="total" if old.kind == "count" else "add" if old.kind == "event" else value.counting,
        done=True if old.kind == "event" and old.slot.endswith(f":{old.person}") else value.done,
        change=None,
        sense=value.sense if left or said.topic or said.whole or said.value is None else None,
    )
    asked = {"sense": "ask"} if left else {}
    decisions = {**_decided(old, indicator, said, message, desk), **asked, **({"months": months} if months else {})}
    note = f"{EDITED}{message.message_id}" if message.kind == "edited" else ""
    origin = replace(origin_of(message, desk), note=note)
    settled = settle([Item(same, 0, decisions, old.id)], origin, desk)
    turn = turn_of(settled, origin, message, desk)
    noted = _noted(old, message, desk) if settled.stored and not months else ()
    return replace(turn, changes=(*turn.changes, *noted), pushes=(*turn.pushes, *_told(settled, old, desk)))


def _decided(old: Fact, indicator: Indicator, said: Correction, message: Message, desk: Desk) -> dict[str, str]:
    """What a correction need not be asked; far off, falling and contradicting it is asked like any report."""
    decisions = {
        "round": old.agreement,
        "change": "now",
        "again": "yes",
        "district": said.district or old.district or PROVINCE,
    }
    if not said.topic:
        decisions["input"] = f"{indicator.id}:{old.input}"
    if indicator.inputs[old.input].derive == "flag":
        decisions["steps"] = "only"
    if said.old is not None or said.whole or said.unit or said.scale != 1:
        decisions["fall"] = "yes"  # both values were said, or the figure itself stays
    if said.scale != 1 or message.data.startswith("count:"):
        decisions |= {"far": "yes", "fall": "yes"}
    if desk.person is not None and old.person != desk.person.id:
        decisions["other"] = "yes"  # it is that person's value that is corrected
    return decisions


def _anew(old: Fact, indicator: Indicator, said: Correction) -> Value | str:
    """The value as it shall be; or why it cannot."""
    used = indicator.inputs[old.input]
    moved = said.value is None and not said.topic and not said.unit and said.scale == 1
    if used.derive == "flag" and old.value is True and moved and used.level:
        return Value(indicator.topic, "step", Decimal(used.level), "ขั้น", done=True)
    amount = amount_of(old)
    if used.derive in ("flag", "date", "dates") or amount is None:
        return words.step_is_undone(indicator)
    den = old.value.get(used.parts[1]) if isinstance(old.value, dict) and used.parts else None
    whole = Decimal(den) if den is not None else None
    share = isinstance(old.value, str) and bool(used.parts) and not old.slot
    kept: Kind = "percent" if share else cast(Kind, used.kind)
    unit = "" if kept == "percent" else used.unit
    sense: Sense | None = "remaining" if used.sense == "remaining" else None  # as it is stored
    if said.whole:
        if said.value is None or said.value.value is None or share or not used.parts or old.slot or used.every:
            return words.no_whole(indicator)
        return Value(indicator.topic, "ratio", Decimal(amount), used.unit, said.value.value, sense=sense)
    new = said.value or Value(None, None, Decimal(amount), None, sense=sense)
    kind = new.kind
    if kind is None and share and new.value is not None and new.value > 100:
        return words.share_becomes_amount(indicator, said)  # 850,000 of what was said in per cent
    if said.unit or said.scale != 1:
        kind = _kind(said.unit, kept)
        percent = kind == "percent"
        new = replace(
            new, kind=kind, value=(new.value or Decimal(0)) * said.scale, unit="" if percent else said.unit or unit
        )
        if not said.topic and percent and not used.parts and kept != "percent":
            return words.cannot_become(indicator, said)
    if kind is None or (kind == "count" and not new.unit):
        kind = kept
    if new.of is None and whole is not None and kind != "percent":
        new, kind = replace(new, of=whole), "ratio"
    return replace(
        new, topic=said.topic or indicator.topic, kind=kind, unit=new.unit or ("" if kind == "percent" else unit)
    )


def _kind(unit: str | None, kept: Kind) -> Kind:
    if unit is None:
        return kept
    return "percent" if unit in PERCENT else "baht" if unit == "บาท" else "count"


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
    same = Value(None, "baht", Decimal(old.value), None)
    return take_anew(old, Correction(Named(), value=same), message, desk, months=other)


def _told(settled: Settled, old: Fact, desk: Desk) -> tuple[Push, ...]:
    if not settled.stored:
        return ()
    one = settled.stored[0]
    return tell_supervisors([(old, one.before.level, one.after.level, one.taken.indicator.short)], desk)
