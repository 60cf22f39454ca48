"""Reports: a message's values are read, settled, stored, and answered with a receipt that scores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.desk import personal_data
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Change, Json, Message, Option, Question, Turn
from handlers.desk.questions import again, shown
from handlers.desk.questions import asking as asks_about
from handlers.desk.writes import CloseQuestion, KeepHabit, SetOfficeValue
from handlers.people.approval import next_held
from handlers.people.signatures import voided
from handlers.reading import Kind, Reading, Value
from handlers.report import asking, message_values
from handlers.report.answering import origin_of, turn_of
from handlers.report.doubts.doubtful import odd_whole
from handlers.report.message_values import Item, settle
from handlers.report.outcomes import ANSWERED, decided
from handlers.report.which_district import PROVINCE
from scoring.results.results import Results, office_value, results
from templates.cards.receipt import whole_card
from templates.messages import say
from templates.words.province import signing
from templates.words.report import doubts as asks
from templates.words.report import refusals
from templates.words.report import reports as words

AGAIN = ("far", "fall")  # sending the same once more means yes, but only to these
AGAIN_AFTER = 10_000  # ms: faster than this it is a double tap
_NO_BUT = re.compile(  # ไม่ใช่ค่ะ 75%: the figure is what was meant
    r"(?:ไม่ใช่|ผิด|เปล่า|ไม่)(?:ค่ะ|คะ|ครับ|คับ|จ้า|นะ|แล้ว|ต้อง|เป็น|[\s,.])*(?P<rest>\d.*)", re.DOTALL
)
_LEFT = re.compile(  # beside a district or a day: that it is otherwise than was asked
    r"(?:ใช่|ไม่ใช่|ไม่|ถูก|แล้ว|แต่|เป็น|ของ|ที่|ต่างหาก|โทษที|ขอโทษ|ขออภัย|ค่ะ|คะ|ครับ|คับ|จ้า|นะ|น่ะ|[\s,.])*"
)
BARE = ("no_topic", "no_unit", "nothing_understood")  # what a figure alone lacks


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None:
        return None
    if personal_data.holds_id(message.text):
        return Turn(replies=(say(refusals.PERSONAL_DATA),))
    reading = desk.reading(message)
    if reading.intent != "report":
        return None
    origin = origin_of(message, desk)
    if reading.ask and not asking.settles_itself(reading, desk):
        return asking.ask_reading(reading, origin, message, desk)
    return turn_of(settle(items_of(reading, desk), origin, desk), origin, message, desk, reading)


def items_of(reading: Reading, desk: Desk) -> list[Item]:
    """Who names the province and no district means its own row, if that is a supervisor; an officer is asked."""
    decisions = {}
    if reading.province is not None and not reading.districts:
        decisions = {"district": PROVINCE} if asking.whole_province(reading, desk) else {"own": "ask"}
    return [Item(value, n, decisions) for n, value in enumerate(reading.values)]


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    """One more decision for the doubted value; then all that waited is settled anew."""
    payload = question.payload
    if payload["key"] == "held":
        return _let_in(question, option, message, desk)
    if payload["key"] == "signed_whole":
        return _whole_all_the_same(question, option, desk)
    items, origin = message_values.from_payload(payload)
    origin = replace(origin, recorded=message.ms, note=f"{ANSWERED}{message.id}")
    closing: list[Change] = []
    key, value = payload["key"], option.value
    if key == "reading":
        items = [replace(i, decisions={}) for i in items if value != "drop" and i.decisions.get("reading") == value]
    elif value in ("drop", "no", "keep"):
        items = items[1:]
    else:
        items[0] = replace(items[0], decisions=decided(items[0].decisions, key, value))
        if key in ("district", "round", "signed"):  # said once, meant for all of the message
            items = [replace(i, decisions={key: value, **i.decisions}) for i in items]
        if key == "round":  # and for the whole day
            closing.append(KeepHabit(origin.person, message_values.round_habit(origin.day), value))
    if not items:
        return Turn(replies=(say(words.KEPT if value == "keep" else words.DROPPED),), changes=tuple(closing))
    turn = turn_of(settle(items, origin, desk), origin, message, replace(desk, question=None))
    return replace(turn, changes=(*closing, *turn.changes))


def _let_in(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    """A report that waited for its person's approval: stored as of its own day, or dropped; then the next one."""
    turn = Turn(replies=(say(words.DROPPED),))
    if option.value == "yes":
        said = replace(message, kind="text", data="", text=str(question.payload["words"]))
        then = replace(desk, sent=date.fromisoformat(question.payload["day"]), question=None)
        turn = answer(said, then) or turn
    more = next_held(desk.me.id, message.ms, desk.store, desk.now, question.id) if turn.question is None else None
    if more is None:
        return turn
    return replace(turn, replies=(*turn.replies, shown(more)), question=more, must_arrive=True)


# what else may be said while a question is open


def told(question: Question, message: Message, desk: Desk) -> Turn | None:
    """A bare figure is the answer to what was asked: the missing whole, or the figure in better words; nothing else."""
    if question.payload.get("key") == "whole":
        return _whole_told(question, message, desk)
    if _is_resent(question, message):
        if message.ms - int(question.payload["origin"]["at"]) < AGAIN_AFTER:
            return again(question, desk)
        return _closed(question, "answered", answered(question, question.options[0], message, desk))
    asked = _asked_about(question)
    if asked is None:
        return None
    anew = _elsewhere(question, message, desk)
    if anew is not None:
        return _closed(question, "superseded", anew)
    denied = _NO_BUT.match(message.text.strip())
    better = replace(message, text=denied["rest"]) if denied and question.options else message
    return None if desk.reading(better).topics else _said_better(question, asked, better, desk)


def _elsewhere(question: Question, message: Message, desk: Desk) -> Turn | None:
    """ใช่ แต่เป็นตาพระยา, ใช่ แต่ของเมื่อวาน: what was reported, read anew with this district or day."""
    first = replace(message, text=str(question.payload.get("words", "")))
    place, day = _named("place ", message, desk), _named("when ", message, desk)
    if len(place) + len(day) != 1 or not _LEFT.fullmatch(_without(message.text, place + day)):
        return None
    before = _named("place " if place else "when ", first, desk)
    if len(before) > 1:
        return None
    ((start, stop),) = place or day
    text = f"{message.text[start:stop]} {_without(first.text, before).strip()}"
    return answer(replace(first, text=text), replace(desk, question=None))


def _named(rule: str, message: Message, desk: Desk) -> list[tuple[int, int]]:
    """Where a district (place) or a day (when) is named."""
    return [e.span for e in desk.reading(message).explanation if e.rule.startswith(rule)]


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, stop in sorted(spans, reverse=True):
        text = text[:start] + " " + text[stop:]
    return text


def _is_resent(question: Question, message: Message) -> bool:
    """Sending the same once more means yes, but only to far off and falls."""
    words = str(question.payload.get("words", "")).strip()
    return question.payload.get("key") in AGAIN and words == message.text.strip()


def _closed(question: Question, state: str, turn: Turn) -> Turn:
    return replace(turn, changes=(CloseQuestion(question.id, state), *turn.changes))


def _asked_about(question: Question) -> Value | None:
    """The one thing that an open question is about."""
    if not question.payload.get("items"):
        return None
    items, _ = message_values.from_payload(question.payload)
    topics = {item.value.topic for item in items}
    if len(topics) != 1 or None in topics or len(question.payload.get("topics") or ()) > 1:
        return None
    return items[0].value


def _said_better(question: Question, asked: Value, message: Message, desk: Desk) -> Turn | None:
    """58 จาก 60 after "โปรดส่งตัวเลข": the figure of the words now, and what else was said of it before."""
    named = replace(message, text=f"{words.SAID.get(asked.topic or '') or words.about(asked)} {message.text}")
    reading = desk.reading(named)
    if reading.intent not in ("report", "correct") or len(reading.values) != 1 or len(set(reading.topics)) != 1:
        return None
    new = reading.values[0]
    alone = desk.reading(message)
    if new.value is None or new.kind == "step" or not alone.values or alone.reason not in (None, *BARE):
        return None  # ประชุมแล้ว has no figure of its own
    same = asked.kind != "step"
    full = replace(
        new, topic=asked.topic, district=new.district or asked.district, date=new.date or asked.date,
        period=new.period or asked.period, aspect=new.aspect or (asked.aspect if same else None),
        cumulative=asked.cumulative if new.cumulative is None else new.cumulative, sense=new.sense or asked.sense,
        counting=new.counting or (asked.counting if same else None),
        kind=new.kind or (_kind_of(asked) if same else None),
        unit=new.unit or (asked.unit if same else None),
    )  # fmt: skip
    origin = replace(origin_of(message, desk), words=named.text)
    settled = settle([Item(full, 0, {})], origin, desk)
    if settled.refused and any(v.aspect for v in desk.reading(message).values):
        return None  # ลงพื้นที่ 3 ครั้ง names a thing of its own, which what was asked about does not have
    return _closed(question, "superseded", turn_of(settled, origin, message, replace(desk, question=None)))


def _kind_of(asked: Value) -> Kind | None:
    """Of 15 จาก 14 ครัวเรือน a bare 13 is households, too."""
    return asked.kind if asked.of is None else "count" if asked.unit else None


def _whole_told(question: Question, message: Message, desk: Desk) -> Turn | None:
    """A bare figure while its whole is asked for: the level follows without a new report."""
    reading = desk.reading(message)
    figures: list[Value] = list(reading.values or (reading.options[0] if reading.options else ()))
    if len(figures) != 1 or figures[0].value is None or figures[0].of is not None or figures[0].kind == "percent":
        return None
    if reading.intent == "correct" or figures[0].old is not None or _NO_BUT.match(message.text.strip()):
        return None  # ไม่ใช่ 1.3 ล้านนะ 1.4 ล้าน: of what was reported
    if figures[0].topic is not None and reading.reason != "target_or_result":  # งบจัดสรร 2,400,000 บาท names the whole
        return None
    value = message_values.whole_told(question, figures[0], origin_of(message, desk))
    agreement = desk.book.get(value["agreement"])
    if agreement is None:
        return None
    before = results(desk.store, agreement, value["district"] or None, desk.today, desk.book.answers(agreement.id))
    after = before.with_values([office_value(value)])
    if odd_whole(before, value["indicator"], value["input"], figures[0].value):
        return again(question, desk, asks.odd_whole(figures[0].value))
    signed = voided(before, after, desk.store)
    if signed is not None:
        options = [Option(signing.SIGN_ANEW, "yes"), Option(signing.LEAVE_SIGNED, "drop")]
        text = signing.signed_already(before.district, *signed)
        return asks_about(message, desk, asking.NAME, text, options, {"key": "signed_whole", "value": value})
    return _closed(question, "answered", _with_whole(value, before, after, desk))


def _with_whole(value: Json, before: Results, after: Results, desk: Desk) -> Turn:
    card = whole_card(before.agreement.indicators[value["indicator"]], value["input"], before, after, desk.today)
    return Turn(replies=(card,), changes=(SetOfficeValue(**value),), must_arrive=True)


def _whole_all_the_same(question: Question, option: Option, desk: Desk) -> Turn:
    value = question.payload["value"]
    agreement = desk.book.get(value["agreement"])
    if option.value != "yes" or agreement is None:
        return Turn(replies=(say(words.DROPPED),))
    before = results(desk.store, agreement, value["district"] or None, desk.today, desk.book.answers(agreement.id))
    return _with_whole(value, before, before.with_values([office_value(value)]), desk)


ROUTE = Route(
    "reports",
    answer,
    examples=(
        Example("เบิกจ่าย 82.5%", "รายงานผลเป็นร้อยละ", role="officer"),
        Example("จปฐ เก็บแล้ว 1,230 จาก 1,300 ครัวเรือน", "รายงานผลเป็นจำนวน", role="officer"),
        Example("ศูนย์จัดการกองทุนชุมชน ขั้น 3 เสร็จแล้ว", "รายงานขั้นที่ทำเสร็จ", role="officer"),
    ),
    answered=answered,
    told=told,
)
