"""Settling a message's values: what is clear becomes facts at once, the first doubt becomes a question, the rest waits.

Each value carries its own decisions (the answers given so far), so that an answer only ever adds one decision and the
same values are settled anew, as of the message that they came from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Question
from handlers.desk.writes import KeepHabit, NoteUnread, RecordFact, SetOfficeValue
from handlers.people.signatures import voided
from handlers.reading import Value
from handlers.report.doubts.contradictions import two_persons
from handlers.report.one_value import take
from handlers.report.outcomes import ALSO, Doubt, Origin, Refusal, decided, plain
from handlers.report.which_district import whose
from handlers.report.which_input import with_unit
from scoring.levels.office_values import OFFICER
from scoring.levels.totals import effect
from scoring.results.facts import Fact
from scoring.results.results import Results, office_value, results
from scoring.results.stored import Stored, Taken
from templates.words.province import signing
from templates.words.report import doubts as asks
from templates.words.report import reports as words

Json = dict[str, Any]


UNTRIED = ("round", "late", "signed")  # when, not what
NOTHING = ("drop", "no", "keep")
IMPOSSIBLE = ("impossible", "more_than_whole")
OLD = 30  # days after which a message that comes so late is asked about


@dataclass(frozen=True)
class Item:
    """One value of a message with the decisions made about it."""

    value: Value
    number: int
    decisions: Mapping[str, str]
    replaces: str | None = None  # the fact that it corrects


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
    for item in (_in_todays_round(_united(i), origin, habits) for i in _shares_first(items)):
        numbered = replace(origin, number=item.number)
        found = _tried(_take(item, numbered, desk, habits, known), item, numbered, desk, habits, known)
        if isinstance(found, Doubt):
            doubted = doubted or (item, found)
            waiting.append(item)
        elif isinstance(found, Refusal):
            refused.append((item, found))
            changes.append(_unread(found.reason, origin, desk))
        else:
            taken, before = found
            one, after = _stored(item, taken, before, desk)
            signed = _signed_already(before, after, desk) if "signed" not in item.decisions else None
            if signed is not None:
                doubted = doubted or (item, signed)
                waiting.append(item)
                continue
            known[before.agreement.id, before.district] = after
            stored.append(one)
            changes += _changes(one.taken, origin)
    return Settled(tuple(stored), tuple(changes), tuple(refused), doubted, tuple(waiting))


def _united(item: Item) -> Item:
    """With the unit that was chosen, so that the receipt says it."""
    return replace(item, value=with_unit(item.value, item.decisions))


def _shares_first(items: Sequence[Item]) -> list[Item]:
    """80,000 บาท คิดเป็น 80%: the percentage is what stands, so it is taken before the amount of the same thing."""

    def after_its_share(item: Item) -> bool:
        v = item.value
        same = (o.value for o in items if o is not item and o.value.kind == "percent")
        return v.kind != "percent" and any((o.topic, o.district, o.date) == (v.topic, v.district, v.date) for o in same)

    def step(item: Item) -> int:
        """Of several steps the earlier ones first, so that none is asked about that the same message says."""
        return int(item.value.value or 0) if item.value.kind == "step" else 0

    return sorted(items, key=lambda item: (after_its_share(item), step(item)))


def round_habit(day: date) -> str:
    """Which round a report without a day belongs to, once two are open: asked once per person and day."""
    return f"round:{day.isoformat()}"


def _in_todays_round(item: Item, origin: Origin, habits: Mapping[str, str]) -> Item:
    chosen = habits.get(round_habit(origin.day))
    if chosen is None or item.value.date is not None or "round" in item.decisions:
        return item
    return replace(item, decisions={**item.decisions, "round": chosen})


def _take(
    item: Item, origin: Origin, desk: Desk, habits: Mapping[str, str], known: dict[tuple[str, str | None], Results]
) -> tuple[Taken, Results] | Doubt | Refusal:
    place = whose(item.value, origin.day, desk, item.decisions)
    if not isinstance(place, tuple):
        return place
    if (desk.today - origin.day).days > OLD and "late" not in item.decisions:
        options = ((asks.as_of_then(origin.day), "yes"), (asks.NO_DROP, "drop"))
        return Doubt("late", asks.ask_late(item.value, origin.day, desk.today), options)
    agreement, district = place
    if (agreement.id, district) not in known:
        day = max(origin.day, desk.today)
        known[agreement.id, district] = results(desk.store, agreement, district, day, desk.book.answers(agreement.id))
    before = known[agreement.id, district]
    value = item.value
    if value.date is None and not agreement.start <= origin.day <= agreement.end:
        value = replace(value, date=agreement.end if origin.day > agreement.end else agreement.start)
    found = take(value, before, origin, item.decisions, habits)
    told = found
    if isinstance(found, Doubt) and found.key == "fall":  # whose the other value is matters more than that it falls
        told = take(value, before, origin, {**item.decisions, "fall": "yes"}, habits)
    if isinstance(told, Taken) and item.replaces is None:
        for fact in told.facts:
            other = two_persons(fact, told.indicator.inputs[fact.input], before, origin, item.decisions, desk)
            if other is not None:
                return other
    if isinstance(found, Taken) and item.decisions.get("other") == "yes" and origin.recorded:
        # chosen over the other person's value: it was the answer that decided, not the first message
        found = replace(found, facts=tuple(replace(f, happened=origin.recorded) for f in found.facts))
    return (found, before) if isinstance(found, Taken) else found


def _tried(
    found: tuple[Taken, Results] | Doubt | Refusal, item: Item, origin: Origin, desk: Desk, habits: Mapping[str, str],
    known: dict[tuple[str, str | None], Results],
) -> tuple[Taken, Results] | Doubt | Refusal:  # fmt: skip
    """Options are tried before they are offered: what cannot be is none, one that stores nothing says so, and where
    none would store anything, why is said at once."""
    if not isinstance(found, Doubt) or found.key in UNTRIED:
        return found
    options: list[tuple[str, str]] = []
    refused: list[Refusal] = []
    asides: list[str] = []
    for label, value in found.options:
        if value in NOTHING:
            options.append((label, value))
            continue
        chosen = replace(item, decisions=decided(item.decisions, found.key, value))
        would = _tried(_take(_united(chosen), origin, desk, habits, known), chosen, origin, desk, habits, known)
        if isinstance(would, Refusal):
            refused.append(would)
            if found.key == "district" or would.reason not in IMPOSSIBLE:  # a district that is looked for is found
                options.append((asks.stores_nothing(label), value))
        elif found.key == "months" and isinstance(would, Doubt) and would.key == "far":  # said here, not asked next
            asides.append(asks.far_where(label, would.aside))
            options.append((label, f"{value}{ALSO}far"))
        else:
            options.append((label, value))
    if refused and len(refused) == sum(value not in NOTHING for _, value in found.options):
        return refused[0]
    if (refused and len(options) == 1) or (asides and all(value not in NOTHING for _, value in options)):
        options.append((asks.NO_DROP, "drop"))
    return replace(found, text="\n".join([found.text, *asides]), options=tuple(options))


def _stored(item: Item, taken: Taken, before: Results, desk: Desk) -> tuple[Stored, Results]:
    old = _as_it_is(item.replaces, desk) if item.replaces is not None else None
    replaces = old.id if old is not None else None
    taken = replace(
        taken,
        facts=tuple(replace(f, replaces=replaces if n == 0 else None) for n, f in enumerate(taken.facts)),
        remarks=(*taken.remarks, *_visibly(before, desk)),
    )
    here = old is not None and (old.agreement, old.district) == (before.agreement.id, before.district)
    standing = restored(before, old, desk) if old is not None and here else before
    after = with_office(standing.with_facts(taken.facts), taken)
    indicator = taken.indicator.id
    late = None
    fact = taken.facts[0]
    now_stands = after.of(indicator, fact.input, fact.slot)
    if now_stands is not None and now_stands.fact != fact.id:
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
            words.days_left(before.agreement.end, desk.today),
            desk.today,
            late,
            now_stands.as_of if now_stands else None,
            old if old is not None and old.value is not None else None,
        ),
        after,
    )


def _as_it_is(id: str, desk: Desk) -> Fact | None:
    """What has become of a fact since it was asked about: corrected again, or taken back."""
    fact = desk.store.ledger.fact(id)
    while fact is not None and (later := desk.store.ledger.replaced_by(fact.id)) is not None:
        fact = later
    return fact


def _signed_already(before: Results, after: Results, desk: Desk) -> Doubt | None:
    """What is certified is changed only after it was said that it must be certified anew."""
    signed = voided(before, after, desk.store)
    if signed is None:
        return None
    options = ((signing.SIGN_ANEW, "yes"), (signing.LEAVE_SIGNED, "drop"))
    return Doubt("signed", signing.signed_already(before.district, *signed), options)


def _visibly(before: Results, desk: Desk) -> Sequence[str]:
    """A supervisor may report for a district and amend a closed round; both are shown."""
    person, said = desk.person, []
    if person is not None and person.oversees and before.district is not None:
        said.append(words.on_behalf(before.district, person.name))
    if desk.book.closed(before.agreement.id):
        said.append(words.AFTER_CLOSING)
    return said


def restored(before: Results, gone: Fact, desk: Desk, without: Collection[str] = ()) -> Results:
    """The same results without one fact: the newest of its place that was never replaced stands again; of those that
    go `without` it none does."""
    history = desk.store.ledger.history(gone.agreement, gone.district, gone.indicator)
    replaced = {f.replaces for f in history if f.replaces} | {gone.id, *without}
    earlier = [f for f in history if f.place == gone.place and f.value is not None and f.id not in replaced]
    return before.made_from(s for s in before.standing if s.fact != gone.id).with_facts(earlier)


def with_office(after: Results, taken: Taken) -> Results:
    return after.with_values(office_value(v) for v in taken.office) if taken.office else after


def _changes(taken: Taken, origin: Origin) -> list[Change]:
    changes: list[Change] = [RecordFact(fact=f, now=origin.recorded or origin.at) for f in taken.facts]
    changes += [SetOfficeValue(**value) for value in taken.office]
    for about, value in (h for h in (taken.habit, taken.meant) if h is not None):
        changes.append(KeepHabit(person=origin.person, about=about, value=value))
    return changes


def _unread(reason: str, origin: Origin, desk: Desk) -> Change:
    province = desk.person.province if desk.person else ""
    return NoteUnread(event_id=origin.event_id, reason=reason, province=province, at=origin.at)


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
        "words": origin.words,
        "items": [
            {"value": value_to(i.value), "number": i.number, "decisions": dict(i.decisions), "replaces": i.replaces}
            for i in items
        ],
        "origin": {**asdict(origin), "day": origin.day.isoformat()},
    }


def from_payload(payload: Json) -> tuple[list[Item], Origin]:
    told = payload["origin"]
    figures = tuple(told.get("figures", ()))
    origin = Origin(**{**told, "day": date.fromisoformat(told["day"]), "figures": figures})
    items = [Item(value_from(i["value"]), i["number"], i["decisions"], i.get("replaces")) for i in payload["items"]]
    return items, origin


def value_to(value: Value) -> Json:
    def plain(part: Any) -> Any:
        return str(part) if isinstance(part, Decimal) else part.isoformat() if isinstance(part, date) else part

    return {name: plain(part) for name, part in asdict(value).items()}


def value_from(raw: Json) -> Value:
    numbers = {n: Decimal(raw[n]) if raw.get(n) is not None else None for n in ("value", "of", "old")}
    day = date.fromisoformat(raw["date"]) if raw.get("date") else None
    return Value(**{**raw, **numbers, "date": day, "span": tuple(raw["span"])})
