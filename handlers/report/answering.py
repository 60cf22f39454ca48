"""What a settled message is answered with: receipts, what was not stored and why, and last the one question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.desk.desk import Desk, ask
from handlers.desk.nouns import Change, Json, Message, Option, Push, Question, Turn
from handlers.desk.questions import shown
from handlers.desk.writes import CloseQuestion
from handlers.reading import Reading
from handlers.report import message_values
from handlers.report.asking import NAME
from handlers.report.message_values import Item, Settled, from_payload, settle
from handlers.report.outcomes import Origin, plain
from handlers.report.unclear import now_told, told_before
from scoring.results.stored import Stored
from templates.cards.receipt import receipts
from templates.messages import say
from templates.words.report import doubts as asks
from templates.words.report import reports as words

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def origin_of(message: Message, desk: Desk) -> Origin:
    return Origin(message.id, message.ms, desk.day, desk.me.id, words=message.text, figures=_figures(message, desk))


def _figures(message: Message, desk: Desk) -> tuple[str, ...]:
    """Every number that the words hold, as it is written and as it was read."""
    written = [n.replace(",", "") for n in _NUMBER.findall(message.text.translate(_DIGITS))]
    reading = desk.reading(message)
    values = [v for of in (reading.values, *reading.options) for v in of]
    read = [plain(n) for v in values for n in (v.value, v.of) if n is not None]
    return tuple(dict.fromkeys([*written, *read]))


def turn_of(settled: Settled, origin: Origin, message: Message, desk: Desk, reading: Reading | None = None) -> Turn:
    """Receipts first, what was not stored and why, and last the one question."""
    known = told_before(settled.stored, desk)
    turn = _turn_of(settled, origin, message, desk, reading, known)
    explained = () if message.group else now_told(settled.stored, known, desk)
    return replace(turn, changes=(*explained, *turn.changes))


def _turn_of(
    settled: Settled, origin: Origin, message: Message, desk: Desk, reading: Reading | None, known: frozenset[str]
) -> Turn:
    replies: list[Json] = []
    question = None
    pushes: tuple[Push, ...] = ()
    if settled.stored:
        respelled = reading.respelled if reading else ()
        replies += receipts(settled.stored, respelled, short=message.group, explained=known)
    refused = "\n\n".join(dict.fromkeys(refusal.text for _, refusal in settled.refused))
    waits = desk.question is not None and bool(desk.question.options) and desk.question.expires >= desk.moment
    unsaved: tuple[Question, ...] = ()
    if refused and (settled.stored or settled.doubted or waits):
        replies.append(say(refused))
        beside = _unsaved(settled, refused, origin, message, desk)
        said = words.option([item.value for item, _ in settled.refused])
        unsaved = (replace(beside, id=f"{beside.id}-refused", payload={**beside.payload, "words": said}),)
    elif refused:
        question = _unsaved(settled, refused, origin, message, desk)
        replies.append(shown(question))
    if settled.doubted is not None:
        item, doubt = settled.doubted
        others = [i for i in settled.waiting if i is not item]
        text = doubt.text if not others else f"{doubt.text}\n({words.still_waiting(len(others))})"
        question = ask(
            message,
            desk,
            asks=NAME,
            text=text,
            options=[Option(label, value) for label, value in doubt.options],
            payload=message_values.to_payload([item, *others], origin, doubt.key),
        )
        replies.append(shown(question))
        pushes = (Push(doubt.tell[0], (say(doubt.tell[1]),)),) if doubt.tell is not None else ()
    elif settled.stored:
        question = _ask_whole(settled, message, desk, replies)
    if question is not None:
        return Turn(tuple(replies), settled.changes, pushes, question=question, must_arrive=True, unsaved=unsaved)
    left = left_open(settled, desk, NAME)
    closed = (*left.closed, *settled.changes)
    turn = Turn(tuple(replies), closed, question=left.question, must_arrive=True, unsaved=unsaved)
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


# a lone numerator is kept, and its whole is asked for once


def _ask_whole(settled: Settled, message: Message, desk: Desk, replies: list[Json]) -> Question | None:
    one = next((s for s in settled.stored if _lacks_whole(s)), None)
    if one is None:
        return None
    used = one.taken.input
    if isinstance(one.before.case.inputs.get(used.name), dict) and one.old is None:
        return None  # asked for with the first numerator: once
    text = asks.ask_whole(one.taken.indicator, used, one.value.value)
    replies.append(say(text))
    payload = {
        "key": "whole",
        "agreement": one.results.agreement.id,
        "district": one.results.district,
        "indicator": one.taken.indicator.id,
        "input": f"{used.name}.{used.parts[1]}",
    }
    return ask(message, desk, asks=NAME, text=text, options=(), payload=payload)


def _lacks_whole(one: Stored) -> bool:
    used, inputs = one.taken.input, one.after.case.inputs
    if not used.parts or not one.taken.indicator.levels:
        return False
    told, whole = inputs.get(used.name), used.parts[1]
    return isinstance(told, dict) and told.get(whole) is None and one.after.case.known(f"{used.name}.{whole}") is None


def _unsaved(settled: Settled, text: str, origin: Origin, message: Message, desk: Desk) -> Question:
    """What was refused waits for better words, and stands among what is not saved until they come."""
    items = [item for item, _ in settled.refused]
    payload = message_values.to_payload(items[:1], origin, "words")
    payload["topics"] = list(dict.fromkeys(item.value.topic for item in items if item.value.topic))
    return ask(message, desk, asks=NAME, text=text, options=(), payload=payload)


# what a newer report leaves of the question that was open: it answers for its own things, and for nothing else


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
    closed = (CloseQuestion(open_one.id, "superseded"),)
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
