"""What somebody typed into a workbook's cells: amounts as they are shown, and what would be lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from scoring.amounts import FILE_PLACES, WHOLE, bounded

ROWS, COLUMNS = 1000, 100  # more than any office has districts and inputs
_AMOUNT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")  # in Thai digits too; commas only where they belong


def typed_amount(told: Any) -> Decimal | None:
    """A cell's number as it was typed: a spreadsheet hands on binary numbers, which are written back as shown."""
    if isinstance(told, bool) or not (isinstance(told, int | float) or _AMOUNT.fullmatch(str(told).strip())):
        return None
    found = Decimal(repr(told)) if isinstance(told, float) else Decimal(str(told).replace(",", "").strip())
    return found if bounded(found, WHOLE, FILE_PLACES) else None


def shown(cell: Cell | MergedCell) -> Any:
    """The value as a person sees it: 0.85 in a cell of per cents is "85%"."""
    if "%" in str(cell.number_format) and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        share = typed_amount(cell.value)
        return cell.value if share is None else f"{share * 100:f}%"
    return cell.value


def lost(sheet: Worksheet, typed: Worksheet, head: int) -> Iterator[str]:
    """What would read as an empty cell. `typed`: the same sheet with its formulas instead of their results."""
    last, width = sheet.max_row or 0, sheet.max_column or 0
    if last > ROWS or width > COLUMNS:
        yield f"{sheet.title}: found {last} rows and {width} columns, expected {ROWS} and {COLUMNS} at most"
        return
    for area in sheet.merged_cells.ranges:
        if area.max_row > head:
            yield f"{sheet.title}!{area.coord}: found merged cells, expected a cell for each district"
    for row in typed.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                said = "expected its result as a number (open and save it in the office program)"
                yield f'{sheet.title}!{cell.coordinate}: found the formula "{cell.value}" without a result, {said}'
