"""Asked no more than it must: what the words or the sender's reports say is not asked, and no question comes twice."""

from pathlib import Path

import pytest

from tests.handlers.office import Json, Office, read_aloud

CHONBURI = ("chonburi-2568-1", "2025-03-15", "ชลบุรี", "ศรีราชา")
BURIRAM = ("buriram-2561", "2018-03-15", "บุรีรัมย์", "บ้านกรวด")
SAKAEO = ("sakaeo-2567-1", "2024-03-15", "สระแก้ว", "ตาพระยา")


def office(tmp_path: Path, agreement: str, day: str, province: str, district: str) -> Office:
    made = Office(tmp_path, day, agreement)
    made.enroll("สมชาย", province, district)
    return made


def stands(made: Office, agreement: str) -> dict[tuple[str, str], object]:
    return {(s.input, s.slot): s.value for s in made.store.ledger.standing(agreement, everywhere=True)}


def first_option(answers: list[Json]) -> str:
    return str(answers[-1]["quickReply"]["items"][0]["action"]["data"])


def test_far_off_is_said_within_the_month_question_and_not_asked_after_it(tmp_path: Path) -> None:
    made = office(tmp_path, *BURIRAM)
    asked = made.answer("สมชาย", "OTOP 310,000")
    assert "เป็นยอดสะสมตั้งแต่ต้นรอบ" in read_aloud(asked)
    assert "ถ้าเป็นยอดสะสม ต่างจากปกติมาก" in read_aloud(asked)
    assert "ไม่ใช่ ไม่บันทึก" in read_aloud(asked)
    assert "บันทึกแล้ว" in read_aloud(made.tap("สมชาย", first_option(asked)))
    assert list(stands(made, "buriram-2561").values()) == ["310000"]


def test_far_off_is_still_asked_where_a_habit_answered_the_month_question(tmp_path: Path) -> None:
    made = office(tmp_path, *BURIRAM)
    made.tap("สมชาย", first_option(made.answer("สมชาย", "OTOP 310,000")))
    asked = read_aloud(made.answer("สมชาย", "OTOP 3,100"))
    assert "ต่างจากปกติมาก" in asked
    assert "เป็นยอดสะสมตั้งแต่ต้นรอบ" not in asked


def test_the_input_that_a_person_always_reports_is_not_asked_and_is_named(tmp_path: Path) -> None:
    made = office(tmp_path, *CHONBURI)
    made.answer("สมชาย", "OTOP KBO เดือนมกราคม 450,000 บาท")
    told = read_aloud(made.answer("สมชาย", "OTOP เดือนกุมภาพันธ์ 500,000 บาท"))
    assert "บันทึกแล้ว" in told
    assert "บันทึกที่ “รายได้ KBO เพิ่ม” เหมือนที่ท่านรายงานทุกครั้ง" in told
    assert stands(made, "chonburi-2568-1") == {
        ("kbo_growth_percent", "2025-01"): "450000",
        ("kbo_growth_percent", "2025-02"): "500000",
    }


def test_who_reported_two_inputs_is_asked_which(tmp_path: Path) -> None:
    made = office(tmp_path, *CHONBURI)
    made.answer("สมชาย", "OTOP KBO เดือนมกราคม 450,000 บาท")
    made.answer("สมชาย", "OTOP Quadrant D เดือนมกราคม 300,000 บาท")
    assert "เป็นตัวเลขของข้อใดคะ" in read_aloud(made.answer("สมชาย", "OTOP เดือนกุมภาพันธ์ 500,000 บาท"))


def test_what_was_taken_back_is_no_habit_and_nobody_elses_is(tmp_path: Path) -> None:
    made = office(tmp_path, *CHONBURI)
    made.enroll("สมหญิง", "ชลบุรี", "ศรีราชา")
    made.answer("สมชาย", "OTOP KBO เดือนมกราคม 450,000 บาท")
    assert "เป็นตัวเลขของข้อใดคะ" in read_aloud(made.answer("สมหญิง", "OTOP เดือนกุมภาพันธ์ 500,000 บาท"))
    made.answer("สมชาย", "ยกเลิก")  # the question for the whole
    made.answer("สมชาย", "ยกเลิก")
    assert set(stands(made, "chonburi-2568-1").values()) <= {None}
    assert "เป็นตัวเลขของข้อใดคะ" in read_aloud(made.answer("สมชาย", "OTOP เดือนกุมภาพันธ์ 500,000 บาท"))


@pytest.mark.parametrize(
    ("place", "says", "input", "value"),
    [
        (CHONBURI, "TPMAP ช่วยเหลือแล้วจำนวน 14 ครัวเรือนครับ", "hh_helped", "14"),
        (CHONBURI, "ช่วยเหลือครัวเรือนยากจนทีพีแมพสิบสองครัวเรือน", "hh_helped", "12"),
        (CHONBURI, "บันทึก TPMAP Logbook 10 ครัวเรือน", "hh_logged", "10"),
        (SAKAEO, "Click จัดกิจกรรมเดือนละ 1 กิจกรรม", "activities_per_month_min", "1"),
    ],
)
def test_the_input_that_the_words_name_is_not_asked(
    tmp_path: Path, place: tuple[str, str, str, str], says: str, input: str, value: str
) -> None:
    made = office(tmp_path, *place)
    assert "บันทึกแล้ว" in read_aloud(made.answer("สมชาย", says))
    assert stands(made, place[0]) == {(input, ""): value}


def test_three_figures_of_one_indicator_are_stored_each_in_its_place(tmp_path: Path) -> None:
    made = office(tmp_path, *CHONBURI)
    made.answer("สมชาย", "TPMAP วิเคราะห์ 4ท 15 ครัวเรือน ช่วยเหลือแล้ว 12 ครัวเรือน บันทึก Logbook 10 ครัวเรือน")
    each = {("hh_analysed", ""): "15", ("hh_helped", ""): "12", ("hh_logged", ""): "10"}
    assert stands(made, "chonburi-2568-1") == each


def test_two_deeds_before_one_figure_are_asked(tmp_path: Path) -> None:
    made = office(tmp_path, *CHONBURI)
    asked = made.answer("สมชาย", "วิเคราะห์และช่วยเหลือ TPMAP 12 ครัวเรือน")
    assert "เป็นตัวเลขของข้อใดคะ" in read_aloud(asked)
