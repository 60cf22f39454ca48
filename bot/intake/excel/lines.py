"""An Excel file's rows as lines: numbers as they are printed, merged cells once, what is hidden left out."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from bot.intake.asked import Asked
from bot.intake.excel.number_format import printed
from bot.intake.rows import MOST_LINES, one_line, row_line
from bot.intake.unreadable import Unreadable
from scoring.digits import MONTHS
from scoring.drafting.text import Line

MOST_CELLS = 200_000
MOST_COLUMNS = 200
NAMELESS = ("sheet", "แผ่นงาน", "แผ่น", "ชีต", "ชีท", "worksheet", "table")  # names that Excel gives by itself


def lines_of(content: bytes) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines, and what the file holds that no line can show: (reason, where)."""
    shown = _opened(content, values=True)
    written = _opened(content, values=False)
    asked = Asked()
    lines: list[Line] = []
    sheets = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible"]
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible" and _values(sheet):
            asked.add("hidden_sheet", sheet.title)
    for number, sheet in enumerate(sheets, start=1):
        formulas = _values(written[sheet.title])
        found = _Sheet(sheet, formulas, number, asked).lines()
        if found and len(sheets) > 1 and not _nameless(sheet.title):
            lines.append(Line(sheet.title, table=number))
        lines += found
        if len(lines) > MOST_LINES:
            raise Unreadable("too_long", most=MOST_LINES)
    return lines, asked.found


def _opened(content: bytes, values: bool) -> Any:
    try:
        return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except MemoryError:
        raise
    except Exception:  # openpyxl raises whatever its XML classes raise over a file that is not whole
        raise Unreadable("broken") from None


def _has_rule(cell: Any) -> bool:
    border = cell.border
    return border is not None and any(side is not None and side.style for side in (border.left, border.right))


def _nameless(title: str) -> bool:
    return title.strip().rstrip("0123456789๐๑๒๓๔๕๖๗๘๙ ()").lower() in ("", *NAMELESS)


def _values(sheet: Any) -> dict[tuple[int, int], Any]:
    """Cells that hold something, without making those that hold nothing."""
    cells = {place: cell for place, cell in sheet._cells.items() if getattr(cell, "value", None) not in (None, "")}
    if len(cells) > MOST_CELLS or any(column > MOST_COLUMNS for _, column in cells):
        raise Unreadable("too_long", most=MOST_CELLS)
    return cells


class _Sheet:
    def __init__(self, sheet: Any, formulas: dict[tuple[int, int], Any], number: int, asked: Asked) -> None:
        self.sheet, self.formulas, self.number, self.asked = sheet, formulas, number, asked

    def lines(self) -> list[Line]:
        cells = _values(self.sheet)
        rows: dict[int, dict[int, str]] = {}
        for row, column in sorted({*cells, *self.formulas}):
            if self._hidden(row, column):
                self.asked.add("hidden_cells", f"{self.sheet.title}!{get_column_letter(column)}{row}")
                continue
            text = self._text(cells.get((row, column)), row, column)
            rows.setdefault(row, {})[column] = text
        self._ruled(rows)
        if getattr(self.sheet, "_images", None):
            self.asked.add("picture_inside", self.sheet.title)
        return list(self._rows(rows))

    def _ruled(self, rows: dict[int, dict[int, str]]) -> None:
        """Empty cells that are ruled belong to their row too, so that every row of a table has all its columns."""
        for (row, column), cell in self.sheet._cells.items():
            if row in rows and column <= MOST_COLUMNS and column not in rows[row] and _has_rule(cell):
                rows[row][column] = ""

    def _rows(self, rows: dict[int, dict[int, str]]) -> list[Line]:
        found: list[Line] = []
        before = 0
        for row, cells in sorted(rows.items()):
            if found and row > before + 1:
                found.append(Line("", table=self.number, row=row - 1))
            before = row
            texts = tuple(cells.get(column, "") for column in range(1, max(cells) + 1))
            if len(texts) == 1:
                found.append(Line(texts[0], table=self.number, row=row))
            else:
                found.append(row_line(texts, table=self.number, row=row))
        return found

    def _hidden(self, row: int, column: int) -> bool:
        rows, columns = self.sheet.row_dimensions, self.sheet.column_dimensions
        if row in rows and rows[row].hidden:
            return True
        for dimension in columns.values():
            if dimension.hidden and (dimension.min or 0) <= column <= (dimension.max or 0):
                return True
        return False

    def _text(self, cell: Any, row: int, column: int) -> str:
        where = f"{self.sheet.title}!{get_column_letter(column)}{row}"
        if cell is None:  # a formula whose result the file does not hold
            self.asked.add("formula", where)
            return ""
        value, code = cell.value, cell.number_format or "General"
        if cell.font is not None and cell.font.strike:
            self.asked.add("struck", where)
        if cell.data_type == "e":
            self.asked.add("error_cell", where)
            return str(value)
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            shown = printed(value, code)
            if not shown.exact:
                self.asked.add("rounded", where)
            return shown.text
        if isinstance(value, datetime | date):
            return thai_day(value, code)
        if isinstance(value, time | timedelta):
            self.asked.add("error_cell", where)
            return str(value)
        return one_line(str(value).replace("\t", " ").replace("\r", "\n").split("\n"))


MONTH_NAMES = {number: name for name, number in MONTHS.items() if "." not in name}


def thai_day(day: date, code: str) -> str:
    """In full, as the documents print days; a format without a day shows the month alone."""
    year = day.year if day.year > 2400 else day.year + 543  # some type the year of พ.ศ. into a date
    month = f"{MONTH_NAMES[day.month]} {year}"
    return f"{day.day} {month}" if "d" in code.lower().split("]")[-1] else month
