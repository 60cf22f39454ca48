"""Claims about a what-if: the same numbers as a report would bring, marked, and nothing stored."""

from pathlib import Path

import pytest

from tests.handlers.office import Office, read_aloud
from tests.handlers.test_scorecard import chaiyaphum


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return chaiyaphum(tmp_path)


def facts(office: Office) -> int:
    return int(office.store.db.query("SELECT COUNT(*) AS n FROM facts")[0]["n"])


def test_a_what_if_changes_nothing_and_says_so(office: Office) -> None:
    before = facts(office)
    (card,) = office.answer("ชัย", "ถ้าเบิก 90% จะได้กี่คะแนน")
    # from 2 to 5 of weight 40 in 100: 0.8 becomes 2.0
    assert card["altText"] == ("สมมติ · ยังไม่ได้บันทึก: เบิกจ่ายงบ 90% ระดับ 2 → 5 · คะแนนตัวชี้วัดงานทีม 0.8 → 2 (+1.2)")
    assert "สมมติ · ยังไม่ได้บันทึก" in read_aloud([card])
    assert facts(office) == before
    assert "0.8/5" in office.answer("ชัย", "คะแนน")[0]["altText"]


def test_two_figures_are_supposed_together(office: Office) -> None:
    (card,) = office.answer("ชัย", "ถ้าเบิกจ่าย 90% แผน 85% ได้กี่คะแนน")
    assert card["altText"].endswith("สำเร็จตามแผน 85% จะได้ระดับ 4 · คะแนนตัวชี้วัดงานทีม 0.8 → 3.6 (+2.8)")


def test_growth_is_the_result_itself_and_only_more_of_it_is_added(tmp_path: Path) -> None:
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    office.answer("สมชาย", "OTOP เพิ่มขึ้น 17%")
    grown = read_aloud(office.answer("สมชาย", "ถ้า OTOP เพิ่มขึ้น 18% จะได้กี่คะแนน"))
    assert "ถ้ารายได้ OTOP เพิ่มขึ้น 18%" in grown
    assert "ระดับ 2 → 3" in grown  # line 255: 18 % is 3
    more = read_aloud(office.answer("สมชาย", "ถ้า OTOP เพิ่มอีก 2% จะได้กี่คะแนน"))
    assert "ถ้ารายได้ OTOP เพิ่มอีก 2%" in more
    assert "ระดับ 2 → 4" in more  # 19 %


def test_more_is_added_to_what_stands(office: Office) -> None:
    (card,) = office.answer("ชัย", "ถ้าเบิกเพิ่มอีก 50,000 จะได้กี่คะแนน")
    assert "เบิกจ่ายงบ เพิ่มอีก 50,000 บาท ระดับ 2 → 3" in card["altText"]  # 500,000 of 600,000 is 83.3 %
    assert "อีก 10,000 บาท ถึงระดับ 4" in read_aloud([card])  # 85 % is 510,000


def test_the_usual_meaning_is_said(tmp_path: Path) -> None:
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    (card,) = office.answer("สมชาย", "ถ้า OTOP ขายได้ 19,000,000 จะได้กี่คะแนน")
    assert card["altText"] == "สมมติ · ยังไม่ได้บันทึก: รายได้ OTOP 19,000,000 บาท จะได้ระดับ 3"
    assert "คิดแบบ: ยอดสะสม" in read_aloud([card])
    assert read_aloud(office.answer("สมชาย", "ถ้าเบิก 90% จะได้กี่คะแนน")).startswith("ข้อตกลงบุรีรัมย์ 2561 ไม่มีตัวชี้วัดการเบิกจ่ายค่ะ")


def test_of_two_topics_one_is_chosen(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-15", "nongkhai-2565-1")
    office.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    (asked,) = office.answer("นคร", "ถ้าขายได้ 50,000 จะได้ระดับไหน")
    assert asked["text"].split("\n")[:3] == ["หมายถึงตัวชี้วัดใดคะ", "1. รายได้ OTOP", "2. รายได้ OTOP ออนไลน์"]
    (card,) = office.answer("นคร", "2")
    assert "OTOP ออนไลน์ 50,000 บาท" in card["altText"]
    assert facts(office) == 0


def test_in_a_group_a_what_if_is_one_line(office: Office) -> None:
    (said,) = office.answer("ชัย", "ระดับ ถ้าเบิก 90% จะได้กี่คะแนน", group=True)
    assert said["text"] == ("สมมติ · ยังไม่ได้บันทึก: เบิกจ่ายงบ 90% ระดับ 2 → 5 · คะแนนตัวชี้วัดงานทีม 0.8 → 2 (+1.2) (อ.ภูเขียว)")


def test_of_several_suppositions_the_one_that_the_agreement_lacks_is_named(tmp_path: Path) -> None:
    office = Office(tmp_path, "2025-03-20", "chonburi-2568-1")
    office.enroll("แก้ว", "ชลบุรี", "บ้านบึง")
    said = read_aloud(office.answer("แก้ว", "ถ้าเบิกจ่าย 95% จปฐ 100%"))
    assert "ไม่มีตัวชี้วัดการจัดเก็บ จปฐ." in said
    assert office.store.ledger.standing("chonburi-2568-1", "บ้านบึง") == []
