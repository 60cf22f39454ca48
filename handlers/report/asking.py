"""Asking what a message meant: candidate figures, candidate topics, or better words; until then nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.desk.desk import Desk, ask
from handlers.desk.nouns import Change, Json, Message, Option, Question, Turn
from handlers.desk.writes import NoteUnread
from handlers.reading import Reading, Value
from handlers.report import message_values
from handlers.report.message_values import Item
from handlers.report.outcomes import Origin
from handlers.report.which_input import ASPECTS
from scoring.agreement import Agreement
from scoring.levels.takers import takers
from templates.messages import numbered, say
from templates.words import common
from templates.words.report import refusals
from templates.words.report import reports as words

NAME = "reports"  # the route that takes the answers
MOST = 10  # options that one can read on a telephone
OPEN_TOPIC = ("no_topic", "topic_too_general", "topic_by_number")


def settles_itself(reading: Reading) -> bool:
    """What reading alone must ask about, but the agreement or what stands may answer."""
    reasons = {e.rule.removeprefix("asks: ") for e in reading.explanation if e.rule.startswith("asks: ")}
    if not reading.values or any(v.topic is None for v in reading.values):
        return False
    if reasons <= {"remaining", "change_only", "over_100", "more_than_whole"}:  # the whole may be known; a growth
        # is a change; whether more than all can be, the document says
        return all(v.value is not None for v in reading.values)
    named = all(v.kind == "step" and v.aspect in ASPECTS for v in reading.values)
    return reasons <= {"no_number"} and named  # ทำ MOU แล้ว names its step


def ask_reading(reading: Reading, origin: Origin, message: Message, desk: Desk) -> Turn:
    """Two readings make a question; anything else says what is missing, with an example from the person's own words."""
    noted = _noted(reading, message, desk)
    refused = _of_others(reading, desk)
    if refused is not None:
        return Turn(replies=(say(refused),), changes=(noted,), must_arrive=True)
    by_topic = reading.reason in OPEN_TOPIC
    candidates = _topics(reading, desk) if by_topic else _places(reading) or _figures(reading)
    if not candidates:
        return _better_words(reading, message, desk, noted)
    items = [Item(v, n, {"reading": str(c)}) for c, values in enumerate(candidates) for n, v in enumerate(values)]
    if by_topic:
        open_ones = [n for n, v in enumerate(v for v in reading.values if v.value is not None) if v.topic is None]
        text = words.ask_topic([candidates[0][n] for n in open_ones])
        labels = [words.about(values[open_ones[0]]) for values in candidates]
    else:
        text = words.ask_reading(reading.reason, len(candidates))
        labels = [words.option(values) for values in candidates]
    question = ask(
        message,
        desk,
        asks=NAME,
        text=text,
        options=[*(Option(label, str(n)) for n, label in enumerate(labels)), Option(words.NONE_OF_THESE, "drop")],
        payload=message_values.to_payload(items, origin, "reading"),
    )
    return Turn(replies=(numbered_question(question),), changes=(noted,), question=question, must_arrive=True)


def numbered_question(question: Question) -> Json:
    return numbered(question.text, [o.label for o in question.options], question.id, common.ANSWER_HINT)


def _noted(reading: Reading, message: Message, desk: Desk) -> Change:
    province = desk.person.province if desk.person else ""
    return NoteUnread(message.id, reading.reason or "", province, message.ms)


def _of_others(reading: Reading, desk: Desk) -> str | None:
    """Another province's district is nobody's here; another district is only a supervisor's."""
    person = desk.person
    if person is None or not reading.districts or reading.suggestions:
        return None
    if reading.reason == "other_province":
        return refusals.other_province(reading.districts[0], person.province)
    if person.role in ("officer", "head") and reading.districts[0] not in person.districts:
        return refusals.not_yours(reading.districts[0], person.districts)
    return None


def _figures(reading: Reading) -> list[Sequence[Value]]:
    named = {v.topic for v in reading.values}
    if len(reading.values) > 1 and set(reading.topics) - named:
        return []  # which figure is of which topic is the very question
    if len(reading.values) > 1 and len({_measured(v) for v in reading.values}) == 1:
        one: list[Sequence[Value]] = [(v,) for v in reading.values if v.topic and v.value is not None]
        return one[:5]  # one of them, not all
    whole = [values for values in reading.options if values and all(v.topic and v.value is not None for v in values)]
    return list(whole[:5])


def _measured(value: Value) -> tuple[object, ...]:
    return (value.topic, value.kind, value.aspect, value.district, value.date, value.period, value.unit)


def _places(reading: Reading) -> list[Sequence[Value]]:
    """A district's name that fits several: each of them with the message's values."""
    if reading.reason not in ("place_unclear", "other_province") or any(v.topic is None for v in reading.values):
        return []
    values = [v for v in reading.values if v.value is not None]
    return [tuple(replace(v, district=name) for v in values) for name in reading.suggestions[:MOST] if values]


def _topics(reading: Reading, desk: Desk) -> list[Sequence[Value]]:
    """The topics that the words may mean, of those that the agreement has and that take such figures."""
    person = desk.person
    values = [v for v in reading.values if v.value is not None]
    if person is None or not any(v.topic is None for v in values):
        return []
    found: list[Sequence[Value]] = []
    for agreement in desk.book.open(person.province, desk.today)[:1]:
        district = person.districts[0] if person.districts else None
        for topic in _meant(reading, agreement, district):
            if all(v.topic is not None or _takes(agreement, topic, district, v) for v in values):
                called = agreement.called(topic)
                meant = tuple(v if v.topic else replace(v, topic=topic, called=called) for v in values)
                if len({_measured(v) for v in meant}) == len(meant):  # two figures are not both of one thing
                    found.append(meant)
    return found if len(found) <= MOST else []


def _takes(agreement: Agreement, topic: str, district: str | None, value: Value) -> bool:
    unit = value.unit or "" if value.kind in ("count", "ratio") else ""
    step = int(value.value or 0) if value.kind == "step" else None
    return bool(takers(agreement, topic, district, value.kind or "percent", unit, step=step))


def _meant(reading: Reading, agreement: Agreement, district: str | None) -> Sequence[str]:
    own = list(dict.fromkeys(i.topic for i in agreement.of(district)))
    if reading.indicator_number is not None:
        number = str(reading.indicator_number)
        return list(dict.fromkeys(i.topic for i in agreement.of(district) if i.number.rstrip("AB") == number))
    return [t for t in own if t in reading.topics] if reading.topics else own


def _better_words(reading: Reading, message: Message, desk: Desk, noted: Change) -> Turn:
    shown = words.option([v for v in reading.values if v.value is not None])
    text = words.not_stored(reading.reason, shown, _example(reading))
    question = ask(message, desk, asks=NAME, text=text, options=(), payload={"key": "words", "topics": reading.topics})
    return Turn(replies=(say(text),), changes=(noted,), question=question, must_arrive=True)


def _example(reading: Reading) -> str:
    """A sentence that would have been understood, made from the person's own words."""
    topic = reading.topic or (reading.topics[0] if len(reading.topics) == 1 else None)
    figure = next((v for v in reading.values if v.value is not None), None)
    if topic is None:
        return "เบิกจ่าย 82.5%"
    return f"{words.topic(topic)} {words.read_as(figure) if figure else '85%'}"
