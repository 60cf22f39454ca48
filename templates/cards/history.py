"""What was sent, as a card: each entry with who and when, a way to correct it, and what still waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from templates.cards import parts
from templates.cards.scorecard import Head
from templates.messages import tap
from templates.words.score import asking
from templates.words.score import history as words

Json = dict[str, Any]
MOST = 10  # entries on one card


@dataclass(frozen=True)
class Entry:
    short: str  # the indicator
    what: str
    when: str  # when it was sent, by whom, of which day
    state: str = ""  # corrected, withdrawn
    fill: str = ""  # the beginning of a correction; "" where there is nothing to correct


@dataclass(frozen=True)
class Waiting:
    """Words that were never stored, as a question about them was not answered."""

    words: str
    said: str


def history_card(entries: Sequence[Entry], waiting: Sequence[Waiting], head: Head, only: str = "") -> Json:
    body: list[Json] = []
    if waiting:
        body.append(parts.heading(words.UNSAVED, str(len(waiting))))
    for one in waiting[:5]:
        again = parts.button(parts.typing(words.SEND_AGAIN, one.words))
        body += [parts.note(one.said, warn=True), again]
    if not entries:
        body.append(parts.line(words.NOTHING))
    for n, entry in enumerate(entries[:MOST]):
        body += [parts.between()] if n or waiting else []
        body.append(_entry(entry))
    if len(entries) > MOST:
        body.append(parts.note(words.more(len(entries) - MOST, "" if only else entries[0].short)))
    if any(entry.fill for entry in entries):
        body.append(parts.note(words.HOW_TO_CORRECT))
    title = f"{words.TITLE} {only}".strip()
    first = words.entry(entries[0].short, entries[0].what, entries[0].state) if entries else ""
    alt = words.alt(head.place, first, len(entries), len(waiting))
    return parts.flex(alt, [parts.bubble(head.header(title), body)], [tap(asking.SCORE), tap(asking.MISSING)])


def _entry(entry: Entry) -> Json:
    said = words.entry(entry.short, entry.what, entry.state)
    texts = [parts.text(said, size="sm", weight="bold", **_struck(entry)), parts.note(entry.when)]
    left = parts.box(texts, flex=4, spacing="none")
    if not entry.fill:
        return left
    right = parts.box([parts.button(parts.typing(words.CORRECT, entry.fill))], flex=1)
    return parts.box([left, right], "horizontal", spacing="sm")


def _struck(entry: Entry) -> Json:
    return {"decoration": "line-through", "color": parts.GREY} if entry.state else {}
