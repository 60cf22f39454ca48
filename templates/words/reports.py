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
ASK_WHICH_INDICATOR = "หมายถึงตัวชี้วัดใดคะ"
PERSONAL_DATA = "ข้อความมีเลขประจำตัวประชาชนค่ะ จึงไม่บันทึก โปรดส่งเฉพาะตัวเลขผลงาน"
NOBODYS = "ไม่พบสิทธิ์รายงานของท่านค่ะ โปรดติดต่อผู้ดูแลของจังหวัด"

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


def ask_which_input(value: Any) -> str:
    return f"{topic(value.topic)} {read_as(value)} เป็นตัวเลขของข้อใดคะ"


def ask_district(value: Any) -> str:
    return f"{topic(value.topic)} {read_as(value)} เป็นของอำเภอใดคะ"


def ask_earlier_steps(indicator: Indicator, n: int, before: Sequence[int]) -> str:
    span = f"{before[0]}–{before[-1]}" if len(before) > 1 else str(before[0])
    return f"{indicator.short} ขั้น {n} เสร็จแล้ว ขั้น {span} เสร็จด้วยใช่ไหมคะ"


ALL_STEPS = "ครบทุกขั้น"


def only_step(n: int) -> str:
    return f"เฉพาะขั้น {n}"


def ask_day(indicator: Indicator, used: Input, n: int) -> str:
    which = f"ระดับ {n} " if n else ""
    return (
        f"{indicator.short} {which}นับจาก{used.short}ค่ะ เป็นวันใดคะ\n"
        f"เลือกด้านล่าง หรือพิมพ์ เช่น “{indicator.short} ขั้น {n} เสร็จแล้ว 5 ก.พ.”"
    )


def today_option(today: date) -> str:
    return f"วันนี้ {day(today)}"


NOT_NOW = "ยังไม่บันทึก"
RUNNING_TOTAL = "ยอดสะสม"


def ask_month_or_total(indicator: Indicator, value: Any, to: date) -> str:
    return (
        f"{indicator.short} {read_as(value)} เป็นยอดสะสมตั้งแต่ต้นรอบถึง {day(to)} "
        f"หรือยอดของเดือน {MONTHS[to.month]} เดือนเดียวคะ\n"
        "คำตอบนี้จะใช้กับครั้งต่อไปด้วย และเปลี่ยนได้จากใบรับ"
    )


def ask_quarter(indicator: Indicator, value: Any) -> str:
    said = f"{indicator.short} {read_as(value)}"
    return f"{said} ของไตรมาสเดียวยังบวกรวมไม่ได้ค่ะ ตัวเลขนี้เป็นยอดสะสมใช่ไหมคะ ถ้าไม่ใช่ โปรดส่งเป็นรายเดือน"


def running_total(to: date) -> str:
    return f"สะสมถึง {day(to)}"


def month_amount(of: date) -> str:
    return f"ยอดเดือน {MONTHS[of.month]}"


def held_by_total(to: date) -> str:
    return f"เก็บไว้แล้ว แต่เดือนนี้รวมอยู่ในยอดสะสมถึง {day(to)} จึงไม่บวกซ้ำ"


def ask_count(indicator: Indicator, used: Input, n: Decimal) -> str:
    return f"{indicator.short} ({used.short}) {quantity(n, used.unit)} นับรวมทั้งหมด หรือเพิ่มจากที่รายงานไว้คะ"


def count_in_all(n: Decimal, used: Input) -> str:
    return f"รวม {quantity(n, used.unit)}"


def count_more(n: Decimal, used: Input) -> str:
    return f"เพิ่มอีก {quantity(n, used.unit)}"


def held_by_count(to: date) -> str:
    return f"เก็บไว้แล้ว แต่รวมอยู่ในจำนวนที่รายงานถึง {day(to)} จึงไม่บวกซ้ำ"


def once_a_day(on: date) -> str:
    return f"วันที่ {day(on)} นับไว้แล้ว คนเดียวกันวันเดียวกันนับครั้งเดียว"


def ask_each_month(indicator: Indicator, used: Input) -> str:
    return f"{indicator.short} ({used.short}) นับเป็นเดือนที่มีการทำค่ะ ไม่ใช่จำนวนครั้ง บันทึกว่าเดือนนี้ทำแล้วไหมคะ"


def one_in_month(of: date) -> str:
    return f"เดือน {MONTHS[of.month]} ทำแล้ว"


_EVERY = {"month": "เดือน", "quarter": "ไตรมาส"}


def _each(used: Input) -> str:
    return used.unit.split("/")[0]


def ask_rate(indicator: Indicator, used: Input) -> str:
    return f"{indicator.short} ({used.short}) นับต่อ{_EVERY[used.every]}ค่ะ ตัวเลขนี้หมายถึงข้อใดคะ"


def each_period(used: Input, n: Decimal) -> str:
    return f"{_EVERY[used.every]}ละ {number(n)} {_each(used)}"


def times_in_month(n: Decimal, used: Input, of: date) -> str:
    return f"{number(n)} {_each(used)}ใน {MONTHS[of.month]}"


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
        said = " จาก ".join(number(Decimal(part)) for part in (upper, lower) if part is not None)
        return f"{said} {used.unit}".rstrip()
    try:
        return quantity(Decimal(str(worth)), used.unit if slot or not used.parts else "ร้อยละ")
    except ArithmeticError:
        return day(date.fromisoformat(str(worth)))


def ask_fall(indicator: Indicator, old: str, new: str) -> str:
    return f"{indicator.short} เดิม {old} ครั้งนี้ {new} ลดลงจากเดิม ถูกต้องไหมคะ\n{ONCE_MORE}"


BEFORE, OTHER_MONTHS, MONTHLY_BASE = "ค่าเดิมคือ", "เดือนอื่นเฉลี่ยเดือนละ", "ยอดฐานเฉลี่ยเดือนละ"
SHARE_OF_BASE, BASE = "ตามสัดส่วนวันของยอดฐานน่าจะราว", "ยอดฐานคือ"
ONCE_MORE = "ถ้าถูกต้อง ตอบข้อ 1 หรือส่งข้อความเดิมอีกครั้ง"


def ask_far(indicator: Indicator, new: str, usual: str, why: str) -> str:
    return f"{indicator.short} {new} ต่างจากปกติมากค่ะ ({why} {usual}) ตัวเลขถูกต้องไหมคะ\n{ONCE_MORE}"


def ask_over(indicator: Indicator, used: Input, amount: Decimal, whole: Decimal) -> str:
    return f"{indicator.short} {quantity(amount, used.unit)} มากกว่า{used.whole} ({number(whole)}) ถูกต้องไหมคะ"


def ask_other_whole(used: Input, said: Decimal, known: Decimal, printed: bool) -> str:
    where = "ที่พิมพ์ในเอกสาร" if printed else "ที่สำนักงานตั้งไว้"
    return (
        f"{used.whole}{where}คือ {number(known)} แต่ข้อความว่า {number(said)} ค่ะ บันทึกโดยใช้ {number(known)} ไหมคะ\n"
        "ถ้าค่าที่ตั้งไว้ไม่ถูกต้อง โปรดแจ้งผู้กำกับของจังหวัด"
    )


def use_known(known: Decimal) -> str:
    return f"ใช้ {number(known)}"


def ask_sense(indicator: Indicator, used: Input, value: Any) -> str:
    counted = "จำนวนที่เหลือ" if used.sense == "remaining" else "จำนวนที่ทำได้"
    return f"{indicator.short}นับ{counted}ค่ะ {read_as(value)} หมายถึงข้อใดคะ"


def sense_options(used: Input, value: Any) -> tuple[tuple[str, str], ...]:
    shown = read_as(value)
    if used.sense == "remaining":
        return ((f"เหลือ {shown}", "same"), (f"ทำได้ {shown}", "other"))
    return ((f"ทำได้ {shown}", "same"), (f"เหลือ {shown}", "other"))


def ask_with_whole(indicator: Indicator, used: Input, value: Any) -> str:
    said = "ทำได้" if used.sense == "remaining" else "เหลือ"
    amount = number(value.value)
    return f"ยังไม่ทราบ{used.whole} จึงยังคิดให้ไม่ได้และยังไม่บันทึกค่ะ พิมพ์พร้อมยอดเต็ม เช่น “{indicator.short} {said} {amount} จาก …”"


def ask_change(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short} {read_as(value)} เป็นยอดปัจจุบัน หรือเป็นส่วนที่เปลี่ยนไปคะ"


def change_options(value: Any) -> tuple[tuple[str, str], ...]:
    return ((f"ยอดปัจจุบัน {read_as(value)}", "now"), ("ส่วนที่เปลี่ยน ไม่บันทึก", "drop"))


def ask_reduction(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short}วัดจากหนี้ที่ลดลงค่ะ {read_as(value)} หมายถึงข้อใดคะ"


def reduction_options(value: Any) -> tuple[tuple[str, str], ...]:
    return ((f"หนี้ลดลง {read_as(value)}", "down"), (f"ยังค้างอยู่ {read_as(value)}", "share"))


def reduction_wanted(indicator: Indicator, used: Input) -> str:
    return (
        f"{indicator.short}วัดจากหนี้ที่ลดลง จึงยังไม่บันทึกค่ะ โปรดส่งหนี้คงเหลือเป็นบาท "
        f"เช่น “{indicator.short} คงเหลือ 95,000 บาท” หรือ “{indicator.short} ลดลง 5%”"
    )


def ask_whole(indicator: Indicator, used: Input) -> str:
    return f"ยังไม่ทราบ{used.whole} จึงยังไม่มีระดับจากตัวเลขนี้ค่ะ พิมพ์ยอดเต็มมาได้เลย เช่น “{_sample_whole(used)}”"


def _sample_whole(used: Input) -> str:
    return "2,400,000" if used.unit == "บาท" else f"120 {used.unit.split('/')[0]}"


def odd_whole(whole: Decimal) -> str:
    return f"{number(whole)} ไม่เข้ากับตัวเลขที่รายงานไว้ จึงยังไม่บันทึกค่ะ พิมพ์ยอดเต็มอีกครั้ง"


def ask_round(closing: Agreement, day_of: date) -> str:
    return f"วันนี้ {day(day_of)} รอบก่อนยังไม่ปิด ผลนี้เป็นของรอบใดคะ (ถามวันละครั้ง)"


def round_option(agreement: Agreement) -> str:
    return f"ผลของ{round_only(agreement)}"


def round_only(agreement: Agreement) -> str:
    return f"รอบ {agreement.round}/{agreement.fiscal_year}" if agreement.round else f"ปี {agreement.fiscal_year}"


AMEND = "บันทึกเป็นการแก้ไข"


def ask_closed(agreement: Agreement) -> str:
    return f"{round_only(agreement)} ของ{agreement.province}ปิดแล้วค่ะ บันทึกเป็นการแก้ไขหลังปิดรอบไหมคะ (ผู้อื่นจะเห็นว่าแก้ภายหลัง)"


# not stored, and why


def not_in_agreement(agreement: Agreement, value: Any, near: Indicator | None) -> str:
    lines = [
        f"อ่านได้ว่า {topic(value.topic)} {read_as(value)}",
        f"ข้อตกลง{round_name(agreement)} ไม่มีตัวชี้วัด{topic(value.topic)} จึงไม่นับคะแนนและไม่บันทึกค่ะ",
    ]
    if near is not None:
        lines.append(f"ที่ใกล้เคียงคือ “{near.short}” รับเป็น{_takes(near)} เช่น “{_example(near, value)}”")
    return "\n".join(lines)


def not_of_district(agreement: Agreement, indicator: Indicator, district: str) -> str:
    return f"{indicator.short}ไม่ใช้กับอำเภอ{district}ตามข้อตกลง{round_name(agreement)} จึงไม่บันทึกค่ะ"


def no_such_input(indicator: Indicator, value: Any) -> str:
    lines = [f"อ่านได้ว่า {topic(value.topic)} {read_as(value)}"]
    if not indicator.inputs:
        return f"{lines[0]}\n{indicator.short}ไม่มีเกณฑ์ระดับในเอกสาร จึงไม่บันทึกค่ะ"
    lines.append(f"“{indicator.short}” รับเป็น{_takes(indicator)} จึงยังไม่บันทึกค่ะ")
    lines.append(f"ลองพิมพ์: “{_example(indicator, value)}”")
    return "\n".join(lines)


def _takes(indicator: Indicator) -> str:
    """What an indicator takes, at most three things: 48 characters of a telephone's line each."""
    figures = [u for u in indicator.inputs.values() if u.derive != "flag" and u.counts != "office_value"]
    said = [_taken_as(u) for u in figures[:3]]
    if any(u.derive == "flag" for u in indicator.inputs.values()):
        said.append("ขั้นที่ทำเสร็จ")
    return " หรือ".join(dict.fromkeys(said))


def _taken_as(used: Input) -> str:
    if used.parts:
        return f"ร้อยละหรือจำนวน{used.unit} ({used.short})"
    if used.derive in ("date", "dates"):
        return f"วันที่ ({used.short})"
    return f"{'ร้อยละ' if used.unit == 'ร้อยละ' else f'จำนวน{used.unit}'} ({used.short})"


def _example(indicator: Indicator, value: Any) -> str:
    """Made from the person's own figure where the indicator takes one of its kind."""
    figures = [u for u in indicator.inputs.values() if u.derive not in ("flag", "date", "dates")]
    if value.kind == "percent" and any(u.parts or u.unit == "ร้อยละ" for u in figures):
        return f"{indicator.short} {read_as(value)}"
    if value.kind == "baht" and any(u.unit.startswith("บาท") for u in figures):
        return f"{indicator.short} {read_as(value)}"
    if value.kind in ("count", "ratio") and figures and value.value is not None:
        units = [u.unit.split("/")[0] for u in figures if u.unit not in ("บาท", "ร้อยละ")]
        if units:
            of = f" จาก {number(value.of)}" if value.of is not None else ""
            return f"{indicator.short} {number(value.value)}{of} {units[0]}"
    flags = [u for u in indicator.inputs.values() if u.derive == "flag"]
    if figures:
        return _sample(indicator, figures[0])
    return f"{indicator.short} ขั้น {flags[0].level or 1} เสร็จแล้ว" if flags else indicator.short


def _sample(indicator: Indicator, used: Input) -> str:
    if used.counts == "months":
        return f"{indicator.short} สะสม 450,000 บาท"
    return f"{indicator.short} {EXAMPLES.get(unit(used), f'2 {_each(used)}')}"


EXAMPLES = {"ร้อยละ": "85%", "บาท": "450,000 บาท", "ครัวเรือน": "12 ครัวเรือน", "ครั้ง": "2 ครั้ง"}


def no_steps(indicator: Indicator) -> str:
    used = next(iter(indicator.inputs.values()), None)
    if used is None:
        return f"{indicator.short}ไม่มีเกณฑ์ระดับในเอกสาร จึงไม่บันทึกค่ะ"
    return f"{indicator.short}ไม่ได้วัดเป็นขั้น จึงไม่บันทึกค่ะ วัดเป็นตัวเลข เช่น “{_sample(indicator, used)}”"


def no_such_step(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short}มีขั้น 1 ถึง {len(indicator.levels)} ไม่มี{read_as(value)} จึงไม่บันทึกค่ะ"


def level_is_a_figure(indicator: Indicator, n: int) -> str:
    used = [indicator.inputs[c.input] for c in indicator.levels[n - 1].conditions]
    asked = " และ".join(dict.fromkeys(u.short for u in used))
    sample = _sample(indicator, used[0])
    return f"{indicator.short} ระดับ {n} วัดด้วยตัวเลข ({asked}) จึงยังไม่บันทึกค่ะ โปรดส่งตัวเลข เช่น “{sample}”"


def which_step(indicator: Indicator) -> str:
    flags = [u for u in indicator.inputs.values() if u.derive == "flag"]
    lines = [f"{indicator.short} ขั้นใดเสร็จแล้วคะ ยังไม่บันทึก พิมพ์เช่น “{indicator.short} ขั้น {flags[0].level or 1} เสร็จแล้ว”"]
    return "\n".join([*lines, *(f"ขั้น {u.level} {u.short}" for u in flags if u.level)])


def no_number(indicator: Indicator) -> str:
    return f"ไม่พบตัวเลขของ{indicator.short}ค่ะ จึงยังไม่บันทึก"


_IMPOSSIBLE = {
    "part": "ต้องเป็นจำนวนเต็ม",
    "negative": "น้อยกว่าศูนย์ไม่ได้",
    "more": "มากกว่าที่มีทั้งหมดไม่ได้",
}


def impossible(indicator: Indicator, used: Input, value: Any, what: str) -> str:
    why = _IMPOSSIBLE.get(what, "ตัวเลขเป็นไปไม่ได้")
    return f"{indicator.short} {read_as(value)}: {used.short}{why} จึงไม่บันทึกค่ะ โปรดตรวจตัวเลขแล้วส่งใหม่"


def not_yours(district: str, own: Sequence[str]) -> str:
    mine = f" ท่านรายงานได้ของอำเภอ{' '.join(own)}" if own else ""
    return f"ท่านไม่มีสิทธิ์รายงานของอำเภอ{district} จึงไม่บันทึกค่ะ{mine}"


def no_such_district(district: str, agreement: Agreement) -> str:
    return f"อำเภอ{district}ไม่อยู่ในข้อตกลงของจังหวัด{agreement.province} จึงไม่บันทึกค่ะ"


def owners_province_only(district: str) -> str:
    return f"กลุ่มงานรายงานค่าของจังหวัดค่ะ ผลของอำเภอ{district}รายงานโดยอำเภอหรือผู้กำกับ จึงไม่บันทึก"


def not_your_group(groups: Iterable[str]) -> str:
    return f"ตัวชี้วัดนี้รับผิดชอบโดย {' '.join(sorted(groups))} จึงไม่บันทึกค่ะ"


PROVINCE_ROW = "ค่าระดับจังหวัด"


def still_waiting(n: int) -> str:
    return f"อีก {n} รายการ{NOT_STORED} จะถามต่อหลังตอบข้อนี้"


def province_only(indicator: Indicator) -> str:
    return f"{indicator.short}เป็นตัวชี้วัดระดับจังหวัด รายงานโดย{indicator.group or 'จังหวัด'} จึงไม่บันทึกค่ะ"


def by_district_only(indicator: Indicator) -> str:
    return f"{indicator.short}เก็บผลเป็นรายอำเภอ ไม่มีค่าระดับจังหวัด จึงไม่บันทึกค่ะ"


def outside_rounds(when: date, rounds: Sequence[Agreement], oversees: bool) -> str:
    lines = [f"วันที่ {day(when)} ไม่อยู่ในรอบประเมินที่เปิดอยู่ จึงยังไม่บันทึกค่ะ"]
    if rounds:
        had = rounds[0]
        lines.append(f"รอบล่าสุดที่เปิดคือ{round_only(had)} ({day(had.start)} – {day(had.end)})")
    lines.append("เปิดรอบใหม่ได้จากหน้าผู้ดูแลระบบ" if oversees else "โปรดแจ้งผู้กำกับของจังหวัดให้เปิดรอบ แล้วส่งข้อความนี้อีกครั้ง")
    return "\n".join(lines)


def round_closed(agreement: Agreement) -> str:
    return f"{round_only(agreement)} ปิดแล้ว จึงไม่บันทึกค่ะ แก้ไขได้เฉพาะผู้กำกับระดับจังหวัด"


def other_province(district: str, province: str) -> str:
    return f"อำเภอ{district}ไม่อยู่ในจังหวัด{province} จึงไม่บันทึกค่ะ"


# remarks of a receipt


def subtraction(value: Any, turned: Decimal, whole: Decimal | None) -> str:
    if value.kind == "percent":
        return f"100% − {read_as(value)} = {number(turned)}%"
    if whole is None:
        return ""
    return f"{number(whole)} − {number(value.value)} = {number(turned)} {value.unit or ''}".rstrip()


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


def ask_reading(reason: str | None, options: int) -> str:
    why = WHY_ASKED.get(reason or "", WHY_ASKED["nothing_understood"])
    return f"{why} บันทึกตามนี้ไหมคะ" if options == 1 else f"{why} หมายถึงข้อใดคะ"


def ask_topic(values: Sequence[Any]) -> str:
    return f"{' และ '.join(read_as(v) for v in values)} เป็นผลของเรื่องใดคะ"


NONE_OF_THESE = "ไม่ใช่ทั้งหมด"


def days_left(end: date, today: date) -> str:
    left = (end - today).days
    return f"เหลือ {left} วันถึงสิ้นรอบ ({day(end)})" if left >= 0 else f"สิ้นรอบแล้วเมื่อ {day(end)}"


def many_alt(stored: int, waiting: int) -> str:
    return f"บันทึกแล้ว {stored} รายการ" + (f" · ยังไม่บันทึก {waiting} รายการ" if waiting else "")
