"""The summary score form (แบบสรุปคะแนนผลการประเมิน): weights, levels, weighted scores and totals of one scorecard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.agreement import Indicator
from scoring.levels.totals import Row, Scorecard, SectionTotal
from scoring.results.results import Results

Evidenced = Collection[tuple[str, int | None]]  # indicator and level with verified evidence


@dataclass(frozen=True)
class FormLine:
    indicator: Indicator
    row: Row
    weighted: Fraction | None  # level × weight ÷ weight of all that apply: the lines add up to the total


@dataclass(frozen=True)
class FormSection:
    total: SectionTotal
    lines: tuple[FormLine, ...]


@dataclass(frozen=True)
class Form:
    card: Scorecard
    rows: tuple[Row, ...]
    sections: tuple[FormSection, ...]


def form(card: Scorecard, shown: Collection[str] | None = None) -> Form:
    """`shown`: only the lines of these indicators, with the totals of all; without it every line."""
    rows = tuple(r for r in card.every if shown is None or r.indicator.id in shown)
    sections = []
    for total in card.sections:
        within = [r for r in rows if r.indicator.section == total.section.id]
        if within or shown is None:
            sections.append(FormSection(total, tuple(FormLine(r.indicator, r, _weighted(r, total)) for r in within)))
    return Form(card, rows, tuple(sections))


def _weighted(row: Row, total: SectionTotal) -> Fraction | None:
    if row.result.level is None or row.indicator.weight is None or total.weight is None or not row.applies:
        return None
    return Fraction(row.result.level * row.indicator.weight) / Fraction(total.weight)


def verified_only(held: Results, evidenced: Evidenced) -> Results:
    """The same without the steps whose evidence nobody of the province has verified."""

    def counts(indicator: str, name: str, value: Any) -> bool:
        signed = held.agreement.indicators.get(indicator)
        used = signed.inputs.get(name) if signed else None
        if used is None or used.derive != "flag" or value is not True:
            return True
        return (indicator, used.level) in evidenced

    return held.made_from(s for s in held.standing if counts(s.indicator, s.input, s.value))
