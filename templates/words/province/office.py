"""What is said when the office sets a value, gives an indicator to somebody, or asks whose work something is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from scoring.agreement import Agreement, Cell, Indicator
from scoring.levels.office_values import Wanted
from templates.words.scores import agreement_name, at, day, quantity, round_name

DUTIES = {"responsible": "ผู้รับผิดชอบ", "supervisor": "ผู้กำกับดูแล", "coordinator": "ผู้ประสานงาน"}
ONLY_OFFICE = (
    "การตั้งค่าฐานและเป้าหมายเป็นของกลุ่มงานเจ้าของตัวชี้วัด ผู้กำกับ หรือผู้ดูแลค่ะ "
    "ท่านรายงานพร้อมยอดเต็มได้ เช่น “เบิกจ่าย 1,980,000 จาก 2,400,000”"
)
AMOUNT = "จำนวนโปรดพิมพ์เป็นตัวเลขธรรมดา เช่น 2,400,000.50 ไม่เกิน 15 หลัก ทศนิยมไม่เกิน 6 ตำแหน่ง ยังไม่มีอะไรถูกบันทึก"
HOW_TO_SET = "ตั้งค่าพิมพ์ เช่น “ตั้งค่า งบจัดสรร บ้านกรวด 2,400,000”"
WHICH_VALUE = "ต้องการตั้งค่าใดคะ"
ONLY_HEAD = "การมอบงานเป็นของพัฒนาการอำเภอ ผู้กำกับ หรือผู้ดูแลค่ะ"
NO_WORK = "ยังไม่มีตัวชี้วัดที่มอบให้ท่านเป็นการเฉพาะค่ะ งานของอำเภอดูได้ที่ “คะแนน”"
MY_WORK = "งานของฉัน"


def place(district: str | None, agreement: Agreement) -> str:
    return f"อ.{district}" if district else f"จ.{agreement.province}"


def called(wanted: Wanted, indicator: Indicator) -> str:
    """ "ยอดเต็ม ครัวเรือนเป้าหมาย" with the indicator that it belongs to."""
    return f"{wanted.what} ({indicator.short})"


def set_to(wanted: Wanted, indicator: Indicator, amount: Decimal, old: Decimal | None, where: str) -> str:
    said = f"ตั้งค่าแล้วค่ะ: {where} {called(wanted, indicator)} = {quantity(amount, wanted.unit)}"
    return f"{said} (เดิม {quantity(old, wanted.unit)})" if old is not None and old != amount else said


def level_now(before: int | None, after: int | None) -> str:
    def said(level: int | None) -> str:
        return "ยังไม่มีระดับ" if level is None else f"ระดับ {level}"

    return f"{said(before)} → {said(after)}" if before != after else ""


def printed(wanted: Wanted, cell: Cell) -> str:
    return (
        f"เอกสารพิมพ์ {wanted.what} ไว้แล้วคือ {quantity(cell.amount, wanted.unit)} ({at(cell.proof)}) "
        "จึงใช้ค่าตามเอกสาร ไม่ได้เปลี่ยนค่ะ"
    )


def not_wanted(agreement: Agreement, where: str) -> str:
    return f"ข้อตกลง{agreement_name(agreement)} ไม่มีค่าที่ต้องตั้งสำหรับเรื่องนี้ของ {where} ค่ะ"


def not_of_your_group(indicator: Indicator) -> str:
    return f"{indicator.short} เป็นของ{indicator.group or 'กลุ่มงานอื่น'} ค่ะ ผู้กำกับหรือผู้ดูแลของจังหวัดตั้งค่าได้"


# giving work


def given(indicator: Indicator, duty: str, name: str, where: str, before: str) -> str:
    said = f"มอบ {indicator.short} ({where}) ให้คุณ{name} เป็น{DUTIES[duty]}แล้วค่ะ"
    return f"{said} แทนคุณ{before}" if before and before != name else said


def told(indicator: Indicator, duty: str, where: str, by: str) -> str:
    return f"คุณ{by} มอบให้ท่านเป็น{DUTIES[duty]}ตัวชี้วัด {indicator.short} ({where}) ค่ะ พิมพ์ “งานของฉัน” เพื่อดู"


def taken_away(indicator: Indicator, duty: str, where: str) -> str:
    return f"ยกเลิก{DUTIES[duty]}ของ {indicator.short} ({where}) แล้วค่ะ การเตือนจะส่งถึงเจ้าหน้าที่ทุกคนของอำเภอ"


def nobody_called(said: str, names: Iterable[str]) -> str:
    return f"ไม่พบ “{said}” ในที่ทำการนี้ค่ะ ที่มีคือ {', '.join(names) or '(ยังไม่มีผู้ใช้)'}"


WHO = "หมายถึงคนไหนคะ"


def which_indicator(said: str, indicators: Iterable[Indicator]) -> str:
    return f"ไม่พบตัวชี้วัด “{said}” ค่ะ ที่มีคือ {', '.join(i.short for i in indicators)}"


WHICH_INDICATOR = "หมายถึงตัวชี้วัดใดคะ"


def my_place(agreement: Agreement, district: str | None, duty: str) -> str:
    return f"{DUTIES[duty]} · {place(district, agreement)} · {round_name(agreement)}"


def as_of(when: date) -> str:
    return f"ณ {day(when)}"
