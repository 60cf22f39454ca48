"""The words of a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from scoring.agreement import Agreement, Indicator, Level, Question
from scoring.levels.gaps import gap, thresholds
from scoring.levels.score import Result
from scoring.results.stored import Stored
from templates.words import scores
from templates.words.report import months, reports

SCORE, CORRECT, UNDO, SOURCE = "คะแนน", "แก้ตัวเลข", "ยกเลิก", "ที่มา"
EVIDENCE = 60  # characters of what a document asks for, on a receipt; “หลักฐาน …” says all of it


def place(district: str | None, agreement: Agreement) -> str:
    where = f"อ.{district}" if district else f"จ.{agreement.province} (ค่าจังหวัด)"
    return f"{where} · {scores.round_name(agreement)}"


def worth(one: Stored) -> str:
    """The value that is stored; a step by its number and name; a growth as the change that it is."""
    if one.taken.understood == "step":
        return _steps(one)
    if one.taken.understood == "day":
        return f"{one.taken.input.short} {scores.day(one.taken.facts[0].as_of)}"
    return reports.headline(one)


def _steps(one: Stored) -> str:
    """ขั้น 3 แผนปฏิบัติการ เสร็จแล้ว; of several only their numbers, as their names stand below."""
    done = "เสร็จแล้ว" if one.taken.facts[0].value else "ยังไม่เสร็จ"
    if len(one.taken.facts) == 1:
        return f"{_flag(one, one.taken.facts[0].input)} {done}"
    levels = sorted({one.taken.indicator.inputs[f.input].level or 0 for f in one.taken.facts})
    if len(levels) == 1:
        return f"ขั้น {levels[0]} {done}"
    row = levels == list(range(levels[0], levels[-1] + 1))
    said = f"{levels[0]}–{levels[-1]}" if row else ", ".join(map(str, levels))
    return f"ขั้น {said} {done}"


def _flag(one: Stored, name: str) -> str:
    used = one.taken.indicator.inputs[name]
    return f"ขั้น {used.level} {used.short}" if used.level else used.short


def stored_as(one: Stored) -> str:
    return f"{reports.STORED} {worth(one)}"


def understood(one: Stored) -> str:
    fact = one.taken.facts[0]
    said = reports.understood(one.taken.understood, fact.slot, fact.as_of)
    if one.taken.understood == "step":
        several = len(one.taken.facts) > 1
        return f"{', '.join(_flag(one, f.input) for f in one.taken.facts)} · {said}" if several else said
    if one.taken.understood == "day":
        return ""
    name = one.taken.input.short
    if one.taken.understood not in ("entry", "count"):
        return f"{name} · {said}"
    every, ended = one.taken.input.every, standing(one)
    if every and one.taken.input.derive != "ratio":
        ended = f"น้อยที่สุด {ended}"
    counted = f"{reports.PERIODS[every]}ที่สิ้นสุดแล้ว {ended}" if every else f"รวม {ended}"
    return f"{name} · {said} · {counted}"


def standing(one: Stored) -> str:
    """What an input comes to with this report: 3 ครั้ง, 1 จาก 5 เดือน, 450,000 บาท; "" where nothing can be said yet."""
    used = one.taken.input
    value = one.after.case.inputs.get(used.name)
    if value is None:
        return "ยังไม่มี"
    if isinstance(value, list):
        return f"{len(value)} วัน"
    if isinstance(value, dict):
        return reports.worth_of(used, value)
    return scores.quantity(Decimal(str(value)), used.unit)


def blocked(one: Stored) -> str:
    """A later step done before an earlier one counts only once the earlier one is done."""
    if one.taken.understood not in ("step", "day") or one.after.level is None:
        return ""
    held = [f for f in one.taken.facts if f.value is not False]
    done = max((one.taken.indicator.inputs[f.input].level or 0 for f in held), default=0)
    found = gap(one.after)
    if found is None or done <= one.after.level or found.level >= done:
        return ""
    return f"เก็บขั้น {done} ไว้แล้ว แต่ระดับนับต่อกัน ยังติดที่ระดับ {found.level}"


def respelled(written: str, read: str) -> str:
    return f"“{written}” อ่านเป็น อำเภอ{read}"


def corrected(one: Stored) -> str:
    """What is another than before: the value, the day, the district."""
    old, new = one.old, one.taken.facts[0]
    assert old is not None
    said = []
    before = one.results.agreement.indicators.get(old.indicator)
    used = before.inputs.get(old.input) if before is not None else None
    if before is not None and old.indicator != new.indicator:
        said.append(before.short)
    if used is not None and (old.value != new.value or used is not one.taken.input):
        said.append(reports.worth_of(used, old.value, old.slot))
    if old.slot != new.slot and old.kind == new.kind == "month":
        said.append(reports.understood("month", old.slot, old.as_of))
    if old.as_of != new.as_of:
        said.append(f"วันที่ {scores.day(old.as_of)}")
    if old.district != new.district:
        said.append(f"อำเภอ{old.district}" if old.district else "ค่าระดับจังหวัด")
    return f"แก้จาก {' '.join(said)}" if said else ""


def late(one: Stored) -> str:
    assert one.late is not None
    assert one.standing_day is not None
    return reports.older_than(one.late.as_of, one.standing_day)


def level_change(before: Result, after: Result) -> str:
    """ระดับ 2 → 3 ▲; of a running total ระดับ ณ วันนี้ 0, as it is below every level for most of the year."""
    if after.level is None:
        return scores.level(after) + (f": ขาด{_missing(after)}" if after.missing else "")
    name = "ระดับ ณ วันนี้" if _grows(after) else "ระดับ"
    if before.level is None or before.level == after.level:
        return f"{name} {after.level}" + (" (ไม่มีกลุ่มเป้าหมาย นับตามที่เอกสารกำหนด)" if after.empty else "")
    arrow = "▲" if after.level > before.level else "▼"
    return f"{name} {before.level} → {after.level} {arrow}"


def _grows(result: Result) -> bool:
    """Every level is read from a total that adds up month by month."""
    inputs = result.case.indicator.inputs
    read = {c.input for level in result.case.indicator.levels for c in level.conditions}
    return bool(read) and all(inputs[name].counts == "months" for name in read)


def _missing(result: Result) -> str:
    """What there is no level without; what only the office can enter is said to be the office's."""
    inputs = result.case.indicator.inputs
    told = {n: v for n, v in result.case.inputs.items() if isinstance(v, dict)}
    lone = [n for n, v in told.items() if v.get(inputs[n].parts[1]) is None and result.figures.get(n) is None]
    parts, theirs = [inputs[name].whole for name in lone], False
    for name in () if lone else result.missing:
        base, _, part = name.partition(".")
        used = inputs[base]
        parts.append(used.whole if part in ("den", "base") else used.short)
        theirs = theirs or used.counts == "office_value"
    return ", ".join(dict.fromkeys(parts)) + (" (รอสำนักงานตั้งค่า)" if theirs else "")


def next_level(after: Result) -> str:
    found = gap(after)
    if after.level == 5:
        return "ถึงระดับสูงสุดแล้ว"
    if found is None:
        return ""
    return scores.gap(found)


def next_with_printed(after: Result) -> str:
    """As next_level, with what the table prints where that is another number than the percentage brings."""
    said, found = next_level(after), gap(after)
    if found is None:
        return said
    rows = thresholds(after.case.agreement, after.case.indicator, after.case.district, after.case.office)
    inputs = {need.input.name for need in found.needs if need.kind == "amount"}
    printed = [
        scores.quantity(row.printed, row.unit)
        for row in rows
        if row.level.number == found.level and row.condition.input in inputs
        if row.printed is not None and Fraction(row.printed) != row.exact
    ]
    return f"{said} (ตารางพิมพ์ {' / '.join(printed)})" if printed else said


def effect(one: Stored) -> str:
    section = next(s.name for s in one.results.agreement.sections if s.id == one.taken.indicator.section)
    points: Fraction = one.effect
    total = next(t for t in one.results.card().sections if t.section.id == one.taken.indicator.section)
    now = f"รวม{section} {scores.number(total.on_five)} จาก 5" if total.on_five is not None else ""
    change = f" ({'+' if points >= 0 else '−'}{scores.number(abs(points))})" if points else ""
    missing = f" · ยังไม่มีระดับ {len(total.missing)} ตัว" if total.missing else ""
    return f"{now}{change}{missing}"


EVIDENCE_ASKED = "ส่งรูปหรือไฟล์ต่อได้เลย แล้วจะถามว่าเป็นหลักฐานของขั้นใด"


def evidence_left(level: Level) -> str:
    names = " / ".join(e.quote for e in level.evidence)
    if not names:
        return f"หลักฐานขั้น {level.number} · ส่งรูปหรือไฟล์ต่อได้เลย"
    return f"หลักฐานขั้น {level.number}: {names[:EVIDENCE]}{'…' if len(names) > EVIDENCE else ''} · ส่งต่อได้เลย"


def unclear(after: Result) -> Sequence[Question]:
    """What the document leaves open about a level, as long as the administrator has not answered."""
    asked = [after.case.agreement.questions[id] for id in after.open]
    return [q for q in asked if not is_reference(q, after.case.agreement)]


def awaits(after: Result) -> str:
    """The mark of every receipt: รอยืนยัน BRM-8 และอีก 2 ข้อ ›"""
    asked = unclear(after)
    return f"รอยืนยัน {_ids(asked)} ›" if asked else ""


def why_unclear(one: Stored) -> str:
    """What a tap on the mark asks."""
    asked = unclear(one.after)
    if not asked:
        return ""
    return f"{SOURCE} {asked[0].id if len(asked) == 1 else one.taken.indicator.short}"


def explained(after: Result, id: str) -> str:
    """Once to each person: what is not clear, and what is done until the administrator has answered."""
    if not id:
        return ""
    asked = sorted(unclear(after), key=lambda q: q.id != id)
    ask = asked[0].ask if len(asked[0].ask) <= 110 else asked[0].ask[:109] + "…"
    return f"เอกสารไม่ชัด รอยืนยัน ({_ids(asked)}): {ask} · ระหว่างนี้ {asked[0].meanwhile}"


def _ids(asked: Sequence[Question]) -> str:
    return asked[0].id + (f" และอีก {len(asked) - 1} ข้อ" if len(asked) > 1 else "")


def is_reference(question: Question, agreement: Agreement) -> bool:
    """Whether the agreement is another's, so that every level of a district is only for reference (Chaiyaphum)."""
    return question.district_rows and set(question.indicators) >= set(agreement.indicators)


def reference(one: Stored) -> str:
    agreement = one.results.agreement
    asked = [agreement.questions[id] for id in one.after.open]
    return next((f"อ้างอิง: {q.meanwhile}" for q in asked if is_reference(q, agreement)), "")


def unconfirmed(indicator: Indicator) -> str:
    """ "" for what somebody has confirmed."""
    proofs = [p for lv in indicator.levels for p in (lv.proof, *(c.proof for c in lv.conditions)) if p is not None]
    carried = next((p.carried_from for p in proofs if p.unconfirmed), None)
    return scores.carried_from(carried)


def alt(stored: Sequence[Stored]) -> str:
    """The line of the notification carries the result; the district where there are several."""
    if len(stored) == 1:
        return short(stored[0])[:1500]
    several = len({one.results.district for one in stored}) > 1
    lines = [
        f"อ.{one.results.district} {short(one)}" if several and one.results.district else short(one) for one in stored
    ]
    return f"{reports.many_alt(len(stored), 0)}: " + " · ".join(lines)[:1300]


def short(one: Stored) -> str:
    """The line of the notification: what is stored, its level, and what is missing for the next."""
    level = level_change(one.before, one.after)
    name = reports.called(one.taken.indicator, one.taken.input)
    amount = months.amount_line(one) if months.by_months(one) else ""
    if amount:
        return f"{name} {amount} · {level}"
    left = next_level(one.after)
    return f"{name} {worth(one)} {level}" + (f" · {left}" if left else "")


def stored_only(one: Stored) -> str:
    """For a group: that it is stored, and nobody's shortfall."""
    where = f" (อ.{one.results.district})" if one.results.district else ""
    return f"{reports.STORED} {one.taken.indicator.short} {worth(one)}{where}"


CORRECT_BEGINS = "แก้เป็น "


def whole_stored(indicator: Indicator, key: str, amount: Decimal) -> str:
    used = indicator.inputs[key.partition(".")[0]]
    return f"{reports.STORED} {used.whole} {scores.quantity(amount, used.unit)}"
