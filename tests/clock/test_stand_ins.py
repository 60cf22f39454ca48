"""While somebody is away reminders go to who stands in; afterwards to them again."""

from datetime import date
from typing import Any

from scoring.deadlines.leaves import Leave
from tests.clock.office import Office, everything, line_user

FIRST = date(2022, 2, 25)  # seven days before 4 March, two things due


def number(office: Office, name: str) -> int:
    person = office.store.people.by_line(line_user(name))
    assert person is not None
    return person.id


def away(office: Office, name: str, stand_in: str, first: date, last: date) -> None:
    leave = Leave(f"{name}-{first}", "หนองคาย", number(office, name), number(office, stand_in), first, last, "stands")
    with office.store.db.transaction():
        office.store.leaves.ask(leave=leave, by=1, at=office.ms())


def last_message(office: Office, name: str) -> dict[str, Any]:
    return [e.message for e in office.world.chat(line_user(name)) if e.who == "bot"][-1]


def test_the_stand_in_is_reminded_in_the_place_of_who_is_away(nongkhai: Office) -> None:
    away(nongkhai, "สมชาย", "สมศรี", date(2022, 2, 24), date(2022, 3, 1))
    away(nongkhai, "สมหญิง", "สมศรี", date(2022, 2, 24), date(2022, 3, 1))
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    assert nongkhai.pushed_to("สมหญิง") == []
    assert len(nongkhai.pushed_to("สมศรี")) == 1  # one digest: the own district and ท่าบ่อ
    text = everything(last_message(nongkhai, "สมศรี"))
    for part in ("อ.ท่าบ่อ", "อ.สังคม", "แทนคุณสมชาย, คุณสมหญิง"):
        assert part in text


def test_afterwards_they_come_to_the_person_again(nongkhai: Office) -> None:
    away(nongkhai, "สมชาย", "สมศรี", date(2022, 2, 24), date(2022, 2, 28))
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    nongkhai.today.set(date(2022, 3, 1))
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1


def test_a_chain_is_followed_and_who_cannot_be_reached_gives_way_to_the_head(nongkhai: Office) -> None:
    away(nongkhai, "สมชาย", "สมศรี", date(2022, 2, 24), date(2022, 2, 28))
    away(nongkhai, "สมศรี", "สมหญิง", date(2022, 2, 25), date(2022, 2, 25))
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert (len(nongkhai.pushed_to("สมชาย")), len(nongkhai.pushed_to("สมศรี"))) == (0, 0)
    assert "อ.สังคม" in everything(last_message(nongkhai, "สมหญิง"))


def test_a_removed_stand_in_gives_way_to_the_head(nongkhai: Office) -> None:
    away(nongkhai, "สมชาย", "สมศรี", date(2022, 2, 24), date(2022, 2, 28))
    with nongkhai.store.db.transaction():
        nongkhai.store.people.remove(person=number(nongkhai, "สมศรี"))
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    assert len(nongkhai.pushed_to("สมหญิง")) == 1


def test_the_plan_knows_of_leave_to_come(nongkhai: Office) -> None:
    away(nongkhai, "สมชาย", "สมศรี", date(2022, 2, 24), date(2022, 2, 28))
    nongkhai.today.set(date(2022, 2, 22))
    lines = nongkhai.clock.planner.plan("หนองคาย", date(2022, 2, 22), 10)
    mine = [line.day for line in lines if line.person == number(nongkhai, "สมชาย")]
    assert FIRST not in mine
    assert mine  # after the leave


def test_from_the_chat_to_the_reminder(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 22))
    nongkhai.says("สมชาย", "ลา 24 ก.พ. - 1 มี.ค. ฝากสมศรี")
    (card,) = [e.message for e in nongkhai.world.chat(line_user("สมหญิง")) if e.who == "bot"]
    nongkhai.says("สมหญิง", data=card["contents"]["footer"]["contents"][0]["action"]["data"])
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert len([t for t in nongkhai.pushed_to("สมศรี") if "เตือนกำหนดส่ง" in t]) == 1
    assert [t for t in nongkhai.pushed_to("สมชาย") if "เตือนกำหนดส่ง" in t] == []
    nongkhai.says("สมศรี", "กำหนดส่ง")
    assert "ท่าบ่อ" in everything(last_message(nongkhai, "สมศรี"))
