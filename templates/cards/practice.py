"""An answer as it would be, made safe: it says everywhere that nothing is stored, and none of its buttons acts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from templates.cards.parts import text
from templates.words.people import practice as words
from templates.words.report.reports import STORED

Json = dict[str, Any]


def made_safe(replies: Iterable[Json]) -> list[Json]:
    safe = []
    for reply in replies:
        made = {key: _unsaid(value) for key, value in reply.items() if key != "quickReply"}
        if made["type"] == "flex":
            contents = made["contents"]
            for bubble in contents["contents"] if contents["type"] == "carousel" else [contents]:
                _mark(bubble)
        safe.append(made)
    return safe


def _mark(bubble: Json) -> None:
    bubble.pop("footer", None)
    bubble.get("styles", {}).pop("footer", None)
    header = bubble.get("header")
    if header is not None:
        mark = text(words.MARK, size="sm", weight="bold", color="#FDE68A")
        bubble["header"] = {**header, "contents": [*header["contents"], mark]}


def _unsaid(thing: Any) -> Any:
    """The same without what acts, and without the claim that something is stored."""
    if isinstance(thing, str):
        return thing.replace(STORED, words.NOT_STORED)
    if isinstance(thing, list):
        return [_unsaid(one) for one in thing]
    if isinstance(thing, dict):
        return {key: _unsaid(value) for key, value in thing.items() if key != "action"}
    return thing
