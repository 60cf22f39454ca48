"""Hung: a web process in which something is stuck says so, and then ends, so that whoever supervises it starts another.

What is stuck in Python is seen by a thread. What holds the interpreter itself (an endless computation in C) lets no
thread of ours run: for that a timer outside Python is wound up again and again, and ends the process when nobody does.
What came in is in the inbox, so nothing that was acknowledged is lost.
"""

import faulthandler
import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger("radap.web")
SAID = 60.0  # seconds that a request may take before it is said
STUCK = 180.0  # seconds until the process ends
LOOK = 5.0  # seconds between looks
FAREWELL = 40.0  # seconds for what else is in hand


class Hung:
    """`begun` around each request, `turned` by the loop that gathers them."""

    def __init__(self, end: Callable[[], None] | None = None) -> None:
        self._since: dict[int, float] = {}  # thread -> when its request began
        self._turned = time.monotonic()
        self._end = end or (lambda: os.kill(os.getpid(), signal.SIGTERM))
        self._stop = threading.Event()
        self._ending = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def begun(self) -> Iterator[None]:
        me = threading.get_ident()
        self._since[me] = time.monotonic()
        try:
            yield
        finally:
            self._since.pop(me, None)

    def turned(self) -> None:
        self._turned = time.monotonic()

    def unwell(self, _: int = 0) -> list[str]:
        waits = self._oldest()[1] > SAID
        return ["web: a request has been in hand for more than a minute"] if waits else []

    def start(self) -> None:
        self._turned = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="hung", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(LOOK)
        if not self._ending:  # else what is stuck may keep the process from ending
            faulthandler.cancel_dump_traceback_later()

    def _run(self) -> None:
        while True:
            faulthandler.dump_traceback_later(STUCK, exit=True, file=sys.__stderr__ or sys.stderr)
            if self._stop.wait(LOOK):
                return
            thread, seconds = self._oldest()
            if seconds > STUCK:
                log.error("a request is stuck, this process ends:\n%s", _where(thread))
            elif time.monotonic() - self._turned > STUCK:
                log.error("the loop that gathers requests is stuck, this process ends")
            else:
                continue
            self._ending = True
            faulthandler.dump_traceback_later(FAREWELL, exit=True, file=sys.__stderr__ or sys.stderr)
            self._end()
            return

    def _oldest(self) -> tuple[int, float]:
        """The thread whose request has been in hand the longest, and for how many seconds."""
        now = time.monotonic()
        return max(((thread, now - at) for thread, at in list(self._since.items())), key=lambda one: one[1],
                   default=(0, 0.0))  # fmt: skip


def _where(thread: int) -> str:
    """Files and lines, without what anybody wrote."""
    frame = sys._current_frames().get(thread)
    return "".join(traceback.format_stack(frame)) if frame is not None else "it has ended meanwhile"
