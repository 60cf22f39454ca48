"""Reports: a message's values are read, settled, stored, and answered with a receipt that scores."""

from __future__ import annotations

from dataclasses import replace

from handlers import personal_data, settling
from handlers.base import Change, Desk, Example, Json, Message, Option, Question, Route, Turn, ask
from handlers.doubts import odd_whole
from handlers.reading import Reading, Value
from handlers.results import office_value, results
from handlers.settling import Item, Settled, Stored, settle
from handlers.strangers import milliseconds
from handlers.taking import Origin
from templates.cards.receipt import receipts, whole_card
from templates.messages import numbered, say
from templates.words import common
from templates.words import reports as words

AGAIN = ("far", "fall")  # sending the same once more means yes, but only to these
AGAIN_AFTER = 10_000  # ms: faster than this it is a double tap


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None:
        return None
    if personal_data.holds_id(message.text):
        return Turn(replies=(say(words.PERSONAL_DATA),))
    resent = _resent(message, desk)
    if resent is not None:
        return resent
    reading = desk.reading(message)
    whole = _whole_told(reading, message, desk)
    if whole is not None:
        return whole
    if reading.intent != "report":
        return None
    origin = origin_of(message, desk)
    if reading.ask:
        return ask_reading(reading, origin, message, desk)
    items = [Item(value, n, {}) for n, value in enumerate(reading.values)]
    return turn_of(settle(items, origin, desk), origin, message, desk, reading)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    """One more decision for the doubted value; then all that waited is settled anew."""
    close = Change("questions", "close", {"id": question.id})
    payload = question.payload
    if option.value == "drop":
        return Turn(replies=(say(words.DROPPED),), changes=(close,))
    items, origin = settling.from_payload(payload)
    if payload["key"] == "reading":
        chosen = int(option.value)
        items = [i for i in items if i.decisions.get("reading") == str(chosen)]
        items = [replace(i, decisions={}) for i in items]
    else:
        if payload["key"] in AGAIN and option.value == "no":
            if len(items) == 1:
                return Turn(replies=(say(words.DROPPED),), changes=(close,))
            items = items[1:]
        else:
            items[0] = replace(items[0], decisions={**items[0].decisions, payload["key"]: option.value})
            if payload["key"] in ("district", "round"):  # said once, meant for all of the message
                items = [replace(i, decisions={payload["key"]: option.value, **i.decisions}) for i in items]
    turn = turn_of(settle(items, origin, desk), origin, message, desk)
    return replace(turn, changes=(close, *turn.changes))


def origin_of(message: Message, desk: Desk) -> Origin:
    assert desk.person is not None
    return Origin(message.id, milliseconds(message), desk.today, desk.person.id)


def turn_of(settled: Settled, origin: Origin, message: Message, desk: Desk, reading: Reading | None = None) -> Turn:
    """Receipts first, what was not stored and why, and last the one question."""
    replies: list[Json] = []
    question = None
    if settled.stored:
        respelled = reading.respelled if reading else ()
        replies += receipts(settled.stored, respelled, short=message.group)
    replies += [say(refusal.text) for _, refusal in settled.refused][: 4 - len(replies)]
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
            payload=settling.to_payload([item, *others], origin, doubt.key),
        )
        labels = [option.label for option in question.options]
        replies.append(numbered(text, labels, question.id, common.ANSWER_HINT))
    elif settled.stored:
        question = _ask_whole(settled, message, desk, replies)
    return Turn(tuple(replies), (*_done_with(settled, desk), *settled.changes), question=question, must_arrive=True)


def _done_with(settled: Settled, desk: Desk) -> tuple[Change, ...]:
    """A report that was stored ends the wait for a whole or for better words: a bare figure later means neither."""
    open_one = desk.question
    if not settled.stored or open_one is None or open_one.asks != ROUTE.name:
        return ()
    if open_one.payload.get("key") not in ("whole", "words"):
        return ()
    return (Change("questions", "close", {"id": open_one.id}),)


def ask_reading(reading: Reading, origin: Origin, message: Message, desk: Desk) -> Turn:
    """Two readings make a question; anything else says what is missing, with an example from the person's own words."""
    noted = Change(
        "unread",
        "note",
        {
            "event_id": message.id,
            "reason": reading.reason or "",
            "province": desk.person.province if desk.person else "",
            "at": milliseconds(message),
        },
    )
    options = [values for values in reading.options if values and all(v.topic and v.value is not None for v in values)]
    if not options:
        shown = words.option([v for v in reading.values if v.value is not None])
        text = words.not_stored(reading.reason, shown, example(reading, desk))
        question = replace(
            ask(message, desk, asks=ROUTE.name, text=text, options=(), payload={"key": "words"}),
        )
        return Turn(replies=(say(text),), changes=(noted,), question=question, must_arrive=True)
    items = [Item(v, n, {"reading": str(c)}) for c, values in enumerate(options[:5]) for n, v in enumerate(values)]
    labels = [words.option(values) for values in options[:5]]
    text = words.ask_reading(reading.reason)
    question = ask(
        message,
        desk,
        asks=ROUTE.name,
        text=text,
        options=[*(Option(label, str(n)) for n, label in enumerate(labels)), Option(words.NONE_OF_THESE, "drop")],
        payload=settling.to_payload(items, origin, "reading"),
    )
    shown_labels = [option.label for option in question.options]
    return Turn(
        replies=(numbered(text, shown_labels, question.id, common.ANSWER_HINT),),
        changes=(noted,),
        question=question,
        must_arrive=True,
    )


def example(reading: Reading, desk: Desk) -> str:
    """A sentence that would have been understood, made from the person's own words."""
    topic = reading.topic or (reading.topics[0] if len(reading.topics) == 1 else None)
    figure = next((v for v in reading.values if v.value is not None), None)
    if topic is None:
        return "เบิกจ่าย 82.5%"
    return f"{words.topic(topic)} {words.read_as(figure) if figure else '85%'}"


def _resent(message: Message, desk: Desk) -> Turn | None:
    question = desk.question
    if (
        question is None
        or question.asks != ROUTE.name
        or question.payload.get("words", "").strip() != message.text.strip()
    ):
        return None
    if question.payload.get("key") not in AGAIN:
        return None
    origin_at = int(question.payload["origin"]["at"])
    if milliseconds(message) - origin_at < AGAIN_AFTER:
        labels = [option.label for option in question.options]
        return Turn(replies=(numbered(question.text, labels, question.id, common.ANSWER_HINT),), must_arrive=True)
    return answered(question, question.options[0], message, desk)


# a lone numerator is kept, and its whole is asked for once


def _ask_whole(settled: Settled, message: Message, desk: Desk, replies: list[Json]) -> Question | None:
    one = settled.stored[-1]
    used = one.taken.input
    key = f"{used.name}.{used.parts[1]}" if used.parts else ""
    if not used.parts or one.after.status != "incomplete" or not _lacks_whole(one):
        return None
    if isinstance(one.before.case.inputs.get(used.name), dict) and one.old is None:
        return None  # asked for with the first numerator: once
    text = words.ask_whole(one.taken.indicator, used)
    replies.append(say(text))
    payload = {
        "key": "whole",
        "agreement": one.results.agreement.id,
        "district": one.results.district,
        "indicator": one.taken.indicator.id,
        "input": key,
    }
    return ask(message, desk, asks=ROUTE.name, text=text, options=(), payload=payload)


def _lacks_whole(one: Stored) -> bool:
    used, inputs = one.taken.input, one.after.case.inputs
    told = inputs.get(used.name)
    whole = used.parts[1]
    return isinstance(told, dict) and told.get(whole) is None and one.after.case.known(f"{used.name}.{whole}") is None


def _whole_told(reading: Reading, message: Message, desk: Desk) -> Turn | None:
    """A bare figure while its whole is asked for: the level follows without a new report."""
    question = desk.question
    if question is None or question.payload.get("key") != "whole" or question.expires < desk.now:
        return None
    figures: list[Value] = list(reading.values or (reading.options[0] if reading.options else ()))
    if len(figures) != 1 or figures[0].topic is not None or figures[0].value is None or figures[0].of is not None:
        return None
    value = settling.whole_told(question, figures[0], origin_of(message, desk))
    agreement = desk.book.get(value["agreement"])
    if agreement is None:
        return None
    before = results(desk.store, agreement, value["district"] or None, desk.today, desk.book.answers(agreement.id))
    after = before.with_values([office_value(value)])
    if odd_whole(before, value["indicator"], value["input"], figures[0].value):
        return Turn(replies=(say(words.odd_whole(figures[0].value)),), must_arrive=True)
    changes = (Change("questions", "close", {"id": question.id}), Change("rounds", "set_value", value))
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
