"""The score form (แบบสรุปคะแนนผลการประเมิน) as XLSX: the page's own rows with real numbers, and its sources beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.sheets import HEAD, empty, named, paper, put, saved, table, widths
from templates.forms.numerals import in_style
from templates.forms.score_form import ScoreForm, cells, total_cells
from templates.words.province import exports as words

WIDTHS = (6, 46, 10, 24, 8, 14, 30)
LAST = len(WIDTHS)
LEVEL, WEIGHTED = 5, 6  # columns
THAI = "[$-D00041E]"  # before a number's format: shown with Thai digits, a number as before


class Paper:
    """A sheet that is written from top to bottom in one style of digits."""

    def __init__(self, sheet: Worksheet, thai: bool) -> None:
        self.sheet, self.thai, self.row = sheet, thai, 1

    def across(self, said: str, *, bold: bool = False, centred: bool = False, framed: bool = False) -> None:
        cell = self.put(1, said, bold=bold, framed=framed)
        self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=LAST)
        cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="top")
        self.row += 1

    def line(self, values: tuple[Any, ...], *, bold: bool = False, head: bool = False) -> None:
        for n, value in enumerate(values, 1):
            cell = self.put(n, value, bold=bold)
            if head:
                cell.fill = HEAD
            if head or n not in (2, 4, LAST):
                cell.alignment = Alignment(horizontal="center", vertical="top", wrap_text=True)
        self.row += 1

    def put(self, column: int, value: Any, *, bold: bool = False, framed: bool = True) -> Any:
        shown = in_style(value, self.thai) if isinstance(value, str) else value
        cell = put(self.sheet, self.row, column, shown, bold=bold, framed=framed)
        if column == WEIGHTED and isinstance(value, Fraction):
            cell.number_format = "0.00"
        if self.thai and not isinstance(value, str):
            cell.number_format = THAI + cell.number_format
        return cell


def summary_book(
    form: ScoreForm, district: str | None, province: str, *, draft: bool, state: str, sealed: str, thai: bool = False
) -> bytes:
    book = empty()
    sheet = named(book, words.place(district, province))
    widths(sheet, *WIDTHS)
    page = Paper(sheet, thai)
    if draft:
        page.across(words.DRAFT, bold=True)
    page.across(form.title, bold=True, centred=True)
    for said in form.under:
        page.across(said, centred=True)
    page.row += 1
    page.line(words.SUMMARY_COLUMNS, bold=True, head=True)
    for section in form.sections:
        page.across(section.name, bold=True, framed=True)
        for line in section.lines:
            page.line(cells(line))
        page.line(total_cells(section), bold=True)
    if form.overall is not None:
        page.line(("", form.overall[0], None, "", None, form.overall[1], ""), bold=True)
    page.across(words.state(state))
    page.row += 1
    for left, right in words.signatures(district, province):
        _signed(page, left, right)
    paper(sheet)
    sheet.page_setup.fitToHeight = 1  # the signatures on the page of the total
    sheet.print_options.horizontalCentered = True
    _sources(book, form, sealed, thai)
    return saved(book)


def _signed(page: Paper, left: str, right: str) -> None:
    for first, last, said in ((1, 3, left), (4, LAST, right)):
        cell = page.put(first, said, framed=False)
        page.sheet.merge_cells(start_row=page.row, start_column=first, end_row=page.row, end_column=last)
        cell.alignment = Alignment(horizontal="center")
    page.row += 1


def _sources(book: Workbook, form: ScoreForm, sealed: str, thai: bool) -> None:
    """Where each indicator is printed and what is open about it: beside the form, never on it."""
    sheet = named(book, words.SOURCE)
    rows = [[in_style(part, thai) for part in (s.indicator, s.printed, "\n".join(s.open))] for s in form.sources]
    after = table(sheet, 1, words.SOURCE_COLUMNS, rows)
    widths(sheet, 40, 60, 60)
    put(sheet, after + 1, 1, sealed, framed=False)
    paper(sheet, wide=True, heading=1)
