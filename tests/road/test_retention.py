"""The sweep keeps to the table: paper a quarter of a year, the office's records RETAIN_YEARS, nothing that waits."""

from datetime import date, datetime
from pathlib import Path

from bot import backups
from bot.config import load_settings
from bot.events import BANGKOK
from bot.nightly import Nightly
from bot.retention import DAY, sweep
from bot.store import Store, open_store
from bot.store.inbox import Arrival
from handlers.facts import Fact

NOW = 1_800_000_000_000  # 15 January 2027
TODAY = date(2027, 1, 15)


def store_with(tmp_path: Path) -> Store:
    store = open_store(f"sqlite:///{tmp_path}/radap.db", tmp_path)
    store.migrate()
    return store


def message(store: Store, id: str, days_ago: int, *, done: bool = True) -> None:
    at = NOW - days_ago * DAY
    store.inbox.accept([Arrival(id, "U1", at, at, '{"message":{"text":"เบิกจ่าย 82%"}}')])
    if done:
        with store.db.transaction():
            store.db.execute("UPDATE inbox SET state = 'done', done = ? WHERE event_id = ?", [at, id])


def report(store: Store, id: str, days_ago: int) -> None:
    at = NOW - days_ago * DAY
    fact = Fact(f"{id}-0", "value", "a", "d", "i", "x", "82", date(2026, 1, 1), at, person=1, event_id=id)
    with store.db.transaction():
        store.ledger.record(fact=fact, now=at)


def left(store: Store) -> list[str]:
    return [row["event_id"] for row in store.db.query("SELECT event_id FROM inbox ORDER BY event_id")]


def test_chat_goes_after_ninety_days_a_reports_words_stay_with_the_report(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    message(store, "chat-old", 91)
    message(store, "chat-new", 89)
    message(store, "report", 400)
    report(store, "report", 400)
    message(store, "waiting", 400, done=False)
    swept = sweep(store, NOW, TODAY, 5)
    assert swept["words that became no record"] == 1
    assert left(store) == ["chat-new", "report", "waiting"]


def test_after_the_years_the_report_goes_with_its_words(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    message(store, "old", 5 * 366 + 1)
    report(store, "old", 5 * 366 + 1)
    message(store, "kept", 5 * 365 - 2)
    report(store, "kept", 5 * 365 - 2)
    sweep(store, NOW, TODAY, 5)
    assert left(store) == ["kept"]
    assert store.ledger.fact("old-0") is None
    assert store.ledger.fact("kept-0") is not None


def test_a_sent_answer_loses_its_words_and_keeps_that_it_was_sent(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    with store.db.transaction():
        store.outbox.put(id="r", kind="reply", target="U1", body=[{"type": "text", "text": "x"}], now=NOW - 100 * DAY)
        store.outbox.finish("r", "sent", NOW - 100 * DAY, "200")
    sweep(store, NOW, TODAY, 5)
    row = store.db.query("SELECT state, body FROM outbox")[0]
    assert (row["state"], row["body"]) == ("sent", "[]")


def test_a_night_makes_one_proven_backup_and_one_sweep(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/radap.db", "BACKUP_DIR": str(tmp_path / "backups")}
    nightly = Nightly(load_settings(env, line_needed=False), store)
    night = datetime(2027, 1, 15, 2, 30, tzinfo=BANGKOK)
    for hour in (1, 2, 2, 14):
        nightly.look(night.replace(hour=hour))
    assert len(backups.all_in(tmp_path / "backups")) == 1
    assert store.kept.get("nightly") == "2027-01-15"
