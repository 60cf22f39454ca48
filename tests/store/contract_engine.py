"""The engine's part of the contract: exact values, transactions, locks, migrations."""

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.store import Store
from bot.store.migrations import MIGRATIONS, tables


def in_thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


class EngineContract:
    def test_a_float_never_reaches_the_database(self, store: Store) -> None:
        with pytest.raises(TypeError) as refused, store.db.transaction():
            store.kept.put(name="x", value=1.5)  # type: ignore[arg-type]
        assert str(refused.value) == (
            "store: found the float 1.5, expected text: exact numbers cross this border as decimal strings"
        )
        assert store.kept.get("x") is None

    def test_a_decimal_never_reaches_the_database_as_a_number(self, store: Store) -> None:
        with pytest.raises(TypeError) as refused, store.db.transaction():
            store.db.many("INSERT INTO kept (name, value) VALUES (?, ?)", [("x", Decimal("18664342.10"))])  # type: ignore[list-item]
        assert str(refused.value) == (
            "store: found the Decimal 18664342.10, expected text: exact numbers cross this border as decimal strings"
        )

    def test_text_that_looks_like_a_number_comes_back_letter_by_letter(self, store: Store) -> None:
        for value in ("18664342.10", "12345678901234567.89", "007", "1e5", "0.10", "๑๒.๕", "50%", "a?b%sc%%d", "'"):
            with store.db.transaction():
                store.kept.put(name="x", value=value)
            assert store.kept.get("x") == value

    def test_marks_inside_quotes_are_no_parameters(self, store: Store) -> None:
        rows = store.db.query("SELECT 'why?' AS a, '100%' AS b, ? AS c -- really?\n", ["yes"])
        assert rows == [{"a": "why?", "b": "100%", "c": "yes"}]
        assert store.db.query("SELECT '5%' AS a") == [{"a": "5%"}]

    def test_a_rolled_back_transaction_leaves_nothing(self, store: Store) -> None:
        with pytest.raises(RuntimeError, match="^fell$"), store.db.transaction():
            store.kept.put(name="a", value="1")
            store.db.many("INSERT INTO kept (name, value) VALUES (?, ?)", [("b", "1"), ("c", "1")])
            raise RuntimeError("fell")
        assert store.db.query("SELECT * FROM kept") == []
        with store.db.transaction():
            store.kept.put(name="a", value="2")
        assert store.kept.get("a") == "2"

    def test_an_inner_transaction_joins_the_outer_one(self, store: Store) -> None:
        with pytest.raises(RuntimeError, match="^fell$"), store.db.transaction():
            with store.db.transaction():
                store.kept.put(name="inner", value="1")
            raise RuntimeError("fell")
        assert store.kept.get("inner") is None

    def test_an_attempt_that_fails_costs_only_itself(self, store: Store) -> None:
        with store.db.transaction():
            store.kept.put(name="before", value="1")
            with pytest.raises(Exception, match="(?i)foreign key"), store.db.attempt():
                store.kept.put(name="in it", value="1")
                store.people.give_code(person=999, code="ABCDEFGH", at=1)
            with store.db.attempt():
                store.kept.put(name="second", value="1")
                with pytest.raises(RuntimeError, match="^fell$"), store.db.attempt():
                    store.kept.put(name="inner", value="1")
                    raise RuntimeError("fell")
            store.kept.put(name="after", value="1")
        rows = store.db.query("SELECT name FROM kept ORDER BY name")
        assert [row["name"] for row in rows] == ["after", "before", "second"]

    def test_a_write_outside_a_transaction_is_refused(self, store: Store) -> None:
        said = "store: found a write outside a transaction, expected it inside one"
        for write in (
            lambda: store.kept.put(name="a", value="1"),
            lambda: store.db.many("INSERT INTO kept (name, value) VALUES (?, ?)", [("a", "1")]),
            lambda: store.db.query("INSERT INTO kept (name, value) VALUES ('a', '1') RETURNING name"),
        ):
            with pytest.raises(RuntimeError) as refused:
                write()
            assert str(refused.value) == said
        assert store.kept.get("a") is None

    def test_a_transaction_reads_what_it_wrote_and_others_do_not(self, store: Store) -> None:
        seen: list[str | None] = []
        with store.db.transaction():
            store.kept.put(name="a", value="1")
            assert store.kept.get("a") == "1"
            in_thread(lambda: seen.append(store.kept.get("a"))).join(10)
        assert seen == [None]

    def test_within_a_turn_what_was_read_is_not_asked_again(self, store: Store) -> None:
        def other() -> None:
            with store.db.transaction():
                store.kept.put(name="a", value="2")

        with store.db.transaction():
            store.kept.put(name="a", value="1")
        with store.db.reading_once():
            row = store.db.query("SELECT value FROM kept WHERE name = ?", ["a"])[0]
            row["value"] = "changed by its reader"
            in_thread(other).join(10)
            assert store.kept.get("a") == "1"
            with store.db.transaction():
                assert store.kept.get("a") == "2"
        assert store.kept.get("a") == "2"

    def test_within_a_turn_nothing_is_old_after_a_write(self, store: Store) -> None:
        with store.db.reading_once():
            with pytest.raises(RuntimeError, match="^fell$"), store.db.transaction():
                assert store.kept.get("a") is None
                store.kept.put(name="a", value="1")
                assert store.kept.get("a") == "1"
                store.db.many("UPDATE kept SET value = ? WHERE name = ?", [("2", "a")])
                assert store.kept.get("a") == "2"
                with pytest.raises(RuntimeError, match="^inner$"), store.db.attempt():
                    store.kept.put(name="a", value="3")
                    assert store.kept.get("a") == "3"
                    raise RuntimeError("inner")
                assert store.kept.get("a") == "2"
                rows = store.db.query("UPDATE kept SET value = '4' WHERE name = 'a' RETURNING value")
                assert rows == [{"value": "4"}]
                assert store.kept.get("a") == "4"
                raise RuntimeError("fell")
            assert store.kept.get("a") is None

    def test_within_a_turn_a_float_is_refused_as_ever(self, store: Store) -> None:
        with store.db.reading_once():
            assert store.people.by_id(1) is None
            with pytest.raises(TypeError, match=r"^store: found the float 1\.0"):
                store.people.by_id(1.0)  # type: ignore[arg-type]

    def test_each_thread_works_on_a_connection_of_its_own(self, store: Store) -> None:
        """A transaction of one thread is not joined by another thread's."""
        begun, go_on, failed = threading.Event(), threading.Event(), []

        def first() -> None:
            try:
                with store.db.transaction():
                    store.kept.put(name="first", value="1")
                    begun.set()
                    go_on.wait(10)
                    raise RuntimeError("fell")
            except RuntimeError as error:
                failed.append(str(error))

        def second() -> None:
            begun.wait(10)
            threading.Timer(0.2, go_on.set).start()
            with store.db.transaction():
                store.kept.put(name="second", value="1")

        threads = [in_thread(first), in_thread(second)]
        for thread in threads:
            thread.join(20)
        assert failed == ["fell"]
        assert (store.kept.get("first"), store.kept.get("second")) == (None, "1")

    def test_foreign_keys_hold(self, store: Store) -> None:
        with pytest.raises(Exception, match="(?i)foreign key") as broken, store.db.transaction():
            store.people.give_code(person=999, code="ABCDEFGH", at=1)
        assert store.db.is_bug(broken.value)

    def test_a_word_in_a_column_of_numbers_is_refused(self, store: Store) -> None:
        with (
            pytest.raises(Exception, match="(?i)cannot store TEXT|invalid input syntax for type bigint") as broken,
            store.db.transaction(),
        ):
            store.db.execute("INSERT INTO attempts (who, what, at) VALUES ('a', 'b', ?)", ["soon"])
        assert store.db.is_bug(broken.value)

    def test_many_threads_that_count_lose_no_step(self, store: Store) -> None:
        def count() -> None:
            for _ in range(25):
                with store.db.transaction():
                    store.db.lock(["counter"])
                    store.kept.put(name="n", value=str(int(store.kept.get("n") or 0) + 1))

        threads = [in_thread(count) for _ in range(8)]
        for thread in threads:
            thread.join(60)
        assert store.kept.get("n") == "200"

    def test_locks_of_several_names_never_stop_each_other(self, store: Store) -> None:
        """Two who take the same names in another order wait for each other, and neither for ever."""

        def work(names: list[str]) -> None:
            for _ in range(30):
                with store.db.transaction():
                    store.db.lock(names, sharing=["office"])

        threads = [in_thread(lambda: work(["a", "b", "c"])), in_thread(lambda: work(["c", "b", "a"]))]
        for thread in threads:
            thread.join(20)
        assert not any(thread.is_alive() for thread in threads)

    def test_a_snapshot_sees_one_moment_and_writes_nothing(self, store: Store) -> None:
        def write() -> None:
            with store.db.transaction():
                store.kept.put(name="late", value="1")

        with store.db.snapshot():
            store.db.query("SELECT * FROM kept")
            thread = in_thread(write)
            thread.join(10)
            assert not thread.is_alive()
            assert list(store.db.stream("SELECT * FROM kept")) == []
        assert store.kept.get("late") == "1"
        with pytest.raises(Exception, match="(?i)read.?only"), store.db.snapshot():
            store.kept.put(name="mine", value="1")
        with store.db.transaction():
            store.kept.put(name="mine", value="2")
        assert store.kept.get("mine") == "2"

    def test_a_stream_gives_every_row(self, store: Store) -> None:
        with store.db.transaction():
            store.db.many("INSERT INTO kept (name, value) VALUES (?, ?)", [(f"{n:05}", "๑") for n in range(2500)])
        with store.db.snapshot():
            rows = list(store.db.stream("SELECT name, value FROM kept ORDER BY name"))
        assert [row["name"] for row in rows] == [f"{n:05}" for n in range(2500)]

    def test_names_stand_in_the_same_order_on_every_engine(self, store: Store) -> None:
        names = ["บ", "a", "B", "เมือง", "ก-1", "10", "9", "ก 1"]
        with store.db.transaction():
            store.db.many("INSERT INTO kept (name, value) VALUES (?, '')", [(name,) for name in names])
        rows = store.db.query("SELECT name FROM kept ORDER BY name")
        assert [row["name"] for row in rows] == sorted(names)

    def test_migrations_are_recorded_and_done_once(self, store: Store) -> None:
        rows = store.db.query("SELECT name FROM migrations ORDER BY name")
        assert [row["name"] for row in rows] == [name for name, _ in MIGRATIONS]
        assert store.migrate() == []
        assert store.missing() == []

    def test_two_who_migrate_at_once_do_it_once(self, empty_store: Store) -> None:
        done: list[list[str]] = []
        threads = [in_thread(lambda: done.append(empty_store.migrate())) for _ in range(4)]
        for thread in threads:
            thread.join(30)
        names = [name for name, _ in MIGRATIONS]
        assert sorted(done, key=len) == [[], [], [], names]

    def test_an_empty_database_lacks_every_migration(self, empty_store: Store) -> None:
        assert empty_store.missing() == [name for name, _ in MIGRATIONS]

    def test_the_list_of_tables_is_complete(self, store: Store) -> None:
        for table in tables():
            store.db.query(f"SELECT COUNT(*) AS n FROM {table.name}")
        assert {t.name: t.serial for t in tables() if t.serial} == {
            "inbox": "seq", "people": "id", "answers": "seq", "office_values": "seq", "facts": "seq", "unread": "seq",
        } | {t.name: t.serial for t in tables() if t.serial and t.name not in KNOWN}  # fmt: skip

    def test_numbering_goes_on_where_it_was(self, store: Store) -> None:
        with store.db.transaction():
            store.db.execute("INSERT INTO people (id, line_user, since) VALUES (41, 'U1', 1)")
            store.db.resume_serial("people", "id", 57)
        assert store.db.last_serial("people", "id") == 57
        with store.db.transaction():
            store.people.arrive(line_user="U2", at=1)
        person = store.people.by_line("U2")
        assert person is not None
        assert person.id == 58
        assert store.db.last_serial("facts", "seq") == 0

    def test_an_error_of_ours_is_a_bug(self, store: Store) -> None:
        assert store.db.is_bug(KeyError("x"))
        with pytest.raises(Exception, match="nowhere") as broken:
            store.db.query("SELECT * FROM nowhere")
        assert store.db.is_bug(broken.value)


KNOWN = ("inbox", "people", "answers", "office_values", "facts", "unread")
