"""Reports: a message's values are read, settled, stored, and answered with a receipt that scores."""

from __future__ import annotations

from dataclasses import replace

from handlers.desk import personal_data
from handlers.desk.desk import Desk, Example, Route, ask
from handlers.desk.nouns import Change, Json, Message, Option, Push, Question, Turn
from handlers.desk.writes import CloseQuestion, KeepHabit, SetOfficeValue
from handlers.reading import Reading, Value
from handlers.report import asking, message_values
from handlers.report.doubts.doubtful import odd_whole
from handlers.report.message_values import Item, Settled, settle
from handlers.report.open_question import left_open
from handlers.report.outcomes import ANSWERED, Origin
from handlers.report.which_district import PROVINCE
from scoring.results.results import office_value, results
from scoring.results.stored import Stored
from templates.cards.receipt import receipts, whole_card
from templates.messages import say
from templates.words.report import doubts as asks
from templates.words.report import refusals
from templates.words.report import reports as words

AGAIN = ("far", "fall")  # sending the same once more means yes, but only to these
AGAIN_AFTER = 10_000  # ms: faster than this it is a double tap


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None:
        return None
    if personal_data.holds_id(message.text):
        return Turn(replies=(say(refusals.PERSONAL_DATA),))
    again = resent(message, desk)
    if again is not None:
        return again
    reading = desk.reading(message)
    whole = _whole_told(reading, message, desk)
    if whole is not None:
        return whole
    if reading.intent != "report":
        return None
    origin = origin_of(message, desk)
    if reading.ask and not asking.settles_itself(reading):
        return asking.ask_reading(reading, origin, message, desk)
    return turn_of(settle(items_of(reading, desk), origin, desk), origin, message, desk, reading)


def items_of(reading: Reading, desk: Desk) -> list[Item]:
    """A supervisor who names the province and no district means its own row."""
    own_row = reading.province is not None and not reading.districts and desk.person and desk.person.oversees
    decisions = {"district": PROVINCE} if own_row else {}
    return [Item(value, n, decisions) for n, value in enumerate(reading.values)]


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    """One more decision for the doubted value; then all that waited is settled anew."""
    payload = question.payload
    items, origin = message_values.from_payload(payload)
    origin = replace(origin, recorded=message.ms, note=f"{ANSWERED}{message.id}")
    closing: list[Change] = [CloseQuestion(id=question.id)]
    key, value = payload["key"], option.value
    if key == "reading":
        items = [replace(i, decisions={}) for i in items if value != "drop" and i.decisions.get("reading") == value]
    elif value in ("drop", "no", "keep"):
        items = items[1:]
    else:
        items[0] = replace(items[0], decisions={**items[0].decisions, key: value})
        if key in ("district", "round", "signed"):  # said once, meant for all of the message
            items = [replace(i, decisions={key: value, **i.decisions}) for i in items]
        if key == "round":  # and for the whole day
            closing.append(KeepHabit(origin.person, message_values.round_habit(origin.day), value))
    if not items:
        return Turn(replies=(say(words.KEPT if value == "keep" else words.DROPPED),), changes=tuple(closing))
    turn = turn_of(settle(items, origin, desk), origin, message, replace(desk, question=None))
    return replace(turn, changes=(*closing, *turn.changes))


def origin_of(message: Message, desk: Desk) -> Origin:
    return Origin(message.id, message.ms, desk.day, desk.me.id, words=message.text)


def turn_of(settled: Settled, origin: Origin, message: Message, desk: Desk, reading: Reading | None = None) -> Turn:
    """Receipts first, what was not stored and why, and last the one question."""
    replies: list[Json] = []
    question = None
    pushes: tuple[Push, ...] = ()
    if settled.stored:
        respelled = reading.respelled if reading else ()
        replies += receipts(settled.stored, respelled, short=message.group)
    if settled.refused:
        replies.append(say("\n\n".join(dict.fromkeys(refusal.text for _, refusal in settled.refused))))
    if settled.doubted is not None:
        item, doubt = settled.doubted
        others = [i for i in settled.waiting if i is not item]
        text = doubt.text if not others else f"{doubt.text}\n({words.still_waiting(len(others))})"
        question = ask(
            message,
            desk,
            asks=ROUTE.name,
            text=text,
            options=[Option(label, value) for label, value in doubt.options],
            payload=message_values.to_payload([item, *others], origin, doubt.key),
        )
        replies.append(asking.numbered_question(question))
        pushes = (Push(doubt.tell[0], (say(doubt.tell[1]),)),) if doubt.tell is not None else ()
    elif settled.stored:
        question = _ask_whole(settled, message, desk, replies)
    if question is not None:
        return Turn(tuple(replies), settled.changes, pushes, question=question, must_arrive=True)
    left = left_open(settled, desk, ROUTE.name)
    turn = Turn(tuple(replies), (*left.closed, *settled.changes), question=left.question, must_arrive=True)
    if not left.items or left.origin is None:
        return turn
    desk = replace(desk, question=None)
    rest = turn_of(settle(left.items, left.origin, desk), left.origin, message, desk)
    return replace(
        turn,
        replies=(*turn.replies, *rest.replies),
        pushes=(*turn.pushes, *rest.pushes),
        changes=(*turn.changes, *rest.changes),
        question=rest.question,
    )


def resent(message: Message, desk: Desk) -> Turn | None:
    """Sending the same once more means yes, but only to far off and falls, and not as a double tap."""
    question = desk.question
    if question is None or question.asks != ROUTE.name or question.expires < desk.now:
        return None
    if question.payload.get("key") not in AGAIN or _words_of(question) != message.text.strip():
        return None
    if message.ms - int(question.payload["origin"]["at"]) < AGAIN_AFTER:
        return Turn(replies=(asking.numbered_question(question),), must_arrive=True)
    return answered(question, question.options[0], message, desk)


def _words_of(question: Question) -> str:
    return str(question.payload.get("words", "")).strip()


# a lone numerator is kept, and its whole is asked for once


def _ask_whole(settled: Settled, message: Message, desk: Desk, replies: list[Json]) -> Question | None:
    one = next((s for s in settled.stored if _lacks_whole(s)), None)
    if one is None:
        return None
    used = one.taken.input
    if isinstance(one.before.case.inputs.get(used.name), dict) and one.old is None:
        return None  # asked for with the first numerator: once
    text = asks.ask_whole(one.taken.indicator, used)
    replies.append(say(text))
    payload = {
        "key": "whole",
        "agreement": one.results.agreement.id,
        "district": one.results.district,
        "indicator": one.taken.indicator.id,
        "input": f"{used.name}.{used.parts[1]}",
    }
    return ask(message, desk, asks=ROUTE.name, text=text, options=(), payload=payload)


def _lacks_whole(one: Stored) -> bool:
    used, inputs = one.taken.input, one.after.case.inputs
    if not used.parts or not one.taken.indicator.levels:
        return False
    told, whole = inputs.get(used.name), used.parts[1]
    return isinstance(told, dict) and told.get(whole) is None and one.after.case.known(f"{used.name}.{whole}") is None


def _whole_told(reading: Reading, message: Message, desk: Desk) -> Turn | None:
    """A bare figure while its whole is asked for: the level follows without a new report."""
    question = desk.question
    if question is None or question.payload.get("key") != "whole" or question.expires < desk.now:
        return None
    figures: list[Value] = list(reading.values or (reading.options[0] if reading.options else ()))
    if len(figures) != 1 or figures[0].value is None or figures[0].of is not None or figures[0].kind == "percent":
        return None
    if figures[0].topic is not None and reading.reason != "target_or_result":  # งบจัดสรร 2,400,000 บาท names the whole
        return None
    value = message_values.whole_told(question, figures[0], origin_of(message, desk))
    agreement = desk.book.get(value["agreement"])
    if agreement is None:
        return None
    before = results(desk.store, agreement, value["district"] or None, desk.today, desk.book.answers(agreement.id))
    after = before.with_values([office_value(value)])
    if odd_whole(before, value["indicator"], value["input"], figures[0].value):
        return Turn(replies=(say(asks.odd_whole(figures[0].value)),), must_arrive=True)
    changes = (CloseQuestion(id=question.id), SetOfficeValue(**value))
    indicator = agreement.indicators[value["indicator"]]
    card = whole_card(indicator, value["input"], before, after, desk.today)
    return Turn(replies=(card,), changes=changes, must_arrive=True)


ROUTE = Route(
    "reports",
    answer,
    examples=(
        Example("เบิกจ่าย 82.5%", "รายงานผลเป็นร้อยละ", role="officer"),
        Example("จปฐ เก็บแล้ว 1,230 จาก 1,300 ครัวเรือน", "รายงานผลเป็นจำนวน", role="officer"),
        Example("ศูนย์จัดการกองทุนชุมชน ขั้น 3 เสร็จแล้ว", "รายงานขั้นที่ทำเสร็จ", role="officer"),
    ),
    answered=answered,
)
