"""Leave is asked for in words, agreed to by the head or set by the head; who stands in reports in the other's stead."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handlers.reading.days.ahead import days_ahead
from handlers.reading.leaves import leave_said
from scoring.deadlines.leaves import Leave, instead
from tests.handlers.office import Office, read_aloud

SAKAEO = "sakaeo-2567-1"
TODAY = date(2024, 2, 20)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, TODAY.isoformat(), SAKAEO)
    made.enroll("สายใจ ดีงาม", "สระแก้ว", "คลองหาด")
    made.enroll("สมชาย ใจดี", "สระแก้ว", "คลองหาด")
    made.enroll("สมชาย กล้าหาญ", "สระแก้ว", "ตาพระยา")
    made.enroll("มาลี ศรีสุข", "สระแก้ว", "ตาพระยา")
    made.enroll("ประเสริฐ", "สระแก้ว", "คลองหาด", role="head")
    made.enroll("นภา", "สระแก้ว", role="supervisor")
    return made


SAI, SOMCHAI, MALI, HEAD, NAPA = "สายใจ ดีงาม", "สมชาย ใจดี", "มาลี ศรีสุข", "ประเสริฐ", "นภา"


def heard(office: Office, name: str) -> list[dict[str, Any]]:
    """What was pushed into somebody's chat."""
    rows = office.store.db.query("SELECT body FROM outbox WHERE target = ? ORDER BY rowid", [office.people[name]])
    return [m for row in rows for m in json.loads(row["body"])]


def buttons(office: Office, name: str) -> list[str]:
    card = [m for m in heard(office, name) if m["type"] == "flex"][-1]
    return [b["action"]["data"] for b in card["contents"]["footer"]["contents"]]


def leaves(office: Office) -> list[tuple[str, str, str, str, str]]:
    names = {number: name for name, number in office.numbers.items()}
    rows = office.store.db.query("SELECT * FROM leaves ORDER BY first, id")
    return [(names[r["person"]], names[r["stand_in"]], r["first"][5:], r["last"][5:], r["state"]) for r in rows]


def says(office: Office, name: str, words: str) -> str:
    return read_aloud(office.answer(name, words))


@pytest.mark.parametrize(
    "words",
    [
        "ลา 4-8 มี.ค. ฝาก มาลี",
        "ขอลาวันที่ ๔-๘ มีนาคม ๒๕๖๗ ให้พี่มาลีดูแทน",
        "ไปราชการ 4-8 มี.ค. ฝากงานคุณมาลี ศรีสุข",
        "4 - 8 มี.ค. 67 ลาพักร้อน ฝากงานไว้กับน้องมาลีด้วยนะคะ",
        "หนูขอลาคลอดตั้งแต่ 4 มี.ค. 5 วัน โดยมีมาลีปฏิบัติหน้าที่แทนค่ะ",
        "ฝากงานให้มาลี 4/3-8/3",
        "ขออนุญาตลากิจ 4 มี.ค. ถึง 8 มี.ค. มาลีทำแทนครับ",
    ],
)
def test_leave_is_asked_for_in_many_words_and_the_head_agrees(office: Office, words: str) -> None:
    said = says(office, SAI, words)
    assert said.startswith("ส่งคำขอลา 4–8 มี.ค. 2567 ฝากงานคุณมาลี ศรีสุข ถึงคุณประเสริฐ แล้วค่ะ")
    assert leaves(office) == [(SAI, MALI, "03-04", "03-08", "asked")]
    yes, _ = buttons(office, HEAD)
    assert "คุณมาลี ศรีสุข ทำแทน แจ้งทั้งสองคนแล้ว" in read_aloud(office.tap(HEAD, yes))
    assert leaves(office) == [(SAI, MALI, "03-04", "03-08", "stands")]
    assert "วันลาของท่าน 4–8 มี.ค. 2567 บันทึกแล้วค่ะ" in heard(office, SAI)[-1]["text"]
    assert "ท่านทำแทนคุณสายใจ ดีงาม (อ.คลองหาด) 4–8 มี.ค. 2567" in heard(office, MALI)[-1]["text"]
    assert "ดำเนินการไปแล้ว" in read_aloud(office.tap(HEAD, yes))


def test_the_head_refuses_and_only_the_head_or_the_province_decides(office: Office) -> None:
    says(office, SAI, "ลา 4-8 มี.ค. ฝาก มาลี")
    yes, no = buttons(office, HEAD)
    for name in (SAI, SOMCHAI, MALI):
        assert "อนุมัติได้เฉพาะพัฒนาการอำเภอ" in read_aloud(office.tap(name, yes))
    office.tap(NAPA, yes[:-1] + ("0" if yes[-1] != "0" else "1"))  # not what the card showed
    assert leaves(office)[0][4] == "asked"
    assert "ไม่อนุมัติวันลา" in read_aloud(office.tap(HEAD, no))
    assert leaves(office)[0][4] == "refused"
    assert "ไม่ได้รับอนุมัติ" in heard(office, SAI)[-1]["text"]


def test_a_name_that_fits_two_is_asked_and_one_that_fits_nobody_too(office: Office) -> None:
    asked = says(office, SAI, "ลา 4-8 มี.ค. ฝาก สมชาย")
    assert "“สมชาย” มีมากกว่าหนึ่งคน" in asked
    assert asked.index("สมชาย ใจดี (อ.คลองหาด)") < asked.index("สมชาย กล้าหาญ (อ.ตาพระยา)")  # the own district first
    assert "ฝากงานคุณสมชาย กล้าหาญ" in says(office, SAI, "2")
    asked = says(office, MALI, "ลา 4-8 มี.ค. ฝาก วิไล")
    assert "ไม่พบ “วิไล” ในจังหวัดนี้ค่ะ" in asked
    assert "ไม่ได้บันทึกวันลา" in says(office, MALI, "ไม่ฝากใคร")
    assert "ฝากงานไว้กับใครคะ" in says(office, MALI, "ลาป่วยวันนี้ค่ะ")
    assert "ฝากงานไว้กับตัวเองไม่ได้" in says(office, MALI, "ลา 4-8 มี.ค. ฝาก มาลี")


def test_the_head_sets_it_and_others_may_not(office: Office) -> None:
    said = says(office, HEAD, "สายใจลา 4-8 มี.ค. ฝากมาลี")
    assert said.startswith("บันทึกแล้วค่ะ: คุณสายใจ ดีงาม ลา 4–8 มี.ค. 2567 คุณมาลี ศรีสุข ทำแทน")
    assert leaves(office) == [(SAI, MALI, "03-04", "03-08", "stands")]
    assert "กำหนดวันลาของผู้อื่นได้เฉพาะ" in says(office, HEAD, "มาลีลา 11-12 มี.ค. ฝากสายใจ")  # of another district
    assert "กำหนดวันลาของผู้อื่นได้เฉพาะ" in says(office, SOMCHAI, "ให้มาลีทำแทนสายใจ 11-12 มี.ค.")
    assert "คุณสมชาย ใจดี ทำแทน" in says(office, NAPA, "ให้สมชาย ใจดีทำแทนมาลี 11-12 มี.ค.")


def test_overlapping_leaves_and_a_stand_in_who_is_away(office: Office) -> None:
    says(office, HEAD, "สายใจลา 4-8 มี.ค. ฝากมาลี")
    told = says(office, SAI, "ลา 8-9 มี.ค. ฝากสมชาย ใจดี")
    assert "ท่านมีวันลา 4–8 มี.ค. 2567 (ฝากคุณมาลี ศรีสุข) อยู่แล้วค่ะ" in told
    asked = says(office, SOMCHAI, "ลา 7-10 มี.ค. ฝากสายใจ")
    assert "คุณสายใจ ดีงาม ลา 4–8 มี.ค. 2567 จึงทำแทนไม่ได้ค่ะ" in asked
    assert "ฝากงานคุณประเสริฐ" in says(office, SOMCHAI, "ประเสริฐ")
    assert len(leaves(office)) == 2


def test_a_chain_of_stand_ins_leads_to_who_is_there(office: Office) -> None:
    says(office, HEAD, "สายใจลา 4-8 มี.ค. ฝากมาลี")
    says(office, NAPA, "มาลีลา 6-7 มี.ค. ฝากสมชาย กล้าหาญ")
    held = office.store.leaves.of_province("สระแก้ว", TODAY)
    n = office.numbers
    assert instead(held, date(2024, 3, 5)) == {n[SAI]: n[MALI]}
    assert instead(held, date(2024, 3, 6)) == {n[SAI]: n["สมชาย กล้าหาญ"], n[MALI]: n["สมชาย กล้าหาญ"]}
    assert instead(held, date(2024, 3, 9)) == {}
    round_ = [Leave("a", "p", 1, 2, TODAY, TODAY, "stands"), Leave("b", "p", 2, 1, TODAY, TODAY, "stands")]
    assert instead(round_, TODAY) == {}


def test_a_stand_in_reports_for_the_other_district_and_the_ledger_says_in_whose_stead(office: Office) -> None:
    says(office, HEAD, "สายใจลา 4-8 มี.ค. ฝากมาลี")
    assert "ไม่มีสิทธิ์รายงานของอำเภอคลองหาด" in says(office, MALI, "คลองหาด เบิกจ่าย 80%")  # not yet hers
    assert office.store.ledger.standing(SAKAEO, everywhere=True) == []
    office.move("2024-03-05")
    told = says(office, MALI, "คลองหาด เบิกจ่าย 80%")
    assert told.startswith("บันทึกแทนคุณสายใจ ดีงามซึ่งลาอยู่ค่ะ")
    (fact,) = office.store.ledger.history(SAKAEO, "คลองหาด")
    assert (fact.person, fact.stood_for) == (office.numbers[MALI], office.numbers[SAI])
    own = says(office, MALI, "ตาพระยา เบิกจ่าย 70%")
    assert "แทนคุณ" not in own
    (fact,) = office.store.ledger.history(SAKAEO, "ตาพระยา")
    assert fact.stood_for is None
    office.move("2024-03-09")
    says(office, MALI, "คลองหาด เบิกจ่าย 85%")
    assert len(office.store.ledger.history(SAKAEO, "คลองหาด")) == 1
    says(office, SAI, "ยกเลิก เบิกจ่าย")  # who is back takes it back, and brings it back, in nobody's stead
    says(office, SAI, "เอากลับมา")
    _, *after = sorted(office.store.ledger.history(SAKAEO, "คลองหาด"), key=lambda fact: fact.recorded)
    assert [(f.person, f.stood_for) for f in after] == [(office.numbers[SAI], None)] * 2


def test_nothing_but_reporting_is_lent(office: Office) -> None:
    says(office, NAPA, "ประเสริฐลา 4-8 มี.ค. ฝากมาลี")
    office.move("2024-03-05")
    assert "การมอบงานเป็นของพัฒนาการอำเภอ" in says(office, MALI, "มอบ OTOP อ.คลองหาด ให้สายใจ")
    assert "กำหนดวันลาของผู้อื่นได้เฉพาะ" in says(office, MALI, "สายใจลา 11-12 มี.ค. ฝากสมชาย ใจดี")
    says(office, MALI, "ย้ายมาประจำ อ.คลองหาด")
    assert office.store.people.by_id(office.numbers[MALI]).districts == ("ตาพระยา",)  # type: ignore[union-attr]


def test_leave_is_cancelled_before_it_begins_and_ended_while_it_lasts(office: Office) -> None:
    says(office, SAI, "ลา 4-8 มี.ค. ฝาก มาลี")
    yes = buttons(office, HEAD)[0]
    assert "ยกเลิกวันลา 4–8 มี.ค. 2567 แล้วค่ะ" in says(office, SAI, "ยกเลิกลา")
    assert "ดำเนินการไปแล้ว ยกเลิกไปแล้ว" in read_aloud(office.tap(HEAD, yes))
    says(office, HEAD, "สายใจลา 4-8 มี.ค. ฝากมาลี")
    says(office, HEAD, "สายใจลา 11-12 มี.ค. ฝากมาลี")
    assert "ยกเลิกวันลาช่วงไหนคะ" in says(office, SAI, "ยกเลิกลา")
    assert "ยกเลิกวันลา 11–12 มี.ค. 2567" in says(office, SAI, "2")
    office.move("2024-03-06")
    assert "สิ้นสุดเมื่อ 5 มี.ค. 2567" in says(office, SAI, "กลับมาแล้วค่ะ")
    assert [row[2:] for row in leaves(office)] == [
        ("03-04", "03-08", "cancelled"), ("03-04", "03-05", "stands"), ("03-11", "03-12", "cancelled"),
    ]  # fmt: skip
    assert "ท่านไม่ต้องทำแทน" in heard(office, MALI)[-1]["text"]
    assert "ไม่มีวันลา" in says(office, SAI, "ยกเลิกวันลา")
    assert "กำหนดวันลาของผู้อื่นได้เฉพาะ" in says(office, SOMCHAI, "ยกเลิกลาของสายใจ")


def test_who_is_away_is_listed(office: Office) -> None:
    assert "ไม่มีใครลา" in says(office, HEAD, "ใครลาบ้าง")
    says(office, HEAD, "สายใจลา 4-8 มี.ค. ฝากมาลี")
    assert "คุณสายใจ ดีงาม 4–8 มี.ค. 2567 · คุณมาลี ศรีสุข ทำแทน" in says(office, HEAD, "ใครลาบ้าง")
    assert "คุณมาลี ศรีสุข ทำแทน" in says(office, MALI, "วันลา")
    assert "ไม่มีวันลา" in says(office, SOMCHAI, "วันลาของฉัน")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("ลา 30-31 ก.พ. ฝากมาลี", "ไม่มีวันที่นี้ในปฏิทิน"),
        ("ลา 8-4 มี.ค. ฝากมาลี", "วันสุดท้ายมาก่อนวันแรก"),
        ("ลา 4-8 ก.พ. ฝากมาลี", "วันลาที่พิมพ์ผ่านไปแล้ว"),
        ("ลา 4 มี.ค. 67 - 5 มี.ค. 69 ฝากมาลี", "ยาวเกินหนึ่งปี"),
        ("ขอลา ฝากมาลี", "ลาวันไหนคะ"),
    ],
)
def test_days_that_cannot_be(office: Office, words: str, problem: str) -> None:
    assert problem in says(office, SAI, words)
    assert leaves(office) == []


@pytest.mark.parametrize(
    "words",
    [
        "ลาออก", "เวลา 3 วัน", "กลุ่มศาลาแดง 3 ครัวเรือน", "จัดประชุม 3 ครั้ง", "ไปประชุม คสป. 3 มี.ค.", "ลาดยาว 80%",
        "เบิกจ่าย 80% ฝากด้วยค่ะ", "ลำปลายมาศ เบิกจ่าย 3 มี.ค. 80%", "ลาว 3 คน", "กลับมาแล้ว 3 ครัวเรือน",
    ],
)  # fmt: skip
def test_what_is_no_leave(words: str) -> None:
    assert leave_said(words, TODAY) is None


DAYS = {
    "3-7 มี.ค.": ("2024-03-03", "2024-03-07"),
    "28 ก.พ. ถึง 3 มี.ค.": ("2024-02-28", "2024-03-03"),
    "3 มี.ค. 67 - 7 มี.ค. 67": ("2024-03-03", "2024-03-07"),
    "3/3/2567-7/3/2567": ("2024-03-03", "2024-03-07"),
    "28 ธ.ค. - 3 ม.ค.": ("2024-12-28", "2025-01-03"),
    "พรุ่งนี้": ("2024-02-21", "2024-02-21"),
    "วันนี้ถึงวันศุกร์": ("2024-02-20", "2024-02-23"),  # a Tuesday
    "ศุกร์หน้า": ("2024-03-01", "2024-03-01"),
    "สัปดาห์หน้า": ("2024-02-26", "2024-03-01"),
    "สัปดาห์นี้": ("2024-02-20", "2024-02-23"),
    "วันที่ 5": ("2024-03-05", "2024-03-05"),  # the fifth of February has passed
    "วันที่ 25-27": ("2024-02-25", "2024-02-27"),
    "ตั้งแต่ 3 มี.ค. 5 วัน": ("2024-03-03", "2024-03-07"),
    "๓ – ๗ มีนาคม ๒๕๖๗": ("2024-03-03", "2024-03-07"),
}


@pytest.mark.parametrize("words", DAYS)
def test_days_ahead(words: str) -> None:
    found = days_ahead(words, TODAY)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat(), found.problem) == (*DAYS[words], "")


@pytest.mark.parametrize("words", ["80%", "5 ครัวเรือน", "82.5", "3 วัน"])
def test_a_bare_figure_is_no_day(words: str) -> None:
    assert days_ahead(words, TODAY) is None
