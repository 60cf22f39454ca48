"""What evidence does to the ledger: attached to a level that counts only with its evidence, it marks that step.

The fact names the level in its note, so that it can be withdrawn when the last piece of that level is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from scoring.agreement import Indicator, Input
from scoring.levels.score import Result
from scoring.results.facts import Fact, Standing
from scoring.results.pieces import SHOW, Piece, Place, standing
from scoring.results.results import Results


class Ledger(Protocol):
    def standing(self, agreement: str, district: str | None = None, *, everywhere: bool = False) -> list[Standing]: ...
    def fact(self, id: str) -> Fact | None: ...


class Evidence(Protocol):
    def of(self, agreement: str, district: str | None, indicator: str | None = None) -> list[Piece]: ...


class Records(Protocol):
    @property
    def ledger(self) -> Ledger: ...
    @property
    def evidence(self) -> Evidence: ...


def note(level: int | None) -> str:
    return f"{SHOW} {level or 0}"


def steps(indicator: Indicator, level: int | None) -> list[Input]:
    return [u for u in indicator.inputs.values() if u.derive == "flag" and u.level == level and level is not None]


def asks(indicator: Indicator) -> tuple[int, ...]:
    """The levels that evidence can belong to: those with a list in the document, and those with steps."""
    return tuple(lv.number for lv in indicator.levels if lv.evidence or steps(indicator, lv.number))


def lacks(indicator: Indicator, result: Result, pieces: Iterable[Piece]) -> tuple[int, ...]:
    """Levels whose evidence is missing: every one that counts only with it; else steps that are claimed, and levels
    that are reached, with nothing to show."""
    have = {p.place.level for p in standing(pieces) if p.place}
    reported: Mapping[str, Any] = result.case.inputs
    found = []
    for level in indicator.levels:
        n = level.number
        flags = steps(indicator, n)
        if any(f.evidence for f in flags):
            missing = n not in have or any(f.evidence and reported.get(f.name) is not True for f in flags)
        elif flags:
            missing = n not in have and any(reported.get(f.name) is True for f in flags)
        else:
            missing = n not in have and bool(level.evidence) and (result.level or 0) >= n
        if missing:
            found.append(n)
    return tuple(found)


def wanted(indicator: Indicator, result: Result, pieces: Iterable[Piece]) -> int | None:
    """The level that evidence is wanted for now: the first that lacks it, else the one that is reached."""
    missing = lacks(indicator, result, pieces)
    if missing:
        return missing[0]
    reached = result.level or 0
    below = [n for n in asks(indicator) if n <= reached]
    return below[-1] if below else None


def mark(place: Place, before: Results, *, event: str, at: int, person: int | None, day: date) -> list[Fact]:
    """The facts of steps that count by evidence and are not marked yet."""
    indicator = before.agreement.indicators[place.indicator]
    reported = before.inputs.get(place.indicator, {})
    as_of = min(max(day, before.agreement.start), before.agreement.end)
    unmarked = [u for u in steps(indicator, place.level) if u.evidence and reported.get(u.name) is not True]
    return [
        Fact(
            id=f"{event}-evidence-{n}",
            kind="flag",
            agreement=place.agreement,
            district=place.district,
            indicator=place.indicator,
            input=used.name,
            value=True,
            as_of=as_of,
            happened=at,
            person=person,
            event_id=event,
            note=note(place.level),
        )
        for n, used in enumerate(unmarked)
    ]


def unmark(
    store: Records, place: Place, gone: Collection[str], *, event: str, at: int, person: int | None
) -> list[Fact]:
    """Withdrawals of what the pieces `gone` had marked, where nothing else is left for that level."""
    others = store.evidence.of(place.agreement, place.district, place.indicator)
    if any(p.stands and p.place == place and p.id not in gone for p in others):
        return []
    found = []
    for entry in store.ledger.standing(place.agreement, place.district):
        if entry.indicator != place.indicator or entry.kind != "flag":
            continue
        fact = store.ledger.fact(entry.fact)
        if fact is not None and fact.value is True and fact.note == note(place.level):
            found.append(fact)
    return [
        replace(
            fact,
            id=f"{event}-unmark-{place.indicator}-{place.level or 0}-{n}",
            value=None,
            happened=at,
            person=person,
            stood_for=None,
            event_id=event,
            replaces=fact.id,
            note="withdrawn",
        )
        for n, fact in enumerate(found)
    ]


def without(before: Results, withdrawn: Collection[Fact]) -> Results:
    """The same results once these facts are withdrawn."""
    gone = {fact.replaces for fact in withdrawn}
    return before.made_from(s for s in before.standing if s.fact not in gone)
