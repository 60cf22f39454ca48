"""Health: whether the bot is well, in numbers for machines; watching.py tells people of it."""

import hmac
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.clock.quota import KEPT as QUOTA
from bot.clock.tick import TICKED
from bot.keeping import backups, sealing
from bot.now import milliseconds
from bot.store import Store
from bot.today import Today

# what is not well, for /healthz, the admins and doctor alike
OLD = {"inbox": 60_000, "outbox": 180_000}  # ms that a message or an answer may wait
CLOCK_OLD = 120_000  # six ticks
BACKUP_OLD = 48 * 3600_000
KEY_UNTRIED = 24 * 3600_000
LEAST_FREE = 500 * 1024 * 1024  # bytes
HOUR = 3600_000
DAMAGED = "damaged"  # kept: what the nightly look into the database found
BROKEN = "trail_broken"  # kept: the row of the trail that is not as it was written
NEWEST = 1_000  # replies whose age is told


def waits_long(box: str, oldest: int | None, now: int) -> bool:
    return oldest is not None and now - oldest > OLD[box]


def clock_late(ticked: str | None, now: int) -> bool:
    return ticked is not None and now - int(ticked) > CLOCK_OLD


def backup_old(made: str | None, tried: str | None, now: int) -> bool:
    """One that was made, or tried, and is not of these two days; where nobody makes any there is nothing late."""
    return (made is not None or tried is not None) and now - int(made or 0) > BACKUP_OLD


def untried(lock: str | None, now: int) -> bool:
    """A day is time enough to try a new key."""
    if lock is None:
        return False
    kept = sealing.Lock(**json.loads(lock))
    return not kept.tried and now - kept.made > KEY_UNTRIED


def little_room(free: int) -> bool:
    return free < LEAST_FREE


def health(
    store: Store, today: Today, unproven: Iterable[str] = (), *, lost: Callable[[], str] = str, now: int | None = None
) -> tuple[bool, dict[str, Any]]:
    """Whether it can serve, and what is not well; numbers only, no names. `unproven`: agreements that are closed;
    `lost`: what says that this database is not the office's any more."""
    now = milliseconds() if now is None else now
    try:
        if gone := store.db.strayed() or lost():
            return False, {"ok": False, "unwell": [f"database: {gone}"]}
        inbox_waiting, inbox_oldest = store.inbox.backlog()
        outbox_waiting, outbox_oldest = store.outbox.backlog()
        ticked, made, tried, failed, damage, broken, lock = store.kept.several(
            TICKED, backups.KEPT, backups.TRIED, backups.FAILED, DAMAGED, BROKEN, sealing.KEPT
        )
        day = today.day().isoformat()
    except Exception as failure:  # whatever driver it is: without its database the bot cannot serve
        return False, {"ok": False, "unwell": [f"database: {type(failure).__name__}"]}
    unwell = [f"agreement: {id} is closed, as it is not proven" for id in unproven]
    if waits_long("inbox", inbox_oldest, now):
        unwell.append("inbox: messages wait for more than a minute")
    if waits_long("outbox", outbox_oldest, now):
        unwell.append("outbox: answers wait for more than three minutes")
    if clock_late(ticked, now):
        unwell.append("clock: has not ticked for more than two minutes")
    if backup_old(made, tried, now):
        unwell.append("backup: none has succeeded for two days")
    elif failed:
        unwell.append("backup: the last one failed")
    if untried(lock, now):
        unwell.append("backup: its key was never tried, so none counts")
    if damage:
        unwell.append("store: the nightly look into the database found damage")
    if broken:
        unwell.append("trail: a row of who did what is not as it was written")
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
