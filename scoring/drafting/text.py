"""The canonical text of a signed document: its lines, and where on the paper each one stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEGINS = re.compile(r"\[ไฟล์ (.+)\]")


@dataclass(frozen=True)
class Line:
    """One line of the canonical text; a row of a table is one line, and its cells are kept beside it.

    Where `cells` is not empty, `text` is those cells joined by a tab (a merged cell stands once, the rest of it
    as empty cells, so that a cell's index is its column). `page`, `table` and `row` count from 1.
    """

    text: str
    file: str = ""
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A document's lines in reading order; line n of a quote is `lines[n - 1]`."""

    lines: tuple[Line, ...]

    def quote(self, number: int) -> str:
        """The text of a line by its 1-based number."""
        return self.lines[number - 1].text


def begins(file: str) -> str:
    """The line that stands between two files of one text, so that the text alone tells whose its lines are."""
    return f"[ไฟล์ {file}]"


def from_plain(text: str, file: str = "") -> Text:
    """A text without tables: every line of a .txt file, as it stands."""
    lines = []
    for line in text.split("\n"):
        told = line.rstrip("\r")
        if another := _BEGINS.fullmatch(told):
            file = another[1]
        lines.append(Line(told, file))
    return Text(tuple(lines))
