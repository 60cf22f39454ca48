"""What is asked before a report is stored: which input, which month, and figures that fall or are far off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Agreement, Indicator, Input
from templates.words.report.reports import PERIODS, about, called, exact, read_as, said_as, thing
from templates.words.scores import MONTHS, day, in_unit, number, quantity, round_name

YES_STORE, NO_DROP = "ใช่ บันทึก", "ไม่ใช่ ไม่บันทึก"


def stores_nothing(label: str) -> str:
    return f"{label} (ยังไม่บันทึก)"


def input_option(indicator: Indicator, used: Input, several: bool) -> str:
    return f"{indicator.short}: {used.short}" if several and indicator.short not in used.short else used.short


def ask_which_input(value: Any) -> str:
    return f"{about(value)} {read_as(value)} เป็นตัวเลขของข้อใดคะ"


def ask_unit(value: Any) -> str:
    return f"{about(value)} {read_as(value)} เป็นหน่วยใดคะ"


def ask_this_unit(value: Any, shown: str) -> str:
    return f"{shown} ใช่ไหมคะ หรือพิมพ์ใหม่พร้อมหน่วย"


def in_this_unit(value: Any, kind: str, unit: str) -> str:
    """เหลือ 88 ครัวเรือน, 88%"""
    amount = exact(value.value) + (f" จาก {exact(value.of)}" if value.of is not None else "")
    said = f"{amount}%" if kind == "percent" else in_unit(amount, unit)
    return f"{about(value)} เหลือ {said}" if value.sense == "remaining" else f"{about(value)} {said}"


def ask_which_of_two(indicator: Indicator, used: Input) -> str:
    return f"ข้อความมีสองตัวเลขของ{called(indicator, used)} ใช้ตัวเลขใดคะ"


def beside_percent(indicator: Indicator, used: Input, share: str, amount: str) -> str:
    return f"{called(indicator, used)} {amount} ไม่ได้บันทึกแยกค่ะ เพราะข้อความเดียวกันบอก {share} ซึ่งใช้คิดระดับแล้ว"


def keep(was: str) -> str:
    return f"คง {was}"


SENT_TWICE = "ส่งซ้ำ ไม่เพิ่ม"


def ask_again(indicator: Indicator, used: Input, n: Decimal) -> str:
    return f"{called(indicator, used)} เพิ่ม {quantity(n, used.unit)} ของวันเดียวกันบันทึกไว้แล้ว ครั้งนี้เพิ่มอีกหรือส่งซ้ำคะ"


def ask_own_district(value: Any, own: str) -> str:
    return f"{about(value)} {read_as(value)} เป็นผลของอำเภอ{own}ใช่ไหมคะ (ข้อความบอกเพียงจังหวัด)"


def ask_district(value: Any) -> str:
    return f"{about(value)} {read_as(value)} เป็นของอำเภอใดคะ"


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
    return f"วันนี้ {today.day} {MONTHS[today.month]}"


NOT_NOW = "ยังไม่บันทึก"
RUNNING_TOTAL = "ยอดสะสม"


def ask_month_or_total(indicator: Indicator, used: Input, value: Any, to: date) -> str:
    return (
        f"{called(indicator, used)} {read_as(value)} เป็นยอดสะสมตั้งแต่ต้นรอบถึง {day(to)} "
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


def one_meeting(on: date, used: Input) -> str:
    return f"วันที่ {day(on)} มีผู้รายงานไว้แล้ว นับเป็นครั้งเดียวกัน ถ้าเป็นอีกครั้งหนึ่ง พิมพ์ “เพิ่มอีก 1 {thing(used)}”"


def ask_each_month(indicator: Indicator, used: Input) -> str:
    return f"{indicator.short} ({used.short}) นับเป็นเดือนที่มีการทำค่ะ ไม่ใช่จำนวนครั้ง บันทึกว่าเดือนนี้ทำแล้วไหมคะ"


def one_in_month(of: date) -> str:
    return f"เดือน {MONTHS[of.month]} ทำแล้ว"


def ask_rate(indicator: Indicator, used: Input) -> str:
    return f"{indicator.short} ({used.short}) นับต่อ{PERIODS[used.every]}ค่ะ ตัวเลขนี้หมายถึงข้อใดคะ"


def each_period(used: Input, n: Decimal) -> str:
    return f"{PERIODS[used.every]}ละ {number(n)} {thing(used)}"


def times_in_month(n: Decimal, used: Input, of: date) -> str:
    return f"{number(n)} {thing(used)}ใน {MONTHS[of.month]}"


def ask_fall(indicator: Indicator, used: Input, old: str, new: str) -> str:
    return f"{called(indicator, used)} เดิม {old} ครั้งนี้ {new} ลดลงจากเดิม ถูกต้องไหมคะ\n{ONCE_MORE}"


BEFORE, OTHER_MONTHS, MONTHLY_BASE = "ค่าเดิมคือ", "เดือนอื่นเฉลี่ยเดือนละ", "ยอดฐานเฉลี่ยเดือนละ"
SHARE_OF_BASE, BASE = "ตามสัดส่วนวันของยอดฐานน่าจะราว", "ยอดฐานคือ"
ONCE_MORE = "ถ้าถูกต้อง ตอบข้อ 1 หรือส่งข้อความเดิมอีกครั้ง"


def usual(expected: str, why: str) -> str:
    return f"{why} {expected}"


def ask_far(indicator: Indicator, used: Input, new: str, expected: str, why: str) -> str:
    return f"{called(indicator, used)} {new} ต่างจากปกติมากค่ะ ({usual(expected, why)}) ตัวเลขถูกต้องไหมคะ\n{ONCE_MORE}"


def far_where(option: str, aside: str) -> str:
    return f"ถ้าเป็น{option} ต่างจากปกติมาก ({aside}) โปรดตรวจตัวเลขก่อนเลือก"


def ask_over(indicator: Indicator, used: Input, amount: Decimal, whole: Decimal | None) -> str:
    if whole is None:
        return f"{indicator.short} {number(amount)}% เกินร้อยละ 100 ของ{used.whole or 'ทั้งหมด'} ถูกต้องไหมคะ"
    return f"{indicator.short} {quantity(amount, used.unit)} มากกว่า{used.whole} ({number(whole)}) ถูกต้องไหมคะ"


KEEP_AMOUNTS = "ไม่ใช่ ไม่บันทึก"
SOMEBODY = "อีกท่าน"


def use_percent(percent: Decimal) -> str:
    return f"ใช่ ใช้ {number(percent)}%"


def ask_growth(indicator: Indicator, used: Input, said: Decimal, amount: Decimal, base: Decimal, by: Fraction) -> str:
    grew = f"เพิ่มขึ้น {number(round(by, 2))}%" if by >= 0 else f"ลดลง {number(round(-by, 2))}%"
    return (
        f"{called(indicator, used)} เพิ่มขึ้น {number(said)}% ไม่ตรงกับยอดที่รายงานไว้ค่ะ "
        f"({number(amount)} จากฐาน {number(base)} บาท คือ{grew}) ใช้ร้อยละนี้ไหมคะ"
    )


def ask_unsaid_growth(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short} วัดจากส่วนที่เพิ่มขึ้นค่ะ {read_as(value)} หมายถึงเพิ่มขึ้น {read_as(value)} ใช่ไหมคะ"


def grown(value: Any) -> str:
    return f"เพิ่มขึ้น {read_as(value)}"


def ask_late(value: Any, sent: date, today: date) -> str:
    return (
        f"{about(value)} {read_as(value)} ส่งเมื่อ {day(sent)} แต่เพิ่งมาถึงวันนี้ ({(today - sent).days} วัน) "
        f"บันทึกเป็นผลของวันนั้นไหมคะ"
    )


def as_of_then(sent: date) -> str:
    return f"ใช่ ผล ณ {sent.day} {MONTHS[sent.month]}"


def ask_other(
    indicator: Indicator, used: Input, district: str | None, name: str, theirs: str, mine: str, of: date
) -> str:  # fmt: skip
    where = f"อ.{district} " if district else ""
    return f"{where}{called(indicator, used)} ของวันที่ {day(of)} {name} รายงานไว้ {theirs} แต่ท่านส่ง {mine} ใช้ค่าใดคะ"


def tell_other(
    indicator: Indicator, used: Input, district: str | None, name: str, theirs: str, mine: str, of: date
) -> str:  # fmt: skip
    where = f"อ.{district} " if district else ""
    return (
        f"{where}{called(indicator, used)} ของวันที่ {day(of)} ท่านรายงานไว้ {theirs} แต่ {name} ส่ง {mine} ค่ะ "
        f"กำลังถาม {name} ว่าใช้ค่าใด โปรดตรวจให้ตรงกัน"
    )


def use_mine(mine: str) -> str:
    return f"ใช่ ใช้ {mine}"


def keep_theirs(theirs: str) -> str:
    return f"ไม่ใช่ คง {theirs}"


def ask_added(indicator: Indicator, used: Input, value: Any, stands: str) -> str:
    said = f"{called(indicator, used)} เพิ่มขึ้น {read_as(value)}"
    if used.counts == "months":
        return f"{said} เป็นยอดของเดือนเดียวใช่ไหมคะ ถ้าไม่ใช่ โปรดส่งยอดสะสมทั้งหมด"
    if stands:
        return f"{said} จากที่รายงานไว้ {stands} เป็นยอดใดคะ"
    return f"{said} แต่ยังไม่มียอดเดิมให้บวกค่ะ จึงยังไม่บันทึก ยอดรวมตอนนี้เท่าใดคะ พิมพ์มาได้เลย"


def sum_of(total: str) -> str:
    return f"รวมเป็น {total}"


def alone_in_month(value: Any, of: date) -> str:
    return f"{month_amount(of)} {read_as(value)}"


def alone(value: Any) -> str:
    return f"ยอดรวม {read_as(value)}"


def ask_other_whole(used: Input, said: Decimal, known: Decimal, printed: bool) -> str:
    where = "ที่พิมพ์ในเอกสาร" if printed else "ที่สำนักงานตั้งไว้"
    return (
        f"{used.whole}{where}คือ {number(known)} แต่ข้อความว่า {number(said)} ค่ะ บันทึกโดยใช้ {number(known)} ไหมคะ\n"
        "ถ้าค่าที่ตั้งไว้ไม่ถูกต้อง โปรดแจ้งผู้กำกับของจังหวัด"
    )


def use_known(amount: Decimal, known: Decimal, unit: str) -> str:
    return f"ใช้ {in_unit(f'{exact(amount)} จาก {exact(known)}', unit)}"


def ask_sense(indicator: Indicator, used: Input, value: Any) -> str:
    counted = "จำนวนที่เหลือ" if used.sense == "remaining" else "จำนวนที่ทำได้"
    return f"{indicator.short} นับ{counted}ค่ะ {read_as(value)} หมายถึงข้อใดคะ"


def sense_options(used: Input, value: Any) -> tuple[tuple[str, str], ...]:
    shown = read_as(value)
    if used.sense == "remaining":
        return ((f"เหลือ {shown}", "same"), (f"ทำได้ {shown}", "other"))
    return ((f"ทำได้ {shown}", "same"), (f"เหลือ {shown}", "other"))


def ask_with_whole(indicator: Indicator, used: Input, value: Any) -> str:
    said = "ทำได้" if used.sense == "remaining" else "เหลือ"
    own, figures = {value.value, value.of}, ("12 จาก 40", "15 จาก 60", "18 จาก 90")
    if used.unit == "บาท":
        figures = ("300,000 จาก 1,200,000", "450,000 จาก 1,800,000", "600,000 จาก 2,400,000")
    shown = next(f for f in figures if own.isdisjoint(Decimal(n.replace(",", "")) for n in f.split(" จาก ")))
    example = f"{said_as(indicator)} {said} {shown} {used.unit.split('/')[0]}"
    return f"ยังไม่ทราบ{used.whole} จึงยังคิดให้ไม่ได้และยังไม่บันทึกค่ะ พิมพ์พร้อมยอดเต็ม เช่น “{example}”"


def ask_change(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short} {read_as(value)} เป็นยอดปัจจุบัน หรือเป็นส่วนที่เปลี่ยนไปคะ"


def change_options(value: Any) -> tuple[tuple[str, str], ...]:
    return ((f"ยอดปัจจุบัน {read_as(value)}", "now"), ("ส่วนที่เปลี่ยน ไม่บันทึก", "drop"))


def ask_reduction(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short} วัดจากหนี้ที่ลดลงค่ะ {read_as(value)} หมายถึงข้อใดคะ"


def reduction_options(value: Any) -> tuple[tuple[str, str], ...]:
    return ((f"หนี้ลดลง {read_as(value)}", "down"), (f"ยังค้างอยู่ {read_as(value)}", "share"))


def reduction_wanted(indicator: Indicator, used: Input) -> str:
    return (
        f"{indicator.short} วัดจากหนี้ที่ลดลง จึงยังไม่บันทึกค่ะ โปรดส่งหนี้คงเหลือเป็นบาท "
        f"เช่น “{indicator.short} คงเหลือ 95,000 บาท” หรือ “{indicator.short} ลดลง 5%”"
    )


def ask_meaning(indicator: Indicator, used: Input, value: Any) -> str:
    return f"{indicator.short} วัดจาก{used.short}ค่ะ {read_as(value)} คือ{used.short}ใช่ไหมคะ (ถามครั้งเดียว)"


def means_this(used: Input) -> str:
    return used.short


def ask_whole(indicator: Indicator, used: Input, said: Decimal | None) -> str:
    example = _sample_whole(used, said or Decimal(0))
    return f"ยังไม่ทราบ{used.whole} จึงยังไม่มีระดับจากตัวเลขนี้ค่ะ พิมพ์จำนวนนั้นมาได้เลย เช่น “{example}”"


def _sample_whole(used: Input, said: Decimal) -> str:
    """A whole that the reported part fits into, and is not."""
    whole = Decimal(2_400_000 if used.unit == "บาท" else 120)
    while whole <= said:
        whole *= 10
    return f"{whole:,}" if used.unit == "บาท" else f"{whole:,} {used.unit.split('/')[0]}"


def odd_whole(whole: Decimal) -> str:
    return f"{number(whole)} ไม่เข้ากับตัวเลขที่รายงานไว้ จึงยังไม่บันทึกค่ะ พิมพ์ยอดเต็มอีกครั้ง"


def ask_round(closing: Agreement, day_of: date) -> str:
    return f"วันนี้ {day(day_of)} รอบก่อนยังไม่ปิด ผลนี้เป็นของรอบใดคะ (ถามวันละครั้ง)"


WHICH_ROUND = "วันนี้มีรอบที่เปิดอยู่มากกว่าหนึ่งรอบ ผลนี้เป็นของรอบใดคะ (ถามวันละครั้ง)"


def round_option(agreement: Agreement) -> str:
    return round_name(agreement)


def ended_round(agreement: Agreement) -> str:
    return f"{round_name(agreement)} (ถึง {agreement.end.day} {MONTHS[agreement.end.month]})"


def next_round(ended: Agreement) -> str:
    """The round that follows: its name, though it is not open yet."""
    if ended.round == 1:
        return f"รอบ 2/{ended.fiscal_year}"
    return f"รอบ 1/{ended.fiscal_year + 1}" if ended.round else f"ปี {ended.fiscal_year + 1}"


AMEND = "บันทึกเป็นการแก้ไข"


def ask_closed(agreement: Agreement) -> str:
    return f"{round_name(agreement)} ของ{agreement.province}ปิดแล้วค่ะ บันทึกเป็นการแก้ไขหลังปิดรอบไหมคะ (ผู้อื่นจะเห็นว่าแก้ภายหลัง)"


PROVINCE_ROW = "ค่าระดับจังหวัด"
