"""What a result is worth: inputs in, a level with its reasons out; exact, without rounding or interpolation.

    score(agreement, "individual/3", "ท่าบ่อ", {"bpm_percent": "85", "gvh_percent": {"num": 19, "den": 20}}) -> Result

Statuses: scored, incomplete, no_criteria, not_applicable, undecided, invalid (see the contract).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scoring.agreement import Agreement, Condition, Indicator, Level


@dataclass(frozen=True, slots=True)
class Reason:
    """Whether one condition of one level held, with which figure; its line is condition.proof or level.proof."""

    level: Level
    condition: Condition
    held: bool | None  # None: the figure is not reported
    figure: Fraction | date | bool | None


@dataclass(frozen=True, slots=True)
class Need:
    """One thing missing for a level: an amount in the officer's own unit, or a step, or a date."""

    input: str
    part: str  # "", "num" or "now": what the amount is added to
    amount: Fraction | None  # to add (negative: to bring down); None: a step, a date or an unreported figure
    unit: str
    step: int | None = None  # the step that is left
    report: bool = False  # the figure is not reported at all
    too_late: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing for the next level; `reaches` is the level that it brings."""

    reaches: int
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """One level's condition as an amount for one district: 17 % more is 18,825,241.50 baht."""

    level: int
    condition: Condition
    amount: Decimal | Fraction | None  # None: the whole is not known
    unit: str
    printed: Decimal | None = None  # where a table prints another amount beside the percentage


@dataclass(frozen=True, slots=True)
class Result:
    level: int | None  # 0-5; None: no level, and `status` says why
    status: str
    open: tuple[str, ...]  # ids of questions that await confirmation
    agreement: Agreement
    indicator: Indicator
    district: str | None
    missing: tuple[str, ...] = ()  # incomplete: which inputs (or "input.part")
    fault: str = ""  # invalid: what cannot be, in English for logs; templates/words/scores.py says it in Thai

    def reasons(self) -> tuple[Reason, ...]:
        """Every condition of every level: held or failed, with which figure."""
        raise NotImplementedError

    def gap(self) -> Gap | None:
        """What is missing for the next level, or None at level 5 and where there is no level."""
        raise NotImplementedError


def score(
    agreement: Agreement,
    indicator: str | Indicator,
    district: str | None,
    inputs: Mapping[str, object],
    *,
    office: Mapping[str, Decimal] | None = None,  # "poor_percent.den" or "min" -> amount, of this indicator
    answers: Mapping[str, str] | None = None,  # question id -> value
    round: int | None = None,
) -> Result:
    raise NotImplementedError


def thresholds(
    agreement: Agreement, indicator: str | Indicator, district: str | None, office: Mapping[str, Decimal] | None = None
) -> tuple[Threshold, ...]:
    """Each level's thresholds as amounts for this district."""
    raise NotImplementedError
