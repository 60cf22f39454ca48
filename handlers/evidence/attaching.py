"""Attaching: what a piece of evidence is offered to, who may attach where, and what attaching changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.desk.bound import mark
from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Message, Person
from handlers.desk.writes import RecordFact
from handlers.evidence import marking
from handlers.people.signatures import in_force
from handlers.score.scope import may_see
from scoring.agreement import Agreement
from scoring.levels.evidenced import to_show
from scoring.results.facts import Fact
from scoring.results.pieces import AWAIT, Piece, Place
from scoring.results.results import Results, results
from templates.cards.evidence import Attached
from templates.words.report import receipts

RECENT = 30 * 60_000  # ms: what was reported so long ago is still what a photo is about


def may_attach(person: Person, agreement: Agreement, district: str | None, desk: Desk) -> bool:
    """As with reports: the own district, the province's own row for its groups, a supervisor anywhere; a closed round
    only a supervisor."""
    if desk.book.closed(agreement.id) and not person.oversees:
        return False
    if person.role == "owner" and district is not None:
        return False
    return may_see(person, agreement, district)


def held(place: Place, desk: Desk) -> Results:
    agreement = desk.book.get(place.agreement)
    assert agreement is not None
    return results(desk.store, agreement, place.district, desk.today, desk.book.answers(agreement.id))


def wanted_at(agreement: Agreement, district: str | None, indicator: str, desk: Desk) -> Place:
    """The place within an indicator where evidence is wanted now."""
    result = held(Place(agreement.id, district, indicator, None), desk).result(indicator)
    pieces = desk.store.evidence.of(agreement.id, district, indicator)
    return Place(agreement.id, district, indicator, marking.wanted(agreement.indicators[indicator], result, pieces))


# what a piece is offered to


@dataclass(frozen=True)
class Near:
    """What was done is known, but not which of its indicator's steps a photo of it shows: that is asked."""

    place: Place


def offered(message: Message, desk: Desk) -> Place | Near | None:
    """The place that a button asked evidence for; else that of the newest report or piece, if it is recent."""
    found = _awaited(desk) or _newest(message.ms, desk)
    place = found.place if isinstance(found, Near) else found
    agreement = desk.book.get(place.agreement) if place else None
    if place is None or agreement is None or place.indicator not in agreement.indicators:
        return None
    return found if may_attach(desk.me, agreement, place.district, desk) else None


def _awaited(desk: Desk) -> Place | None:
    question = desk.question
    if question is None or question.expires < desk.moment or question.payload.get("key") != AWAIT:
        return None
    return from_payload(question.payload)


def _newest(now: int, desk: Desk) -> Place | Near | None:
    piece = desk.store.evidence.newest(desk.me.id)
    fact = _newest_fact(now, desk)
    if piece is not None and piece.stands and 0 <= now - piece.at <= RECENT:
        later = fact is None or piece.at >= fact.happened
        if piece.place is not None and later:
            return piece.place
    if fact is None:
        return None
    agreement = desk.book.get(fact.agreement)
    if agreement is None or fact.indicator not in agreement.indicators:
        return None
    used = agreement.indicators[fact.indicator].inputs.get(fact.input)
    if used is not None and fact.kind == "flag" and used.level:
        return Place(fact.agreement, fact.district, fact.indicator, used.level)
    here = Place(fact.agreement, fact.district, fact.indicator, None)
    if used is not None and used.counts == "events" and marking.asks(agreement.indicators[fact.indicator]):
        return Near(here)  # a meeting's photo is no plan of step 1, whatever the receipt lacks
    asked = to_show(held(here, desk).result(fact.indicator))  # what the receipt has asked for
    return replace(here, level=asked.number) if asked else here


def _newest_fact(now: int, desk: Desk) -> Fact | None:
    for fact in desk.store.ledger.of_person(desk.me.id, 20):
        recent = 0 <= now - fact.happened <= RECENT
        if recent and fact.value is not None and desk.store.ledger.replaced_by(fact.id) is None:
            return fact
    return None


# what attaching changes


def signed_at(pieces: Sequence[Piece], place: Place | None, desk: Desk) -> tuple[str | None, date, bool] | None:
    """A certificate that would be void once these pieces lie there, or lie no longer where they are now."""
    places = [p for p in (place, *(p.place for p in pieces if p.stands)) if p is not None]
    for one in {(p.agreement, p.district): p for p in places}.values():
        found = in_force(held(one, desk), desk.store)
        if found is not None:
            return one.district, *found
    return None


def attach(
    pieces: Sequence[Piece], place: Place, message: Message, desk: Desk, announced: int | None = None
) -> tuple[list[Change], Attached]:
    """`pieces`: all of a bundle, wherever they were before. Their rows are written by the caller."""
    at, person = message.ms, desk.person.id if desk.person else None
    before = held(place, desk)
    withdrawn = left(pieces, message, desk, but=place)
    here = [f for f in withdrawn if (f.agreement, f.district) == (place.agreement, place.district)]
    clean = marking.without(before, here)
    facts = marking.mark(place, clean, event=message.id, at=at, person=person, day=desk.day)
    after = clean.with_facts(facts)
    indicator = before.agreement.indicators[place.indicator]
    done = Attached(
        indicator,
        place.level,
        receipts.place(place.district, before.agreement),
        tuple(p.kind for p in pieces),
        announced,
        tuple(f.input for f in facts),
        before.result(place.indicator),
        after.result(place.indicator),
        pieces[0].bundle,
        of_place(place),
    )
    return [recorded(f, at) for f in (*withdrawn, *facts)], done


def left(pieces: Sequence[Piece], message: Message, desk: Desk, but: Place | None = None) -> list[Fact]:
    """Withdrawals of the steps that the places which these pieces leave had from them alone."""
    gone = {p.id for p in pieces}
    places = dict.fromkeys(p.place for p in pieces if p.place and p.stands and p.place != but)
    at, person = message.ms, desk.person.id if desk.person else None
    return [
        fact
        for place in places
        for fact in marking.unmark(desk.store, place, gone, event=message.id, at=at, person=person)
    ]


def recorded(fact: Fact, at: int) -> Change:
    return RecordFact(fact=fact, now=at)


# a place in a question's payload or a button's data


def to_payload(place: Place) -> dict[str, Any]:
    return {
        "agreement": place.agreement,
        "district": place.district,
        "indicator": place.indicator,
        "level": place.level,
    }


def from_payload(payload: Mapping[str, Any]) -> Place:
    return Place(payload["agreement"], payload["district"], payload["indicator"], payload["level"])


def of_place(place: Place | None) -> str:
    """The mark of where a bundle lies."""
    return mark(None if place is None else to_payload(place))


def to_data(agreement: str, district: str | None, indicator: str) -> str:
    return f"{agreement}|{district or ''}|{indicator}"


def from_data(data: str, desk: Desk) -> Place | None:
    """Anybody can send any data: only what is there comes back."""
    parts = data.split("|")
    agreement = desk.book.get(parts[0])
    if len(parts) != 4 or agreement is None or parts[2] not in agreement.indicators:
        return None
    if parts[1] and parts[1] not in agreement.districts:
        return None
    level = int(parts[3]) if parts[3].isascii() and parts[3].isdigit() else None
    if level is not None and not 1 <= level <= len(agreement.indicators[parts[2]].levels):
        return None
    return Place(agreement.id, parts[1] or None, parts[2], level)
