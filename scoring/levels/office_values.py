"""Denominators, bases and targets that the office enters, with their order of strength."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoring.agreement import Agreement, Cell, Input

TABLE, OFFICE, OFFICER = 3, 2, 1  # the document's table; owner, supervisor or admin; an officer's own "x จาก y"


@dataclass(frozen=True, slots=True)
class OfficeValue:
    agreement: str
    district: str | None
    indicator: str
    key: str  # "poor_percent.den", "otop_percent.base", "min"
    amount: Decimal
    as_of: date
    by: str
    source: str  # words, page, or a file's hash
    strength: int = OFFICE


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that an indicator can take from the office; `cell` where the document prints it."""

    indicator: str
    key: str
    what: str  # Thai
    unit: str
    cell: Cell | None


def in_force(
    values: Iterable[OfficeValue], agreement: Agreement, district: str | None, indicator: str, day: date
) -> dict[str, Decimal]:
    """What stood on a day: the strongest, of equals the newest. What a table prints, score() takes from the table."""
    best: dict[str, OfficeValue] = {}
    for value in values:
        mine = (value.agreement, value.district, value.indicator) == (agreement.id, district, indicator)
        if not mine or value.as_of > day:
            continue
        held = best.get(value.key)
        if held is None or (value.strength, value.as_of) >= (held.strength, held.as_of):
            best[value.key] = value
    return {key: value.amount for key, value in best.items()}


def differs(
    values: Iterable[OfficeValue],
    agreement: Agreement,
    district: str | None,
    indicator: str,
    key: str,
    amount: Decimal,
    day: date,
) -> Decimal | None:
    """The stronger value that an officer's "จาก y" contradicts: it is asked about, never overwritten."""
    column = agreement.indicators[indicator].tables.get(key, {})
    cell = column.get(district)
    stronger = [v for v in values if v.strength > OFFICER]
    known = cell.amount if cell else in_force(stronger, agreement, district, indicator, day).get(key)
    return known if known is not None and known != amount else None


def wanted(agreement: Agreement, district: str | None) -> tuple[Wanted, ...]:
    """Every denominator, base and target of a district, for a form to fill in."""
    found = []
    for indicator in agreement.of(district):
        if not indicator.levels:
            continue
        for used in indicator.inputs.values():
            key = _key(used)
            if key:
                cell = indicator.tables.get(key, {}).get(district)
                found.append(Wanted(indicator.id, key, used.whole or used.what, used.unit, cell))
    return tuple(found)


def _key(used: Input) -> str:
    if used.parts and not used.every:
        return f"{used.name}.{used.parts[1]}"
    return used.name if used.counts == "office_value" else ""
