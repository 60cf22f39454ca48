"""Whose result a value is: which district (or the province's own row) and which round; with the right to report it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handlers.base import Desk, Person
from handlers.reading import Value
from handlers.taking import Doubt, Refusal
from scoring.agreement import Agreement
from templates.words import reports as words

PROVINCE = "จังหวัด"
Decisions = Mapping[str, str]


def whose(value: Value, day: date, desk: Desk, decisions: Decisions) -> tuple[Agreement, str | None] | Doubt | Refusal:
    person = desk.person
    if person is None:
        return Refusal("nobody", words.NOBODYS)
    agreement = _round(value, day, person, desk, decisions)
    if not isinstance(agreement, Agreement):
        return agreement
    district = _district(value, agreement, person, decisions)
    if isinstance(district, Doubt | Refusal):
        return district
    return agreement, district


def _round(value: Value, day: date, person: Person, desk: Desk, decisions: Decisions) -> Agreement | Doubt | Refusal:
    named = desk.book.get(decisions["round"]) if "round" in decisions else None
    if named is not None:
        return named
    of = value.date or day
    holding = [a for a in desk.book.rounds(person.province) if a.start <= of <= a.end]
    opened = [a for a in holding if not desk.book.closed(a.id)]
    if holding and not opened:
        return holding[0] if person.oversees else Refusal("round_closed", words.round_closed(holding[0]))
    ended = [a for a in desk.book.open(person.province) if a.end < day]
    if value.date is None and ended and opened and ended[0].id != opened[0].id:
        options = tuple((words.round_option(a), a.id) for a in (ended[0], opened[0]))
        return Doubt("round", words.ask_round(ended[0], day), options)
    if not opened and ended and value.date is None:
        return ended[0]  # the round is over and not yet closed: a report without a day is its last one
    return opened[0] if opened else Refusal("outside_rounds", words.outside_rounds(of))


def _district(value: Value, agreement: Agreement, person: Person, decisions: Decisions) -> str | Doubt | Refusal | None:
    said = decisions.get("district") or value.district
    if said == PROVINCE:
        said = None
    if person.role in ("officer", "head"):
        if said is not None and said not in person.districts:
            return Refusal("not_yours", words.not_yours(said))
        if said is None and len(person.districts) > 1:
            return Doubt("district", words.ASK_DISTRICT, tuple((d, d) for d in person.districts))
        return said or (person.districts[0] if person.districts else Refusal("nobody", words.NOBODYS))
    if person.role == "owner":
        groups = {i.group for i in agreement.indicators.values() if i.topic == value.topic}
        if said is not None:
            return Refusal("not_yours", words.not_yours(said))
        return None if person.group in groups or not any(groups) else Refusal("not_yours", words.not_your_group(groups))
    if said is not None:
        return said if said in agreement.districts else Refusal("not_yours", words.not_yours(said))
    if "district" in decisions or not _by_district(agreement, value):
        return None
    having = [d for d in agreement.districts if agreement.indicators_of_topic(value.topic or "", d)]
    province = [(words.PROVINCE_ROW, PROVINCE)] if agreement.indicators_of_topic(value.topic or "", None) else []
    return Doubt("district", words.ASK_DISTRICT, (*province, *((d, d) for d in having)))


def _by_district(agreement: Agreement, value: Value) -> bool:
    return any(i.topic == value.topic and i.scored != "province" for i in agreement.indicators.values())
