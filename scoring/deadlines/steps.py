"""The steps of a reminder, as data that each province may change, and the day on which each is sent."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from scoring.deadlines.obligations import Deadline
from scoring.deadlines.workdays import Workdays

WINDOW = 3  # working days that a missed reminder is still sent after its day; older ones are stale


@dataclass(frozen=True, slots=True)
class Step:
    """So many days from the due day. `important`: sent even when the month's quota runs short."""

    days: int
    supervisor: bool = False  # to the supervisor as well, saying so to both
    important: bool = False

    @property
    def name(self) -> str:
        return f"{self.days:+d}"


STEPS = (
    Step(-7),
    Step(-3),
    Step(-1, important=True),
    Step(0),
    Step(1, important=True),
    Step(3, supervisor=True, important=True),
)
UPWARD = "^"  # a step towards the supervisor is claimed under its own name


@dataclass(frozen=True, slots=True)
class Settings:
    """How a province is reminded."""

    steps: tuple[Step, ...] = STEPS
    morning: time = time(8, 30)  # when the day's reminders go out
    evening: time = time(16, 30)  # from then on nothing is sent until the next working day
    quiet_from: time = time(20, 0)  # broadcasts wait through the night
    quiet_to: time = time(7, 0)
    weekly: tuple[str, ...] = ()  # duties that are off until switched on

    def quiet(self, at: time) -> bool:
        return at >= self.quiet_from or at < self.quiet_to


def to_json(settings: Settings) -> str:
    return json.dumps(
        {
            "steps": [[s.days, s.supervisor, s.important] for s in settings.steps],
            "morning": f"{settings.morning:%H:%M}",
            "evening": f"{settings.evening:%H:%M}",
            "quiet": [f"{settings.quiet_from:%H:%M}", f"{settings.quiet_to:%H:%M}"],
            "weekly": list(settings.weekly),
        }
    )


def from_json(text: str) -> Settings:
    raw = json.loads(text)
    quiet_from, quiet_to = map(time.fromisoformat, raw["quiet"])
    return Settings(
        tuple(Step(int(days), bool(up), bool(important)) for days, up, important in raw["steps"]),
        time.fromisoformat(raw["morning"]),
        time.fromisoformat(raw["evening"]),
        quiet_from,
        quiet_to,
        tuple(raw.get("weekly", ())),
    )


_STEP = re.compile(r"([+-]?)(\d{1,3})")


def read_steps(words: str) -> tuple[Step, ...] | None:
    """ "7 3 1 0 +1 +3": a bare number is before, a plus is after; the last one after goes to the supervisor as well."""
    parts = words.replace(",", " ").split()
    found = set()
    for part in parts:
        match = _STEP.fullmatch(part)
        if match is None or int(match.group(2)) > 60:
            return None
        found.add(int(match.group(2)) if match.group(1) == "+" else -int(match.group(2)))
    if not found:
        return None
    last, nearest = max(found), max((n for n in found if n < 0), default=None)
    return tuple(Step(n, supervisor=n == last and n > 1, important=n > 0 or n == nearest) for n in sorted(found))


def sending_day(deadline: date, step: Step, workdays: Workdays) -> date:
    """The due day never moves: a step up to it goes on the working day before, a step after it on the one after."""
    day = deadline + timedelta(days=step.days)
    return workdays.not_after(day) if step.days <= 0 else workdays.not_before(day)


Pending = list[tuple[Deadline, tuple[Step, ...]]]


def pending(
    deadlines: Iterable[Deadline], day: date, settings: Settings, workdays: Workdays, *, since: date | None = None
) -> Pending:
    """Each deadline that has steps to be sent by now: on this day, or missed within the window (since `since`)."""
    if since is None:
        since = workdays.back(day, WINDOW)
    found: Pending = []
    if not settings.steps:
        return found
    # no step lies further from its sending day than a long holiday
    early = since - timedelta(days=settings.steps[-1].days + 14)
    late = day - timedelta(days=settings.steps[0].days - 14)
    for deadline in deadlines:
        if not (early <= deadline.day <= late) or not (deadline.sends or deadline.duty in settings.weekly):
            continue
        steps = tuple(s for s in settings.steps if since <= sending_day(deadline.day, s, workdays) <= day)
        if steps:
            found.append((deadline, steps))
    return found
