"""A province that the program has none of, indicators that nobody has heard of: the whole conversation, in words."""

from datetime import date
from pathlib import Path

import pytest

from scoring.document.carrying import carry
from tests.handlers.office import Office, read_aloud
from tests.made_agreement import ID, TOML, keep


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2027-02-15")
    keep(made.store)
    made.activate(ID)
    made.enroll("สมหญิง", "สุรินทร์", "ปราสาท")
    made.enroll("ชัย", "สุรินทร์", "ปราสาท", role="head")
    made.enroll("นภา", "สุรินทร์", role="supervisor")
    return made


def said(office: Office, *texts: str, by: str = "สมหญิง") -> str:
    for text in texts:
        answer = read_aloud(office.answer(by, text))
    return answer


@pytest.mark.parametrize(
    ("text", "stored", "level"),
    [
        ("ธนาคารน้ำใต้ดิน 40 จาก 50 หมู่บ้าน", "40 จาก 50 หมู่บ้าน", "ระดับ 3\nอีก 5 หมู่บ้าน ถึงระดับ 4"),  # 80 %; 90 % of 50 is 45
        ("ธนาคารน้ำ 85%", "85%", "ระดับ 3\nอีก 5% ถึงระดับ 4"),
        ("คืนป่าให้ช้าง 350 ต้น", "350 ต้น", "ระดับ 3\nอีก 50 ต้น ถึงระดับ 4"),
        ("ตลาดผ้าโฮล ขั้น 1 เสร็จแล้ว", "ขั้น 1 คณะทำงาน เสร็จแล้ว", "ระดับ 1\nเหลือขั้นที่ 2 (แผน) ถึงระดับ 2"),
        ("รับรองกลุ่ม 9 วัน", "9 วัน", "ระดับ 3\nลดอีก 2 วัน ถึงระดับ 4"),
        ("ไม่มีส้วม เหลือ 25 ครัวเรือน", "25 ครัวเรือน", "ระดับ 3\nลดอีก 5 ครัวเรือน ถึงระดับ 4"),
        ("ส่งแผนตำบลต้นแบบ 20 ม.ค.", "วันที่ส่งแผน 20 ม.ค. 2570", "ระดับ 5"),
        ("ส่งแผนตำบลต้นแบบ 10 ก.พ.", "วันที่ส่งแผน 10 ก.พ. 2570", "ระดับ 4"),
        ("พึงพอใจหมู่บ้านช้าง 4.25 คะแนน", "4.25 คะแนน", "ระดับ 3\nอีก 0.25 คะแนน ถึงระดับ 4"),
        ("ข้าวแปลงใหญ่ เดือน ม.ค. 120,000 บาท", "120,000 บาท", "ระดับ ณ วันนี้ 1"),
    ],
)
def test_each_is_reported_in_words_and_scored(office: Office, text: str, stored: str, level: str) -> None:
    answer = said(office, text)
    assert f"บันทึกแล้ว {stored}" in answer
    assert level in answer


def test_a_figure_without_a_unit_is_offered_with_each_that_fits_and_what_is_chosen_is_stored(office: Office) -> None:
    assert "คืนป่าให้ช้าง 350 ต้น ใช่ไหมคะ" in said(office, "คืนป่าให้ช้าง 350")
    assert "บันทึกแล้ว 350 ต้น" in said(office, "1")
    asked = said(office, "ธนาคารน้ำใต้ดิน 40")
    assert "40%" in asked
    assert "40 หมู่บ้าน" in asked
    assert "บันทึกแล้ว 40 หมู่บ้าน" in said(office, "2")


def test_a_name_of_two_indicators_asks_which(office: Office) -> None:
    asked = said(office, "ครัวเรือนเปราะบาง 40%")
    assert "1. เยี่ยมครัวเรือนเปราะบาง" in asked
    assert "2. อาชีพครัวเรือนเปราะบาง" in asked
    answer = said(office, "2")  # 40 %: level 4 is from 40 on
    assert "อาชีพครัวเรือนเปราะบาง" in answer
    assert "ระดับ 4" in answer


def test_targets_suppositions_sources_and_history_know_it(office: Office) -> None:
    said(office, "คืนป่าให้ช้าง 350 ต้น", "รับรองกลุ่ม 9 วัน")
    assert "ระดับ 5\nไม่น้อยกว่า 500 ต้น" in said(office, "เป้าคืนป่าให้ช้างเท่าไหร่")
    assert "ระดับ 5\nไม่เกิน 5 วัน" in said(office, "เป้า รับรองกลุ่ม เท่าไหร่")
    assert "ระดับ 3 → 4" in said(office, "ถ้าคืนป่าให้ช้าง 450 ต้น จะได้กี่คะแนน")
    assert "ระดับ 3 → 4" in said(office, "ถ้ารับรองกลุ่ม 6 วัน จะได้กี่คะแนน")
    assert "แผนตำบลต้นแบบ 10 ก.พ. 2570" in said(office, "ถ้าส่งแผนตำบลต้นแบบ 10 ก.พ. จะได้กี่คะแนน")
    assert "“ระดับ ๓ ไม่น้อยกว่า ๓๐๐ ต้น”" in said(office, "ที่มา คืนป่าให้ช้าง")
    assert "คืนป่าให้ช้าง 350 ต้น" in said(office, "ประวัติ คืนป่าให้ช้าง")
    assert "คืนป่าให้ช้าง\n●●●○○ 3" in said(office, "คะแนน")


def test_corrections_and_taking_back(office: Office) -> None:
    said(office, "คืนป่าให้ช้าง 350 ต้น", "รับรองกลุ่ม 9 วัน")
    assert "ระดับ 3 → 4" in said(office, "แก้ คืนป่าให้ช้าง เป็น 400 ต้น")
    assert "บันทึกแล้ว 8 วัน" in said(office, "แก้ รับรองกลุ่ม เป็น 8 วัน")  # fewer days are good news: not asked
    assert "9 วัน (แทน 8 วัน)" in said(office, "ยกเลิก")


def test_help_deadlines_assignment_and_office_values_know_it(office: Office) -> None:
    assert "“ธนาคารน้ำใต้ดิน 40 จาก 50 หมู่บ้าน”" in said(office, "ช่วยเหลือ")
    assert "ส่งแผนพัฒนาตำบลต้นแบบ ระดับ ๔ ภายใน 15 ก.พ. 2570" in said(office, "กำหนดส่ง")
    said(office, "ส่งแผนตำบลต้นแบบ 10 ก.พ.")
    assert "ระดับ ๔" not in said(office, "กำหนดส่ง")  # the day that was reported satisfies it
    assert "ธนาคารน้ำใต้ดิน" in said(office, "มอบ ธนาคารน้ำใต้ดิน ให้ สมหญิง", by="ชัย")
    assert "ธนาคารน้ำใต้ดิน" in said(office, "งานของฉัน")
    assert "60" in said(office, "ตั้งค่า ธนาคารน้ำใต้ดิน ท่าตูม 60 หมู่บ้าน", by="นภา")
    assert "ยังรายงานไม่ครบ 3 จาก 3 อำเภอ" in said(office, "ใครยังไม่รายงาน คืนป่าให้ช้าง", by="นภา")


def test_what_it_does_not_take_is_said_with_its_own_name(office: Office) -> None:
    answer = said(office, "คืนป่าให้ช้าง 40%")
    assert "อ่านได้ว่า คืนป่าให้ช้าง 40%" in answer
    assert "เรื่องนี้" not in answer


def test_a_carried_round_beside_the_first_is_no_clash_and_a_name_of_the_office_goes_along(office: Office) -> None:
    """From the end of round 1 to its closing both are open: one name, one topic."""
    with office.store.db.transaction():
        text = carry(TOML, 2570, 2, "ผู้ดูแล", date(2027, 3, 1), "ยกมา")
        office.store.rounds.keep_agreement(id="surin-2570-2", toml=text, by="ผู้ดูแล", training=False, at=2)
        office.store.wishes.call(province="สุรินทร์", kind="topic", alias="งานน้ำ", means=f"{ID}:team/1", by=1, at=1)
    office.activate("surin-2570-2")
    assert "บันทึกแล้ว 85%" in said(office, "ธนาคารน้ำใต้ดิน 85%")
    office.move("2027-05-10")
    with office.store.db.transaction():
        office.store.rounds.close(agreement=ID, by=1, snapshot="{}", at=3)
    answer = said(office, "งานน้ำ 90%")
    assert "ธนาคารน้ำใต้ดิน" in answer
    assert "รอบ 2/2570" in answer
