"""Claims about ประวัติ: what was sent and by whom, old and new, and what was never stored."""

from pathlib import Path

import pytest

from tests.handlers.office import Office, read_aloud


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2019-03-15", "chaiyaphum-2562-1")
    made.enroll("ชัย", "ชัยภูมิ", "ภูเขียว")
    made.enroll("สุดา", "ชัยภูมิ", "ภูเขียว", role="head")
    return made


def test_each_report_is_shown_with_who_sent_it_and_a_way_to_correct_it(office: Office) -> None:
    office.answer("ชัย", "เบิกจ่าย 80%")
    (card,) = office.answer("สุดา", "ประวัติ")
    assert card["altText"] == "ประวัติ อ.ภูเขียว: 1 รายการ ล่าสุด เบิกจ่ายงบ 80%"
    assert "เบิกจ่ายงบ 80%\nส่ง 15 มี.ค. 2562 10:01 น. โดย ชัย" in read_aloud([card])
    assert "'fillInText': 'แก้ เบิกจ่ายงบ เป็น '" in str(card)
    office.answer("ชัย", "แก้ เบิกจ่ายงบ เป็น 85%")
    said = read_aloud(office.answer("ชัย", "ประวัติ"))
    assert "เบิกจ่ายงบ 80% → 85%" in said
    assert "เบิกจ่ายงบ 80% · แก้แล้ว" in said


def test_a_withdrawn_report_stays_visible_as_withdrawn(office: Office) -> None:
    office.answer("ชัย", "เบิกจ่าย 80%")
    office.answer("ชัย", "ยกเลิก")
    (card,) = office.answer("ชัย", "ประวัติ")
    assert "เบิกจ่ายงบ 80% · ยกเลิกแล้ว" in read_aloud([card])
    assert "fillInText" not in str(card)


def test_an_unanswered_question_is_not_a_lost_report(office: Office) -> None:
    office.answer("ชัย", "สัมมาชีพ 85-90%")  # asked which of the two
    office.answer("ชัย", "เบิกจ่าย 88%")
    (card,) = office.answer("ชัย", "ประวัติ")
    assert card["altText"] == "ประวัติ อ.ภูเขียว: 1 รายการ ล่าสุด เบิกจ่ายงบ 88% · ยังไม่บันทึก 1 รายการ"
    assert "ยังไม่บันทึก\n1\n“สัมมาชีพ 85-90%” (15 มี.ค. 2562)" in read_aloud([card])
    office.move("2019-05-01")  # a month and a half later it is no longer of use
    assert "สัมมาชีพ 85-90%" not in read_aloud(office.answer("ชัย", "ประวัติ"))


def test_one_indicator_may_be_named_and_a_question_about_scores_is_no_report(office: Office) -> None:
    office.answer("ชัย", "เบิกจ่าย 80%")
    office.answer("ชัย", "สัมมาชีพ 90%")
    (card,) = office.answer("ชัย", "ประวัติ เบิกจ่าย")
    assert card["altText"] == "ประวัติ อ.ภูเขียว: 1 รายการ ล่าสุด เบิกจ่ายงบ 80%"
    assert "สัมมาชีพ" not in read_aloud([card])
    (card,) = office.answer("ชัย", "เมื่อวานผมรายงานไปเท่าไหร่")
    assert "2 รายการ" in card["altText"]
