"""What time it is: the only place that asks. In demo and training the day is kept in the database and can be moved."""

from datetime import date, datetime

from bot.config import Settings
from bot.now import right_now
from bot.refused import Refused
from bot.store import Store
from scoring.periods import BANGKOK

DAY = "day"


class Today:
    """The program's day and hour. Token ages and retries never come here: they stay on the real clock."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._training = settings.today
        self._store = store

    def day(self) -> date:
        if self._training is None:
            return right_now().date()
        kept = self._store.kept.get(DAY)
        return date.fromisoformat(kept) if kept else self._training

    def of(self, moment: datetime) -> date:
        """The program's day at a moment; in training the day stands still until it is moved."""
        return moment.astimezone(BANGKOK).date() if self._training is None else self.day()

    def now(self) -> datetime:
        """The program's day with the real hour."""
        return datetime.combine(self.day(), right_now().timetz())

    def move(self, day: date) -> None:
        if self._training is None:
            raise Refused("day: TODAY is not set, so the program keeps the real day (see README, section Settings)")
        self._store.kept.put(name=DAY, value=day.isoformat())
