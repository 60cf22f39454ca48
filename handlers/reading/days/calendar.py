"""Days, months and quarters as Thai offices count them: พ.ศ., the fiscal year from October, the last day of a month."""

import datetime
from dataclasses import dataclass

from handlers.reading.nouns import Reason

BUDDHIST = 543
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """A day, a period, or both; `problem` is why it must be asked about."""

    day: datetime.date | None = None
    period: str | None = None
    problem: Reason | None = None
    cumulative: bool | None = None
    start: datetime.date | None = None  # the first day of what is named, to make spans


def fiscal_year(today: datetime.date) -> int:
    return today.year + BUDDHIST + (1 if today.month >= 10 else 0)


def year_start(today: datetime.date) -> datetime.date:
    return datetime.date(today.year - (0 if today.month >= 10 else 1), 10, 1)


def month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, 1) - DAY


def common_year(text: str) -> int | None:
    """2568, 68 and 2025 are one year; 25 and 2200 are none that is clear."""
    if len(text) == 2 and 60 <= int(text) <= 75:
        return 2500 + int(text) - BUDDHIST
    if len(text) == 4:
        year = int(text)
        if 2400 <= year <= 2699:
            return year - BUDDHIST
        if 2000 <= year <= 2099:
            return year
    return None


def judged(day: datetime.date, today: datetime.date) -> When:
    """A day that was named in full: not in the future, in the fiscal year of today."""
    if day > today:
        return When(day, None, "date_future", start=day)
    if day < year_start(today):
        return When(day, None, "date_outside_year", start=day)
    return When(day, start=day)


def day_of(day: int, month: int, year: int | None, today: datetime.date) -> When:
    try:
        if year is not None:
            return judged(datetime.date(year, month, day), today)
        named = datetime.date(today.year, month, day)
    except ValueError:
        if year is None and (day, month) == (29, 2):
            return When(None, None, "date_unclear")
        return When(None, None, "date_impossible")
    if named <= today:
        return judged(named, today)
    before = datetime.date(today.year - 1, month, day) if (day, month) != (29, 2) else None
    if before is None or before < year_start(today):
        return When(named, None, "date_future", start=named)
    return When(before, start=before)


def month_of(month: int, year: int | None, today: datetime.date, end: bool = False) -> When:
    """A month; `end` when the words say its last day."""
    given = year
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    first = datetime.date(year, month, 1)
    last = month_end(year, month)
    period = f"{year:04d}-{month:02d}"
    if first > today:
        return When(None, period, "date_future", start=first)
    if last < year_start(today):
        return When(last, period, "date_outside_year" if given else "date_unclear", start=first)
    if last > today:
        return When(None, period, "date_future" if end else None, start=first)
    return When(last, period, start=first)


def quarter_of(number: int, year: int | None, today: datetime.date) -> When:
    """A quarter of the fiscal year; `year` is a Buddhist fiscal year."""
    current = fiscal_year(today)
    if number not in (1, 2, 3, 4):
        return When(None, None, "date_impossible")
    year = year or current
    period = f"FY{year}-Q{number}"
    first_month = (number - 1) * 3 + 10
    common = year - BUDDHIST - 1
    first = datetime.date(common + (first_month - 1) // 12, (first_month - 1) % 12 + 1, 1)
    last_month = (first_month + 1) % 12 + 1
    last = month_end(common if number == 1 else common + 1, last_month)
    if first > today:
        return When(None, period, "date_future", start=first)
    if year != current:
        return When(last, period, "date_outside_year", start=first)
    return When(None if last > today else last, period, start=first)


def weekday_of(weekday: int, today: datetime.date) -> When:
    """The last such day before today; on that very weekday it could be today or a week ago."""
    back = (today.weekday() - weekday) % 7
    if back == 0:
        return When(None, None, "date_unclear")
    return judged(today - back * DAY, today)


def merged(whens: list[When]) -> list[When]:
    """ไตรมาส 2 … ณ 14 มี.ค.: a day that lies in the period named beside it is the day."""
    days = [one for one in whens if one.day is not None and one.period is None and one.problem is None]
    if len(days) != 1:
        return whens
    day = days[0].day
    assert day is not None
    others = [one for one in whens if one is not days[0]]
    if all(one.problem is None and one.period and _holds(one, day) for one in others):
        return [When(day, others[-1].period, None, others[-1].cumulative, day)] if others else whens
    return whens


def _holds(period: When, day: datetime.date) -> bool:
    if period.start is None or ".." in (period.period or ""):
        return False
    months = 3 if (period.period or "").startswith("FY") else 1
    return 0 <= (day.year - period.start.year) * 12 + day.month - period.start.month < months


def span_of(first: When, last: When) -> When:
    """From … to …: a total from October on is the running total of its last day."""
    problem = last.problem or (None if first.problem in (None, "date_outside_year") else first.problem)
    if first.start is None or last.start is None:
        return When(last.day, None, problem or "date_unclear")
    if first.start > last.start:
        return When(last.day, None, "date_unclear")
    if first.problem == "date_outside_year":
        problem = "date_outside_year"
    october = (first.start.month, first.start.day) == (10, 1)
    if october:
        return When(last.day, None, problem, cumulative=True, start=first.start)
    if not (first.period and last.period):
        problem = problem or "date_unclear"  # 1-14 มี.ค.: part of a month
    start = first.period or first.start.isoformat()
    end = last.period or last.start.isoformat()
    return When(last.day, f"{start}..{end}", problem, start=first.start)
