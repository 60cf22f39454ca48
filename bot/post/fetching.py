"""Fetching: a photo or file that somebody sent is collected from LINE at once, checked, and kept by its hash.

Rows of the outbox drive it, so that nothing is forgotten: a row is tried again while LINE prepares the content (202)
or cannot be reached, and is done when the bytes are kept, refused or gone (410 after an unsend). A row may also ask for
bytes to be removed. Content that lies outside LINE never comes here: its address is the sender's choice.
"""

import hashlib
import json
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from urllib3.exceptions import HTTPError

from bot.config import Settings
from bot.now import milliseconds
from bot.post.file_types import recognise
from bot.post.line import Line
from bot.store import Store, locks
from bot.store.engine import Row
from handlers.evidence import marking
from scoring.results.pieces import LIMIT, WAITING, Piece
from templates.messages import say
from templates.words import evidence as words

log = logging.getLogger("radap.fetching")
SPACE = uuid.UUID("a2f8d0c4-6b0f-4f0c-8a55-0f5b7c1d9e31")
CHUNK = 64 * 1024
PATIENCE = 22 * 3600 * 1000  # ms: the sender itself gives a row up after 23 hours
MOST_AT_ONCE = 64 * 1024 * 1024  # bytes in memory, all threads together
CROWDED = 500  # ms until a place is looked for again
LATER, DONE, GONE = "later", "done", "gone"

Outcome = tuple[str, str, int]  # outcome, words for the record, wait in ms


class TooLarge(Exception):
    """More than what we keep."""


class Fetching:
    def __init__(self, settings: Settings, store: Store, line: Line) -> None:
        self.settings, self.store, self.line = settings, store, line
        self._lock = threading.Lock()
        self._held = 0

    def fetch(self, row: Row) -> Outcome:
        body = json.loads(row["body"])
        if "remove" in body:
            return self._remove(body["remove"])
        piece = self.store.evidence.piece(body["evidence"])
        if piece is None or piece.state != WAITING:
            return DONE, "nobody waits for it", 0
        if milliseconds() - row["created"] > PATIENCE:
            return self._lost(piece, "gone", "LINE did not give it in time")
        try:
            return self._collect(piece, row)
        except (HTTPError, OSError) as failure:
            return LATER, type(failure).__name__, backoff(row["attempts"])

    def _collect(self, piece: Piece, row: Row) -> Outcome:
        with self.line.content(row["target"]) as (status, stream):
            if status == 202:
                return LATER, "202 LINE is still preparing it", _preparing(milliseconds() - row["created"])
            if status in (404, 410):
                return self._gone(piece, status)
            if status != 200 or stream is None:
                return LATER, f"status {status}", backoff(row["attempts"])
            told = stream.headers.get("content-length", "")
            expected = int(told) if told.isascii() and told.isdigit() else LIMIT
            with self._room(min(expected, LIMIT)) as free:
                if not free:
                    stream.close()
                    return LATER, "too much at once", CROWDED
                try:
                    content = read(stream, expected)
                except TooLarge:
                    return self._lost(piece, "size", f"more than {LIMIT} bytes")
                return self._keep(piece, content)

    @contextmanager
    def _room(self, size: int) -> Iterator[bool]:
        """Many large films at the same moment must not fill the memory of a small server."""
        with self._lock:
            free = self._held + size <= MOST_AT_ONCE
            self._held += size * free
        try:
            yield free
        finally:
            with self._lock:
                self._held -= size * free

    def _keep(self, piece: Piece, content: bytes) -> Outcome:
        media = recognise(content, piece.kind)
        if media is None:
            return self._lost(piece, "type", "not a kind that is kept")
        hash = hashlib.sha256(content).hexdigest()
        if not self.store.blobs.in_database:
            self.store.blobs.put(hash, content)  # the slow part, while nobody waits for the database
        with self.store.db.transaction():
            self.store.db.lock([f"blob:{hash}"])
            self.store.blobs.put(hash, content)  # again: somebody may have removed the same bytes meanwhile
            wanted = self.store.evidence.keep(
                id=piece.id, hash=hash, size=len(content), media=media.type, kind=media.kind
            )
            if not wanted and not self.store.evidence.named(hash):
                self.store.blobs.delete(hash)
        return DONE, f"{media.type} {len(content)}", 0

    def _remove(self, hash: str) -> Outcome:
        with self.store.db.transaction(counted=False):
            self.store.db.lock([f"blob:{hash}"])
            if self.store.evidence.named(hash):
                return DONE, "still needed", 0
            self.store.blobs.delete(hash)
        return DONE, "removed", 0

    # what does not come

    def _gone(self, piece: Piece, status: int) -> Outcome:
        if status == 410:  # unsent: the event says so too, and needs no words
            with self.store.db.transaction():
                locks.hold_all(self.store.db)
                self._withdraw_steps(piece)
                self.store.evidence.unsend(message_id=piece.message_id or "")
            return GONE, "410 unsent", 0
        return self._lost(piece, "gone", f"status {status}")

    def _lost(self, piece: Piece, why: str, record: str) -> Outcome:
        """What was said about it is taken back in the same transaction, and its sender is told."""
        with self.store.db.transaction():
            locks.hold_all(self.store.db)  # rare, and may touch a district that nobody holds here
            if self.store.evidence.lose(id=piece.id, why=why):
                now = self.store.evidence.piece(piece.id) or piece
                counted = self._withdraw_steps(now)
                self._tell(now, why, counted)
        return GONE, record, 0

    def _withdraw_steps(self, piece: Piece) -> bool:
        if piece.place is None:
            return False
        at = milliseconds()
        facts = marking.unmark(
            self.store, piece.place, {piece.id}, event=f"{piece.id}-lost", at=at, person=piece.person
        )
        for fact in facts:
            self.store.ledger.record(fact=fact, now=at)
        return bool(facts)

    def _tell(self, piece: Piece, why: str, counted: bool) -> None:
        """One message for all that was sent together, by push: the free reply is long spent."""
        person = self.store.people.by_id(piece.person) if piece.person is not None else None
        if person is None or person.line_user is None or person.state != "active":
            return
        now = milliseconds()
        messages: list[dict[str, Any]] = [say(words.lost(why, piece.kind, piece.name, counted))]
        self.store.outbox.put(
            id=str(uuid.uuid5(SPACE, f"{piece.bundle}:{why}:{counted}")),
            kind="push",
            target=person.line_user,
            body=messages,
            now=now,
            must_arrive=True,
            due=now,
            event_id=piece.event_id,
        )


def read(stream: Any, expected: int) -> bytes:
    """All of it, unless it is larger than what we keep: then no more than that is ever read."""
    if expected > LIMIT:
        stream.close()
        raise TooLarge
    parts, size = [], 0
    while part := stream.read(CHUNK):
        size += len(part)
        if size > LIMIT:
            stream.close()
            raise TooLarge
        parts.append(part)
    return b"".join(parts)


def backoff(attempts: int) -> int:
    return int(min(1_000 * 2 ** min(attempts, 10), 300_000))


def _preparing(age: int) -> int:
    """A photo takes a moment, a long film minutes."""
    return 1_000 if age < 15_000 else 5_000 if age < 300_000 else 30_000
