"""What watching says: /healthz and /metrics name nobody, and a trouble that stays is told to the admins once a day."""

import json
import logging
import sqlite3
import sys
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.keeping import backups, health
from bot.keeping.alarms.watching import Watch
from bot.logs import AsJson
from bot.now import milliseconds
from bot.store import Store, open_store
from bot.store.post.inbox import Arrival
from bot.today import Today
from templates.words.people import faults
from tests.road.office import Road

MINUTE = 60_000


def bot(tmp_path: Path) -> tuple[Store, Today]:
    settings = load_settings({"DATABASE_URL": f"sqlite:///{tmp_path}/radap.db"}, line_needed=False)
    store = open_store(settings.database_url, tmp_path)
    store.migrate()
    return store, Today(settings, store)


def waiting_since(store: Store, ms: int) -> None:
    store.inbox.accept([Arrival("E1", "U1", ms, ms, '{"message":{"text":"สมชาย"}}')])


def test_a_message_that_waits_for_two_minutes_is_said(tmp_path: Path) -> None:
    store, today = bot(tmp_path)
    waiting_since(store, milliseconds() - 2 * MINUTE)
    well, state = health.health(store, today)
    assert well
    assert state["unwell"] == ["inbox: messages wait for more than a minute"]
    assert state["inbox_waiting"] == 1


def test_metrics_count_and_name_nobody(tmp_path: Path) -> None:
    store, today = bot(tmp_path)
    waiting_since(store, milliseconds())
    text = health.metrics(store, today, {"accepted": 7}, {"reply_sent": 5})
    assert "\nradap_inbox_waiting 1\n" in text
    assert "# TYPE radap_since_start_total counter" in text
    assert 'radap_since_start_total{what="accepted"} 7' in text
    assert 'radap_since_start_total{what="reply_sent"} 5' in text
    assert "สมชาย" not in text
    assert "U1" not in text


def test_metrics_tell_what_was_handled_how_old_replies_are_and_how_late_reminders(tmp_path: Path) -> None:
    store, today = bot(tmp_path)
    now, day = milliseconds(), today.day().isoformat()
    for n, (state, ago) in enumerate((("done", 1), ("done", 59), ("failed", 59), ("done", 61))):
        store.inbox.accept([Arrival(f"E{n}", "U1", now, now, "{}")])
        with store.db.transaction():
            store.inbox.finish(n + 1, now - ago * MINUTE, state=state)
    with store.db.transaction():
        for n in range(1, 101):
            store.outbox.put(
                id=f"r{n}", kind="reply", target="U1", body=[], now=now, reply_token="t", token_at=now - 60_000 - n
            )
            store.outbox.finish(f"r{n}", "sent", now - 60_000)
        store.outbox.put(id="d1", kind="push", target="U1", body=[], now=now, due=now)
        store.outbox.put(id="d2", kind="push", target="U2", body=[], now=now, due=now)
        store.outbox.finish("d1", "sent", now - 1_000)
        store.reminders.take_day(person=1, day=day, outbox="d1", how="push", at=now - 3_000)
        store.reminders.take_day(person=2, day=day, outbox="d2", how="push", at=now - 90_000)
        store.reminders.take_day(person=3, day="2020-01-01", outbox="d1", how="push", at=0)
        store.unread.note(event_id="E1", reason="no_unit", province="p", at=now)
    told = dict(line.rsplit(" ", 1) for line in health.metrics(store, today, {}, {}).splitlines() if line[0] != "#")
    assert told['radap_messages_last_hour{state="done"}'] == "2"
    assert told['radap_messages_last_hour{state="failed"}'] == "1"
    assert told['radap_outbox_last_hour{what="reply:sent"}'] == "100"
    assert told['radap_asked_rows{reason="no_unit"}'] == "1"
    assert told["radap_reply_age_median_ms"] == "51"
    assert told["radap_reply_age_p95_ms"] == "96"
    assert 90_000 <= int(told["radap_reminder_lag_ms"]) < 95_000
    assert told["radap_unwell"] == "0"


def test_what_an_administrator_must_know_of_before_it_is_too_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, today = bot(tmp_path)
    now = milliseconds()
    assert health.health(store, today)[1]["unwell"] == []
    with store.db.transaction():
        store.kept.put(name=backups.TRIED, value=str(now))
        store.kept.put(name=backups.KEPT, value=str(now - 49 * 60 * MINUTE))
    monkeypatch.setattr(health, "LEAST_FREE", 2**60)
    unwell = health.health(store, today)[1]["unwell"]
    assert unwell == ["backup: none has succeeded for two days", "disk: less than 500 MiB are free"]
    assert [faults.unwell(one).split("ต่อเนื่อง")[0] for one in unwell] == [
        "แจ้งผู้ดูแลระบบ: สำรองข้อมูลไม่สำเร็จมาสองวันแล้ว ",
        "แจ้งผู้ดูแลระบบ: พื้นที่ดิสก์เหลือไม่ถึง 500 MB ",
    ]


def test_metrics_are_for_the_token_or_this_machine_itself() -> None:
    assert health.may_read("secret", "Bearer secret", "203.0.113.9", None)
    assert not health.may_read("secret", "Bearer other", "127.0.0.1", None)
    assert health.may_read(None, "", "127.0.0.1", None)
    assert not health.may_read(None, "", "127.0.0.1", "203.0.113.9"), "a proxy on this machine speaks for a stranger"
    assert not health.may_read(None, "", "203.0.113.9", None)


def test_what_stays_unwell_for_a_quarter_of_an_hour_is_told_to_the_admin_once_a_day(tmp_path: Path) -> None:
    store, today = bot(tmp_path)
    with store.db.transaction():
        store.people.enroll(
            name="ผู้ดูแล", province="", role="admin", districts=(), group="", line_user="U" + "a" * 32, at=0
        )
    now = milliseconds()
    waiting_since(store, now - 2 * MINUTE)
    watch = Watch(store, [lambda now: health.health(store, today, now=now)[1]["unwell"]])
    noon = now - now % 86_400_000 + 36 * 60 * MINUTE  # tomorrow's: the message itself is not old
    for minutes in (0, 14, 15, 16, 200):
        watch.look(noon + minutes * MINUTE)
    rows = store.db.query("SELECT body FROM outbox")
    assert len(rows) == 1
    assert "ข้อความเข้าค้าง" in json.loads(rows[0]["body"])[0]["text"]


def logged(failure: Exception, said: str = "message failed") -> str:
    try:
        raise failure
    except Exception:
        record = logging.LogRecord("radap.mailbox", logging.ERROR, "", 0, said, (), sys.exc_info())
    return AsJson().format(record)


def test_a_trace_in_the_log_says_where_and_never_quotes_what_somebody_wrote() -> None:
    line = json.loads(logged(ValueError("found 'เบิกจ่าย ของ สมชาย 82%'")))
    assert "สมชาย" not in line["trace"]
    assert "test_watching.py" in line["trace"]
    assert line["trace"].endswith("ValueError\n")


def test_a_trouble_of_the_machine_is_told_in_its_own_words() -> None:
    assert "database or disk is full" in logged(sqlite3.OperationalError("database or disk is full"))
    assert "No space left on device" in logged(OSError(28, "No space left on device"))


def test_an_error_within_an_error_is_told_with_both_places() -> None:
    name = "สมชาย"
    try:
        try:
            raise KeyError(name)
        except KeyError as inner:
            raise RuntimeError(name) from inner
    except RuntimeError as outer:
        trace = json.loads(logged(outer))["trace"]
    assert trace.index("KeyError\n") < trace.index("RuntimeError\n")
    assert name not in trace


def test_a_link_into_the_pages_is_not_logged_with_the_address_that_failed() -> None:
    line = json.loads(logged(ValueError(), "Exception on /open/c2VjcmV0LXRva2Vu [GET]"))
    assert line["what"] == "Exception on /open/… [GET]"


def test_a_log_line_is_one_json_object_without_id_numbers() -> None:
    record = logging.LogRecord("radap.mailbox", logging.INFO, "", 0, "found 1101700230708 here", (), None)
    record.request_id = "ab-1"
    line = json.loads(AsJson().format(record))
    assert line["request_id"] == "ab-1"
    assert "1101700230708" not in line["what"]
    assert line["level"] == "info"


def test_one_id_leads_from_the_webhook_to_the_reply_also_after_a_second_try(
    road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "radap")
    person = road.officer()
    road.says(person, "ฉันคือใคร")
    road.line.fail("reply", "500", times=1)
    road.says(person, "ช่วยเหลือ")
    told = [(r.getMessage(), getattr(r, "request_id", None)) for r in caplog.records if r.name != "radap.watching"]
    for row in road.inbox():
        of_it = sorted(what for what, id in told if id == row["request_id"])  # two threads write them
        assert of_it == ["message handled", "outbox done"]
