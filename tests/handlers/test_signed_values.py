"""What a district has certified is changed only after it was said that it must be certified anew."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from handlers.people.signatures import content
from scoring.periods import BANGKOK
from scoring.results.signed import seal
from tests.handlers.office import Office, read_aloud

ID, D = "chonburi-2568-1", "บ้านบึง"
ASKED = "อ.บ้านบึง รับรองไว้แล้ว 12 มี.ค. 2568 ถ้าบันทึก จะต้องรับรองใหม่ค่ะ บันทึกไหมคะ"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path, "2025-03-20", ID)
    office.enroll("แก้ว", "ชลบุรี", D)
    office.answer("แก้ว", "เบิกจ่าย 82%")
    return office


def certify(office: Office) -> None:
    agreement = office.book.get(ID)
    assert agreement is not None
    text = content(office.store, agreement, D, "results", office.today.day(), {})
    at = int(datetime(2025, 3, 12, 9, tzinfo=BANGKOK).timestamp() * 1000)
    with office.store.db.transaction():
        office.store.signing.sign(agreement=ID, district=D, about="results", deed="certified", person=1,
                                  snapshot=text, hash=seal(text), at=at)  # fmt: skip


def standing(office: Office) -> dict[str, Any]:
    return {s.input: s.value for s in office.store.ledger.standing(ID, D)}


def test_before_the_certificate_nothing_is_asked(office: Office) -> None:
    assert "รับรองไว้แล้ว" not in read_aloud(office.answer("แก้ว", "เบิกจ่าย 85%"))
    assert standing(office)["budget_percent"] == "85"


def test_a_change_of_what_is_certified_is_asked_about_first(office: Office) -> None:
    certify(office)
    assert ASKED in read_aloud(office.answer("แก้ว", "เบิกจ่าย 85%"))
    assert standing(office)["budget_percent"] == "82"
    office.answer("แก้ว", "1")
    assert standing(office)["budget_percent"] == "85"
    # it has changed now: the next report voids nothing more
    assert "รับรองไว้แล้ว" not in read_aloud(office.answer("แก้ว", "เบิกจ่าย 86%"))


def test_no_leaves_what_is_certified(office: Office) -> None:
    certify(office)
    office.answer("แก้ว", "เบิกจ่าย 85%")
    office.answer("แก้ว", "2")
    assert standing(office)["budget_percent"] == "82"


def test_the_same_value_once_more_changes_nothing_and_is_not_asked_about(office: Office) -> None:
    certify(office)
    assert "รับรองไว้แล้ว" not in read_aloud(office.answer("แก้ว", "เบิกจ่าย 82%"))


def test_a_correction_is_asked_about_too(office: Office) -> None:
    certify(office)
    assert ASKED in read_aloud(office.answer("แก้ว", "แก้เป็น 83%"))
    assert standing(office)["budget_percent"] == "82"


def test_yes_is_said_once_for_all_of_a_message(office: Office) -> None:
    office.answer("แก้ว", "แผน 70%")
    certify(office)
    assert ASKED in read_aloud(office.answer("แก้ว", "เบิกจ่าย 85%\nแผน 75%"))
    assert "รับรองไว้แล้ว" not in read_aloud(office.answer("แก้ว", "1"))
    assert standing(office) == {"budget_percent": "85", "plan_percent": "75"}


def photo(office: Office, name: str) -> str:
    message = {"type": "image", "contentProvider": {"type": "line"}}
    return read_aloud(office._deed(name, {"type": "message", "message": message}, False))


def pieces(office: Office) -> list[str]:
    """Where the evidence that stands lies: indicators."""
    return [p.place.indicator for p in office.store.evidence.of(ID, D) if p.stands and p.place is not None]


def test_taking_back_what_is_certified_is_announced(office: Office) -> None:
    certify(office)
    asked = read_aloud(office.answer("แก้ว", "ยกเลิก"))
    assert "อ.บ้านบึง รับรองไว้แล้ว 12 มี.ค. 2568 ถ้าถอน จะต้องรับรองใหม่ค่ะ ถอนไหมคะ" in asked
    assert standing(office)["budget_percent"] == "82"
    assert "ไม่ได้เปลี่ยนแปลงอะไรค่ะ" in read_aloud(office.answer("แก้ว", "ไม่ถอนค่ะ"))
    assert standing(office)["budget_percent"] == "82"
    office.answer("แก้ว", "ยกเลิกเบิกจ่าย")
    assert "ถอนรายงานแล้ว" in read_aloud(office.answer("แก้ว", "ใช่ค่ะ"))
    assert standing(office) == {}


def test_bringing_back_into_what_is_certified_is_announced(office: Office) -> None:
    office.answer("แก้ว", "ยกเลิก")
    certify(office)
    asked = read_aloud(office.answer("แก้ว", "เอากลับมา"))
    assert "ถ้านำกลับมา จะต้องรับรองใหม่ค่ะ นำกลับมาไหมคะ" in asked
    assert standing(office) == {}
    office.answer("แก้ว", "ใช่")
    assert standing(office)["budget_percent"] == "82"


def test_what_is_not_certified_is_taken_back_at_once(office: Office) -> None:
    assert "ถอนรายงานแล้ว" in read_aloud(office.answer("แก้ว", "ยกเลิก"))


def test_evidence_for_what_is_certified_is_announced(office: Office) -> None:
    certify(office)
    asked = photo(office, "แก้ว")
    assert "ถ้าแนบหลักฐาน จะต้องรับรองใหม่ค่ะ แนบหลักฐานไหมคะ" in asked
    assert pieces(office) == []
    office.answer("แก้ว", "ใช่ค่ะ")
    assert pieces(office) == ["team/1"]


def test_evidence_that_is_not_to_be_attached_is_not_kept(office: Office) -> None:
    certify(office)
    photo(office, "แก้ว")
    office.answer("แก้ว", "ไม่แนบ")
    assert pieces(office) == []
    assert "รับรองไว้แล้ว" not in read_aloud(office.answer("แก้ว", "เบิกจ่าย 82%"))  # the certificate still stands


def test_taking_evidence_away_from_what_is_certified_is_announced(office: Office) -> None:
    photo(office, "แก้ว")
    certify(office)
    asked = read_aloud(office.answer("แก้ว", "ยกเลิก"))
    assert "ถ้าลบหลักฐาน จะต้องรับรองใหม่ค่ะ ลบหลักฐานไหมคะ" in asked
    assert pieces(office) == ["team/1"]
    assert "หลักฐานยังอยู่ที่เดิม" in read_aloud(office.answer("แก้ว", "ไม่"))
    office.answer("แก้ว", "ยกเลิก")
    office.answer("แก้ว", "ใช่")
    assert pieces(office) == []


def test_a_whole_that_the_office_sets_is_announced_where_it_is_certified(office: Office) -> None:
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    office.answer("แก้ว", "จปฐ 10 ครัวเรือน")
    certify(office)
    asked = read_aloud(office.answer("นภา", "ตั้งค่า งบจัดสรร บ้านบึง 2,400,000"))
    assert "ถ้าบันทึก จะต้องรับรองใหม่ค่ะ" in asked
    assert office.store.rounds.values(ID, D) == []
    office.answer("นภา", "ใช่")
    assert [v["amount"] for v in office.store.rounds.values(ID, D)] == ["2400000"]
