"""The clock as a process: APScheduler ticks and no more, two clocks on one server are one, SQLite's waits."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from bot.clock.tick import TICKED
from tests.clock.office import Office, words


def test_apscheduler_ticks_with_its_traps_switched_off(nongkhai: Office) -> None:
    nongkhai.clock.start(every=1)
    try:
        (job,) = nongkhai.clock._scheduler.get_jobs()
        assert job.misfire_grace_time is None
        assert job.coalesce
        assert job.max_instances == 1
        deadline = time.monotonic() + 10
        while nongkhai.store.kept.get(TICKED) is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert nongkhai.store.kept.get(TICKED) is not None
    finally:
        nongkhai.clock.stop()


def test_one_part_that_fails_does_not_stop_the_others(nongkhai: Office) -> None:
    nongkhai.says("สมชาย", "เตือนพรุ่งนี้ 8 โมง ส่งรายงาน")
    with nongkhai.store.db.transaction():
        nongkhai.store.db.execute("UPDATE alarms SET due = '2022-02-30T08:00'")  # a day that does not exist
    nongkhai.today.set(date(2022, 3, 1))
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมหญิง")) == 1


def test_two_clocks_at_the_same_moment_on_postgres_send_each_digest_once(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path, "nongkhai-2565-1", patch=monkeypatch, url=postgres_url)
    office.today.set(date(2022, 2, 1))
    for n in range(60):
        office.person(f"คนที่ {n}", "หนองคาย", "officer", "ท่าบ่อ" if n % 2 else "สังคม")
    office.person("ผู้ดูแล", "หนองคาย", "admin")
    office.today.set(date(2022, 2, 24), 17)
    office.says("ผู้ดูแล", "ประกาศถึง สังคม: ทดสอบ")
    office.says("ผู้ดูแล", "1")
    office.says("คนที่ 1", "เตือนพรุ่งนี้ 8 โมง ส่งรายงาน")
    office.today.set(date(2022, 2, 25))
    clocks = [office.new_clock() for _ in range(3)]
    threads = [threading.Thread(target=clock.tick) for clock in clocks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    office.deliver()
    for clock in clocks:
        clock.tick()
    office.deliver()
    pushed = [words(s.messages[0]) for s in office.pushes() if s.endpoint == "push"]
    assert len([text for text in pushed if text.startswith("เตือนกำหนดส่ง 2 เรื่อง")]) == 60
    assert [text for text in pushed if text.startswith("⏰")] == ["⏰ เตือนตามที่ขอไว้ค่ะ: ส่งรายงาน"]
    assert len({s.to for s in office.pushes() if s.endpoint == "push"}) == 60
    assert [len(s.to) for s in office.pushes() if s.endpoint == "multicast"] == [30]
    office.store.close()


def test_with_sqlite_the_clock_process_says_that_the_web_process_ticks_and_waits(tmp_path: Path) -> None:
    """Also where it has a disk of its own, on which there is no database."""
    url = f"sqlite:///{tmp_path}/radap.db"
    environ = {
        **os.environ, "DATABASE_URL": url, "LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t",
    }  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "bot", "clock"], env=environ, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.readline()
    assert said == "clock: the database is SQLite, so the web process ticks; nothing to do here, waiting\n"
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert not list(tmp_path.iterdir())


def test_the_administrator_is_asked_once_for_a_year_whose_holidays_the_cabinet_has_not_set(nongkhai: Office) -> None:
    nongkhai.person("ผู้ดูแล", "หนองคาย", "admin")
    for day in (date(2026, 9, 1), date(2026, 12, 1), date(2026, 12, 2), date(2027, 1, 4)):
        nongkhai.today.set(day)
        nongkhai.tick()
    asked = [said for said in nongkhai.pushed_to("ผู้ดูแล") if "วันหยุดราชการปี 2570" in said]
    assert len(asked) == 1
