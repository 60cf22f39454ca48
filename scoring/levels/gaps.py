"""How far the next level is, in the officer's own unit: 4 more households, 325,000 baht, step 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from scoring.agreement import Agreement, Condition, Indicator, Input, Level
from scoring.levels.figures import pair, parts
from scoring.levels.score import NOTHING, Case, Result, case_threshold, score

SATANG = Fraction(1, 100)  # the smallest step of baht, and of a bare percentage


@dataclass(frozen=True, slots=True)
class Need:
    """One thing missing for a level: an amount in the officer's own unit, a step, a day, or a figure not reported."""

    input: Input
    condition: Condition
    kind: str  # amount, step, report, too_late
    part: str = ""  # what the amount is added to: "" (the figure itself), "num" or "now"
    amount: Fraction | None = None  # to add; negative: to bring down
    unit: str = ""
    level: int = 0
    to: Fraction | None = None  # what the part comes to
    whole_amount: Fraction | None = None  # a bare percentage whose whole is known: the same in whole_unit
    whole_unit: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing for the next level; `reaches` is the level that it brings (a document may print two alike)."""

    level: int
    reaches: int
    needs: tuple[Need, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Threshold:
    """One level's condition as an amount for one district: 17 % more is 18,825,241.50 baht."""

    level: Level
    condition: Condition
    exact: Fraction | None  # None: the whole is not known
    amount: Fraction | None  # the smallest amount (largest, where less is better) that fulfils it
    unit: str
    printed: Decimal | None = None  # where a table prints an amount beside the percentage


def gap(result: Result) -> Gap | None:
    """None at level 5, and where there is no level."""
    case = result.case
    if result.level is None or result.level == 5 or not case.indicator.levels:
        return None
    above = [lv for lv in case.indicator.levels if lv.number > result.level]
    chosen, needs = above[0], _needs(above[0], result)
    if not case.indicator.cumulative:
        for level in above[1:]:  # where levels stand alone, a higher one may ask for no more than a lower one
            other = _needs(level, result)
            if not needs or all(_no_more(n, needs) for n in other):
                chosen, needs = level, other
    if any(n.kind != "amount" for n in needs):
        return Gap(chosen.number, chosen.number, needs)
    then = score(
        case.agreement, result.case.agreement.indicators[case.indicator.id], case.district, add(case.inputs, needs),
        office=case.office, answers=case.answers, round=case.round,
    )  # fmt: skip
    return Gap(chosen.number, then.level or chosen.number, needs)


def add(inputs: Mapping[str, Any], needs: tuple[Need, ...]) -> dict[str, Any]:
    """The inputs with every amount added."""
    after = dict(inputs)
    for need in needs:
        if need.kind != "amount" or need.to is None:
            continue
        name = need.input.name
        exact = _decimal(need.to)
        after[name] = {**after[name], need.part: exact} if need.part else exact
    return after


def _needs(level: Level, result: Result) -> tuple[Need, ...]:
    held = {id(r.condition): r.held for r in result.reasons(level.number)}
    return tuple(_need(c, level, result) for c in level.conditions if held[id(c)] is not True)


def _need(condition: Condition, level: Level, result: Result) -> Need:
    case = result.case
    used = case.indicator.inputs[condition.input]
    if condition.op == "done":
        return Need(used, condition, "step", level=level.number)
    if condition.op in ("by", "within", "each"):
        late = condition.op == "by" and result.figures.get(used.name) is not None
        return Need(used, condition, "too_late" if late else "report", level=level.number)
    against = case_threshold(condition, case, result.figures)
    if result.figures.get(used.name) is None or against is None:
        missing = used if against is not None else case.indicator.inputs.get(condition.reference, used)
        return Need(missing, condition, "report", level=level.number, unit=missing.unit)
    value, target = case.inputs.get(used.name), Fraction(*against)
    if isinstance(value, Mapping):
        return _of_parts(condition, level, used, value, case, target)
    now, step = Fraction(*pair(value, used.name)), _step(used) if not used.parts else SATANG
    amount = _distance(now, target, condition.op, step)
    unit = used.unit if not used.parts else "ร้อยละ"
    whole, whole_unit = _in_units(used, case, now, target, condition.op)
    return Need(used, condition, "amount", "", amount, unit, level.number, now + amount, whole, whole_unit)


def _of_parts(
    condition: Condition, level: Level, used: Input, value: Mapping[str, Any], case: Case, target: Fraction
) -> Need:
    upper, lower = parts(used, value, case.known)
    assert upper is not None
    assert lower is not None
    whole = Fraction(*lower) * Fraction(*case.factor)
    exact, op = of_whole(used, whole, target, condition.op)
    now = Fraction(*upper)
    amount = _distance(now, exact, op, _step(used))
    return Need(used, condition, "amount", used.parts[0], amount, used.unit, level.number, now + amount)


def of_whole(used: Input, whole: Fraction, percent: Fraction, op: str) -> tuple[Fraction, str]:
    """A percentage as an amount of its upper part, and the operator that the amount has to fulfil."""
    if used.derive == "ratio":
        return whole * percent / 100, op
    if used.derive == "growth":
        return whole * (100 + percent) / 100, op
    return whole * (100 - percent) / 100, {">=": "<=", ">": "<", "<=": ">=", "<": ">"}[op]


def _in_units(used: Input, case: Case, percent: Fraction, target: Fraction, op: str) -> tuple[Fraction | None, str]:
    lower = case.known(f"{used.name}.{used.parts[1]}") if used.parts else None
    if lower is None or lower[0] == 0:
        return None, ""
    whole = Fraction(*lower)
    exact, turned = of_whole(used, whole, target, op)
    now, _ = of_whole(used, whole, percent, op)
    left = _edge(exact, turned, _step(used)) - now
    return (Fraction(ceil(left) if left > 0 else floor(left)) if used.countable else left), used.unit


def _step(used: Input) -> Fraction:
    return Fraction(1) if used.countable else SATANG


def _distance(now: Fraction, target: Fraction, op: str, step: Fraction) -> Fraction:
    """The fewest steps from now that fulfil the operator (negative: to bring down)."""
    count = (target - now) / step
    if op == ">=":
        return ceil(count) * step
    if op == ">":
        return (floor(count) + 1) * step
    if op == "<=":
        return floor(count) * step
    return (ceil(count) - 1) * step


def _edge(target: Fraction, op: str, step: Fraction) -> Fraction:
    return _distance(Fraction(0), target, op, step)


def _no_more(need: Need, than: tuple[Need, ...]) -> bool:
    """Whether a need is among others, or is no greater than the one of the same input there."""
    same = [n for n in than if n.input.name == need.input.name and n.kind == need.kind]
    return any(n.amount is None or (need.amount is not None and abs(need.amount) <= abs(n.amount)) for n in same)


def _decimal(number: Fraction) -> Decimal:
    """Exactly: steps are hundredths, so that the decimals end (a figure read from decimals has decimals)."""
    digits = 0
    while number.denominator != 1:
        number, digits = number * 10, digits + 1
    return Decimal(number.numerator).scaleb(-digits)


def thresholds(
    agreement: Agreement, indicator: str | Indicator, district: str | None, office: Mapping[str, Decimal] = NOTHING
) -> tuple[Threshold, ...]:
    """Every number of every level as an amount for this district."""
    signed = agreement.indicators[indicator] if isinstance(indicator, str) else indicator
    case = Case(agreement, signed, district, NOTHING, office, NOTHING, None)
    return tuple(
        _threshold(lv, c, case) for lv in signed.levels for c in lv.conditions if c.amount is not None or c.reference
    )


def _threshold(level: Level, condition: Condition, case: Case) -> Threshold:
    used = case.indicator.inputs[condition.input]
    against = case_threshold(condition, case, NOTHING)
    if against is None:
        return Threshold(level, condition, None, None, used.unit)
    target = Fraction(*against)
    if not used.parts:
        return Threshold(level, condition, target, _edge(target, condition.op, _step(used)), used.unit)
    lower = case.known(f"{used.name}.{used.parts[1]}")
    if lower is None:
        return Threshold(level, condition, None, None, used.unit)
    exact, op = of_whole(used, Fraction(*lower), target, condition.op)
    name = f"{used.name}.target" if level.number == 5 else ""  # some tables print the amount of level 5 alone
    column = case.indicator.tables.get(f"@{condition.amount}") or case.indicator.tables.get(name, {})
    cell = column.get(case.district)
    return Threshold(level, condition, exact, _edge(exact, op, _step(used)), used.unit, cell.amount if cell else None)
