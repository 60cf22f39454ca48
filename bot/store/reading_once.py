"""What one thread reads again within one turn is not asked again, until the thread writes or takes a lock."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from bot.store.engine import Row, Value, exact


class Reads:
    """Remembers nothing but inside `once`. What could make an answer old in this turn forgets all of it: a write, a
    lock (others may have written until it was ours), a transaction's begin and end, an attempt that is taken back."""

    def __init__(self) -> None:
        self._mine = threading.local()

    @contextmanager
    def once(self) -> Iterator[None]:
        if self._known is not None:
            yield
            return
        self._mine.known = {}
        try:
            yield
        finally:
            self._mine.known = None

    def forget(self) -> None:
        if self._known:
            self._known.clear()

    def rows(self, sql: str, params: Sequence[Value], ask: Callable[[], list[Row]]) -> list[Row]:
        exact(params)
        known = self._known
        if known is None:
            return ask()
        key = (sql, tuple(params))
        if key not in known:
            known[key] = ask()
        return [row.copy() for row in known[key]]  # who changes a row changes their own

    @property
    def _known(self) -> dict[tuple[str, tuple[Value, ...]], list[Row]] | None:
        return getattr(self._mine, "known", None)
