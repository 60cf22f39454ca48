"""Which indicators the words mean: by their short name, their topic or their number; or why there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.desk.desk import Desk
from handlers.desk.nouns import Message, Turn
from handlers.reading import Reading
from handlers.score.scope import Scope
from scoring.agreement import Indicator
from templates.messages import say, tap
from templates.words.score import asking as words

_NUMBER = re.compile(r"(?:ตัวชี้วัด|ตัวที่|ข้อ)\s*(?:ที่)?\s*([0-9]{1,2}[A-Z]?)")
_IN_SECTION = re.compile(r"(?<![0-9.,])([1-4])\.([0-9]{1,2})\s*$")  # 2.1: the second section's first
_ID = re.compile(r"\b(?:team|individual|function|agenda|area|potential)/[0-9]{1,2}[AB]?\b")
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def meant(scope: Scope, message: Message, desk: Desk) -> tuple[Indicator, ...]:
    """The district's own indicators before those that only the province has; () where none is named."""
    own = scope.indicators
    others = tuple(i for i in scope.agreement.indicators.values()
                   if i not in own and i.scored == "province" and scope.shows(i))  # fmt: skip
    return of_words(own, message.text, desk.reading(message), others)


def indicators_named(
    indicators: Sequence[Indicator], topic: str, message: Message, desk: Desk
) -> tuple[Indicator, ...]:
    """What a part of a message names, like the topic before ทุกอำเภอ."""
    if not _squeezed(topic.replace(words.SCORE, "")):
        return ()
    return of_words(tuple(indicators), topic, desk.reading(replace(message, text=f"{words.SCORE} {topic}")))


def of_words(
    own: tuple[Indicator, ...], text: str, reading: Reading, others: tuple[Indicator, ...] = ()
) -> tuple[Indicator, ...]:
    """By id, by name, by topic, by number: the first that names any. `others`: only where nobody has it oneself."""
    every = own + others
    for found in (_by_id(every, text), _by_name(every, text)):
        if found:
            return found
    topics = reading.topics or ((reading.topic,) if reading.topic else ())
    of_topic = tuple(i for i in own if i.topic in topics) or tuple(i for i in every if i.topic in topics)
    return of_topic or _by_number(own, text)


def without_numbers(text: str) -> str:
    """The words without what numbers an indicator: figures that are left are figures."""
    return _NUMBER.sub(" ", _ID.sub(" ", text))


def of_others(scope: Scope, message: Message, desk: Desk) -> Turn | None:
    """The answer to an owner who names what the document gives another กลุ่มงาน; None where nothing of that is named."""
    theirs = tuple(i for i in scope.agreement.indicators.values() if not scope.shows(i))
    named = of_words(theirs, message.text, desk.reading(message)) if theirs else ()
    return Turn((say(words.of_another_group(named[0], scope.group or ""), [tap(words.SCORE)]),)) if named else None


def outside(scope: Scope, message: Message, desk: Desk) -> Turn | None:
    """The answer when a topic is named that the agreement does not have; None where no topic is named."""
    if (theirs := of_others(scope, message, desk)) is not None:
        return theirs
    reading = desk.reading(message)
    if not reading.topic and not reading.topics:
        return None
    topic = reading.topic or reading.topics[0]
    shorts = [i.short for i in scope.indicators]
    text = words.not_in_agreement(topic, scope.agreement, shorts)
    return Turn((say(text, [tap(words.SCORE)]),))


def choose(scope: Scope, beginning: str, text: str) -> Turn:
    """Every indicator to choose from: as words to type, and as buttons."""
    own = list(dict.fromkeys(i.short for i in scope.indicators))
    lines = [text, *(f"• {beginning} {short}" for short in own)]
    return Turn((say("\n".join(lines), [tap(short, f"{beginning} {short}") for short in own[:13]]),))


def _by_id(every: tuple[Indicator, ...], text: str) -> tuple[Indicator, ...]:
    named = _ID.findall(text)
    return tuple(i for i in every if i.id in named)


def _by_name(every: tuple[Indicator, ...], text: str) -> tuple[Indicator, ...]:
    """Longest names first, so that เบิกจ่ายกองทุนสตรี is not taken for เบิกจ่าย."""
    left = _squeezed(text)
    found: list[Indicator] = []
    for indicator in sorted(every, key=lambda i: -len(i.short)):
        short = _squeezed(indicator.short)
        if short in left or any(_squeezed(f.short) == short for f in found):
            found.append(indicator)
            left = left.replace(short, " ")
    return tuple(i for i in every if i in found)


def _squeezed(text: str) -> str:
    return text.replace(" ", "").casefold()


def _by_number(own: tuple[Indicator, ...], text: str) -> tuple[Indicator, ...]:
    text = text.translate(_THAI)
    found, within = _NUMBER.search(text), _IN_SECTION.search(text)
    if within is not None:
        sections = list(dict.fromkeys(i.section for i in own))
        section = sections[int(within[1]) - 1] if int(within[1]) <= len(sections) else ""
        return tuple(i for i in own if i.section == section and i.number.rstrip("AB") == within[2])
    if found is None:
        return ()
    return tuple(i for i in own if i.number == found[1] or i.number.rstrip("AB") == found[1])
