"""The inbox's part of the contract: kept once, durable together, worked off in each sender's order."""

import threading
import time

from bot.store import Store
from bot.store.post.inbox import Arrival


def arrival(event: str, sender: str = "Ua", happened: int = 1, body: str = "{}", message: str | None = None) -> Arrival:
    return Arrival(event, sender, happened, 100 + happened, body, message_id=message, request_id="r")


def finish(store: Store, seq: int, **more: str) -> None:
    with store.db.transaction():
        store.inbox.finish(seq, 500, **more)  # type: ignore[arg-type]


class InboxContract:
    def test_the_same_event_is_kept_once(self, store: Store) -> None:
        store.inbox.accept([arrival("e1", body='{"n":1}'), arrival("e2")])
        store.inbox.accept([arrival("e1", body='{"n":2}')])
        store.inbox.accept([arrival("e3"), arrival("e3")])
        assert [row["event_id"] for row in store.inbox.waiting()] == ["e1", "e2", "e3"]
        kept = store.inbox.by_event("e1")
        assert kept is not None
        assert kept["body"] == '{"n":1}'

    def test_a_redelivered_event_stays_done(self, store: Store) -> None:
        store.inbox.accept([arrival("e1")])
        finish(store, store.inbox.waiting()[0]["seq"])
        store.inbox.accept([arrival("e1")])
        assert store.inbox.waiting() == []
        assert store.inbox.counts() == {"done": 1}

    def test_webhooks_at_the_same_moment_are_all_kept(self, store: Store) -> None:
        def accept(n: int) -> None:
            for k in range(10):
                store.inbox.accept([arrival(f"{n}-{k}", sender=f"U{n}", happened=k)])

        threads = [threading.Thread(target=accept, args=[n]) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert store.inbox.backlog() == (160, 100)
        assert len(store.inbox.waiting()) == 160

    def test_one_bad_write_does_not_cost_those_who_share_its_commit(self, store: Store) -> None:
        inside, go_on, failed = threading.Event(), threading.Event(), []

        def hold() -> None:
            store.together.run(lambda: (inside.set(), go_on.wait(10), None)[2])

        def accept(event: str, happened: int) -> None:
            try:
                store.inbox.accept([arrival(event, happened=happened)])
            except Exception as error:
                failed.append((event, store.db.is_bug(error)))

        threads = [threading.Thread(target=hold)]
        threads[0].start()
        inside.wait(10)
        for event, happened in (("a", 1), ("too large a number", 2**70), ("b", 2)):
            threads.append(threading.Thread(target=accept, args=[event, happened]))
            threads[-1].start()
        while len(store.together._waiting) < 3:
            time.sleep(0.01)
        go_on.set()
        for thread in threads:
            thread.join(20)
        assert failed == [("too large a number", True)]
        assert [row["event_id"] for row in store.inbox.waiting()] == ["a", "b"]

    def test_a_senders_messages_stand_in_the_order_in_which_they_happened(self, store: Store) -> None:
        store.inbox.accept([arrival("late", happened=30), arrival("other", sender="Ub", happened=20)])
        store.inbox.accept([arrival("early", happened=10), arrival("tie", happened=30)])
        waiting = store.inbox.waiting()
        assert [row["event_id"] for row in waiting] == ["early", "other", "late", "tie"]
        seq = {row["event_id"]: row["seq"] for row in waiting}
        assert store.inbox.is_next(seq["early"], "Ua")
        assert not store.inbox.is_next(seq["late"], "Ua")
        assert store.inbox.is_next(seq["other"], "Ub")
        finish(store, seq["early"])
        assert not store.inbox.is_next(seq["early"], "Ua")
        assert store.inbox.is_next(seq["late"], "Ua")
        assert not store.inbox.is_next(seq["tie"], "Ua")

    def test_finish_may_put_a_masked_body_in_place_of_the_first(self, store: Store) -> None:
        store.inbox.accept([arrival("e1", body="secret"), arrival("e2", body="plain")])
        for row in store.inbox.waiting():
            finish(store, row["seq"], **({"body": "masked"} if row["event_id"] == "e1" else {}))
        assert [store.inbox.by_event(e)["body"] for e in ("e1", "e2")] == ["masked", "plain"]  # type: ignore[index]

    def test_a_failed_row_keeps_its_trace_and_stands_in_nobodys_way(self, store: Store) -> None:
        store.inbox.accept([arrival("e1", happened=1), arrival("e2", happened=2)])
        first, second = store.inbox.waiting()
        with store.db.transaction():
            store.inbox.fail(first["seq"], 900, "AB12CD", "Traceback …")
        row = store.inbox.by_event("e1")
        assert row is not None
        assert (row["state"], row["reference"], row["trace"], row["done"]) == ("failed", "AB12CD", "Traceback …", 900)
        assert store.inbox.is_next(second["seq"], "Ua")
        assert store.inbox.counts() == {"failed": 1, "waiting": 1}

    def test_after_an_unsend_the_words_are_gone_and_the_row_stays(self, store: Store) -> None:
        store.inbox.accept([arrival("e1", message="m1", body="words"), arrival("e2", message="m2", body="words")])
        finish(store, store.inbox.waiting()[0]["seq"])
        with store.db.transaction():
            store.inbox.hide(message_id="m1")
            store.inbox.hide(message_id="m2")  # still waiting: its words are still needed
        assert store.inbox.by_message("m1")["body"] == "{}"  # type: ignore[index]
        assert store.inbox.by_message("m2")["body"] == "words"  # type: ignore[index]
        assert store.inbox.by_message("m3") is None

    def test_the_backlog_tells_number_and_age(self, store: Store) -> None:
        assert store.inbox.backlog() == (0, None)
        store.inbox.accept([arrival("e1", happened=7), arrival("e2", happened=3)])
        assert store.inbox.backlog() == (2, 103)
