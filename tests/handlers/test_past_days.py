"""A score asked for an earlier day is of that day; a closed round shows what it closed with, and says so."""

from pathlib import Path

from scoring.results.overview import overview
from scoring.results.signed import snapshot
from tests.handlers.office import Office, read_aloud

CHONBURI = "chonburi-2568-1"


def close(office: Office, agreement: str) -> None:
    signed = office.book.get(agreement)
    assert signed is not None
    seen = overview(office.store, signed, office.today.day(), office.book.answers(agreement))
    with office.store.db.transaction():
        office.store.rounds.close(agreement=agreement, by=None, snapshot=snapshot(seen), at=1)
    office.book.refresh()


def chonburi(folder: Path) -> Office:
    office = Office(folder, "2025-02-10", CHONBURI)
    office.enroll("มานี", "ชลบุรี", "บ้านบึง")
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    office.answer("มานี", "เบิกจ่าย 72%")  # line 11: 70 or more is 1
    office.move("2025-03-15")
    office.answer("มานี", "เบิกจ่าย 95%")  # 90 or more is 5
    return office


def test_the_score_of_an_earlier_day_is_what_stood_then(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    then = read_aloud(office.answer("มานี", "คะแนน เบิกจ่าย ณ 28 ก.พ."))
    assert "ผล ณ 28 ก.พ. 2568" in then
    assert "ระดับ 1\n" in then
    assert "ล่าสุด 72% ณ 10 ก.พ. 2568" in then
    assert "95%" not in then
    now = read_aloud(office.answer("มานี", "คะแนน เบิกจ่าย"))
    assert "ผล ณ" not in now
    assert "ล่าสุด 95% ณ 15 มี.ค. 2568" in now
    assert "ยังไม่รายงาน" in read_aloud(office.answer("มานี", "คะแนน เบิกจ่าย ณ 31 ม.ค."))
    (card,) = office.answer("มานี", "คะแนน ณ 28 กุมภาพันธ์ 2568")
    assert "ตัวชี้วัดรายทีม 0.6/5" in card["altText"]  # 1 x 60 / 100


def test_a_day_that_is_ahead_is_as_of_today(tmp_path: Path) -> None:
    said = read_aloud(chonburi(tmp_path).answer("มานี", "คะแนน เบิกจ่าย ณ 31 มี.ค."))
    assert "ล่าสุด 95%" in said
    assert "ผล ณ" not in said


def test_a_figure_withdrawn_or_corrected_later_did_not_stand_then(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.answer("มานี", "ยกเลิก")
    office.answer("มานี", "แก้เบิกจ่ายเป็น 76%")
    then = read_aloud(office.answer("มานี", "คะแนน เบิกจ่าย ณ 28 ก.พ."))
    assert "ล่าสุด 76% ณ 10 ก.พ. 2568" in then


def test_the_province_on_an_earlier_day(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    then = read_aloud(office.answer("นภา", "เบิกจ่าย ทุกอำเภอ ณ 28 ก.พ."))
    assert "ณ 28 ก.พ. 2568 · 11 อำเภอ" in then
    assert "72%" in then
    assert "95%" not in then
    assert "ระดับ 1: 1 อำเภอ" in read_aloud(office.answer("นภา", "คะแนนจังหวัด ณ 28 ก.พ."))
    assert "ระดับ 5: 1 อำเภอ" in read_aloud(office.answer("นภา", "คะแนนจังหวัด"))


def test_amounts_by_month_on_an_earlier_day(tmp_path: Path) -> None:
    office = Office(tmp_path, "2024-02-05", "sakaeo-2567-1")
    office.enroll("สาย", "สระแก้ว", "คลองหาด")
    office.answer("สาย", "OTOP ม.ค. 300,000 บาท")
    office.move("2024-03-15")
    office.answer("สาย", "OTOP ก.พ. 400,000 บาท")
    now, then = (office.answer("สาย", f"คะแนน OTOP{day}") for day in ("", " ณ 10 ก.พ."))
    assert "ล่าสุด 400,000 บาท (ยอดเดือน ก.พ. 2567)" in read_aloud(now)
    assert "ล่าสุด 300,000 บาท (ยอดเดือน ม.ค. 2567)" in read_aloud(then)


def test_a_closed_round_answers_with_what_it_closed_with(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.move("2025-04-05")
    close(office, CHONBURI)
    office.answer("นภา", "แก้เบิกจ่าย บ้านบึง เป็น 60%")
    for words in ("คะแนน", "คะแนน เบิกจ่าย", "เป้า เบิกจ่าย เท่าไหร่", "ประวัติ"):
        said = read_aloud(office.answer("มานี", words))
        assert "อ.บ้านบึง · รอบ 1/2568\nปิดรอบแล้ว" in said, words
    (card,) = office.answer("มานี", "คะแนน")
    assert "ตัวชี้วัดรายทีม 3/5" in card["altText"]  # 5 x 60 / 100, whatever was amended
    province = read_aloud(office.answer("นภา", "คะแนนจังหวัด"))
    assert "ปิดรอบแล้ว" in province
    assert "ระดับ 5: 1 อำเภอ" in province
    then = read_aloud(office.answer("มานี", "คะแนน เบิกจ่าย ณ 28 ก.พ."))
    assert "ล่าสุด 72% ณ 10 ก.พ. 2568" in then


def test_a_report_after_closing_is_not_stored(tmp_path: Path) -> None:
    office = chonburi(tmp_path)
    office.move("2025-04-05")
    close(office, CHONBURI)
    assert "ยังไม่บันทึก" in read_aloud(office.answer("มานี", "เบิกจ่าย 97%"))
    (stands,) = office.store.ledger.standing(CHONBURI, "บ้านบึง")
    assert stands.value == "95"
