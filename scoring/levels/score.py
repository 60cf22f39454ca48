"""What a result is worth: inputs in, a level with its reasons out; exact, without rounding or interpolation.

    score(agreement, "individual/3", "ท่าบ่อ", {"bpm_percent": "85", "gvh_percent": {"num": 19, "den": 20}}) -> Result

Statuses: scored, incomplete, no_criteria, not_applicable, undecided, invalid (see Result.status).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from operator import ge, gt, le, lt
from typing import Any

from scoring.agreement import Agreement, Condition, Indicator, Level, Question
from scoring.document import answers as answering
from scoring.levels.figures import Figure, Impossible, Pair, figure, parts
from scoring.periods import months

NOTHING: Mapping[str, Any] = {}
_HOLDS: Mapping[str, Callable[[int, int], bool]] = {">=": ge, ">": gt, "<=": le, "<": lt}


class Unknown(LookupError):
    """A name that is none: of an agreement, an indicator, a district, an input."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Whether one condition of one level held, with which figure; its line is condition.proof or level.proof."""

    level: Level
    condition: Condition
    held: bool | None  # None: the figure is not reported
    figure: Fraction | date | tuple[date, ...] | bool | None
    threshold: Fraction | None  # the number it was held against; None for steps and days, or where it is not entered

    @property
    def line(self) -> int:
        return (self.condition.proof or self.level.proof).line


@dataclass(frozen=True, slots=True)
class Case:
    """What a score was computed from: enough to explain it, or to compute it again."""

    agreement: Agreement
    indicator: Indicator  # with the answers worked in
    district: str | None
    inputs: Mapping[str, Any]
    office: Mapping[str, Decimal]
    answers: Mapping[str, str]
    round: int | None
    factor: Pair = (1, 1)

    def known(self, key: str) -> Pair | None:
        """What a table prints for this district, else what the office entered: "x_percent.den", "min", ..."""
        column = self.indicator.tables.get(key)
        cell = column.get(self.district) if column else None
        found = cell.amount if cell else self.office.get(key)
        if column and found is None and self.district is None:  # no row of the province's own: its districts' together
            found = sum((one.amount for one in column.values()), Decimal(0))
        return None if found is None else found.as_integer_ratio()


@dataclass(frozen=True, slots=True)
class Result:
    level: int | None  # 0-5; None: no level, and `status` says why
    status: str  # scored, incomplete, no_criteria, not_applicable, undecided, invalid
    open: tuple[str, ...]  # ids of questions that await confirmation
    case: Case = field(repr=False)
    figures: Mapping[str, Figure | None] = field(default_factory=dict, repr=False)
    missing: tuple[str, ...] = ()  # incomplete: which inputs (or "input.den")
    fault: Impossible | None = None  # invalid: what cannot be
    empty: bool = False  # the level is the one that the document gives where there is no target group

    @property
    def version(self) -> int:
        """The version of the agreement that it was computed under."""
        return self.case.agreement.version

    def reasons(self, *levels: int) -> tuple[Reason, ...]:
        """Every condition of every level (or of the named ones): held or failed, with which figure."""
        chosen = [lv for lv in self.case.indicator.levels if not levels or lv.number in levels]
        return tuple(_reason(lv, c, self.case, self.figures) for lv in chosen for c in lv.conditions)

    def held(self, condition: Condition) -> bool | None:
        """Whether one condition holds; None: the figure (or what it is held against) is not reported."""
        return _held(condition, self.case, self.figures)


def score(
    agreement: Agreement,
    indicator: str | Indicator,
    district: str | None,
    inputs: Mapping[str, Any],
    *,
    office: Mapping[str, Decimal] = NOTHING,  # "poor_percent.den" or "min" -> amount, of this indicator
    answers: Mapping[str, str] = NOTHING,  # question id -> the administrator's answer
    round: int | None = None,
) -> Result:
    signed = agreement.indicators.get(indicator) if isinstance(indicator, str) else indicator
    if signed is None:
        raise Unknown(f'found indicator "{indicator}", expected one of {", ".join(agreement.indicators)}')
    if district is not None and district not in agreement.districts:
        raise Unknown(f'found district "{district}", expected one of {", ".join(agreement.districts)}')
    for name in inputs:
        if name not in signed.inputs:
            raise Unknown(f'found input "{name}", expected one of {", ".join(signed.inputs) or "none"}')
    asked = _questions(agreement, signed)
    used = answering.worked_in(agreement, signed, answers) if answers else signed
    case = Case(
        agreement, used, district, inputs, office, answers, round, answering.factor(agreement, signed, answers, round)
    )
    waiting = tuple(
        q.id for q in asked if q.id not in answers and q.bears_on(signed.id, district) and q.round in (None, round)
    )
    has = agreement.has(signed, district, answers)
    if not has:
        return Result(None, "undecided" if has is None else "not_applicable", waiting if has is None else (), case)
    if not used.levels:
        return Result(None, "no_criteria", waiting, case)
    if round is not None and any(q.round == round and q.id in waiting for q in asked):
        return Result(None, "undecided", waiting, case)
    try:
        figures = _figures(case)
        if used.empty_level is not None and _empty(case):
            return Result(used.empty_level, "scored", waiting, case, figures, empty=True)
    except Impossible as wrong:
        return Result(None, "invalid", waiting, case, fault=wrong)
    missing = _missing(case, figures)
    if missing:
        return Result(None, "incomplete", waiting, case, figures, missing)
    return Result(_level(case, figures), "scored", waiting, case, figures)


@lru_cache(maxsize=1024)
def _questions(agreement: Agreement, indicator: Indicator) -> tuple[Question, ...]:
    return tuple(q for q in agreement.questions.values() if indicator.id in q.indicators)


def _figures(case: Case) -> dict[str, Figure | None]:
    inputs = case.inputs
    found: dict[str, Figure | None] = {}
    for name, used in case.indicator.inputs.items():
        value = inputs.get(name)
        if value is None:
            found[name] = case.known(name) if used.counts == "office_value" else None
        else:
            found[name] = figure(used, value, case.known, case.factor)
    order = [v for v in (found[n] for n in _rising(case.indicator)) if isinstance(v, tuple)]
    if any(a[0] * b[1] > b[0] * a[1] for a, b in pairwise(order)):  # type: ignore[operator]
        raise Impossible(_rising(case.indicator)[0], "order", [str(inputs.get(n)) for n in _rising(case.indicator)])
    return found


@lru_cache(maxsize=1024)
def _rising(indicator: Indicator) -> tuple[str, ...]:
    """Entered thresholds in the order of their levels: minimum, standard, high."""
    names = [
        c.reference
        for lv in indicator.levels
        for c in lv.conditions
        if c.op == ">=" and c.reference in indicator.inputs
    ]
    return tuple(dict.fromkeys(names)) if len(set(names)) > 1 else ()


def _empty(case: Case) -> bool:
    """Whether the target group is empty, by the table or as reported; then there is nothing to report."""
    for name, used in case.indicator.inputs.items():
        if used.derive != "ratio":
            continue
        value = case.inputs.get(name)
        upper, lower = (
            parts(used, value, case.known) if isinstance(value, Mapping) else (None, case.known(f"{name}.den"))
        )
        return lower is not None and lower[0] == 0 and (upper is None or upper[0] == 0)
    return False


def _missing(case: Case, figures: Mapping[str, Figure | None]) -> tuple[str, ...]:
    """What there is no level without: anything at all, and each figure that every level needs."""
    indicator = case.indicator
    missing = []
    for name in indicator.requires:
        if figures[name] is None:
            value, used = case.inputs.get(name), indicator.inputs[name]
            absent = [p for p in used.parts if isinstance(value, Mapping) and value.get(p) is None]
            missing += [f"{name}.{p}" for p in absent if p != used.parts[1] or not case.known(f"{name}.{p}")] or [name]
    if missing:
        return tuple(missing)
    reported = any(
        figures[name] is not None for name, used in indicator.inputs.items() if used.counts != "office_value"
    )
    return () if reported else tuple(name for name, used in indicator.inputs.items() if used.counts != "office_value")


def _level(case: Case, figures: Mapping[str, Figure | None]) -> int:
    """The highest level up to which every step holds; where levels stand alone, the highest that holds."""
    reached = 0
    for level in case.indicator.levels:
        if all(_held(c, case, figures) for c in level.conditions):
            reached = level.number
        elif case.indicator.cumulative:
            break
    return reached


def _held(condition: Condition, case: Case, figures: Mapping[str, Figure | None]) -> bool | None:
    """None: the figure (or what it is held against) is not reported."""
    found = figures[condition.input]
    op = condition.op
    if found is None:
        return None
    if op == "done":
        return found is True
    if op in ("by", "within", "each"):
        return _in_time(condition, found)
    against = case_threshold(condition, case, figures)
    if against is None:
        return None
    upper, lower = against
    if condition.floor:
        return True
    a, b = number(found)
    return _HOLDS[op](a * lower, upper * b)


def number(found: Figure) -> Pair:
    """A figure that is a number, as its pair."""
    assert isinstance(found, tuple)
    return found  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def _ratio(number: Decimal) -> Pair:
    return number.as_integer_ratio()


def case_threshold(condition: Condition, case: Case, figures: Mapping[str, Figure | None]) -> Pair | None:
    """The number that a condition is held against: printed, entered by the office, or of a table."""
    if condition.amount is not None:
        return _easier(condition, case) if condition.or_table else _ratio(condition.amount)
    if not condition.reference:
        return None
    found = figures.get(condition.reference)
    return found if isinstance(found, tuple) and found else case.known(condition.reference)  # type: ignore[return-value]


def _easier(condition: Condition, case: Case) -> Pair:
    """The printed percentage, or the share that the table's own amount is, whichever is easier to reach."""
    assert condition.amount is not None
    printed = _ratio(condition.amount)
    amount, whole = case.known(condition.or_table), case.known(f"{condition.input}.den")
    if amount is None or whole is None or not whole[0]:
        return printed
    table = (100 * amount[0] * whole[1], amount[1] * whole[0])
    more = table[0] * printed[1] > printed[0] * table[1]
    return table if more is (condition.op in ("<=", "<")) else printed


def _in_time(condition: Condition, found: Figure) -> bool | None:
    days = found if isinstance(found, tuple) else (found,)
    if condition.end is None:
        return None  # a carried-over agreement whose day nobody has entered yet
    start = condition.start or date.min
    inside = [d for d in days if isinstance(d, date) and start <= d <= condition.end]
    if condition.op == "each":
        return {(d.year, d.month) for d in inside} == set(months(start, condition.end))
    return bool(inside)


def _reason(level: Level, condition: Condition, case: Case, figures: Mapping[str, Figure | None]) -> Reason:
    found = figures.get(condition.input)
    numeric = found is not None and case.indicator.inputs[condition.input].derive not in ("flag", "date", "dates")
    shown: Any = Fraction(*number(found)) if numeric and found is not None else found
    against = case_threshold(condition, case, figures)
    held = _held(condition, case, figures) if condition.input in figures else None
    return Reason(level, condition, held, shown, None if against is None else Fraction(*against))
