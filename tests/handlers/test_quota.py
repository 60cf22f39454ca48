"""Strangers who register cannot spend the month's pushes, and nobody who registers is lost."""

from pathlib import Path

import pytest

from templates.words.people import people as words
from tests.handlers.office import Office, read_aloud

P, D = "บุรีรัมย์", "บ้านกรวด"
DAYS = ("2018-03-15", "2018-03-16")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, DAYS[0], "buriram-2561")
    for n in range(6):
        made.enroll(f"ผู้กำกับ {n}", P, role="supervisor")
    return made


def register(office: Office, name: str) -> str:
    office.people[name] = f"U{100 + len(office.people):032x}"
    office.answer(name, f"ลงทะเบียน {name} พัฒนากร อ.{D} {P}")
    said = read_aloud(office.answer(name, "ยอมรับ"))
    found = office.store.people.by_line(office.people[name])
    assert found is not None
    assert found.state == "waiting"
    return said


def cards(office: Office) -> int:
    rows = office.store.db.query("SELECT body FROM outbox WHERE kind = 'push'")
    return sum("ขออนุมัติผู้ใช้ใหม่" in row["body"] for row in rows)


NAMES = [f"สม{x} ใจดี" for x in ("หญิง", "ชาย", "ศรี", "หมาย", "พร", "จิต")]


def test_six_strangers_cost_one_card_for_each_supervisor(office: Office) -> None:
    assert words.WAITING in register(office, NAMES[0])
    for name in NAMES[1:]:
        assert words.LISTED in register(office, name)
    assert cards(office) == 6  # 36 before


def test_who_came_without_a_card_rides_on_the_next_free_reply_once_and_stands_in_the_list(office: Office) -> None:
    for name in NAMES[:3]:
        register(office, name)
    rides = words.others_wait(3)
    assert read_aloud(office.answer("ผู้กำกับ 0", "ช่วยเหลือ")).startswith(rides)
    assert rides not in read_aloud(office.answer("ผู้กำกับ 0", "ช่วยเหลือ"))
    listed = read_aloud(office.answer("ผู้กำกับ 1", "รออนุมัติ"))
    assert all(name in listed for name in NAMES[:3])
    assert rides not in listed
    assert rides not in read_aloud(office.answer("ผู้กำกับ 1", "ช่วยเหลือ"))
    first = office.store.people.by_line(office.people[NAMES[0]])
    assert first is not None
    settled = read_aloud(office.answer("ผู้กำกับ 2", f"อนุมัติ {first.id}"))
    assert settled.startswith(words.others_wait(2))  # the one who was just let in is not among them
    assert f"อนุมัติคุณ{NAMES[0]}" in settled


def test_the_next_day_one_more_card_goes_out_and_says_how_many_wait(office: Office) -> None:
    for name in NAMES[:3]:
        register(office, name)
    office.move(DAYS[1])
    office.sent += 30
    assert words.WAITING in register(office, NAMES[3])
    assert cards(office) == 12
    rows = office.store.db.query("SELECT body FROM outbox WHERE kind = 'push'")
    assert sum(words.others_wait(4) in row["body"] for row in rows) == 6
    assert words.LISTED in register(office, NAMES[4])
    assert cards(office) == 12


def test_settled_at_once_each_gets_a_card_but_no_more_than_three_a_day(office: Office) -> None:
    """Who registers and leaves again, over and over, spends no more either."""
    for n, name in enumerate(NAMES):
        said = register(office, name)
        assert (words.WAITING if n < 3 else words.LISTED) in said
        office.answer(name, "ลบข้อมูลของฉัน")
        office.answer(name, "ยืนยัน ลบเลย")
        one = office.store.people.by_line(office.people[name])
        if one is not None:
            office.answer("ผู้กำกับ 0", f"ไม่อนุมัติ {one.id}")
    assert cards(office) <= 18


def test_a_supervisor_alone_in_a_quiet_province_hears_of_nobody(office: Office) -> None:
    assert "รออนุมัติอยู่" not in read_aloud(office.answer("ผู้กำกับ 0", "ช่วยเหลือ"))
