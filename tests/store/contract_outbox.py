"""The outbox's part of the contract: held by one, claimed when due, and honest about what may have been sent."""

import threading

from bot.store import Store
from bot.store.engine import Row
from bot.store.post.outbox import HOLD

NOW = 1_000_000


def put(store: Store, id: str, **more: object) -> Row:
    with store.db.transaction():
        row = {"kind": "push", "target": "Ua", "body": [{"type": "text", "text": "ดี"}], "now": NOW, **more}
        return store.outbox.put(id=id, **row)  # type: ignore[arg-type]


def claimed(store: Store, now: int) -> list[tuple[str, int]]:
    return [(row["id"], row["unsure"]) for row in store.outbox.claim(now)]


class OutboxContract:
    def test_a_fresh_row_is_held_by_the_process_that_wrote_it(self, store: Store) -> None:
        put(store, "a")
        assert claimed(store, NOW + HOLD - 1) == []

    def test_a_row_whose_holder_vanished_is_claimed_as_perhaps_sent(self, store: Store) -> None:
        put(store, "a")
        assert claimed(store, NOW + HOLD) == [("a", 1)]
        assert claimed(store, NOW + HOLD) == []  # held again, now by us
        assert claimed(store, NOW + 2 * HOLD) == [("a", 1)]

    def test_a_row_for_later_was_surely_not_sent(self, store: Store) -> None:
        put(store, "a", due=NOW + 5)
        assert claimed(store, NOW + 4) == []
        assert claimed(store, NOW + 5) == [("a", 0)]

    def test_a_second_row_of_the_same_id_has_no_effect(self, store: Store) -> None:
        put(store, "a", body="first", due=NOW)
        put(store, "a", body="second", due=NOW)
        assert [row["body"] for row in store.outbox.claim(NOW)] == ['"first"']

    def test_later_says_when_and_whether_it_may_have_landed(self, store: Store) -> None:
        put(store, "a")
        put(store, "b")
        with store.db.transaction():
            store.outbox.later("a", NOW + 50, unsure=False, answer="429 rate")
            store.outbox.later("b", NOW + 50, unsure=True, answer="timeout")
        assert claimed(store, NOW + 49) == []
        assert sorted(claimed(store, NOW + 50)) == [("a", 0), ("b", 1)]
        row = store.db.query("SELECT attempts, answer FROM outbox WHERE id = 'a'")[0]
        assert row == {"attempts": 1, "answer": "429 rate"}

    def test_release_frees_what_a_dead_process_held(self, store: Store) -> None:
        put(store, "a")
        put(store, "later", due=NOW + 900)
        with store.db.transaction():
            store.outbox.release(NOW + 1)
        assert claimed(store, NOW + 1) == [("a", 1)]

    def test_a_finished_row_is_never_claimed_and_its_message_ids_are_known(self, store: Store) -> None:
        put(store, "a", event_id="e1", due=NOW)
        with store.db.transaction():
            store.outbox.finish("a", "sent", NOW + 3, "200 sent", ["m1", "m2"])
        assert claimed(store, NOW + 9 * HOLD) == []
        assert [store.outbox.event_of(m) for m in ("m1", "m2", "m3")] == ["e1", "e1", None]
        row = store.db.query("SELECT state, done, sent_ids, attempts FROM outbox")[0]
        assert row == {"state": "sent", "done": NOW + 3, "sent_ids": '["m1", "m2"]', "attempts": 1}

    def test_a_reply_that_becomes_a_push_keeps_its_id_and_counts_doubt(self, store: Store) -> None:
        put(store, "a", kind="reply", reply_token="t", token_at=NOW)
        with store.db.transaction():
            store.outbox.becomes_push("a", NOW + 1, answer="too old", maybe_doubled=True)
        (row,) = store.outbox.claim(NOW + 1)
        assert (row["id"], row["kind"], row["unsure"], row["attempts"]) == ("a", "push", 2, 1)

    def test_claimed_rows_come_in_the_order_in_which_they_were_written(self, store: Store) -> None:
        for n in (3, 1, 2, 0, 4):
            put(store, f"r{n}", now=NOW + n // 2, seq=n, due=NOW + 10)
        assert [row["id"] for row in store.outbox.claim(NOW + 10)] == ["r0", "r1", "r2", "r3", "r4"]

    def test_two_who_claim_at_once_never_get_the_same_row(self, store: Store) -> None:
        with store.db.transaction():
            for n in range(200):
                store.outbox.put(id=f"{n:03}", kind="push", target="Ua", body=[], now=NOW, due=NOW)
        got: list[str] = []

        def work() -> None:
            while rows := store.outbox.claim(NOW, limit=7):
                got.extend(row["id"] for row in rows)

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(got) == [f"{n:03}" for n in range(200)]

    def test_who_holds_a_row_may_hold_it_longer_unless_it_was_claimed(self, store: Store) -> None:
        row = put(store, "a")
        with store.db.transaction():
            assert store.outbox.renew(row, NOW + 15_000)
        assert claimed(store, NOW + HOLD) == []
        assert claimed(store, NOW + 15_000 + HOLD) == [("a", 1)]
        with store.db.transaction():
            assert not store.outbox.renew(row, NOW + 15_001 + HOLD)

    def test_counts_and_backlog(self, store: Store) -> None:
        assert store.outbox.backlog() == (0, None)
        put(store, "a", kind="reply")
        put(store, "b", now=NOW - 5)
        with store.db.transaction():
            store.outbox.finish("a", "sent", NOW)
        assert store.outbox.counts() == {"reply:sent": 1, "push:waiting": 1}
        assert store.outbox.backlog() == (1, NOW - 5)
