"""What is said when somebody asks: scores, what is missing, targets, what-if, what to do first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor

from scoring.agreement import Agreement, Indicator, Level
from scoring.levels.gaps import Gap
from scoring.levels.score import Result
from scoring.levels.totals import Row, Scorecard, SectionTotal
from templates.words import scores
from templates.words.report import reports
from templates.words.scores import agreement_name, day, number, quantity

SCORE, MISSING, FIRST, HISTORY, TARGET, SOURCE = "คะแนน", "เหลืออะไรบ้าง", "ทำอะไรก่อนดี", "ประวัติ", "เป้า", "ที่มา"
NO_WEIGHTS = "เอกสารไม่พิมพ์น้ำหนัก จึงแสดงเฉพาะระดับ"
NO_CRITERIA = "เอกสารไม่มีเกณฑ์ระดับ"
ONE_VALUE = "ค่าเดียวทั้งจังหวัด จังหวัดเป็นผู้รายงาน"
UNREPORTED = "ยังไม่รายงาน"
ALL_FIVE = "ทุกตัวชี้วัดถึงระดับ 5 แล้วค่ะ"
LATE = "เลยกำหนดแล้ว"
SUPPOSED = "สมมติ · ยังไม่ได้บันทึก"
WHAT_IF = "ลองคิดล่วงหน้า"
FIRST_REPORT = "ยังไม่มีระดับ (นับเป็น 0 อยู่)"
PACE = "ถ้าทำได้ในอัตรานี้ เมื่อสิ้นรอบ"
NEXT = "ใกล้ระดับถัดไป"
REPORT_THIS = "รายงานค่านี้จริง"
WHICH_TARGET = "ต้องการดูเป้าของตัวชี้วัดใดคะ"
WHICH_SOURCE = "ต้องการดูที่มาของตัวชี้วัดใดคะ"
NO_FIGURE = "ต้องการลองตัวเลขใดคะ เช่น “ถ้าเบิก 90% จะได้กี่คะแนน”"


# whose


def where(place: str, round: str) -> str:
    return f"{place} · {round}"


def not_in_agreement(topic: str, agreement: Agreement, shorts: Iterable[str]) -> str:
    there = ", ".join(dict.fromkeys(shorts))
    return f"ข้อตกลง{agreement_name(agreement)} ไม่มีตัวชี้วัด{reports.topic(topic, agreement)}ค่ะ\nที่มีคือ {there}"


def of_another_group(indicator: Indicator, own: str) -> str:
    theirs = f"เป็นของ{indicator.group}" if indicator.group else "ไม่ได้เป็นของกลุ่มงานใด"
    return f"{indicator.short} {theirs} ค่ะ ท่านดูได้เฉพาะตัวชี้วัดของ{own}"


# the scorecard


def total(found: SectionTotal) -> str:
    """3.2 จาก 5; nothing where no weights are printed."""
    return "" if found.on_five is None else f"{number(found.on_five)} จาก 5"


def overall(card: Scorecard) -> str:
    """คะแนนรวม (ทีม 70% + บุคคล 30%) 3.86 จาก 5; "" while nobody has entered the shares."""
    return "" if card.overall is None else f"{scores.overall(card)} {number(card.overall)} จาก 5"


def under_total(found: SectionTotal, shorts: Mapping[str, str], *, shared: bool = False) -> str:
    """Smaller, below: what the total leaves out, and the same over what has a level."""
    said = [ONE_VALUE] if shared else []
    if found.on_five is None:
        said.append(NO_WEIGHTS)
    if found.missing:
        said.append(_missing(found, shorts))
        if found.of_scored is not None:
            said.append(f"เฉพาะที่มีระดับ {number(found.of_scored)} จาก 5")
    return "\n".join(said)


def _missing(found: SectionTotal, shorts: Mapping[str, str]) -> str:
    """An owner's card names those of one กลุ่มงาน, and counts what the total leaves out of others."""
    names = [shorts[i] for i in found.missing if i in shorts]
    others = len(found.missing) - len(names)
    own = f"ยังไม่มีระดับ {len(names)} ตัว: {', '.join(names)}" if names else ""
    theirs = f"กลุ่มงานอื่นยังไม่มีระดับ {others} ตัว" if others else ""
    return " · ".join(part for part in (own, theirs) if part)


def weight(indicator: Indicator) -> str:
    return "" if indicator.weight is None else f"น้ำหนัก {number(indicator.weight)}"


def right(row: Row, dots: str) -> str:
    if row.result.level is not None:
        return f"{dots} {row.result.level}"
    return {"undecided": "รอคำตอบ", "no_criteria": "ไม่มีเกณฑ์", "invalid": "ตัวเลขผิด"}.get(row.result.status, "ยังไม่มีระดับ")


def under(row: Row, gap: Gap | None) -> str:
    """น้ำหนัก 15 · อีก 4 ครัวเรือน ถึงระดับ 4"""
    return " · ".join(part for part in (weight(row.indicator), missing(row, gap)) if part)


def missing(row: Row, gap: Gap | None) -> str:
    result = row.result
    if result.level == 5:
        return "ไม่มีกลุ่มเป้าหมาย นับเป็นระดับ 5" if result.empty else "ถึงระดับสูงสุดแล้ว"
    if gap is not None:
        return scores.gap(gap)
    if result.status == "incomplete":
        return UNREPORTED if not _reported(result) else f"ขาด{lacking(result)}"
    if result.status == "undecided":
        return f"เอกสารไม่ชัดว่าอำเภอนี้มีตัวชี้วัดนี้หรือไม่ รอผู้ดูแลตอบ {' '.join(result.open)}".rstrip()
    if result.status == "no_criteria":
        return NO_CRITERIA
    return scores.why(result)


def _reported(result: Result) -> bool:
    return any(v is not None for v in result.case.inputs.values())


def lacking(result: Result) -> str:
    """What there is no level without, in words: งบประมาณที่ได้รับจัดสรร."""
    found = []
    for name in result.missing:
        base, _, part = name.partition(".")
        used = result.case.indicator.inputs[base]
        found.append(str(getattr(used, scores.PARTS[part])) if part else used.short)
    return ", ".join(dict.fromkeys(found))


def remarks(card: Scorecard, questions: Mapping[str, Sequence[str]]) -> list[str]:
    """Open questions: those that bear on every row first, with what is done meanwhile; the others by their rows."""
    shorts = {row.indicator.id: row.indicator.short for row in card.rows}
    asked = card.agreement.questions
    every = [q for q in questions if len(shorts) > 1 and shorts.keys() <= set(asked[q].indicators)]
    said = [f"{asked[q].meanwhile} (รอยืนยัน {q})" for q in every]
    some: dict[str, list[str]] = {}
    for question, rows in questions.items():
        if question not in every:
            some.setdefault(shorts[rows[0]], []).append(question)
    if some:
        listed = ", ".join(f"{short} ({' '.join(ids)})" for short, ids in some.items())
        first = next(iter(some.values()))[0]
        said.append(f"รอผู้ดูแลยืนยัน: {listed} · พิมพ์ “{SOURCE} {first}” เพื่อดูคำถาม")
    return said


def days_left(end: date, today: date) -> str:
    return reports.days_left(end, today)


def score_alt(place: str, card: Scorecard) -> str:
    """The notification line: the totals, and how many have a level."""
    having = sum(1 for row in card.rows if row.result.level is not None)
    of = sum(1 for row in card.rows if row.applies)
    totals = [f"{t.section.name} {number(t.on_five)}/5" for t in card.sections if t.on_five is not None]
    if card.overall is not None:
        totals.insert(0, f"รวม {number(card.overall)}/5")
    if not totals:
        totals = [f"{r.indicator.short} ระดับ {r.result.level}" for r in card.rows if r.result.level is not None]
    return f"{SCORE} {place}: {', '.join(totals) or UNREPORTED} · มีระดับ {having} จาก {of} ตัวชี้วัด"


# one indicator


def detail_alt(place: str, row: Row, gap: Gap | None) -> str:
    return f"{row.indicator.short} {place}: {scores.level(row.result)} · {missing(row, gap)}"


def gain(points: Fraction, section: str, level: int) -> str:
    return f"ถึงระดับ {level} คะแนน{section} +{number(points)}"


def last_report(what: str, when: date, by: str) -> str:
    return f"ล่าสุด {what} ณ {day(when)}{f' โดย {by}' if by else ''}"


def evidence(level: Level) -> str:
    return f"หลักฐานของระดับ {level.number}: " + " / ".join(e.quote for e in level.evidence)


# missing


def missing_alt(place: str, names: Sequence[str], unreported: int) -> str:
    head = f"{MISSING} {place}: "
    if not names:
        return head + ALL_FIVE
    return head + f"{len(names)} ตัวชี้วัด" + (f" ({UNREPORTED} {unreported})" if unreported else "") + " เช่น " + names[0]


def example(words: str) -> str:
    return f"เช่น “{words}”"


# what-if


def supposed(indicator: Indicator, value: str) -> str:
    return f"ถ้า{indicator.short} {value}"


def changed(figure: str, down: bool) -> str:
    return f"{'ลดลง' if down else 'เพิ่มขึ้น'} {figure}"


def more(value: str, down: bool) -> str:
    return f"{'ลดลง' if down else 'เพิ่มอีก'} {value}"


def change(before: Result, after: Result) -> str:
    if after.level is None:
        return scores.why(after)
    if before.level is None:
        return f"จะได้ระดับ {after.level}"
    if before.level == after.level:
        return f"ยังได้ระดับ {after.level} เท่าเดิม"
    return f"ระดับ {before.level} → {after.level}"


def total_change(section: str, before: Fraction, after: Fraction) -> str:
    step = after - before
    sign = "+" if step > 0 else "−" if step < 0 else "±"
    return f"คะแนน{section} {number(before)} → {number(after)} ({sign}{number(abs(step))})"


def supposed_alt(changes: Sequence[str]) -> str:
    return f"{SUPPOSED}: " + " · ".join(changes)


def understood_as(label: str) -> str:
    return f"คิดแบบ: {label}"


# priority


def first_right(points: Fraction | None) -> str:
    return "" if points is None else f"+{number(points)} คะแนน"


def first_under(gap: Gap, level: int | None) -> str:
    return f"ระดับ {level} · {scores.gap(gap)}"


def pace_right(level: int | None) -> str:
    return "–" if level is None else f"ระดับ {level}"


def pace_under(now: Fraction, end: Fraction, unit: str, as_of: date) -> str:
    about = Fraction(floor(end)) if end >= 1000 else end  # an estimate has no satang
    return f"ณ {day(as_of)} {quantity(now, unit)} → ประมาณ {quantity(about, unit)}"


def pace_head(end: date) -> str:
    return f"{PACE} ({day(end)})"


def first_alt(place: str, names: Sequence[str]) -> str:
    return f"{FIRST} {place}: " + (" > ".join(names[:3]) if names else ALL_FIVE)


# in a group: short, and nobody's shortfall


def short_score(place: str, card: Scorecard) -> str:
    return score_alt(place, card) + "\nรายละเอียดพิมพ์ถามในห้องส่วนตัวได้ค่ะ"


def province_only(indicator: Indicator) -> str:
    who = f" รายงานโดย{indicator.group}" if indicator.group else ""
    return f"{indicator.short}เป็นตัวชี้วัดระดับจังหวัดค่ะ{who} พิมพ์ “{TARGET} {indicator.short}” เพื่อดูเป้า"
