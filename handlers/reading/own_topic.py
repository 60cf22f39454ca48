"""What a figure or a day about an indicator's own topic is: days, a number with a fraction, the day itself."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from handlers.reading.days.calendar import When
from handlers.reading.figures.quantities import MOST_COUNTED
from handlers.reading.nouns import Reason
from handlers.reading.pairing.elements import About
from handlers.reading.words.topics import Topic, topics
from scoring.amounts import typable
from scoring.results.said import Kind, Span, Value

Read = tuple[Value, Reason | None]


def in_own_unit(value: Value, unit_said: bool, problem: Reason | None) -> Read:
    """The value as its topic counts; a shipped topic's is left as it is."""
    topic = topics().get(value.topic or "")
    if topic is None or not topic.short:
        return value, problem
    value = dataclasses.replace(value, called=topic.short)
    if value.value is None:
        return value, problem
    if value.kind == "count" and value.unit in topic.measures:
        kind: Kind = "days" if topic.measures[value.unit or ""] == "days" else "number"
        whole = problem == "odd_magnitude" and kind == "number" and _may_be(value.value)
        return dataclasses.replace(value, kind=kind), None if whole else problem
    if not unit_said:
        return _bare(value, topic, problem)
    return value, problem


def _bare(value: Value, topic: Topic, problem: Reason | None) -> Read:
    """A figure without a unit: a number, where numbers are all that is taken; never a share where none is."""
    if topic.bare == "number" and problem in (None, "no_unit") and value.value is not None and _may_be(value.value):
        unit = next(iter(topic.measures), "") if len(topic.measures) == 1 else ""
        return dataclasses.replace(value, kind="number", unit=unit or None), None
    if value.kind == "percent" and "percent" not in topic.kinds and problem is None:
        return dataclasses.replace(value, kind=None, unit=None), "no_unit"
    return value, problem


def in_each_unit(values: tuple[Value, ...]) -> tuple[tuple[Value, ...], ...]:
    """คืนป่า 350: a figure of an own topic in each unit that the topic takes, for the person to choose from."""
    if len(values) != 1 or values[0].value is None or values[0].kind is not None:
        return ()
    value, topic = values[0], topics().get(values[0].topic or "")
    if topic is None or not topic.short:
        return ()
    found = []
    for kind, unit in topic.units:
        amount = values[0].value
        fits = 0 <= amount <= 100 if kind == "percent" else kind in ("number", "baht") or amount == int(amount)
        if fits and amount >= 0:
            found.append((dataclasses.replace(value, kind=kind, unit=unit),))
    return tuple(found)


def _may_be(amount: Decimal) -> bool:
    return typable(amount) and 0 <= amount < MOST_COUNTED


def on_its_day(
    values: tuple[Value, ...], abouts: Sequence[About], day: When | None, span: Span, asks: Reason | None
) -> tuple[tuple[Value, ...], Reason | None]:
    """ส่งแผน 20 ม.ค.: the day itself is what is reported, where the topic takes days and nothing else was said."""
    if asks != "no_number" or values or len(abouts) != 1 or abouts[0].rule is None or day is None or day.day is None:
        return values, asks
    named = abouts[0].rule.topics
    topic = topics().get(named[0])
    if len(named) != 1 or topic is None or "date" not in topic.kinds:
        return values, asks
    done = Value(topic.id, "date", None, None, date=day.day, done=True, span=span, called=topic.short)
    return (done,), None
