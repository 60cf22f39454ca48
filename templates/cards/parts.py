"""The common pieces of every card: bubble, header, the five-step level bar, lines, notes, rows and buttons.

A card must be readable on a telephone 360 pixels wide, in bright sun and without colour: filled steps are dark with a
white number, open ones white with a frame, and a change has its sign (▲ ▼) beside the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from templates.words import cards as words

Json = dict[str, Any]
INK, GREY, FRAME, PAPER = "#1F2933", "#5F6B76", "#9AA5B1", "#FFFFFF"
BRAND, WARN, HELD, SUPPOSED = "#14532D", "#9A3412", "#166534", "#5B21B6"
TINT = "#F1F5F2"
ALT, TEXT = 400, 2000  # LINE's limit on old telephones; and ours for one text in a card


def flex(alt: str, bubbles: Sequence[Json], quick: Sequence[Json] = ()) -> Json:
    """A message of one bubble, or a carousel; `alt` is the notification line and carries the result."""
    contents = bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": list(bubbles)}
    message: Json = {"type": "flex", "altText": _cut(alt, ALT), "contents": contents}
    if quick:
        message["quickReply"] = {"items": list(quick)[:13]}
    return message


def bubble(head: Json, body: Iterable[Json], foot: Iterable[Json] = (), *, colour: str = BRAND) -> Json:
    """`head` as `header` makes it; pieces without words are left out."""
    made: Json = {
        "type": "bubble",
        "size": "mega",
        "header": head,
        "body": {**box(body), "spacing": "sm", "paddingAll": "lg"},
        "styles": {"header": {"backgroundColor": colour}},
    }
    buttons = list(foot)
    if buttons:
        made["footer"] = {**box(buttons), "spacing": "xs", "paddingAll": "sm"}
        made["styles"]["footer"] = {"separator": True}
    return made


def header(title: str, place: str, mark: str = "", action: Json | None = None) -> Json:
    """What the card is about, where and which round; `mark`: what must not be overlooked (สมมติ, รอยืนยัน), `action`:
    what a tap on it asks."""
    tapped = {"action": action} if action else {}
    texts = [
        {**text(title, weight="bold", size="lg", color=PAPER)},
        {**text(place, size="sm", color="#E5EFE8")},
        *([text(mark, size="sm", weight="bold", color="#FDE68A", **tapped)] if mark else []),
    ]
    return {**box(texts), "paddingAll": "lg"}


def box(contents: Iterable[Json], layout: str = "vertical", **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": [c for c in contents if _says(c)], **more}


def text(words: str, **more: Any) -> Json:
    return {"type": "text", "text": _cut(words, TEXT), "wrap": True, "color": INK, **more}


def line(words: str, *, big: bool = False, strong: bool = False) -> Json:
    size = "lg" if big else "md"
    return text(words, size=size, **({"weight": "bold"} if big or strong else {}))


def note(words: str, *, warn: bool = False) -> Json:
    return text(words, size="sm", color=WARN if warn else GREY)


def between() -> Json:
    return {"type": "separator", "margin": "md"}


def level_bar(before: int | None, after: int | None, *, colour: str = HELD) -> list[Json]:
    """Five steps: held ones dark, gained ones with ▲, lost ones with ▼. Nothing where there is no level."""
    if after is None:
        return []
    return [box([_step(n, before, after, colour) for n in range(1, 6)], "horizontal", spacing="xs", margin="sm")]


def _step(n: int, before: int | None, after: int, colour: str) -> Json:
    held, was = n <= after, before is not None and n <= before
    sign = "▲" if held and not was and before is not None else "▼" if was and not held else ""
    number = text(f"{sign}{n}", align="center", size="sm", wrap=False, color=PAPER if held else GREY)
    if held:
        number["weight"] = "bold"
    frame = {"borderWidth": "1px", "borderColor": colour if held else FRAME, "cornerRadius": "sm"}
    return box([number], backgroundColor=colour if held else PAPER, paddingAll="xs", flex=1, **frame)


def dots(level: int | None) -> str:
    """●●●○○: the level within a row, by shape alone."""
    return words.NO_LEVEL if level is None else "●" * level + "○" * (5 - level)


def row(left: str, right: str, under: str = "", *, warn: bool = False, action: Json | None = None) -> Json:
    """A name with its figure at the right, and one line below."""
    first = box(
        [
            text(left, size="md", weight="bold", flex=6),
            text(right, size="md" if "●" in right else "sm", align="end", gravity="center", flex=5),
        ],
        "horizontal",
    )
    made = box([first, note(under, warn=warn)], spacing="none", margin="md")
    return {**made, "action": action} if action else made


def heading(words: str, right: str = "") -> Json:
    """The head of a part within a card."""
    texts = [text(words, size="sm", weight="bold", color=BRAND, flex=1)]
    if right:
        texts.append(text(right, size="sm", weight="bold", align="end", color=BRAND, wrap=False, flex=0))
    return box(texts, "horizontal", backgroundColor=TINT, paddingAll="sm", cornerRadius="sm", margin="lg")


def says(label: str, words: str | None = None) -> Json:
    """A message action: as if the person had said it."""
    return {"type": "message", "label": _cut(label, 40), "text": _cut(words or label, 300)}


def typing(label: str, beginning: str) -> Json:
    """Opens the keyboard with the beginning of a message in it."""
    return {
        "type": "postback",
        "label": _cut(label, 40),
        "data": "fill",
        "inputOption": "openKeyboard",
        "fillInText": _cut(beginning, 300),
    }


def button(action: Mapping[str, Any], style: str = "link") -> Json:
    colour = {"color": BRAND} if style == "primary" else {}
    return {"type": "button", "style": style, "height": "sm", **colour, "action": dict(action)}


def buttons(actions: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Two in a row: more would cut their labels on a small telephone."""
    pairs = [actions[n : n + 2] for n in range(0, len(actions), 2)]
    return [box([button(a) for a in pair], "horizontal", spacing="xs") for pair in pairs]


def _says(piece: Json) -> bool:
    if piece.get("type") == "text":
        return bool(piece.get("text"))
    return piece.get("type") != "box" or bool(piece.get("contents"))


def _cut(words: str, most: int) -> str:
    """LINE counts UTF-16 units; a cut sentence shows that it is cut."""
    if len(words.encode("utf-16-le")) // 2 <= most:
        return words
    return words[: most - 2].rstrip() + "…"
