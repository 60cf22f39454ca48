"""Resting: no process of the bot works on a database while its rows are replaced or carried away."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.keeping.opening import shown
from bot.refused import Refused
from bot.store import Store
from bot.store.engine import Occupied


@contextmanager
def at_rest(command: str, store: Store, url: str) -> Iterator[None]:
    """A bot that runs would go on with what it has in its memory, and what it takes in would be left behind. Every
    process holds a lock as long as it lives; while we hold it alone, none is there and none can begin."""
    try:
        with store.db.alone():
            yield
    except Occupied:
        raise Refused(
            f"{command}: found another process of the bot on {shown(url)}, expected all of them stopped (the bot, its "
            "clock, other commands); nothing was changed"
        ) from None
