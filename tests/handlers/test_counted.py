"""What was asked back and what people corrected is counted with its message, so that the words can grow."""

from pathlib import Path

import pytest

from tests.handlers.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2025-02-10", "chonburi-2568-1")
    made.enroll("แก้ว", "ชลบุรี", "บ้านบึง")
    return made


def _listed(office: Office) -> list[tuple[str, str]]:
    return [(row["reason"], row["text"]) for row in office.store.unread.open()]


def test_a_corrected_report_is_counted_with_the_words_that_were_corrected(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่าย 82%")
    assert _listed(office) == []
    office.answer("แก้ว", "แก้เป็น 85")
    assert _listed(office) == [("corrected", "เบิกจ่าย 82%")]


def test_a_correction_that_changes_nothing_is_not_counted(office: Office) -> None:
    office.answer("แก้ว", "แก้เป็น 85")
    office.answer("แก้ว", "เบิกจ่าย 82%")
    office.answer("แก้ว", "ยกเลิก")
    assert "corrected" not in [reason for reason, _ in _listed(office)]


def test_what_was_asked_back_is_counted_by_its_reason(office: Office) -> None:
    office.answer("แก้ว", "เบิกจ่ายประมาณ 82%")
    assert ("hedge", "เบิกจ่ายประมาณ 82%") in _listed(office)
