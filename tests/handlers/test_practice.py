"""Practice stores nothing and swallows nothing: it ends after a day, and a tap that is not ours does nothing."""

from pathlib import Path

import pytest

from tests.handlers.office import Office

REPORT = "OTOP สะสม 18,825,241.50 บาท"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2018-03-15", "buriram-2561")
    made.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    return made


def facts(office: Office) -> list[object]:
    return list(office.store.db.query("SELECT id FROM facts"))


def test_a_message_on_the_next_day_is_real(office: Office) -> None:
    office.answer("สมชาย", "ลองฝึก 5 ข้อความ")
    office.answer("สมชาย", REPORT)
    assert facts(office) == []
    office.move("2018-03-17")
    said = str(office.answer("สมชาย", REPORT))
    assert "บันทึกแล้ว 18,825,241.50 บาท" in said
    assert "ฝึก" not in said
    assert len(facts(office)) == 1


def test_five_messages_and_not_one_of_them_is_stored(office: Office) -> None:
    office.answer("สมชาย", "ลองฝึก 5 ข้อความ")
    for said in (REPORT, "แก้เป็น 17,000,000", "เข้าถึงแหล่งทุน 6 ครัวเรือน", "ศูนย์ 80", "ถ้าเข้าถึงแหล่งทุน 12 ครัวเรือน"):
        assert "ฝึก" in str(office.answer("สมชาย", said)[-1])
    assert facts(office) == []
    assert office.store.questions.open(f"{office.people['สมชาย']}/{office.people['สมชาย']}") is None
    assert "ฝึก" not in str(office.answer("สมชาย", "คะแนน"))


@pytest.mark.parametrize(
    "data", ["real:2018-03-16:OTOP สะสม 5 บาท", "real:nonsense", "real:2018-01-01:OTOP สะสม 5 บาท", "real:"]
)
def test_a_tap_of_another_day_or_of_nobody_does_nothing(office: Office, data: str) -> None:
    assert "ปุ่มนี้เก่าแล้วค่ะ ยังไม่บันทึก" in str(office.tap("สมชาย", data))
    assert facts(office) == []


def test_the_tap_stores_as_of_the_day_of_the_words(office: Office) -> None:
    office.answer("สมชาย", "ลองฝึก 5 ข้อความ")
    office.answer("สมชาย", f"{REPORT} เมื่อวาน")
    office.move("2018-03-16")
    said = str(office.tap("สมชาย", f"real:2018-03-15:{REPORT} เมื่อวาน"))
    assert "ยอดสะสมถึง 14 มี.ค. 2561" in said
    assert len(facts(office)) == 1
