"""Pieces of evidence: a photo, file, film or place that somebody sent for a level of an indicator, and what stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LIMIT = 20 * 1024 * 1024  # bytes of one piece
AWAIT = "await"  # the key of a question that waits for a photo instead of an answer
SHOW = "evidence"  # how the note of a fact begins that evidence has marked
WAITING, KEPT, GONE, WITHDRAWN = "waiting", "kept", "gone", "withdrawn"


@dataclass(frozen=True)
class Place:
    """Where evidence belongs. level None: to the indicator as a whole."""

    agreement: str
    district: str | None  # None: the province's own row
    indicator: str
    level: int | None


@dataclass(frozen=True)
class Piece:
    id: str  # of the event that brought it
    kind: str  # image video audio file location
    state: str  # waiting (for its bytes) kept gone (never came, or refused: `detail` says why) withdrawn
    message_id: str | None
    event_id: str
    person: int | None
    at: int  # ms: when it was sent
    bundle: str  # what was sent together is asked about once
    place: Place | None = None  # None: nobody has said yet what it is evidence of
    name: str = ""
    detail: str = ""  # of a location: latitude and longitude
    hash: str | None = None
    size: int | None = None
    media: str | None = None
    verified_by: int | None = None
    day: date | None = None  # of the office; in training it is not the day of the clock

    @property
    def stands(self) -> bool:
        return self.state in (WAITING, KEPT)


def standing(pieces: Iterable[Piece]) -> list[Piece]:
    """What stands: the same photo sent twice for one level counts once (the verified one, else the first)."""
    found: dict[tuple[Place | None, str], Piece] = {}
    for piece in pieces:
        if not piece.stands:
            continue
        same = (piece.place, piece.hash or (piece.detail if piece.kind == "location" else "") or piece.id)
        held = found.get(same)
        if held is None or (held.verified_by is None and piece.verified_by is not None):
            found[same] = piece
    return list(found.values())
