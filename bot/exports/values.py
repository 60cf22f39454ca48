"""Office values as one workbook on its way out: a sheet per indicator, a row per district, prefilled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.sheets import empty, named, paper, put, saved, widths
from scoring.agreement import Agreement, Indicator, Input
from scoring.levels.office_values import Wanted, wanted
from scoring.results.results import Results
from templates.words.province import values as words

HEAD = 3  # the row of the headings; the keys stand above it, hidden
KEYS = 2
OWN = "จังหวัด"


def template(agreement: Agreement, results: Mapping[str | None, Results]) -> bytes:
    """Prefilled with what is known; what the document prints is shown and not asked."""
    book = empty()
    for indicator in agreement.indicators.values():
        places = [d for d in (*agreement.districts, None) if indicator in agreement.of(d)]
        if not indicator.levels or not places:
            continue
        sheet = named(book, f"{indicator.id.replace('/', ' ')} {indicator.short}")
        columns = columns_of(agreement, indicator)
        put(sheet, 1, 1, words.title(agreement, indicator), bold=True, framed=False)
        put(sheet, KEYS, 1, f"{agreement.id} {indicator.id}", framed=False)
        put(sheet, HEAD, 1, words.DISTRICT, bold=True)
        for n, column in enumerate(columns, 2):
            put(sheet, KEYS, n, column.key, framed=False)
            put(sheet, HEAD, n, column.heading, bold=True)
        last = len(columns) + 2
        put(sheet, KEYS, last, "as_of", framed=False)
        put(sheet, HEAD, last, words.AS_OF, bold=True)
        sheet.row_dimensions[KEYS].hidden = True
        for row, district in enumerate(places, HEAD + 1):
            put(sheet, row, 1, district or OWN)
            for n, column in enumerate(columns, 2):
                _prefill(sheet, row, n, column, results[district], agreement)
            put(sheet, row, last, None)
        widths(sheet, 22, *([20] * (len(columns) + 1)))
        paper(sheet, wide=True, heading=HEAD)
    return saved(book)


@dataclass(frozen=True)
class Column:
    key: str  # "v:otop_percent.base" an office value, "r:otop_percent.now" a result so far
    heading: str
    used: Input
    wants: Mapping[str | None, Wanted] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.key[2:]


def columns_of(agreement: Agreement, indicator: Indicator) -> list[Column]:
    wants: dict[str, dict[str | None, Wanted]] = {}
    for district in (*agreement.districts, None):
        for one in wanted(agreement, district):
            if one.indicator == indicator.id:
                wants.setdefault(one.key, {})[district] = one
    found = []
    for key, by_district in wants.items():
        one = next(iter(by_district.values()))
        used = indicator.inputs[key.partition(".")[0]]
        found.append(Column(f"v:{key}", words.heading(one.what, one.unit), used, by_district))
    for used in indicator.inputs.values():
        if used.counts == "office_value" or used.every or used.derive in ("date", "dates"):
            continue
        if used.parts:
            found.append(Column(f"r:{used.name}.{used.parts[0]}", words.so_far(used.what, used.unit), used))
        elif used.derive == "flag":
            found.append(Column(f"r:{used.name}", words.step(used.short), used))
        else:
            found.append(Column(f"r:{used.name}", words.so_far(used.what, used.unit), used))
    return found


def _prefill(sheet: Worksheet, row: int, n: int, column: Column, held: Results, agreement: Agreement) -> None:
    indicator = next(i for i in agreement.indicators.values() if column.used in i.inputs.values())
    if column.key.startswith("v:"):
        cell = indicator.tables.get(column.name, {}).get(held.district)
        amount = cell.amount if cell else held.office.get(indicator.id, {}).get(column.name)
        shown = put(sheet, row, n, amount)
        if cell is not None:
            shown.comment = Comment(words.printed(cell.proof), words.AUTHOR)
        return
    told = held.inputs.get(indicator.id, {}).get(column.used.name)
    if column.used.derive == "flag":
        put(sheet, row, n, words.DONE if told is True else None)
    elif column.used.parts:
        value = told.get(column.used.parts[0]) if isinstance(told, dict) else None
        put(sheet, row, n, None if value is None else Decimal(value))
    else:
        put(sheet, row, n, None if told is None or isinstance(told, dict) else Decimal(str(told)))
