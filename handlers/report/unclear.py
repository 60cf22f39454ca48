"""What a document leaves unclear is explained to each person once in a round; after that ที่มา says it."""

from collections.abc import Sequence

from handlers.desk.desk import Desk
from handlers.desk.writes import KeepHabit
from scoring.results.stored import Stored
from templates.cards.receipt import explains

ABOUT = "explained:"


def told_before(stored: Sequence[Stored], desk: Desk) -> frozenset[str]:
    """What this person knows; looked up only where there is something to explain."""
    if not any(explains(stored)):
        return frozenset()
    return frozenset(about.removeprefix(ABOUT) for about in desk.habits() if about.startswith(ABOUT))


def now_told(stored: Sequence[Stored], known: frozenset[str], desk: Desk) -> tuple[KeepHabit, ...]:
    """Kept with the receipts that tell it."""
    news = (place for place in explains(stored, known) if place)
    return tuple(KeepHabit(desk.me.id, ABOUT + place, desk.day.isoformat()) for place in news)
