"""Where an indicator will stand at the end of its round if it goes on as it has so far: a straight line, no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from scoring.agreement import Indicator, Input
from scoring.levels.score import score
from scoring.results.results import Results

LEAST = Fraction(1, 10)  # of the round must have passed: before, a line through so little says nothing


@dataclass(frozen=True)
class Forecast:
    level: int | None
    now: Fraction
    end: Fraction
    unit: str
    as_of: date


def forecast(results: Results, indicator: Indicator) -> Forecast | None:
    """None where nothing adds up over the round, or too little of it has passed."""
    inputs = dict(results.inputs.get(indicator.id, {}))
    found: Forecast | None = None
    for name, value in list(inputs.items()):
        used = indicator.inputs[name]
        as_of = _newest(results, indicator.id, name)
        if value is None or as_of is None or not _adds_up(used):
            continue
        part = _passed(results, as_of)
        if part < LEAST or part >= 1:
            continue
        inputs[name], now, end, unit = _at_the_end(used, value, part, results, indicator)
        found = found or Forecast(None, now, end, unit, as_of)
    if found is None:
        return None
    office = results.office.get(indicator.id, {})
    then = score(results.agreement, indicator.id, results.district, inputs, office=office, answers=results.answers)
    return Forecast(then.level, found.now, found.end, found.unit, found.as_of)


def _adds_up(used: Input) -> bool:
    """What grows from nothing to the round's end; not what is left, and not what is counted anew each month."""
    if used.every or used.sense == "remaining" or used.derive in ("flag", "date", "dates", "reduction"):
        return False
    if used.counts == "office_value" or (used.derive == "value" and used.unit == "ร้อยละ"):
        return False
    return used.derive != "growth" or used.counts == "months"


def _newest(results: Results, indicator: str, name: str) -> date | None:
    days = [s.as_of for s in results.standing if (s.indicator, s.input) == (indicator, name)]
    return max(days, default=None)


def _passed(results: Results, as_of: date) -> Fraction:
    agreement = results.agreement
    return Fraction((as_of - agreement.start).days + 1, (agreement.end - agreement.start).days + 1)


def _at_the_end(
    used: Input, value: Any, part: Fraction, results: Results, indicator: Indicator
) -> tuple[Any, Fraction, Fraction, str]:
    """The input at the end, the figure now and then, and its unit."""
    if isinstance(value, Mapping):
        upper = used.parts[0]
        now = Fraction(Decimal(str(value[upper])))
        end = _whole_steps(now / part, used)
        if used.derive == "ratio":
            known = value.get("den") or results.office.get(indicator.id, {}).get(f"{used.name}.den")
            cell = indicator.tables.get(f"{used.name}.den", {}).get(results.district)
            most = Fraction(Decimal(str(known))) if known is not None else Fraction(cell.amount) if cell else None
            end = end if most is None else max(now, min(end, most))
        return {**value, upper: _decimal(end)}, now, end, used.unit
    now = Fraction(Decimal(str(value)))
    if used.derive == "growth":
        end = _hundredths((100 + now) / part - 100)
        return _decimal(end), now, end, "ร้อยละ"
    if used.derive == "ratio":
        end = max(now, min(_hundredths(now / part), Fraction(100)))
        return _decimal(end), now, end, "ร้อยละ"
    end = _whole_steps(now / part, used)
    return _decimal(end), now, end, used.unit


def _whole_steps(amount: Fraction, used: Input) -> Fraction:
    """Never rounded up: a household that is not there yet does not count."""
    return Fraction(floor(amount)) if used.countable else _hundredths(amount)


def _hundredths(amount: Fraction) -> Fraction:
    return Fraction(floor(amount * 100), 100)


def _decimal(amount: Fraction) -> str:
    return f"{Decimal(amount.numerator) / Decimal(amount.denominator):f}"
