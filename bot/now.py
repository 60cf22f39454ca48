"""What time it is: the only place that asks."""

import time
from datetime import datetime, timedelta

from scoring.periods import BANGKOK

EPOCH = datetime.fromtimestamp(0, BANGKOK)


def milliseconds() -> int:
    return time.time_ns() // 1_000_000


def right_now() -> datetime:
    return EPOCH + timedelta(microseconds=time.time_ns() // 1000)


class Steady:
    """The clock as it would be had nobody set it back since the process began."""

    def __init__(self) -> None:
        self._ahead = milliseconds() - int(time.monotonic() * 1000)

    def milliseconds(self) -> int:
        now, passed = milliseconds(), int(time.monotonic() * 1000)
        self._ahead = max(self._ahead, now - passed)
        return passed + self._ahead
