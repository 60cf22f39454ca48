"""Stand-ins: what somebody who stands in for others may do meanwhile, and whose work a report of theirs is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.desk.nouns import Person, Turn
from handlers.desk.store import Store
from handlers.desk.writes import RecordFact
from scoring.deadlines.leaves import instead
from scoring.results.facts import Fact
from templates.messages import say
from templates.words.people import leaves as words

OF_DISTRICTS = ("officer", "head")


def lent(person: Person, store: Any, day: date) -> Person:
    """The person with the districts of those whom they stand in for that day; no other right is lent."""
    if not person.active or not person.province:
        return person
    stands_in = instead(store.leaves.of_province(person.province, day), day)
    if person.id not in stands_in.values():
        return person
    return with_lent(person, stands_in, [p for id in stands_in if (p := store.people.by_id(id)) is not None])


def with_lent(person: Person, stands_in: Mapping[int, int], people: Iterable[Person]) -> Person:
    away = [p for p in people if stands_in.get(p.id) == person.id and p.active]
    theirs = dict.fromkeys(d for p in away if p.role in OF_DISTRICTS for d in p.districts if d not in person.districts)
    more = tuple(theirs) if person.role in OF_DISTRICTS else ()
    names = tuple((p.id, p.name) for p in away)
    return replace(person, districts=(*person.districts, *more), lent=more, stands_for=names)


def reached(people: Iterable[Person], stands_in: Mapping[int, int], everybody: Mapping[int, Person]) -> list[Person]:
    """Whom words for these people reach: in the place of who is away whoever stands in, each once."""
    found = (everybody.get(stands_in.get(p.id, p.id), p) for p in people)
    return list({p.id: p for p in found}.values())


def in_stead(turn: Turn, person: Person | None, store: Store) -> Turn:
    """What a stand-in reports of the away person's work bears their number, and the answer says so."""
    if person is None or not person.stands_for:
        return turn
    whose = {c.fact.id: of for c in turn.changes if isinstance(c, RecordFact) and (of := _whose(c.fact, person, store))}
    if not whose:
        return turn
    changes = tuple(
        replace(c, fact=replace(c.fact, stood_for=whose[c.fact.id]))
        if isinstance(c, RecordFact) and c.fact.id in whose else c
        for c in turn.changes
    )  # fmt: skip
    names = dict(person.stands_for)
    told = say(words.reported_in_stead(names[of] for of in dict.fromkeys(whose.values())))
    return replace(turn, changes=changes, replies=(told, *turn.replies)[:5])


def _whose(fact: Fact, person: Person, store: Store) -> int | None:
    """Who is away and answers for this indicator: by appointment, else as an officer of the district. What the
    stand-in is appointed to is their own."""
    if fact.person != person.id:
        return None
    place = (fact.district or "", fact.indicator)
    appointed = {
        row["person"] for row in store.sharing.of_agreement(fact.agreement)
        if (row["district"], row["indicator"]) == place and row["duty"] == "responsible"
    }  # fmt: skip
    if person.id in appointed:
        return None
    for id, _ in person.stands_for:
        away = store.people.by_id(id)
        if id in appointed or (not appointed and away is not None and fact.district in away.districts):
            return id
    return None
