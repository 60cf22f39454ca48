"""The card of a reminder: each thing that is due with its day, how it stands and an example; one tap answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from templates.cards.parts import BRAND, WARN, between, box, bubble, flex, header, line, note, text, typing
from templates.words.deadlines import reminders as words

Json = dict[str, Any]
MOST = 8  # things on one card; the rest is one line


@dataclass(frozen=True)
class Line:
    """One thing that is due."""

    what: str
    place: str  # district, where it must be said
    when: str
    late: bool
    state: str = ""
    example: str = ""
    note: str = ""


def _thing(one: Line) -> Json:
    example = f"{words.EXAMPLE}: {one.example}" if one.example else ""
    pieces = [
        line(one.what, strong=True),
        note(one.place),
        text(
            f"{'⚠ ' if one.late else ''}{one.when}", size="sm", weight="bold", **({"color": WARN} if one.late else {})
        ),
        note(one.state),
        note(example),
        note(one.note, warn=True),
    ]
    return box(pieces, spacing="xs")


def reminder_card(
    title: str, place: str, alt: str, lines: Sequence[Line], foot: Sequence[str] = (), *, late: bool = False
) -> Json:
    body: list[Json] = []
    for n, one in enumerate(lines[:MOST]):
        body += [between()] if n else []
        body.append(_thing(one))
    remarks = [*([words.more(len(lines) - MOST)] if len(lines) > MOST else []), *foot]
    if remarks:
        body += [between(), *(note(remark) for remark in remarks)]
    return flex(alt, [bubble(header(title, place), body, colour=WARN if late else BRAND)])


def fill(label: str, beginning: str) -> Json:
    """A quick reply that opens the keyboard with the beginning of a report in it."""
    return {"type": "action", "action": {**typing(label, beginning), "label": label}}
