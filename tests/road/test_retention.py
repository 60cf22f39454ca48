"""The sweep keeps to the table: paper a quarter of a year, the office's records RETAIN_YEARS, nothing that waits."""

from datetime import date, datetime
from pathlib import Path

from bot.config import load_settings
from bot.keeping import backups
from bot.keeping.nightly import Nightly
from bot.store import Store, open_store
from bot.store.post.inbox import Arrival
from bot.store.retention import DAY, sweep
from scoring.periods import BANGKOK
from scoring.results.facts import Fact

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
    fact = Fact(f"{id}-0", "value", "a", "d", "i", id, "82", date(2026, 1, 1), at, person=1, event_id=id)
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


def test_what_the_office_decided_and_what_it_was_told_goes_with_the_years(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    for name, days in (("old", 5 * 366 + 1), ("kept", 5 * 365 - 2)):
        at = NOW - days * DAY
        with store.db.transaction():
            store.rounds.activate(agreement=name, province="p", at=at)
            store.rounds.close(agreement=name, by=1, snapshot="all levels", at=at)
            store.signing.sign(agreement=name, district="d", about="results", deed="certified", person=1, at=at)
            store.signing.log_round(agreement=name, deed="closed", person=1, why="", at=at)
            store.broadcasts.create(
                id=name, province="p", person=1, words="x", whom="all", due="2020-01-01", people=[1, 2], at=at
            )
            store.reminders.take_day(person=1, day=name, outbox=name, how="push", at=at)
            store.reminders.mark([(name, "-7", 0)], province="p", state="cleared", day=name, at=at)
            store.duties.call_done(obligation=name, person=1, at=at)
            store.outbox.put(id=name, kind="push", target="U1", body=[], now=at)
            store.outbox.finish(name, "sent", at, "200", [f"m-{name}"])
        report(store, name, days)
    sweep(store, NOW, TODAY, 5)
    assert store.db.query("SELECT agreement FROM rounds WHERE snapshot IS NOT NULL") == [{"agreement": "kept"}]
    for sql in (
        *("SELECT agreement AS x FROM signatures", "SELECT agreement AS x FROM round_log"),
        *("SELECT id AS x FROM broadcasts", "SELECT DISTINCT broadcast AS x FROM broadcast_recipients"),
        *("SELECT day AS x FROM digests", "SELECT day AS x FROM reminders", "SELECT obligation AS x FROM duties_done"),
        *("SELECT id AS x FROM outbox", "SELECT outbox_id AS x FROM sent_messages"),
        "SELECT SUBSTR(fact, 1, 4) AS x FROM current_values",
    ):
        assert store.db.query(sql) == [{"x": "kept"}], sql


def test_who_never_finished_registering_is_forgotten_after_ninety_days(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    for state in ("registering", "refused", "coded", "active", "removed"):
        for days in (91, 89):
            with store.db.transaction():
                store.people.arrive(line_user=f"{state}-{days}", at=NOW - days * DAY)
                store.db.execute("UPDATE people SET state = ? WHERE line_user = ?", [state, f"{state}-{days}"])
    with store.db.transaction():
        store.people.arrive(line_user="code", at=NOW - 200 * DAY)
        store.db.execute("UPDATE people SET state = 'coded' WHERE line_user = 'code'")
        (person,) = store.db.query("SELECT id FROM people WHERE line_user = 'code'")
        store.people.give_code(person=person["id"], code="ABCDEFGH", at=NOW)
    assert sweep(store, NOW, TODAY, 5)["strangers"] == 3
    left = {row["line_user"] for row in store.db.query("SELECT line_user FROM people")}
    assert left == {
        *("registering-89", "refused-89", "coded-89", "active-91", "active-89", "removed-91", "removed-89", "code"),
    }


def test_an_alarm_that_rang_goes_after_ninety_days_one_that_waits_stays(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    with store.db.transaction():
        for id in ("rang", "waits"):
            store.alarms.set(id=id, person=1, due="2027-01-01T09:00", words="x", at=NOW - 91 * DAY)
        store.alarms.settle(id="rang", state="sent")
    sweep(store, NOW, TODAY, 5)
    assert store.db.query("SELECT id FROM alarms") == [{"id": "waits"}]


def test_a_night_makes_one_proven_backup_and_one_sweep(tmp_path: Path) -> None:
    store = store_with(tmp_path)
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/radap.db", "BACKUP_DIR": str(tmp_path / "backups")}
    nightly = Nightly(load_settings(env, line_needed=False), store)
    night = datetime(2027, 1, 15, 2, 30, tzinfo=BANGKOK)
    for hour in (1, 2, 2, 14):
        nightly.look(night.replace(hour=hour))
    assert len(backups.all_in(tmp_path / "backups")) == 1
    assert store.kept.get("nightly") == "2027-01-15"
