"""Working days: weekends, Thai public holidays and the days that an administrator added move the day of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

DAY = timedelta(days=1)
SATURDAY = 5


class Holidays(Protocol):
    """Who knows the public holidays; bot/clock/holidays.py is the only file that asks the package."""

    def name_of(self, day: date) -> str | None: ...
    def is_set(self, year: int) -> bool: ...


@dataclass(frozen=True)
class Workdays:
    holidays: Holidays
    off: Mapping[date, str] = field(default_factory=dict)  # days off that the office added: what for
    _known: dict[date, bool] = field(default_factory=dict, compare=False, repr=False)

    def working(self, day: date) -> bool:
        known = self._known.get(day)
        if known is None:
            known = day.weekday() < SATURDAY and day not in self.off and self.holidays.name_of(day) is None
            self._known[day] = known
        return known

    def not_after(self, day: date) -> date:
        """The day itself when it is a working day, else the working day before it."""
        while not self.working(day):
            day -= DAY
        return day

    def not_before(self, day: date) -> date:
        while not self.working(day):
            day += DAY
        return day

    def back(self, day: date, count: int) -> date:
        """So many working days before a day."""
        for _ in range(count):
            day = self.not_after(day - DAY)
        return day
