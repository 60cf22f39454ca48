"""Thailand's public and government holidays: the only file that asks the `holidays` package."""

from datetime import date

import holidays


class ThaiHolidays:
    """Substitute days are among them. What the cabinet declares at short notice an administrator adds."""

    def __init__(self) -> None:
        self._days = holidays.country_holidays("TH", language="th", categories=("public", "government"))

    def name_of(self, day: date) -> str | None:
        name: str | None = self._days.get(day)
        return name
