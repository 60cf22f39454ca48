"""The month's quota lasts the month: what is important goes first, the rest rides on free replies."""

from datetime import date

import pytest

from bot.commands.running import clock as command
from bot.commands.running.clock import DAYS
from bot.refused import Refused
from handlers.deadlines.reminders import thrifty
from templates.calendar import calendar_file
from tests.clock.office import Office

FIRST = date(2022, 2, 25)


def test_thrift_begins_before_the_quota_runs_short() -> None:
    assert not thrifty(None, 0, 5, lambda: 100)
    assert not thrifty(300, 105, 5, lambda: 100)
    assert thrifty(300, 104, 5, lambda: 100)


def test_with_a_small_quota_only_the_important_ones_go_and_the_admin_is_told_once(nongkhai: Office) -> None:
    """Three officers; in March 2565 the days before (3rd), after (7th) and at the round's end are important."""
    nongkhai.sending.quota = 300
    nongkhai.sending.usage = 290
    nongkhai.today.set(date(2022, 3, 1))  # three days before: not important
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    (told,) = nongkhai.pushed_to("ผู้ดูแล")
    assert told.startswith("โควตาข้อความของเดือนนี้เหลือ 10 จาก 300 ข้อความค่ะ")
    nongkhai.today.set(date(2022, 3, 2))
    nongkhai.tick()
    nongkhai.restart()
    nongkhai.tick()
    assert len(nongkhai.pushed_to("ผู้ดูแล")) == 1
    nongkhai.today.set(date(2022, 3, 3))  # the day before
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1
    assert nongkhai.sending.usage == 294


def test_what_was_left_out_rides_on_the_next_free_reply(nongkhai: Office) -> None:
    nongkhai.sending.quota = 300
    nongkhai.sending.usage = 290
    nongkhai.today.set(date(2022, 3, 1))
    nongkhai.tick()
    nongkhai.says("สมชาย", "ฉันคือใคร")
    assert nongkhai.heard("สมชาย")[-1].startswith("เตือนกำหนดส่ง 2 เรื่อง")
    assert nongkhai.pushed_to("สมชาย") == []


def test_with_enough_quota_or_without_a_limit_everything_goes(nongkhai: Office) -> None:
    nongkhai.sending.quota = 300
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert len(nongkhai.pushes()) == 3
    assert nongkhai.store.kept.get("quota") is not None
    nongkhai.says("ผู้ดูแล", "ประกาศ: ทดสอบ")
    assert "ใช้โควตาข้อความ 4 ข้อความ (เดือนนี้เหลือ 300)" in nongkhai.heard("ผู้ดูแล")[-1]


def test_the_dry_run_says_what_will_be_sent_to_whom_and_its_cost_comes_true(
    nongkhai: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If nobody reports: the plan of the coming 50 days is what LINE's API counts."""
    monkeypatch.setenv("DATABASE_URL", nongkhai.url)
    monkeypatch.setenv("TODAY", "2022-02-20")
    args = command.argparse.Namespace(plan="50d", province=None, ics=None)
    assert command.run(args) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2022-02-20 to 2022-04-10, if nobody reports before"
    assert lines[2] == (
        "  2022-02-25 สมชาย (1): บันทึกข้อตกลงในระบบ Online Real Time และพิมพ์สำเนารายงานผลการประเมินให้จังหวัด 2022-03-04, "
        "ส่งหลักฐานการดำเนินงานความโปร่งใสให้สำนักงานพัฒนาชุมชนจังหวัด 2022-03-04"
    )
    # by hand: 25 Feb, 1, 3, 4, 7 March and 24, 28, 30, 31 March, 1, 4 April for three officers;
    # the supervisor on 7 March and 4 April
    assert lines[-1] == "total: 35 pushes, 17 of them important"
    planned = len(nongkhai.clock.planner.plan("หนองคาย", date(2022, 2, 20), 50))
    assert planned == 35
    for n in range(50):
        nongkhai.today.set(date.fromordinal(date(2022, 2, 20).toordinal() + n))
        nongkhai.tick()
    assert len(nongkhai.pushes()) == planned


@pytest.mark.parametrize("span", ["", "0d", "month", "-3d", "4000d"])
def test_a_span_that_makes_no_sense_is_refused(nongkhai: Office, monkeypatch: pytest.MonkeyPatch, span: str) -> None:
    assert DAYS.fullmatch(span) is None
    monkeypatch.setenv("DATABASE_URL", nongkhai.url)
    with pytest.raises(Refused, match=f"clock: found --plan '{span}', expected a number of days like 30d"):
        command.run(command.argparse.Namespace(plan=span, province=None, ics=None))


def test_the_calendar_file_holds_every_deadline_once_in_lines_that_calendars_take(nongkhai: Office) -> None:
    agreement = nongkhai.book.get("nongkhai-2565-1")
    assert agreement is not None
    text = calendar_file(agreement, nongkhai.clock.planner.deadlines_of(agreement))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert [line for line in text.splitlines() if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20220304", "DTSTART;VALUE=DATE:20220304", "DTSTART;VALUE=DATE:20220331",
    ]  # fmt: skip
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "SUMMARY:สิ้นรอบการประเมินที่ 1" in text.replace("\r\n ", "")
