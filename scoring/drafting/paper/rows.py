"""The lines of a text as rows of cells, and which column of a table is what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scoring.drafting.text import Line, Text
from scoring.drafting.words import plain

_TD = re.compile(r"<t[dh][^>]*>(.*?)(?=</?t[dhr]\b|</table|$)", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"[\s|:\-]*")
_WIDE = re.compile(r"\S(?:\S| (?! ))*")


@dataclass(frozen=True)
class Cell:
    """A part of a line; `text` is plain and as long as the part itself."""

    line: int
    start: int
    end: int
    text: str
    column: int = 0

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[Cell, ...]
    table: int  # rows that follow each other in one table share it; 0: no table
    number: int = 0  # of the row within its table, from 1

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.words)

    @property
    def words(self) -> str:
        return " ".join(cell.words for cell in self.filled)


def rows(text: Text) -> list[Row]:
    found: list[Row] = []
    table = number = 0
    last: tuple[int, int | None, str] | None = None  # line, table and file of the row above
    for line, source in enumerate(text.lines, 1):
        if last and "|" in source.text and _RULE.fullmatch(source.text):
            last = (line, *last[1:])  # the rule below a header is no row, and ends no table
            continue
        for cells in _cells(line, source):
            if len(cells) < 2:
                found.append(Row(line, tuple(cells), 0))
                continue
            if last is None or line - last[0] > 1 or (source.table, source.file) != last[1:]:
                table, number = table + 1, 0
            number += 1
            found.append(Row(line, tuple(cells), table, source.row or number))
            last = (line, source.table, source.file)
    return _padded(text, found)


def _padded(text: Text, found: list[Row]) -> list[Row]:
    """Rows of a table that a reader of files knows, as wide as the widest: Excel ends a row at its last filled cell."""
    widths: dict[int, int] = {}
    for row in found:
        if text.lines[row.line - 1].table is not None:
            widths[row.table] = max(widths.get(row.table, 0), len(row.cells))
    done = []
    for row in found:
        end = row.cells[-1].end if row.cells else 0
        more = range(len(row.cells), widths.get(row.table, 0) if row.table else 0)
        done.append(replace(row, cells=(*row.cells, *(Cell(row.line, end, end, "", n) for n in more))))
    return done


def _cells(line: int, source: Line) -> list[list[Cell]]:
    """The rows of one line, mostly one: an HTML table on one line has several."""
    raw = source.text
    flat = plain(raw)
    if "<td" in raw.lower() or "<th" in raw.lower():
        rows = []
        for tr in re.finditer(r"<tr[^>]*>.*?(?=<tr|$)", raw, re.IGNORECASE | re.DOTALL):
            spans = [(tr.start() + m.start(1), tr.start() + m.end(1)) for m in _TD.finditer(tr.group())]
            rows.append([Cell(line, s, e, flat[s:e], n) for n, (s, e) in enumerate(spans)])
        if rows:
            return rows
    mark = "\t" if source.cells or "\t" in raw else "|" if raw.lstrip().startswith("|") and raw.count("|") > 1 else ""
    if mark == "|" and _RULE.fullmatch(raw):
        return [[Cell(line, 0, 0, "")]]
    if not mark:
        return [[Cell(line, 0, len(raw), flat)]]
    spans, at = [], 0
    for part in raw.split(mark):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    if mark == "|":
        spans = spans[1:] if not raw[: spans[0][1]].strip() else spans
        spans = spans[:-1] if spans and not raw[spans[-1][0] :].strip() else spans
    return [[Cell(line, s, e, flat[s:e], n) for n, (s, e) in enumerate(spans)]]


def parts(row: Row) -> list[Cell]:
    """The columns of a row; of a line without cells those that wide gaps, or nothing but numbers, show."""
    if row.table or len(row.cells) > 1:
        return list(row.cells)
    cell = row.cells[0]
    wide = [Cell(cell.line, cell.start + m.start(), cell.start + m.end(), m.group(), n)
            for n, m in enumerate(_WIDE.finditer(cell.text))]  # fmt: skip
    single = [Cell(cell.line, cell.start + m.start(), cell.start + m.end(), m.group(), n)
              for n, m in enumerate(re.finditer(r"\S+", cell.text))]  # fmt: skip
    numeric = sum(bool(re.fullmatch(r"[<>=≤≥]*[\d,.]+%?", c.text)) for c in single)
    return single if len(single) > len(wide) and numeric >= len(single) - 1 else wide
