"""What a message may rightly mean: what its sender stored by answering, else what reading offers; to be chosen from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from handlers.reading import Reading, Value
from scoring.agreement import Agreement
from scoring.amounts import written
from scoring.results.facts import Fact
from scoring.results.said import Kind
from templates.words.report import reports

MOST = 5


@dataclass(frozen=True)
class Right:
    label: str
    topic: str
    answer: dict[str, Any]  # as `read --settle --answer` takes it
    answered: bool = False  # its sender said so


def right_readings(
    reading: Reading, facts: Iterable[Fact], agreement_of: Callable[[str], Agreement | None]
) -> list[Right]:
    stored = [value for fact in facts if (value := _stored(fact, agreement_of(fact.agreement))) is not None]
    found = [_right(stored, reading, answered=True)] if stored else []
    for values in (reading.values, *reading.options):
        if values and all(v.topic and v.value is not None and v.kind is not None for v in values):
            found.append(_right(values, reading))
    return list({right.label: right for right in reversed(found)}.values())[::-1][:MOST]


def _right(values: Sequence[Value], reading: Reading, *, answered: bool = False) -> Right:
    rows = [
        {
            name: str(told)
            for name in ("topic", "kind", "value", "of", "unit", "district")
            if (told := getattr(value, name)) is not None
        }
        for value in values
    ]
    answer: dict[str, Any] = {"intent": "report", "values": rows}
    if reading.district is not None and not any(value.district for value in values):
        answer["district"] = reading.district
    return Right(reports.option(values), values[0].topic or "", answer, answered)


def _stored(fact: Fact, agreement: Agreement | None) -> Value | None:
    """The fact as words would have said it."""
    indicator = agreement.indicators.get(fact.indicator) if agreement is not None else None
    used = indicator.inputs.get(fact.input) if indicator is not None else None
    if indicator is None or used is None or fact.value is None:
        return None
    if isinstance(fact.value, bool):
        return Value(indicator.topic, "step", Decimal(used.level or 0), "ขั้น", done=fact.value) if used.level else None
    if isinstance(fact.value, dict):
        upper, lower = (fact.value.get(part) for part in used.parts)
        if upper is None:
            return None
        kind: Kind = "ratio" if lower is not None else _counted(used.kind)
        return Value(indicator.topic, kind, Decimal(upper), used.unit, of=Decimal(lower) if lower else None)
    amount = written(str(fact.value))
    if amount is None:
        return None
    share = (bool(used.parts) and not fact.slot) or used.kind == "percent"
    return Value(indicator.topic, "percent" if share else _counted(used.kind), amount, "%" if share else used.unit)


def _counted(kind: str) -> Kind:
    return "baht" if kind == "baht" else "count"
