"""Whose result a value is: which district (or the province's own row) and which round; with the right to report it."""

from __future__ import annotations

from datetime import date

from handlers.desk.desk import Desk
from handlers.desk.nouns import Person
from handlers.reading import Value
from handlers.report.outcomes import Decisions, Doubt, Refusal
from scoring.agreement import Agreement
from scoring.results.overview import same_group
from templates.words.report import doubts as asks
from templates.words.report import refusals

PROVINCE = "จังหวัด"
LATER = "later"  # the round that a report is of is not open yet


def whose(value: Value, day: date, desk: Desk, decisions: Decisions) -> tuple[Agreement, str | None] | Doubt | Refusal:
    person = desk.person
    if person is None:
        return Refusal("nobody", refusals.NOBODYS)
    agreement = _round(value, day, person, desk, decisions)
    if not isinstance(agreement, Agreement):
        return agreement
    district = _district(value, agreement, person, decisions)
    if isinstance(district, Doubt | Refusal):
        return district
    if desk.book.closed(agreement.id) and "closed" not in decisions and "round" not in decisions:
        return Doubt("closed", asks.ask_closed(agreement), ((asks.AMEND, "yes"), (asks.NO_DROP, "drop")))
    return agreement, district


def _round(value: Value, day: date, person: Person, desk: Desk, decisions: Decisions) -> Agreement | Doubt | Refusal:
    """The open agreement whose period holds the report's day; closed ones are a supervisor's, and asked about."""
    named = desk.book.get(decisions["round"]) if "round" in decisions else None
    if named is not None:
        shut = desk.book.closed(named.id) and not person.oversees  # closed since the question was asked
        return Refusal("round_closed", refusals.round_closed(named)) if shut else named
    province = person.province or _province(value, desk)
    if province is None:
        return Refusal("nobody", refusals.NAME_THE_DISTRICT)
    of = value.date or day
    rounds = desk.book.rounds(province)
    ended = [a for a in desk.book.open(province) if a.end < day]
    if decisions.get("round") == LATER:
        return Refusal("outside_rounds", refusals.next_round(ended[0] if ended else None, of, person.oversees))
    holding = [a for a in rounds if a.start <= of <= a.end]
    opened = [a for a in holding if not desk.book.closed(a.id)]
    opened = [a for a in opened if not desk.book.training(a.id)] or opened
    if holding and not opened:
        return holding[0] if person.oversees else Refusal("round_closed", refusals.round_closed(holding[0]))
    if value.date is None and ended and not (opened and ended[0].id == opened[0].id):
        follows = (asks.round_option(opened[0]), opened[0].id) if opened else (asks.next_round(ended[0]), LATER)
        options = ((asks.ended_round(ended[0]), ended[0].id), follows)
        return Doubt("round", asks.ask_round(ended[0], day), options)
    if len(opened) > 1:
        return Doubt("round", asks.WHICH_ROUND, tuple((asks.round_option(a), a.id) for a in opened))
    if opened:
        return opened[0]
    closed = bool(rounds) and desk.book.closed(rounds[0].id)
    return Refusal("outside_rounds", refusals.outside_rounds(of, rounds, person.oversees, closed))


def _province(value: Value, desk: Desk) -> str | None:
    """An admin of no province in particular: the one that has the district, or the only one there is."""
    provinces = desk.book.provinces()
    if value.district is not None:
        provinces = tuple(p for p in provinces if value.district in desk.book.districts(p))
    return provinces[0] if len(provinces) == 1 else None


def _district(value: Value, agreement: Agreement, person: Person, decisions: Decisions) -> str | Doubt | Refusal | None:
    said = decisions.get("district") or value.district
    if said == PROVINCE:
        said = None
    if said is not None and said not in agreement.districts:
        return Refusal("not_yours", refusals.no_such_district(said, agreement))
    if person.role in ("officer", "head"):
        if said is not None and said not in person.districts:
            return Refusal("not_yours", refusals.not_yours(said, person.districts))
        if said is None and decisions.get("own") == "ask" and len(person.districts) == 1:
            (own,) = person.districts  # the province's name stood where a district's does
            return Doubt("district", asks.ask_own_district(value, own), ((f"อ.{own}", own), (asks.NO_DROP, "drop")))
        if said is not None or len(person.districts) == 1:
            return said or person.districts[0]
        if not person.districts:
            return Refusal("nobody", refusals.NOBODYS)
        having = [d for d in person.districts if agreement.indicators_of_topic(value.topic or "", d)]
        if not having:
            return person.districts[0]  # none has it: the answer names what is lacking, not a district
        return Doubt("district", asks.ask_district(value), tuple((d, d) for d in person.districts))
    if person.role == "owner":
        return _owners(value, said, agreement, person)
    if said is not None or "district" in decisions or not _by_district(agreement, value):
        return said
    having = [d for d in agreement.districts if agreement.indicators_of_topic(value.topic or "", d)]
    own_row = any(i.topic == value.topic and i.scored != "district" for i in agreement.indicators.values())
    province = [(asks.PROVINCE_ROW, PROVINCE)] if own_row else []
    return Doubt("district", asks.ask_district(value), (*province, *((d, d) for d in having)))


def _owners(value: Value, said: str | None, agreement: Agreement, person: Person) -> Refusal | None:
    """A กลุ่มงาน reports province values, of the indicators that the document gives it."""
    if said is not None:
        return Refusal("not_yours", refusals.owners_province_only(said))
    groups = {i.group for i in agreement.indicators.values() if i.topic == value.topic and i.scored != "district"}
    if not any(groups) or any(same_group(person.group, group) for group in groups):
        return None
    return Refusal("not_yours", refusals.not_your_group(groups))


def _by_district(agreement: Agreement, value: Value) -> bool:
    return any(i.topic == value.topic and i.scored != "province" for i in agreement.indicators.values())
