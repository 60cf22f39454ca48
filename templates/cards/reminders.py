"""The card of a reminder: each thing that is due with its day, how it stands and an example; one tap answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from templates.words import reminders as words

Json = dict[str, Any]
COLOURS = {"late": "#B3261E", "today": "#9A5B00", "soon": "#1B5E20"}
MOST = 8  # things on one card; the rest is one line


@dataclass(frozen=True)
class Line:
    """One thing that is due."""

    what: str
    place: str  # district, where it must be said
    when: str
    tone: str  # late, today, soon
    state: str = ""
    example: str = ""
    note: str = ""


def _text(text: str, **more: Any) -> Json:
    return {"type": "text", "text": text, "wrap": True, **more}


def _line(line: Line) -> Json:
    parts = [
        _text(line.what, weight="bold", size="md"),
        *([_text(line.place, size="sm", color="#444444")] if line.place else []),
        _text(line.when, size="sm", color=COLOURS[line.tone], weight="bold"),
        *([_text(line.state, size="sm", color="#444444")] if line.state else []),
        *([_text(f"{words.EXAMPLE}: {line.example}", size="sm", color="#666666")] if line.example else []),
        *([_text(line.note, size="sm", color=COLOURS["late"])] if line.note else []),
    ]
    return {"type": "box", "layout": "vertical", "spacing": "xs", "margin": "lg", "contents": parts}


def reminder_card(title: str, alt: str, lines: Sequence[Line], foot: Sequence[str] = ()) -> Json:
    shown = list(lines)[:MOST]
    body = [_text(title, weight="bold", size="lg")]
    for n, line in enumerate(shown):
        body += [{"type": "separator", "margin": "lg"}] if n else []
        body.append(_line(line))
    for remark in [*([words.more(len(lines) - MOST)] if len(lines) > MOST else []), *foot]:
        body.append(_text(remark[:400], size="sm", color="#666666", margin="lg"))
    return {
        "type": "flex",
        "altText": alt[:400],
        "contents": {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": body}},
    }


def fill(label: str, text: str) -> Json:
    """A quick reply that opens the keyboard with the beginning of a report in it."""
    return {
        "type": "action",
        "action": {
            "type": "postback",
            "label": label,
            "data": "fill",
            "inputOption": "openKeyboard",
            "fillInText": text[:300],
        },
    }
