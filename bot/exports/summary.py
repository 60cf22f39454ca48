"""The summary score form (แบบสรุปคะแนนผลการประเมิน) as XLSX: weights, levels, weighted scores, totals, signatures."""

from __future__ import annotations

from decimal import Decimal

from openpyxl import Workbook

from bot.exports.sheets import Value, empty, named, paper, put, saved, table, widths
from scoring.results.round_form import Form, FormLine, FormSection
from templates.words.province import exports as words
from templates.words.scores import STATUS, day, overall, round_name


def summary_book(form: Form, *, draft: bool, state: str, hash: str, remarks: tuple[str, ...] = ()) -> bytes:
    book = empty()
    add_summary(book, form, draft=draft, state=state, hash=hash, remarks=remarks)
    return saved(book)


def add_summary(
    book: Workbook, form: Form, *, draft: bool, state: str, hash: str, remarks: tuple[str, ...] = ()
) -> None:
    agreement, district = form.card.agreement, form.card.district
    place = words.place(district, agreement.province)
    sheet = named(book, place)
    widths(sheet, 7, 62, 10, 9, 20, 34)
    row = 1
    span = f"{day(agreement.start)} – {day(agreement.end)}"
    head = [
        *([words.DRAFT] if draft else []), words.SUMMARY, f"{place} จังหวัด{agreement.province}",
        f"{round_name(agreement)} ({span})", *remarks,
    ]  # fmt: skip
    for said in head:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=6)
        put(sheet, row, 1, said, bold=True, framed=False)
        row += 1
    for section in form.sections:
        put(sheet, row + 1, 2, section.total.section.name, bold=True, framed=False)
        row = table(sheet, row + 2, words.SUMMARY_COLUMNS, [_line(line) for line in section.lines])
        for n, value in enumerate(_total(section), 1):
            put(sheet, row, n, value, bold=True)
        row += 1
    if form.card.overall is not None:
        put(sheet, row + 1, 2, overall(form.card), bold=True)
        put(sheet, row + 1, 5, form.card.overall, bold=True)
        row += 1
    for said in (words.state(state, agreement.id, agreement.version), f"sha256 {hash}"):
        row += 1
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=6)
        put(sheet, row, 1, said, framed=False)
    row += 2
    for said_left, said_right in words.signatures(district, agreement.province):
        put(sheet, row, 2, said_left, framed=False)
        sheet.merge_cells(start_row=row, start_column=4, end_row=row, end_column=6)
        put(sheet, row, 4, said_right, framed=False)
        row += 1
    paper(sheet)


def _line(line: FormLine) -> list[Value]:
    result = line.row.result
    remark = "" if result.level is not None else STATUS[result.status]
    if result.open:
        remark = f"{remark} {words.unconfirmed(result.open)}".strip()
    return [line.indicator.number, line.indicator.name, line.indicator.weight, result.level, line.weighted, remark]


def _total(section: FormSection) -> list[Value]:
    total = section.total
    remark = words.missing(len(total.missing)) if total.missing else ""
    if total.on_five is None:
        remark = words.NO_WEIGHTS
    weight: Decimal | None = total.weight
    return ["", words.TOTAL, weight, "", total.on_five, remark]
