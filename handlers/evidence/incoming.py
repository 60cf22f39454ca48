"""A message with a photo, file, film or place becomes a piece of evidence: told apart, named safely, put in its bundle.

What is sent together (one imageSet, or within a few seconds) is one bundle.
"""

from __future__ import annotations

import unicodedata

from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from handlers.desk.personal_data import mask_ids
from scoring.results.pieces import AWAIT, KEPT, LIMIT, WAITING, Piece
from templates.words import evidence as words

KINDS = ("image", "video", "audio", "file", "location")
ENDINGS = ("jpg", "jpeg", "png", "pdf", "docx", "xlsx", "pptx", "mp4", "m4a")
TOGETHER = 5_000  # ms between two pieces that were sent together
LONGEST_NAME = 80


def refused(message: Message) -> str:
    """What can be told before anything is fetched."""
    provider = message.extra.get("contentProvider")
    if isinstance(provider, dict) and provider.get("type", "line") != "line":
        return words.OUTSIDE
    size = message.extra.get("fileSize")
    if isinstance(size, int) and size > LIMIT:
        return words.TOO_LARGE
    name = clean_name(message.extra.get("fileName"))
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    return words.not_taken(name) if message.kind == "file" and ending and ending not in ENDINGS else ""


def piece_of(message: Message, desk: Desk) -> tuple[Piece, list[Piece]]:
    """The new piece, and what of its bundle has come before."""
    at, is_place = message.ms, message.kind == "location"
    bundle, together = _bundle(message, at, desk)
    extra = message.extra
    title = extra.get("title") or extra.get("address")
    return Piece(
        id=message.id,
        kind=message.kind,
        state=KEPT if is_place else WAITING,
        message_id=message.message_id,
        event_id=message.id,
        person=desk.me.id,
        at=at,
        bundle=bundle,
        day=desk.day,
        name=clean_name(title if is_place else extra.get("fileName")),
        detail=f"{extra.get('latitude')},{extra.get('longitude')}"[:60] if is_place else "",
    ), together


def _bundle(message: Message, at: int, desk: Desk) -> tuple[str, list[Piece]]:
    image_set = message.extra.get("imageSet")
    if isinstance(image_set, dict) and image_set.get("id"):
        bundle = f"{desk.me.id}-{str(image_set['id'])[:60]}"
        return bundle, _standing(desk.store.evidence.of_bundle(bundle))
    before = desk.store.evidence.newest(desk.me.id)
    if before is None or not before.stands or abs(at - before.at) > TOGETHER or _spoken_since(before, desk):
        return message.id, []
    return before.bundle, _standing(desk.store.evidence.of_bundle(before.bundle))


def _spoken_since(before: Piece, desk: Desk) -> bool:
    """Whether its sender has answered the question about it, asked to send another, or reported something since."""
    assert before.person is not None
    if desk.question is not None and desk.question.payload.get("key") == AWAIT:
        return True
    first = desk.store.evidence.of_bundle(before.bundle)[0]
    asked = desk.store.questions.by_id(f"{first.id}-q")
    if asked is not None and asked.state != "open":
        return True
    newest = desk.store.ledger.of_person(before.person, 1)
    return bool(newest) and newest[0].happened > before.at


def announced(message: Message) -> int | None:
    image_set = message.extra.get("imageSet")
    total = image_set.get("total") if isinstance(image_set, dict) else None
    return total if isinstance(total, int) and 1 < total <= 100 else None


def _standing(pieces: list[Piece]) -> list[Piece]:
    return [p for p in pieces if p.stands]


def clean_name(name: object) -> str:
    """A file's name as it may be shown and saved: no paths, no control or direction marks, no ID numbers, not long."""
    if not isinstance(name, str):
        return ""
    kept = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    last = kept.replace("\\", "/").rpartition("/")[2]
    for forbidden in '<>:"|?*':
        last = last.replace(forbidden, "_")
    last = mask_ids(" ".join(last.split())).strip(". ")
    stem, dot, ending = last.rpartition(".")
    if dot and len(last) > LONGEST_NAME and len(ending) <= 5:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return last[:LONGEST_NAME]
