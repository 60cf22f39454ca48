"""Reminders: what should have been sent by now, to whom; a pure function of calendar, results, people and day.

One digest per person and day, however many things are due. What is satisfied clears itself.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.deadlines.stand_ins import with_lent
from handlers.desk.nouns import Person
from scoring.deadlines.leaves import Leave, instead
from scoring.deadlines.obligations import Deadline, Results, satisfied
from scoring.deadlines.steps import UPWARD, Pending, Settings, Step, pending
from scoring.deadlines.workdays import Workdays
from scoring.results.overview import same_group

EVERYTHING = "*"  # muted: all topics
Claims = Mapping[int, Collection[tuple[str, str]]]  # person -> (claim, step name) that were sent
Assigned = Mapping[tuple[str, str, str], tuple[int, ...]]  # agreement, district, indicator -> the responsible persons


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation within a person's digest, with the steps that bring it there."""

    deadline: Deadline
    district: str | None
    steps: tuple[Step, ...]
    upward: bool = False  # told to the supervisor: somebody else is late

    def claims(self) -> list[tuple[str, str]]:
        claim = self.deadline.claim(self.district)
        return [(claim, s.name + UPWARD if self.upward else s.name) for s in self.steps]

    @property
    def important(self) -> bool:
        return any(s.important for s in self.steps)

    @property
    def escalated(self) -> bool:
        """The officer is told that the supervisor hears of it too."""
        return not self.upward and any(s.supervisor for s in self.steps)


@dataclass(frozen=True)
class Owed:
    """What one day asks for: each person's items, and the obligations that are satisfied and need no word."""

    digests: dict[int, list[Item]] = field(default_factory=dict)
    cleared: list[tuple[str, str]] = field(default_factory=list)


class Directory:
    """Who answers for what in a province."""

    def __init__(
        self, people: Iterable[Person], assigned: Assigned | None = None, leaves: Sequence[Leave] = ()
    ) -> None:
        self.people = {p.id: p for p in people if p.state == "active" and p.line_user}
        self.assigned = assigned or {}
        self.leaves = leaves
        self.stands_in: Mapping[int, int] = {}
        self._district: dict[str, list[int]] = {}
        self._heads: dict[str, list[int]] = {}
        for p in self.people.values():
            for district in p.districts if p.role in ("officer", "head") else ():
                self._district.setdefault(district, []).append(p.id)
                if p.role == "head":
                    self._heads.setdefault(district, []).append(p.id)
        self._owners = [p for p in self.people.values() if p.role == "owner"]
        chosen = [p.id for p in self.people.values() if p.role == "supervisor"]
        self.supervisors = tuple(chosen or [p.id for p in self.people.values() if p.role == "admin"])

    def on(self, day: date) -> "Directory":
        """As it is that day: whoever stands in hears in the place of who is away; else the head of the district."""
        away = instead(self.leaves, day)
        if not away:
            return self
        found = copy(self)
        found.stands_in = {id: one for id, who in away.items() if (one := self._reachable(id, who)) is not None}
        stand_ins = set(found.stands_in.values())
        found.people = {
            id: with_lent(p, found.stands_in, self.people.values()) if id in stand_ins else p
            for id, p in self.people.items()
        }
        return found

    def _reachable(self, away: int, stand_in: int) -> int | None:
        if stand_in in self.people:
            return stand_in
        districts = self.people[away].districts if away in self.people else ()
        return next((h for d in districts for h in self._heads.get(d, ()) if h != away), None)

    def responsible(self, deadline: Deadline, district: str | None) -> Sequence[int]:
        """Who hears of it: the persons in charge, in the place of who is away whoever stands in."""
        persons = self._in_charge(deadline, district)
        return tuple(dict.fromkeys(self.stands_in.get(p, p) for p in persons)) if self.stands_in else persons

    def concerns(self, person: int, deadline: Deadline, district: str | None) -> bool:
        """Who is in charge, and who stands in for them today."""
        return person in self._in_charge(deadline, district) or person in self.responsible(deadline, district)

    def _in_charge(self, deadline: Deadline, district: str | None) -> Sequence[int]:
        """The person in charge of the indicator, else all officers of the district."""
        if deadline.indicator is not None and self.assigned:
            place = (deadline.agreement, district or "", deadline.indicator)
            named = [id for id in self.assigned.get(place, ()) if id in self.people]
            if named:
                return named
        if district is not None:
            if deadline.role == "head" and district in self._heads:
                return self._heads[district]
            return self._district.get(district, ())
        if deadline.role == "owner":
            theirs = [p.id for p in self._owners if any(same_group(p.group, g) for g in (deadline.group, deadline.who))]
            return theirs or self.supervisors
        return self.supervisors if deadline.role else ()


def owed(
    steps: Pending,
    directory: Directory,
    results: Results,
    claims: Claims,
    cleared: Collection[tuple[str, str]] = (),
    muted: Mapping[int, Collection[str]] | None = None,
) -> Owed:
    """Whom to tell what, of the steps that are pending; nothing that was claimed, satisfied, cleared or muted."""
    found = Owed()
    nothing: Collection[tuple[str, str]] = ()
    for deadline, due_steps in steps:
        upward = tuple(s for s in due_steps if s.supervisor)
        names = [s.name for s in due_steps]
        for district in deadline.districts:
            if satisfied(deadline, district, results):
                claim = deadline.claim(district)
                found.cleared.extend((claim, name) for name in names if (claim, name) not in cleared)
                continue
            persons = directory.responsible(deadline, district)
            whole = Item(deadline, district, due_steps)
            for person in persons:
                if muted and _muted(deadline, muted.get(person, ())):
                    continue
                mine = claims.get(person, nothing)
                item = whole if not mine else _rest(whole, mine)
                if item is not None:
                    found.digests.setdefault(person, []).append(item)
            if upward and district is not None:
                told = Item(deadline, district, upward, upward=True)
                for person in directory.supervisors:
                    if person not in persons:
                        rest = _rest(told, claims.get(person, nothing))
                        if rest is not None:
                            found.digests.setdefault(person, []).append(rest)
    return found


def _rest(item: Item, mine: Collection[tuple[str, str]]) -> Item | None:
    """The item without the steps that the person has had."""
    left = tuple(s for s, claim in zip(item.steps, item.claims(), strict=True) if claim not in mine)
    if len(left) == len(item.steps):
        return item
    return Item(item.deadline, item.district, left, item.upward) if left else None


def _muted(deadline: Deadline, topics: Collection[str]) -> bool:
    return bool(topics) and any(t in topics for t in (EVERYTHING, deadline.topic, deadline.duty) if t)


@dataclass(frozen=True)
class Sending:
    """One line of the plan: a push that will be sent on a day if nobody reports before."""

    day: date
    person: int
    items: tuple[Item, ...]

    @property
    def important(self) -> bool:
        return any(item.important for item in self.items)


def plan(
    deadlines: Sequence[Deadline],
    first: date,
    days: int,
    settings: Settings,
    workdays: Workdays,
    directory: Directory,
    results: Results,
    claims: Claims,
    cleared: Collection[tuple[str, str]] = (),
    muted: Mapping[int, Collection[str]] | None = None,
    had_today: Collection[int] = (),
) -> list[Sending]:
    """What will be sent to whom in the coming days, if results stay as they are; each line costs one push."""
    had = {person: set(done) for person, done in claims.items()}
    found = []
    for n in range(days):
        day = first + timedelta(days=n)
        if not workdays.working(day):
            continue
        steps = pending(deadlines, day, settings, workdays)
        today = owed(steps, directory.on(day), results, had, cleared, muted)
        for person, items in sorted(today.digests.items()):
            if n == 0 and person in had_today:
                continue
            had.setdefault(person, set()).update(claim for item in items for claim in item.claims())
            found.append(Sending(day, person, tuple(items)))
    return found


def thrifty(limit: int | None, left: int, today: int, reserve: Callable[[], int]) -> bool:
    """Whether to keep to what is important: the month's quota would not last for the important ones to come."""
    return limit is not None and left < today + reserve()
