"""Days ahead: "3-7 มี.ค.", "28 ก.พ. ถึง 3 มี.ค. 69", "พรุ่งนี้", "สัปดาห์หน้า", "ตั้งแต่ 3 มี.ค. 5 วัน"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from handlers.reading.days.calendar import common_year

_WORDS = tomllib.loads((Path(__file__).parents[1] / "words/calendar.toml").read_text(encoding="utf-8"))
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MONTHS = {name: int(n) for n, names in _WORDS["months"].items() for name in names.split()}
_WEEKDAYS = {"จันทร์": 0, "อังคาร": 1, "พุธ": 2, "พฤหัสบดี": 3, "พฤหัส": 3, "ศุกร์": 4, "เสาร์": 5, "อาทิตย์": 6}
_NEAR = {"วันนี้": 0, "พรุ่งนี้": 1, "พรุ้งนี้": 1, "พรุงนี้": 1, "มะรืนนี้": 2, "มะรืน": 2}
LONGEST = 366  # days of one leave


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _one(n: int) -> str:
    """A day: พรุ่งนี้, วันศุกร์นี้, 3 มี.ค. 69, 3/3/2569, วันที่ 3."""
    return (
        rf"(?:วันที่\s*)?(?:(?P<near{n}>{_any(_NEAR)})"
        rf"|(?:วัน)?(?P<week{n}>{_any(_WEEKDAYS)})(?P<next{n}>\s*หน้า)?(?:นี้|ที่จะถึง(?:นี้)?)?(?!\s*(?:ที่)?\s*\d)"
        rf"|(?:(?:วัน)?(?:{_any(_WEEKDAYS)})(?:ที่)?\s*)?(?P<day{n}>\d{{1,2}})(?![\d.,])"
        rf"(?:\s*(?:เดือน\s*)?(?P<month{n}>{_any(_MONTHS)})(?![\u0e01-\u0e2e])"
        rf"|/(?P<number{n}>\d{{1,2}})(?!\d)/?)?"
        rf"(?:\s*(?:พ\.?ศ\.?\s*)?(?P<year{n}>25\d\d|20\d\d|6\d|7[0-5])(?![\d.,])(?!\s*วัน))?)"
    )


_SPAN = re.compile(rf"{_one(1)}(?:\s*(?:-|–|—|~|จนถึง|ถึง|to)\s*{_one(2)})?", re.IGNORECASE)
_WEEK = re.compile(r"(?:ทั้ง)?(?:สัปดาห์|อาทิตย์)(?P<which>หน้า|นี้)")
_LASTS = re.compile(r"\s*(?:เป็นเวลา|รวม|จำนวน|นาน)?\s*(?P<n>\d{1,3})\s*วัน(?!ที่)")


@dataclass(frozen=True)
class Days:
    first: date
    last: date
    start: int  # where its words begin and end
    end: int
    problem: str = ""  # impossible backwards past long


def days_ahead(text: str, today: date) -> Days | None:
    """The days that a text names, read forward from today; None: it names none."""
    said = text.translate(_DIGITS)
    week = _WEEK.search(said)
    if week is not None:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if week["which"] == "หน้า" else 0)
        return Days(max(monday, today), max(monday + timedelta(days=4), today), week.start(), week.end())
    for found in _SPAN.finditer(said):
        made = _made(found, said, today)
        if made is not None:
            return made
    return None


def _made(found: re.Match[str], said: str, today: date) -> Days | None:
    part = found.groupdict()
    alone = part["day1"] and not (part["month1"] or part["number1"])
    if alone and not (part["day2"] or "วันที่" in found[0]):
        return None  # a bare number is no day
    month = _month(part, 2) if alone else None
    year = part["year1"] or part["year2"]
    first = _day(part, 1, today, month, year)
    lasts = None if _has(part, 2) else _LASTS.match(said, found.end())
    end = lasts.end() if lasts is not None else found.end()
    if first is None:
        return Days(today, today, found.start(), end, "impossible")
    last: date | None = first
    if _has(part, 2):
        own = _month(part, 2) or first.month
        last = _day(part, 2, today, own, part["year2"] or (year and str(first.year)), not_before=first)
    elif lasts is not None:
        last = first + timedelta(days=max(int(lasts["n"]), 1) - 1)
    if last is None:
        return Days(today, today, found.start(), end, "impossible")
    if last >= first and last < today and not year and (today - last).days > 183:  # said in December of January
        first, last = _a_year_on(first), _a_year_on(last)
    return Days(first, last, found.start(), end, _problem(first, last, today))


def _problem(first: date, last: date, today: date) -> str:
    if last < first:
        return "backwards"
    if last < today:
        return "past"
    return "long" if (last - first).days >= LONGEST else ""


def _has(part: dict[str, str | None], n: int) -> bool:
    return any(part[f"{name}{n}"] for name in ("near", "week", "day"))


def _month(part: dict[str, str | None], n: int) -> int | None:
    if name := part[f"month{n}"]:
        return _MONTHS[name.lower()]
    return int(number) if (number := part[f"number{n}"]) else None


def _day(
    part: dict[str, str | None], n: int, today: date, month: int | None, year: str | None,
    not_before: date | None = None,
) -> date | None:  # fmt: skip
    if near := part[f"near{n}"]:
        return today + timedelta(days=_NEAR[near])
    if week := part[f"week{n}"]:
        since = not_before or today
        return since + timedelta(days=(_WEEKDAYS[week] - since.weekday()) % 7 + (7 if part[f"next{n}"] else 0))
    of = _month(part, n) or month
    number = int(part[f"day{n}"] or 0)
    if of is None:  # วันที่ 5: of this month, or of the next where it has passed
        found = _date(today.year, today.month, number)
        if found is not None and found >= today:
            return found
        return _date(today.year + today.month // 12, today.month % 12 + 1, number)
    if year:
        common = common_year(year) if len(year) != 4 or year >= "2400" else int(year)
        return _date(common, of, number) if common is not None else None
    made = _date((not_before or today).year, of, number)
    over = made is not None and not_before is not None and of < not_before.month  # 28 ธ.ค. - 3 ม.ค.
    return _a_year_on(made) if made is not None and over else made


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _a_year_on(day: date) -> date:
    return _date(day.year + 1, day.month, day.day) or date(day.year + 1, day.month, 28)
