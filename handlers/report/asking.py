"""Asking what a message meant: candidate figures, candidate topics, or better words; until then nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Message, Option, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import NoteUnread
from handlers.reading import Reading, Value
from handlers.report import message_values
from handlers.report.message_values import Item, settle
from handlers.report.outcomes import Origin, Refusal
from handlers.report.which_input import ASPECTS
from scoring.agreement import Agreement, Indicator
from scoring.levels.takers import takers
from templates.words.report import refusals
from templates.words.report import reports as words
from templates.words.report.examples import example

NAME = "reports"  # the route that takes the answers
MOST = 10  # options that one can read on a telephone
NOW = ("ตอนนี้", "ปัจจุบัน", "ล่าสุด", "วันนี้")
NEVER_OFFERED = (
    "negated",
    "not_a_report",
    "personal_data",
    "question",
)  # what was said is that it is not so, or not yet
# the whole may be known, a growth is a change, the unit is asked; whether more than all can be, the document says
SETTLED_LATER = {"remaining", "change_only", "no_unit", "over_100", "more_than_whole"}
UNCLEAR_DAY = ("date_unclear", "date_impossible")  # its options say the day that they would be stored for
OPEN_TOPIC = ("no_topic", "topic_too_general", "topic_by_number")


def settles_itself(reading: Reading, desk: Desk) -> bool:
    """What reading alone must ask about, but the agreement, what stands or who speaks may answer."""
    reasons = {e.rule.removeprefix("asks: ") for e in reading.explanation if e.rule.startswith("asks: ")}
    if not reading.values or any(v.topic is None for v in reading.values):
        return False
    if whole_province(reading, desk):
        reasons -= {"place_unclear"}
    if reasons <= SETTLED_LATER:
        return all(v.value is not None for v in reading.values)
    named = all(v.kind == "step" and v.aspect in ASPECTS for v in reading.values)
    return reasons <= {"no_number"} and named  # ทำ MOU แล้ว names its step


def whole_province(reading: Reading, desk: Desk) -> bool:
    """ของทั้งจังหวัด, from somebody who reports for it: its own row is meant."""
    named = reading.province is not None and not reading.districts
    return named and desk.person is not None and (desk.person.oversees or desk.person.role == "owner")


def ask_reading(reading: Reading, origin: Origin, message: Message, desk: Desk) -> Turn:
    """Two readings make a question; anything else says what is missing, with an example from the person's own words."""
    noted = _noted(reading, message, desk)
    refused = _of_others(reading, desk)
    if refused is not None:
        return not_kept(reading, origin, message, desk, refused, noted)
    by_topic = reading.reason in OPEN_TOPIC
    candidates = _topics(reading, desk) if by_topic else _places(reading) or _placed(_figures(reading), reading, desk)
    offers, refusal = _offers(candidates, origin, desk)
    if refusal is not None and not offers and not _torn(reading):
        return not_kept(reading, origin, message, desk, refusal.text, noted)
    if not offers or _is_not_so(reading) or _torn(reading):
        return _better_words(reading, origin, message, desk, noted)
    items = [Item(v, n, {"reading": str(c)}) for c, one in enumerate(offers) for n, v in enumerate(one.values)]
    if by_topic:
        open_ones = [n for n, v in enumerate(v for v in reading.values if v.value is not None) if v.topic is None]
        text = words.ask_topic([offers[0].values[n] for n in open_ones])
        labels = [words.about(one.values[open_ones[0]]) for one in offers]
    else:
        text = words.ask_reading(reading.reason, len(offers))
        dated = reading.reason in UNCLEAR_DAY
        labels = [words.of_day(one.label, one.day) if dated else one.label for one in offers]
    options = [Option(label, str(n)) for n, label in enumerate(labels)]
    none = Option(words.NONE_OF_THESE if len(options) > 1 else words.NOT_THIS, "drop")
    payload = message_values.to_payload(items, origin, "reading")
    return asking(message, desk, NAME, text, [*options, none], payload, changes=(noted,))


@dataclass(frozen=True)
class Offer:
    """One reading that can be stored, and the words for exactly what would be stored."""

    values: Sequence[Value]
    label: str
    day: date


def _offers(candidates: Sequence[Sequence[Value]], origin: Origin, desk: Desk) -> tuple[list[Offer], Refusal | None]:
    """Tried before they are offered: what would be refused is no option, and the label says what would be kept."""
    found: list[Offer] = []
    refusal = None
    waiting = list(candidates)
    while waiting:
        values = waiting.pop(0)
        tried = settle([Item(v, n, {}) for n, v in enumerate(values)], origin, desk)
        doubt = tried.doubted[1].key if tried.doubted else ""
        told = bool(tried.stored or tried.refused)
        one = len(values) > 1 and (
            doubt == "same" or (_of_one(values) and _alike(values)) or (doubt and told and _of_one_topic(values))
        )
        if one:
            waiting[:0] = [(v,) for v in values]  # of two figures of one thing one is kept: each is offered
            continue
        if tried.refused:
            refusal = refusal or tried.refused[0][1]
            continue
        label = words.option(values) if tried.doubted else words.would_be(tried.stored)
        if all(label != one.label for one in found):
            day = next((fact.as_of for one in tried.stored for fact in one.taken.facts), origin.day)
            found.append(Offer(tuple(values), label, day))
    return found, refusal


def _of_one_topic(values: Sequence[Value]) -> bool:
    return len({v.topic for v in values}) == 1


def _of_one(values: Sequence[Value]) -> bool:
    return len({(v.topic, v.aspect, v.district, v.date, v.period) for v in values}) == 1


def _alike(values: Sequence[Value]) -> bool:
    """Two percentages of one thing; a percentage and its amount are one report."""
    kinds = [v.kind for v in values if v.kind is not None]
    return len(set(kinds)) < len(kinds)


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
        values = sorted(reading.values, key=lambda v: not _said_of_now(v, reading))
        one: list[Sequence[Value]] = [(v,) for v in values if v.topic and v.value is not None]
        return one[:5]  # one of them, not all
    whole = [values for values in reading.options if values and all(v.topic and v.value is not None for v in values)]
    if reading.reason == "zero_or_nothing":  # none left is nothing remaining; anything else is not done, or not yet
        return [tuple(replace(v, sense="remaining") for v in values) for values in whole if _none_left(reading)]
    return list(whole[:5])


def _said_of_now(value: Value, reading: Reading) -> bool:
    """จะถึง 90 แล้ว ตอนนี้ 88.2%: the figure that the words call today's is offered first."""
    return reading.text[: value.span[0]].rstrip().endswith(NOW)


def _placed(candidates: list[Sequence[Value]], reading: Reading, desk: Desk) -> list[Sequence[Value]]:
    """Where the place is what is unclear, each option names the district that it would be stored for."""
    own = desk.person.districts if desk.person else ()
    if reading.reason != "place_unclear" or len(own) != 1:
        return candidates
    return [tuple(replace(v, district=v.district or own[0]) for v in values) for values in candidates]


def _none_left(reading: Reading) -> bool:
    return all(v.topic in ("poor_households", "women_fund_debt") for v in reading.values) and "ไม่มี" in reading.text


def _measured(value: Value) -> tuple[object, ...]:
    return (value.topic, value.kind, value.aspect, value.district, value.date, value.period, value.unit)


def _places(reading: Reading) -> list[Sequence[Value]]:
    """A district's name that fits several: each of them with the message's values."""
    if reading.reason not in ("place_unclear", "other_province") or any(v.topic is None for v in reading.values):
        return []
    values = [v for v in reading.values if v.value is not None]
    of_others = reading.reason == "other_province"
    return [
        tuple(v if v.district and not of_others else replace(v, district=name) for v in values)
        for name in reading.suggestions[:MOST] if values
    ]  # fmt: skip


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


def _is_not_so(reading: Reading) -> bool:
    """What was said is that it is not so, not yet, or of another year: only a step may be said to be undone."""
    if reading.reason == "date_outside_year" and reading.date is None:
        return True  # ปีกลาย เบิกจ่าย 93%: it would be stored as of today
    years = [e.span for e in reading.explanation if e.rule.startswith("when date_unclear")]
    if reading.date is None and any(reading.text[slice(*span)].startswith("ปี") for span in years):
        return True  # ปีที่แล้ว: of this round or of the one before, and not of today
    return reading.reason in NEVER_OFFERED and not all(v.kind == "step" for v in reading.values)


def _torn(reading: Reading) -> bool:
    """8O%, 1๐o: a letter that was not read stands in the figure itself."""
    return any(
        reading.text[max(begin - 1, 0) : begin].isdigit() or reading.text[end : end + 1].isdigit()
        for begin, end in reading.unread
    )


def _better_words(reading: Reading, origin: Origin, message: Message, desk: Desk, noted: Change) -> Turn:
    figures = [v for v in reading.values if v.value is not None and v.kind is not None]
    shown = "" if _is_not_so(reading) or _torn(reading) else words.option(figures)
    own = [Decimal(figure) for figure in origin.figures]
    text = _lacking(reading, desk, own)
    text = text or words.not_stored(reading.reason, shown, example_of(_topic(reading), desk, own))
    return not_kept(reading, origin, message, desk, text, noted)


def _lacking(reading: Reading, desk: Desk, own: Sequence[Decimal]) -> str:
    """What is said of one thing without a figure: that there is nothing yet, or steps without their numbers."""
    topic = _topic(reading)
    if topic is None:
        return ""
    here = [i for i in _having(desk)[1] if i.topic == topic]
    if reading.reason == "zero_or_nothing" and "ยัง" in reading.text and not any(c.isdigit() for c in reading.text):
        return words.nothing_yet(words.topic(topic), example_of(topic, desk, own) if here else "")
    stepped = [i for i in here if any(u.derive == "flag" for u in i.inputs.values())]
    if reading.reason == "no_number" and "ขั้น" in reading.text and stepped:
        return refusals.which_step(stepped[0])
    return ""


def _topic(reading: Reading) -> str | None:
    return reading.topic or (reading.topics[0] if len(reading.topics) == 1 else None)


def not_kept(reading: Reading, origin: Origin, message: Message, desk: Desk, text: str, *changes: Change) -> Turn:
    """Said plainly, and the words wait for better ones: a bare figure is enough where one topic was named."""
    values = [v for v in reading.values if v.topic is not None] or [Value(_topic(reading), None, None, None)]
    payload = {**message_values.to_payload([Item(values[0], 0, {})], origin, "words"), "topics": list(reading.topics)}
    return asking(message, desk, NAME, text, (), payload, changes=changes)


def example_of(topic: str | None, desk: Desk, own: Sequence[Decimal | None] = ()) -> str:
    """A report that would be stored: of an indicator that the person's own district has, else of the first."""
    district, having = _having(desk)
    named = [i for i in having if i.topic == topic] or having
    return next((said for i in named if (said := example(i, district, desk.today, unlike=own))), "")


def _having(desk: Desk) -> tuple[str | None, Sequence[Indicator]]:
    """The person's own district, if any, and the indicators that stand there now."""
    person = desk.person
    agreement = next(iter(desk.book.open(person.province, desk.today)), None) if person is not None else None
    if person is None or agreement is None:
        return None, ()
    district = next((d for d in person.districts if d in agreement.districts), None)
    return district, agreement.of(district, desk.book.answers(agreement.id))
