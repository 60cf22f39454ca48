"""The words of a receipt for what adds up month by month: the amount first, then how far, then how fast."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil

from scoring.levels.gaps import Threshold, thresholds
from scoring.results.stored import Stored
from templates.words import scores


def amount_line(one: Stored) -> str:
    """สะสม 450,000 บาท · ระดับ 1 ที่ 18,664,342 บาท"""
    used = one.taken.input
    value = one.after.case.inputs.get(used.name)
    amount = value.get(used.parts[0]) if isinstance(value, dict) else value
    if amount is None or (isinstance(value, str) and used.parts):
        return ""
    said = f"สะสม {scores.quantity(Decimal(str(amount)), used.unit)}"
    target = _target(one, Decimal(str(amount)))
    return f"{said} · {scores.threshold(target)}" if target else said


def _target(one: Stored, amount: Decimal) -> Threshold | None:
    """The next level's amount, where the base or the office's own values are known."""
    result = one.after
    rows = thresholds(result.case.agreement, result.case.indicator, result.case.district, result.case.office)
    above = [
        row
        for row in rows
        if row.condition.input == one.taken.input.name
        and not row.condition.floor
        and row.condition.op in (">=", ">")
        and row.amount is not None
        and row.amount > Fraction(amount)
    ]
    return above[0] if above else None


def pace(one: Stored) -> str:
    """What every month has to bring until the round ends."""
    used = one.taken.input
    value = one.after.case.inputs.get(used.name)
    amount = value.get(used.parts[0]) if isinstance(value, dict) else value
    if amount is None or (isinstance(value, str) and used.parts):
        return ""
    target, left = _target(one, Decimal(str(amount))), (one.results.agreement.end - one.today).days
    if target is None:
        return ""
    assert target.amount is not None
    missing = target.amount - Fraction(Decimal(str(amount)))
    said = f"อีก {scores.quantity(missing, used.unit)}"
    if left < 30:
        return said
    return f"{said} · เฉลี่ยเดือนละ {scores.quantity(Fraction(ceil(missing * 30 / left)), used.unit)} จนสิ้นรอบ"


def by_months(one: Stored) -> bool:
    return one.taken.input.counts == "months"


def habit(one: Stored) -> str:
    if one.taken.habit is None:
        return ""
    meant = "ยอดสะสม" if one.taken.habit[1] == "total" else "ยอดของเดือนเดียว"
    return f"ตัวเลขที่ไม่บอกเดือน นับเป็น{meant}ตามที่ท่านเลือกไว้"


def other_habit(one: Stored) -> str:
    assert one.taken.habit is not None
    return "เปลี่ยนเป็นยอดของเดือนเดียว" if one.taken.habit[1] == "total" else "เปลี่ยนเป็นยอดสะสม"
