"""What all indicators of a district come to: each level, the section totals, what is missing, what a step would add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Agreement, Indicator, Section
from scoring.document.answers import split
from scoring.levels.score import NOTHING, Result, score

FIVE = 5
APART = ("not_applicable", "no_criteria")  # do not count among what applies
Amounts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    indicator: Indicator
    result: Result

    @property
    def applies(self) -> bool:
        return self.result.status not in APART


@dataclass(frozen=True, slots=True)
class SectionTotal:
    """Σ(level × weight) of what has a level ÷ Σ weight of all that apply; None where no weights are printed."""

    section: Section
    weight: Decimal | None  # of all that apply
    on_five: Fraction | None
    of_scored: Fraction | None  # the same over what has a level
    missing: tuple[str, ...]  # indicators without a level: they count 0 and are named

    @property
    def percent(self) -> Fraction | None:
        return None if self.on_five is None else self.on_five * 100 / FIVE

    @property
    def complete(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Scorecard:
    agreement: Agreement
    district: str | None
    rows: tuple[Row, ...]
    sections: tuple[SectionTotal, ...]
    split: Mapping[str, Decimal] | None = None  # the sections' shares of one score, once they are entered
    shared: tuple[Row, ...] = ()  # of a district: the province's rows of the sections that have one value for all

    @property
    def every(self) -> tuple[Row, ...]:
        return (*self.rows, *self.shared)

    def beside(self, province: Scorecard) -> Scorecard:
        """A district's card with what has one value for the whole province, from the province's own card."""
        whole = {s.id for s in self.agreement.sections if s.one_value}
        totals = {t.section.id: t for t in (*self.sections, *(t for t in province.sections if t.section.id in whole))}
        return replace(
            self,
            sections=tuple(totals[s.id] for s in self.agreement.sections if s.id in totals),
            shared=tuple(r for r in province.rows if r.indicator.section in whole),
        )

    def row(self, indicator: str) -> Row:
        return next(r for r in self.rows if r.indicator.id == indicator)

    @property
    def overall(self) -> Fraction | None:
        """One score over the sections; None without their shares, or where a section has no total."""
        totals = {t.section.id: t.on_five for t in self.sections}
        if self.split is None or any(totals.get(s) is None for s in self.split):
            return None
        return sum(((totals[s] or Fraction(0)) * Fraction(share) / 100 for s, share in self.split.items()), Fraction(0))


def scorecard(
    agreement: Agreement,
    district: str | None,
    inputs: Amounts,  # indicator id -> inputs
    office: Amounts = NOTHING,  # indicator id -> office values
    answers: Mapping[str, str] = NOTHING,
    round: int | None = None,
) -> Scorecard:
    """Every indicator that a district has (undecided ones too), with its result."""
    rows = []
    for indicator in agreement.of(district, answers):
        values = office.get(indicator.id, NOTHING)
        rows.append(Row(indicator, score(agreement, indicator, district, inputs.get(indicator.id, NOTHING),
                                         office=values, answers=answers, round=round)))  # fmt: skip
    return Scorecard(
        agreement, district, tuple(rows), tuple(_total(s, rows) for s in agreement.sections if _rows(s, rows)),
        split(agreement, answers),
    )  # fmt: skip


def _rows(section: Section, rows: list[Row]) -> list[Row]:
    return [r for r in rows if r.indicator.section == section.id]


def _total(section: Section, rows: list[Row]) -> SectionTotal:
    applying = [r for r in _rows(section, rows) if r.applies]
    missing = tuple(r.indicator.id for r in applying if r.result.level is None)
    weights = [r.indicator.weight for r in applying]
    if not applying or None in weights:
        return SectionTotal(section, None, None, None, missing)
    weight = sum((w for w in weights if w is not None), Decimal(0))
    points, scored = Decimal(0), Decimal(0)
    for row in applying:
        if row.result.level is not None and row.indicator.weight is not None:
            points += row.result.level * row.indicator.weight
            scored += row.indicator.weight
    return SectionTotal(
        section,
        weight,
        Fraction(points) / Fraction(weight),
        Fraction(points) / Fraction(scored) if scored else None,
        missing,
    )


def effect(card: Scorecard, indicator: str, before: int | None, after: int | None) -> Fraction | None:
    """What a change of level adds to its section, on five; None where the section has no weights."""
    row = card.row(indicator)
    total = next(t for t in card.sections if t.section.id == row.indicator.section)
    if total.weight is None or row.indicator.weight is None or not row.applies:
        return None
    return Fraction(((after or 0) - (before or 0)) * row.indicator.weight) / Fraction(total.weight)
