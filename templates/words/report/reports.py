"""What is said about a report: the questions before it is stored, why it is not stored, the receipt's remarks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Agreement, Indicator, Input
from templates.words.scores import MONTHS, day, in_unit, number, quantity

ASK_WHICH_INDICATOR = "หมายถึงตัวชี้วัดใดคะ"
NOT_STORED = "ยังไม่บันทึก"
STORED = "บันทึกแล้ว"
DROPPED = "ไม่ได้บันทึกค่ะ พิมพ์ตัวเลขที่ถูกต้องส่งมาใหม่ได้เลย"
KEPT = "ใช้ตัวเลขที่บันทึกไว้แล้วค่ะ"

TOPICS = {
    "access_to_fund": "การเข้าถึงแหล่งทุน",
    "big_data": "Big Data",
    "budget_spent": "การเบิกจ่าย",
    "click_chumchon": "Click ชุมชน",
    "community_fund_center": "ศูนย์จัดการกองทุนชุมชน",
    "hr_info": "ข้อมูลบุคลากร (DPIS)",
    "rural_income": "รายได้เฉลี่ยของประชาชนในเขตชนบท",
    "jpt_collection": "การจัดเก็บ จปฐ.",
    "moral_org": "องค์กรคุณธรรม",
    "otop_income": "รายได้ OTOP",
    "otop_online_income": "รายได้ OTOP ออนไลน์",
    "plan_success": "ความสำเร็จตามแผน",
    "poor_households": "ครัวเรือนยากจน",
    "poverty_tpmap": "ขจัดความยากจน (TPMAP)",
    "pracharat": "เศรษฐกิจฐานรากและประชารัฐ",
    "sammachip": "สัมมาชีพชุมชน",
    "silk_sales": "ยอดขายผ้าไหม",
    "strong_subdistrict": "ตำบลเข้มแข็ง",
    "sufficiency_village": "หมู่บ้านเศรษฐกิจพอเพียง",
    "tourism_community": "ชุมชนท่องเที่ยว",
    "transparency": "คุณธรรมและความโปร่งใส (ITA)",
    "women_fund_debt": "หนี้กองทุนสตรี",
    "women_fund_spending": "การเบิกจ่ายกองทุนสตรี",
}

# how a topic is said in an example, where its name alone would be too long
SAID = {
    "budget_spent": "เบิกจ่าย",
    "plan_success": "แผนงาน",
    "jpt_collection": "จปฐ.",
    "otop_income": "OTOP",
    "otop_online_income": "OTOP ออนไลน์",
    "poverty_tpmap": "TPMAP",
    "pracharat": "เศรษฐกิจฐานราก",
    "women_fund_spending": "เบิกจ่ายกองทุนสตรี",
    "women_fund_debt": "หนี้เกินกำหนดกองทุนสตรี",
    "access_to_fund": "เข้าถึงแหล่งทุน",
    "hr_info": "DPIS",
    "transparency": "ITA",
    "sufficiency_village": "หมู่บ้านเศรษฐกิจพอเพียง",
}


def topic(id: str | None, agreement: Agreement | None = None) -> str:
    """What a topic is called; an indicator's own is called as its agreement has it."""
    own = agreement.called(id) if agreement is not None else ""
    return own or TOPICS.get(id or "", "เรื่องนี้")


def about(value: Any) -> str:
    """What a value is about."""
    return value.called or topic(value.topic)


def said_as(indicator: Indicator) -> str:
    """How an indicator is said in an example."""
    own = next(iter(indicator.names), indicator.short)
    return SAID.get(indicator.topic) or TOPICS.get(indicator.topic) or own


def exact(amount: Decimal) -> str:
    """As it was reported, to the last digit: 99.605 is not 99.61, which would be another level."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_as(value: Any) -> str:
    """What was read, as people write it: 82.5%, 1,230 จาก 1,300 ครัวเรือน, ขั้น 3."""
    if value.kind == "date" and value.date is not None:
        return day(value.date)
    if value.value is None:
        return about(value)
    if value.kind == "step":
        return f"ขั้น {exact(value.value)}" + (" (ยังไม่เสร็จ)" if value.done is False else "")
    if value.kind == "percent":
        return f"{exact(value.value)}%"
    if value.of is not None:
        return in_unit(f"{exact(value.value)} จาก {exact(value.of)}", value.unit or "")
    return in_unit(exact(value.value), "บาท" if value.kind == "baht" else value.unit or "")


def option(values: Sequence[Any]) -> str:
    return " และ ".join(
        " ".join(
            part for part in (about(v) if v.topic else "", read_as(v), f"อ.{v.district}" if v.district else "") if part
        )
        for v in values
    )


def would_be(stored: Sequence[Any]) -> str:
    """Exactly what a yes would keep: the value that is scored, with unit, sense, district and month."""
    return " และ ".join(_kept(one) for one in stored)


def of_day(label: str, as_of: date) -> str:
    return f"{label} ณ {day(as_of)}"


def _kept(one: Any) -> str:
    fact, used = one.taken.facts[0], one.taken.input
    sense = "เหลือ" if used.sense == "remaining" and used.unit == "ครัวเรือน" and used.parts else ""
    if one.value.sense == "remaining" and used.sense == "done":
        sense = used.short  # ไม่มีครัวเรือนยากจนแล้ว: all of them were helped
    said = [about(one.value), sense, headline(one)]
    if fact.kind in ("month", "total"):
        said.append(f"({understood(fact.kind, fact.slot, fact.as_of)})")
    if one.value.district:
        said.append(f"อ.{one.value.district}")
    return " ".join(part for part in said if part)


def headline(one: Any) -> str:
    """The value that is stored: as it was said where that is it, else as it was turned or counted."""
    fact, used, value = one.taken.facts[0], one.taken.input, one.value
    if one.taken.understood in ("step", "day", "entry") or value.value is None:
        return read_as(value)
    if value.kind == "percent" and used.derive in ("growth", "reduction"):
        amount = Decimal(str(fact.value))
        rises = (used.derive == "growth") == (amount >= 0)
        return f"{'เพิ่มขึ้น' if rises else 'ลดลง'} {exact(abs(amount))}%"
    upper, lower = (fact.value.get(p) for p in used.parts) if isinstance(fact.value, dict) else (fact.value, None)
    as_said = Decimal(str(upper)) == value.value and (None if lower is None else Decimal(lower)) == value.of
    with_unit = value.kind == "baht" or value.kind == "percent" or bool(value.unit)
    return read_as(value) if as_said and with_unit else worth_of(used, fact.value, fact.slot)


def figure(amount: Fraction, used: Input, in_amounts: bool) -> str:
    """An amount in its own unit (whole ones where it is only for comparing), a share as a percentage."""
    if not in_amounts:
        return quantity(amount, "ร้อยละ" if used.parts else used.unit)
    return quantity(Fraction(round(amount)) if amount > 1000 else amount, used.unit)


def worth_of(used: Input, worth: Any, slot: str = "") -> str:
    """What stands, as people write it: 82.5%, 10 จาก 13 ครัวเรือน, 450,000 บาท."""
    if isinstance(worth, bool):
        return "เสร็จแล้ว" if worth else "ยังไม่เสร็จ"
    if isinstance(worth, dict):
        upper, lower = (worth.get(part) for part in used.parts)
        said = " จาก ".join(exact(Decimal(part)) for part in (upper, lower) if part is not None)
        return in_unit(said, used.unit)
    of = used.unit if slot or not used.parts else "ร้อยละ"
    try:
        said = exact(Decimal(str(worth)))
        return f"{said}%" if of == "ร้อยละ" else in_unit(said, of)
    except ArithmeticError:
        return day(date.fromisoformat(str(worth)))


PERIODS = {"month": "เดือน", "quarter": "ไตรมาส"}


def called(indicator: Indicator, used: Input) -> str:
    """รายได้ OTOP (ส่ง KBO) where an indicator takes several figures, else its name alone."""
    figures = [u for u in indicator.inputs.values() if u.derive != "flag" and u.counts != "office_value"]
    return f"{indicator.short} ({used.short})" if len(figures) > 1 and used.derive != "flag" else indicator.short


def thing(used: Input) -> str:
    """What is counted: ครั้ง of ครั้ง/เดือน."""
    return used.unit.split("/")[0]


# remarks of a receipt


def subtraction(value: Any, turned: Decimal, whole: Decimal | None) -> str:
    if value.kind == "percent":
        return f"100% − {read_as(value)} = {number(turned)}%"
    if whole is None:
        return ""
    return f"{number(whole)} − {number(value.value)} = {number(turned)} {value.unit or ''}".rstrip()


def used_whole(used: Input, known: Decimal) -> str:
    return f"ใช้ยอดเต็ม {number(known)} ({used.whole})"


def as_always(used: Input) -> str:
    return f"บันทึกที่ “{used.short}” เหมือนที่ท่านรายงานทุกครั้ง ถ้าเป็นข้ออื่น โปรดพิมพ์ชื่อข้อด้วย"


def shown_under(other: Indicator) -> str:
    return f"แสดงที่ “{other.short}” ด้วย (เอกสารไม่มีเกณฑ์ระดับ)"


def on_behalf(district: str, name: str) -> str:
    return f"ผู้กำกับ {name} รายงานแทนอำเภอ{district}"


AFTER_CLOSING = "แก้ไขหลังปิดรอบ"


def understood(kind: str, slot: str, as_of: date) -> str:
    if kind == "month":
        year, month = slot.split("-")
        return f"ยอดเดือน {MONTHS[int(month)]} {int(year) + 543}"
    return {
        "total": f"ยอดสะสมถึง {day(as_of)}",
        "entry": f"เพิ่ม 1 รายการ วันที่ {day(as_of)}",
        "count": f"จำนวนรวมถึง {day(as_of)}",
        "rate": f"อัตราต่อรอบเวลา ณ {day(as_of)}",
    }.get(kind, f"ณ {day(as_of)}")


def older_than(as_of: date, newer: date) -> str:
    if as_of == newer:
        return f"ส่งก่อนค่าที่บันทึกไว้แล้วของ {day(as_of)} จึงเก็บเป็นประวัติ ค่าปัจจุบันไม่เปลี่ยน"
    return f"เก็บเป็นประวัติของ {day(as_of)} ค่าปัจจุบันยังเป็นของ {day(newer)}"


WHY_ASKED = {
    "no_topic": "ไม่ทราบว่าตัวเลขนี้เป็นของตัวชี้วัดใด",
    "topic_too_general": "คำนี้หมายถึงได้หลายตัวชี้วัด",
    "topic_by_number": "โปรดยืนยันชื่อตัวชี้วัด",
    "two_topics": "มีหลายเรื่องหรือหลายตัวเลขปนกัน แยกส่งทีละบรรทัดจะอ่านได้แน่นอน",
    "unknown_word": "มีคำที่ยังอ่านไม่ออก",
    "no_number": "ไม่พบตัวเลขผลงาน",
    "no_unit": "ไม่ทราบหน่วยของตัวเลข",
    "two_numbers": "มีสองตัวเลขสำหรับเรื่องเดียว",
    "elision": "ตัวเลขอ่านได้สองแบบ",
    "number_spelling": "รูปแบบตัวเลขไม่ชัด",
    "number_range": "เป็นช่วง ไม่ใช่ตัวเลขเดียว",
    "hedge": "เป็นค่าประมาณ",
    "bound": "เป็นขอบเขต ไม่ใช่ตัวเลขจริง",
    "change_only": "เป็นส่วนที่เปลี่ยน ไม่ใช่ยอดปัจจุบัน",
    "remaining": "เป็นจำนวนที่เหลือ ขอจำนวนที่ทำได้",
    "no_figure_but_all": "ขอเป็นตัวเลข",
    "zero_or_nothing": "หมายถึงศูนย์ หรือยังไม่มีผลให้รายงาน",
    "negated": "ข้อความเป็นปฏิเสธ",
    "over_100": "เกินร้อยละ 100",
    "negative": "ตัวเลขติดลบ",
    "more_than_whole": "มากกว่ายอดเต็ม",
    "disagreeing_percent": "ร้อยละไม่ตรงกับจำนวน",
    "odd_magnitude": "ขนาดตัวเลขผิดปกติ",
    "unit_does_not_fit": "หน่วยไม่เข้ากับตัวเลข",
    "target_or_result": "เป็นเป้าหมายหรือผลที่ทำได้",
    "personal_data": "มีเลขประจำตัวประชาชน",
    "two_measures": "มีสองวิธีนับปนกัน",
    "date_unclear": "วันที่อ่านได้หลายแบบ",
    "date_impossible": "ไม่มีวันที่นี้",
    "date_future": "เป็นวันที่ในอนาคต",
    "date_outside_year": "วันที่อยู่นอกปีงบประมาณนี้",
    "place_unclear": "ชื่ออำเภอไม่ชัด",
    "other_province": "เป็นอำเภอของจังหวัดอื่น",
    "for_another": "เป็นการส่งแทนอำเภออื่น",
    "question": "มีคำถามปนอยู่",
    "not_a_report": "ยังไม่ใช่ผลที่เกิดขึ้นแล้ว",
    "correction_unclear": "ไม่ชัดว่าแก้จากเท่าใดเป็นเท่าใด",
    "undo_unclear": "ไม่ชัดว่าต้องการยกเลิกหรือไม่",
    "too_long": "ข้อความยาวเกินไป โปรดแบ่งส่ง",
    "odd_characters": "มีสัญลักษณ์แทนตัวเลข",
    "nothing_understood": "ยังอ่านไม่เข้าใจ",
}


def not_stored(reason: str | None, understood_as: str, example: str) -> str:
    """Which part was not understood, what was understood all the same, and one example to copy."""
    lines = [f"{NOT_STORED}ค่ะ: {WHY_ASKED.get(reason or '', WHY_ASKED['nothing_understood'])}"]
    if understood_as:
        lines.append(f"อ่านได้: {understood_as}")
    if example:
        lines.append(f"ลองพิมพ์: “{example}”")
    return "\n".join(lines)


def nothing_yet(of: str, example: str) -> str:
    """ยังไม่ได้ประชุม: there is nothing to store, and nobody said a figure."""
    lines = [f"รับทราบว่ายังไม่มีผลของ{of} จึงยังไม่บันทึกค่ะ หากผลเป็นศูนย์ พิมพ์เลข 0 มาด้วย"]
    return "\n".join([*lines, *([f"เมื่อมีผลแล้วพิมพ์ได้เลย เช่น “{example}”"] if example else [])])


def ask_reading(reason: str | None, options: int) -> str:
    why = WHY_ASKED.get(reason or "", WHY_ASKED["nothing_understood"])
    return f"{why} บันทึกตามนี้ไหมคะ หรือพิมพ์ใหม่" if options == 1 else f"{why} หมายถึงข้อใดคะ"


def ask_topic(values: Sequence[Any]) -> str:
    return f"{' และ '.join(read_as(v) for v in values)} เป็นผลของเรื่องใดคะ"


NONE_OF_THESE = "ไม่ใช่ทั้งหมด"
NOT_THIS = "ไม่ใช่ ไม่บันทึก"


def days_left(end: date, today: date) -> str:
    left = (end - today).days
    return f"เหลือ {left} วันถึงสิ้นรอบ ({day(end)})" if left >= 0 else f"สิ้นรอบแล้วเมื่อ {day(end)}"


def many_alt(stored: int, waiting: int) -> str:
    return f"บันทึกแล้ว {stored} รายการ" + (f" · ยังไม่บันทึก {waiting} รายการ" if waiting else "")


def still_waiting(n: int) -> str:
    return f"อีก {n} รายการ{NOT_STORED} จะถามต่อหลังตอบข้อนี้"
