"""Days that are written or named in one piece: 14/3/2568, เมื่อวาน, เดือนที่แล้ว, ปี 2568."""

import datetime
import re

from handlers.reading.days.calendar import (
    BUDDHIST,
    DAY,
    When,
    common_year,
    day_of,
    fiscal_year,
    judged,
    month_of,
    quarter_of,
)


def named_year(text: str, today: datetime.date) -> When | None:
    """The fiscal year or calendar year of today says nothing new; another one is not this round's."""
    year = common_year(text)
    if year is None:
        return When(None, None, "date_unclear")
    if year in (fiscal_year(today) - BUDDHIST, today.year):
        return None
    future = year > today.year
    return When(None, None, "date_future" if future else "date_outside_year")


def relative(what: str, today: datetime.date) -> When:
    month_before = today.replace(day=1) - DAY
    if what == "today":
        return When(today, start=today)
    if what == "yesterday":
        return judged(today - DAY, today)
    if what == "before":
        return judged(today - 2 * DAY, today)
    if what == "last_year":
        return When(None, None, "date_outside_year")
    if what in ("last_month", "end_last_month"):
        return month_of(month_before.month, month_before.year, today)
    if what == "this_month":
        return When(None, f"{today.year:04d}-{today.month:02d}", start=today.replace(day=1))
    if what in ("this_quarter", "last_quarter"):
        number = ((today.month - 10) % 12) // 3 + 1
        if what == "this_quarter":
            return quarter_of(number, None, today)
        if number == 1:
            return quarter_of(4, fiscal_year(today) - 1, today)
        return quarter_of(number - 1, None, today)
    return When(None, None, "date_unclear")


def written(text: str, today: datetime.date) -> When:
    """14/3/2568, 14-03-68, 2025-03-14: day first, as every Thai office writes."""
    parts = re.split(r"[/. -]", text)
    if len(parts[0]) == 4:
        year = common_year(parts[0])
        if year is None:
            return When(None, None, "date_unclear")
        return (
            day_of(int(parts[2]), int(parts[1]), year, today)
            if 1 <= int(parts[1]) <= 12
            else When(None, None, "date_impossible")
        )
    day, month = int(parts[0]), int(parts[1])
    year = common_year(parts[2])
    if not 1 <= month <= 12:
        return When(None, None, "date_impossible")
    if year is None:
        guess = day_of(day, month, 2000 + int(parts[2]), today) if len(parts[2]) == 2 else When()
        return When(guess.day, None, "date_unclear")
    read = day_of(day, month, year, today)
    return read
