"""What is said about a report: the questions before it is stored, why it is not stored, the receipt's remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Agreement, Indicator, Input
from templates.words.scores import MONTHS, day, number, quantity, unit

YES_STORE, NO_DROP = "ใช่ บันทึก", "ไม่ใช่ ไม่บันทึก"
NOT_STORED = "ยังไม่บันทึก"
STORED = "บันทึกแล้ว"
DROPPED = "ไม่ได้บันทึกค่ะ พิมพ์ตัวเลขที่ถูกต้องส่งมาใหม่ได้เลย"
ASK_WHICH_INPUT = "ตัวเลขนี้เป็นของข้อใดคะ"
ASK_WHICH_INDICATOR = "หมายถึงตัวชี้วัดใดคะ"
ASK_DISTRICT = "รายงานนี้ของอำเภอใดคะ"
PERSONAL_DATA = "ข้อความมีเลขประจำตัวประชาชนค่ะ จึงไม่บันทึก โปรดส่งเฉพาะตัวเลขผลงาน"
NOBODYS = "ไม่พบสิทธิ์รายงานของท่านค่ะ โปรดติดต่อผู้ดูแลของจังหวัด"

TOPICS = {
    "access_to_fund": "การเข้าถึงแหล่งทุน",
    "big_data": "Big Data",
    "budget_spent": "การเบิกจ่าย",
    "click_chumchon": "Click ชุมชน",
    "community_fund_center": "ศูนย์จัดการกองทุนชุมชน",
    "hr_info": "ข้อมูลบุคลากร (DPIS)",
    "income": "รายได้เฉลี่ยของประชากร",
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


def topic(id: str | None) -> str:
    return TOPICS.get(id or "", "เรื่องนี้")


def round_name(agreement: Agreement) -> str:
    part = f" รอบ {agreement.round}" if agreement.round else ""
    return f"{agreement.province} {agreement.fiscal_year}{part}"


def read_as(value: Any) -> str:
    """What was read, as people write it: 82.5%, 1,230 จาก 1,300 ครัวเรือน, ขั้น 3."""
    if value.value is None:
        return topic(value.topic)
    if value.kind == "step":
        return f"ขั้น {number(value.value)}" + (" (ยังไม่เสร็จ)" if value.done is False else "")
    if value.kind == "percent":
        return f"{number(value.value)}%"
    if value.of is not None:
        return f"{number(value.value)} จาก {number(value.of)} {value.unit or ''}".rstrip()
    return f"{number(value.value)} {'บาท' if value.kind == 'baht' else value.unit or ''}".rstrip()


def option(values: Sequence[Any]) -> str:
    return " และ ".join(
        " ".join(
            part
            for part in (topic(v.topic) if v.topic else "", read_as(v), f"อ.{v.district}" if v.district else "")
            if part
        )
        for v in values
    )


# asked before storing


def input_option(indicator: Indicator, used: Input) -> str:
    return used.short if used.short.startswith(indicator.short) else f"{indicator.short}: {used.short}"


def ask_earlier_steps(indicator: Indicator, n: int, before: Sequence[int]) -> str:
    span = f"{before[0]}–{before[-1]}" if len(before) > 1 else str(before[0])
    return f"{indicator.short} ขั้น {n}: ขั้น {span} เสร็จด้วยใช่ไหมคะ"


def all_steps(n: int) -> str:
    return f"ครบถึงขั้น {n}"


def only_step(n: int) -> str:
    return f"เฉพาะขั้น {n}"


def ask_month_or_total(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short} {read_as(value)} เป็นยอดสะสมหรือยอดของเดือนเดียวคะ"


def running_total(to: date) -> str:
    return f"ยอดสะสมถึง {day(to)}"


def month_amount(of: date) -> str:
    return f"ยอดเดือน {MONTHS[of.month]}"


def ask_count(indicator: Indicator, used: Input, n: Decimal) -> str:
    return f"{indicator.short} ({used.short}) {number(n)} {used.unit}: นับรวมทั้งหมด หรือเพิ่มจากเดิมคะ"


def ask_each_month(indicator: Indicator, used: Input) -> str:
    return f"{indicator.short} ({used.short}) นับเป็นรายเดือนจากวันที่ทำจริง โปรดรายงานทีละครั้งพร้อมวันที่ หรือเลือกข้อนี้"


def one_in_month(of: date) -> str:
    return f"ทำในเดือน {MONTHS[of.month]}"


def count_in_all(n: Decimal) -> str:
    return f"รวมทั้งหมด {number(n)}"


def count_more(n: Decimal) -> str:
    return f"เพิ่มอีก {number(n)}"


def ask_fall(indicator: Indicator, old: Fraction, new: Fraction, used: Input) -> str:
    return f"{indicator.short} ลดลงจาก {quantity(old, unit(used))} เป็น {quantity(new, unit(used))} ใช่ไหมคะ"


def ask_far(indicator: Indicator, old: Fraction, new: Fraction, used: Input) -> str:
    return f"{indicator.short} {quantity(new, unit(used))} ต่างจากเดิม ({quantity(old, unit(used))}) มาก ถูกต้องไหมคะ"


def ask_other_whole(used: Input, said: Decimal, known: Decimal) -> str:
    return f"ยอดเต็ม ({used.whole}) ที่ตั้งไว้คือ {number(known)} แต่ข้อความว่า {number(said)} ใช้ตัวใดคะ"


def whole_options(said: Decimal, known: Decimal) -> tuple[tuple[str, str], ...]:
    return ((f"ใช้ {number(known)}", "known"), (f"ใช้ {number(said)}", "said"))


def ask_whole(indicator: Indicator, used: Input) -> str:
    return f"ยังไม่ทราบ{used.whole} จึงยังไม่มีระดับ พิมพ์ยอดเต็มมาได้เลยค่ะ เช่น “{indicator.short} … จาก …”"


def odd_whole(whole: Decimal) -> str:
    return f"{number(whole)} ไม่เข้ากับตัวเลขที่รายงานไว้ค่ะ จึงยังไม่บันทึก พิมพ์ยอดเต็มอีกครั้ง"


def ask_round(closing: Agreement, day_of: date) -> str:
    return f"ผลนี้เป็นของรอบใดคะ (วันนี้ {day(day_of)})"


def round_option(agreement: Agreement) -> str:
    until = f" (ถึง {day(agreement.end)})"
    return (f"รอบ {agreement.round}" if agreement.round else f"ปี {agreement.fiscal_year}") + until


# not stored, and why


def not_in_agreement(agreement: Agreement, id: str) -> str:
    return f"ข้อตกลง{round_name(agreement)} ไม่มีตัวชี้วัด{topic(id)} จึงไม่นับคะแนนและไม่บันทึกค่ะ"


def no_such_input(indicator: Indicator, value: Any) -> str:
    taken = " หรือ ".join(dict.fromkeys(_taken_as(u) for u in indicator.inputs.values()))
    shown = read_as(value)
    if not taken:
        return f"อ่านได้ว่า {topic(value.topic)} {shown} แต่{indicator.short}ไม่มีเกณฑ์ระดับในเอกสาร จึงไม่บันทึกค่ะ"
    return f"อ่านได้ว่า {topic(value.topic)} {shown} แต่{indicator.short}รับเป็น {taken} จึงยังไม่บันทึกค่ะ"


def _taken_as(used: Input) -> str:
    if used.derive == "flag":
        return f"ขั้นที่ทำเสร็จ (เช่น “ขั้น {used.level or 1} เสร็จแล้ว”)"
    if used.parts:
        return f"ร้อยละ หรือจำนวน{used.unit} ({used.short})"
    if used.derive in ("date", "dates"):
        return f"วันที่ ({used.short})"
    return f"จำนวน{used.unit} ({used.short})"


def no_steps(indicator: Indicator) -> str:
    used = next(iter(indicator.inputs.values()), None)
    example = f" เช่น “{indicator.short} {EXAMPLES.get(unit(used), '10')}”" if used else ""
    return f"{indicator.short}ไม่ได้วัดเป็นขั้นค่ะ วัดเป็นตัวเลข{example}"


EXAMPLES = {"ร้อยละ": "85%", "บาท": "450,000 บาท", "ครัวเรือน": "12 ครัวเรือน", "ครั้ง": "2 ครั้ง"}


def no_such_step(indicator: Indicator, n: int) -> str:
    return f"{indicator.short}มีขั้น 1 ถึง {len(indicator.levels)} ไม่มีขั้น {n} ค่ะ"


def level_is_a_figure(indicator: Indicator, n: int) -> str:
    asked = ", ".join(dict.fromkeys(indicator.inputs[c.input].short for c in indicator.levels[n - 1].conditions))
    return f"{indicator.short} ระดับ {n} วัดด้วยตัวเลข ({asked}) ไม่ใช่ขั้นค่ะ โปรดส่งตัวเลข"


def no_number(indicator: Indicator) -> str:
    return f"ไม่พบตัวเลขของ{indicator.short}ค่ะ"


def ask_for_done(indicator: Indicator, used: Input, value: Any) -> str:
    wanted = "จำนวนที่เหลือ" if used.sense == "remaining" else "จำนวนที่ทำได้"
    return f"{indicator.short}นับ{wanted}ค่ะ และยังไม่ทราบยอดเต็มเพื่อแปลง {read_as(value)} โปรดส่ง{wanted} หรือ “… จาก …”"


def not_yours(district: str | None) -> str:
    return f"ท่านไม่มีสิทธิ์รายงานของอำเภอ{district}ค่ะ จึงไม่บันทึก" if district else "ค่าระดับจังหวัดรายงานโดยกลุ่มงานค่ะ"


def not_your_group(groups: Iterable[str]) -> str:
    return f"ตัวชี้วัดนี้รับผิดชอบโดย{' '.join(sorted(groups))}ค่ะ จึงไม่บันทึก"


PROVINCE_ROW = "ค่าระดับจังหวัด"


def still_waiting(n: int) -> str:
    return f"อีก {n} รายการ{NOT_STORED} จะถามต่อหลังตอบข้อนี้"


def province_only(indicator: Indicator) -> str:
    return f"{indicator.short}เป็นตัวชี้วัดระดับจังหวัด รายงานโดย{indicator.group or 'จังหวัด'}ค่ะ จึงไม่บันทึก"


def outside_rounds(when: date) -> str:
    return f"ขณะนี้ไม่มีรอบประเมินที่เปิดสำหรับวันที่ {day(when)} ค่ะ จึงยังไม่บันทึก ผู้ดูแลเปิดรอบได้ด้วย activate"


def round_closed(agreement: Agreement) -> str:
    return f"รอบ {round_name(agreement)} ปิดแล้วค่ะ แก้ไขได้เฉพาะผู้กำกับระดับจังหวัด"


# remarks of a receipt


def subtraction(used: Input, value: Any, turned: Decimal, whole: Decimal | None) -> str:
    total = "100%" if value.kind == "percent" else number(whole) if whole is not None else "?"
    return f"{total} − {read_as(value)} = {number(turned)}"


def entries(n: int) -> str:
    return f"{n} รายการ"


def understood(kind: str, slot: str, as_of: date) -> str:
    if kind == "month":
        year, month = slot.split("-")
        return f"ยอดเดือน {MONTHS[int(month)]} {int(year) + 543}"
    return {
        "total": f"ยอดสะสมถึง {day(as_of)}",
        "entry": f"เพิ่ม 1 รายการ วันที่ {day(as_of)}",
        "count": f"จำนวนรวมถึง {day(as_of)}",
        "step": f"ณ {day(as_of)}",
    }.get(kind, f"ณ {day(as_of)}")


def older_than(as_of: date, newer: date) -> str:
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


def ask_reading(reason: str | None) -> str:
    return f"{WHY_ASKED.get(reason or '', WHY_ASKED['nothing_understood'])} หมายถึงข้อใดคะ"


NONE_OF_THESE = "ไม่ใช่ทั้งหมด"


def days_left(end: date, today: date) -> str:
    left = (end - today).days
    return f"เหลือ {left} วันถึงสิ้นรอบ ({day(end)})" if left >= 0 else f"สิ้นรอบแล้วเมื่อ {day(end)}"


def effect(points: Fraction, section: str) -> str:
    return f"คะแนน{section} {'+' if points >= 0 else ''}{number(points)} (เต็ม 5)"


def many_alt(stored: int, waiting: int) -> str:
    return f"บันทึกแล้ว {stored} รายการ" + (f" · ยังไม่บันทึก {waiting} รายการ" if waiting else "")
