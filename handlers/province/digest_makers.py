"""Who adds to a supervisor's digest besides what is due: the ordered tuple that the clock asks.

A maker sees the desk of one supervisor (store, book, now, today, person) and returns a name and messages, or None. The
name is used once for a person ("weekly:2568-W11"): the same name again is not sent. The messages ride in the push of
that day's digest, or make one of their own.
"""

from collections.abc import Callable

from handlers.desk.desk import Desk
from handlers.province.weekly import Made, weekly

DigestMaker = Callable[[Desk], Made | None]

MAKERS: tuple[DigestMaker, ...] = (weekly,)  # the week's exceptions
