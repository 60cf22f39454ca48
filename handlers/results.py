"""From what stands in the ledger to what the scoring takes: months are summed, events counted, as of a day.

Slots of an input in the ledger:
    counts = as_of        ""           the newest value stands
    counts = months       "2026-03"    a month's own amount     "total"  a running total to its day     "" a percentage
    counts = events       "count"      a set number of times    "day:…"  one dated entry each (value "1" or more)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from handlers.facts import Fact, Standing
from scoring.agreement import Agreement, Input
from scoring.office import OfficeValue, in_force
from scoring.periods import months_ended, quarters_ended
from scoring.score import Result, score
from scoring.totals import Scorecard, scorecard

COUNT, TOTAL, ENTRY = "count", "total", "day:"


class Ledger(Protocol):
    def standing(self, agreement: str, district: str | None = None, *, everywhere: bool = False) -> list[Standing]: ...


class Rounds(Protocol):
    def values(
        self, agreement: str, district: str | None = None, *, everywhere: bool = False
    ) -> list[dict[str, Any]]: ...


class Records(Protocol):
    """The part of the store that results are made from."""

    @property
    def ledger(self) -> Ledger: ...
    @property
    def rounds(self) -> Rounds: ...


@dataclass(frozen=True)
class Results:
    """What one district (or the province's own row) has under one agreement, on a day."""

    agreement: Agreement
    district: str | None
    day: date
    inputs: Mapping[str, Mapping[str, Any]]  # indicator -> inputs as the scoring takes them
    office: Mapping[str, Mapping[str, Decimal]]  # indicator -> office values
    answers: Mapping[str, str]
    standing: tuple[Standing, ...] = field(default=(), repr=False)
    values: tuple[OfficeValue, ...] = field(default=(), repr=False)

    def result(self, indicator: str) -> Result:
        return score(
            self.agreement,
            indicator,
            self.district,
            self.inputs.get(indicator, {}),
            office=self.office.get(indicator, {}),
            answers=self.answers,
        )

    def card(self) -> Scorecard:
        return scorecard(self.agreement, self.district, self.inputs, self.office, self.answers)

    def of(self, indicator: str, name: str, slot: str = "") -> Standing | None:
        """What stands in one place."""
        place = (indicator, name, slot)
        return next((s for s in self.standing if (s.indicator, s.input, s.slot) == place), None)

    def made_from(self, standing: Iterable[Standing]) -> Results:
        """The same from other standing values."""
        return made_of(self.agreement, self.district, self.day, standing, self.values, self.answers)

    def with_facts(self, facts: Iterable[Fact]) -> Results:
        """The same as if these facts had been recorded: a what-if when they are not."""
        return made_of(self.agreement, self.district, self.day, (*self.standing, *facts), self.values, self.answers)

    def with_values(self, values: Iterable[OfficeValue]) -> Results:
        return made_of(self.agreement, self.district, self.day, self.standing, (*self.values, *values), self.answers)


def results(
    store: Records, agreement: Agreement, district: str | None, day: date, answers: Mapping[str, str]
) -> Results:
    standing = store.ledger.standing(agreement.id, district)
    values = [office_value(row) for row in store.rounds.values(agreement.id, district)]
    return made_of(agreement, district, day, standing, values, answers)


def all_results(
    store: Records, agreement: Agreement, day: date, answers: Mapping[str, str]
) -> dict[str | None, Results]:
    """Every district's results, and the province's own row under None; two queries in all."""
    standing: dict[str | None, list[Standing]] = defaultdict(list)
    for row in store.ledger.standing(agreement.id, everywhere=True):
        standing[row.district].append(row)
    values: dict[str | None, list[OfficeValue]] = defaultdict(list)
    for entry in store.rounds.values(agreement.id, everywhere=True):
        value = office_value(entry)
        values[value.district].append(value)
    return {d: made_of(agreement, d, day, standing[d], values[d], answers) for d in (*agreement.districts, None)}


def office_value(row: Mapping[str, Any]) -> OfficeValue:
    return OfficeValue(
        agreement=row["agreement"],
        district=row["district"] or None,
        indicator=row["indicator"],
        key=row["input"],
        amount=Decimal(row["amount"]),
        as_of=date.fromisoformat(row["as_of"]),
        by=row["set_by"],
        source=row["source"],
        strength=row["strength"],
    )


def made_of(
    agreement: Agreement,
    district: str | None,
    day: date,
    entries: Iterable[Standing | Fact],
    values: Iterable[OfficeValue],
    answers: Mapping[str, str],
) -> Results:
    """Results from entries of any order; in one place the newest stands (by its day, then by when it was sent)."""
    newest: dict[tuple[str, str, str], Standing | Fact] = {}
    for entry in entries:
        if entry.as_of > day or entry.value is None:
            continue
        place = (entry.indicator, entry.input, entry.slot)
        held = newest.get(place)
        if held is None or (entry.as_of, entry.happened) >= (held.as_of, held.happened):
            newest[place] = entry
    by_input: dict[tuple[str, str], list[Standing | Fact]] = defaultdict(list)
    for (indicator, name, _), entry in newest.items():
        by_input[indicator, name].append(entry)
    inputs: dict[str, dict[str, Any]] = defaultdict(dict)
    for (indicator, name), found in by_input.items():
        signed = agreement.indicators.get(indicator)
        used = signed.inputs.get(name) if signed else None
        if used is not None:
            inputs[indicator][name] = _worth(used, found, agreement, day)
    held_values = tuple(values)
    office = {
        i: amounts for i in agreement.indicators if (amounts := in_force(held_values, agreement, district, i, day))
    }
    standing = tuple(_as_standing(e) for e in newest.values())
    return Results(agreement, district, day, dict(inputs), office, answers, standing, held_values)


def _as_standing(e: Standing | Fact) -> Standing:
    if isinstance(e, Standing):
        return e
    return Standing(e.indicator, e.district, e.input, e.slot, e.kind, e.value, e.as_of, e.happened, e.id, e.person)


def _worth(used: Input, found: list[Standing | Fact], agreement: Agreement, day: date) -> Any:
    plain = next((e for e in found if e.slot == ""), None)
    others = [e for e in found if e.slot != ""]
    newest = max(others, key=lambda e: (e.as_of, e.happened), default=None)
    if plain is not None and (newest is None or (plain.as_of, plain.happened) >= (newest.as_of, newest.happened)):
        return plain.value
    if used.counts == "months":
        total = str(months_sum(others))
        return {used.parts[0]: total} if used.parts else total
    return _events(used, others, agreement, day)


def months_sum(entries: Iterable[Standing | Fact]) -> Decimal:
    """The running total, if one was told, and every later month."""
    entries = list(entries)
    total = next((e for e in entries if e.slot == TOTAL), None)
    told = total.as_of.strftime("%Y-%m") if total else ""
    later = [e for e in entries if e.slot != TOTAL and e.slot > told]
    return sum((Decimal(e.value) for e in later), Decimal(total.value) if total else Decimal(0))


def _events(used: Input, entries: list[Standing | Fact], agreement: Agreement, day: date) -> Any:
    if used.derive == "dates":
        return sorted({e.as_of.isoformat() for e in entries if e.slot != COUNT})
    if used.every:
        return _per_period(used, entries, agreement, day)
    count = next((e for e in entries if e.slot == COUNT), None)
    since = [e for e in entries if e.slot != COUNT and (count is None or e.as_of > count.as_of)]
    return str(sum((Decimal(e.value) for e in since), Decimal(count.value) if count else Decimal(0)))


def _per_period(used: Input, entries: list[Standing | Fact], agreement: Agreement, day: date) -> Any:
    """Computed over the months or quarters that have ended: how many had an entry, or the least in any of them."""
    if used.every == "month":
        ended = [(date(y, m, 1), None) for y, m in months_ended(agreement.start, agreement.end, day)]
        keys = [first.strftime("%Y-%m") for first, _ in ended]
        times = [sum((Decimal(e.value) for e in entries if e.as_of.strftime("%Y-%m") == k), Decimal(0)) for k in keys]
    else:
        spans = quarters_ended(agreement.start, agreement.end, day)
        times = [
            sum((Decimal(e.value) for e in entries if first <= e.as_of <= last), Decimal(0)) for first, last in spans
        ]
    if not times:
        return None
    if used.derive == "ratio":
        return {"num": str(sum(1 for t in times if t)), "den": str(len(times))}
    return str(min(times))
