"""From what stands in the ledger to what the scoring takes: months are summed, events counted, as of a day.

Slots of an input in the ledger:
    counts = as_of        ""           the newest value stands
    counts = months       "2026-03"    a month's own amount     "total"  a running total to its day     "" a percentage
    counts = events       "count"      a set number of times    "day:…"  one dated entry each (value "1" or more)
                          ""           what was told per month or quarter, for all that had begun by its day
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from scoring.agreement import Agreement, Input
from scoring.amounts import written
from scoring.levels.office_values import OFFICER, OfficeValue, in_force
from scoring.levels.score import Result, score
from scoring.levels.totals import Scorecard, scorecard
from scoring.periods import month_end, months_ended, quarters_ended
from scoring.results.facts import Fact, Standing

COUNT, TOTAL, ENTRY = "count", "total", "day:"


class Ledger(Protocol):
    def standing(self, agreement: str, district: str | None = None, *, everywhere: bool = False) -> list[Standing]: ...
    def standing_on(
        self, agreement: str, day: date, district: str | None = None, *, everywhere: bool = False
    ) -> list[Standing]: ...


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
    province: Results | None = field(default=None, repr=False)  # of a district, where a section has one value for all

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
        card = scorecard(self.agreement, self.district, self.inputs, self.office, self.answers)
        return card.beside(self.province.card()) if self.province else card

    def of(self, indicator: str, name: str, slot: str = "") -> Standing | None:
        """What stands in one place."""
        place = (indicator, name, slot)
        return next((s for s in self.standing if (s.indicator, s.input, s.slot) == place), None)

    def made_from(self, standing: Iterable[Standing]) -> Results:
        """The same from other standing values."""
        return self._again(standing, self.values)

    def with_facts(self, facts: Iterable[Fact]) -> Results:
        """The same as if these facts had been recorded: a what-if when they are not."""
        return self._again((*self.standing, *facts), self.values)

    def with_values(self, values: Iterable[OfficeValue]) -> Results:
        return self._again(self.standing, (*self.values, *values))

    def _again(self, standing: Iterable[Standing | Fact], values: Iterable[OfficeValue]) -> Results:
        made = made_of(self.agreement, self.district, self.day, standing, values, self.answers)
        return replace(made, province=self.province)


def results(
    store: Records,
    agreement: Agreement,
    district: str | None,
    day: date,
    answers: Mapping[str, str],
    *,
    past: bool = False,
) -> Results:
    """`past`: of an earlier day, with what stood in the places where something newer stands today."""
    ledger = store.ledger
    standing = ledger.standing_on(agreement.id, day, district) if past else ledger.standing(agreement.id, district)
    values = _legible(store.rounds.values(agreement.id, district))
    own = made_of(agreement, district, day, standing, values, answers)
    if district is None or not any(s.one_value for s in agreement.sections):
        return own
    return replace(own, province=results(store, agreement, None, day, answers, past=past))


def all_results(
    store: Records, agreement: Agreement, day: date, answers: Mapping[str, str], *, past: bool = False
) -> dict[str | None, Results]:
    """Every district's results, and the province's own row under None; two queries in all."""
    standing: dict[str | None, list[Standing]] = defaultdict(list)
    ledger, id = store.ledger, agreement.id
    every = ledger.standing_on(id, day, everywhere=True) if past else ledger.standing(id, everywhere=True)
    for row in every:
        standing[row.district].append(row)
    values: dict[str | None, list[OfficeValue]] = defaultdict(list)
    for value in _legible(store.rounds.values(agreement.id, everywhere=True)):
        values[value.district].append(value)
    province = made_of(agreement, None, day, standing[None], values[None], answers)
    beside = province if any(s.one_value for s in agreement.sections) else None
    found: dict[str | None, Results] = {}
    for d in agreement.districts:
        found[d] = replace(made_of(agreement, d, day, standing[d], values[d], answers), province=beside)
    return {**found, None: province}


def _legible(rows: Iterable[Mapping[str, Any]]) -> list[OfficeValue]:
    """Without what no office can have meant: a page once took an amount of a million decimals, and then stood still."""
    return [office_value(row) for row in rows if written(row["amount"]) is not None]


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
    for indicator, told in inputs.items():
        _by_the_stronger(told, indicator, held_values, agreement, district, day)
    office = {
        i: amounts for i in agreement.indicators if (amounts := in_force(held_values, agreement, district, i, day))
    }
    standing = tuple(_as_standing(e) for e in newest.values())
    return Results(agreement, district, day, dict(inputs), office, answers, standing, held_values)


def _as_standing(e: Standing | Fact) -> Standing:
    if isinstance(e, Standing):
        return e
    return Standing(e.indicator, e.district, e.input, e.slot, e.kind, e.value, e.as_of, e.happened, e.id, e.person)


def _by_the_stronger(
    told: dict[str, Any], indicator: str, values: Iterable[OfficeValue], agreement: Agreement, district: str | None,
    day: date,
) -> None:  # fmt: skip
    """An officer's own "จาก y" gives way to what the table prints or the office entered, whenever it was entered."""
    signed = agreement.indicators[indicator]
    for name, worth in told.items():
        used = signed.inputs[name]
        if not isinstance(worth, Mapping) or used.every or worth.get(used.parts[1]) is None:
            continue
        key = f"{name}.{used.parts[1]}"
        stronger = [v for v in values if v.strength > OFFICER]
        printed = district in signed.tables.get(key, {})
        if printed or key in in_force(stronger, agreement, district, indicator, day):
            told[name] = {part: amount for part, amount in worth.items() if part != used.parts[1]}


def _worth(used: Input, found: list[Standing | Fact], agreement: Agreement, day: date) -> Any:
    plain = next((e for e in found if e.slot == ""), None)
    others = [e for e in found if e.slot != ""]
    if used.counts == "events" and used.every:
        return _per_period(used, plain, [e for e in others if e.slot != COUNT], agreement, day)
    newest = max(others, key=lambda e: (e.as_of, e.happened), default=None)
    if plain is not None and (newest is None or (plain.as_of, plain.happened) >= (newest.as_of, newest.happened)):
        return plain.value
    if used.counts == "months":
        total = str(months_sum(others))
        return {used.parts[0]: total} if used.parts else total
    return _events(used, others)


def months_sum(entries: Iterable[Standing | Fact]) -> Decimal:
    """The running total, if one was told, and every later month."""
    entries = list(entries)
    total = next((e for e in entries if e.slot == TOTAL), None)
    told = total.as_of.strftime("%Y-%m") if total else ""
    later = [e for e in entries if e.slot != TOTAL and e.slot > told]
    return sum((Decimal(e.value) for e in later), Decimal(total.value) if total else Decimal(0))


def _events(used: Input, entries: list[Standing | Fact]) -> Any:
    if used.derive == "dates":
        return sorted({e.as_of.isoformat() for e in entries if e.slot != COUNT})
    count = next((e for e in entries if e.slot == COUNT), None)
    since = [e for e in entries if e.slot != COUNT and (count is None or _after(e, count))]
    return str(sum((Decimal(e.value) for e in since), Decimal(count.value) if count else Decimal(0)))


def _after(entry: Standing | Fact, count: Standing | Fact) -> bool:
    return (entry.as_of, entry.happened) > (count.as_of, count.happened)


def _per_period(
    used: Input, told: Standing | Fact | None, entries: list[Standing | Fact], agreement: Agreement, day: date
) -> Any:
    """Computed over the months or quarters that have ended: how many had an entry, or the least in any of them.
    What was told as a rate stands for those that had begun by its day; the entries speak for the later ones."""
    spans = _spans(used, agreement, day)
    later = [s for s in spans if told is None or s[0] > told.as_of]
    times = [sum((Decimal(e.value) for e in entries if a <= e.as_of <= b), Decimal(0)) for a, b in later]
    if told is not None and (not times or not entries):
        return told.value
    if not times:
        return None
    if used.derive != "ratio":
        return str(min([*times, *([Decimal(told.value)] if told is not None else [])]))
    held, of = sum(1 for t in times if t), len(times)
    if told is None:
        return {"num": str(held), "den": str(of)}
    before = len(spans) - of
    share = _share(told.value) * before
    if share.denominator != 1:  # a share that is no whole number of months: what was told stands
        return told.value
    return {"num": str(held + share.numerator), "den": str(before + of)}


def _share(worth: Any) -> Fraction:
    if isinstance(worth, Mapping):
        return Fraction(Decimal(worth["num"])) / Fraction(Decimal(worth.get("den") or "1") or 1)
    return Fraction(Decimal(worth)) / 100


def _spans(used: Input, agreement: Agreement, day: date) -> list[tuple[date, date]]:
    """The months or quarters that have ended, from when the document's duty begins (Buriram: February)."""
    duties = [d for d in agreement.duties if d.input == used.name and d.start is not None and d.on is None]
    start = max([agreement.start, *(d.start for d in duties if d.start is not None)])
    if used.every == "month":
        return [(date(y, m, 1), month_end(y, m)) for y, m in months_ended(start, agreement.end, day)]
    return list(quarters_ended(start, agreement.end, day))
