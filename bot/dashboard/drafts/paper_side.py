"""The left side of a review: the paper's lines with what was read from them marked, and its pages as pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, make_response

from bot.dashboard.drafts.rights import drafters, found
from bot.dashboard.guard import store
from bot.intake.taking import page_picture
from bot.office.reviewing import Review
from scoring.drafting.draft import Indicator
from templates.paper import Block, blocks

Marks = Mapping[int, list[str]]
KEPT_PAGES = 64  # pictures in memory, some 50 KB each


def add(pages: Blueprint) -> None:
    pages.get("/drafts/<int:id>/file/<int:file>/page/<int:page>.png")(drafters(picture))


def picture(id: int, file: int, page: int) -> Any:
    """For whom the draft is; drawn by the process that opens foreign files."""
    found(id)
    sources = store().drafts.sources(id)
    if not 1 <= file <= len(sources):
        abort(404)
    drawn = _drawn(sources[file - 1].hash, page)
    if drawn is None:
        abort(404)
    shown = make_response(drawn)
    shown.mimetype = "image/png"
    return shown


def _drawn(hash: str, page: int) -> bytes | None:
    if (hash, page) not in _pictures and (content := store().blobs.get(hash)) is not None:
        drawn = page_picture(content, page)
        if drawn is None:
            return None
        while len(_pictures) >= KEPT_PAGES:
            _pictures.pop(next(iter(_pictures)), None)
        _pictures[hash, page] = drawn
    return _pictures.get((hash, page))


_pictures: dict[tuple[str, int], bytes] = {}


def marks(review: Review) -> Marks:
    """Line -> what is quoted from it."""
    found: dict[int, list[str]] = {}
    for one in review.indicators:
        for line, quote in ((one.line, one.name), (one.weight_line, one.weight_quote),
                            *((lv.line, lv.quote) for lv in one.levels)):  # fmt: skip
            if line and quote and quote not in found.setdefault(line, []):
                found[line].append(quote)
    return found


def of_levels(one: Indicator, marked: Marks) -> dict[tuple[int, int], int]:
    """(line, which quote of it) -> the level that was read there."""
    return {(lv.line, marked[lv.line].index(lv.quote)): lv.number for lv in one.levels if lv.quote}


def before(review: Review) -> list[Block]:
    """The paper's lines above the first indicator."""
    first = min((one.line for one in review.indicators), default=len(review.lines) + 1)
    return blocks(review.lines, 1, first - 1, marks(review))


def on_paper(review: Review, one: Indicator, starts: Sequence[int], marked: Marks) -> list[Block]:
    """The lines of an indicator; of a table that began above also its heading."""
    last = max([one.line, *(lv.line for lv in one.levels)])
    end = min((n - 1 for n in starts if n > one.line), default=max(last, min(len(review.lines), one.line + 40)))
    found = blocks(review.lines, one.line, max(end, last), marked)
    line = one.line
    while line > 1 and "\t" in review.lines[line - 2]:
        line -= 1
    if line < one.line and found and found[0].table:
        heading = blocks(review.lines, line, line, marked)
        found[0] = Block(True, (*(row for block in heading for row in block.rows), *found[0].rows))
    return found


def pages_of(review: Review, one: Indicator) -> list[tuple[int, int]]:
    """(file, page) of the lines that were read, where the file has pages."""
    lines = _places(review.row["text"])
    read = [one.line, *(lv.line for lv in one.levels)]
    return sorted({lines[n - 1] for n in read if 0 < n <= len(lines) and lines[n - 1][1]})


@lru_cache(maxsize=8)
def _places(text: str) -> list[tuple[int, int]]:
    """Of each line: which file from 1, and its page (0: it has none)."""
    files: list[str] = []
    found = []
    for line in json.loads(text):
        file, page = (line[1], line[2]) if len(line) > 2 else ("", None)
        if file not in files:
            files.append(file)
        found.append((files.index(file) + 1, page or 0))
    return found
