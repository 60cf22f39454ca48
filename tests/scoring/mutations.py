"""Every single slip that a hand can make in an agreement file: one number, operator, line or quote changed."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

NUMBER = re.compile(r"\d+(?:\.\d+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OTHER = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
Slip = tuple[str, Callable[[], None], Callable[[], None]]  # what, do it, undo it


def slips(raw: dict[str, Any]) -> Iterator[Slip]:
    for key, item in raw.items():
        if key in ("section", "indicator", "question", "duty", "correction"):
            for row in item:
                yield from _walk(row, f"{key} {row['id']}")
        else:
            yield from _item(raw, key, item, key)


def _walk(row: dict[str, Any], place: str) -> Iterator[Slip]:
    for key, item in row.items():
        where = f"{place} {key}"
        if key == "levels":
            for level in item:
                yield from _item(level, 0, level[0], f"{where} {level[0]} number")
                yield from _item(level, 1, level[1], f"{where} {level[0]} line")
                for change in (*_quotes(level[2]), level[2][:-1]):
                    yield _slip(level, 2, change, f"{where} {level[0]} quote")
                for change in _conditions(level[3]):
                    yield _slip(level, 3, change, f"{where} {level[0]}")
        elif key == "effects":
            for changes in item.values():
                for what, condition in changes.items():
                    for change in _conditions(condition):
                        yield _slip(changes, what, change, where)
        elif key == "table":
            for table in item:
                for change in _rows(table["rows"]):
                    yield _slip(table, "rows", change, where)
        elif key == "printed" and isinstance(item, dict):
            for column, rows in item.items():
                for cells in rows:
                    for change in _digits(cells[1]):
                        yield _slip(cells, 1, change, f"{where} {column} {cells[0]}")
                    yield _slip(cells, 2, cells[2] + 1, f"{where} {column} {cells[0]} line")
        elif key not in ("inputs",):
            yield from _item(row, key, item, where)
    if "corrected" in row and NUMBER.fullmatch(row["corrected"].replace(",", "")):
        for change in _digits(row["corrected"]):
            yield _slip(row, "corrected", change, f"{place} corrected")


def _item(holder: Any, key: Any, item: Any, place: str) -> Iterator[Slip]:
    if isinstance(item, bool):
        return
    if isinstance(item, int):
        yield _slip(holder, key, item + 1, place)
        yield _slip(holder, key, item - 1, place)
    elif isinstance(item, Decimal):
        yield _slip(holder, key, item + 1, place)
    elif isinstance(item, date):
        yield _slip(holder, key, item + timedelta(days=1), place)
    elif isinstance(item, list) and any(isinstance(part, int | date | list) for part in item):
        for n, part in enumerate(item):
            yield from _item(item, n, part, f"{place}[{n}]")
            if isinstance(part, str):  # a quote behind its line
                for change in _quotes(part):
                    yield _slip(item, n, change, f"{place}[{n}] quote")
    elif isinstance(item, str) and key in ("sha256", "printed"):
        for change in _quotes(item):
            yield _slip(holder, key, change, place)


def _quotes(quote: str) -> Iterator[str]:
    middle = len(quote) // 2
    yield quote[:middle] + ("ฮ" if quote[middle] != "ฮ" else "ก") + quote[middle + 1 :]


def _conditions(text: str) -> Iterator[str]:
    for found in re.finditer(r">=|<=|>|<", text):
        yield text[: found.start()] + OTHER[found.group()] + text[found.end() :]
    for found in DAY.finditer(text):
        day = date.fromisoformat(found.group()) + timedelta(days=1)
        yield text[: found.start()] + day.isoformat() + text[found.end() :]
    if not DAY.search(text):
        for found in re.finditer(r"(?<=[ @.])\d+(?:\.\d+)?", text):
            number = Decimal(found.group())
            for change in {number + 1, abs(number - 1)} - {number}:  # 0.5 less 1 is 0.5 without its sign
                yield text[: found.start()] + str(change) + text[found.end() :]
    if " (floor)" in text and re.search(r"\d \(floor\)", text):
        yield text.replace(" (floor)", "")
    parts = text.split(" & ")
    for n in range(len(parts) if len(parts) > 1 else 0):
        yield " & ".join(parts[:n] + parts[n + 1 :])


def _rows(rows: str) -> Iterator[str]:
    for found in re.finditer(r"\d+", rows):
        yield rows[: found.start()] + str(int(found.group()) + 1) + rows[found.end() :]


def _digits(text: str) -> Iterator[str]:
    for at, char in enumerate(text):
        if char.isdigit():
            yield text[:at] + str((int(char) + 1) % 10) + text[at + 1 :]


def _slip(holder: Any, key: Any, new: Any, place: str) -> Slip:
    old = holder[key]
    return f"{place}: {old!r} -> {new!r}", lambda: holder.__setitem__(key, new), lambda: holder.__setitem__(key, old)
