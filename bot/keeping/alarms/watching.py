"""Watching: once a minute it is looked whether all is well; what is not is told to people, by LINE and without LINE."""

import logging
import os
import signal
import threading
import uuid
from collections.abc import Callable, Sequence

from bot.config import Settings
from bot.keeping import health
from bot.keeping.alarms import couriers
from bot.keeping.alarms.line_state import LineState
from bot.keeping.alarms.told import Alarms
from bot.keeping.witness import Witness
from bot.now import milliseconds, right_now
from bot.office.book import Book
from bot.post.line import Line
from bot.post.turns import SPACE
from bot.store import Store
from bot.today import Today
from templates.messages import say
from templates.words.people import faults

log = logging.getLogger("radap.watching")
EVERY = 60.0  # seconds
STAYS = 15 * 60_000  # ms after which an admin is told by LINE, which costs a push

Look = Callable[[int], Sequence[str]]  # what is not well at a moment


class Watch:
    """In every process that serves or ticks; what one has told no other tells again."""

    def __init__(self, store: Store, looks: Sequence[Look], alarms: Alarms | None = None) -> None:
        self.store, self.looks, self.alarms = store, looks, alarms
        self._since: dict[str, int] = {}
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.wait(EVERY):
            try:
                self.look(milliseconds())
            except Exception:
                log.exception("watching failed")
            if why := self.store.db.strayed():  # whoever supervises us starts one that knows the database as it is
                log.error("this process ends, as the database is another: %s", why)
                os.kill(os.getpid(), signal.SIGTERM)

    def look(self, now: int) -> None:
        unwell = _causes([problem for look in self.looks for problem in look(now)])
        self._since = {problem: self._since.get(problem, now) for problem in unwell}
        if self.alarms is not None:
            self.alarms.look(self._since, now)
        for problem, since in self._since.items():
            if now - since >= STAYS and not problem.startswith("LINE:"):  # it would only wait there too
                self._tell(problem, now)

    def _tell(self, problem: str, now: int) -> None:
        with self.store.db.transaction(counted=False):
            for admin in self.store.people.admins():
                id = uuid.uuid5(SPACE, f"unwell:{problem}:{now // 86_400_000}:{admin.id}")
                self.store.outbox.put(
                    id=str(id),
                    kind="push",
                    target=admin.line_user or "",
                    body=[say(faults.unwell(problem))],
                    now=now,
                    due=now,
                    must_arrive=True,
                )


def _causes(unwell: Sequence[str]) -> list[str]:
    """What waits for LINE is no trouble of its own while LINE is one."""
    of_line = any(problem.startswith(("LINE:", "quota:")) for problem in unwell)
    return [problem for problem in unwell if not (of_line and problem.startswith("outbox:"))]


def watching(
    settings: Settings, store: Store, today: Today, book: Book, line: Line, *, ticks: bool, more: Sequence[Look] = ()
) -> Watch:
    """`ticks`: in the process that ticks; `more`: what else is looked at."""
    witness = Witness(settings, store)

    def unwell(now: int) -> Sequence[str]:
        found: list[str] = health.health(store, today, book.unproven, lost=witness.lost, now=now)[1]["unwell"]
        witness.remember(right_now())
        return found

    alarms = Alarms(store, couriers.of(settings, ticks=ticks))
    return Watch(store, (unwell, LineState(store, line).look, *more), alarms)
