"""What watching says: /healthz and /metrics name nobody, and a trouble that stays is told to the admins once a day."""

import json
import logging
from pathlib import Path

from bot import watching
from bot.clockwork import Today, milliseconds
from bot.config import load_settings
from bot.logs import AsJson
from bot.store import Store, open_store
from bot.store.inbox import Arrival

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
    well, state = watching.health(store, today)
    assert well
    assert state["unwell"] == ["inbox: messages wait for more than a minute"]
    assert state["inbox_waiting"] == 1


def test_metrics_count_and_name_nobody(tmp_path: Path) -> None:
    store, today = bot(tmp_path)
    waiting_since(store, milliseconds())
    text = watching.metrics(store, today, {"accepted": 7}, {"reply_sent": 5})
    assert 'radap_inbox_rows{state="waiting"} 1' in text
    assert 'radap_since_start_total{what="accepted"} 7' in text
    assert 'radap_since_start_total{what="reply_sent"} 5' in text
    assert "สมชาย" not in text
    assert "U1" not in text


def test_metrics_are_for_the_token_or_this_machine_itself() -> None:
    assert watching.may_read("secret", "Bearer secret", "203.0.113.9", None)
    assert not watching.may_read("secret", "Bearer other", "127.0.0.1", None)
    assert watching.may_read(None, "", "127.0.0.1", None)
    assert not watching.may_read(None, "", "127.0.0.1", "203.0.113.9"), "a proxy on this machine speaks for a stranger"
    assert not watching.may_read(None, "", "203.0.113.9", None)


def test_what_stays_unwell_for_a_quarter_of_an_hour_is_told_to_the_admin_once_a_day(tmp_path: Path) -> None:
    store, today = bot(tmp_path)
    with store.db.transaction():
        store.people.enroll(
            name="ผู้ดูแล", province="", role="admin", districts=(), group="", line_user="U" + "a" * 32, at=0
        )
    now = milliseconds()
    waiting_since(store, now - 2 * MINUTE)
    watch = watching.Watch(store, today)
    noon = now - now % 86_400_000 + 36 * 60 * MINUTE  # tomorrow's: the message itself is not old
    for minutes in (0, 14, 15, 16, 200):
        watch.look(noon + minutes * MINUTE)
    rows = store.db.query("SELECT body FROM outbox")
    assert len(rows) == 1
    assert "ข้อความเข้าค้าง" in json.loads(rows[0]["body"])[0]["text"]


def test_a_log_line_is_one_json_object_without_id_numbers() -> None:
    record = logging.LogRecord("radap.mailbox", logging.INFO, "", 0, "found 1101700230708 here", (), None)
    record.request_id = "ab-1"
    line = json.loads(AsJson().format(record))
    assert line["request_id"] == "ab-1"
    assert "1101700230708" not in line["what"]
    assert line["level"] == "info"
