"""Alarms that need no LINE: each cause is told once by letter and ping, and once more when it is well again."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.store import Store

log = logging.getLogger("radap.watching")
KEPT = "alarm"  # kept: when each cause was seen last, and what each courier has told
SURE = 60_000  # ms that a cause must last: a blip rings nowhere
CALM = 10 * 60_000  # ms without a cause until it counts as well again: what flickers rings once
LEASE = 120_000  # ms in which a courier of one process is waited for by the others


class Courier(Protocol):
    name: str

    def tell(self, news: "News") -> None:
        """Raises when it could not be delivered; then it is tried again a minute later."""

    def still_well(self) -> None:
        """Nothing is wrong, and nothing was."""

    def try_out(self) -> None:
        """Once, because an administrator asks. Raises when it could not be delivered."""


@dataclass(frozen=True)
class News:
    new: Sequence[str]  # sentences of health's, which name nobody
    still: Sequence[str]  # causes
    healed: Sequence[str]


@dataclass
class _State:
    seen: dict[str, int] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)  # courier -> causes
    until: dict[str, int] = field(default_factory=dict)  # courier -> when its process is no longer waited for

    def written(self) -> str:
        return json.dumps(vars(self), ensure_ascii=False)


class Alarms:
    """Kept in the database, so that neither a restart nor another process tells it again; in memory while the database
    is away (then each process speaks for itself)."""

    def __init__(self, store: Store, couriers: Sequence[Courier]) -> None:
        self.store, self.couriers = store, couriers
        self._memory = _State()

    def look(self, since: Mapping[str, int], now: int) -> None:
        """`since`: what is not well now, in health's sentences, and since when."""
        sure = {cause_of(problem): problem for problem, at in since.items() if now - at >= SURE}
        here = {cause_of(problem) for problem in since}
        for courier in self.couriers:
            try:
                self._serve(courier, sure, here, now)
            except Exception as failure:  # a mail server that is away, a wrong address
                log.warning("alarm by %s not delivered: %s", courier.name, type(failure).__name__)

    def _serve(self, courier: Courier, sure: Mapping[str, str], here: set[str], now: int) -> None:
        name, news = courier.name, News((), (), ())

        def claim(state: _State) -> None:
            nonlocal news
            state.seen |= dict.fromkeys(here, now)
            told = set(state.told.get(name, ()))
            healed = {cause for cause in told if now - state.seen.get(cause, 0) > CALM}
            if state.until.get(name, 0) <= now and (sure.keys() - told or healed):
                new = sorted(sure.keys() - told)
                news = News([sure[one] for one in new], sorted(told - healed), sorted(healed))
                state.until[name] = now + LEASE
            told_by_any = {cause for causes in state.told.values() for cause in causes}
            state.seen = {cause: at for cause, at in state.seen.items() if cause in told_by_any | here}

        before = self._change(claim)
        if not news.new and not news.healed:
            if not here and not before.told.get(name):
                courier.still_well()
            return

        def settle(state: _State, *, delivered: bool) -> None:
            state.until[name] = 0
            if delivered:
                state.told[name] = sorted({*state.told.get(name, ()), *map(cause_of, news.new)} - set(news.healed))

        try:
            courier.tell(news)
        except Exception:
            self._change(lambda state: settle(state, delivered=False))
            raise
        self._change(lambda state: settle(state, delivered=True))

    def _change(self, change: Callable[[_State], None]) -> _State:
        """The state as it is now. What was told while the database was away is carried over into it."""
        try:
            with self.store.db.transaction(counted=False):
                self.store.db.lock([KEPT])
                text = self.store.kept.get(KEPT)
                state = _State(**json.loads(text)) if text else _State()
                self._merge(state)
                change(state)
                if state.written() != (text or _State().written()):
                    self.store.kept.put(name=KEPT, value=state.written())
            self._memory = _State()
            return state
        except Exception:
            if not self._away():
                raise
            change(self._memory)
            return self._memory

    def _merge(self, state: _State) -> None:
        state.seen |= self._memory.seen
        for courier, causes in self._memory.told.items():
            state.told[courier] = sorted({*state.told.get(courier, ()), *causes})

    def _away(self) -> bool:
        try:
            self.store.kept.get(KEPT)
        except Exception:
            return True
        return bool(self.store.db.trouble())


def cause_of(problem: str) -> str:
    """What is told once, whatever words it changes to: an error of the database's by any name is one cause."""
    part = problem.split(":", 1)[0]
    return problem if part == "agreement" else part


def details(news: News) -> dict[str, Any]:
    return {"new": list(news.new), "still": list(news.still), "well again": list(news.healed)}
