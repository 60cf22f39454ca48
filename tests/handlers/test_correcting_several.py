"""Corrections behind a message that held several figures, or several districts: never the wrong one."""

from pathlib import Path
from typing import Any

import pytest

from tests.handlers.office import Office, read_aloud


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path, "2025-03-20", "chonburi-2568-1")
    office.enroll("แก้ว", "ชลบุรี", "บ้านบึง")
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    return office


def standing(office: Office, district: str = "บ้านบึง") -> dict[str, Any]:
    return {s.input: s.value for s in office.store.ledger.standing("chonburi-2568-1", district)}


def test_a_bare_correction_of_one_of_two_figures_is_asked_about(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 82%\nหนี้เกินกำหนด 8%")
    said = read_aloud(office.answer("แก้ว", "แก้เป็น 85"))
    assert "แก้ตัวใดเป็น 85 คะ\n1. เบิกจ่ายงบ 82% อ.บ้านบึง\n2. หนี้กองทุนสตรี 8% อ.บ้านบึง\n3. ไม่แก้" in said
    assert standing(office) == {"budget_percent": "82", "overdue_percent": "8"}
    office.answer("แก้ว", "1")
    assert standing(office) == {"budget_percent": "85", "overdue_percent": "8"}


def test_the_old_figure_or_the_unit_tells_which(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 82%\nหนี้เกินกำหนด 8%")
    office.answer("แก้ว", "ไม่ใช่ 82 เป็น 85")
    assert standing(office) == {"budget_percent": "85", "overdue_percent": "8"}
    office.answer("แก้ว", "ชุมชนท่องเที่ยว สื่อ 3 ชิ้น 3 ช่องทาง")
    office.answer("แก้ว", "แก้เป็น 5 ชิ้น")
    assert (standing(office)["media"], standing(office)["channels"]) == ("5", "3")


def test_a_correction_that_names_a_district_is_of_that_district(office: Office) -> None:
    """พนัสนิคม, then ศรีราชา: the newest is not the one that is meant."""
    office.answer("นภา", "พนัสนิคม เบิกจ่าย 82%")
    office.answer("นภา", "ศรีราชา เบิกจ่าย 79%")
    office.answer("นภา", "แก้พนัสนิคมเป็น 85%")
    assert standing(office, "พนัสนิคม") == {"budget_percent": "85"}
    assert standing(office, "ศรีราชา") == {"budget_percent": "79"}
    assert "ไม่พบรายงานที่จะแก้" in read_aloud(office.answer("นภา", "แก้สัตหีบเป็น 85%"))


def test_two_corrected_entries_of_one_day_are_both_counted(office: Office) -> None:
    """3 more, no, 2; 4 more, no, 5: seven in all."""
    for text in ("เพิ่มอีก 3 ครั้ง", "แก้เป็น 2 ครั้ง", "เพิ่มอีก 4 ครั้ง", "แก้เป็น 5 ครั้ง"):
        office.answer("แก้ว", text if "แก้" in text else f"ชุมชนท่องเที่ยว ประชาสัมพันธ์{text}")
    entries = [s.value for s in office.store.ledger.standing("chonburi-2568-1", "บ้านบึง") if s.input == "pr"]
    assert sorted(entries) == ["2", "5"]


def test_a_corrected_count_of_households_is_of_those_helped_or_of_those_left(tmp_path: Path) -> None:
    """33 of 48 helped stands as 15 left; แก้เป็น 34 is one more helped, not 34 left."""
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("กล้า", "บุรีรัมย์", "นางรอง")
    office.answer("กล้า", "ครัวเรือนยากจน พัฒนาแล้ว 33 จาก 48 ครัวเรือน")
    assert "นับจำนวนที่เหลือค่ะ 34 จาก 48 ครัวเรือน หมายถึงข้อใดคะ" in read_aloud(office.answer("กล้า", "แก้เป็น 34"))
    office.answer("กล้า", "2")
    (stands,) = office.store.ledger.standing("buriram-2561", "นางรอง")
    assert stands.value == {"num": "14", "den": "48"}
    assert "หมายถึงข้อใดคะ" not in read_aloud(office.answer("กล้า", "แก้วันที่เป็น 9 มี.ค."))


def test_so_many_of_so_many_households_says_neither_helped_nor_left(tmp_path: Path) -> None:
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("กล้า", "บุรีรัมย์", "นางรอง")
    assert "2. ทำได้ 33 จาก 48 ครัวเรือน" in read_aloud(office.answer("กล้า", "ครัวเรือนยากจน 33/48"))
    assert office.store.ledger.standing("buriram-2561", "นางรอง") == []
