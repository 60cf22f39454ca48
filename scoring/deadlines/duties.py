"""Which deadlines and recurring duties fall due in a window of days: a pure function of the agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.agreement import Agreement, Duty
from scoring.periods import month_end, months, quarters

NOTHING: Mapping[str, Sequence[date]] = {}


@dataclass(frozen=True, slots=True)
class Due:
    """One obligation: satisfied by a fact whose as-of day lies in its period."""

    duty: Duty
    day: date
    start: date
    end: date

    @property
    def key(self) -> str:
        """Names this obligation and no other: duty and the last day of its period."""
        return f"{self.duty.id}@{self.end.isoformat()}"


def due(
    agreement: Agreement, first: date, last: date, entered: Mapping[str, Sequence[date]] = NOTHING
) -> tuple[Due, ...]:
    """In order of day. `entered`: duty id -> days that the administrator gave: a notice, a meeting, an open day."""
    found = [
        d
        for duty in agreement.duties
        for d in _all(duty, agreement, entered.get(duty.id, ()))
        if first <= d.day <= last
    ]
    return tuple(sorted(found, key=lambda d: (d.day, d.duty.id)))


def _all(duty: Duty, agreement: Agreement, entered: Sequence[date]) -> Iterator[Due]:
    start, end = duty.start or agreement.start, duty.end or agreement.end
    if duty.when in ("month_end", "monthly"):
        for year, month in months(start, end):
            day = month_end(year, month)
            yield Due(duty, day, date(year, month, 1), day)
    elif duty.when == "quarterly":
        for opens, closes in quarters(start, end):
            yield Due(duty, closes, opens, closes)
    elif duty.when == "weekly":
        friday = start + timedelta(days=(4 - start.weekday()) % 7)
        while friday <= end:
            yield Due(duty, friday, friday - timedelta(days=4), friday + timedelta(days=2))
            friday += timedelta(days=7)
    elif duty.on is not None:
        yield Due(duty, duty.on, start, duty.on)
    else:
        for day in entered:
            when = day + timedelta(days=duty.days or 0)
            yield Due(duty, when, day if duty.days or duty.when == "each_meeting" else start, when)


def without_day(agreement: Agreement, entered: Mapping[str, Sequence[date]] = NOTHING) -> tuple[Duty, ...]:
    """Duties that have no day until somebody enters one."""
    dated = ("month_end", "monthly", "quarterly", "weekly")
    return tuple(d for d in agreement.duties if d.when not in dated and d.on is None and not entered.get(d.id))
