"""Migrations carry a hash, and what a database lacks although all of them are "done" is seen, mended or refused."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import load_settings
from bot.keeping.opening import ready
from bot.refused import Refused
from bot.store import Store, open_store, upgrading
from bot.store.migrations import MIGRATIONS
from bot.store.upgrading import hash_of, lacking, missing, shape

# released: their texts are never edited (a new migration gets its line once it is released)
HASHES = {
    "001 first tables": "b21d52bf943bc01c",
    "002 the ledger": "576be931e26a58be",
    "003 blobs": "cee34d351744236b",
    "004 the clock": "fd8e5333844c8cb5",
    "005 the pages": "ef9adbd151bd7809",
    "006 evidence": "2c2f3d5bc35a8a4e",
    "007 days of evidence": "ac816cf17bda895c",
    "008 versions of agreements": "18ad21066fd89d0b",
    "009 requests to be let in": "6bc50735bfd328e9",
    "010 drafts of agreements": "0ddd8f12d3b1398c",
    "011 papers of agreements": "1abf43a8824fde4c",
    "012 the outbox by target": "618baac1e3dcc013",
    "013 reading of drafts": "85c9365e6867e5c7",
    "014 who did what": "afe583525ab5681f",
    "015 requests to move": "44fc75160cd6ec4d",
    "016 pictures for the chat": "ee7979125e9604d9",
    "017 leaves and stand-ins": "ebc8d3babdd84779",
}  # fmt: skip
POSTGRES = pytest.param("postgres_store", marks=pytest.mark.postgres)


@pytest.fixture(params=["sqlite_store", POSTGRES])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def test_released_migrations_are_as_they_were() -> None:
    assert {name: hash_of(ddl)[:16] for name, ddl in MIGRATIONS if name in HASHES} == HASHES


def test_what_is_read_from_the_migrations_is_what_they_make(store: Store) -> None:
    made = store.db.columns()
    made.pop("migrations")
    made.pop("sqlite_sequence", None)
    assert {table: set(columns) for table, columns in shape().items()} == made
    assert missing(store.db) == []


def drop(store: Store, *statements: str) -> None:
    with store.db.transaction():
        for statement in statements:
            store.db.script(statement)


def test_a_column_and_a_table_that_an_early_version_left_out_are_made(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(
        store, "ALTER TABLE people DROP COLUMN requests", "ALTER TABLE migrations DROP COLUMN hash",
        "DROP TABLE unread",
    )  # fmt: skip
    assert missing(store.db) == ["the column requests of people", "the table unread"]
    assert store.migrate() == [
        "the column requests of people, which an early version had left out",
        "the table unread, which an early version had left out",
    ]
    assert missing(store.db) == []
    assert store.migrate() == []
    with store.db.transaction():
        store.unread.note(event_id="E1", reason="no_unit", province="p", at=1)
        store.people.arrive(line_user="U1", at=1)
    assert store.db.query("SELECT requests FROM people")[0]["requests"] == 0


def test_the_first_database_of_all_had_no_counter(tmp_path: Path) -> None:
    """Of 21 November, 11:22: `revision` was put into the first migration 21 minutes later."""
    store = open_store(f"sqlite:///{tmp_path}/radap.db", tmp_path)
    store.migrate()
    store.close()
    with sqlite3.connect(tmp_path / "radap.db") as db:
        db.execute("DROP TABLE revision")
        db.execute("ALTER TABLE migrations DROP COLUMN hash")
    assert store.missing() == ["the table revision"]
    assert store.migrate() == ["the table revision, which an early version had left out"]
    before = store.db.revision()
    with store.db.transaction():
        store.kept.put(name="x", value="1")
    assert before is not None
    assert store.db.revision() == before + 1
    store.close()


def test_a_column_that_no_row_can_be_without_is_refused_and_what_to_do_is_said(store: Store) -> None:
    drop(store, "ALTER TABLE unread DROP COLUMN reason")
    assert lacking(store.db) == [("unread", "reason")]
    with pytest.raises(Refused) as refused:
        store.migrate()
    assert str(refused.value) == (
        "migrate: the table unread lacks the column reason, which a version before the first release had left out and "
        "which no row can be without; expected a database of a released version: bring back a backup, or begin a new "
        "database; nothing was changed"
    )


def test_a_migration_that_was_edited_after_it_was_done_is_seen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = tuple(
        (name, ddl + "\n-- a remark\n" if name.startswith("001") else ddl.replace("at {big}", "at {big} "))
        for name, ddl in MIGRATIONS
    )
    monkeypatch.setattr(upgrading, "MIGRATIONS", edited)
    assert missing(store.db) == []  # remarks and spacing
    edited = tuple(
        (name, ddl.replace("TABLE people (", "TABLE people (\n    shoe TEXT,") if name.startswith("001") else ddl)
        for name, ddl in MIGRATIONS
    )
    monkeypatch.setattr(upgrading, "MIGRATIONS", edited)
    assert missing(store.db) == ["001 first tables as it is now"]
    assert store.migrate() == [
        "the column shoe of people, which an early version had left out",
        "001 first tables, which was edited since: every table and column of it is there",
    ]
    assert missing(store.db) == []


def test_commands_and_the_doctor_say_what_is_lacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///radap.db")
    assert main(["migrate"]) == 0
    with sqlite3.connect(tmp_path / "radap.db") as db:
        db.execute("ALTER TABLE people DROP COLUMN requests")
    with pytest.raises(Refused, match="enroll: the database lacks the column requests of people; run: "):
        ready("enroll", load_settings(line_needed=False))
    main(["doctor"])
    assert (
        "WRONG migrations: the database lacks the column requests of people; run python -m bot migrate\n"
    ) in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == "done: the column requests of people, which an early version had left out\n"
