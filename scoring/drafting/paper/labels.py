"""Where an indicator's levels stand: inline, as rows, as columns, behind a suffix, or labels over values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from scoring.drafting.paper.columns import Roles, level_of
from scoring.drafting.paper.rows import Cell, Row, parts
from scoring.drafting.words import COUNTED

Piece = tuple[int, int, int]  # line, start, end

_LABEL = re.compile(
    r"(?<![ก-๙\d])(?:ระดับคะแนน(?:ที่)?|ระดับ(?:ที่)?|คะแนน(?:ระดับ)?(?:ที่)?|ค่าคะแนน)\s*([0-5])(?!\d|\.\d|\s*(?:,|และ|ถึง|หรือ|-)\s*\d)"
    r"\s*(?:คะแนน)?\s*[:=.)]?\s*(?:หมายถึง|คือ)?"
)
_POINTS = re.compile(r"^\s*([0-5])\s*คะแนน\s*[:=\-]?\s*(?:หมายถึง|คือ)?(?=\s|[ก-๙<>])")
_REFERRED = re.compile(
    r"(?:ผ่าน|เกณฑ์|ใน|ได้|ถึง|บรรลุ|กว่า|ตาม|อยู่|เป็น|เกิน|เท่ากับ|รักษา|จาก|ขั้นต่ำ)(?:เกณฑ์|การให้คะแนน|คะแนน|การประเมิน|ค่า)* ?$"
)
_EVIDENCE = re.compile(r"\s*(?:ต้องมี)?หลักฐาน")
_SUFFIX = re.compile(r"(\S.*?)\s*(?:=|เท่ากับ|ได้รับ|ได้|ให้|คิดเป็น|\.{2,}|:|-|\()\s*([0-5])\s*คะแนน\)?\s*[,;]?")
_ROW = re.compile(r"^\s*\(?([0-5])[.)]?\s+(?=\S)|^\s*\(?([0-5])[.)]\s*(?=[ก-๙])")
_TICK = re.compile(r"[✓✔√/xX\s\-]*")
_SCALE = re.compile(r"ระดับคะแนน|เกณฑ์การให้คะแนน|ระดับความสำเร็จ|ค่าคะแนน|^\s*ระดับ\s|^\s*คะแนน\s")
_TARGETS = ("ค่าเป้าหมาย", "เป้าหมาย", "เกณฑ์")
_ROW_NAMES = {"ร้อยละ", *_TARGETS, *COUNTED}  # what may stand in front of a row of values
_RUN_TOKEN = re.compile(r"(?:(?:ระดับ|คะแนน|ระดับคะแนน|ค่าคะแนน)(?:ที่)?\s*)?\b([0-5])\b(?:\s*คะแนน)?")
_RUN_HEAD = re.compile(r"(?:ระดับคะแนน|ระดับ|คะแนน|ค่าคะแนน|เกณฑ์การให้คะแนน|ค่าเป้าหมาย|เกณฑ์)\s*:?\s*")
_STOP = re.compile(
    r"\s*(?:รวม|หมายเหตุ|คำอธิบาย|คำนิยาม|นิยาม|แหล่ง|ผู้|วิธี|สูตร|หน่วย|น้ำหนัก|ลงชื่อ|\(ลงชื่อ|หลักฐาน|เงื่อนไข|เหตุผล|ตัวชี้วัด|สรุป|รอบ"
    r"|ตำแหน่ง|องค์|เกณฑ์|ระหว่าง พัฒนา|เป้าหมาย|ขอ|จึง|หน้า|แนวทาง|ตาราง|อ\.|อำเภอ|[-*]{3,}|ที่มา|ข้อมูล|รายละเอียด|\d+/|เอกสาร"
    r"|มาตรการ|ระยะเวลา|กลุ่มเป้าหมาย|สถานการณ์)"
)


@dataclass
class Raw:
    """One level as it stands: its pieces of lines, and where in the first of them its own words begin."""

    number: int
    pieces: list[Piece]
    begins: int  # in the line of the first piece, behind the label
    cell: tuple[int, int] | None = None
    ends: int = 0  # in the line of the last piece, where its words end (a suffix label stands behind)
    unit: str = ""  # what stands in front of a row of values: ร้อยละ, ครัวเรือน


@dataclass
class Found:
    layout: str = ""
    levels: list[Raw] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)  # (why, words)

    @property
    def numbers(self) -> list[int]:
        return [level.number for level in self.levels]


def levels(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Found:
    """The levels of one indicator: `rows` from its own row (of which the part behind `start`) to the next one's."""
    found = [make(rows, start, headers, first) for make in (inline, in_columns, in_rows, suffixed, runs, listed)]
    held = [f for f in found if f.levels]
    for one in held:
        one.doubts = [d for d in one.doubts if d[0] != "scale_without_words"]
    if not held:
        return next((f for f in found if f.doubts), Found())
    best = max(held, key=lambda f: (len(set(f.numbers)), -found.index(f)))
    for other in held:
        if other is not best and other.layout != "listed" and len(set(other.numbers)) >= 3 and not _shared(best, other):
            best.doubts.append(("twice_printed", other.layout))
    return best


def _shared(one: Found, other: Found) -> bool:
    lines = {piece[0] for level in one.levels for piece in level.pieces}
    return all(piece[0] in lines for level in other.levels for piece in level.pieces)


def _cells(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Iterable[tuple[int, Row, Cell]]:
    """Every filled cell of the region, the first of them from `start` on; header rows left out."""
    for n, row in enumerate(rows):
        if first + n in headers and n > 0:
            continue
        for cell in row.filled:
            if n == 0 and cell.end <= start:
                continue
            if n == 0 and cell.start < start:
                cell = Cell(cell.line, start, cell.end, cell.text[start - cell.start :], cell.column)
            yield n, row, cell


def inline(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Found:
    """ระดับ ๑ … ระดับ ๒ …, in one cell or each in its own cell or line."""
    found = Found("inline")
    last: tuple[int, Row, Cell] | None = None
    skip: Cell | None = None
    for n, row, cell in _cells(rows, start, headers, first):
        if cell is skip:
            continue
        labels = list(_labels(cell.text))
        if len(labels) >= 3 and all(not cell.text[a[2] : b[1]].strip() for a, b in pairwise(labels)):
            last = None  # a line of labels over a line of values, or a scale without words
            if not cell.text[labels[-1][2] :].strip() and not found.levels:
                found.doubts.append(("scale_without_words", cell.words[:60]))
            continue
        if not labels:
            _continue(found, last, n, row, cell, rows)
            if last and found.levels and found.levels[-1].pieces[-1][0] == cell.line:
                last = (n, row, cell)
            continue
        for place, (number, begin, end) in enumerate(labels):
            close = labels[place + 1][1] if place + 1 < len(labels) else len(cell.text)
            level = Raw(
                number, [(cell.line, cell.start + begin, cell.start + close)], cell.start + end, _place(row, cell)
            )
            if not cell.text[end:close].strip() and place + 1 == len(labels):
                beside = [c for c in row.filled if c.column > cell.column]
                if beside and not any(True for _ in _labels(beside[0].text)):
                    skip = beside[0]
                    level.pieces = [(cell.line, cell.start + begin, skip.end)]
                    level.cell = _place(row, skip)
            found.levels.append(level)
            last = (n, row, cell)
    return found


def _labels(text: str) -> Iterable[tuple[int, int, int]]:
    points = _POINTS.match(text)
    if points:
        yield int(points[1]), points.start(1), points.end()
        return
    for label in _LABEL.finditer(text):
        if not _REFERRED.search(text[: label.start()]) and not _EVIDENCE.match(text[label.end() :]):
            yield int(label[1]), label.start(), label.end()


def _continue(found: Found, last: tuple[int, Row, Cell] | None, n: int, row: Row, cell: Cell, rows: list[Row]) -> None:
    """The words of a level that go on in the next line, or in the next row of its own column."""
    if not found.levels or last is None or _STOP.match(cell.text):
        return
    at, above, before = last
    if row.table == 0 and above.table == 0:
        joins = n == at + 1 and len(row.filled) == 1
    else:
        joins = (
            row.table != 0
            and above.table != 0
            and len(row.filled) == 1
            and n == at + 1
            and cell.column == before.column
        )
    if joins:
        found.levels[-1].pieces.append((cell.line, cell.start, cell.end))


def _place(row: Row, cell: Cell) -> tuple[int, int] | None:
    return (row.number, cell.column + 1) if row.table else None


def in_columns(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Found:
    """A header 1 2 3 4 5 and the values below it, in the indicator's own row or in the rows behind it."""
    found = Found("columns")
    heads = [first + n for n in range(len(rows)) if first + n in headers and headers[first + n].levels]
    own = max((h for h in headers if h < first and headers[h].levels), default=None)
    if own is not None and rows[0].table and headers[own].line and _same_table(rows[0], headers[own]):
        _values(rows[0], headers[own], found)
        if found.levels or found.doubts:
            return found
    for head in heads:
        for row in rows[head - first + 1 :]:
            if row.filled and head not in [first + rows.index(row)]:
                _values(row, headers[head], found)
                break
        if found.levels or found.doubts:
            return found
    return found


def _same_table(row: Row, header: Roles) -> bool:
    return header.table in (0, row.table)


def _values(row: Row, header: Roles, found: Found) -> None:
    if not row.table:
        return
    values = [(number, row.cells[column]) for column, number in header.levels.items() if column < len(row.cells)]
    filled = [(number, cell) for number, cell in values if cell.words]
    bare = all(cell.words in ("", str(number)) for number, cell in values)
    # "จำนวนกลุ่ม … 1 2 3 4 5" counts groups, and so does a column of units that says แห่ง
    counted = filled and ("จำนวน" in row.words or any(c.words in COUNTED for c in row.filled))
    if values and bare and not counted and len(filled) in (0, len(values)):
        found.doubts.append(("scale_without_words", row.words[:60]))
        return
    if header.twice or (
        filled and len(row.cells) not in (header.width, header.width - 1) and len(filled) < len(header.levels)
    ):
        found.doubts.append(("columns_do_not_fit", row.words[:60]))
        return
    for number, cell in filled:
        found.levels.append(Raw(number, [(cell.line, cell.start, cell.end)], cell.start, _place(row, cell)))


def in_rows(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Found:
    """A table whose rows are the levels: 1 | ไม่น้อยกว่าร้อยละ ๖๐"""
    found, columns = Found("rows"), None
    for n, row in enumerate(rows):
        if first + n in headers:
            columns = headers[first + n]
            continue
        if not row.table or len(row.filled) < 2 or n == 0:
            columns = columns if row.table else None
            continue
        said = _row_level(row, columns)
        if said is None:
            continue
        number, label, text = said
        if _TICK.fullmatch(text.text):
            continue
        begin, end = (label.start, text.end) if label.column < text.column else (text.start, label.end)
        raw = Raw(number, [(row.line, begin, end)], text.start, _place(row, text))
        if label.column > text.column:
            raw.ends = text.end
        found.levels.append(raw)
    ordered = found.numbers in ([1, 2, 3, 4, 5], [5, 4, 3, 2, 1])
    headed = any(headers[h].score is not None for h in headers if first <= h < first + len(rows))
    if columns is None and not ordered and not headed:
        found.levels = []
    return found


def _row_level(row: Row, columns: Roles | None) -> tuple[int, Cell, Cell] | None:
    """(level, its label's cell, its words' cell) of a row."""
    filled = row.filled
    if columns and columns.score is not None and columns.score < len(row.cells):
        label = row.cells[columns.score]
    else:
        label = filled[0]
    number = level_of(label.words)
    others = [c for c in filled if c is not label]
    if number is None or not others or len(others) > 4:
        return None
    if columns and columns.criterion is not None and columns.criterion < len(row.cells):
        chosen = row.cells[columns.criterion]
        return (number, label, chosen) if chosen.words else None
    return (number, label, others[0]) if len(others) == 1 else None


def suffixed(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Found:
    """ร้อยละ ๘๐ ขึ้นไป เท่ากับ ๓ คะแนน"""
    found = Found("suffix")
    for _, row, cell in _cells(rows, start, headers, first):
        if next(iter(_labels(cell.text)), None):
            continue
        for said in _SUFFIX.finditer(cell.text):
            piece = (cell.line, cell.start + said.start(), cell.start + said.end())
            raw = Raw(int(said[2]), [piece], cell.start + said.start(1), _place(row, cell), cell.start + said.end(1))
            found.levels.append(raw)
    if len(set(found.numbers)) < 3:
        found.levels = []
    return found


def runs(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Found:
    """A line of labels over a line of values; labels with no values are a scale without words."""
    found = Found("run")
    for n, row in enumerate(rows):
        numbers = _run(row, start if n == 0 else 0)
        if not numbers:
            continue
        below = next((r for r in rows[n + 1 : n + 3] if r.filled), None)
        values = _below(below) if below is not None else []
        unit = ""
        named = len(values) == len(numbers) + 1 and values[0].words in _ROW_NAMES
        if named:
            unit = values.pop(0).words
        if len(values) != len(numbers) or below is None or below.line - row.line > 2:
            why = (
                "scale_without_words"
                if not values or not any(re.search(r"\d", v.text) for v in values)
                else "columns_do_not_fit"
            )
            found.doubts.append((why, row.words[:60]))
            continue
        for number, cell in zip(numbers, values, strict=True):
            raw = Raw(number, [(cell.line, cell.start, cell.end)], cell.start, _place(below, cell))
            raw.unit = unit if unit not in _TARGETS else ""
            found.levels.append(raw)
        return found
    return found


def _run(row: Row, start: int) -> list[int]:
    """The levels that a line of nothing but labels names, in order."""
    words = " ".join(c.words for c in row.filled if c.end > start)
    words = (
        _RUN_HEAD.sub("", words, count=1)
        if not re.match(r"(?:ระดับ|คะแนน)(?:ที่)?\s*[0-5]\s+(?:ระดับ|คะแนน)", words)
        else words
    )
    tokens = [int(m[1]) for m in _RUN_TOKEN.finditer(words)]
    if len(tokens) < 3 or _RUN_TOKEN.sub("", words).strip():
        return []
    steps = {b - a for a, b in pairwise(tokens)}
    return tokens if steps in ({1}, {-1}) and set(tokens) & {1, 5} else []


def _below(row: Row) -> list[Cell]:
    return [cell for cell in parts(row) if cell.words]


def listed(rows: list[Row], start: int, headers: dict[int, Roles], first: int) -> Found:
    """Lines that begin with 1 to 5: below words that speak of a scale, or right below the indicator's own line."""
    found = Found("listed")
    scale = False
    for n, row in enumerate(rows):
        if row.table or not row.filled:
            continue
        cell = row.cells[0]
        said = _ROW.match(cell.text) if n else None
        number = int(said[1] or said[2]) if said else None
        if said and number == (found.numbers[-1] + 1 if found.levels else 1) and (scale or found.levels or n == 1):
            begin = cell.start + len(cell.text) - len(cell.text.lstrip())
            found.levels.append(Raw(number, [(row.line, begin, cell.end)], cell.start + said.end()))
        elif said and found.levels:
            found.doubts.append(("level_out_of_order", row.words[:40]))
        elif _SCALE.search(cell.text[start - cell.start if n == 0 else 0 :]):
            scale = True
    if len(found.levels) < 3:
        found.levels = []
    return found
