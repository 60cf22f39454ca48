"""Thai fiscal years (October to September, พ.ศ.), their rounds, quarters and months."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

BUDDHIST = 543
BANGKOK = ZoneInfo("Asia/Bangkok")  # every day and hour of an office is here


def fiscal_year(day: date) -> int:
    """2024-10-01 -> 2568."""
    return day.year + BUDDHIST + (1 if day.month >= 10 else 0)


def round_of(day: date) -> int:
    """1: October to March, 2: April to September."""
    return 2 if 4 <= day.month <= 9 else 1


def quarter_of(day: date) -> int:
    """Quarter of the fiscal year: October to December is 1."""
    return (day.month + 2) // 3 % 4 + 1


def period(year: int, round: int | None = None) -> tuple[date, date]:
    """First and last day of a fiscal year (พ.ศ.) or of one of its rounds."""
    ce = year - BUDDHIST
    if round == 1:
        return date(ce - 1, 10, 1), date(ce, 3, 31)
    if round == 2:
        return date(ce, 4, 1), date(ce, 9, 30)
    return date(ce - 1, 10, 1), date(ce, 9, 30)


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months(first: date, last: date) -> tuple[tuple[int, int], ...]:
    """Every (year, month) that has a day in the span."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(
        ((first.year * 12 + first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(max(count, 0))
    )


def months_ended(first: date, last: date, day: date) -> tuple[tuple[int, int], ...]:
    """The months of the span whose last day is not after `day`."""
    return tuple(m for m in months(first, last) if month_end(*m) <= day)


def quarters(first: date, last: date) -> tuple[tuple[date, date], ...]:
    """Every quarter that has a day in the span, as (first, last)."""
    found: list[tuple[date, date]] = []
    for year, month in months(first, last):
        start = date(year, (month - 1) // 3 * 3 + 1, 1)
        if not found or found[-1][0] != start:
            found.append((start, month_end(start.year, start.month + 2)))
    return tuple(found)


def quarters_ended(first: date, last: date, day: date) -> tuple[tuple[date, date], ...]:
    return tuple(q for q in quarters(first, last) if q[1] <= day)
