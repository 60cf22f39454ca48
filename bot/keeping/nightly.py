"""Nightly work: once a night, a checked backup with its retention, then the sweep of what has had its time."""

import logging
import threading
from datetime import datetime

from bot.config import Settings
from bot.keeping import backups
from bot.keeping.alarms import couriers
from bot.keeping.health import BROKEN, DAMAGED
from bot.now import milliseconds, right_now
from bot.store import Store, retention

log = logging.getLogger("radap.nightly")
KEPT = "nightly"  # kept: the last night whose sweep was begun
HOUR = 2
LOOK = 600.0  # seconds


class Nightly:
    """In the process that ticks. Two of them on one database share the nights: a night is claimed before its work."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings, self.store = settings, store
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self.settings.today is None:  # a training day is no night
            self._thread = threading.Thread(target=self._run, name="nightly", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join(60)

    def _run(self) -> None:
        while not self._stop.wait(LOOK):
            try:
                self.look(right_now())
            except Exception:
                log.exception("nightly work failed")

    def claim(self, night: str) -> bool:
        if self.store.kept.get(KEPT) == night:
            return False
        with self.store.db.transaction():
            self.store.db.lock([KEPT])
            if self.store.kept.get(KEPT) == night:
                return False
            self.store.kept.put(name=KEPT, value=night)
        return True

    def look(self, now: datetime) -> None:
        try:
            if self.settings.backup_dir is not None and backups.nightly(self.store, self.settings.backup_dir, now):
                log.info("backup made and proven")
                couriers.of_backup(self.settings)
        except Exception as failure:
            couriers.of_backup(self.settings, f"backup: the last one failed ({type(failure).__name__})")
            log.exception("backup failed")
        if now.hour >= HOUR and self.claim(now.date().isoformat()):
            self._look_for_damage()
            swept = retention.sweep(self.store, milliseconds(), now.date(), self.settings.retain_years)
            log.info("swept %d rows", sum(swept.values()))

    def _look_for_damage(self) -> None:
        found = self.store.db.damage()
        if found:
            log.error("the database is damaged: %s", found)
        broken = self.store.trail.broken()
        if broken is not None:
            log.error("the trail of deeds is broken at row %d", broken)
        with self.store.db.transaction(counted=False):
            self.store.kept.put(name=DAMAGED, value=found)
            self.store.kept.put(name=BROKEN, value="" if broken is None else str(broken))
