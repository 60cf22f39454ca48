"""The days on which Thailand's government offices are closed: the only file that asks the `holidays` package."""

import tomllib
from datetime import date
from pathlib import Path

import holidays

OWN = Path(__file__).with_suffix(".toml")


class ThaiHolidays:
    """Substitute days are among them. What the cabinet declares at short notice an administrator adds."""

    def __init__(self) -> None:
        own = tomllib.loads(OWN.read_text("utf-8"))
        self._days = holidays.country_holidays("TH", language="th", categories=("public", "government"))
        self._not_for_offices: frozenset[str] = frozenset(own["not_for_offices"])
        self._added = {date.fromisoformat(day): str(name) for day, name in own["days"].items()}
        self._set_until = max([own["set_until"], *(day.year for day in self._added)])

    def name_of(self, day: date) -> str | None:
        said: str = self._added.get(day) or self._days.get(day) or ""
        names = [name for name in said.split("; ") if name and name not in self._not_for_offices]
        return "; ".join(names) or None

    def is_set(self, year: int) -> bool:
        """Whether the cabinet's days of a year are known; the moon's and the fixed ones are known of every year."""
        return bool(year <= self._set_until)
