"""doctor: each thing that must be well is told in one line, with what to do when it is not."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock.tick import TICKED
from bot.keeping import backups, checks, health
from bot.now import milliseconds, right_now
from bot.simulator.server import Simulator
from bot.store import Store, open_store
from bot.store.post.outbox import HOLD
from handlers.desk.deeds import Deed
from tests.commands.an_office import HASH, fill

HOUR = 3600_000


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(secret="s", token="t", callback="http://127.0.0.1:9/callback") as simulator:
        yield simulator


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Simulator) -> Iterator[Store]:
    """Everything is well."""
    monkeypatch.chdir(tmp_path)
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/data/radap.db", "DATA_DIR": "data", "LINE_API_HOST": line.url,
        "LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t", "PUBLIC_URL": "https://radap.example",
    }  # fmt: skip
    for name in ("TODAY", "BACKUP_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    store = open_store(settings["DATABASE_URL"], tmp_path / "data")
    store.migrate()
    fill(store)
    now = milliseconds()
    with store.db.transaction():
        store.people.enroll(
            name="a", province="", role="admin", districts=(), group="", line_user="U" + "0" * 32, at=now
        )
        store.kept.put(name=TICKED, value=str(now))
        store.db.execute("UPDATE inbox SET state = 'done', done = ?", [now])
        store.db.execute("UPDATE outbox SET state = 'sent', done = ?", [now])
    backups.make(store, tmp_path / "data" / "backups", right_now())
    yield store
    store.close()


def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = main(["doctor"])
    return code, capsys.readouterr().out.splitlines()


def wrong(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is wrong; told by the exit code and the last line too."""
    code, lines = doctor(capsys)
    found = [one.removeprefix("WRONG ") for one in lines if one.startswith("WRONG")]
    assert code == (1 if found else 0)
    assert lines[-1] == ("something is wrong: see the lines that begin with WRONG" if found else "all is well")
    return found


def test_where_all_is_well_each_line_says_ok(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = doctor(capsys)
    assert code == 0
    told = [one.removeprefix("ok    ") for one in lines[:-1]]
    assert told[0] == "settings: complete"
    assert told[1] == f"database: sqlite:///{Path.cwd()}/data/radap.db answers"
    assert told[2] == "migrations: the database is up to date"
    assert told[3].endswith(" known, open: buriram-2561")
    assert told[4] == "people: 2 active"
    assert told[5].startswith("clock: it ticked ")
    assert told[6:8] == ["inbox: 0 wait", "outbox: 0 wait"]
    assert told[8] == "evidence: 1 files are named, 1 are there (700 bytes)"
    assert told[9].startswith("backup: the last one was made ")
    assert told[10].startswith("trail: whole, its newest row is 1 ")  # the backup's own
    assert [one.split(" ")[1] for one in told[11:13]] == ["DATA_DIR", "backups"]
    assert told[13] == "files: they are their owner's alone"
    assert told[14] == "PUBLIC_URL: https://radap.example"
    assert told[15] == "alarms: nobody is told when LINE is dead: ALARM_MAIL or ALARM_URL would"
    assert told[16].startswith("LINE: it knows the channel as ")
    assert told[17:] == [
        "webhook: http://127.0.0.1:9/callback is switched on",
        "quota: 0 pushes this month, no limit",
    ]


def test_settings_that_are_missing(
    office: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LINE_CHANNEL_SECRET")
    monkeypatch.setenv("PUBLIC_URL", "")
    assert wrong(capsys) == [
        "settings: LINE_CHANNEL_SECRET is not set: the channel secret from the LINE console is needed (see README, "
        "section Settings); set it in the environment or in .env",
    ]  # on loopback, with a simulator, a local address will do
    monkeypatch.delenv("LINE_API_HOST")
    assert wrong(capsys)[1:] == [
        "PUBLIC_URL: http://127.0.0.1:8000 cannot be opened from a telephone; set it to the https address of the bot"
    ]


def test_a_database_that_is_not_there(
    office: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///data/none.db")
    assert wrong(capsys) == [
        "database: there is no file data/none.db; check DATABASE_URL, or run python -m bot migrate"
    ]
    assert not Path("data/none.db").exists()
    Path("data/none.db").touch()
    (found,) = wrong(capsys)
    assert found.startswith("migrations: the database lacks 001 first tables, 002 the ledger, 003 blobs")
    assert found.endswith("; run python -m bot migrate")


def test_a_server_that_is_away(
    office: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://radap:geheim@127.0.0.1:1/radap")
    (found,) = wrong(capsys)
    assert found.startswith("database: postgresql://radap:***@127.0.0.1:1/radap cannot be reached: ")
    assert found.endswith("; check DATABASE_URL, and that it runs")


def test_agreements_nobody_has_opened_or_nobody_knows(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with office.db.transaction():
        office.db.execute("UPDATE rounds SET agreement = 'atlantis-2569'")
    (found,) = wrong(capsys)
    assert found == "agreements: atlantis-2569 is open but nobody knows it; add it again: python -m bot agreement new"
    with office.db.transaction():
        office.db.execute("DELETE FROM rounds")
    (found,) = wrong(capsys)
    assert found.endswith(" known, none is open; run python -m bot activate AGREEMENT")


def test_an_agreement_of_the_office_that_cannot_be_read(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with office.db.transaction():
        office.rounds.keep_agreement(id="odd-2569", toml="not toml", by="x", training=False, at=1)
    (found,) = wrong(capsys)
    assert found.startswith("agreements: odd-2569 is closed, as it is not proven: ")
    assert found.endswith("; mend it and add it again")


def test_nobody_who_may_approve(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with office.db.transaction():
        office.db.execute("UPDATE people SET state = 'removed' WHERE role = 'admin'")
    assert wrong(capsys) == [
        "people: 1 active, nobody may approve a newcomer; run python -m bot enroll --role admin --name NAME"
    ]


def test_a_clock_that_stands_still(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with office.db.transaction():
        office.kept.put(name=TICKED, value=str(milliseconds() - 3 * HOUR))
    assert wrong(capsys) == ["clock: it ticked 3 hours ago; see that the web process runs"]
    with office.db.transaction():
        office.db.execute("DELETE FROM kept WHERE name = ?", [TICKED])
    assert wrong(capsys) == ["clock: it has never ticked; start the web process"]


def test_messages_that_wait_or_failed(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    now = milliseconds()
    with office.db.transaction():
        office.db.execute("UPDATE inbox SET state = 'waiting', received = ?", [now - 10 * 60_000])
        office.db.execute("UPDATE outbox SET state = 'waiting', created = ?", [now - HOLD])
    assert wrong(capsys) == [
        "inbox: 1 wait, the oldest came 10 minutes ago; see that the web process runs, and its log"
    ]
    with office.db.transaction():
        office.inbox.fail(1, now, "AB12CD", "trace")
    assert wrong(capsys) == ["inbox: messages failed since yesterday: AB12CD; look for these references in the log"]


def test_a_trail_that_was_touched(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with office.db.transaction():
        for number in (5, 6, 7):
            office.trail.add(Deed("remove", whom=number), way="page", by=1, at=number)
    assert wrong(capsys) == []
    with office.db.transaction():
        office.db.execute("DROP TRIGGER trail_stays")
        office.db.execute("UPDATE trail SET person = 2 WHERE whom = 6")
    (seq,) = [row["seq"] for row in office.trail.seen("") if row["whom"] == 6]
    assert wrong(capsys) == [
        f"trail: row {seq} is not as it was written, or the row before it is gone; somebody wrote to the database "
        "itself: compare the page of who did what with a backup"
    ]


def test_evidence_that_is_gone(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    office.blobs.path(HASH).unlink()
    assert wrong(capsys) == [
        f"evidence: 1 files are named, 0 are there (0 bytes), missing {HASH[:12]}…; bring DATA_DIR/evidence "
        "back from a backup"
    ]


def test_a_backup_that_is_old_or_was_never_made(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    what_to_do = "python -m bot backup makes one, BACKUP_DIR makes one every night"
    with office.db.transaction():
        office.kept.put(name=backups.KEPT, value=str(milliseconds() - 50 * HOUR))
    assert wrong(capsys) == [f"backup: the last one was made 50 hours ago, not encrypted; {what_to_do}"]
    with office.db.transaction():
        office.db.execute("DELETE FROM kept WHERE name = ?", [backups.KEPT])
    assert wrong(capsys) == [f"backup: none was ever made; {what_to_do}"]
    with office.db.transaction():
        office.db.execute("DELETE FROM current_values")
        office.db.execute("DELETE FROM facts")
    assert wrong(capsys) == []


def test_files_that_others_may_look_into(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    Path("data/radap.db").chmod(0o644)
    assert wrong(capsys) == [
        f"files: 1 can be looked into by other users of this machine, like {Path.cwd()}/data/radap.db; chmod -R go= "
        "them, as their owner"
    ]


def test_a_disk_that_is_nearly_full(
    office: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 2**60)
    found = wrong(capsys)
    assert [one.split(":")[0] for one in found] == ["disk", "disk"]
    assert all(one.endswith(" GiB free; make room, or move it to a larger disk") for one in found)


def test_a_database_that_can_only_be_read(
    office: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(Path("data/radap.db"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.1)
    (found,) = wrong(capsys)
    other.close()
    assert found.endswith("/data/radap.db cannot be reached: database is locked; check DATABASE_URL, and that it runs")


def test_a_folder_in_which_the_bot_may_not_write(
    office: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_DIR", "/proc")
    (found,) = wrong(capsys)
    assert found == (
        "disk: backups /proc: nothing can be written there (No such file or directory); make it writable, or run this "
        "as the bot's own user"
    )


def test_a_database_in_a_folder_that_cannot_be_made(
    office: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").touch()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///file/radap.db")
    assert main(["doctor"]) == 2
    assert capsys.readouterr().err.startswith("doctor: the database sqlite:///file/radap.db cannot be reached: ")


def test_what_line_says(
    office: Store, line: Simulator, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line.sending.quota = 0
    assert wrong(capsys) == []
    line.sending.quota, line.sending.usage = 200, 190
    assert wrong(capsys) == [
        "quota: 190 of 200 pushes this month; enlarge the plan in the LINE console, or expect reminders to be thinned "
        "out"
    ]
    line.sending.quota = None
    line.api.endpoints.webhook_url = ""
    assert wrong(capsys) == ["webhook:  is switched off; switch on 'Use webhook' in the LINE console"]
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "old")
    assert wrong(capsys) == [
        "LINE: it refuses the channel access token (status 401); issue a channel access token in the LINE console and "
        "set LINE_CHANNEL_ACCESS_TOKEN"
    ]
    monkeypatch.setenv("LINE_API_HOST", "http://127.0.0.1:1")
    (found,) = wrong(capsys)
    assert found.startswith("LINE: it does not answer (")
    assert found.endswith("); check the network, try later")


def test_ages_are_told_in_words() -> None:
    ages = (timedelta(seconds=-5), timedelta(seconds=119), timedelta(minutes=119), timedelta(hours=2))
    assert [checks._ago(int(age.total_seconds() * 1000)) for age in ages] == [
        "0 seconds ago", "119 seconds ago", "119 minutes ago", "2 hours ago",
    ]  # fmt: skip
