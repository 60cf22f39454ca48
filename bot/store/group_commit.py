"""Shared commits: small writes that wait at the same moment go into one transaction, so that they pay for one sync."""

import threading
from collections.abc import Callable

from bot.store.engine import Engine


class _Ticket:
    def __init__(self, write: Callable[[], None]) -> None:
        self.write = write
        self.turn = threading.Lock()  # released when the write is done, or when this thread is to lead
        self.turn.acquire()
        self.done = False
        self.error: Exception | None = None


class Together:
    """The first who comes leads: it writes for all who wait, then hands the lead to one who came meanwhile."""

    def __init__(self, db: Engine) -> None:
        self._db = db
        self._gather = threading.Lock()
        self._waiting: list[_Ticket] = []
        self._led = False

    def run(self, write: Callable[[], None]) -> None:
        """Durable when this returns; raises what the database raised."""
        mine = _Ticket(write)
        with self._gather:
            self._waiting.append(mine)
            lead, self._led = not self._led, True
        if not lead:
            mine.turn.acquire()
        if not mine.done:
            self._lead()
        if mine.error is not None:
            raise mine.error

    def _lead(self) -> None:
        with self._gather:
            batch, self._waiting = self._waiting, []
        error = self._write(batch)
        alone = error is not None and (len(batch) > 1 or not self._db.one_process)
        for ticket in batch:
            # one bad write does not cost its neighbours; and who lost a deadlock tries once more
            ticket.error = self._write([ticket]) if alone else error
            ticket.done = True
            ticket.turn.release()
        with self._gather:
            self._led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].turn.release()

    def _write(self, batch: list[_Ticket]) -> Exception | None:
        try:
            with self._db.transaction(counted=False):
                for ticket in batch:
                    ticket.write()
        except Exception as failure:
            return failure
        return None
