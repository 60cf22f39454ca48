"""Moving to another district is asked for in chat, approved in chat, and bound to what the card showed."""

from pathlib import Path
from typing import Any

import pytest

from tests.handlers.office import Office, read_aloud

SAKAEO = "sakaeo-2567-1"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2024-03-15", SAKAEO)
    made.enroll("สาย", "สระแก้ว", "คลองหาด")
    made.enroll("นภา", "สระแก้ว", role="supervisor")
    made.enroll("ดวง", "สระแก้ว", role="supervisor")
    return made


def districts(office: Office, name: str = "สาย") -> tuple[str, ...]:
    person = office.store.people.by_id(office.numbers[name])
    assert person is not None
    return person.districts


def buttons(office: Office, name: str) -> list[str]:
    """The data of the newest card's buttons in somebody's chat: approve and refuse."""
    import json

    rows = office.store.db.query("SELECT body FROM outbox WHERE target = ? ORDER BY rowid", [office.people[name]])
    cards = [m for row in rows for m in json.loads(row["body"]) if m["type"] == "flex"]
    foot: dict[str, Any] = cards[-1]["contents"]["footer"]
    return [b["action"]["data"] for b in foot["contents"]]


@pytest.mark.parametrize(
    "words",
    [
        "ย้ายมาประจำ อ.ตาพระยา",
        "ขอย้ายไป อ.ตาพระยาค่ะ",
        "ขอเปลี่ยนอำเภอเป็นตาพระยาครับ",
        "แจ้งย้ายไปอำเภอตาพระยา",
        "ย้ายมาอยู่ตาพระยาแล้วค่ะ",
    ],
)
def test_a_move_is_asked_for_in_words(office: Office, words: str) -> None:
    asked = read_aloud(office.answer("สาย", words))
    assert asked.startswith("ขอย้ายตัวท่านจาก อ.คลองหาด ไปประจำ อ.ตาพระยา ใช่ไหมคะ")
    sent = read_aloud(office.answer("สาย", "ใช่ค่ะ"))
    assert "ส่งคำขอย้ายไป อ.ตาพระยา ถึงผู้กำกับแล้วค่ะ" in sent
    assert districts(office) == ("คลองหาด",)
    yes, _ = buttons(office, "นภา")
    assert read_aloud(office.tap("นภา", yes)) == "ย้ายคุณสาย ไป อ.ตาพระยา แล้ว"
    assert districts(office) == ("ตาพระยา",)
    assert "ดำเนินการไปแล้ว" in read_aloud(office.tap("ดวง", yes))  # the other supervisor's card
    office.answer("สาย", "เบิกจ่าย 80%")
    assert [s.district for s in office.store.ledger.standing(SAKAEO, everywhere=True)] == ["ตาพระยา"]


def test_without_a_district_it_is_asked_where_to(office: Office) -> None:
    asked = read_aloud(office.answer("สาย", "ขอย้ายอำเภอค่ะ"))
    assert asked.startswith("ขอย้ายตัวท่านจาก อ.คลองหาด ไปประจำอำเภอใดคะ")
    assert "อ.คลองหาด\n" not in asked
    office.answer("สาย", "โคกสูง")
    office.tap("นภา", buttons(office, "นภา")[0])
    assert districts(office) == ("โคกสูง",)


def test_no_closes_it(office: Office) -> None:
    office.answer("สาย", "ย้ายมาประจำ อ.ตาพระยา")
    assert "ไม่ได้ขอย้าย" in read_aloud(office.answer("สาย", "ไม่ใช่ค่ะ"))
    assert districts(office) == ("คลองหาด",)


def test_a_refusal_stands_against_every_card(office: Office) -> None:
    office.answer("สาย", "ย้ายมาประจำ อ.ตาพระยา")
    office.answer("สาย", "ใช่")
    yes, no = buttons(office, "นภา")
    assert "ไม่อนุมัติคุณสาย" in read_aloud(office.tap("นภา", no))
    assert "ดำเนินการไปแล้ว" in read_aloud(office.tap("ดวง", yes))
    assert districts(office) == ("คลองหาด",)


def test_a_second_request_voids_the_first_card(office: Office) -> None:
    for district in ("ตาพระยา", "โคกสูง"):
        office.answer("สาย", f"ย้ายมาประจำ อ.{district}")
        office.answer("สาย", "ใช่")
        if district == "ตาพระยา":
            first = buttons(office, "นภา")[0]
    assert "ดำเนินการไปแล้ว" in read_aloud(office.tap("นภา", first))
    assert districts(office) == ("คลองหาด",)
    office.tap("นภา", buttons(office, "นภา")[0])
    assert districts(office) == ("โคกสูง",)


def test_nobody_approves_but_who_oversees_and_only_what_was_shown(office: Office) -> None:
    office.enroll("เพื่อน", "สระแก้ว", "คลองหาด")
    office.answer("สาย", "ย้ายมาประจำ อ.ตาพระยา")
    office.answer("สาย", "ใช่")
    yes, _ = buttons(office, "นภา")
    for name in ("เพื่อน", "สาย"):
        assert "สำหรับผู้กำกับ" in read_aloud(office.tap(name, yes))
    office.tap("นภา", yes.replace("ตาพระยา", "โคกสูง"))
    assert districts(office) == ("คลองหาด",)


def test_what_is_no_move(office: Office) -> None:
    assert "ประจำ อ.คลองหาด อยู่แล้ว" in read_aloud(office.answer("สาย", "ย้ายมาประจำ อ.คลองหาด"))
    assert "ดูแลทั้งจังหวัด" in read_aloud(office.answer("นภา", "ย้ายมาประจำ อ.คลองหาด"))
    assert "ขอย้ายตัว" not in read_aloud(office.answer("สาย", "ครัวเรือนยากจนย้ายไปอำเภอตาพระยา 3 ครัวเรือน"))


def test_a_request_to_move_stands_among_what_waits_for_approval(office: Office) -> None:
    assert read_aloud(office.answer("นภา", "รออนุมัติ")) == "ไม่มีผู้รออนุมัติค่ะ"
    office.answer("สาย", "ขอย้ายไป อ.ตาพระยาค่ะ")
    office.answer("สาย", "ใช่ค่ะ")
    number = office.numbers["สาย"]
    waits = read_aloud(office.answer("นภา", "รออนุมัติ"))
    assert f"{number}. คำขอย้าย: คุณสาย จาก อ.คลองหาด ไป อ.ตาพระยา" in waits
    office.answer("นภา", f"อนุมัติ {number}")  # a number does not say which request: the card shows it
    assert districts(office) == ("คลองหาด",)
    office.tap("นภา", buttons(office, "นภา")[0])
    assert districts(office) == ("ตาพระยา",)
    assert read_aloud(office.answer("นภา", "รออนุมัติ")) == "ไม่มีผู้รออนุมัติค่ะ"


def test_a_request_that_was_declined_waits_no_longer(office: Office) -> None:
    office.answer("สาย", "ขอย้ายไป อ.ตาพระยาค่ะ")
    office.answer("สาย", "ใช่ค่ะ")
    office.tap("นภา", buttons(office, "นภา")[1])
    assert read_aloud(office.answer("นภา", "รออนุมัติ")) == "ไม่มีผู้รออนุมัติค่ะ"
    assert districts(office) == ("คลองหาด",)
