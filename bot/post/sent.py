"""Noting: what became of sent rows is written down for many of them at once, a moment after LINE's answer.

Each alone would cost a commit of its own. Whoever is killed in between has sent what the outbox still calls waiting:
the next start tries it again, and LINE refuses the used token or knows the retry key.
"""

import logging
import threading
import time

from bot.store import Store
from bot.store.post.outbox import Finished

log = logging.getLogger("radap.sender")
GATHER = 0.03  # seconds
TRY_AGAIN = 0.5  # seconds, when the database did not take them


class Noting:
    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._notes: dict[str, Finished] = {}  # until they are written
        self._some = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def add(self, note: Finished) -> None:
        with self._lock:
            self._notes[note.id] = note
        self._some.set()

    def holds(self, id: str) -> bool:
        """The row still waits in the table, and its outcome is known here."""
        return id in self._notes

    def write(self) -> None:
        """All that is noted so far. Raises what the database raised; then it is still noted."""
        with self._lock:
            notes = list(self._notes.values())
        if not notes:
            return
        try:
            self.store.together.run(lambda: self.store.outbox.finish_all(notes))
        except Exception as failure:
            if not self.store.db.is_bug(failure):
                raise
            self._each(notes)
        with self._lock:
            for note in notes:
                self._notes.pop(note.id, None)

    def _each(self, notes: list[Finished]) -> None:
        """One that the database cannot take does not cost its neighbours."""
        for note in notes:
            try:
                self.store.together.run(lambda note=note: self.store.outbox.finish_all([note]))  # type: ignore[misc]
            except Exception as failure:
                if not self.store.db.is_bug(failure):
                    raise
                log.exception("outbox row left waiting", extra={"outbox": note.id})

    # a thread of its own

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="sender-notes", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._some.set()
        if self._thread:
            self._thread.join(5)
        self._try()

    def _run(self) -> None:
        while not self._stopping:
            self._some.wait()
            time.sleep(GATHER)
            self._some.clear()
            if not self._try():
                time.sleep(TRY_AGAIN)
                self._some.set()

    def _try(self) -> bool:
        try:
            self.write()
        except Exception:
            log.exception("outcomes cannot be written")
            return False
        return True
