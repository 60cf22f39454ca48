"""Watching: whether the bot is well, in numbers for machines; what stays unwell is told to the admins."""

import hmac
import json
import logging
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.clock.quota import KEPT as QUOTA
from bot.clock.tick import TICKED
from bot.keeping import backups
from bot.now import milliseconds
from bot.post.turns import SPACE
from bot.store import Store
from bot.today import Today
from templates.messages import say
from templates.words.people import faults

log = logging.getLogger("radap.watching")
# what is not well, for /healthz, the admins and doctor alike
OLD = {"inbox": 60_000, "outbox": 600_000}  # ms that a message or an answer may wait
CLOCK_OLD = 300_000
BACKUP_OLD = 48 * 3600_000
LEAST_FREE = 500 * 1024 * 1024  # bytes
STAYS = 15 * 60_000  # ms after which an admin is told
EVERY = 60.0  # seconds
HOUR = 3600_000
NEWEST = 1_000  # replies whose age is told


def waits_long(box: str, oldest: int | None, now: int) -> bool:
    return oldest is not None and now - oldest > OLD[box]


def clock_late(ticked: str | None, now: int) -> bool:
    return ticked is not None and now - int(ticked) > CLOCK_OLD


def backup_old(made: str | None, tried: str | None, now: int) -> bool:
    """One that was made, or tried, and is not of these two days; where nobody makes any there is nothing late."""
    return (made is not None or tried is not None) and now - int(made or 0) > BACKUP_OLD


def little_room(free: int) -> bool:
    return free < LEAST_FREE


def health(store: Store, today: Today, unproven: Iterable[str] = ()) -> tuple[bool, dict[str, Any]]:
    """Whether it can serve, and what is not well; numbers only, no names. `unproven`: agreements that are closed."""
    now = milliseconds()
    try:
        inbox_waiting, inbox_oldest = store.inbox.backlog()
        outbox_waiting, outbox_oldest = store.outbox.backlog()
        ticked, made, tried = (store.kept.get(name) for name in (TICKED, backups.KEPT, backups.TRIED))
        day = today.day().isoformat()
    except Exception as failure:  # whatever driver it is: without its database the bot cannot serve
        return False, {"ok": False, "unwell": [f"database: {type(failure).__name__}"]}
    unwell = [f"agreement: {id} is closed, as it is not proven" for id in unproven]
    if waits_long("inbox", inbox_oldest, now):
        unwell.append("inbox: messages wait for more than a minute")
    if waits_long("outbox", outbox_oldest, now):
        unwell.append("outbox: answers wait for more than ten minutes")
    if clock_late(ticked, now):
        unwell.append("clock: has not ticked for more than five minutes")
    if backup_old(made, tried, now):
        unwell.append("backup: none has succeeded for two days")
    if store.disk is not None and little_room(shutil.disk_usage(store.disk).free):
        unwell.append("disk: less than 500 MiB are free")
    return True, {
        "ok": not unwell,
        "unwell": unwell,
        "inbox_waiting": inbox_waiting,
        "inbox_oldest_ms": 0 if inbox_oldest is None else now - inbox_oldest,
        "outbox_waiting": outbox_waiting,
        "outbox_oldest_ms": 0 if outbox_oldest is None else now - outbox_oldest,
        "clock_ticked_ms_ago": None if ticked is None else now - int(ticked),
        "day": day,
    }


def metrics(store: Store, today: Today, counts: Mapping[str, int], sent: Mapping[str, int]) -> str:
    """Prometheus' text form. What ends in _total is counted since the start of this process; the rest is of the
    database, asked so that it costs the same with ten thousand rows or a million."""
    well, state = health(store, today)
    lines = ["# TYPE radap_up gauge", f"radap_up {int(well)}"]
    for name in ("inbox_waiting", "inbox_oldest_ms", "outbox_waiting", "outbox_oldest_ms", "clock_ticked_ms_ago"):
        if state.get(name) is not None:
            lines += _gauge(name, state[name])
    if well:
        now = milliseconds()
        lines += _gauge("unwell", len(state["unwell"]))
        lines += _table("radap_messages_last_hour", "state", store.inbox.since(now - HOUR))
        lines += _table("radap_outbox_last_hour", "what", store.outbox.since(now - HOUR))
        lines += _table("radap_asked_rows", "reason", store.unread.counts())
        ages = sorted(store.outbox.ages(now - HOUR, NEWEST))
        if ages:
            lines += _gauge("reply_age_median_ms", ages[len(ages) // 2])
            lines += _gauge("reply_age_p95_ms", ages[len(ages) * 95 // 100])
        lag = store.reminders.lag(state["day"], now)
        lines += _gauge("reminder_lag_ms", lag) if lag is not None else []
        lines += _quota(store.kept.get(QUOTA))
    lines += _table("radap_since_start_total", "what", {**counts, **sent}, "counter")
    return "\n".join(lines) + "\n"


def _gauge(name: str, value: int) -> list[str]:
    return [f"# TYPE radap_{name} gauge", f"radap_{name} {value}"]


def _table(name: str, label: str, counted: Mapping[str, int], kind: str = "gauge") -> list[str]:
    return [f"# TYPE {name} {kind}", *(f'{name}{{{label}="{_safe(key)}"}} {n}' for key, n in sorted(counted.items()))]


def _safe(value: str) -> str:
    return value.replace("\\", "").replace('"', "").replace("\n", " ")


def _quota(kept: str | None) -> list[str]:
    if not kept:
        return []
    told = json.loads(kept)
    limit = told.get("limit")
    return _gauge("pushes_used", told.get("used") or 0) + (_gauge("pushes_limit", limit) if limit is not None else [])


def may_read(token: str | None, authorization: str, remote: str | None, forwarded: str | None) -> bool:
    """/metrics is for who knows the token; without one, for this machine itself and nobody behind a proxy."""
    if token:
        return hmac.compare_digest(authorization.encode("utf-8", "replace"), f"Bearer {token}".encode())
    return not forwarded and remote in ("127.0.0.1", "::1")


class Watch:
    """Looks once a minute; what stays unwell is told to every admin, once a day and problem."""

    def __init__(self, store: Store, today: Today, unproven: Callable[[], Iterable[str]] = tuple) -> None:
        self.store, self.today, self.unproven = store, today, unproven
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

    def look(self, now: int) -> None:
        unwell = health(self.store, self.today, self.unproven())[1]["unwell"]
        self._since = {problem: self._since.get(problem, now) for problem in unwell}
        for problem, since in self._since.items():
            if now - since >= STAYS:
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
