"""A drafted agreement proven by reading its document again: it holds what paper and answers say, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from scoring.drafting.agreeing import Unanswered, data
from scoring.drafting.draft import Draft
from scoring.drafting.drafting import draft
from scoring.drafting.text import from_plain

FREE = {"topic", "short", "names", "ask", "meanwhile"}  # words that a person may choose
KINDS = ("section", "indicator", "question", "duty")
ANSWER = {"of", "asked", "value", "by", "on", "why"}
Found = list[tuple[str, str]]  # (place, what is wrong)


@lru_cache(maxsize=16)
def _again(lines: tuple[str, ...], province: str, districts: tuple[str, ...], year: int, round_: int | None) -> Draft:
    return draft(from_plain("\n".join(lines)), {province: districts}, province, year, round_)


def faults(raw: Mapping[str, Any], lines: tuple[str, ...]) -> Found:
    found: Found = []
    answers = raw.get("answered", ())
    for answer in answers:
        of = f"answer {answer.get('of') or 'paper'} {answer.get('asked')}"
        if set(answer) - ANSWER or not all(answer.get(key) for key in ("asked", "by", "why")):
            found.append((of, "found an answer without asked, by or why, expected all three"))
        if not isinstance(answer.get("on"), date):
            found.append((of, "found no day, expected the day of the answer"))
    if found:
        return found
    again = _again(tuple(lines), raw["province"], tuple(raw["districts"]), raw["year"], raw.get("round"))
    try:
        expected = data(again, answers, raw["id"], raw["source"], raw["sha256"])
    except Unanswered as open_:
        return [("answers", f"not answered yet: {why}") for why in open_.open]
    for key in sorted({*raw, *expected} - set(KINDS)):
        _same(raw.get(key), expected.get(key), "head" if key != "answered" else "answers", key, found)
    for kind in KINDS:
        _rows(raw.get(kind, []), expected[kind], kind, found)
    return found


def _rows(rows: list[Any], expected: list[Any], kind: str, found: Found) -> None:
    wanted = {row["id"]: row for row in expected}
    if [row.get("id") for row in rows] != list(wanted):
        said = ", ".join(str(row.get("id")) for row in rows)
        found.append((kind, f"found {said}, the document reads as {', '.join(wanted)}"))
        return
    for row in rows:
        right = wanted[row["id"]]
        for key in sorted({*row, *right} - FREE):
            _same(row.get(key), right.get(key), f"{kind} {row['id']}", key, found)


def _same(mine: Any, right: Any, place: str, key: str, found: Found) -> None:
    if key == "levels" and isinstance(mine, list) and isinstance(right, list) and len(mine) == len(right):
        for level, (one, other) in enumerate(zip(mine, right, strict=True), 1):
            _same(one, other, f"{place}, level {level}", "level", found)
        return
    if _plain(mine) != _plain(right):
        found.append((place, f"{key}: found {mine!r}, the document reads as {right!r}"))


def _plain(item: Any) -> Any:
    """Comparable whatever wrote it: numbers by their text, tuples as lists."""
    if isinstance(item, Mapping):
        return {key: _plain(value) for key, value in item.items()}
    if isinstance(item, list | tuple):
        return [_plain(value) for value in item]
    return item if isinstance(item, bool | date) or item is None else str(item)
