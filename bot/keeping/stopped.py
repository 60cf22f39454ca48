"""Resting: whether a bot runs on a database whose rows are about to be replaced or carried away."""

from bot.clock.tick import TICKED
from bot.keeping.opening import shown
from bot.now import milliseconds
from bot.refused import Refused
from bot.store import Store

RESTS = 60_000  # ms since the last tick: three were left out


def must_rest(command: str, store: Store, url: str) -> None:
    """A bot that runs on this database would go on with what it has in its memory, and what it takes in is left behind.
    Whoever ticks says so every few seconds."""
    ticked = None if store.missing() else store.kept.get(TICKED)
    age = None if ticked is None else milliseconds() - int(ticked)
    if age is not None and 0 <= age < RESTS:
        raise Refused(
            f"{command}: found a bot that runs on {shown(url)} (its clock ticked {age // 1000} seconds ago), expected "
            "it stopped for a minute; nothing was changed"
        )
