"""Lists of districts or indicators with their levels; the level is always a figure too, never a colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from templates.cards.parts import GREY, bubble, button, flex, header, note, text

Json = dict[str, Any]
# dark enough for white figures; told apart in grey as well
COLOURS = {5: "#1B5E20", 4: "#33691E", 3: "#8A5A00", 2: "#A84300", 1: "#B3261E", 0: "#7A1010", None: "#757575"}
NO_LEVEL, WHITE = "–", "#FFFFFF"
MOST = 13  # rows on one card: 25 districts are two pages


@dataclass(frozen=True)
class Line:
    name: str
    level: int | None = None
    note: str = ""
    badge: str = ""  # instead of the level's figure; " ": none


@dataclass(frozen=True)
class Link:
    label: str
    uri: str


def level_list(
    title: str,
    lines: Sequence[Line],
    alt: str,
    under: Sequence[str] = (),
    foot: Sequence[str] = (),
    links: Sequence[Link] = (),
) -> Json:
    """`under`: what stands below the title, its first line in the header."""
    said = [words for words in under if words]
    body = [note(words) for words in said[1:]]
    body += [part for n, line in enumerate(lines) for part in _line(line, n)]
    body += [note(words) for words in foot if words]
    if not body:  # a card for a button alone
        body = [note(said[0] if said else title)]
    buttons = [button({"type": "uri", "label": link.label, "uri": link.uri}, "primary") for link in links]
    return flex(alt, [bubble(header(title, said[0] if said else ""), body, buttons)])


def _line(line: Line, n: int) -> list[Json]:
    said: list[Json] = [text(line.name, weight="bold", size="sm")]
    if line.note:
        said.append(text(line.note, size="xs", color=GREY))
    words: Json = {"type": "box", "layout": "vertical", "flex": 5, "contents": said}
    figure = line.badge or (NO_LEVEL if line.level is None else str(line.level))
    if not figure.strip():
        row: list[Json] = [words]
    else:
        hollow = figure == NO_LEVEL  # no level is not the lowest one
        badge = {
            "type": "box",
            "layout": "vertical",
            "flex": 0,
            "width": "34px" if len(figure) < 3 else "64px",
            "cornerRadius": "6px",
            "paddingAll": "4px",
            "backgroundColor": WHITE if hollow else COLOURS[line.level],
            **({"borderColor": COLOURS[None], "borderWidth": "1px"} if hollow else {}),
            "contents": [
                {
                    "type": "text",
                    "text": figure,
                    "color": COLOURS[None] if hollow else WHITE,
                    "weight": "bold",
                    "align": "center",
                    "size": "sm",
                }
            ],
        }
        row = [words, badge]
    return [
        {"type": "separator", "margin": "md" if n == 0 else "sm"},
        {"type": "box", "layout": "horizontal", "spacing": "md", "alignItems": "center", "contents": row},
    ]
