"""The drafts' part of the contract: kept whole, changed step by step, and never by two people at once."""

import hashlib
import threading

from bot.store import Store
from bot.store.results.drafts import Source

PAPER = "ตัวชี้วัดที่ ๑ ร้อยละ ๘๐".encode()
HASH = hashlib.sha256(PAPER).hexdigest()
SOURCES = [Source("ข้อตกลง.docx", HASH, len(PAPER)), Source("เป้า.xlsx", "0" * 64, 3)]


def keep(store: Store, province: str = "น่าน") -> int:
    with store.db.transaction():
        store.blobs.put(HASH, PAPER)
        return store.drafts.keep(
            province=province, text="[]", repairs="[]", asks="[]", body='{"head":{}}', sources=SOURCES, by="สมศรี", at=5
        )


def step(store: Store, draft: int, seen: int, value: str, kind: str = "answer") -> bool:
    with store.db.transaction():
        return store.drafts.step(
            draft=draft, seen=seen, kind=kind, about="team/1", value=value, why="ตามกระดาษ", by="สมชาย", at=seen
        )


class DraftContract:
    def test_a_draft_is_kept_as_it_was_read_with_its_files(self, store: Store) -> None:
        draft = keep(store)
        assert store.drafts.get(draft) == {
            "id": draft, "province": "น่าน", "state": "open", "version": 0, "text": "[]", "repairs": "[]", "asks": "[]",
            "body": '{"head":{}}', "made_by": "สมศรี", "at": 5, "closed": None,
        }  # fmt: skip
        assert store.drafts.sources(draft) == SOURCES
        assert store.drafts.get(draft + 1) is None

    def test_the_bytes_of_a_drafts_files_are_named_and_stay(self, store: Store) -> None:
        keep(store)
        assert store.blobs.named() == {HASH, "0" * 64}
        assert store.blobs.get(HASH) == PAPER

    def test_each_step_is_kept_with_who_why_and_when_and_a_step_back_can_be_taken_back(self, store: Store) -> None:
        draft = keep(store)
        assert [step(store, draft, 0, "<="), step(store, draft, 1, ">="), step(store, draft, 2, "2", "undo")] == [
            True
        ] * 3
        assert [s["value"] for s in store.drafts.standing(draft)] == ["<="]
        assert step(store, draft, 3, "3", "undo")
        assert [s["value"] for s in store.drafts.standing(draft)] == ["<=", ">="]
        assert store.drafts.steps(draft)[0] == {
            "draft": draft, "version": 1, "kind": "answer", "about": "team/1", "value": "<=", "why": "ตามกระดาษ",
            "made_by": "สมชาย", "at": 0,
        }  # fmt: skip
        assert [s["version"] for s in store.drafts.steps(draft)] == [1, 2, 3, 4]

    def test_of_two_people_at_once_one_is_told_that_the_other_was_faster(self, store: Store) -> None:
        draft = keep(store)
        done: list[bool] = []

        def press(value: str) -> None:
            done.append(step(store, draft, 0, value))

        people = [threading.Thread(target=press, args=(value,)) for value in ("<=", ">=", ">", "<")]
        for person in people:
            person.start()
        for person in people:
            person.join()
        assert sorted(done) == [False, False, False, True]
        assert len(store.drafts.steps(draft)) == 1
        row = store.drafts.get(draft)
        assert row is not None
        assert row["version"] == 1

    def test_a_closed_draft_takes_no_step_and_is_closed_only_as_it_was_seen(self, store: Store) -> None:
        draft, other = keep(store), keep(store, "แพร่")
        step(store, draft, 0, "<=")
        with store.db.transaction():
            assert not store.drafts.close(draft=draft, seen=0, state="active", at=9)
            assert store.drafts.close(draft=draft, seen=1, state="active", at=9)
        assert not step(store, draft, 1, ">=")
        assert [row["id"] for row in store.drafts.of()] == [other]
        assert [row["id"] for row in store.drafts.of(state=None)] == [other, draft]
        assert [row["closed"] for row in store.drafts.of("น่าน", "active")] == [9]

    def test_files_wait_to_be_read_by_one_reader_and_by_another_when_the_first_is_silent(self, store: Store) -> None:
        with store.db.transaction():
            draft = store.drafts.await_reading(head='{"year":"2570"}', sources=SOURCES, by="สมศรี", at=5)
            assert store.drafts.claim_reading(draft, silent_since=0, at=10)
            assert not store.drafts.claim_reading(draft, silent_since=9, at=11)
            store.drafts.read_so_far(draft, done=3, pages=8, at=12)
        reading = {"draft": draft, "head": '{"year":"2570"}', "done": 3, "pages": 8, "beat": 12, "refused": ""}
        assert store.drafts.reading(draft) == reading
        with store.db.transaction():
            assert store.drafts.claim_reading(draft, silent_since=12, at=500)
            read = {"province": "น่าน", "text": "[]", "repairs": "[]", "asks": "[]", "body": "{}"}
            assert store.drafts.was_read(draft, **read)
            assert not store.drafts.was_read(draft, **read)
            assert not store.drafts.claim_reading(draft, silent_since=900, at=900)
        assert [row["id"] for row in store.drafts.of("น่าน")] == [draft]

    def test_what_is_refused_keeps_its_sentence_and_not_its_files(self, store: Store) -> None:
        with store.db.transaction():
            draft = store.drafts.await_reading(head="{}", sources=SOURCES, by="สมศรี", at=5)
            store.drafts.refuse(draft, why="เป็นภาพสแกน", at=6)
        assert store.drafts.sources(draft) == []
        reading = store.drafts.reading(draft)
        assert reading is not None
        assert reading["refused"] == "เป็นภาพสแกน"
        with store.db.transaction():
            store.drafts.forget_refused(draft)
        assert store.drafts.get(draft) is None
