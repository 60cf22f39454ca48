"""The month's push quota: what LINE says of it, what is left, and whether to keep to what is important."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.store import Store
from scoring.periods import BANGKOK

log = logging.getLogger("radap.clock")
KEPT = "quota"
FRESH_MS = 10 * 60 * 1000  # LINE is asked again after this


class Counter(Protocol):
    """Who knows the quota: LINE."""

    def quota(self) -> tuple[int | None, int] | None: ...


@dataclass(frozen=True)
class Quota:
    limit: int | None  # None: no limit
    used: int

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(self.limit - self.used, 0)


def kept_quota(store: Store) -> Quota | None:
    """What LINE said last; also for previews in chat."""
    text = store.kept.get(KEPT)
    if text is None:
        return None
    kept = json.loads(text)
    return Quota(kept["limit"], kept["used"])


class QuotaReader:
    def __init__(self, store: Store, line: Counter, milliseconds: Callable[[], int]) -> None:
        self.store, self.line, self.milliseconds = store, line, milliseconds
        self._at = 0
        self._said: tuple[int | None, int] | None = None

    def read(self) -> Quota | None:
        """LINE's figure or our own count of the month, whichever is higher: LINE's is approximate and may lag."""
        now = self.milliseconds()
        if self._said is None or not 0 <= now - self._at < FRESH_MS:
            said = self.line.quota()
            if said is None:
                log.warning("LINE does not say its quota now")
                if self._said is None:
                    return None
            else:
                self._said, self._at = said, now
        assert self._said is not None
        limit, used = self._said
        quota = Quota(limit, max(used, self._own(now)) + self._waiting())
        with self.store.db.transaction():
            self.store.kept.put(name=KEPT, value=json.dumps({"limit": limit, "used": quota.used, "at": now}))
        return quota

    def _own(self, now: int) -> int:
        here = datetime.fromtimestamp(now / 1000, BANGKOK)
        first = here.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return self.store.broadcasts.pushes_since(int(first.timestamp() * 1000))

    def _waiting(self) -> int:
        rows = self.store.db.query("SELECT COUNT(*) AS n FROM outbox WHERE state = 'waiting' AND kind = 'push'")
        return int(rows[0]["n"])
