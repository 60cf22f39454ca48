"""Days and months in a level: a deadline, a window, or only a day that something is counted from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scoring.digits import MONTHS
from scoring.drafting.words import MONTH
from scoring.periods import BUDDHIST, month_end

_DAY = rf"(\d{{1,2}})\s*({MONTH})\s*(?:พ\.?\s*ศ\.?\s*)?(\d{{4}}|\d{{2}})(?!\d)"
_DAY_NO_YEAR = re.compile(rf"(\d{{1,2}})\s*({MONTH})(?!\s*(?:พ\.?\s*ศ\.?)?\s*\d)")
_WHOLE = re.compile(_DAY)
_DAYS_SPAN = re.compile(rf"{_DAY}\s*(?:-|ถึง|จนถึง)\s*(?:วันที่\s*)?{_DAY}")
_MONTHS_SPAN = re.compile(
    rf"({MONTH})\s*(?:(?:พ\.?\s*ศ\.?\s*)?(\d{{4}}|\d{{2}}))?\s*(?:-|ถึง)\s*(?:เดือน\s*)?({MONTH})\s*(?:พ\.?\s*ศ\.?\s*)?(\d{{4}}|\d{{2}})(?!\d)"
)
_MONTH_YEAR = re.compile(rf"({MONTH})\s*(?:พ\.?\s*ศ\.?\s*)?(\d{{4}}|\d{{2}})(?!\d)")
_QUARTER = re.compile(
    r"ไตรมาส(?:ที่)?\s*([1-4])(?!\d)(?:\s*(?:/|ปี(?:งบประมาณ)?(?:\s*พ\.?ศ\.?)?)\s*(\d{4}))?(?!\s*-\s*\d)"
)
_BARE_MONTH = re.compile(rf"({MONTH})")
_BY = re.compile(
    r"(ภายใน|ไม่เกิน|ก่อน|ไม่ช้ากว่า|ไม่ล่าช้ากว่า|แล้วเสร็จใน|ทันภายใน)\s*(?:กำหนด\s*)?(?:วัน)?(?:ที่)?\s*(?:สิ้น)?(?:เดือน)?\s*$"
)
_WITHIN = re.compile(r"(ระหว่าง|ตั้งแต่|ในช่วง|ช่วง)\s*(?:วัน)?(?:ที่)?\s*(?:เดือน)?\s*$")


@dataclass(frozen=True)
class Day:
    start: int
    end: int
    op: str = ""  # "<=", "<": a deadline; "band": a window; "": only mentioned
    last: date | None = None
    first: date | None = None
    said: str = ""
    why: str = ""  # what has to be asked about it


def days(text: str, year: int | None) -> Iterator[Day]:
    """Every day, month and quarter in a plain text, each once, the longest form first."""
    taken: list[tuple[int, int]] = []
    for pattern, make in (
        (_DAYS_SPAN, _days_span), (_MONTHS_SPAN, _months_span), (_WHOLE, _whole), (_MONTH_YEAR, _month_year),
        (_QUARTER, _quarter), (_DAY_NO_YEAR, _open), (_BARE_MONTH, _open),
    ):  # fmt: skip
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            day = make(found, text, year)
            if day is not None:
                taken.append((day.start, day.end))
                yield day


def _deadline(found: re.Match[str], text: str, last: date | None) -> Day:
    before = text[: found.start()]
    by = _BY.search(before)
    if not by:
        return Day(found.start(), found.end())
    if last is None:
        return Day(by.start(), found.end(), why="no_such_day")
    return Day(by.start(), found.end(), "<" if by[1] == "ก่อน" else "<=", last, said=by[1])


def _window(found: re.Match[str], text: str, first: date | None, last: date | None) -> Day:
    within = _WITHIN.search(text[: found.start()])
    if not within:
        return _deadline(found, text, None) if _BY.search(text[: found.start()]) else Day(found.start(), found.end())
    if first is None or last is None or last < first:
        return Day(within.start(), found.end(), why="no_such_day")
    return Day(within.start(), found.end(), "band", last, first, within[1])


def _days_span(found: re.Match[str], text: str, _: int | None) -> Day:
    return _window(found, text, _date(found[1], found[2], found[3]), _date(found[4], found[5], found[6]))


def _months_span(found: re.Match[str], text: str, _: int | None) -> Day:
    end_year = _ce(found[4])
    start_year = _ce(found[2]) if found[2] else end_year
    return _window(found, text, date(start_year, MONTHS[found[1]], 1), month_end(end_year, MONTHS[found[3]]))


def _whole(found: re.Match[str], text: str, _: int | None) -> Day:
    return _deadline(found, text, _date(found[1], found[2], found[3]))


def _month_year(found: re.Match[str], text: str, _: int | None) -> Day:
    return _deadline(found, text, month_end(_ce(found[2]), MONTHS[found[1]]))


def _quarter(found: re.Match[str], text: str, year: int | None) -> Day | None:
    """ "ภายในไตรมาส ๒": its last day, of the fiscal year that is printed with it or is the document's."""
    fiscal = int(found[2]) if found[2] else year
    by = _BY.search(text[: found.start()])
    if not by:
        return None
    if fiscal is None:
        return Day(by.start(), found.end(), why="no_year")
    number = int(found[1])
    ce = fiscal - BUDDHIST - (1 if number == 1 else 0)
    return _deadline(found, text, month_end(ce, {1: 12, 2: 3, 3: 6, 4: 9}[number]))


def _open(found: re.Match[str], text: str, _: int | None) -> Day:
    asked = _BY.search(text[: found.start()]) or _WITHIN.search(text[: found.start()])
    return Day(asked.start() if asked else found.start(), found.end(), why="no_year" if asked else "")


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(_ce(year), MONTHS[month], int(day))
    except ValueError:
        return None


def _ce(year: str) -> int:
    """ "2561" or "61" -> 2018; a year of the common era stays."""
    number = int(year)
    if number < 100:
        number += 2500
    return min(max(number - BUDDHIST if number > 2400 else number, 1), 9998)
