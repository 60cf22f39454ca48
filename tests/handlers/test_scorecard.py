"""Claims about คะแนน and เหลืออะไรบ้าง in each of the five provinces; every number was computed by hand."""

from pathlib import Path

import pytest

from tests.handlers.office import Office, quick, read_aloud
from tests.scoring.test_versions import AMENDMENT


def chonburi(folder: Path, district: str) -> Office:
    office = Office(folder, "2025-03-15", "chonburi-2568-1")
    office.enroll("มานี", "ชลบุรี", district)
    about = {"agreement": "chonburi-2568-1", "district": district, "by": "มานี", "day": "2025-03-10"}
    office.report("team/1", "budget_percent", "82.5", **about)  # line 11: 80 or more is 3
    office.report("individual/5", "overdue_percent", "12", **about)  # below 15 is 3, below 12 would be 4
    return office


def test_the_undecided_district_counts_its_indicator_as_nothing_until_it_is_answered(tmp_path: Path) -> None:
    office = chonburi(tmp_path, "พานทอง")
    (card,) = office.answer("มานี", "คะแนน")
    # team: 3 x 60 / 100; individual: 3 x 15 / (15+15+15+20+15+20)
    assert card["altText"] == ("คะแนน อ.พานทอง: ตัวชี้วัดรายทีม 1.8/5, ตัวชี้วัดรายบุคคล 0.45/5 · มีระดับ 2 จาก 8 ตัวชี้วัด")
    said = read_aloud([card])
    assert "เอกสารไม่ชัดว่าอำเภอนี้มีตัวชี้วัดนี้หรือไม่ รอผู้ดูแลตอบ CBI-1" in said
    assert "ยังไม่มีระดับ 1 ตัว: สำเร็จตามแผน\nเฉพาะที่มีระดับ 3 จาก 5" in said
    with office.store.db.transaction():
        office.store.rounds.answer(
            agreement="chonburi-2568-1", question="CBI-1", value="ศรีราชา", why="หนังสือจังหวัด", by="ผู้ดูแล", at=1
        )
    (card,) = office.answer("มานี", "คะแนน")
    assert "ตัวชี้วัดรายบุคคล 0.53/5 · มีระดับ 2 จาก 7 ตัวชี้วัด" in card["altText"]  # 45 / 85


def test_one_score_over_both_sections_once_their_shares_are_entered(tmp_path: Path) -> None:
    office = chonburi(tmp_path, "บ้านบึง")
    (card,) = office.answer("มานี", "คะแนน")
    assert "คะแนนรวม" not in read_aloud([card])
    with office.store.db.transaction():
        office.store.rounds.answer(
            agreement="chonburi-2568-1", question="CBI-SPLIT", value="60/40", why="ประกาศจังหวัด", by="ผู้ดูแล", at=1
        )
    (card,) = office.answer("มานี", "คะแนน")
    # team 3 x 60 / 100 = 1.8, individual 3 x 15 / 100 = 0.45: 1.8 x 0.6 + 0.45 x 0.4
    assert "คะแนนรวม (ทีม 60% + บุคคล 40%) 1.26 จาก 5" in read_aloud([card])
    assert card["altText"].startswith("คะแนน อ.บ้านบึง: รวม 1.26/5, ตัวชี้วัดรายทีม 1.8/5")


def test_a_team_section_with_one_value_is_the_provinces_and_stands_on_every_districts_card(tmp_path: Path) -> None:
    office = chonburi(tmp_path, "บ้านบึง")
    office.enroll("กำกับ", "ชลบุรี", role="supervisor")
    with office.store.db.transaction():
        for question, value in (("CBI-TEAM", "ค่าเดียวทั้งจังหวัด"), ("CBI-SPLIT", "60/40")):
            office.store.rounds.answer(
                agreement="chonburi-2568-1", question=question, value=value, why="ประกาศจังหวัด", by="ผู้ดูแล", at=1
            )
    (card,) = office.answer("มานี", "คะแนน")  # what the district told of the team before is not counted
    assert card["altText"].startswith("คะแนน อ.บ้านบึง: รวม 0.18/5, ตัวชี้วัดรายทีม 0/5, ตัวชี้วัดรายบุคคล 0.45/5")
    refused = read_aloud(office.answer("มานี", "เบิกจ่าย 88%"))
    assert "บันทึกแล้ว" not in refused
    assert "จังหวัด" in refused
    assert "บันทึกแล้ว" in read_aloud(office.answer("กำกับ", "จังหวัดชลบุรี เบิกจ่าย 88%"))  # 85 or more is 4 (line 11)
    (card,) = office.answer("มานี", "คะแนน")
    # team 4 x 60 / 100 = 2.4; 2.4 x 0.6 + 0.45 x 0.4
    assert card["altText"].startswith("คะแนน อ.บ้านบึง: รวม 1.62/5, ตัวชี้วัดรายทีม 2.4/5, ตัวชี้วัดรายบุคคล 0.45/5")
    assert "ค่าเดียวทั้งจังหวัด จังหวัดเป็นผู้รายงาน" in read_aloud([card])


def test_criteria_are_those_of_the_version_that_stands_on_the_day(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-01-31", "nongkhai-2565-1")
    office.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    with office.store.db.transaction():
        office.store.rounds.amend(agreement="nongkhai-2565-1", version=2, toml=AMENDMENT, by="ผู้ดูแล", at=1)
    for step in (1, 2, 3):
        office.answer("นคร", f"Big Data ขั้น {step} เสร็จแล้ว")
    assert "ระดับ 3 → 4" in office.answer("นคร", "Big Data เผยแพร่ 2 ช่องทาง")[0]["altText"]  # line 129: 2 channels
    office.move("2022-02-01")
    (card,) = office.answer("นคร", "คะแนน Big Data")
    assert "ระดับ 3" in card["altText"]
    assert "อีก 1 ช่องทาง" in card["altText"]  # of the three that version 2 asks for
    assert "ฉบับที่ 2 ใช้ตั้งแต่ 1 ก.พ. 2565" in read_aloud([card])
    (source,) = office.answer("นคร", "ที่มา Big Data ระดับ 4")
    assert "“ระดับ 4 อย่างน้อย 3 ช่องทาง” กรอกโดย ผู้ดูแล เมื่อ 25 ม.ค. 2565: หนังสือแจ้งแก้ไข" in read_aloud([source])


@pytest.mark.parametrize(
    ("district", "tourism", "debt"),
    [
        ("เมืองชลบุรี", "โปรแกรมถ่ายทอดองค์ความรู้", "บริหารหนี้ศูนย์กองทุน"),
        ("บ้านบึง", "สื่อ", "ศูนย์จัดการกองทุน"),
    ],
)
def test_each_district_sees_its_own_variant(tmp_path: Path, district: str, tourism: str, debt: str) -> None:
    office = chonburi(tmp_path, district)
    (card,) = office.answer("มานี", "คะแนน")
    said = read_aloud([card]).split("\n")
    assert debt in said
    assert said.count("ชุมชนท่องเที่ยว") == 1
    (target,) = office.answer("มานี", "เป้า ชุมชนท่องเที่ยว")
    assert ("ไม่น้อยกว่า 10 โปรแกรม" in read_aloud([target])) == (district == "เมืองชลบุรี")
    assert ("สื่อที่ผลิต" in read_aloud([target])) == (tourism == "สื่อ")


def buriram(folder: Path, district: str = "บ้านกรวด") -> Office:
    office = Office(folder, "2018-03-15", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", district)
    office.enroll("กำกับ", "บุรีรัมย์", role="supervisor")
    return office


def test_buriram_prints_no_weights_so_that_there_are_levels_and_no_totals(tmp_path: Path) -> None:
    office = buriram(tmp_path)
    about = {"agreement": "buriram-2561", "district": "บ้านกรวด", "by": "สมชาย", "day": "2018-03-10"}
    office.report("function/2", "otop_growth_percent", "18900000", slot="total", kind="total", **about)
    office.report("function/3", "remaining_percent", {"num": "92"}, **about)
    office.report("function/3", "e1", True, kind="flag", **about)
    (card,) = office.answer("สมชาย", "คะแนน")
    # 18,900,000 lies between 17 % (18,825,241.50) and 18 % (18,986,141) of line 290; 92 / 176 is 52.27 %
    assert card["altText"] == ("คะแนน อ.บ้านกรวด: รายได้ OTOP ระดับ 2, ครัวเรือนยากจน ระดับ 1 · มีระดับ 2 จาก 4 ตัวชี้วัด")
    said = read_aloud([card])
    assert "น้ำหนัก 20 · อีก 86,141 บาท ถึงระดับ 3" in said
    assert "เหลือขั้นที่ 2 (แผนปฏิบัติการ/แผนส่งเสริม) ถึงระดับ 2" in said
    assert "เอกสารไม่พิมพ์น้ำหนัก จึงแสดงเฉพาะระดับ" in said
    assert "จาก 5" not in said
    assert "เหลือ 199 วันถึงสิ้นรอบ (30 ก.ย. 2561)" in said


def test_a_district_without_a_target_group_has_level_5(tmp_path: Path) -> None:
    office = buriram(tmp_path, "ลำปลายมาศ")  # line 412: no poor household
    said = read_aloud(office.answer("สมชาย", "คะแนน ครัวเรือนยากจน"))
    assert "ระดับ 5\nไม่มีกลุ่มเป้าหมาย นับเป็นระดับ 5" in said


def test_an_indicator_without_criteria_belongs_to_the_province(tmp_path: Path) -> None:
    office = buriram(tmp_path)
    assert read_aloud(office.answer("สมชาย", "คะแนน ยอดขายผ้าไหม")) == (
        "ยอดขายผ้าไหมเป็นตัวชี้วัดระดับจังหวัดค่ะ รายงานโดยกลุ่มงานส่งเสริมการพัฒนาชุมชน พิมพ์ “เป้า ยอดขายผ้าไหม” เพื่อดูเป้า"
    )
    assert read_aloud(office.answer("สมชาย", "คะแนน เบิกจ่าย")) == (
        "ข้อตกลงบุรีรัมย์ 2561 ไม่มีตัวชี้วัดการเบิกจ่ายค่ะ\nที่มีคือ รายได้ OTOP, ครัวเรือนยากจน, เข้าถึงแหล่งทุน, เศรษฐกิจฐานราก"
    )


def test_sa_kaeo_names_the_amounts_that_are_missing_and_scores_when_they_come(tmp_path: Path) -> None:
    office = Office(tmp_path, "2024-03-15", "sakaeo-2567-1")
    office.enroll("แก้ว", "สระแก้ว", "ตาพระยา")
    about = {"agreement": "sakaeo-2567-1", "district": "ตาพระยา", "by": "แก้ว", "day": "2024-03-10"}
    office.report("individual/2", "otop_baht", "450000", slot="total", kind="total", **about)
    office.report("individual/6", "hh_percent", {"num": "900"}, **about)
    said = read_aloud(office.answer("แก้ว", "เหลืออะไรบ้าง"))
    assert "ขาดค่าขั้นต่ำ" in said
    assert "ขาดครัวเรือนเป้าหมาย" in said
    for key, amount in (("min", "400000"), ("std", "500000"), ("high", "600000")):
        with office.store.db.transaction():
            office.store.rounds.set_value(
                agreement="sakaeo-2567-1", district="ตาพระยา", indicator="individual/2", input=key, amount=amount,
                as_of="2024-03-11", strength=2, set_by="กลุ่มงาน", source="หนังสือ", at=1,
            )  # fmt: skip
    said = read_aloud(office.answer("แก้ว", "คะแนน รายได้ OTOP"))
    assert "ระดับ 2\nอีก 50,000 บาท ถึงระดับ 3" in said  # not below 400,000; 500,000 is the standard
    assert "ล่าสุด 450,000 บาท (ยอดสะสม) ณ 10 มี.ค. 2567 โดย แก้ว" in said


def test_nong_khai_debt_goes_from_steps_to_a_reduction(tmp_path: Path) -> None:
    office = Office(tmp_path, "2022-03-15", "nongkhai-2565-1")
    office.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    about = {"agreement": "nongkhai-2565-1", "district": "ท่าบ่อ", "by": "นคร", "day": "2022-03-10"}
    office.report("individual/4", "s1", True, kind="flag", **about)
    said = read_aloud(office.answer("นคร", "คะแนน หนี้กองทุนสตรี"))
    assert "ระดับ 1\nเหลือขั้นที่ 2 (แผนบริหารจัดการหนี้+ดำเนินการ+เสนอ อกส.จ.) ถึงระดับ 2" in said
    office.report("individual/4", "s2", True, kind="flag", **about)
    office.report("individual/4", "debt_reduction_percent", {"now": "950000", "base": "1000000"}, **about)
    said = read_aloud(office.answer("นคร", "คะแนน หนี้กองทุนสตรี"))
    assert "ระดับ 4\nลดอีก 50,000 บาท ถึงระดับ 5" in said  # 5 % is reached, 10 % is 900,000
    assert "ถึงระดับ 5 คะแนนตัวชี้วัดรายบุคคล +0.1" in said  # one level of weight 10 in 100


def chaiyaphum(folder: Path) -> Office:
    office = Office(folder, "2019-03-15", "chaiyaphum-2562-1")
    office.enroll("ชัย", "ชัยภูมิ", "ภูเขียว")
    about = {"agreement": "chaiyaphum-2562-1", "district": "ภูเขียว", "by": "ชัย", "day": "2019-03-10"}
    office.report("team/1", "budget_percent", {"num": "450000", "den": "600000"}, **about)  # 75 %: 2
    office.report("individual/7", "hh_percent", {"num": "1230", "den": "1300"}, **about)  # 94.6 %: below every band
    office.report("individual/1", "people_percent", "92", **about)  # 90 or more: 3
    return office


def test_chaiyaphum_bands_and_the_district_as_a_reference(tmp_path: Path) -> None:
    office = chaiyaphum(tmp_path)
    (card,) = office.answer("ชัย", "คะแนน")
    # team 2 x 40 / 100; individual (1 x 15 + 3 x 15) / 100
    assert card["altText"] == ("คะแนน อ.ภูเขียว: ตัวชี้วัดงานทีม 0.8/5, ตัวชี้วัดงานรายบุคคล 0.6/5 · มีระดับ 3 จาก 10 ตัวชี้วัด")
    said = read_aloud([card])
    assert "อีก 63 ครัวเรือน ถึงระดับ 2" in said  # 99.42 % of 1,300 is 1,292.46: 1,293 households
    assert "ระดับของอำเภอเป็นค่าอ้างอิง (รอยืนยัน CPM-21)" in said
    assert quick(card) == ["เหลืออะไรบ้าง", "ทำอะไรก่อนดี", "ประวัติ"]


def test_what_is_missing_begins_with_what_there_is_no_level_for(tmp_path: Path) -> None:
    office = chaiyaphum(tmp_path)
    (card,) = office.answer("ชัย", "เหลืออะไรบ้าง")
    assert card["altText"] == ("เหลืออะไรบ้าง อ.ภูเขียว: 10 ตัวชี้วัด (ยังไม่รายงาน 7) เช่น สำเร็จตามแผน ยังไม่รายงาน")
    said = read_aloud([card])
    assert said.index("ยังไม่มีระดับ (นับเป็น 0 อยู่)\n7") < said.index("ใกล้ระดับถัดไป\n3")
    assert "สำเร็จตามแผน\nน้ำหนัก 40\nยังไม่รายงาน · เช่น “" in said


def test_in_a_group_there_is_a_short_form_and_nobodys_shortfall(tmp_path: Path) -> None:
    office = chaiyaphum(tmp_path)
    (said,) = office.answer("ชัย", "ระดับ คะแนน", group=True)
    assert said["text"] == (
        "คะแนน อ.ภูเขียว: ตัวชี้วัดงานทีม 0.8/5, ตัวชี้วัดงานรายบุคคล 0.6/5 · มีระดับ 3 จาก 10 ตัวชี้วัด\nรายละเอียดพิมพ์ถามในห้องส่วนตัวได้ค่ะ"
    )
    for words in ("เหลืออะไรบ้าง", "ทำอะไรก่อนดี", "ประวัติ"):
        (said,) = office.answer("ชัย", f"ระดับ {words}", group=True)
        assert said["text"] == "เรื่องนี้ตอบในห้องส่วนตัวเท่านั้นค่ะ พิมพ์ถามระดับตัวต่อตัวได้เลย"


def test_a_supervisor_is_asked_which_district_and_answers_with_a_number(tmp_path: Path) -> None:
    office = buriram(tmp_path)
    (asked,) = office.answer("กำกับ", "คะแนน")
    assert asked["text"].startswith("ต้องการดูของอำเภอใดคะ\n1. ผลระดับจังหวัด\n2. อ.เมืองบุรีรัมย์")
    (card,) = office.answer("กำกับ", "9")  # the eighth of the document's districts, after the province
    assert card["altText"].startswith("คะแนน อ.บ้านกรวด: ยังไม่รายงาน · มีระดับ 0 จาก 4 ตัวชี้วัด")
