"""What each province's calendar asks for: settings, working days and deadlines, read anew only when they changed."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.clock.holidays import ThaiHolidays
from bot.office.book import Book
from bot.store import Store
from handlers.deadlines.digest import LevelOf
from handlers.deadlines.reminders import Directory, Owed, Sending, owed, plan
from scoring.agreement import Agreement
from scoring.deadlines.obligations import Deadline, calendar
from scoring.deadlines.obligations import Results as Done
from scoring.deadlines.steps import WINDOW, Pending, Settings, pending
from scoring.deadlines.workdays import Holidays, Workdays
from scoring.results.results import Results, results

log = logging.getLogger("radap.clock")
STALE_DAYS = 30  # how far back a missed step is marked as stale


@dataclass
class Province:
    name: str
    settings: Settings
    workdays: Workdays
    deadlines: tuple[Deadline, ...]
    agreements: dict[str, Agreement]
    _pending: dict[date, Pending] = field(default_factory=dict)

    def pending(self, day: date) -> Pending:
        """The steps of this day, and those missed within the window."""
        if day not in self._pending:
            self._pending.clear()
            self._pending[day] = pending(self.deadlines, day, self.settings, self.workdays)
        return self._pending[day]

    def window(self, day: date) -> date:
        return self.workdays.back(day, WINDOW)

    def stale(self, day: date) -> Pending:
        before = self.window(day) - timedelta(days=1)
        since = before - timedelta(days=STALE_DAYS)
        return pending(self.deadlines, before, self.settings, self.workdays, since=since)


class Planner:
    def __init__(self, store: Store, book: Book, holidays: Holidays | None = None) -> None:
        self.store, self.book = store, book
        self.holidays = holidays or ThaiHolidays()
        self._lock = threading.Lock()
        self._version: tuple[object, ...] = ()
        self._provinces: dict[str, Province] = {}

    def province(self, name: str) -> Province:
        with self._lock:
            self.book.refresh()
            version = (self.book.state, self.store.duties.version())
            if version != self._version:
                self._provinces, self._version = {}, version
            if name not in self._provinces:
                self._provinces[name] = self._read(name)
            return self._provinces[name]

    def _read(self, name: str) -> Province:
        changes = self.store.duties.changes(name)
        agreements = {a.id: a for a in self.book.open(name)}
        deadlines = [d for a in agreements.values() for d in calendar(a, self.book.answers(a.id), changes)]
        return Province(
            name=name,
            settings=self.store.duties.settings(name),
            workdays=Workdays(self.holidays, self.store.duties.days_off(name)),
            deadlines=tuple(sorted(deadlines, key=lambda d: d.day)),
            agreements=agreements,
        )

    def deadlines_of(self, agreement: Agreement) -> tuple[Deadline, ...]:
        return calendar(agreement, self.book.answers(agreement.id), self.store.duties.changes(agreement.province))

    def done_so_far(self, province: Province) -> Done:
        ids = list(province.agreements)
        return self.store.duties.results(ids, everywhere=True) if ids else Done()

    def directory(self, province: Province, day: date) -> Directory:
        """With the leaves of that day and of those to come: `.on(day)` is as it is then."""
        ids = list(province.agreements)
        return Directory(
            self.store.people.of_province(province.name, "active"),
            self.store.duties.assigned(ids) if ids else {},
            self.store.leaves.of_province(province.name, day),
        )

    def levels(self, province: Province, day: date) -> LevelOf:
        """The level as it stands; each district is read once."""
        read: dict[tuple[str, str | None], Results] = {}

        def level_of(agreement: str, district: str | None, indicator: str) -> int | None:
            place = (agreement, district)
            try:
                if place not in read:
                    known = self.book.answers(agreement)
                    read[place] = results(self.store, province.agreements[agreement], district, day, known)
                return read[place].result(indicator).level
            except Exception:  # a reminder goes out with or without the level
                log.exception("level of %s %s %s not known", agreement, district, indicator)
                return None

        return level_of

    def owed(self, province: Province, steps: Pending, since: date, directory: Directory) -> Owed:
        return owed(
            steps,
            directory,
            self.done_so_far(province),
            self.store.reminders.claims(province.name, since.isoformat()),
            self.store.reminders.cleared(province.name, since.isoformat()),
            self.store.duties.muted(),
        )

    def plan(self, name: str, first: date, days: int, keep: Callable[[Sending], bool] | None = None) -> list[Sending]:
        """What will be sent in the coming days if nobody reports before; one line, one push."""
        province = self.province(name)
        since = province.window(first)
        found = plan(
            province.deadlines,
            first,
            days,
            province.settings,
            province.workdays,
            self.directory(province, first),
            self.done_so_far(province),
            self.store.reminders.claims(name, since.isoformat()),
            self.store.reminders.cleared(name, since.isoformat()),
            self.store.duties.muted(),
            self.store.reminders.had(first.isoformat()),
        )
        return [line for line in found if keep is None or keep(line)]
