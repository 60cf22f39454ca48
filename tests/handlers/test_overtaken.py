"""A newer report ends the open question about the same thing only: what else waited there still waits."""

from pathlib import Path
from typing import Any

import pytest

from tests.handlers.office import Office, read_aloud

BEFORE = "ยังไม่บันทึก"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path, "2025-03-20", "chonburi-2568-1")
    office.enroll("แก้ว", "ชลบุรี", "บ้านบึง")
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    return office


def standing(office: Office, district: str = "บ้านบึง") -> dict[str, Any]:
    return {s.input: s.value for s in office.store.ledger.standing("chonburi-2568-1", district)}


def test_the_rest_of_an_overtaken_message_is_asked_on(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 82%")
    office.answer("แก้ว", "เบิกจ่าย 80%\nTPMAP 12 ครัวเรือน")  # it falls; and which households?
    said = read_aloud(office.answer("แก้ว", "เบิกจ่าย 85%"))
    assert "TPMAP) 12 ครัวเรือน เป็นตัวเลขของข้อใดคะ" in said
    office.answer("แก้ว", "2")
    assert standing(office) == {"budget_percent": "85", "hh_helped": "12"}


def test_a_report_for_another_district_leaves_the_question_open(office: Office) -> None:
    office.answer("นภา", "บ้านบึง เบิกจ่าย 82%")
    office.answer("นภา", "บ้านบึง เบิกจ่าย 80%")
    office.answer("นภา", "สัตหีบ เบิกจ่าย 85%")
    office.answer("นภา", "1")
    assert standing(office)["budget_percent"] == "80"
    assert standing(office, "สัตหีบ")["budget_percent"] == "85"


def test_the_same_said_anew_ends_the_question(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 82%")
    office.answer("แก้ว", "เบิกจ่าย 80%")
    office.answer("แก้ว", "เบิกจ่าย 83%")
    assert BEFORE not in read_aloud(office.answer("แก้ว", "ประวัติ"))
    assert standing(office) == {"budget_percent": "83"}


def test_words_that_were_unclear_wait_until_they_are_said_better(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 80 กว่าเปอร์เซ็นต์ ตำบลเข้มแข็ง 2 ขั้น")
    office.answer("แก้ว", "หนี้เกินกำหนด 8%")  # another thing
    assert "เบิกจ่าย 80 กว่าเปอร์เซ็นต์" in read_aloud(office.answer("แก้ว", "ประวัติ"))
    office.answer("แก้ว", "เบิกจ่าย 83%")  # half of it
    assert "เบิกจ่าย 80 กว่าเปอร์เซ็นต์" in read_aloud(office.answer("แก้ว", "ประวัติ"))
