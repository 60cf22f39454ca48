"""SQLite on disk keeps the whole contract, and what only a file can promise."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store, open_store
from bot.store.migrations import tables
from bot.store.sqlite import SQLite
from tests.store.contract import Contract
from tests.store.contract_blobs import HASH, PHOTO


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/empty.db")
    yield store
    store.close()


def engine(store: Store) -> SQLite:
    assert isinstance(store.db, SQLite)
    return store.db


class TestSQLite(Contract):
    pass


def test_it_is_an_engine(store: Store) -> None:
    assert (store.db.name, store.db.one_process) == ("sqlite", True)


def test_every_table_is_strict(store: Store) -> None:
    strict = {r["name"]: r["strict"] for r in store.db.query("PRAGMA table_list") if not r["name"].startswith("sqlite")}
    assert set(strict.values()) == {1}
    assert {t.name for t in tables()} <= set(strict)


def test_the_log_is_written_ahead_and_synced_fully(store: Store) -> None:
    settings = {name: store.db.query(f"PRAGMA {name}")[0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert settings == {
        "journal_mode": {"journal_mode": "wal"},
        "synchronous": {"synchronous": 2},  # 2: FULL
        "foreign_keys": {"foreign_keys": 1},
    }


def test_a_transaction_is_the_only_writer_before_its_first_read(store: Store, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "radap.db", timeout=0, isolation_level=None)
    with store.db.transaction(), pytest.raises(sqlite3.OperationalError, match="^database is locked$") as locked:
        other.execute("BEGIN IMMEDIATE")
    assert not store.db.is_bug(locked.value)
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()


def test_a_new_file_that_another_is_just_preparing_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself would refuse at once: it does not wait for the change to a write-ahead log."""
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN IMMEDIATE")
    freed = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
    freed.start()
    new = open_store(f"sqlite:///{tmp_path}/new.db")
    assert new.db.query("PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    freed.join()
    new.close()
    other.close()


def test_a_new_folder_is_its_owners_alone(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/data/radap.db").close()
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_one_connection_to_a_thread(store: Store) -> None:
    seen = []

    def look() -> None:
        seen.append((id(engine(store)._database()), id(engine(store)._database())))

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    look()
    assert all(first == second for first, second in seen)
    assert len({first for first, _ in seen}) == 4


def test_a_full_disk_leaves_nothing_and_is_no_bug(store: Store) -> None:
    pages = store.db.query("PRAGMA page_count")[0]["page_count"]
    store.db.query(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(sqlite3.OperationalError, match="^database or disk is full$") as full, store.db.transaction():
        for n in range(1000):
            store.kept.put(name=str(n), value="x" * 1000)
    assert not store.db.is_bug(full.value)
    store.db.query("PRAGMA max_page_count = 1000000")
    assert store.db.query("SELECT * FROM kept") == []
    with store.db.transaction():
        store.kept.put(name="again", value="1")
    assert store.kept.get("again") == "1"


def test_another_process_sees_what_was_committed(store: Store, tmp_path: Path) -> None:
    with store.db.transaction():
        store.kept.put(name="a", value="1")
    other = open_store(f"sqlite:///{tmp_path}/radap.db")
    assert other.kept.get("a") == "1"
    other.close()


def test_evidence_is_a_file_that_only_its_owner_reads_and_nothing_is_left_beside_it(
    store: Store, tmp_path: Path
) -> None:
    store.blobs.put(HASH, PHOTO)
    path = tmp_path / "evidence" / HASH[:2] / HASH
    assert path.read_bytes() == PHOTO
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == [HASH]
    os.utime(path, (1, 1))
    store.blobs.put(HASH, PHOTO)
    assert path.stat().st_mtime == 1  # not written again
    path.write_bytes(PHOTO[:5])  # half of it was lost
    store.blobs.put(HASH, PHOTO)
    assert path.read_bytes() == PHOTO


def test_no_name_leads_out_of_the_folder(store: Store) -> None:
    with pytest.raises(ValueError, match="hash") as refused:
        store.blobs.get("../../etc/passwd")
    assert str(refused.value) == "blobs: found the hash '../../etc/passwd', expected 64 hexadecimal digits"


def test_who_handles_evidence_files_must_say_where_they_are(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as refused:
        open_store(f"sqlite:///{tmp_path}/radap.db").blobs.get(HASH)
    assert str(refused.value) == ("blobs: found no folder for evidence files, expected open_store to be given DATA_DIR")
