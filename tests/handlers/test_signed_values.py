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
