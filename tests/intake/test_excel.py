"""Numbers of a sheet as Excel prints them: expectations read off Excel's own screen."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from bot.intake.excel.number_format import printed
from tests.intake.papers import taken

SHOWN = (
    (0.75, "0%", "75%", True),
    (0.755, "0%", "76%", False),
    (0.755, "0.0%", "75.5%", True),
    (0.755, "0.##%", "75.5%", True),
    (75, "General", "75", True),
    (0.1 + 0.2, "General", "0.3", True),
    (1e21, "General", "1000000000000000000000", True),
    (211571387.82, "#,##0.00", "211,571,387.82", True),
    (211571387.82, "#,##0", "211,571,388", False),
    (1500, '#,##0" บาท"', "1,500 บาท", True),
    (70, '"ร้อยละ "0', "ร้อยละ 70", True),
    (7, "000", "007", True),
    (-5, "0;(0)", "(5)", True),
    (0, '0;-0;"-"', "-", True),
    (2500000, "0.0,,", "2.5", True),
    (2510000, "0.0,,", "2.5", False),
    (85, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "85", True),
    (85.5, "[$-41E]t0.0", "85.5", True),
    (0.5, "# ?/?", "0.5", False),
    (5, "[>=10]0;0.0", "5", False),
)


@pytest.mark.parametrize(("value", "code", "text", "exact"), SHOWN)
def test_a_number_is_read_as_it_is_printed(value: float, code: str, text: str, exact: bool) -> None:
    found = printed(value, code)
    assert (found.text, found.exact) == (text, exact)


def read(book: Workbook) -> tuple[list[str], tuple[str, ...]]:
    out = BytesIO()
    book.save(out)
    found = taken("t.xlsx", out.getvalue())
    return [line.text for line in found.text.lines], found.asks


def test_rows_keep_their_place_and_empty_rows_part_tables() -> None:
    book = Workbook()
    sheet = book.active
    for row, values in {1: ["เป้าหมาย"], 3: ["อำเภอ", "ฐาน"], 4: ["เมือง", 0.75]}.items():
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
    sheet["B4"].number_format = "0%"
    out = BytesIO()
    book.save(out)
    lines = taken("t.xlsx", out.getvalue()).text.lines
    assert [(line.text, line.row, line.cells) for line in lines] == [
        ("เป้าหมาย", 1, ()), ("", 2, ()), ("อำเภอ\tฐาน", 3, ("อำเภอ", "ฐาน")), ("เมือง\t75%", 4, ("เมือง", "75%")),
    ]  # fmt: skip


def test_a_ruled_row_has_all_its_columns_also_where_the_last_are_empty() -> None:
    book = Workbook()
    sheet = book.active
    rule = Side(style="thin")
    for row, values in enumerate((["ระดับ ๑", "มีแผน", None], ["รวม", None, 100]), 1):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value).border = Border(rule, rule, rule, rule)
    sheet["A3"] = "หมายเหตุ"
    assert read(book)[0] == ["ระดับ ๑\tมีแผน\t", "รวม\t\t100", "หมายเหตุ"]


def test_a_day_is_written_in_full_in_the_years_of_the_office() -> None:
    book = Workbook()
    book.active["A1"] = date(2027, 3, 4)
    book.active["A2"] = date(2570, 3, 4)  # typed with the year of พ.ศ.
    book.active["A3"] = date(2027, 3, 1)
    book.active["A3"].number_format = "mmm yyyy"
    assert read(book) == (["4 มีนาคม 2570", "4 มีนาคม 2570", "มีนาคม 2570"], ())


def test_what_is_hidden_rounded_or_without_result_is_asked_about() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "เป้า"
    for place, value in {"A1": "เมือง", "B1": 10.4, "A2": "ลับ", "C1": "=SUM(B1:B9)", "D1": 7}.items():
        sheet[place] = value
    sheet["B1"].number_format = "0"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("เก่า")["A1"] = 5
    book["เก่า"].sheet_state = "hidden"
    texts, asks = read(book)
    assert texts == ["เมือง\t10\t"]
    assert asks == (
        "มีชีตที่ซ่อนไว้ ไม่ได้อ่าน ต้องใช้ไหม (t.xlsx: เก่า)",
        "ช่องนี้แสดงเลขปัดเศษ ไม่ตรงกับค่าที่เก็บไว้ ใช้ตามที่แสดงใช่ไหม (t.xlsx: เป้า!B1)",
        "ช่องนี้เป็นสูตรที่ไฟล์ไม่ได้เก็บผลไว้ ตัวเลขจริงคือเท่าไร (t.xlsx: เป้า!C1)",
        "มีแถวหรือคอลัมน์ที่ซ่อนไว้ ไม่ได้อ่าน ต้องใช้ไหม (t.xlsx: เป้า!D1, เป้า!A2)",
    )


def test_a_lone_cell_at_the_end_of_the_sheet_is_no_bomb() -> None:
    book = Workbook()
    book.active["A1"] = "ต้น"
    book.active["A1048576"] = "ปลาย"
    assert read(book)[0] == ["ต้น", "", "ปลาย"]
