"""Nightly work: once a night, a checked backup with its retention, then the sweep of what has had its time."""

import logging
import threading
from datetime import datetime
from pathlib import Path

from bot.config import Settings
from bot.keeping import backups, elsewhere
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
        if self.settings.backup_dir is not None:
            self._back_up(self.settings.backup_dir, now)
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
        self._note(DAMAGED, found)
        self._note(BROKEN, "" if broken is None else str(broken))

    def _back_up(self, folder: Path, now: datetime) -> None:
        """A backup that failed is told once, and tried again; a copy that could not be made, at each look."""
        failed_before = bool(self.store.kept.get(backups.FAILED))
        try:
            done = backups.nightly(self.store, folder, now) is not None
            kept = backups.all_in(folder)
            if self.settings.backup_copy_dir is not None and kept:
                done = elsewhere.copy(kept[-1], self.settings.backup_copy_dir) is not None or done
        except Exception as failure:
            log.exception("backup failed")
            self._note(backups.FAILED, str(int(now.timestamp() * 1000)))
            if not failed_before:
                couriers.of_backup(self.settings, f"backup: the last one failed ({type(failure).__name__})")
            return
        if done:
            log.info("backup made and proven")
            self._note(backups.FAILED, "")
            couriers.of_backup(self.settings)

    def _note(self, name: str, value: str) -> None:
        with self.store.db.transaction(counted=False):
            self.store.kept.put(name=name, value=value)
