"""Correcting a report: by words, by quote-reply, by an edited message; the ledger keeps both values.

A correction is the same value taken anew with other figures, and names the fact that it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handlers.correction.replacing import counted_otherwise, take_anew
from handlers.correction.which_figure import amount_of, which_of
from handlers.correction.which_report import as_corrected, meant_fact, of_event, standing, stands
from handlers.correction.withdrawing import undo, unsent, withdraw
from handlers.desk.desk import Desk, Example, Route, ask
from handlers.desk.nouns import Message, Option, Question, Turn
from handlers.desk.writes import CloseQuestion
from handlers.reading import Reading, Value
from handlers.report.asking import NAME as REPORTS
from handlers.report.outcomes import plain
from scoring.results.facts import Fact
from templates.messages import numbered, say
from templates.words import common
from templates.words.report import correcting as words

UNDO = re.compile(r"(ยกเลิก|ลบ|ถอน|undo)(อันล่าสุด|รายการล่าสุด|อันเมื่อกี้|ล่าสุด|รายงาน|รายการ|อันนี้)?(ครับ|ค่ะ|คะ|นะ)?")


def answer(message: Message, desk: Desk) -> Turn | None:
    if desk.person is None:
        return None
    if message.kind == "unsend":
        return unsent(message, desk)
    if message.kind == "postback" and message.data.startswith("undo:"):
        return withdraw(desk.store.ledger.of_event(message.data.removeprefix("undo:")), message, desk)
    if message.kind == "postback" and message.data.startswith("count:"):
        return counted_otherwise(message, desk)
    if message.kind == "edited":
        return _edited(message, desk)
    if message.kind != "text":
        return None
    reading = desk.reading(message)
    if reading.intent == "undo" or UNDO.fullmatch(message.text.strip()):
        return _given_up(message, desk) or (_ask_undo(message, desk) if reading.ask else undo(message, desk))
    if reading.intent == "correct":
        return _correct(message, desk)
    return _quoted(reading, message, desk) if message.quoted_id is not None else None


def _given_up(message: Message, desk: Desk) -> Turn | None:
    """ยกเลิก while a report waits for its answer gives up that report, and leaves alone what is stored."""
    question = desk.question
    if question is None or message.quoted_id is not None or question.expires < desk.now:
        return None
    if question.asks not in (REPORTS, ROUTE.name) or question.payload.get("key") == "whole":
        return None
    close = CloseQuestion(id=question.id, state="given_up")
    return Turn(replies=(say(words.GIVEN_UP),), changes=(close,), must_arrive=True)


def _ask_undo(message: Message, desk: Desk) -> Turn:
    """ไม่เอาแล้ว: a wish to withdraw the last report, or only to stop talking?"""
    old = meant_fact(message, desk)
    agreement = desk.book.get(old.agreement) if old is not None else None
    if old is None or old.event_id is None or agreement is None:
        return Turn(replies=(say(words.NOTHING_CHANGED),))
    every = standing(desk.store.ledger.of_event(old.event_id), desk) or [old]
    text = words.ask_undo(agreement, every)
    options = [Option(words.WITHDRAW, old.event_id), Option(words.LEAVE_IT, "no")]
    question = ask(message, desk, asks=ROUTE.name, text=text, options=options, payload={"key": "undo"})
    labels = [o.label for o in options]
    return Turn(replies=(numbered(text, labels, question.id, common.ANSWER_HINT),), question=question)


def _quoted(reading: Reading, message: Message, desk: Desk) -> Turn | None:
    """A figure in answer to a report or to its receipt takes that report's place, with or without its name."""
    old = meant_fact(message, desk) if reading.intent == "report" and len(reading.values) == 1 else None
    if old is None:
        return None
    value = reading.values[0]
    bare = value.topic is None and value.value is not None and reading.reason in ("no_topic", "no_unit")
    several = which_of(old, value, message, desk)
    if bare and len(several) > 1:
        return _ask_which_of(several, value, message, desk)
    if bare or (not reading.ask and _same_place(several[0], value, desk)):
        return take_anew(several[0], value, message, desk)
    return None


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    close = CloseQuestion(id=question.id)
    if option.value == "no":
        return Turn(replies=(say(words.NOTHING_CHANGED),), changes=(close,))
    if question.payload.get("key") == "undo":
        facts = desk.store.ledger.of_event(option.value)
        turn = withdraw(facts, message, desk)
    else:
        old = desk.store.ledger.fact(option.value)
        if old is None or not stands(old, desk):  # what was shown has been corrected or withdrawn since
            return Turn(replies=(say(words.NOTHING_FOUND),), changes=(close,))
        turn = take_anew(old, _value_of(question.payload), message, desk)
    return replace(turn, changes=(close, *turn.changes))


# correcting


def _correct(message: Message, desk: Desk) -> Turn:
    reading = desk.reading(message)
    values = reading.values or (reading.options[0] if reading.options else ())
    figures = [v for v in values if v.value is not None]
    old = meant_fact(message, desk)
    if not figures and not reading.ask and old is not None and (reading.date or reading.district):
        return _moved(old, reading, message, desk)
    if reading.ask and (len(figures) != 1 or reading.reason not in (None, "no_topic", "no_unit")):
        return Turn(replies=(say(words.UNCLEAR),), must_arrive=True)
    if len(figures) != 1:
        return Turn(replies=(say(words.UNCLEAR),), must_arrive=True)
    value = figures[0] if figures[0].district else replace(figures[0], district=reading.district)
    named = value.topic is not None or value.district is not None
    if named and message.quoted_id is None:
        old = _newest_of(value, desk) or old
    if old is None:
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    if named and not _same_place(old, value, desk):
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    several = which_of(old, value, message, desk)
    if len(several) > 1:
        return _ask_which_of(several, value, message, desk)
    old = several[0]
    held = amount_of(old)
    if value.old is not None and held is not None and plain(value.old) != held:
        return _ask_which(old, value, message, desk)
    return take_anew(old, value, message, desk)


def _moved(old: Fact, reading: Reading, message: Message, desk: Desk) -> Turn:
    """แก้วันที่เป็น 9 มี.ค., แก้อำเภอเป็นสัตหีบ: the same figure of another day or district."""
    parts = old.value if isinstance(old.value, dict) else {}
    amount = parts.get("num", parts.get("now")) if parts else old.value
    whole = parts.get("den", parts.get("base"))
    if not isinstance(amount, str) or old.kind == "flag":
        return Turn(replies=(say(words.UNCLEAR),), must_arrive=True)
    value = Value(None, None, Decimal(amount), None, Decimal(whole) if whole else None, date=reading.date)
    if parts and whole is None:
        value = replace(value, kind="count")
    return take_anew(old, value, message, desk, district=reading.district)


def _newest_of(value: Value, desk: Desk) -> Fact | None:
    for fact in desk.store.ledger.of_person(desk.me.id, 60):
        if stands(fact, desk) and _same_place(fact, value, desk):
            return fact
    return None


def _same_place(old: Fact, value: Value, desk: Desk) -> bool:
    agreement = desk.book.get(old.agreement)
    return (
        agreement is not None
        and value.topic in (None, agreement.indicators[old.indicator].topic)
        and value.district in (None, old.district)
    )


def _ask_which_of(several: Sequence[Fact], value: Value, message: Message, desk: Desk) -> Turn:
    """แก้เป็น 85, and the last message held three figures."""
    options = []
    for fact in several:
        agreement = desk.book.get(fact.agreement)
        assert agreement is not None
        options.append(Option(words.of_several(agreement.indicators[fact.indicator], fact), fact.id))
    question = ask(
        message,
        desk,
        asks=ROUTE.name,
        text=words.ask_which_of(value),
        options=[*options, Option(words.LEAVE, "no")],
        payload={"key": "correct", **_plain_payload(value)},
    )
    labels = [o.label for o in question.options]
    shown = numbered(question.text, labels, question.id, common.ANSWER_HINT)
    return Turn(replies=(shown,), question=question, must_arrive=True)


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


def _edited(message: Message, desk: Desk) -> Turn:
    """An edited message in a group: the facts of its first form are replaced by those of the new words."""
    event = desk.store.event_of_message(message.message_id or "")
    facts = as_corrected(of_event(event, desk), desk) if event else []
    if not facts:
        return Turn()
    reading = desk.reading(message)
    values = [v for v in reading.values if v.value is not None]
    if reading.ask or len(values) != 1 or len(facts) != 1 or not _same_place(facts[0], values[0], desk):
        return Turn(replies=(say(words.EDITED_UNCLEAR),), must_arrive=True)
    return take_anew(facts[0], values[0], message, desk)


ROUTE = Route(
    "correcting",
    answer,
    examples=(
        Example("แก้เป็น 85%", "แก้ตัวเลขที่เพิ่งรายงาน", role="officer"),
        Example("ยกเลิก", "ถอนรายงานล่าสุด", role="officer"),
    ),
    answered=answered,
)
