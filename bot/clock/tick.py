"""The clock: looks every few seconds at what should have been sent by now and was not; APScheduler only ticks."""

import logging
import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from bot.clock.announcements import Announcing
from bot.clock.digests import Digests, Work
from bot.clock.provinces import Planner, Province
from bot.clock.quota import Counter, Quota, QuotaReader
from bot.clock.signatures import Signatures
from bot.now import milliseconds as real_milliseconds
from bot.office.book import Book
from bot.post.turns import SPACE
from bot.store import Store
from handlers.deadlines.reminders import thrifty
from handlers.province.charts import Draw
from handlers.province.digest_makers import MAKERS, DigestMaker
from scoring.deadlines.workdays import Holidays
from scoring.periods import BANGKOK, month_end
from templates.messages import say
from templates.words.deadlines import reminders as words

log = logging.getLogger("radap.clock")
EVERY = 20  # seconds between ticks
LOOKS_AHEAD = timedelta(days=60)  # next year's days off are asked for in November
LOOK_AGAIN_MS = 10 * 60 * 1000  # a province with nothing left to send is looked at again after this
TICKED = "clock"  # kept: when the clock ticked last


class Time(Protocol):
    """The program's time: in training the day is moved by hand."""

    def now(self) -> datetime: ...


class Clock:
    """Safe to tick at any time, from any process, as often as one likes: what is sent is claimed by unique rows."""

    def __init__(
        self,
        store: Store,
        book: Book,
        today: Time,
        line: Counter,
        *,
        holidays: Holidays | None = None,
        makers: Sequence[DigestMaker] = MAKERS,
        draw: Draw | None = None,
        milliseconds: Callable[[], int] = real_milliseconds,
    ) -> None:
        self.store, self.book, self.today, self.milliseconds = store, book, today, milliseconds
        self.planner = Planner(store, book, holidays)
        self.digests = Digests(store, self.planner, makers=makers, draw=draw, milliseconds=milliseconds)
        self.announcing = Announcing(store, self.planner, milliseconds)
        self.signatures = Signatures(store, book, milliseconds)
        self.quota = QuotaReader(store, line, milliseconds)
        self._one = threading.Lock()
        self._settled: dict[str, tuple[int, Province, date]] = {}  # when, on which calendar, for which day
        self._reserve: tuple[date, int] | None = None
        self._scheduler: Any = None

    # ticking

    def start(self, every: int = EVERY) -> None:
        from apscheduler.schedulers.background import BackgroundScheduler

        # its own defaults drop a tick that is a second late and name weekdays as cron does not; neither is used here
        settings = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BackgroundScheduler(job_defaults=settings, timezone=BANGKOK)
        self._scheduler.add_job(self.tick, "interval", seconds=every, next_run_time=datetime.now(BANGKOK))
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None

    def tick(self) -> None:
        """Each part on its own: one that fails is logged and tried again at the next tick."""
        if not self._one.acquire(blocking=False):
            return
        try:
            now = self.today.now()
            for part in (
                self._take_back, self._alarms, self._broadcasts, self._signatures, self._remind, self._stale,
                self._ticked,
            ):  # fmt: skip
                try:
                    part(now)
                except Exception:
                    log.exception("clock: %s failed", part.__name__.strip("_"))
        finally:
            self._one.release()

    def _alarms(self, now: datetime) -> None:
        self.announcing.alarms(now)

    def _broadcasts(self, now: datetime) -> None:
        self.announcing.broadcasts(now)

    def _signatures(self, now: datetime) -> None:
        self.book.refresh()
        self.signatures.tell(now)

    def _ticked(self, now: datetime) -> None:
        with self.store.db.transaction():
            self.store.kept.put(name=TICKED, value=str(self.milliseconds()))

    def _provinces(self) -> list[Province]:
        self.book.refresh()
        return [self.planner.province(name) for name in self.book.provinces()]

    @staticmethod
    def _open(province: Province, now: datetime) -> bool:
        return province.settings.morning <= now.time() < province.settings.evening and province.workdays.working(
            now.date()
        )

    def _take_back(self, now: datetime) -> None:
        closed = not any(self._open(p, now) for p in self._provinces())
        since = (now.date() - timedelta(days=7)).isoformat()
        if self.store.reminders.unsent(since, closed=closed):
            with self.store.db.transaction():
                back = self.store.reminders.take_back(since, closed=closed)
            self._settled.clear()
            log.warning("clock: %d digests were not sent and wait for another day", back)

    # reminders

    def _remind(self, now: datetime) -> None:
        ready: list[tuple[Province, Work, bool]] = []
        for province in self._provinces():
            if not self._open(province, now) or self._is_settled(province, now):
                continue
            work, everybody = self.digests.work(province, now)
            ready.append((province, work, everybody))
            self.announcing.groups(province, now)
        quota = self.quota.read() if any(work for _, work, _ in ready) else None
        if quota is not None and self._thrifty(quota, sum(len(work) for _, work, _ in ready), now):
            ready = self._important_only(ready, quota, now)
        for province, work, everybody in ready:
            if work:
                self.digests.send(province, work, now)
            if everybody:
                self._settled[province.name] = (self.milliseconds(), province, now.date())

    def _is_settled(self, province: Province, now: datetime) -> bool:
        at, calendar, day = self._settled.get(province.name, (0, None, None))
        return calendar is province and day == now.date() and 0 <= self.milliseconds() - at < LOOK_AGAIN_MS

    def _stale(self, now: datetime) -> None:
        """Once a day."""
        self._ask_for_holidays(now)
        for province in self._provinces():
            kept, day = f"stale:{province.name}", now.date().isoformat()
            if self.store.kept.get(kept) != day:
                self.digests.mark_stale(province, now)
                with self.store.db.transaction():
                    self.store.kept.put(name=kept, value=day)

    # thrift

    def _thrifty(self, quota: Quota, today: int, now: datetime) -> bool:
        return quota.left is not None and thrifty(quota.limit, quota.left, today, lambda: self._to_come(now))

    def _to_come(self, now: datetime) -> int:
        """Important digests from tomorrow to the month's end, if nobody reports before."""
        first, last = now.date() + timedelta(days=1), month_end(now.year, now.month)
        if self._reserve is None or self._reserve[0] != now.date():
            days = (last - first).days + 1
            plans = [self.planner.plan(n, first, days, lambda s: s.important) for n in self.book.provinces()]
            self._reserve = (now.date(), sum(len(p) for p in plans))
        return self._reserve[1]

    def _important_only(
        self, ready: list[tuple[Province, Work, bool]], quota: Quota, now: datetime
    ) -> list[tuple[Province, Work, bool]]:
        """What is left out is not claimed: it rides on the next free reply."""
        self._tell_admins(f"quota:{now:%Y-%m}", words.thrift(quota.left or 0, quota.limit or 0), now)
        left, kept = quota.left or 0, []
        for province, work, everybody in ready:
            chosen = [(person, items) for person, items in work if any(i.important for i in items)][:left]
            left -= len(chosen)
            kept.append((province, chosen, everybody))
        return kept

    def _ask_for_holidays(self, now: datetime) -> None:
        """Once a year, where the cabinet's days of the year are not known and no administrator has added any."""
        year = (now + LOOKS_AHEAD).year
        if not self.planner.holidays.is_set(year) and not self._added(year):
            self._tell_admins(f"holidays:{year}", words.ask_for_holidays(year), now)

    def _added(self, year: int) -> bool:
        days = (d for name in self.book.provinces() for d in self.store.duties.days_off(name))
        return any(day.year == year for day in days)

    def _tell_admins(self, what: str, text: str, now: datetime) -> None:
        """Once for each `what`; it costs one push for each admin."""
        admins = {p.id: p for name in self.book.provinces() for p in self.store.people.approvers(name)}
        for admin in sorted(admins.values(), key=lambda p: p.id):
            if admin.role != "admin" or admin.state != "active" or not admin.line_user:
                continue
            id, at = str(uuid.uuid5(SPACE, f"{what}:{admin.id}")), self.milliseconds()
            with self.store.db.transaction():
                if self.store.reminders.claim(
                    person=admin.id, province=admin.province, claims=[(what, "told")], state="sent",
                    day=now.date().isoformat(), digest=id, at=at,
                ):  # fmt: skip
                    self.store.outbox.put(
                        id=id, kind="push", target=admin.line_user, body=[say(text)], now=at, must_arrive=True, due=at
                    )
