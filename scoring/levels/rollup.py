"""From districts to the province: raw amounts are added, levels are never averaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Agreement, Indicator, Input
from scoring.levels.figures import Impossible, amount, pair, parts
from scoring.levels.score import NOTHING, Case, Result, score

Amounts = Mapping[str, Mapping[str, Any]]  # district -> inputs, or district -> office values


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    indicator: Indicator
    result: Result | None  # of the added amounts; None where nothing can be added (steps, or nothing reported)
    sums: Mapping[str, Mapping[str, Fraction]]  # input -> {"num": …, "den": …}, {"now": …, "base": …} or {"": …}
    added: tuple[str, ...]  # districts whose amounts are in the sums
    percent_only: tuple[str, ...]  # reported a bare percentage whose whole is not known
    unreported: tuple[str, ...]
    levels: Mapping[str, int | None]  # district -> level

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
    own: Mapping[str, Any] = NOTHING,  # the province's own report: its steps and evidence
) -> ProvinceRow:
    signed = agreement.indicators[indicator] if isinstance(indicator, str) else indicator
    having = [d for d in agreement.districts if agreement.has(signed, d, answers) is not False]
    levels: dict[str, int | None] = {}
    sums: dict[str, dict[str, Fraction]] = {}
    added, bare = [], []
    for district in having:
        inputs, values = reports.get(district, NOTHING), office.get(district, NOTHING)
        levels[district] = score(agreement, signed, district, inputs, office=values, answers=answers).level
        if not any(v is not None for v in inputs.values()):
            continue
        found = _raw(Case(agreement, signed, district, inputs, values, answers, None))
        if found is None:
            bare.append(district)
        elif found:
            added.append(district)
            for name, amounts in found.items():
                total = sums.setdefault(name, {})
                for part, number in amounts.items():
                    total[part] = total.get(part, Fraction(0)) + number
    unreported = tuple(d for d in having if not any(v is not None for v in reports.get(d, NOTHING).values()))
    result = _of_sums(agreement, signed, sums, answers, own) if added else None
    return ProvinceRow(signed, result, sums, tuple(added), tuple(bare), unreported, levels)


def _raw(case: Case) -> dict[str, dict[str, Fraction]] | None:
    """A district's raw amounts; None: a bare percentage whose whole nobody knows."""
    found: dict[str, dict[str, Fraction]] = {}
    for name, used in case.indicator.inputs.items():
        value = case.inputs.get(name)
        try:
            if used.parts and value is not None:
                both = _both(used, value, case)
                if both is None:
                    return None
                found[name] = dict(zip(used.parts, both, strict=True))
            elif used.derive == "value" and used.unit != "ร้อยละ" and not used.every:
                held = case.known(name) if value is None else amount(value, used)
                if held is not None:
                    found[name] = {"": Fraction(*held)}
        except Impossible:
            continue
    return found


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
