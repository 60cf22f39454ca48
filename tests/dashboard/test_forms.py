"""The office's forms: the columns that the office knows, one style of digits, no codes, one A4 with its signatures."""

import io
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from templates.forms.numerals import in_style
from templates.forms.score_form import two_places
from tests.dashboard.conftest import Office

B, DISTRICT = "buriram-2561", "บ้านกรวด"
SHEET, TARGETS = f"/sheet/{B}/{DISTRICT}", f"/sheet/{B}/{DISTRICT}/targets"


def on(office: Office, name: str) -> None:
    with office.store.db.transaction():
        office.store.wishes.set(province="บุรีรัมย์", name=name, value="on", by=1, at=1)


def test_the_score_form_has_the_columns_of_the_offices_own(office: Office) -> None:
    page = office.visitor("นภา ผู้กำกับ").see(SHEET)
    assert "ที่ ตัวชี้วัด น้ำหนัก ผลการดำเนินงาน ระดับ คะแนนถ่วงน้ำหนัก หมายเหตุ" in page
    assert "2 รายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP 20 17% 2 –" in page  # section without weights: no weighted score


def test_the_target_form_has_what_each_level_asks_for_in_this_district(office: Office) -> None:
    page = office.visitor("นภา ผู้กำกับ").see(TARGETS)
    assert "ค่าเป้าหมาย น้ำหนัก แหล่งข้อมูล ระดับ 1 ระดับ 2 ระดับ 3 ระดับ 4 ระดับ 5" in page
    assert "18,825,241.5" in page  # 17 % more than 16,089,950 (line 290)
    assert "กลุ่มงานส่งเสริมการพัฒนาชุมชน" in page


def test_no_form_shows_a_code_before_one_asks_for_its_source(office: Office) -> None:
    text = office.visitor("นภา ผู้กำกับ").get(SHEET).text
    shown = text.split("<details")[0]
    assert "รอยืนยัน" in shown
    for code in ("BRM-", "sha256", "buriram-2561 ฉบับ"):
        assert code not in shown
    behind = text.split("<details")[1]
    assert "รอยืนยัน: " in behind
    assert "BRM-" not in behind


@pytest.mark.parametrize("path", [SHEET, TARGETS])
def test_digits_are_of_one_style_the_provinces_own(office: Office, path: str) -> None:
    on(office, "thai_numerals")
    shown = office.visitor("นภา ผู้กำกับ").see(path)
    form = shown[shown.index("จังหวัดบุรีรัมย์") : shown.index("ลงชื่อ")]
    assert "๒" in form
    assert not [sign for sign in form if sign in "0123456789"]


def test_the_file_keeps_numbers_under_thai_digits(office: Office) -> None:
    on(office, "thai_numerals")
    book = load_workbook(io.BytesIO(office.visitor("นภา ผู้กำกับ").get(f"/files/{B}/{DISTRICT}/summary").data))
    sheet = book["อ.บ้านกรวด"]
    level = next(row[4] for row in sheet.iter_rows() if row[1].value == "รายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP")
    assert (level.value, level.number_format) == (2, "[$-D00041E]#,##0")
    assert sheet.page_setup.fitToHeight == 1  # the signatures on the page of the total
    assert [s for row in sheet.iter_rows() for c in row if isinstance(s := c.value, str) and "sha256" in s] == []


def test_scores_have_two_decimals_always() -> None:
    amounts = (Fraction(1), Fraction(1, 2), Fraction(10, 3), 0)
    assert [two_places(n) for n in amounts] == ["1.00", "0.50", "3.33", "0.00"]
    assert in_style("ร้อยละ ๕๐ (50)", True) == "ร้อยละ ๕๐ (๕๐)"
    assert in_style("ร้อยละ ๕๐ (50)", False) == "ร้อยละ 50 (50)"


def test_weighted_scores_are_printed_with_two_decimals(tmp_path: Path) -> None:
    """Nong Khai, individual/8: level 5 of weight 10 in 100 is 0.50."""
    office = Office(tmp_path, TODAY="2022-03-20")
    office.open("nongkhai-2565-1")
    office.enroll("หนองคาย", "supervisor", province="หนองคาย")
    with office.store.db.transaction():
        office.store.rounds.set_value(
            agreement="nongkhai-2565-1", district="ท่าบ่อ", indicator="individual/8", input="otop_percent.base",
            amount="100", as_of="2022-01-01", strength=2, set_by="x", source="x", at=1,
        )  # fmt: skip
    office.report("ท่าบ่อ", "individual/8", "otop_percent", "150", slot="total", kind="total",
                  agreement="nongkhai-2565-1", as_of=date(2022, 3, 1))  # fmt: skip
    page = office.visitor("หนองคาย").see("/sheet/nongkhai-2565-1/ท่าบ่อ")
    assert "8 รายได้จากการจำหน่ายผลิตภัณฑ์ OTOP 10 50% 5 0.50" in page
    office.service.stop()
