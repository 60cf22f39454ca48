"""What is said of a target: each level's conditions, and what they are as amounts for one district."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.agreement import Condition, Indicator, Input, Proof
from scoring.levels.gaps import of_whole
from templates.words import scores
from templates.words.score.asking import TARGET
from templates.words.scores import number, quantity

# of an amount that itself fulfils the condition
FROM = {">=": scores.SAYS[">="], ">": "ตั้งแต่", "<=": scores.SAYS["<="], "<": scores.SAYS["<="]}


def asks(condition: Condition, inputs: Mapping[str, Input], amount: Fraction | None, named: bool) -> str:
    """One condition of a level: what is measured and what it must be."""
    used = inputs[condition.input]
    if condition.op == "done":
        return used.short
    said = scores.condition(condition, used, amount)
    if condition.reference in inputs:
        limit = inputs[condition.reference]
        name = office_name(limit)
        said = f"{scores.SAYS[condition.op]}{name}" if amount is None else f"{said} ({name})"
    elif condition.floor:
        said += " (มีรายงานก็ได้ระดับนี้)"
    return f"{used.short} {said}" if named else said


def office_name(used: Input) -> str:
    """ค่าขั้นต่ำ (ไม่พิมพ์ในเอกสาร) -> ค่าขั้นต่ำ."""
    return used.short.split(" (")[0]


def as_amount(condition: Condition, used: Input, amount: Fraction, exact: Fraction, printed: Decimal | None) -> str:
    """= ไม่น้อยกว่า 18,664,342 บาท, with what the table prints where that is another number; > 95 % is ตั้งแต่ 48."""
    assert condition.amount is not None
    _, op = of_whole(used, Fraction(1), Fraction(condition.amount), condition.op)
    said = f"= {FROM[op]} {quantity(amount, used.unit)}"
    if printed is not None and Fraction(printed) != exact:
        said += f" (ตารางพิมพ์ {number(printed)} ใช้ร้อยละเป็นหลัก)"
    return said


def known_whole(used: Input, amount: Fraction, proof: Proof | None) -> str:
    where = f" ({'' if proof.entry else 'ตาราง '}{scores.at(proof)})" if proof else ""
    return f"{used.whole}: {quantity(amount, used.unit)}{where}"


def unknown_whole(used: Input) -> str:
    return f"ยังไม่ทราบ{used.whole} จึงบอกเป็นจำนวน{used.unit}ไม่ได้"


def unknown_office_value(used: Input) -> str:
    return f"ยังไม่มี{office_name(used)} รอกลุ่มงานตั้งค่า"


def level_name(number: int, held: bool) -> str:
    return f"ระดับ {number}" + (" ✓" if held else "")


def printed_target(amount: Decimal, unit: str, proof: Proof) -> str:
    return f"เป้าหมายที่พิมพ์ {quantity(amount, unit)} ({scores.at(proof)})"


def target_alt(place: str, indicator: Indicator, top: str, now: str) -> str:
    return f"{TARGET} {indicator.short} {place}: {top}" + (f" · {now}" if now else "")


def province_row(indicator: Indicator) -> str:
    return f"ผลระดับจังหวัด{f' ({indicator.group})' if indicator.group else ''}"
