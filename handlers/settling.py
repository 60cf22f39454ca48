"""Settling a message's values: what is clear becomes facts at once, the first doubt becomes a question, the rest waits.

Each value carries its own decisions (the answers given so far), so that an answer only ever adds one decision and the
same values are settled anew, as of the message that they came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.base import Change, Desk, Question
from handlers.facts import Fact
from handlers.reading import Value
from handlers.results import Results, office_value, results
from handlers.taking import Doubt, Origin, Refusal, Taken, plain, take
from handlers.whose import whose
from scoring.office import OFFICER
from scoring.score import Result
from scoring.totals import effect
from templates.words.reports import days_left

Json = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One value of a message with the decisions made about it."""

    value: Value
    number: int
    decisions: Mapping[str, str]
    replaces: str | None = None  # the fact that it corrects


@dataclass(frozen=True)
class Stored:
    """One value that was stored, with what it changed: all that a receipt tells."""

    value: Value
    taken: Taken
    before: Result
    after: Result
    results: Results  # after
    effect: Any  # Fraction | None
    deadline: str
    late: Fact | None = None  # a newer value stands; this one is kept as history
    standing_day: date | None = None
    old: Any = None  # a correction: what stood before


@dataclass(frozen=True)
class Settled:
    stored: tuple[Stored, ...] = ()
    changes: tuple[Change, ...] = ()
    refused: tuple[tuple[Item, Refusal], ...] = ()
    doubted: tuple[Item, Doubt] | None = None
    waiting: tuple[Item, ...] = ()  # not looked at before the doubt is answered; the doubted one first


def settle(items: Sequence[Item], origin: Origin, desk: Desk) -> Settled:
    stored: list[Stored] = []
    changes: list[Change] = []
    refused: list[tuple[Item, Refusal]] = []
    waiting: list[Item] = []
    doubted: tuple[Item, Doubt] | None = None
    known: dict[tuple[str, str | None], Results] = {}
    habits = desk.habits()
    for item in items:
        found = _take(item, replace(origin, number=item.number), desk, habits, known)
        if isinstance(found, Doubt):
            doubted = doubted or (item, found)
            waiting.append(item)
        elif isinstance(found, Refusal):
            refused.append((item, found))
            changes.append(_unread(found.reason, origin, desk))
        else:
            taken, before = found
            one, after = _stored(item, taken, before, desk)
            known[before.agreement.id, before.district] = after
            stored.append(one)
            changes += _changes(item, taken, origin)
    return Settled(tuple(stored), tuple(changes), tuple(refused), doubted, tuple(waiting))


def _take(
    item: Item, origin: Origin, desk: Desk, habits: Mapping[str, str], known: dict[tuple[str, str | None], Results]
) -> tuple[Taken, Results] | Doubt | Refusal:
    place = whose(item.value, origin.day, desk, item.decisions)
    if not isinstance(place, tuple):
        return place
    agreement, district = place
    if (agreement.id, district) not in known:
        day = max(origin.day, desk.today)
        known[agreement.id, district] = results(desk.store, agreement, district, day, desk.book.answers(agreement.id))
    before = known[agreement.id, district]
    value = item.value
    if value.date is None and not agreement.start <= origin.day <= agreement.end:
        value = replace(value, date=agreement.end if origin.day > agreement.end else agreement.start)
    found = take(value, before, origin, item.decisions, habits)
    return (found, before) if isinstance(found, Taken) else found


def _stored(item: Item, taken: Taken, before: Results, desk: Desk) -> tuple[Stored, Results]:
    facts = tuple(replace(f, replaces=item.replaces) for f in taken.facts)
    old = None
    standing = before
    if item.replaces is not None:
        held = next((s for s in before.standing if s.fact == item.replaces), None)
        old = held.value if held else None
        standing = without(before, item.replaces)
    after = with_office(standing.with_facts(facts), taken)
    indicator = taken.indicator.id
    late = None
    fact = taken.facts[0]
    now_stands = after.of(indicator, fact.input, fact.slot)
    if now_stands is not None and now_stands.fact != fact.id and now_stands.as_of > fact.as_of:
        late = fact
    was, now = before.result(indicator), after.result(indicator)
    gained = effect(after.card(), indicator, was.level, now.level) if now.status == "scored" else None
    return (
        Stored(
            item.value,
            taken,
            was,
            now,
            after,
            gained,
            days_left(before.agreement.end, desk.today),
            late,
            now_stands.as_of if now_stands else None,
            old,
        ),
        after,
    )


def without(before: Results, fact: str) -> Results:
    """The same results without one standing fact (the ledger lets the earlier one stand again)."""
    return before.made_from(s for s in before.standing if s.fact != fact)


def with_office(after: Results, taken: Taken) -> Results:
    return after.with_values(office_value(v) for v in taken.office) if taken.office else after


def _changes(item: Item, taken: Taken, origin: Origin) -> list[Change]:
    changes = [
        Change("ledger", "record", {"fact": replace(f, replaces=item.replaces if n == 0 else None), "now": origin.at})
        for n, f in enumerate(taken.facts)
    ]
    changes += [Change("rounds", "set_value", value) for value in taken.office]
    if taken.habit is not None:
        about, value = taken.habit
        changes.append(Change("people", "keep_habit", {"person": origin.person, "about": about, "value": value}))
    return changes


def _unread(reason: str, origin: Origin, desk: Desk) -> Change:
    province = desk.person.province if desk.person else ""
    return Change(
        "unread", "note", {"event_id": origin.event_id, "reason": reason, "province": province, "at": origin.at}
    )


def whole_told(question: Question, value: Value, origin: Origin) -> Json:
    """The missing whole as an office value of the officer's own."""
    p = question.payload
    return {
        "agreement": p["agreement"],
        "district": p["district"] or "",
        "indicator": p["indicator"],
        "input": p["input"],
        "amount": plain(value.value or Decimal(0)),
        "as_of": origin.day.isoformat(),
        "strength": OFFICER,
        "set_by": str(origin.person),
        "source": f"message {origin.event_id}",
        "at": origin.at,
    }


# a value and its decisions, carried in a question's payload


def to_payload(items: Sequence[Item], origin: Origin, key: str) -> Json:
    return {
        "key": key,
        "items": [
            {"value": _plain(i.value), "number": i.number, "decisions": dict(i.decisions), "replaces": i.replaces}
            for i in items
        ],
        "origin": {**asdict(origin), "day": origin.day.isoformat()},
    }


def from_payload(payload: Json) -> tuple[list[Item], Origin]:
    origin = Origin(**{**payload["origin"], "day": date.fromisoformat(payload["origin"]["day"])})
    items = [Item(_value(i["value"]), i["number"], i["decisions"], i.get("replaces")) for i in payload["items"]]
    return items, origin


def _plain(value: Value) -> Json:
    def plain(part: Any) -> Any:
        return str(part) if isinstance(part, Decimal) else part.isoformat() if isinstance(part, date) else part

    return {name: plain(part) for name, part in asdict(value).items()}


def _value(raw: Json) -> Value:
    numbers = {n: Decimal(raw[n]) if raw.get(n) is not None else None for n in ("value", "of", "old")}
    day = date.fromisoformat(raw["date"]) if raw.get("date") else None
    return Value(**{**raw, **numbers, "date": day, "span": tuple(raw["span"])})
