"""The words of a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scoring.agreement import Agreement, Indicator, Level
from scoring.gaps import gap
from scoring.score import Result
from templates.words import reports, scores

if TYPE_CHECKING:
    from handlers.settling import Stored

SCORE, CORRECT, UNDO = "คะแนน", "แก้ตัวเลข", "ยกเลิก"


def place(district: str | None, agreement: Agreement) -> str:
    where = f"อ.{district}" if district else f"จ.{agreement.province} (ค่าจังหวัด)"
    return f"{where} · {reports.round_name(agreement)}"


def worth(one: Stored) -> str:
    """The value as read, in the officer's words; a step by its number and name."""
    if one.taken.understood == "step":
        done = one.taken.facts[0].value
        names = ", ".join(_flag(one, f.input) for f in one.taken.facts)
        return f"{'เสร็จแล้ว' if done else 'ยังไม่เสร็จ'}: {names}"
    return reports.read_as(one.value)


def _flag(one: Stored, name: str) -> str:
    used = one.taken.indicator.inputs[name]
    return f"ขั้น {used.level} {used.short}" if used.level else used.short


def stored_as(one: Stored) -> str:
    return f"{reports.STORED} {worth(one)}"


def understood(one: Stored) -> str:
    fact = one.taken.facts[0]
    said = reports.understood(one.taken.understood, fact.slot, fact.as_of)
    name = one.taken.input.short
    return f"{name} · {said}" if one.taken.understood != "step" else said


def respelled(written: str, read: str) -> str:
    return f"“{written}” อ่านเป็น อ.{read}"


def corrected(one: Stored) -> str:
    return f"แก้จาก {plain(one.old)}"


def plain(value: Any) -> str:
    if isinstance(value, bool):
        return "เสร็จแล้ว" if value else "ยังไม่เสร็จ"
    if isinstance(value, dict):
        return " จาก ".join(
            scores.number(Decimal(v)) for _, v in sorted(value.items(), key=lambda p: p[0] in ("den", "base"))
        )
    if isinstance(value, str):
        try:
            return scores.number(Decimal(value))
        except ArithmeticError:
            return value
    return str(value)


def late(one: Stored) -> str:
    assert one.late is not None
    assert one.standing_day is not None
    return reports.older_than(one.late.as_of, one.standing_day)


def level_change(before: Result, after: Result) -> str:
    if after.level is None:
        return scores.level(after) + (f": ขาด{_missing(after)}" if after.missing else "")
    if before.level is None or before.level == after.level:
        return f"ระดับ {after.level} ณ วันนี้" if _grows(after) else f"ระดับ {after.level}"
    arrow = "▲" if after.level > before.level else "▼"
    return f"ระดับ {before.level} → {after.level} {arrow}" + (" ณ วันนี้" if _grows(after) else "")


def _grows(result: Result) -> bool:
    return any(u.counts == "months" for u in result.case.indicator.inputs.values())


def _missing(result: Result) -> str:
    parts = []
    for name in result.missing:
        base, _, part = name.partition(".")
        used = result.case.indicator.inputs[base]
        parts.append(used.whole if part else used.short)
    return ", ".join(dict.fromkeys(parts))


def next_level(after: Result) -> str:
    found = gap(after)
    if after.level == 5:
        return "ถึงระดับสูงสุดแล้ว"
    if found is None:
        return ""
    return scores.gap(found)


def effect(one: Stored) -> str:
    section = next(s.name for s in one.results.agreement.sections if s.id == one.taken.indicator.section)
    points: Fraction = one.effect
    total = next(t for t in one.results.card().sections if t.section.id == one.taken.indicator.section)
    now = f"รวม{section} {scores.number(total.on_five)} จาก 5" if total.on_five is not None else ""
    change = f" ({'+' if points >= 0 else '−'}{scores.number(abs(points))})" if points else ""
    missing = f" · ยังไม่มีระดับ {len(total.missing)} ตัว" if total.missing else ""
    return f"{now}{change}{missing}"


def evidence_left(level: Level) -> str:
    names = " / ".join(e.quote for e in level.evidence)
    asked = f": {names[:160]}{'…' if len(names) > 160 else ''}" if names else ""
    return f"หลักฐานขั้น {level.number}{asked} · ส่งรูปหรือไฟล์ต่อได้เลย"


def open_questions(after: Result) -> Sequence[str]:
    return [f"รอยืนยัน: {id}" for id in after.open[:3]]


def unconfirmed(agreement: Agreement) -> str:
    return f"เกณฑ์ยกมาจากรอบ {agreement.carried_from} ยังไม่ยืนยัน"


def alt(stored: Sequence[Stored]) -> str:
    """The line of the notification carries the result."""
    if len(stored) == 1:
        return short(stored[0])[:1500]
    return f"{reports.many_alt(len(stored), 0)}: " + " · ".join(short(one) for one in stored)[:1300]


def short(one: Stored) -> str:
    left = next_level(one.after)
    level = level_change(one.before, one.after)
    return f"{one.taken.indicator.short} {worth(one)} {level}" + (f" · {left}" if left else "")


def correct_example(one: Stored) -> str:
    return f"แก้เป็น {reports.read_as(one.value)}" if one.taken.understood != "step" else "ยกเลิก"


def whole_stored(indicator: Indicator, key: str, amount: Decimal) -> str:
    used = indicator.inputs[key.partition(".")[0]]
    return f"{reports.STORED} {used.whole} {scores.quantity(amount, used.unit)}"
