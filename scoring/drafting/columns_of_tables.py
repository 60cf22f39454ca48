"""Which column of a table of districts an indicator looks its wholes, bases and printed targets up in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from scoring.digits import number
from scoring.drafting.draft import Ask, Draft, Indicator, Measure, Table

PARTS = {"ratio": "den", "growth": "base", "reduction": "base"}
WHICH, NONE = "which_column", "none"
_LEFT = re.compile(r"คงเหลือ|เหลือ|ผลงาน|ผลการ|ย้าย|ตาย|ลดลง|เพิ่มขึ้น")  # what a whole is not called
_AROUND = re.compile(r"\(.*?\)|จำนวน|ทั้งหมด|ทั้งสิ้น|เป้าหมาย|ของ|ที่|ปี\s*\d*|พ\.ศ\.|\s|\d")
Row = dict[str, Any]
Column = tuple[Table, int]


def of(draft: Draft, one: Indicator, said: Sequence[Mapping[str, Any]]) -> list[Table]:
    """The tables of an indicator; the one whose owner nobody printed is whose a person said."""
    homeless = [t for t in draft.tables if not t.indicator]
    given = next((a["value"] for a in said if a["asked"] == "table_of_whom"), None)
    return [t for t in draft.tables if t.indicator == one.id or (given == one.id and homeless == [t])]


def bound(
    tables: Sequence[Table], inputs: Mapping[str, Row], one: Indicator, said: Sequence[Mapping[str, Any]]
) -> dict[str, Column]:
    """What an input looks up ("m1.den", "@16") -> its column; only where one input alone can."""
    looking = [(name, kind, row[kind]) for name, row in inputs.items() for kind in PARTS if kind in row]
    if len(looking) != 1:
        return {}
    name, kind, words = looking[0]
    part, found = f"{name}.{PARTS[kind]}", dict[str, Column]()
    chosen = next((str(a["value"]) for a in said if a["asked"] == WHICH), None)
    for table in tables:
        for n, column in enumerate(table.columns):
            if chosen is None and column == PARTS[kind]:
                found.setdefault(part, (table, n))
            if chosen == table.key(n):
                found[part] = (table, n)
    if part not in found and chosen is None and kind == "ratio":
        fitting = [(t, n) for t in tables for n in candidates(t) if _called(t.headers[n], str(words[1]))]
        if len(fitting) == 1:
            found[part] = fitting[0]
    asked = {c.value for level in one.levels for c in level.conditions if c.input == name}
    for table in tables:
        for n, column in enumerate(table.columns):
            if column[:1] == "t" and column[1:] in asked and part in found and found[part][0] is table:
                found.setdefault(f"@{column[1:]}", (table, n))
    return found


def candidates(table: Table) -> list[int]:
    """Columns of plain amounts, each with words above it."""
    return [
        n for n, header in enumerate(table.headers)
        if header and not (table.columns[n][:1] == "t" and table.columns[n][1:2].isdigit())
        and all(number(v[n]) is not None or not v[n] for _, v in table.rows.values() if n < len(v))
    ]  # fmt: skip


def _called(header: str, whole: str) -> bool:
    """Whether a header names the whole: ครัวเรือนเปราะบาง of ครัวเรือนเปราะบางที่ได้รับการช่วยเหลือทั้งหมด."""
    if _LEFT.search(header):
        return False
    short, long = _AROUND.sub("", header), _AROUND.sub("", whole)
    return len(short) > 5 and (short in long or long in short)


def asks(draft: Draft, one: Indicator) -> list[Ask]:
    """Where a table stands for an indicator of a share, and no column is its whole by its name."""
    looking = [(name, m) for name, m in one.inputs.items() if m.derive in PARTS]
    tables = [t for t in draft.tables if t.indicator == one.id]
    if len(looking) != 1 or not tables:
        return []
    name, measure = looking[0]
    if f"{name}.{PARTS[measure.derive]}" in bound(tables, {name: _as_row(measure)}, one, ()):
        return []
    shown = [(t.key(n), t.headers[n]) for t in tables for n in candidates(t)]
    if not shown:
        return []
    words = (measure.label or one.name[:60], str(tables[0].line), *(f"{key}={header[:60]}" for key, header in shown))
    return [Ask("base", WHICH, (), words)]


def _as_row(measure: Measure) -> Row:
    return {measure.derive: [measure.num or measure.now or measure.label, measure.den or measure.base]}


def cells(draft: Draft, one: Indicator, inputs: Mapping[str, Row], said: Sequence[Mapping[str, Any]]) -> Row:
    """What is looked up -> [district ("" the province), amount, line, row as printed]; {} where nothing is."""
    made: Row = {}
    for key, (table, n) in bound(of(draft, one, said), inputs, one, said).items():
        rows = [
            [district or "", str(amount), line, "\t".join(values)]
            for district, (line, values) in table.rows.items()
            if n < len(values) and (amount := number(values[n])) is not None
        ]
        if rows:
            made[key] = rows
    return made
