"""The door of the webhooks: a rush is let in before messages are handled, so that LINE never waits for an answer."""

import time
from collections import deque
from collections.abc import Callable

MANY, WINDOW = 100, 1 / 3  # so many webhooks in so many seconds are a rush: more than could be answered meanwhile
HOLD_BACK = 0.05  # seconds that one message waits at most while a rush comes in
STEP = 0.004  # seconds
LATE = 10_000  # ms: who has waited so long is not held back


class Door:
    """Accepting goes before handling in a rush, and only then: on a busy day both go on side by side. (Holding back
    whenever somebody stood at the door made 100 messages a second wait for seconds: measured.)"""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._came: deque[float] = deque(maxlen=MANY)  # its append needs no lock, and wakes no other thread

    def enter(self) -> None:
        self._came.append(self._clock())

    def let_pass(self, waited: int) -> None:
        """Before a message that has waited so many ms is handled: hold back in a rush, but never so long that handling
        stops."""
        now = self._clock()
        until = now + HOLD_BACK
        while waited < LATE and now < until and self._rush(now):
            self._sleep(STEP)
            now = self._clock()

    def _rush(self, now: float) -> bool:
        return len(self._came) == MANY and now - self._came[0] < WINDOW
