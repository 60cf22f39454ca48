"""PostgreSQL keeps the whole contract, and what only a server can promise."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest

from bot.store import Store, locks, open_store, postgres
from bot.store.postgres import Postgres, _dialect, lock_key
from tests import postgres_cluster
from tests.store.contract import Contract

T = TypeVar("T")

pytestmark = pytest.mark.postgres


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


@pytest.fixture
def empty_store(postgres_url: str) -> Iterator[Store]:
    store = open_store(postgres_url)
    yield store
    store.close()


class TestPostgres(Contract):
    pass


def test_it_is_an_engine(store: Store) -> None:
    assert isinstance(store.db, Postgres)
    assert (store.db.name, store.db.one_process) == ("postgresql", False)


def test_the_dialect_turns_marks_and_doubles_percents() -> None:
    assert _dialect("SELECT '?%' FROM t WHERE a = ? AND b LIKE '5%' -- ? %\n AND \"odd?\" = ?") == (
        "SELECT '?%%' FROM t WHERE a = %s AND b LIKE '5%%' -- ? %%\n AND \"odd?\" = %s"
    )
    assert _dialect("SELECT 'it''s ?', ? /* ? */") == "SELECT 'it''s ?', %s /* ? */"


def test_a_name_has_the_same_lock_in_every_process() -> None:
    assert lock_key("sender:U1") == 4464799528244946122  # the first 8 bytes of sha256, by sha256sum
    assert -(2**63) <= lock_key("x") < 2**63


def test_try_lock_says_no_at_once_and_yes_after_the_other_has_ended(store: Store) -> None:
    held, done, said = threading.Event(), threading.Event(), []

    def hold() -> None:
        with store.db.transaction():
            said.append(store.db.try_lock("sender:Ua"))
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with store.db.transaction():
        said.append(store.db.try_lock("sender:Ua"))
        said.append(store.db.try_lock("sender:Ub"))
    done.set()
    thread.join(10)
    with store.db.transaction():
        said.append(store.db.try_lock("sender:Ua"))
    assert said == [True, False, True, True]


def test_who_shares_a_name_lets_others_share_and_nobody_hold(store: Store) -> None:
    shared, done, order = threading.Event(), threading.Event(), []

    def hold() -> None:
        with store.db.transaction():
            store.db.lock([], sharing=["province"])
            shared.set()
            done.wait(10)
            order.append("sharer ends")

    def take() -> None:
        with store.db.transaction():
            store.db.lock(["province"])
            order.append("holder begins")

    threads = [threading.Thread(target=hold), threading.Thread(target=take)]
    threads[0].start()
    shared.wait(10)
    with store.db.transaction():
        store.db.lock([], sharing=["province"])
        order.append("shared too")
    threads[1].start()
    time.sleep(0.1)
    done.set()
    for thread in threads:
        thread.join(10)
    assert order == ["shared too", "sharer ends", "holder begins"]


def test_an_error_that_was_passed_over_does_not_commit_silently(store: Store) -> None:
    with pytest.raises(RuntimeError) as said, store.db.transaction():
        store.kept.put(name="a", value="1")
        with pytest.raises(psycopg.errors.UndefinedTable):
            store.db.execute("INSERT INTO nowhere VALUES (1)")
    assert str(said.value) == "store: an error inside a transaction was passed over, so nothing of it was kept"
    assert store.kept.get("a") is None


def test_a_deadlock_is_no_bug(store: Store) -> None:
    barrier, errors = threading.Barrier(2), []

    def cross(first: str, second: str) -> None:
        try:
            with store.db.transaction():
                store.db.lock([first])
                barrier.wait(10)
                store.db.lock([second])
        except psycopg.Error as error:
            errors.append(error)

    threads = [threading.Thread(target=cross, args=names) for names in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [type(error) for error in errors] == [psycopg.errors.DeadlockDetected]
    assert not store.db.is_bug(errors[0])


def patiently(work: Callable[[], T]) -> T:
    """As the mailbox does: what failed for the machine's sake is tried again."""
    for _ in range(9):
        try:
            return work()
        except psycopg.OperationalError:
            time.sleep(0.5)
    return work()


def test_it_goes_on_after_the_server_was_restarted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres_cluster.needed()
    monkeypatch.setattr(postgres, "WAIT", 1.0)
    cluster = postgres_cluster.Cluster.make(durable=True)
    try:
        store = open_store(cluster.url(cluster.create_database()), tmp_path)
        store.migrate()
        with pytest.raises(psycopg.OperationalError) as lost, store.db.transaction():
            store.kept.put(name="half", value="1")
            cluster.stop()
            store.kept.put(name="half", value="2")
        assert not store.db.is_bug(lost.value)
        with pytest.raises(psycopg.OperationalError) as away:
            store.kept.get("half")
        assert not store.db.is_bug(away.value)
        begun = time.monotonic()
        for _ in range(3):  # a webhook is refused before LINE loses its patience
            with pytest.raises(psycopg.OperationalError):
                store.kept.get("half")
        assert time.monotonic() - begun < 2
        cluster.start()
        assert patiently(lambda: store.kept.get("half")) is None
        with store.db.transaction():
            store.kept.put(name="whole", value="1")
        assert store.kept.get("whole") == "1"
        store.close()
    finally:
        cluster.stop()
        cluster.remove()


def test_within_a_turn_a_lock_makes_everything_read_anew(store: Store) -> None:
    def write(value: str) -> None:
        with store.db.transaction():
            store.kept.put(name="a", value=value)

    with store.db.transaction(), store.db.reading_once():
        for n, lock in enumerate((lambda: store.db.lock(["x"]), lambda: store.db.try_lock("y"))):
            before = store.kept.get("a")
            other = threading.Thread(target=write, args=[str(n)])
            other.start()
            other.join(10)
            assert store.kept.get("a") == before
            lock()
            assert store.kept.get("a") == str(n)


def test_who_was_moved_since_their_last_message_holds_the_locks_of_their_new_place(store: Store) -> None:
    with store.db.transaction():
        person = store.people.enroll(
            name="n", province="p", role="officer", districts=["old"], group="", line_user="Ua", at=1
        )
    last, free = locks.Last(), []

    def hold() -> tuple[str, ...]:
        with store.db.transaction():
            found = last.hold(store.db, "Ua", lambda: store.people.by_line("Ua"))
            other = threading.Thread(target=look)
            other.start()
            other.join(10)
            assert found is not None
            return found.districts

    def look() -> None:
        with store.db.transaction():
            free.append([store.db.try_lock(f"district:p/{name}") for name in ("old", "new")])

    assert hold() == ("old",)
    with store.db.transaction():
        store.people.update(person=person, districts=["new"])
    assert hold() == hold() == ("new",)
    assert free == [[False, True], [False, False], [True, False]]  # once both; from then on only the new one
