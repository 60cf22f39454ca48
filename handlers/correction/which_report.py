"""Which stored report is meant: the quoted one, or the one that a quoted receipt was about."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.desk.desk import Desk
from handlers.report.outcomes import ANSWERED
from scoring.results.facts import Fact
from templates.words.report import correcting as words


def of_event(event: str, desk: Desk) -> list[Fact]:
    """What was stored by a message; also by the answer to a question about it, whose receipt may be quoted."""
    facts = desk.store.ledger.of_event(event)
    if facts or desk.person is None:
        return facts
    return [f for f in desk.store.ledger.of_person(desk.person.id, 60) if f.note == f"{ANSWERED}{event}"][::-1]


def as_corrected(facts: list[Fact], desk: Desk) -> list[Fact]:
    """Each as it stands after its corrections; without those that were withdrawn."""
    found = []
    for fact in facts:
        newest: Fact | None = fact
        while newest is not None and (later := desk.store.ledger.replaced_by(newest.id)) is not None:
            newest = later
        if newest is not None and newest.value is not None:
            found.append(newest)
    return found


def stands(fact: Fact, desk: Desk) -> bool:
    return fact.value is not None and desk.store.ledger.replaced_by(fact.id) is None


def standing(facts: Iterable[Fact], desk: Desk) -> list[Fact]:
    return [f for f in facts if stands(f, desk)]


def why_not(fact: Fact, desk: Desk) -> str:
    """What somebody hears who may not change it."""
    agreement = desk.book.get(fact.agreement)
    closed = agreement is not None and desk.book.closed(agreement.id)
    return words.round_closed(agreement) if agreement is not None and closed else words.NOT_YOURS


def may(fact: Fact, desk: Desk) -> bool:
    """One's own, or one of the own district; a supervisor any of the province. A closed round only a supervisor."""
    person, agreement = desk.person, desk.book.get(fact.agreement)
    if person is None or agreement is None or (person.province and person.province != agreement.province):
        return False
    if desk.book.closed(agreement.id) and not person.oversees:
        return False
    return (
        fact.person == person.id or person.oversees or (fact.district is not None and fact.district in person.districts)
    )
