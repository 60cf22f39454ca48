"""Tables of targets and bases per district, and the deadlines that lines print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from scoring.digits import number
from scoring.drafting.criteria.days import days
from scoring.drafting.draft import Ask, Deadline, Table
from scoring.drafting.paper.rows import Cell, Row
from scoring.drafting.text import Text
from scoring.drafting.words import plain

HALF = Decimal("0.5")  # printed targets are rounded to whole baht
_LEAST = 3  # rows with a district before rows are a table of districts
_PROSE = re.compile(r"(?:อำเภอ|อ\.)\s*([ก-๎]+)\s*(?:จำนวน|เป้าหมาย|=|:)?\s*(\d[\d,]*(?:\.\d+)?)\s*([ก-๎]+)?")
_NAMED_OWNER = re.compile(r"ตัวชี้วัด(?:งาน|ราย)*(ทีม|บุคคล)?\s*(?:ที่)?\s*(\d+(?:\.\d+)?)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%|ร้อยละ\s*(\d+(?:\.\d+)?)")
_BASE = re.compile(r"ฐาน|เดิม|ปีก่อน|ปีที่แล้ว|ปี\s*(?:25)?\d\d(?!.*เพิ่มขึ้น)")
_TARGET = re.compile(r"เป้าหมาย|ต้องบรรลุ")


def tables(
    text: Text, rows: list[Row], districts: Sequence[str], province: str | None, owners: list[tuple[int, str]]
) -> tuple[list[Table], list[Ask]]:
    """`owners`: (line, indicator) of every place where an indicator's name stands, in order."""
    found: list[Table] = []
    asks: list[Ask] = []
    known = set(districts)
    block: list[tuple[Row, Cell, str | None]] = []
    for row in [*rows, Row(len(text.lines) + 2, (), 0)]:
        who = _whose(row, known, province)
        alike = bool(block) and row.table != 0 and len(row.cells) == len(block[-1][0].cells) and _numbers(row)
        name = _strange(row) if alike and not who and not _total(row) else None
        if who:
            if not block:
                block += _above(rows, row)
            block.append((row, *who))
        elif name:
            block.append((row, name, f"?{name.words}"))
        elif alike and _total(row):
            block.append((row, row.filled[0], "?"))
        elif block and (row.filled or not row.cells):
            _close(block, rows, districts, owners, found, asks, text)
            block = []
    prose = _prose(text, known, province, owners)
    whole = _merged([*found, *prose])
    strange = {line for ask in asks for line in ask.words[1:]}
    for table in whole:
        lines = [line for line, _ in table.rows.values()]
        asks += _checked(table, not any(min(lines) <= int(line) <= max(lines) for line in strange))
    return whole, asks


def _above(rows: list[Row], first: Row) -> list[tuple[Row, Cell, str | None]]:
    """Rows right above the first known district that are built like it: names that no list has."""
    made: list[tuple[Row, Cell, str | None]] = []
    for row in reversed([r for r in rows if r.table == first.table and r.line < first.line]):
        name = _strange(row)
        if not name or not _numbers(row) or len(row.cells) != len(first.cells) or _total(row):
            break
        made.insert(0, (row, name, f"?{name.words}"))
    return made


def _whose(row: Row, known: set[str], province: str | None) -> tuple[Cell, str | None] | None:
    if not row.table or len(row.filled) < 2:
        return None
    for cell in row.filled[:3]:
        name = cell.words.removeprefix("อำเภอ").removeprefix("อ.").strip()
        if name == "เมือง" and province:
            name = f"เมือง{province}"
        if name in known:
            return cell, name
        if province and name == province and _numbers(row):
            return cell, None
    return None


def _strange(row: Row) -> Cell | None:
    return next((c for c in row.filled[:3] if re.fullmatch(r"[ก-๎]{3,}", c.words)), None)


def _total(row: Row) -> bool:
    return any(c.words in ("รวม", "รวมทั้งสิ้น", "รวมทั้งหมด") for c in row.filled[:3])


def _numbers(row: Row) -> bool:
    return sum(number(c.words) is not None for c in row.filled) >= 2


def _close(
    block: list[tuple[Row, Cell, str | None]], rows: list[Row], districts: Sequence[str], owners: list[tuple[int, str]],
    found: list[Table], asks: list[Ask], text: Text,
) -> None:  # fmt: skip
    if sum(1 for _, _, who in block if who and not who.startswith("?")) < _LEAST:
        return
    first, name = block[0][0], block[0][1]
    headers = [r for r in rows if r.table == first.table and r.line < first.line and r.filled and not _numbers(r)][-3:]
    columns = list(range(name.column + 1, max(len(r.cells) for r, _, _ in block)))
    columns = [
        c for c in columns if any(c < len(r.cells) and number(r.cells[c].words) is not None for r, _, _ in block)
    ]
    owner = _owner(first.line, rows, owners, text)
    values: dict[str | None, tuple[int, tuple[str, ...]]] = {}
    for row, cell, who in block:
        if who == "?":
            values.setdefault(None, (row.line, _shown(row, columns)))
            continue
        if who is not None and who.startswith("?"):
            asks.append(
                Ask(
                    "district",
                    "table_district_unknown",
                    (),
                    (cell.words, str(row.line)),
                    tuple(d for d in districts if d not in [w for _, _, w in block]),
                )
            )
            continue
        values[who] = (row.line, _shown(row, columns))
    if not owner:
        asks.append(Ask("two_readings", "table_of_whom", (), (str(first.line),)))
    found.append(Table(owner, tuple(_names(headers, columns)), values, first.line, _headers(headers, columns)))


def _owner(line: int, rows: list[Row], owners: list[tuple[int, str]], text: Text) -> str:
    """Whose table it is: the indicator that the words above it name, else the one in whose place it stands."""
    file = text.lines[line - 1].file
    above = [plain(text.quote(n)) for n in range(line - 1, max(0, line - 8), -1) if text.lines[n - 1].file == file]
    for words in above:
        said = _NAMED_OWNER.search(words)
        if said:
            section = {"ทีม": "team", "บุคคล": "individual", None: ""}[said[1]]
            ids = [i for _, i in owners if i.partition("/")[2] == said[2] and i.startswith(section)]
            if len(set(ids)) == 1:
                return ids[0]
    inside = [(n, indicator) for n, indicator in owners if n < line and text.lines[n - 1].file == file]
    return inside[-1][1] if inside else ""


def _shown(row: Row, columns: list[int]) -> tuple[str, ...]:
    return tuple(row.cells[c].words if c < len(row.cells) else "" for c in columns)


def _headers(headers: list[Row], columns: list[int]) -> tuple[str, ...]:
    return tuple(" ".join(r.cells[c].words for r in headers if c < len(r.cells)).strip() for c in columns)


def _names(headers: list[Row], columns: list[int]) -> list[str]:
    names: list[str] = []
    for column, words in zip(columns, _headers(headers, columns), strict=True):
        percent = _PERCENT.search(words)
        name = (
            f"t{(percent[1] or percent[2])}"
            if percent
            else "base"
            if _BASE.search(words)
            else "target"
            if _TARGET.search(words)
            else f"c{column}"
        )
        names.append(name if name not in names else f"c{column}")
    return names


def _checked(table: Table, whole: bool) -> list[Ask]:
    """A total that is not the sum of its rows, and a target that is not its percentage of the base, are asked about."""
    asks = []
    for n, column in enumerate(table.columns):
        cells = {who: number(values[n]) for who, (_, values) in table.rows.items()}
        parts = [c for who, c in cells.items() if who is not None and c is not None]
        said = cells.get(None)
        slack = HALF * len(parts) if column.startswith("t") and column[1:2].isdigit() else Decimal(0)
        if whole and said is not None and len(parts) > 4 and abs(sum(parts) - said) > slack:
            line = str(table.rows[None][0])
            asks.append(
                Ask(
                    "contradiction",
                    "sum_differs",
                    (),
                    (column, str(sum(parts)), table.rows[None][1][n], line),
                    blocks=False,
                )
            )
        if column.startswith("t") and column[1:2].isdigit() and "base" in table.columns:
            asks += _off(table, n, Decimal(column[1:]), table.columns.index("base"))
    return asks


def _off(table: Table, n: int, percent: Decimal, base: int) -> list[Ask]:
    asks = []
    for who, (line, values) in table.rows.items():
        printed, start = number(values[n]), number(values[base])
        if printed is None or start is None:
            continue
        exact = start * (100 + percent) / 100
        if abs(exact - printed) > HALF and who is not None:
            words = (table.columns[n], values[n], format(exact.normalize(), "f"), str(line))
            asks.append(Ask("contradiction", "target_differs", (), words, blocks=False))
    return asks


def _prose(text: Text, known: set[str], province: str | None, owners: list[tuple[int, str]]) -> list[Table]:
    """ "อ.อัมพวา จำนวน ๔๕๑ ราย": denominators in running words."""
    found: dict[str, dict[str | None, tuple[int, tuple[str, ...]]]] = {}
    lines: dict[str, int] = {}
    for n, line in enumerate(text.lines, 1):
        for said in _PROSE.finditer(plain(line.text)):
            name = said[1]
            name = f"เมือง{province}" if name == "เมือง" and province else name
            district = name if name in known else next((d for d in known if name.startswith(d)), None)
            if district is None:
                continue
            owner = next((indicator for at, indicator in reversed(owners) if at <= n), "")
            found.setdefault(owner, {}).setdefault(district, (n, (said[2],)))
            lines.setdefault(owner, n)
    return [
        Table(owner, ("den",), rows, lines[owner], ("จำนวน",))
        for owner, rows in found.items()
        if len(rows) >= 2 and owner
    ]


def _merged(found: list[Table]) -> list[Table]:
    """A table that goes on behind a page's end is one table."""
    made: list[Table] = []
    for table in found:
        last = next(
            (
                t
                for t in made
                if t.indicator == table.indicator and t.columns == table.columns and not set(t.rows) & set(table.rows)
            ),
            None,
        )
        if last:
            made[made.index(last)] = replace(last, rows={**last.rows, **table.rows})
        else:
            made.append(table)
    return made


def deadlines(text: Text, year: int | None) -> list[Deadline]:
    found = []
    for n, line in enumerate(text.lines, 1):
        flat = plain(line.text)
        for day in days(flat, year):
            if day.op in ("<=", "<") and day.last:
                what = " ".join(
                    re.sub(r"</?[A-Za-z][^<>]*>", " ", line.text[max(0, day.start - 120) : day.end]).split()
                )
                found.append(Deadline(day.last, what, n))
    return found
