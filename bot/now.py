"""What time it is: the only place that asks."""

import time
from datetime import datetime

from scoring.periods import BANGKOK


def milliseconds() -> int:
    return time.time_ns() // 1_000_000


def right_now() -> datetime:
    return datetime.now(BANGKOK)
