"""The figure of a stored fact, and whether a correction's unit fits it."""

from __future__ import annotations

from decimal import Decimal

from handlers.desk.desk import Desk
from handlers.reading import Value
from handlers.report.which_input import ASPECTS, SAME_UNIT
from scoring.agreement import Input
from scoring.results.facts import Fact

MOST = 10


def amount_of(fact: Fact) -> str | None:
    """The figure itself, of a ratio its upper part."""
    if isinstance(fact.value, str):
        return fact.value
    if isinstance(fact.value, dict):
        return str(fact.value.get("num") or fact.value.get("now") or "") or None
    return None


def fits_unit(fact: Fact, value: Value, desk: Desk) -> bool:
    agreement = desk.book.get(fact.agreement)
    if agreement is None:
        return False
    indicator = agreement.indicators[fact.indicator]
    used = indicator.inputs[fact.input]
    if value.aspect in ASPECTS and not any(part in used.name for part in ASPECTS[value.aspect or ""]):
        return False
    if value.kind is None:
        return value.value is None or value.value <= Decimal(100) or not _is_share(fact, used)
    if value.kind == "percent":
        return _is_share(fact, used)
    unit = SAME_UNIT.get(value.unit or "", value.unit or "")
    return not _is_share(fact, used) and (not unit or used.unit.startswith(unit))


def _is_share(fact: Fact, used: Input) -> bool:
    return isinstance(fact.value, str) and not fact.slot and (bool(used.parts) or used.unit == "ร้อยละ")
