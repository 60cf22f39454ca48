"""Correcting a report: by words, by quote-reply, by an edited message; the ledger keeps both values.

A correction is the same value taken anew with what the words change, and names the fact that it replaces.
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.correction.asking_which import (
    ask_figure,
    ask_other_value,
    ask_report,
    ask_which_of,
    correction_of,
)
from handlers.correction.naming import Named
from handlers.correction.replacing import counted_otherwise, take_anew
from handlers.correction.sentence import Correction, heard
from handlers.correction.targets import newest, recent, targets
from handlers.correction.undo_words import brought_back, taken_back
from handlers.correction.which_report import as_corrected, may, of_event, stands, why_not
from handlers.correction.withdrawing import BACK, ask_undo, bring_back, take_back, undo, unsent
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Question, Turn
from handlers.desk.writes import CloseQuestion
from handlers.reading import Reading
from handlers.report.answering import origin_of, turn_of
from handlers.report.asking import NAME as REPORTS
from handlers.report.message_values import Item, settle
from scoring.results.facts import Fact
from templates.messages import say
from templates.words.report import correcting as words

NAME = "correcting"
_WRONG_CHAT = re.compile(
    r"(?:ขอโทษ|ขออภัย|โทษที)?[\s,]*(?:ส่ง|พิมพ์|ลง)?ผิด(?:กลุ่ม|ห้อง|ไลน์|แชต|แชท|ที่|คน)(?:[\s,]|ขอ|โทษ|อภัย|ที|ด้วย|นะ|ครับ|ค่ะ|คะ|จ้า|มา)*"
)


def answer(message: Message, desk: Desk) -> Turn | None:
    if desk.person is None:
        return None
    if message.kind == "unsend":
        return unsent(message, desk)
    if message.kind == "postback":
        return _button(message, desk)
    if message.kind == "edited":
        return _edited(message, desk)
    if message.kind != "text":
        return None
    return _told_the_figure(message, desk) or _taken_back(message, desk) or _corrected(message, desk)


def _button(message: Message, desk: Desk) -> Turn | None:
    if message.data.startswith("undo:"):
        return take_back(desk.store.ledger.of_event(message.data.removeprefix("undo:")), message, desk)
    if message.data.startswith(BACK):
        return bring_back("", message, desk, message.data.removeprefix(BACK))
    return counted_otherwise(message, desk) if message.data.startswith("count:") else None


# taking back


def _taken_back(message: Message, desk: Desk) -> Turn | None:
    text = message.text.strip()
    back = brought_back(text)
    if back is not None:
        return bring_back(back, message, desk)
    if _WRONG_CHAT.fullmatch(text):
        return ask_undo(message, desk)
    reading, named = desk.reading(message), taken_back(text)
    if reading.intent == "correct" or (named is None and reading.intent != "undo"):
        return None
    if named and reading.intent != "undo" and not (reading.ask or reading.intent == "chitchat"):
        return None
    if named:
        return undo(named, message, desk)
    unsure = reading.intent == "undo" and reading.ask and named is None
    return _given_up(message, desk) or (ask_undo(message, desk) if unsure else undo("", message, desk))


def _given_up(message: Message, desk: Desk) -> Turn | None:
    """ยกเลิก while something is asked closes the question, and leaves alone what is stored."""
    question = desk.question
    if question is None or message.quoted_id is not None or question.expires < desk.moment:
        return None
    if question.asks not in (REPORTS, NAME):
        return None
    close = CloseQuestion(id=question.id, state="given_up")
    said = words.WHOLE_GIVEN_UP if question.payload.get("key") == "whole" else words.GIVEN_UP
    return Turn(replies=(say(said),), changes=(close,), must_arrive=True)


# correcting


def _corrected(message: Message, desk: Desk) -> Turn | None:
    reading = desk.reading(message)
    said = heard(message, desk)
    if said is None:
        if reading.intent == "correct":
            return Turn(replies=(say(words.UNCLEAR),), must_arrive=True)
        return _quoted(reading, message, desk) if message.quoted_id is not None else None
    if said.empty:
        return _ask_what(said, message, desk)
    found = targets(said, message, desk)
    if not found.facts and found.other is None and (said.named.day or said.named.period):
        there = replace(said.named, day=None, period=None)  # แก้เป็น 85% ณ 10 มี.ค.: the day is new, too
        said = replace(said, named=there, day=said.named.day, period=said.named.period)
        found = targets(said, message, desk)
    if found.other is not None:
        return ask_other_value(found.other, said, message, desk)
    if not found.facts:
        return _nothing_to_correct(said, reading, message, desk)
    if len(found.facts) > 1:
        return ask_which_of(found.facts, said, message, desk)
    return take_anew(found.facts[0], said, message, desk)


def _ask_what(said: Correction, message: Message, desk: Desk) -> Turn:
    """แก้ตัวเลข, แก้เบิกจ่าย: which report, and then which figure."""
    if said.named or message.quoted_id is not None:
        found = targets(said, message, desk).facts
        if not found:
            return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    else:
        found = recent(desk)
    barred = [f for f in found or newest(desk) if not may(f, desk)]
    if not found or len(barred) == len(found):
        return Turn(replies=(say(why_not(barred[0], desk) if barred else words.NOTHING_FOUND),), must_arrive=True)
    return ask_figure(found[0], message, desk) if len(found) == 1 else ask_report(found, message, desk)


def _nothing_to_correct(said: Correction, reading: Reading, message: Message, desk: Desk) -> Turn:
    """แก้เบิกจ่ายเป็น 85% where nothing is stored is a report of 85 %."""
    value = said.value
    if value is None or value.kind is None or len(said.named.topics) != 1 or said.whole or reading.ask:
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    named = said.named
    value = replace(value, topic=named.topics[0], district=named.district, date=said.day, period=said.period)
    origin = origin_of(message, desk)
    return turn_of(settle([Item(value, 0, {})], origin, desk), origin, message, desk)


def _quoted(reading: Reading, message: Message, desk: Desk) -> Turn | None:
    """A figure in answer to a report or to its receipt takes that report's place, with or without its name."""
    values = [v for v in reading.values if v.value is not None and v.kind != "step"]
    if reading.intent != "report" or len(values) != 1 or len(reading.values) != 1:
        return None
    if reading.ask and (values[0].topic is not None or reading.reason not in ("no_topic", "no_unit")):
        return None
    said = heard_as(reading)
    found = targets(said, message, desk)
    if not found.facts:
        return None
    event = desk.store.event_of_message(message.quoted_id or "")
    meant = {f.id for f in as_corrected(of_event(event, desk), desk)} if event else set()
    found = replace(found, facts=[f for f in found.facts if f.id in meant])
    if not found.facts:
        return None
    if len(found.facts) > 1:
        return ask_which_of(found.facts, said, message, desk)
    return take_anew(found.facts[0], said, message, desk)


def heard_as(reading: Reading) -> Correction:
    """A report read as a correction of the quoted one."""
    value = next(v for v in reading.values if v.value is not None)
    topics = (value.topic,) if value.topic else ()
    named = Named(topics=topics, district=value.district, aspect=value.aspect)
    bare = replace(value, district=None, date=None, period=None)
    return Correction(named, value=bare, day=value.date, period=value.period)


def _edited(message: Message, desk: Desk) -> Turn:
    """An edited message in a group: the facts of its first form are replaced by those of the new words."""
    event = desk.store.event_of_message(message.message_id or "")
    facts = as_corrected(of_event(event, desk), desk) if event else []
    if not facts:
        return Turn()
    reading = desk.reading(message)
    values = [v for v in reading.values if v.value is not None]
    agreement = desk.book.get(facts[0].agreement)
    same = agreement is not None and len(values) == len(facts) == 1 and not reading.ask
    topic = agreement.indicators[facts[0].indicator].topic if agreement is not None else None
    if not same or values[0].topic not in (None, topic) or values[0].district not in (None, facts[0].district):
        return Turn(replies=(say(words.EDITED_UNCLEAR),), must_arrive=True)
    return take_anew(facts[0], heard_as(reading), message, desk)


# what was asked


def _told_the_figure(message: Message, desk: Desk) -> Turn | None:
    """85 while "แก้เป็นเท่าใดคะ" is open."""
    question = desk.question
    if question is None or question.asks != NAME or question.payload.get("key") != "figure":
        return None
    if question.expires < desk.moment:
        return None
    reading = desk.reading(message)
    values = [v for v in reading.values if v.value is not None]
    fact = _shown(question.payload["fact"], desk)
    agreement = desk.book.get(fact.agreement) if fact is not None else None
    if fact is None or agreement is None or len(values) != 1 or reading.intent not in ("report", "correct"):
        return None
    unsure = reading.ask and reading.reason not in ("no_topic", "no_unit")
    if unsure or values[0].topic not in (None, agreement.indicators[fact.indicator].topic):
        return None
    close = CloseQuestion(id=question.id)
    turn = take_anew(fact, heard_as(reading), message, replace(desk, question=None))
    return replace(turn, changes=(close, *turn.changes))


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    desk = replace(desk, question=None)
    if option.value == "no":
        return Turn(replies=(say(words.NOTHING_CHANGED),))
    if question.payload.get("signed"):
        return _all_the_same(question, message, desk)
    if question.payload.get("key") == "undo":
        return take_back(desk.store.ledger.of_event(option.value), message, desk)
    fact = _shown(option.value, desk)
    if fact is None:
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    if question.payload.get("key") == "report":
        return ask_figure(fact, message, desk)
    return take_anew(fact, correction_of(question.payload), message, desk)


def _all_the_same(question: Question, message: Message, desk: Desk) -> Turn:
    """What is certified changes, and its person knows it."""
    event = question.payload.get("event")
    if event is not None:
        return bring_back("", message, desk, event, agreed=True)
    facts = [desk.store.ledger.fact(id) for id in question.payload["facts"]]
    return take_back([f for f in facts if f is not None], message, desk, agreed=True)


def _shown(id: str, desk: Desk) -> Fact | None:
    """What was shown; None once it has been corrected or taken back."""
    fact = desk.store.ledger.fact(id)
    return fact if fact is not None and stands(fact, desk) else None


ROUTE = Route(
    NAME,
    answer,
    examples=(
        Example("แก้เป็น 85%", "แก้ตัวเลขที่เพิ่งรายงาน", role="officer"),
        Example("ยกเลิก", "ถอนรายงานล่าสุด (“เอากลับมา” ได้ภายใน 1 ชั่วโมง)", role="officer"),
    ),
    answered=answered,
)
