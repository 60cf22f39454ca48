"""Two figures in one message: each is stored, asked about or named; none replaces another in silence."""

from pathlib import Path
from typing import Any

import pytest

from tests.handlers.office import Office, read_aloud


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path, "2025-03-20", "chonburi-2568-1")
    office.enroll("แก้ว", "ชลบุรี", "บ้านบึง")
    return office


def standing(office: Office) -> dict[str, Any]:
    return {s.input: s.value for s in office.store.ledger.standing("chonburi-2568-1", "บ้านบึง")}


@pytest.mark.parametrize("text", ["เบิกจ่าย 80% คิดเป็น 80,000 บาท", "เบิกจ่าย 80,000 บาท คิดเป็นร้อยละ 80"])
def test_a_share_stands_and_the_amount_beside_it_is_named(office: Office, text: str) -> None:
    """The amount alone, whose whole nobody knows, would take the level away again."""
    said = read_aloud(office.answer("แก้ว", text))
    assert "เบิกจ่ายงบ 80,000 บาท ไม่ได้บันทึกแยกค่ะ เพราะข้อความเดียวกันบอก 80% ซึ่งใช้คิดระดับแล้ว" in said
    assert standing(office) == {"budget_percent": "80"}


def test_an_amount_that_is_another_share_of_the_known_whole_is_asked_about(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 70,000 จาก 100,000 บาท")
    said = read_aloud(office.answer("แก้ว", "เบิกจ่าย 80% คิดเป็น 90,000 บาท"))
    assert "ข้อความมีสองตัวเลขของเบิกจ่ายงบ ใช้ตัวเลขใดคะ" in said
    assert standing(office) == {"budget_percent": "80"}
    assert read_aloud(office.answer("แก้ว", "1")) == "ใช้ตัวเลขที่บันทึกไว้แล้วค่ะ"
    assert standing(office) == {"budget_percent": "80"}


def test_the_other_of_two_figures_may_be_chosen(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 70,000 จาก 100,000 บาท")
    office.answer("แก้ว", "เบิกจ่าย 80% คิดเป็น 90,000 บาท")
    office.answer("แก้ว", "2")
    assert standing(office) == {"budget_percent": {"num": "90000"}}


def test_two_numbered_figures_are_never_both_of_one_topic(office: Office) -> None:
    said = read_aloud(office.answer("แก้ว", "KPI 1 = 82% KPI 2 = 90%"))
    assert "ยังไม่บันทึกค่ะ" in said
    assert standing(office) == {}


def test_a_debt_that_is_nothing_now_is_nothing(office: Office) -> None:
    """แล้วครับ says no other sense: it is not 100 % that is overdue."""
    office.answer("แก้ว", "หนี้เกินกำหนดชำระเป็นศูนย์แล้วครับ")
    assert standing(office) == {"overdue_percent": "0"}


def test_what_is_left_is_counted_from_the_whole_that_the_officer_agreed_to(tmp_path: Path) -> None:
    """นางรอง has 48 target households in the document's table: 33 done leaves 15, not the 7 of the 40 that was said."""
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("กล้า", "บุรีรัมย์", "นางรอง")
    assert "คือ 48 แต่ข้อความว่า 40" in read_aloud(office.answer("กล้า", "ครัวเรือนยากจน พัฒนาแล้ว 33 จาก 40 ครัวเรือน"))
    assert "48 − 33 = 15 ครัวเรือน" in read_aloud(office.answer("กล้า", "1"))
    (stands,) = office.store.ledger.standing("buriram-2561", "นางรอง")
    assert stands.value == {"num": "15"}


def test_so_many_more_sent_twice_is_asked_about(office: Office) -> None:
    """A message sent twice by a slow telephone must not count twice; who means it says so."""
    more = "ชุมชนท่องเที่ยว ประชาสัมพันธ์เพิ่มอีก 3 ครั้ง"
    office.answer("แก้ว", more)
    said = read_aloud(office.answer("แก้ว", more))
    assert "(ประชาสัมพันธ์) เพิ่ม 3 ครั้ง ของวันเดียวกันบันทึกไว้แล้ว ครั้งนี้เพิ่มอีกหรือส่งซ้ำคะ" in said
    assert standing(office) == {"pr": "3"}
    assert read_aloud(office.answer("แก้ว", "2")) == "ใช้ตัวเลขที่บันทึกไว้แล้วค่ะ"
    assert "รวม 3 ครั้ง" not in read_aloud(office.answer("แก้ว", more))
    assert "รวม 6 ครั้ง" in read_aloud(office.answer("แก้ว", "1"))
