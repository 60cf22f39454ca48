"""A report's day, "yesterday" and months count from when it was sent, however late it is handled."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.office.book import Book
from bot.post.mailbox import Mailbox
from bot.today import Today
from scoring.periods import BANGKOK
from tests.handlers.office import Office, read_aloud

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moment = [datetime(2024, 1, 10, 9, tzinfo=BANGKOK)]
    monkeypatch.setattr(time, "time_ns", lambda: int(moment[0].timestamp() * 1000) * 1_000_000)
    return lambda at: moment.__setitem__(0, at)


class RealTime(Office):
    """An office on the real clock, whose messages are sent at one time and handled at another."""

    def __init__(self, folder: Path, clock: Clock, *agreements: str) -> None:
        super().__init__(folder, "2024-01-10", *agreements)
        settings = load_settings({"DATABASE_URL": f"sqlite:///{folder}/radap.db"}, line_needed=False)
        self.today = Today(settings, self.store)
        self.book = Book(self.store.rounds, self.today.day)
        self.mailbox = Mailbox(self.store, self.book, self.today, "https://example.go.th", lambda rows: None)
        self.clock = clock

    def say(self, name: str, text: str, sent: datetime, handled: datetime) -> str:
        self.clock(handled)
        self.sent_at, self.received = sent, handled
        return read_aloud(self.answer(name, text))

    def times(self) -> tuple[int, int]:
        return int(self.sent_at.timestamp() * 1000), int(self.received.timestamp() * 1000)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> RealTime:
    office = RealTime(tmp_path, clock, "sakaeo-2567-1")
    office.enroll("สมใจ", "สระแก้ว", "คลองหาด")
    return office


def at(day: date, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=BANGKOK)


def test_a_hundred_midnights_crossed_leave_every_report_on_the_day_of_its_sending(office: RealTime) -> None:
    """Month-ends, the leap day and the round's last day among them: sent at 23:59:20, handled at 00:05."""
    days = [date(2023, 12, 23) + timedelta(days=n) for n in range(100)]
    assert date(2024, 2, 29) in days
    assert days[-1] == date(2024, 3, 31)
    wrong = []
    for day in days:
        sent, handled = at(day, 23, 59, 20), at(day + timedelta(days=1), 0, 5)
        office.say("สมใจ", "เบิกจ่าย 80%", sent, handled)
        office.say("สมใจ", "แผน 90% เมื่อวาน", sent + timedelta(seconds=20), handled)
        office.say("สมใจ", "OTOP เฉพาะเดือนนี้ 100,000 บาท", sent + timedelta(seconds=30), handled)
        standing = {s.input: s for s in office.store.ledger.standing("sakaeo-2567-1", "คลองหาด")}
        months = {s.slot for s in office.store.ledger.standing("sakaeo-2567-1", "คลองหาด") if s.kind == "month"}
        if standing["budget_percent"].as_of != day:
            wrong.append(f"{day}: today is {standing['budget_percent'].as_of}")
        if standing["plan_percent"].as_of != day - timedelta(days=1):
            wrong.append(f"{day}: yesterday is {standing['plan_percent'].as_of}")
        if day.strftime("%Y-%m") not in months or (day + timedelta(days=1)).strftime("%Y-%m") in months - {
            day.strftime("%Y-%m")
        }:
            wrong.append(f"{day}: months are {sorted(months)}")
    assert wrong == []


def test_a_time_ahead_of_ours_by_more_than_five_minutes_is_ours(office: RealTime) -> None:
    now = at(date(2024, 2, 1), 10, 0)
    office.say("สมใจ", "เบิกจ่าย 80%", at(date(2024, 2, 5), 10, 0), now)
    (fact,) = office.store.ledger.history("sakaeo-2567-1", "คลองหาด")
    assert fact.as_of == date(2024, 2, 1)
    assert fact.happened == int(now.timestamp() * 1000)
    office.say("สมใจ", "เบิกจ่าย 81%", now + timedelta(minutes=4), now)  # LINE's clock and ours may differ a little
    assert office.store.ledger.history("sakaeo-2567-1", "คลองหาด")[-1].happened == fact.happened + 240_000


def test_an_event_forty_days_old_is_not_taken_silently(office: RealTime) -> None:
    said = office.say("สมใจ", "เบิกจ่าย 80%", at(date(2024, 1, 20), 10, 0), at(date(2024, 2, 29), 10, 0))
    assert "ส่งเมื่อ 20 ม.ค. 2567 แต่เพิ่งมาถึงวันนี้ (40 วัน) บันทึกเป็นผลของวันนั้นไหมคะ" in said
    assert office.store.ledger.history("sakaeo-2567-1", "คลองหาด") == []
    office.say("สมใจ", "1", at(date(2024, 2, 29), 10, 1), at(date(2024, 2, 29), 10, 1))
    (fact,) = office.store.ledger.history("sakaeo-2567-1", "คลองหาด")
    assert fact.as_of == date(2024, 1, 20)


def test_an_older_event_that_does_not_count_says_so(office: RealTime) -> None:
    now = at(date(2024, 2, 1), 10, 0)
    office.say("สมใจ", "เบิกจ่าย 85%", now, now)
    said = office.say("สมใจ", "เบิกจ่าย 80%", now - timedelta(minutes=10), now + timedelta(minutes=1))
    assert "ส่งก่อนค่าที่บันทึกไว้แล้วของ 1 ก.พ. 2567 จึงเก็บเป็นประวัติ ค่าปัจจุบันไม่เปลี่ยน" in said
    (stands,) = office.store.ledger.standing("sakaeo-2567-1", "คลองหาด")
    assert stands.value == "85"


def test_utc_is_not_the_offices_day(office: RealTime) -> None:
    sent = datetime(2024, 2, 29, 17, 30, tzinfo=UTC)  # half past midnight of 1 March in Bangkok
    office.say("สมใจ", "เบิกจ่าย 80%", sent, sent)
    (fact,) = office.store.ledger.history("sakaeo-2567-1", "คลองหาด")
    assert fact.as_of == date(2024, 3, 1)


def stands(office: RealTime) -> list[tuple[object, date]]:
    return [(s.value, s.as_of) for s in office.store.ledger.standing("sakaeo-2567-1", "คลองหาด")]


ASKED = date(2024, 2, 29)
NEXT = date(2024, 3, 1)


def test_a_yes_after_midnight_stores_the_day_of_the_report(office: RealTime) -> None:
    office.say("สมใจ", "เบิกจ่ายน่าจะ 80%", at(ASKED, 23, 50), at(ASKED, 23, 50))
    office.say("สมใจ", "ใช่ค่ะ", at(NEXT, 0, 10), at(NEXT, 0, 10))
    assert stands(office) == [("80", ASKED)]


def test_an_answer_is_as_old_as_its_sending_however_late_it_is_handled(office: RealTime) -> None:
    office.say("สมใจ", "เบิกจ่ายน่าจะ 80%", at(ASKED, 23, 50), at(ASKED, 23, 50))
    office.say("สมใจ", "ใช่ค่ะ", at(NEXT, 0, 10), at(NEXT, 7, 30))
    assert stands(office) == [("80", ASKED)]


def test_a_yes_long_after_its_question_gets_it_again_and_the_next_yes_is_heard(office: RealTime) -> None:
    office.say("สมใจ", "เบิกจ่ายน่าจะ 80%", at(ASKED, 21, 0), at(ASKED, 21, 0))
    asked = office.say("สมใจ", "ใช่ค่ะ", at(NEXT, 0, 10), at(NEXT, 0, 10))
    assert "หมายถึงคำถามนี้ใช่ไหมคะ ยังไม่บันทึก" in asked
    assert stands(office) == []
    told = office.say("สมใจ", "ใช่ค่ะ", at(NEXT, 0, 11), at(NEXT, 0, 11))
    assert "ณ 29 ก.พ. 2567" in told
    assert stands(office) == [("80", ASKED)]


def test_a_question_shown_again_lives_as_long_as_a_new_one(office: RealTime) -> None:
    office.say("สมใจ", "เบิกจ่ายน่าจะ 80%", at(ASKED, 21, 0), at(ASKED, 21, 0))
    office.say("สมใจ", "ใช่ค่ะ", at(NEXT, 2, 50), at(NEXT, 2, 50))
    office.say("สมใจ", "ใช่ค่ะ", at(NEXT, 3, 20), at(NEXT, 3, 20))  # six hours after the first time: 3:00
    assert stands(office) == [("80", ASKED)]


def test_what_is_not_saved_bears_the_day_of_its_message(office: RealTime) -> None:
    office.say("สมใจ", "เบิกจ่ายน่าจะ 80%", at(ASKED, 21, 0), at(ASKED, 21, 0))
    history = office.say("สมใจ", "ประวัติ", at(NEXT, 9, 0), at(NEXT, 9, 0))
    assert "ยังไม่บันทึก" in history
    assert "29 ก.พ." in history
    assert "1 มี.ค." not in history
