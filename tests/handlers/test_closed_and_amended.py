"""A closed round shows what it closed with, also once the agreement has a new version."""

from pathlib import Path

import pytest

from bot.office.decisions import amend
from handlers.province.questions import seen_by
from scoring.results.signed import snapshot
from tests.handlers.office import Office, read_aloud
from tests.scoring.test_versions import AMENDMENT

ID, D = "nongkhai-2565-1", "ท่าบ่อ"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """individual/7 with steps 1 to 3 and two channels: level 4 as signed; the amendment asks for three."""
    office = Office(tmp_path, "2022-03-31", ID)
    office.enroll("แก้ว", "หนองคาย", D)
    office.enroll("นภา", "หนองคาย", role="supervisor")
    for name in ("s1", "s2", "s3"):
        office.report("individual/7", name, True, agreement=ID, district=D, day="2022-01-10", kind="flag", by="แก้ว")
    office.report("individual/7", "channels", "2", agreement=ID, district=D, day="2022-02-10", by="แก้ว")
    return office


def close(office: Office) -> None:
    desk, agreement = office.desk("นภา"), office.book.get(ID)
    assert agreement is not None
    kept = snapshot(seen_by(desk.me, agreement, desk))
    with office.store.db.transaction():
        office.store.rounds.close(agreement=ID, by=None, snapshot=kept, at=1)
    office.book.refresh()


def change(office: Office) -> None:
    amend(office.store, office.book, AMENDMENT, "2.toml", 2)
    office.book.refresh()


def test_the_score_in_chat_is_that_of_the_closing(office: Office) -> None:
    close(office)
    before = read_aloud(office.answer("แก้ว", "คะแนน"))
    change(office)
    assert read_aloud(office.answer("แก้ว", "คะแนน")) == before


def test_the_provinces_view_is_that_of_the_closing(office: Office) -> None:
    close(office)
    asked = ("คะแนนจังหวัด", "นวัตวิถี ทุกอำเภอ", "คะแนน ท่าบ่อ")
    before = [read_aloud(office.answer("นภา", words)) for words in asked]
    change(office)
    assert [read_aloud(office.answer("นภา", words)) for words in asked] == before


def test_an_open_round_is_scored_by_its_new_version(office: Office) -> None:
    """Else the two claims above would say nothing."""
    before = read_aloud(office.answer("แก้ว", "คะแนน"))
    change(office)
    assert read_aloud(office.answer("แก้ว", "คะแนน")) != before


# what may still be done once a round is closed


def test_an_officers_correction_of_a_closed_round_says_that_it_is_closed(office: Office) -> None:
    office.answer("แก้ว", "โปร่งใส ขั้น 1 เสร็จแล้ว")
    office.report("team/1", "budget_percent", "82", agreement=ID, district=D, day="2022-03-10", by="แก้ว")
    close(office)
    told = "รอบ 1/2565 ปิดแล้ว จึงแก้หรือถอนไม่ได้ค่ะ แก้ไขได้เฉพาะผู้กำกับระดับจังหวัด"
    for words in ("แก้เป็น 85%", "แก้เบิกจ่ายเป็น 85%", "แก้ตัวเลข", "ยกเลิกเบิกจ่าย", "ยกเลิก"):
        assert read_aloud(office.answer("แก้ว", words)) == told, words
    assert "แก้ได้โดยแตะ" not in read_aloud(office.answer("แก้ว", "ประวัติ"))


def test_a_supervisor_is_told_how_a_closed_round_is_amended(office: Office) -> None:
    close(office)
    office.move("2022-04-05")
    told = read_aloud(office.answer("นภา", "ท่าบ่อ เบิกจ่าย 90%"))
    assert "แก้ไขรอบที่ปิดแล้วได้ โดยบอกวันในรอบด้วย เช่น ต่อท้ายว่า “ณ 31 มี.ค. 2565”" in told
    asked = read_aloud(office.answer("นภา", "ท่าบ่อ เบิกจ่าย 90% ณ 31 มี.ค. 2565"))
    assert "บันทึกเป็นการแก้ไขหลังปิดรอบไหมคะ" in asked
