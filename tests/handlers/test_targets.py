"""Claims about เป้า: every level as an amount for the district; the numbers stand in the documents' tables."""

from pathlib import Path

import pytest

from tests.handlers.office import Office, quick, read_aloud


@pytest.fixture
def buriram(tmp_path: Path) -> Office:
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    office.enroll("วิชัย", "บุรีรัมย์", "บ้านด่าน")
    return office


def test_every_level_is_an_amount_of_the_district(buriram: Office) -> None:
    (card,) = buriram.answer("สมชาย", "เป้า OTOP เท่าไหร่")
    said = read_aloud([card])
    for amount in ("18,664,342", "18,825,241.50", "18,986,141", "19,147,040.50", "19,307,940"):  # line 290
        assert f"= ไม่น้อยกว่า {amount} บาท" in said
    assert "ยอดจำหน่าย OTOP ปีงบประมาณ ๒๕๖๐: 16,089,950 บาท (ตาราง บรรทัด 290)" in said
    assert card["altText"] == (
        "เป้า รายได้ OTOP อ.บ้านกรวด: ระดับ 5 ไม่น้อยกว่า 20% = ไม่น้อยกว่า 19,307,940 บาท · ยังไม่มีระดับ (ข้อมูลไม่ครบ)"
    )


def test_the_printed_amount_is_named_where_it_is_another(buriram: Office) -> None:
    said = read_aloud(buriram.answer("วิชัย", "เป้าหมาย OTOP"))  # line 291: 15,197,460 x 1.16 = 17,629,053.60
    assert "= ไม่น้อยกว่า 17,629,053.60 บาท (ตารางพิมพ์ 17,629,054 ใช้ร้อยละเป็นหลัก)" in said


def test_what_is_left_may_be_no_more_than(buriram: Office) -> None:
    said = read_aloud(buriram.answer("สมชาย", "เป้า ครัวเรือนยากจน"))
    for percent, households in ((54, 95), (53, 93), (52, 91), (51, 89), (50, 88)):  # of 176, line 404, rounded down
        assert f"คงเหลือ ไม่เกิน {percent}%\n= ไม่เกิน {households} ครัวเรือน" in said


def test_a_target_without_levels_is_told_with_its_line(buriram: Office) -> None:
    said = read_aloud(buriram.answer("สมชาย", "เป้า รายได้เฉลี่ย"))
    assert "ผลระดับจังหวัด (กลุ่มงานสารสนเทศการพัฒนาชุมชน)" in said
    assert "เป้าหมายที่พิมพ์ 74,620 บาท/คน/ปี (บรรทัด 227)\nเอกสารไม่มีเกณฑ์ระดับ" in said


def test_without_a_name_there_is_a_choice(buriram: Office) -> None:
    (card,) = buriram.answer("สมชาย", "เป้า")
    assert card["text"] == (
        "ต้องการดูเป้าของตัวชี้วัดใดคะ\n• เป้า รายได้ OTOP\n• เป้า ครัวเรือนยากจน\n• เป้า เข้าถึงแหล่งทุน\n• เป้า เศรษฐกิจฐานราก"
    )
    assert quick(card) == ["รายได้ OTOP", "ครัวเรือนยากจน", "เข้าถึงแหล่งทุน", "เศรษฐกิจฐานราก"]


def test_sa_kaeo_says_which_amounts_the_office_has_not_set(tmp_path: Path) -> None:
    office = Office(tmp_path, "2024-03-15", "sakaeo-2567-1")
    office.enroll("แก้ว", "สระแก้ว", "ตาพระยา")
    said = read_aloud(office.answer("แก้ว", "เป้า OTOP"))
    assert "ระดับ 2\nไม่น้อยกว่าค่าขั้นต่ำ" in said
    assert "ยังไม่มีค่าขั้นต่ำ รอกลุ่มงานตั้งค่า" in said
    with office.store.db.transaction():
        office.store.rounds.set_value(
            agreement="sakaeo-2567-1", district="ตาพระยา", indicator="individual/2", input="min", amount="400000",
            as_of="2024-03-11", strength=2, set_by="กลุ่มงาน", source="หนังสือ", at=1,
        )  # fmt: skip
    assert "ระดับ 2\nไม่น้อยกว่า 400,000 บาท (ค่าขั้นต่ำ)" in read_aloud(office.answer("แก้ว", "เป้า OTOP"))


def test_nong_khai_debt_is_told_as_what_may_be_left(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-15", "nongkhai-2565-1")
    office.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    said = read_aloud(office.answer("นคร", "เป้า หนี้กองทุนสตรี"))
    assert "หนี้ลดลง ไม่น้อยกว่า 0% = เท่าเดิม" in said
    assert "จึงบอกเป็นจำนวนบาทไม่ได้" in said
    with office.store.db.transaction():
        office.store.rounds.set_value(
            agreement="nongkhai-2565-1", district="ท่าบ่อ", indicator="individual/4",
            input="debt_reduction_percent.base", amount="1000000", as_of="2022-03-11", strength=2,
            set_by="กลุ่มงาน", source="หนังสือ", at=1,
        )  # fmt: skip
    said = read_aloud(office.answer("นคร", "เป้า หนี้กองทุนสตรี"))
    assert "หนี้ลดลง ไม่น้อยกว่า 10%\n= ไม่เกิน 900,000 บาท" in said


def test_chaiyaphum_bands_and_floors(tmp_path: Path) -> None:
    office = Office(tmp_path, "2019-03-15", "chaiyaphum-2562-1")
    office.enroll("ชัย", "ชัยภูมิ", "ภูเขียว")
    said = read_aloud(office.answer("ชัย", "เป้า จปฐ"))
    assert "ระดับ 1\nน้อยกว่า 99.41% (มีรายงานก็ได้ระดับนี้)\nระดับ 2\nไม่น้อยกว่า 99.42%" in said


def test_in_a_group_a_target_is_words(buriram: Office) -> None:
    (said,) = buriram.answer("สมชาย", "ระดับ เป้า OTOP", group=True)
    assert said["text"].split("\n")[:2] == [
        "เป้า รายได้ OTOP อ.บ้านกรวด",
        "ระดับ 1: ไม่น้อยกว่า 16% / = ไม่น้อยกว่า 18,664,342 บาท",
    ]
