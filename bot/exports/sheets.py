"""Workbooks: real numbers, Thai headings, and no text that a spreadsheet would take for a formula."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT = "TH Sarabun New"
HEAD = PatternFill("solid", fgColor="E8EEF6")
THIN = Border(*(Side(style="thin", color="999999"),) * 4)
PLACES = Decimal("0.0001")  # of what is not a whole number: a file has no fractions
LINE = 23  # points of one line of words
BUDDHIST = "[$-107041E]d mmm yyyy"  # a real day, shown in Thai and in the Buddhist era
TITLES = "[]:*?/\\"

Value = str | int | Decimal | Fraction | date | None


def exact(number: Fraction | Decimal | int) -> int | Decimal:
    """As a cell can hold it: whole numbers and decimals exactly, thirds to four places."""
    if isinstance(number, int):
        return number
    upper, lower = number.as_integer_ratio()
    if lower == 1:
        return upper
    decimal = Decimal(upper) / Decimal(lower)
    return decimal if Fraction(decimal) == Fraction(upper, lower) else decimal.quantize(PLACES, ROUND_HALF_UP)


def put(sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False, framed: bool = True) -> Any:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # also what begins with = stays words
        cell.quotePrefix = value[:1] in "=+-@"
    elif isinstance(value, Fraction | Decimal):
        cell.value = exact(value)
        cell.number_format = "#,##0.####" if exact(value) != int(exact(value)) else "#,##0"
    else:
        cell.value = value
        if isinstance(value, int):
            cell.number_format = "#,##0"
        elif isinstance(value, date):
            cell.number_format = BUDDHIST
    cell.font = Font(name=FONT, size=14, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and framed)
    if framed:
        cell.border = THIN
    return cell


def table(sheet: Worksheet, row: int, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Headings and rows from a row on; the next free row."""
    for n, words in enumerate(headings, 1):
        put(sheet, row, n, words, bold=True).fill = HEAD
    for values in rows:
        row += 1
        for n, value in enumerate(values, 1):
            put(sheet, row, n, value)
    return row + 1


def widths(sheet: Worksheet, *sizes: int) -> None:
    for n, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(n)].width = size


def heights(sheet: Worksheet) -> None:
    """Rows as high as their words need: no program works that out before the file is opened on a desk."""
    for cells in sheet.iter_rows():
        lines = 1
        for cell in cells:
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                width = sheet.column_dimensions[get_column_letter(cell.column)].width or 10
                lines = max(lines, -(-_length(cell.value) * 10 // int(width * 7.5)))
        row = cells[0].row
        if row is not None and not sheet.row_dimensions[row].hidden:
            sheet.row_dimensions[row].height = LINE * lines


def _length(words: str) -> int:
    """As the eye counts: vowels and tones above and below take no room."""
    return sum(1 for sign in words if unicodedata.category(sign) != "Mn")


def paper(sheet: Worksheet, *, wide: bool = False, heading: int = 0) -> None:
    """A4, as wide as the page; the headings on every page."""
    heights(sheet)
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    if heading:
        sheet.print_title_rows = f"{heading}:{heading}"
        sheet.freeze_panes = f"B{heading + 1}"


def filtered(sheet: Worksheet, heading: int) -> None:
    """Arrows on the headings: whoever opens the file sorts and picks what is seen."""
    sheet.auto_filter.ref = f"A{heading}:{get_column_letter(sheet.max_column)}{sheet.max_row}"


def named(book: Workbook, title: str) -> Worksheet:
    for sign in TITLES:
        title = title.replace(sign, " ")
    sheet: Worksheet = book.create_sheet(title[:31])
    return sheet


def empty() -> Workbook:
    book = Workbook()
    del book[book.sheetnames[0]]
    return book


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
