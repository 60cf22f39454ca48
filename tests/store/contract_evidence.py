"""Evidence's part of the contract: pieces in their bundles and places, withdrawn ones without bytes, verified ones."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from bot.store import Store
from scoring.results.pieces import Piece, Place, standing

HERE = Place("buriram-2561", "บ้านกรวด", "function/3", 1)
BYTES = b"\x89PNG\r\n\x1a\n and a picture"
HASH = hashlib.sha256(BYTES).hexdigest()


def piece(id: str, **more: Any) -> Piece:
    given = {
        "kind": "image", "state": "waiting", "message_id": f"m-{id}", "event_id": id, "person": 1, "at": 100,
        "bundle": "b", **more,
    }  # fmt: skip
    return Piece(id=id, **given)


def add(store: Store, *pieces: Piece) -> None:
    with store.db.transaction():
        for one in pieces:
            store.evidence.add(piece=one)


def keep(store: Store, id: str, content: bytes = BYTES) -> bool:
    hash = hashlib.sha256(content).hexdigest()
    with store.db.transaction():
        store.blobs.put(hash, content)
        return store.evidence.keep(id=id, hash=hash, size=len(content), media="image/png", kind="image")


def removals(store: Store) -> list[str]:
    rows = store.db.query("SELECT body FROM outbox WHERE kind = 'fetch' ORDER BY created, id")
    return [json.loads(row["body"])["remove"] for row in rows]


class EvidenceContract:
    def test_a_piece_comes_back_whole_and_is_added_once(self, store: Store) -> None:
        one = piece("e1", place=HERE, name="แผน.pdf", kind="file", detail="x", at=2**41, day=date(2018, 3, 15))
        add(store, one)
        add(store, replace(one, name="other"))
        assert store.evidence.piece("e1") == one
        assert store.evidence.piece("e2") is None
        assert store.evidence.of_message("m-e1") == [one]

    def test_a_place_may_be_the_provinces_row_and_the_whole_indicator(self, store: Store) -> None:
        own = Place("buriram-2561", None, "function/3", None)
        add(store, piece("p", place=own), piece("d", place=HERE), piece("nowhere"))
        assert [p.id for p in store.evidence.of("buriram-2561", None)] == ["p"]
        assert store.evidence.of("buriram-2561", None)[0].place == own
        assert [p.id for p in store.evidence.of("buriram-2561", "บ้านกรวด", "function/3")] == ["d"]
        assert store.evidence.of("buriram-2561", "บ้านกรวด", "function/2") == []
        assert [p.id for p in store.evidence.everywhere("buriram-2561")] == ["d", "p"]

    def test_a_bundle_gets_its_place_in_one_go_and_is_verified_anew(self, store: Store) -> None:
        add(store, piece("a"), piece("b", at=101), piece("c", bundle="other"))
        assert [p.id for p in store.evidence.unplaced(1, 0)] == ["a", "c", "b"]
        assert [p.id for p in store.evidence.unplaced(1, 101)] == ["b"]
        with store.db.transaction():
            store.evidence.place(bundle="b", place=HERE)
            store.evidence.verify(evidence="a", by=7)
        assert [(p.id, p.place, p.verified_by) for p in store.evidence.of_bundle("b")] == [
            ("a", HERE, 7), ("b", HERE, None)
        ]  # fmt: skip
        with store.db.transaction():
            store.evidence.place(bundle="b", place=replace(HERE, level=2))
        assert [(p.place and p.place.level, p.verified_by) for p in store.evidence.of_bundle("b")] == [
            (2, None), (2, None)
        ]  # fmt: skip
        assert [p.id for p in store.evidence.unplaced(1, 0)] == ["c"]

    def test_the_newest_of_a_person(self, store: Store) -> None:
        add(store, piece("late", at=300), piece("early", at=200), piece("hers", at=400, person=2))
        newest = store.evidence.newest(1)
        assert newest is not None
        assert newest.id == "late"
        assert store.evidence.newest(3) is None

    def test_bytes_are_kept_only_for_who_waits(self, store: Store) -> None:
        add(store, piece("a", place=HERE), piece("gone", place=HERE))
        assert keep(store, "a") is True
        assert keep(store, "a") is False
        with store.db.transaction():
            assert store.evidence.lose(id="gone", why="type") is True
            assert store.evidence.lose(id="a", why="type") is False
        assert keep(store, "gone") is False
        kept = store.evidence.piece("a")
        assert kept is not None
        assert (kept.state, kept.hash, kept.size, kept.media) == ("kept", HASH, len(BYTES), "image/png")
        lost = store.evidence.piece("gone")
        assert lost is not None
        assert (lost.state, lost.detail, lost.hash) == ("gone", "type", None)
        assert store.evidence.named(HASH)
        assert store.blobs.get(HASH) == BYTES

    def test_after_an_unsend_neither_bytes_nor_name_are_left(self, store: Store) -> None:
        add(store, piece("a", place=HERE, name="แผน.pdf"), piece("b", place=HERE))
        keep(store, "a")
        for _ in range(2):
            with store.db.transaction():
                store.evidence.unsend(message_id="m-a")
        gone = store.evidence.piece("a")
        assert gone is not None
        assert (gone.state, gone.hash, gone.name, gone.detail, gone.place) == ("withdrawn", None, "", "", HERE)
        assert not store.evidence.named(HASH)
        assert removals(store) == [HASH]  # after the commit; a transaction that fails has lost nothing
        assert [p.id for p in standing(store.evidence.of("buriram-2561", "บ้านกรวด"))] == ["b"]

    def test_a_withdrawal_that_rolls_back_keeps_everything(self, store: Store) -> None:
        add(store, piece("a", place=HERE))
        keep(store, "a")
        try:
            with store.db.transaction():
                store.evidence.drop(bundle="b")
                raise RuntimeError("fell")
        except RuntimeError:
            pass
        assert store.evidence.named(HASH)
        assert removals(store) == []

    def test_a_dropped_bundle_cannot_be_verified_or_moved(self, store: Store) -> None:
        add(store, piece("a", place=HERE), piece("b", place=HERE))
        with store.db.transaction():
            store.evidence.drop(bundle="b")
            store.evidence.verify(evidence="a", by=7)
            store.evidence.place(bundle="b", place=replace(HERE, level=3))
        assert {(p.state, p.verified_by, p.place) for p in store.evidence.of_bundle("b")} == {("withdrawn", None, HERE)}

    def test_the_same_photo_twice_counts_once_for_a_level(self, store: Store) -> None:
        two = replace(HERE, level=2)
        add(store, piece("a", place=HERE), piece("b", place=HERE), piece("c", place=two), piece("d", place=HERE))
        for id in "abc":
            keep(store, id)
        with store.db.transaction():
            store.evidence.verify(evidence="b", by=7)
        found = standing(store.evidence.of("buriram-2561", "บ้านกรวด"))
        assert sorted(p.id for p in found) == ["b", "c", "d"]  # of a and b the verified one; d has no bytes yet
