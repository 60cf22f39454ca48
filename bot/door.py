"""The door of the webhooks: accepting a message goes before handling one, so that LINE never waits for an answer."""

import time
from collections import deque

HOLD_BACK = 0.05  # seconds that one message waits at most while webhooks come in
QUIET = 0.004  # seconds without anybody at the door: between two webhooks of a rush there is less


class Door:
    """Webhooks at the door. Accepting goes before handling: while somebody stands there, the mailbox holds back."""

    def __init__(self) -> None:
        self._standing: deque[None] = deque()  # its append and pop need no lock, and no other thread is woken
        self._left = 0.0

    def __enter__(self) -> None:
        self._standing.append(None)

    def __exit__(self, *_: object) -> None:
        self._standing.pop()
        self._left = time.monotonic()

    def let_pass(self) -> None:
        """Wait until nobody stands at the door, but never so long that handling stops."""
        now = time.monotonic()
        until = now + HOLD_BACK
        while now < until and (self._standing or now - self._left < QUIET):
            time.sleep(QUIET)
            now = time.monotonic()
