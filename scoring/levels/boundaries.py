"""What level a value brings just before, at and just after each boundary of an indicator, by the real scorer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from scoring.agreement import Agreement, Condition, Indicator, Input
from scoring.levels.score import score

MOST = 15  # values in a strip


class Tried(NamedTuple):
    input: str
    value: str  # as it can be tried again: a decimal, an ISO day, or how many steps are done
    level: int | None


def strip(agreement: Agreement, indicator: Indicator) -> tuple[Tried, ...]:
    """Of the first figure that its levels ask for, all else fulfilled; of steps alone: 0, 1, … of them."""
    figures = [name for name, used in indicator.inputs.items() if used.derive != "flag" and _asked(indicator, name)]
    if not figures:
        steps = len(_steps(indicator))
        return tuple(Tried("", str(n), tried(agreement, indicator, "", str(n))) for n in range(steps + 1))
    name = figures[0]
    values = _around(indicator.inputs[name], _asked(indicator, name))
    return tuple(Tried(name, value, tried(agreement, indicator, name, value)) for value in values)


def tried(agreement: Agreement, indicator: Indicator, name: str, value: str) -> int | None:
    """The level of one value, all else fulfilled; None where it has no level."""
    steps = _steps(indicator)
    if not name:
        given: dict[str, Any] = {step: n < int(value) for n, step in enumerate(steps)}
    else:
        given = {**dict.fromkeys(steps, True), **_best(indicator, name), name: _told(indicator.inputs[name], value)}
    district = next(iter(sorted(indicator.only)), None) if indicator.only else agreement.districts[0]
    return score(agreement, indicator.id, None if indicator.scored == "province" else district, given).level


def _told(used: Input, value: str) -> Any:
    return [value] if used.derive == "dates" else value


def _steps(indicator: Indicator) -> list[str]:
    named = [c.input for level in indicator.levels for c in level.conditions]
    return [n for n in dict.fromkeys(named) if indicator.inputs[n].derive == "flag"]


def _asked(indicator: Indicator, name: str) -> list[Condition]:
    found = [c for level in indicator.levels for c in level.conditions if c.input == name]
    return [c for c in found if c.amount is not None or c.end is not None]


def _best(indicator: Indicator, but: str) -> dict[str, Any]:
    """Every other figure as the highest level asks for it."""
    best: dict[str, Any] = {}
    for level in indicator.levels:
        for c in level.conditions:
            if c.input == but or indicator.inputs[c.input].derive == "flag":
                continue
            if c.amount is not None:
                beyond = _step(indicator.inputs[c.input]) if c.op in (">", "<") else Decimal(0)
                best[c.input] = _text(Fraction(c.amount) + Fraction(beyond if c.op[0] == ">" else -beyond))
            elif c.end is not None:
                best[c.input] = _told(indicator.inputs[c.input], c.end.isoformat())
    return best


def _around(used: Input, asked: list[Condition]) -> list[str]:
    if used.derive in ("date", "dates"):
        days: set[date] = {d for c in asked for d in (c.start, c.end) if d is not None}
        return [d.isoformat() for d in sorted({d + timedelta(days=n) for d in days for n in (-1, 0, 1)})][:MOST]
    step = _step(used)
    amounts = {c.amount for c in asked if c.amount is not None}
    uppers = {c.upper for c in asked if c.upper is not None}
    if 3 * len(amounts | uppers) <= MOST:  # bands are read by their lower bounds: where all do not fit, those stay
        amounts |= uppers
    near = {Fraction(a) + Fraction(step) * n for a in amounts for n in (-1, 0, 1)}
    whole = used.countable and not used.parts
    return [_text(a) for a in sorted(near) if a >= 0 and (not whole or a.denominator == 1)][:MOST]


def _step(used: Input) -> Decimal:
    return Decimal(1) if used.countable and not used.parts else Decimal("0.01")


def _text(amount: Decimal | Fraction) -> str:
    exact = Fraction(amount)
    shown = Decimal(exact.numerator) / Decimal(exact.denominator)
    return format(round(shown, 6).normalize(), "f")
