"""Files that leave the office: real numbers, Thai headings, no formula from anybody's words, indexed evidence."""

import csv
import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bot.exports.province import plain
from bot.exports.sheets import empty, exact, named, put, saved
from tests import left_out
from tests.dashboard.conftest import Office
from tests.dashboard.evidence import PNG, attach

B, DISTRICT = "buriram-2561", "บ้านกรวด"


def fetch(office: Office, path: str, name: str = "นภา ผู้กำกับ") -> bytes:
    shown = office.visitor(name).get(path)
    assert shown.status_code == 200
    assert shown.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    return shown.data


def test_the_summary_form_has_levels_and_signatures(office: Office) -> None:
    book = load_workbook(io.BytesIO(fetch(office, f"/files/{B}/{DISTRICT}/summary")))
    sheet = book["อ.บ้านกรวด"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[:4]] == [
        "ร่าง", "แบบสรุปคะแนนผลการประเมิน", "อำเภอบ้านกรวด จังหวัดบุรีรัมย์", "ปี 2561 (1 ต.ค. 2560 – 30 ก.ย. 2561)",
    ]  # fmt: skip
    assert ["ที่", "ตัวชี้วัด", "น้ำหนัก", "ผลการดำเนินงาน", "ระดับ", "คะแนนถ่วงน้ำหนัก", "หมายเหตุ"] in rows
    assert ["2", "รายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP", 20, "17%", 2, None, None] in [
        [v if v != "" else None for v in row] for row in rows
    ]
    words = [str(value) for row in rows for value in row if value]
    assert any(w.endswith("ผู้รับการประเมิน") for w in words)
    assert any(w.endswith("ผู้ประเมิน") for w in words)
    assert "พัฒนาการอำเภอบ้านกรวด" in words


def test_weighted_scores_add_up_to_the_total_that_was_worked_out_by_hand(tmp_path: Path) -> None:
    """Nong Khai, individual, weights 20+20+10+10+10+10+10+10 (lines 97 to 139): 5 on two indicators of 10 each."""
    office = Office(tmp_path, TODAY="2022-03-20")
    office.open("nongkhai-2565-1")
    office.enroll("ผู้กำกับ", "supervisor", province="หนองคาย")
    with office.store.db.transaction():
        for indicator, input in (("individual/8", "otop_percent"), ("individual/6", "online_growth_percent")):
            office.store.rounds.set_value(
                agreement="nongkhai-2565-1", district="ท่าบ่อ", indicator=indicator, input=f"{input}.base", amount="100",
                as_of="2022-01-01", strength=2, set_by="x", source="x", at=1,
            )  # fmt: skip
    for indicator, input in (("individual/8", "otop_percent"), ("individual/6", "online_growth_percent")):
        office.report("ท่าบ่อ", indicator, input, "150", slot="total", kind="total", agreement="nongkhai-2565-1",
                      as_of=date(2022, 3, 1))  # fmt: skip
    book = load_workbook(io.BytesIO(fetch(office, "/files/nongkhai-2565-1/ท่าบ่อ/summary", "ผู้กำกับ")))
    rows = [[cell.value for cell in row] for row in book["อ.ท่าบ่อ"].iter_rows()]
    otop = next(row for row in rows if row[1] and "OTOP" in str(row[1]) and row[0] == "8")
    assert otop[2:6] == [10, "50%", 5, 0.5]  # 150 is 50 % more than 100; 5 × 10 ÷ 100
    totals = [row for row in rows if row[1] == "รวม"]
    assert totals[1][2] == 100
    assert totals[1][5] == 1  # 0.5 + 0.5: six of eight have no level and count 0
    assert totals[1][6] == "ยังไม่มีระดับ 6 ตัว นับเป็น 0"
    office.service.stop()


def test_the_provinces_table_has_numbers_that_can_be_added(office: Office) -> None:
    book = load_workbook(io.BytesIO(fetch(office, f"/files/{B}/table")))
    assert book.sheetnames == ["ระดับ", "ผลงาน", "ทั้งจังหวัด"]
    levels = [[cell.value for cell in row] for row in book["ระดับ"].iter_rows(min_row=3)]
    assert levels[0][:5] == ["อำเภอ", "รายได้ OTOP", "ครัวเรือนยากจน", "เข้าถึงแหล่งทุน", "เศรษฐกิจฐานราก"]
    assert next(row for row in levels if row[0] == DISTRICT)[1:5] == [2, 5, None, None]
    figures = [[cell.value for cell in row] for row in book["ผลงาน"].iter_rows(min_row=4)]
    otop = next(row for row in figures if row[0] == DISTRICT and row[1] == "รายได้ OTOP")
    assert otop[5:9] == [17, "ร้อยละ", 18825241.5, 16089950]
    sums = [[cell.value for cell in row] for row in book["ทั้งจังหวัด"].iter_rows(min_row=4)]
    fund = next(row for row in sums if row[0] == "เข้าถึงแหล่งทุน")
    assert fund[1:10] == [None, 2, 23, 1, 0, 1, 0, 0, 0]  # 21 are silent: no level; one district at 5, one at 3
    assert fund[10].startswith("ถึงตอนนี้ 92.86% จาก 2 ใน 23 อำเภอ")  # 26 of 28


def test_the_provinces_table_is_sorted_filtered_and_printed_one_page_wide(office: Office) -> None:
    book = load_workbook(io.BytesIO(fetch(office, f"/files/{B}/table")))
    ends = {sheet.title: f"{get_column_letter(sheet.max_column)}{sheet.max_row}" for sheet in book}
    assert ends["ระดับ"].endswith("26")  # the headings in row 3, then 23 districts
    for sheet in book:
        assert sheet.auto_filter.ref == f"A3:{ends[sheet.title]}"
        assert sheet.freeze_panes == "B4"
        assert (sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("$3:$3", True)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_days_are_of_the_buddhist_era_in_every_column(office: Office) -> None:
    """A real day in the table, so that it sorts; its words in the list."""
    book = load_workbook(io.BytesIO(fetch(office, f"/files/{B}/table")))
    rows = [list(row) for row in book["ผลงาน"].iter_rows(min_row=4)]
    otop = next(row for row in rows if row[0].value == DISTRICT and row[1].value == "รายได้ OTOP")
    assert (otop[9].value, otop[9].number_format) == (datetime(2018, 3, 15), "[$-107041E]d mmm yyyy")
    shown = [str(cell.value) for row in rows for cell in row if isinstance(cell.value, str)]
    shown += fetch(office, f"/files/{B}/list").decode("utf-8-sig").replace("\r\n", ",").split(",")
    assert [words for words in shown if re.search(r"\b(19|20)\d\d\b", words)] == []


def test_a_step_that_counts_by_its_day_shows_that_day_in_the_buddhist_era(tmp_path: Path) -> None:
    office = Office(tmp_path, TODAY="2022-03-20")
    office.open("nongkhai-2565-1")
    office.enroll("ผู้กำกับ", "supervisor", province="หนองคาย")
    office.report("ท่าบ่อ", "team/3", "evidence_sent_date", "2022-03-05", agreement="nongkhai-2565-1",
                  as_of=date(2022, 3, 5))  # fmt: skip
    content = fetch(office, "/files/nongkhai-2565-1/list", "ผู้กำกับ").decode("utf-8-sig")
    rows = [r for r in csv.DictReader(io.StringIO(content)) if r["อำเภอ"] == "ท่าบ่อ" and r["ผล ณ วันที่"]]
    assert "5 มี.ค. 2565" in [r["ผลงาน"] for r in rows]
    assert {r["ผล ณ วันที่"] for r in rows} == {"5 มี.ค. 2565"}
    office.service.stop()


def test_the_list_opens_in_thai_and_its_numbers_are_exact(office: Office) -> None:
    content = fetch(office, f"/files/{B}/list")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    otop = next(r for r in rows if r["อำเภอ"] == DISTRICT and r["ตัวชี้วัด"] == "รายได้ OTOP")
    assert (otop["ระดับ"], otop["ตัวตั้ง"], otop["ตัวหาร/ฐาน"], otop["ผล ณ วันที่"]) == (
        "2", "18825241.5", "16089950", "15 มี.ค. 2561",
    )  # fmt: skip
    assert len(rows) == 23 * (1 + 6 + 1 + 9)  # every input of the four indicators that districts report


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", " =1+1", "＝1+1"])
def test_no_words_become_a_formula(office: Office, words: str) -> None:
    assert plain(words) == "'" + words
    book = empty()
    put(named(book, "x"), 1, 1, words)
    again = load_workbook(io.BytesIO(saved(book)))["x"]["A1"]
    assert again.data_type == "s"
    attach(office, "bad", DISTRICT, "function/3", level=1, name=words)
    with zipfile.ZipFile(io.BytesIO(fetch(office, f"/files/{B}/{DISTRICT}/evidence"))) as packed:
        index = packed.read("สารบัญหลักฐาน.csv").decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(index)))["ชื่อ"] == "'" + words


def test_numbers_are_written_as_they_are() -> None:
    assert exact(Decimal("18825241.50")) == Decimal("18825241.5")
    assert exact(Decimal(20)) == 20
    assert str(exact(Fraction(1, 3))) == "0.3333"


def test_evidence_leaves_as_one_file_with_an_index(office: Office) -> None:
    hash = attach(office, "p1", DISTRICT, "function/3", level=2, name="แผน ปี 61.png", verified=True)
    attach(office, "p2", DISTRICT, "function/2", name="../../etc/passwd", content=b"two", media="text/plain")
    with zipfile.ZipFile(io.BytesIO(fetch(office, f"/files/{B}/{DISTRICT}/evidence"))) as packed:
        names = packed.namelist()
        index = list(csv.DictReader(io.StringIO(packed.read("สารบัญหลักฐาน.csv").decode("utf-8-sig"))))
        assert not [n for n in names if n.startswith("/") or ".." in n.split("/")]
        by_id = {row["รหัสตัวชี้วัด"]: row for row in index}
        row = by_id["function/3"]
        assert packed.read(row["ไฟล์"]) == PNG
        cover = packed.read("สรุปคะแนน.txt").decode()
    assert (row["ขั้น"], row["ผู้ส่ง"], row["sha256"], row["การตรวจ"]) == ("2", "สมชาย บ้านกรวด", hash, "ตรวจแล้ว")
    assert row["ไฟล์"] == "function-3 ครัวเรือนยากจน/ขั้น 2/002 แผน ปี 61.png"
    assert hashlib.sha256(b"two").hexdigest() == by_id["function/2"]["sha256"]
    assert "ครัวเรือนยากจน: ระดับ 5" in cover


def test_evidence_is_never_run_in_the_browser(office: Office) -> None:
    attach(office, "page", DISTRICT, "function/3", level=1, name="x.html", content=b"<script>", media="text/html")
    attach(office, "photo", DISTRICT, "function/3", level=1)
    visitor = office.visitor("นภา ผู้กำกับ")
    page, photo = visitor.get("/e/page"), visitor.get("/e/photo")
    assert page.mimetype == "application/octet-stream"
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert (photo.mimetype, photo.data) == ("image/png", PNG)
    for shown in (page, photo):
        assert "sandbox" in shown.headers["Content-Security-Policy"]
        assert shown.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.office
def test_libreoffice_opens_and_prints_every_workbook(office: Office, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        left_out.need("workbooks in LibreOffice", "install: apt-get install libreoffice-calc")
    for n, path in enumerate((f"/files/{B}/{DISTRICT}/summary", f"/files/{B}/table", f"/admin/values/{B}")):
        (tmp_path / f"{n}.xlsx").write_bytes(fetch(office, path))
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *(str(tmp_path / f"{n}.xlsx") for n in range(3))],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    for n in range(3):
        content = (tmp_path / f"{n}.pdf").read_bytes()
        assert content.startswith(b"%PDF")
        assert len(content) > 10_000
