"""What time it is: the only place that asks."""

import time
from datetime import datetime, timedelta

from scoring.periods import BANGKOK

EPOCH = datetime.fromtimestamp(0, BANGKOK)


def milliseconds() -> int:
    return time.time_ns() // 1_000_000


def right_now() -> datetime:
    return EPOCH + timedelta(microseconds=time.time_ns() // 1000)
