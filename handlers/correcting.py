"""Correcting and withdrawing: by words, by quote-reply, by LINE's unsend, by an edited message; the ledger keeps both.

A correction is the same value taken anew with other figures, and names the fact that it replaces.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handlers.base import Change, Desk, Example, Message, Option, Push, Question, Route, Turn, ask
from handlers.facts import Fact
from handlers.outcomes import ANSWERED, plain
from handlers.reading import Reading, Value
from handlers.reports import origin_of, turn_of
from handlers.results import Results, results
from handlers.settling import Item, Settled, restored, settle
from handlers.strangers import milliseconds
from scoring.agreement import Agreement
from scoring.score import Result
from templates.cards.receipt import withdrawn_card
from templates.messages import numbered, say
from templates.words import common
from templates.words import correcting as words

UNDO = re.compile(r"(ยกเลิก|ลบ|ถอน|undo)(อันล่าสุด|รายการล่าสุด|อันเมื่อกี้|ล่าสุด|รายงาน|รายการ|อันนี้)?(ครับ|ค่ะ|คะ|นะ)?")


def answer(message: Message, desk: Desk) -> Turn | None:
    if desk.person is None:
        return None
    if message.kind == "unsend":
        return _unsent(message, desk)
    if message.kind == "postback" and message.data.startswith("undo:"):
        return _withdraw(desk.store.ledger.of_event(message.data.removeprefix("undo:")), message, desk)
    if message.kind == "postback" and message.data.startswith("count:"):
        return _counted_otherwise(message, desk)
    if message.kind == "edited":
        return _edited(message, desk)
    if message.kind != "text":
        return None
    reading = desk.reading(message)
    if reading.intent == "undo" or UNDO.fullmatch(message.text.strip()):
        return _undo(message, desk)
    if reading.intent == "correct":
        return _correct(message, desk)
    return _quoted(reading, message, desk) if message.quoted_id is not None else None


def _quoted(reading: Reading, message: Message, desk: Desk) -> Turn | None:
    """A figure in answer to a report or to its receipt takes that report's place, with or without its name."""
    old = _meant(message, desk) if reading.intent == "report" and len(reading.values) == 1 else None
    if old is None:
        return None
    value = reading.values[0]
    if value.topic is None and value.value is not None and reading.reason in ("no_topic", "no_unit"):
        return _take_anew(old, value, message, desk)
    if not reading.ask and _same_place(old, value, desk):
        return _take_anew(old, value, message, desk)
    return None


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    close = Change("questions", "close", {"id": question.id})
    if option.value == "no":
        return Turn(replies=(say(words.NOTHING_CHANGED),), changes=(close,))
    if question.payload.get("key") == "undo":
        facts = desk.store.ledger.of_event(option.value)
        turn = _withdraw(facts, message, desk)
    else:
        fact = desk.store.ledger.fact(option.value)
        old = fact
        value = _value_of(question.payload)
        turn = _take_anew(old, value, message, desk) if old is not None else Turn(replies=(say(words.NOTHING_FOUND),))
    return replace(turn, changes=(close, *turn.changes))


# which fact is meant


def _meant(message: Message, desk: Desk) -> Fact | None:
    """The quoted report, or the one that the quoted receipt was about; else the person's newest."""
    assert desk.person is not None
    if message.quoted_id is not None:
        event = desk.store.event_of_message(message.quoted_id)
        facts = _now(_of_event(event, desk), desk) if event else []
        return facts[-1] if facts else None
    for fact in desk.store.ledger.of_person(desk.person.id, 30):
        if _stands(fact, desk):
            return fact
    return None


def _of_event(event: str, desk: Desk) -> list[Fact]:
    """What was stored by a message; also by the answer to a question about it, whose receipt may be quoted."""
    facts = desk.store.ledger.of_event(event)
    if facts or desk.person is None:
        return facts
    return [f for f in desk.store.ledger.of_person(desk.person.id, 60) if f.note == f"{ANSWERED}{event}"][::-1]


def _now(facts: list[Fact], desk: Desk) -> list[Fact]:
    """Each as it stands after its corrections; without those that were withdrawn."""
    found = []
    for fact in facts:
        newest: Fact | None = fact
        while newest is not None and (later := desk.store.ledger.replaced_by(newest.id)) is not None:
            newest = later
        if newest is not None and newest.value is not None:
            found.append(newest)
    return found


def _stands(fact: Fact, desk: Desk) -> bool:
    return fact.value is not None and desk.store.ledger.replaced_by(fact.id) is None


def _standing(facts: list[Fact], desk: Desk) -> list[Fact]:
    return [f for f in facts if _stands(f, desk)]


def _may(fact: Fact, desk: Desk) -> bool:
    """One's own, or one of the own district; a supervisor any of the province. A closed round only a supervisor."""
    person, agreement = desk.person, desk.book.get(fact.agreement)
    if person is None or agreement is None or (person.province and person.province != agreement.province):
        return False
    if desk.book.closed(agreement.id) and not person.oversees:
        return False
    return (
        fact.person == person.id or person.oversees or (fact.district is not None and fact.district in person.districts)
    )


# correcting


def _correct(message: Message, desk: Desk) -> Turn:
    reading = desk.reading(message)
    values = reading.values or (reading.options[0] if reading.options else ())
    figures = [v for v in values if v.value is not None]
    old = _meant(message, desk)
    if reading.ask and (len(figures) != 1 or reading.reason not in (None, "no_topic", "no_unit")):
        return Turn(replies=(say(words.UNCLEAR),), must_arrive=True)
    if len(figures) != 1:
        return Turn(replies=(say(words.UNCLEAR),), must_arrive=True)
    value = figures[0]
    if value.topic is not None and message.quoted_id is None:
        old = _newest_of_topic(value, desk) or old
    if old is None:
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    if value.topic is not None and not _same_place(old, value, desk):
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    stands = _plain_value(old)
    if value.old is not None and stands is not None and plain(value.old) != stands:
        return _ask_which(old, value, message, desk)
    return _take_anew(old, value, message, desk)


def _newest_of_topic(value: Value, desk: Desk) -> Fact | None:
    assert desk.person is not None
    for fact in desk.store.ledger.of_person(desk.person.id, 60):
        if _stands(fact, desk) and _same_place(fact, value, desk):
            return fact
    return None


def _same_place(old: Fact, value: Value, desk: Desk) -> bool:
    agreement = desk.book.get(old.agreement)
    return (
        agreement is not None
        and agreement.indicators[old.indicator].topic == value.topic
        and value.district in (None, old.district)
    )


def _plain_value(fact: Fact) -> str | None:
    if isinstance(fact.value, str):
        return fact.value
    if isinstance(fact.value, dict):
        return str(fact.value.get("num") or fact.value.get("now") or "") or None
    return None


def _ask_which(old: Fact, value: Value, message: Message, desk: Desk) -> Turn:
    agreement = desk.book.get(old.agreement)
    assert agreement is not None
    text = words.other_value(agreement.indicators[old.indicator], old, value)
    question = ask(
        message,
        desk,
        asks=ROUTE.name,
        text=text,
        options=[Option(words.CORRECT_THIS, old.id), Option(words.LEAVE, "no")],
        payload={"key": "correct", **_plain_payload(value)},
    )
    labels = [o.label for o in question.options]
    return Turn(replies=(numbered(text, labels, question.id, common.ANSWER_HINT),), question=question)


def _plain_payload(value: Value) -> dict[str, str | None]:
    return {
        "value": plain(value.value) if value.value is not None else None,
        "of": plain(value.of) if value.of is not None else None,
        "kind": value.kind,
        "unit": value.unit,
    }


def _value_of(payload: dict[str, Any]) -> Value:
    of = payload.get("of")
    return Value(
        None,
        payload.get("kind"),
        Decimal(payload["value"] or "0"),
        payload.get("unit"),
        Decimal(of) if of else None,
    )


def _take_anew(old: Fact, value: Value, message: Message, desk: Desk, *, months: str = "") -> Turn:
    if not _may(old, desk):
        return Turn(replies=(say(words.NOT_YOURS),))
    agreement = desk.book.get(old.agreement)
    assert agreement is not None
    indicator = agreement.indicators[old.indicator]
    used = indicator.inputs[old.input]
    if used.derive == "flag":
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
    same = replace(
        value,
        topic=indicator.topic,
        kind=kind,
        unit=unit or ("" if kind == "percent" else used.unit),
        of=whole,
        district=old.district,
        date=value.date or old.as_of,
        period=old.slot if old.kind == "month" and not months else value.period,
        cumulative=True if old.kind == "total" and not months else value.cumulative,
        counting="total" if old.kind == "count" else "add" if old.kind == "event" else value.counting,
        done=True if old.kind == "event" else value.done,
        change=None,
        sense=None,
    )
    decisions = {
        "input": f"{indicator.id}:{used.name}",
        "round": agreement.id,
        "fall": "yes",  # the person says that it was wrong
        "far": "yes",
        "change": "now",
        **({"months": months} if months else {}),
        **({"district": old.district} if old.district else {"district": "จังหวัด"}),
    }
    origin = origin_of(message, desk)
    settled = settle([Item(same, 0, decisions, old.id)], origin, desk)
    turn = turn_of(settled, origin, message, desk)
    return replace(turn, pushes=_tell_supervisors(settled, old, agreement, desk))


def _counted_otherwise(message: Message, desk: Desk) -> Turn:
    """The receipt's button: this figure is a month's, or a running total; and so is every bare one from now on."""
    other, _, id = message.data.removeprefix("count:").partition(":")
    fact = desk.store.ledger.fact(id)
    stands = _now([fact], desk) if fact is not None else []
    if other not in ("month", "total") or not stands or stands[0].kind not in ("month", "total"):
        return Turn(replies=(say(words.NOTHING_FOUND),))
    old = stands[0]
    if old.kind == other:
        return Turn(replies=(say(words.NOTHING_CHANGED),))
    agreement = desk.book.get(old.agreement)
    topic = agreement.indicators[old.indicator].topic if agreement else None
    return _take_anew(old, Value(topic, "baht", Decimal(old.value), None), message, desk, months=other)


def _tell_supervisors(settled: Settled, old: Fact, agreement: Agreement, desk: Desk) -> tuple[Push, ...]:
    """A level that was already reported upward (on an earlier day) and changes now."""
    if not settled.stored or desk.person is None:
        return ()
    one = settled.stored[0]
    return level_changed(one.before.level, one.after.level, one.taken.indicator.short, old, agreement, desk)


def level_changed(
    before: int | None, after: int | None, short: str, old: Fact, agreement: Agreement, desk: Desk
) -> tuple[Push, ...]:
    assert desk.person is not None
    if before == after or old.as_of >= desk.today:
        return ()
    text = words.tell_supervisor(desk.person.name, old.district, short, before, after)
    above = [
        p for p in desk.store.people.approvers(agreement.province) if p.role == "supervisor" and p.id != desk.person.id
    ]
    return tuple(Push(p.id, (say(text),)) for p in above)


# withdrawing


def _undo(message: Message, desk: Desk) -> Turn:
    old = _meant(message, desk)
    if old is None or old.event_id is None:
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    return _withdraw(_standing(desk.store.ledger.of_event(old.event_id), desk), message, desk)


def _withdraw(facts: list[Fact], message: Message, desk: Desk, *, silent: bool = False) -> Turn:
    facts = _standing(facts, desk)
    mine = [f for f in facts if _may(f, desk)]
    if not mine:
        return Turn() if silent else Turn(replies=(say(words.NOTHING_FOUND if not facts else words.NOT_YOURS),))
    changes: list[Change] = []
    cards: list[tuple[Fact, Result, Result, Results]] = []
    pushes: list[Push] = []
    for n, old in enumerate(mine):
        agreement = desk.book.get(old.agreement)
        assert agreement is not None
        before = results(desk.store, agreement, old.district, desk.today, desk.book.answers(agreement.id))
        after = restored(before, old, desk)
        gone = replace(
            old,
            id=f"{message.id}-w{n}",
            value=None,
            happened=milliseconds(message),
            person=desk.person.id if desk.person else None,
            event_id=message.id,
            replaces=old.id,
            note="unsend" if silent else "withdrawn",
        )
        changes.append(Change("ledger", "record", {"fact": gone, "now": milliseconds(message)}))
        was, now = before.result(old.indicator), after.result(old.indicator)
        cards.append((old, was, now, after))
        pushes += level_changed(was.level, now.level, agreement.indicators[old.indicator].short, old, agreement, desk)
    return Turn(
        replies=() if silent else (withdrawn_card(cards),),
        changes=tuple(changes),
        pushes=tuple(pushes[:3]),
        must_arrive=not silent,
    )


def _unsent(message: Message, desk: Desk) -> Turn:
    """LINE's unsend is a withdrawal: the value no longer stands, and the raw words are no longer shown."""
    hide = Change("inbox", "hide", {"message_id": message.message_id})
    event = desk.store.event_of_message(message.message_id or "")
    facts = desk.store.ledger.of_event(event) if event else []
    turn = _withdraw(facts, message, desk, silent=True)
    evidence = Change("evidence", "unsend", {"message_id": message.message_id})
    asked = _asked_about(event, desk)
    told: tuple[Push, ...] = ()
    if turn.changes and desk.person is not None and not message.group:
        told = (Push(desk.person.id, (say(words.UNSENT),)),)
    return replace(turn, changes=(*turn.changes, hide, evidence, *asked), pushes=(*turn.pushes, *told))


def _asked_about(event: str | None, desk: Desk) -> list[Change]:
    """Questions about a message that was taken back: they are closed, so that its words are shown nowhere."""
    if event is None:
        return []
    asked = {f"{event}-q"}
    if desk.question is not None and desk.question.payload.get("origin", {}).get("event_id") == event:
        asked.add(desk.question.id)
    return [Change("questions", "close", {"id": id, "state": "unsent"}) for id in sorted(asked)]


def _edited(message: Message, desk: Desk) -> Turn:
    """An edited message in a group: the facts of its first form are replaced by those of the new words."""
    event = desk.store.event_of_message(message.message_id or "")
    facts = _standing(desk.store.ledger.of_event(event), desk) if event else []
    if not facts:
        return Turn()
    reading = desk.reading(message)
    values = [v for v in reading.values if v.value is not None]
    if reading.ask or len(values) != 1 or len(facts) != 1 or not _same_place(facts[0], values[0], desk):
        return Turn(replies=(say(words.EDITED_UNCLEAR),), must_arrive=True)
    return _take_anew(facts[0], values[0], message, desk)


ROUTE = Route(
    "correcting",
    answer,
    examples=(
        Example("แก้เป็น 85%", "แก้ตัวเลขที่เพิ่งรายงาน", role="officer"),
        Example("ยกเลิก", "ถอนรายงานล่าสุด", role="officer"),
    ),
    answered=answered,
)
