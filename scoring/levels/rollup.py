"""From districts to the province: raw amounts are added, levels never averaged, and all must be in for a level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Agreement, Indicator, Input
from scoring.levels.figures import Impossible, amount, pair, parts
from scoring.levels.score import NOTHING, Case, Result, score

_NOTHING = ((0, 1),)
Amounts = Mapping[str, Mapping[str, Any]]  # district -> inputs, or district -> office values


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    indicator: Indicator
    so_far: Result | None  # of what is added so far; None where nothing can be added (steps, or nothing reported)
    sums: Mapping[str, Mapping[str, Fraction]]  # input -> {"num": …, "den": …}, {"now": …, "base": …} or {"": …}
    counted: Mapping[str, int]  # input -> how many districts are in its sum
    added: tuple[str, ...]  # districts of which every amount and whole is in the sums
    percent_only: tuple[str, ...]  # reported a bare percentage whose whole is not known
    lacking: tuple[str, ...]  # reported, but an amount or a whole is missing, impossible, or it is open who has it
    unreported: tuple[str, ...]
    empty: tuple[str, ...]  # no target group: they report nothing and hold nothing up
    levels: Mapping[str, int | None]  # district -> level
    own: Result | None = None  # what the province itself reports of it, where it does

    @property
    def awaited(self) -> tuple[str, ...]:
        """The districts without which the province has no level."""
        waiting = {*self.percent_only, *self.lacking, *self.unreported}
        return tuple(d for d in self.levels if d in waiting)

    @property
    def expected(self) -> int:
        """How many districts the province's figure is made from."""
        return len(self.levels) - len(self.empty)

    @property
    def reported(self) -> int:
        """How many of them have said something."""
        return self.expected - len(self.unreported)

    @property
    def from_districts(self) -> int | None:
        """The level of the districts together: only when all that apply are in."""
        return None if self.so_far is None or self.awaited else self.so_far.level

    @property
    def level(self) -> int | None:
        """The province's: its own reported value has its level, else its districts' together."""
        own = None if self.own is None else self.own.level
        return self.from_districts if own is None else own

    @property
    def counts(self) -> Mapping[int, int]:
        """How many districts stand at each level."""
        return Counter(lv for lv in self.levels.values() if lv is not None)

    @property
    def spread(self) -> tuple[tuple[str, int], tuple[str, int], tuple[str, int]] | None:
        """Lowest, middle and highest district, where there is no provincial figure."""
        ranked = sorted(((d, lv) for d, lv in self.levels.items() if lv is not None), key=lambda pair: pair[1])
        return (ranked[0], ranked[(len(ranked) - 1) // 2], ranked[-1]) if ranked else None


def province(
    agreement: Agreement,
    indicator: str | Indicator,
    reports: Amounts,
    office: Amounts = NOTHING,
    answers: Mapping[str, str] = NOTHING,
    own: Mapping[str, Any] = NOTHING,  # the province's own report: its figures, steps and evidence
    own_office: Mapping[str, Decimal] = NOTHING,
) -> ProvinceRow:
    signed = agreement.indicators[indicator] if isinstance(indicator, str) else indicator
    levels: dict[str, int | None] = {}
    sums: dict[str, dict[str, Fraction]] = {}
    counted: Counter[str] = Counter()
    stand: dict[str, list[str]] = {name: [] for name in ("added", "percent", "lacking", "unreported", "empty")}
    for district in (d for d in agreement.districts if agreement.has(signed, d, answers) is not False):
        inputs, values = reports.get(district, NOTHING), office.get(district, NOTHING)
        result = score(agreement, signed, district, inputs, office=values, answers=answers)
        levels[district] = result.level
        found = dict(_raw(result.case))
        standing = _standing(result, found)
        stand[standing].append(district)
        for name, amounts in found.items() if standing in ("added", "percent", "lacking") else ():
            if amounts is not None and result.status != "undecided":
                counted[name] += 1
                total = sums.setdefault(name, {})
                for part, number in amounts.items():
                    total[part] = total.get(part, Fraction(0)) + number
    so_far = _of_sums(agreement, signed, sums, answers, own) if counted else None
    return ProvinceRow(
        signed, so_far, sums, counted, tuple(stand["added"]), tuple(stand["percent"]), tuple(stand["lacking"]),
        tuple(stand["unreported"]), tuple(stand["empty"]), levels, _own(agreement, signed, own, own_office, answers),
    )  # fmt: skip


def _own(
    agreement: Agreement, signed: Indicator, own: Mapping[str, Any], office: Mapping[str, Decimal],
    answers: Mapping[str, str],
) -> Result | None:  # fmt: skip
    """Steps alone are no report of the province where the amounts are its districts': they go with the sums."""
    figures = [used.name for used in signed.inputs.values() if _can_be_added(used, signed)]
    if not any(own.get(name) is not None for name in figures or own):
        return None
    return score(agreement, signed, None, own, office=office, answers=answers)


Found = Mapping[str, Mapping[str, Fraction] | None]  # input -> its amounts; None: a bare percentage without its whole


def _standing(result: Result, found: Found) -> str:
    """Whether a district is in, or what it is waited for."""
    case = result.case
    if result.empty or _without_target(case):
        return "empty"
    if not any(value is not None for value in case.inputs.values()):
        return "unreported"
    if any(amounts is None for amounts in found.values()):
        return "percent"
    needed = {used.name for used in case.indicator.inputs.values() if _can_be_added(used, case.indicator)}
    return "added" if needed <= set(found) and result.status != "undecided" else "lacking"


def _without_target(case: Case) -> bool:
    """Every whole of the district is known to be nothing, and nothing was done of it."""
    wholes = [u for u in case.indicator.inputs.values() if u.derive == "ratio" and not u.every]
    for used in wholes:
        value = case.inputs.get(used.name)
        upper = value.get(used.parts[0]) if isinstance(value, Mapping) else None
        lower = value.get(used.parts[1]) if isinstance(value, Mapping) else None
        known = case.known(f"{used.name}.{used.parts[1]}")
        try:
            held = known if lower is None else amount(lower, used)
            if held is None or held[0] or (upper is not None and amount(upper, used)[0]):
                return False
        except Impossible:
            return False
    return bool(wholes)


def _can_be_added(used: Input, indicator: Indicator) -> bool:
    """Amounts that a level is read from, or that another is held against (minimum, standard, high)."""
    asked = {name for level in indicator.levels for c in level.conditions for name in (c.input, c.reference)}
    if used.name not in asked:
        return False
    return bool(used.parts) or (used.derive == "value" and used.unit != "ร้อยละ" and not used.every)


def _raw(case: Case) -> Iterator[tuple[str, Mapping[str, Fraction] | None]]:
    """A district's raw amounts by input; None: a bare percentage whose whole nobody knows."""
    for name, used in case.indicator.inputs.items():
        value = case.inputs.get(name)
        try:
            if used.parts and value is not None:
                both = _both(used, value, case)
                if both is not None:
                    yield name, dict(zip(used.parts, both, strict=True))
                elif not isinstance(value, Mapping):
                    yield name, None
            elif used.derive == "ratio" and case.known(f"{name}.{used.parts[1]}") in _NOTHING:
                yield name, dict.fromkeys(used.parts, Fraction(0))
            elif used.derive == "value" and used.unit != "ร้อยละ" and not used.every:
                held = case.known(name) if value is None else amount(value, used)
                if held is not None:
                    yield name, {"": Fraction(*held)}
        except Impossible:
            continue


def _both(used: Input, value: Any, case: Case) -> tuple[Fraction, Fraction] | None:
    if isinstance(value, Mapping):
        upper, lower = parts(used, value, case.known)
        return None if upper is None or lower is None else (Fraction(*upper), Fraction(*lower))
    lower = case.known(f"{used.name}.{used.parts[1]}")
    if lower is None:
        return None
    whole, percent = Fraction(*lower), Fraction(*pair(value, used.name))
    share = {"ratio": percent, "growth": 100 + percent, "reduction": 100 - percent}[used.derive]
    return whole * share / 100, whole


def _of_sums(
    agreement: Agreement, signed: Indicator, sums: Mapping[str, Mapping[str, Fraction]], answers: Mapping[str, str],
    own: Mapping[str, Any],
) -> Result | None:  # fmt: skip
    """The level of the added amounts. A count against a number printed for one district has none for the province."""
    for level in signed.levels:
        for c in level.conditions:
            used = signed.inputs[c.input]
            if used.derive in ("flag", "date", "dates") and c.input not in own:
                return None
            if used.derive == "value" and not c.reference and c.input not in own:
                return None
    inputs: dict[str, Any] = {n: v for n, v in own.items() if v is not None}
    for name, amounts in sums.items():
        if signed.inputs[name].parts:
            percent = _percentage(signed.inputs[name], amounts)
            if percent is not None:
                inputs[name] = percent
        elif name not in own:
            inputs[name] = _exact(amounts[""])
    return score(agreement, signed, None, inputs, answers=answers)


def _percentage(used: Input, amounts: Mapping[str, Fraction]) -> dict[str, Decimal] | None:
    """Both amounts scaled to whole numbers: a percentage times a whole may leave a fraction of a household."""
    upper, lower = (amounts[p] for p in used.parts)
    if lower == 0:
        return None
    scale = upper.denominator * lower.denominator
    return {used.parts[0]: Decimal(int(upper * scale)), used.parts[1]: Decimal(int(lower * scale))}


def _exact(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
