"""What a newer report leaves of the question that was open: it answers for its own things, and for nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Question
from handlers.desk.writes import CloseQuestion
from handlers.report.message_values import Item, Settled, from_payload
from handlers.report.outcomes import Origin
from scoring.results.stored import Stored


@dataclass(frozen=True)
class Left:
    closed: tuple[Change, ...] = ()
    items: tuple[Item, ...] = ()  # still to be asked about, as of the message that they came from
    origin: Origin | None = None
    question: Question | None = None  # still waits for better words, of fewer topics


def left_open(settled: Settled, desk: Desk, reports: str) -> Left:
    open_one = desk.question
    if settled.doubted is not None or not settled.stored or open_one is None or open_one.asks != reports:
        return Left()
    closed = (CloseQuestion(id=open_one.id, state="superseded"),)
    key = open_one.payload.get("key")
    if key == "whole":
        return Left(closed)
    if key == "words":
        return _better_worded(open_one, settled.stored, closed)
    items, origin = from_payload(open_one.payload)
    rest = tuple(item for item in items if not any(_same_thing(item, one) for one in settled.stored))
    if len(rest) == len(items) or (rest and key == "reading"):  # a reading's candidates are one report, not several
        return Left()
    return Left(closed, rest, origin)


def _better_worded(asked: Question, stored: Sequence[Stored], closed: tuple[Change, ...]) -> Left:
    topics = asked.payload.get("topics") or ()
    told = {one.taken.indicator.topic for one in stored}
    rest = [topic for topic in topics if topic not in told]
    if not rest:
        return Left(closed)
    if len(rest) == len(topics):
        return Left()
    waits = replace(asked, id=f"{asked.id}-{len(rest)}", payload={**asked.payload, "topics": rest})
    return Left(closed, question=waits)


def _same_thing(item: Item, one: Stored) -> bool:
    """The same topic of the same place, month and part: said anew, or told with other words."""
    asked, told = item.value, one.value
    place = item.decisions.get("district") or asked.district
    return (
        asked.topic == one.taken.indicator.topic
        and place in (None, one.results.district)
        and asked.date in (None, told.date, one.taken.facts[0].as_of)  # a correction has the day of what it corrects
        and asked.period in (None, told.period, one.taken.facts[0].slot)
        and asked.aspect in (None, told.aspect)
        and (asked.kind != "step" or (told.kind, told.value) == ("step", asked.value))
    )
