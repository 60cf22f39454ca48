"""A signed document as it looks on paper: tables as tables, lines as paragraphs, the quoted words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scoring.drafting.paper.rows import rows
from scoring.drafting.text import Line, Text

Marks = Mapping[int, Sequence[str]]  # line -> quotes that stand on it
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# a paragraph begins at its tag, and at each level of several that stand in one line
_BREAK = re.compile(r"</?(?:p|li|ul|ol|br|div)\b[^<>]*>|[ ]{2,}(?=ระดับ ?[๐-๙0-9])", re.IGNORECASE)
_NUMBER = re.compile(r"ที่\s+[ก-ฮ]{1,3}\s*[๐-๙0-9][๐-๙0-9./ว ]*[๐-๙0-9]")
_DAY = re.compile(r"^\s*([๐-๙0-9]{1,2}\s+[ก-ฮะ-ูเ-์.]{3,12}\s+[๐-๙]{4})\s*$")
MONTHS = {
    "มกราคม": "ม.ค.", "กุมภาพันธ์": "ก.พ.", "มีนาคม": "มี.ค.", "เมษายน": "เม.ย.", "พฤษภาคม": "พ.ค.", "มิถุนายน": "มิ.ย.",
    "กรกฎาคม": "ก.ค.", "สิงหาคม": "ส.ค.", "กันยายน": "ก.ย.", "ตุลาคม": "ต.ค.", "พฤศจิกายน": "พ.ย.", "ธันวาคม": "ธ.ค.",
}  # fmt: skip


class Piece(NamedTuple):
    text: str
    marked: bool
    quote: int = -1  # which of the line's quotes


class Part(NamedTuple):
    """A cell, or a whole line: its paragraphs, each in marked and plain pieces."""

    paragraphs: tuple[tuple[Piece, ...], ...]


class Block(NamedTuple):
    """A paragraph of one line, or a table of several; each row with its line number."""

    table: bool
    rows: tuple[tuple[int, tuple[Part, ...]], ...]


def blocks(lines: Sequence[str], first: int, last: int, marks: Marks) -> list[Block]:
    """The lines from `first` to `last` (from 1) as they stand on paper; empty ones part what they part."""
    found: list[Block] = []
    open_table = 0
    for row in rows(Text(tuple(Line(text) for text in lines))):
        if not first <= row.line <= last or not row.words:
            continue
        raw, quotes = lines[row.line - 1], marks.get(row.line, ())
        made = (row.line, tuple(_part(raw[c.start : c.end], quotes) for c in row.cells))
        if row.table and row.table == open_table:
            found[-1] = Block(True, (*found[-1].rows, made))
        else:
            found.append(Block(bool(row.table), (made,)))
        open_table = row.table
    return found


def _part(raw: str, quotes: Iterable[str]) -> Part:
    cut = [_TAG.sub(" ", one) for one in _BREAK.split(raw)]
    return Part(tuple(_pieces(one, quotes) for one in cut if one.strip()))


def _pieces(text: str, quotes: Iterable[str]) -> tuple[Piece, ...]:
    """Every quote within the text is marked; quotes are verbatim but for the tags and blanks between their words."""
    spans = sorted((*m.span(), n) for n, quote in enumerate(quotes) if (m := _found(quote, text)) is not None)
    pieces, at = [], 0
    for start, end, n in spans:
        if end <= at:
            continue
        start = max(start, at)
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True, n)]
        at = end
    return tuple(p for p in (*pieces, Piece(text[at:], False)) if p.text)


def _found(quote: str, text: str) -> re.Match[str] | None:
    words = _TAG.sub(" ", quote).split()
    return re.search(r"\s+".join(re.escape(w) for w in words), text) if words else None


def title(lines: Sequence[str], fallback: str) -> str:
    """The letter's own number and day, as an office names it: ที่ สก ๐๐๑๙/ว ๐๙๕๗ ลว. ๗ มี.ค. ๒๕๖๗."""
    number = next((m for line in lines[:60] if (m := _NUMBER.search(_TAG.sub(" ", line)))), None)
    if number is None:
        return fallback
    day = next((m for line in lines[:60] if (m := _DAY.match(_TAG.sub(" ", line)))), None)
    said = " ".join(number.group().split())
    if day is None:
        return said
    shown = " ".join(day.group(1).split())
    for long, short in MONTHS.items():
        shown = shown.replace(long, short)
    return f"{said} ลว. {shown}"
