"""The blobs' part of the contract: bytes by their own hash, kept once and whole."""

import hashlib

import pytest

from bot.store import Store

PHOTO = b"\x00\xff a photo" * 1000
HASH = hashlib.sha256(PHOTO).hexdigest()


def put(store: Store, hash: str, content: bytes) -> None:
    with store.db.transaction():
        store.blobs.put(hash, content)


class BlobContract:
    def test_bytes_come_back_by_their_hash(self, store: Store) -> None:
        assert store.blobs.get(HASH) is None
        put(store, HASH, PHOTO)
        put(store, HASH, PHOTO)
        put(store, hashlib.sha256(b"").hexdigest(), b"")
        assert store.blobs.get(HASH) == PHOTO
        assert store.blobs.hashes() == {HASH, hashlib.sha256(b"").hexdigest()}
        assert dict(store.blobs.sizes())[HASH] == 10_000
        with store.db.transaction():
            store.blobs.delete(HASH)
            store.blobs.delete(HASH)
        assert store.blobs.get(HASH) is None

    def test_bytes_under_another_hash_are_refused(self, store: Store) -> None:
        with pytest.raises(ValueError, match="hash") as refused:
            put(store, "0" * 64, PHOTO)
        assert str(refused.value) == f"blobs: found content with the hash {HASH}, expected {'0' * 64}"
        assert store.blobs.hashes() == set()

    def test_what_evidence_names_is_known(self, store: Store) -> None:
        with store.db.transaction():
            for n, hash in enumerate((HASH, HASH, None)):
                store.db.execute(
                    """INSERT INTO evidence (id, agreement, district, indicator, kind, hash, state, event_id, at)
                       VALUES (?, 'a', 'd', 'i', 'image', ?, 'kept', 'e', 1)""",
                    [f"v{n}", hash],
                )
        assert store.blobs.named() == {HASH}
