"""What a chat file cannot say: closed rounds, an answer after some time, who is told of a corrected level."""

from datetime import date
from pathlib import Path

from scoring.document.carrying import carry
from scoring.document.loading import AGREEMENTS
from tests.handlers.office import Office, read_aloud


def chonburi(folder: Path, day: str = "2025-03-20") -> Office:
    office = Office(folder, day, "chonburi-2568-1")
    office.enroll("แก้ว", "ชลบุรี", "บ้านบึง")
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    office.enroll("ธีระ", "ชลบุรี", role="supervisor")
    return office


def close(office: Office) -> None:
    with office.store.db.transaction():
        office.store.rounds.close(agreement="chonburi-2568-1", by=office.numbers["นภา"], snapshot="", at=1)


def said_to(office: Office, name: str) -> str:
    rows = office.store.db.query("SELECT body FROM outbox WHERE target = ?", [office.people[name]])
    return " ".join(row["body"] for row in rows)


def standing(office: Office, district: str = "บ้านบึง") -> dict[str, object]:
    return {s.input: s.value for s in office.store.ledger.standing("chonburi-2568-1", district)}


def test_sent_again_after_a_while_is_a_yes(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("แก้ว", "เบิกจ่าย 82%")
    assert "ลดลงจากเดิม ถูกต้องไหมคะ" in read_aloud(office.answer("แก้ว", "เบิกจ่าย 80%"))
    assert standing(office)["budget_percent"] == "82"
    (card,) = office.answer("แก้ว", "เบิกจ่าย 80%")  # a minute later
    assert card["altText"] == "เบิกจ่ายงบ 80% ระดับ 3 · อีก 5% ถึงระดับ 4"
    assert standing(office)["budget_percent"] == "80"


def test_sent_again_never_chooses_between_readings(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    for _ in range(2):
        assert "เป็นตัวเลขของข้อใดคะ" in read_aloud(office.answer("แก้ว", "TPMAP 12 ครัวเรือน"))
    assert standing(office) == {}


def test_an_expired_question_is_not_answered_by_sending_again(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("แก้ว", "เบิกจ่าย 82%")
    office.answer("แก้ว", "เบิกจ่าย 80%")
    office.move("2025-03-21")
    assert "ลดลงจากเดิม ถูกต้องไหมคะ" in read_aloud(office.answer("แก้ว", "เบิกจ่าย 80%"))


def test_after_closing_only_supervisors_amend_and_visibly(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("แก้ว", "เบิกจ่าย 82%")
    close(office)
    assert read_aloud(office.answer("แก้ว", "เบิกจ่าย 90%")) == ("รอบ 1/2568 ปิดแล้ว จึงไม่บันทึกค่ะ แก้ไขได้เฉพาะผู้กำกับระดับจังหวัด")
    assert "แก้ไขได้เฉพาะ" in read_aloud(office.answer("แก้ว", "แก้เป็น 90%"))
    asked = read_aloud(office.answer("นภา", "บ้านบึง เบิกจ่าย 90%"))
    assert "ปิดแล้วค่ะ บันทึกเป็นการแก้ไขหลังปิดรอบไหมคะ" in asked
    assert standing(office)["budget_percent"] == "82"
    receipt = read_aloud(office.answer("นภา", "1"))
    assert "แก้ไขหลังปิดรอบ" in receipt
    assert "ผู้กำกับ นภา รายงานแทนอำเภอบ้านบึง" in receipt
    assert standing(office)["budget_percent"] == "90"


def test_a_question_that_was_open_when_the_round_closed_stores_nothing(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("แก้ว", "เบิกจ่าย 82%")
    office.answer("แก้ว", "เบิกจ่าย 80%")
    close(office)
    assert "ปิดแล้ว จึงไม่บันทึก" in read_aloud(office.answer("แก้ว", "1"))
    assert standing(office)["budget_percent"] == "82"


def test_every_supervisor_hears_of_a_corrected_level_once(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("แก้ว", "เบิกจ่าย 82%, แผน 82%")  # 80 % is level 3 in both
    office.move("2025-03-21")
    office.answer("แก้ว", "แก้เบิกจ่ายเป็น 83%")  # still level 3
    assert "แจ้งการแก้ไข" not in said_to(office, "นภา")
    office.answer("แก้ว", "แก้เบิกจ่ายเป็น 91%")
    for name in ("นภา", "ธีระ"):
        assert "แจ้งการแก้ไข: อ.บ้านบึง เบิกจ่ายงบ ระดับ 3 → ระดับ 5 โดย แก้ว" in said_to(office, name)
    assert "แจ้งการแก้ไข" not in said_to(office, "แก้ว")


def test_the_ledger_keeps_who_when_old_and_new(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("แก้ว", "เบิกจ่าย 82%")
    office.answer("นภา", "บ้านบึง เบิกจ่าย 84%")  # another person's value of the day: asked
    office.answer("นภา", "1")
    office.answer("นภา", "แก้เป็น 85%")
    facts = office.store.ledger.history("chonburi-2568-1", "บ้านบึง")
    assert [(f.value, f.person == office.numbers["แก้ว"]) for f in facts] == [("82", True), ("84", False), ("85", False)]
    assert facts[2].replaces == facts[1].id
    assert [f.as_of for f in facts] == [date(2025, 3, 20)] * 3
    assert standing(office)["budget_percent"] == "85"


def test_an_answer_given_later_is_recorded_when_it_was_given(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("แก้ว", "TPMAP 12 ครัวเรือน")
    office.answer("แก้ว", "2")
    (fact,) = office.store.ledger.history("chonburi-2568-1", "บ้านบึง")
    assert (fact.input, fact.event_id) == ("hh_helped", "w1")
    assert fact.recorded - fact.happened == 60_000


def test_an_office_value_that_comes_later_beats_the_officers_own(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    (card,) = office.answer("แก้ว", "เบิกจ่าย 850,000 จาก 1,000,000 บาท")
    assert "ระดับ 4" in card["altText"]
    office.answer("นภา", "ตั้งค่า งบจัดสรร บ้านบึง 1,250,000")
    said = read_aloud(office.answer("แก้ว", "คะแนน เบิกจ่าย"))  # 850,000 of 1,250,000 = 68 %: below 70 %
    assert "อีก 25,000 บาท ถึงระดับ 1" in said


def test_an_admin_of_no_province_names_the_district(tmp_path: Path) -> None:
    office = Office(tmp_path, "2025-03-20", "chonburi-2568-1", "nongkhai-2565-1")
    office.enroll("ราก", "", role="admin")
    assert "โปรดระบุอำเภอ" in read_aloud(office.answer("ราก", "เบิกจ่าย 80%"))
    assert "อ.บ้านบึง · รอบ 1/2568" in read_aloud(office.answer("ราก", "บ้านบึง เบิกจ่าย 80%"))


def test_a_month_like_no_other_is_asked_about_and_so_is_a_tenth_of_it(tmp_path: Path) -> None:
    """Nong Khai prints no base: months are held against the office's other months."""
    office = Office(tmp_path, "2022-02-15", "nongkhai-2565-1")
    office.enroll("ดวง", "หนองคาย", "ท่าบ่อ")
    office.answer("ดวง", "OTOP เดือน พ.ย. 400,000 บาท")
    office.answer("ดวง", "OTOP เดือน ธ.ค. 600,000 บาท")
    for amount in ("5,000,000", "50,000"):  # ten times the mean of 500,000, and a tenth
        asked = read_aloud(office.answer("ดวง", f"OTOP เดือน ม.ค. {amount} บาท"))
        assert f"รายได้ OTOP {amount} บาท ต่างจากปกติมากค่ะ (เดือนอื่นเฉลี่ยเดือนละ 500,000 บาท)" in asked
    assert "บันทึกแล้ว" in read_aloud(office.answer("ดวง", "OTOP เดือน ม.ค. 4,900,000 บาท"))


def carried(office: Office, id: str, round: int | None, *, training: bool) -> None:
    """Another agreement over the same days."""
    text = (AGREEMENTS / "buriram-2561.toml").read_text()
    with office.store.db.transaction():
        made = carry(text, 2561, round, "ผู้ดูแล", date(2018, 3, 1), "แบ่งรอบ")
        office.store.rounds.keep_agreement(id=id, toml=made, by="ผู้ดูแล", training=training, at=1)
    office.activate(id)


def buriram(folder: Path) -> Office:
    office = Office(folder, "2018-03-15", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    return office


def test_a_report_is_never_taken_by_a_training_round_beside_the_real_one(tmp_path: Path) -> None:
    office = buriram(tmp_path)
    carried(office, "buriram-2561-1", 1, training=True)
    assert "บันทึกแล้ว" in read_aloud(office.answer("สมชาย", "เข้าถึงแหล่งทุน 12 จาก 13 ครัวเรือน"))
    assert [s.input for s in office.store.ledger.standing("buriram-2561", "บ้านกรวด")] == ["access_percent"]
    assert office.store.ledger.standing("buriram-2561-1", "บ้านกรวด") == []


def test_two_rounds_that_hold_the_day_make_a_question(tmp_path: Path) -> None:
    office = buriram(tmp_path)
    carried(office, "buriram-2561-1", 1, training=False)
    asked = read_aloud(office.answer("สมชาย", "เข้าถึงแหล่งทุน 12 จาก 13 ครัวเรือน"))
    assert "วันนี้มีรอบที่เปิดอยู่มากกว่าหนึ่งรอบ ผลนี้เป็นของรอบใดคะ (ถามวันละครั้ง)" in asked
    assert "บันทึกแล้ว" not in asked
    assert "บันทึกแล้ว" in read_aloud(office.answer("สมชาย", "2"))
    assert [s.input for s in office.store.ledger.standing("buriram-2561", "บ้านกรวด")] == ["access_percent"]
    office.answer("สมชาย", "เข้าถึงแหล่งทุน 13 จาก 13 ครัวเรือน")  # once a day
    (stands,) = office.store.ledger.standing("buriram-2561", "บ้านกรวด")
    assert stands.value == {"num": "13", "den": "13"}
    assert "ผลนี้เป็นของรอบใดคะ" in read_aloud(office.answer("สมชาย", "เข้าถึงแหล่งทุน 12 จาก 13 ครัวเรือน วันที่ 14 มี.ค. 61"))
