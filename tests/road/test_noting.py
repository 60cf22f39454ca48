"""Noting: outcomes are written together, none is forgotten, and a bad one costs no other."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.post.sent import Noting
from bot.store import Store, open_store
from bot.store.post.outbox import Finished

NOW = 1_800_000_000_000


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.1)
    store = open_store(f"sqlite:///{tmp_path}/radap.db")
    store.migrate()
    with store.db.transaction():
        for id in ("a", "b", "c"):
            store.outbox.put(id=id, kind="reply", target="U1", body=[], now=NOW, event_id=f"event of {id}")
    yield store
    store.close()


def states(store: Store) -> dict[str, str]:
    return {row["id"]: row["state"] for row in store.db.query("SELECT id, state FROM outbox ORDER BY id")}


def test_what_is_noted_is_known_at_once_and_written_with_all_others(store: Store) -> None:
    notes = Noting(store)
    notes.add(Finished("a", "sent", NOW + 5, "200 sent", ("m1", "m2")))
    notes.add(Finished("b", "dropped", NOW + 6))
    assert states(store) == {"a": "waiting", "b": "waiting", "c": "waiting"}
    assert [notes.holds(id) for id in "abc"] == [True, True, False]
    notes.write()
    assert states(store) == {"a": "sent", "b": "dropped", "c": "waiting"}
    assert [notes.holds(id) for id in "abc"] == [False, False, False]
    assert store.outbox.event_of("m2") == "event of a"
    (row,) = store.db.query("SELECT done, answer, attempts FROM outbox WHERE id = 'a'")
    assert row == {"done": NOW + 5, "answer": "200 sent", "attempts": 1}


def test_an_outcome_that_no_database_can_hold_costs_no_other(store: Store) -> None:
    notes = Noting(store)
    notes.add(Finished("a", "sent", NOW, "half of a letter: \ud83d"))
    notes.add(Finished("b", "sent", NOW))
    notes.write()
    assert states(store) == {"a": "waiting", "b": "sent", "c": "waiting"}
    assert not notes.holds("a")  # the row is tried again when its time has come


def test_what_the_database_does_not_take_now_stays_noted(store: Store, tmp_path: Path) -> None:
    notes = Noting(store)
    notes.add(Finished("a", "sent", NOW))
    other = sqlite3.connect(tmp_path / "radap.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="database is locked"):
        notes.write()
    assert notes.holds("a")
    other.close()
    notes.write()
    assert states(store)["a"] == "sent"


def test_who_stops_writes_down_what_is_noted(store: Store) -> None:
    notes = Noting(store)
    notes.start()
    notes.add(Finished("c", "sent", NOW))
    notes.stop()
    assert states(store)["c"] == "sent"
