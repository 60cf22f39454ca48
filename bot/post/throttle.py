"""Throttle: one person's flood waits its turn, so that nobody else's message does; what waits is never lost."""

import time
from collections.abc import Callable

BURST = 100  # messages that may come at once: no thumb is faster
A_SECOND = 2.0  # and how fast the allowance grows back
REMEMBERED = 5_000  # senders, before those with a full allowance are forgotten


class Throttle:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}  # sender -> allowance, when it was so

    def allows(self, sender: str) -> bool:
        """Take one of the sender's allowance; False: not yet."""
        now = self._clock()
        allowance, then = self._left.get(sender, (float(BURST), now))
        allowance = min(BURST, allowance + (now - then) * A_SECOND)
        if allowance < 1:
            self._left[sender] = (allowance, now)
            return False
        if len(self._left) > REMEMBERED:
            self._left = {s: one for s, one in self._left.items() if one[0] + (now - one[1]) * A_SECOND < BURST}
        self._left[sender] = (allowance - 1, now)
        return True
