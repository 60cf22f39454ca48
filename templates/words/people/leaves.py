"""Leave and stand-ins: asked for, agreed to, cancelled, and what is said of them meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from templates.words.scores import MONTHS, day

WHO = "ฝากงานไว้กับใครคะ"
NOBODY_ELSE = "ยังไม่มีเพื่อนร่วมงานในระบบที่จะฝากงานได้ค่ะ โปรดแจ้งพัฒนาการอำเภอ"
WHEN = "ลาวันไหนคะ พิมพ์ทั้งประโยค เช่น “ลา 3-7 มี.ค. ฝาก มาลี”"
NOT_SELF = "ฝากงานไว้กับตัวเองไม่ได้ค่ะ โปรดบอกชื่อผู้ทำแทน"
ONLY_HEAD = "กำหนดวันลาของผู้อื่นได้เฉพาะพัฒนาการอำเภอของเขา หรือผู้กำกับของจังหวัดค่ะ"
NO_LEAVE = "ไม่มีวันลาที่บันทึกไว้ค่ะ"
NOBODY_AWAY = "ไม่มีใครลาในช่วงนี้ค่ะ"
WHICH = "ยกเลิกวันลาช่วงไหนคะ"
WHOSE = "หมายถึงวันลาของใครคะ"
SETTLED = "คำขอนี้มีผู้ดำเนินการไปแล้ว ยกเลิกไปแล้ว หรือข้อมูลเปลี่ยนไปจากที่การ์ดแสดงค่ะ ยังไม่ได้ทำอะไร"
NOT_YOURS = "คำขอลานี้อนุมัติได้เฉพาะพัฒนาการอำเภอของผู้ลา หรือผู้กำกับของจังหวัดค่ะ"
NO_APPROVER = "ยังไม่มีผู้อนุมัติในระบบค่ะ จึงยังไม่ได้บันทึกวันลา โปรดแจ้งผู้ดูแลระบบ"
NO_STAND_IN = "ไม่ฝากใคร"
NOT_KEPT = "ไม่ได้บันทึกวันลาค่ะ การเตือนยังส่งถึงท่านเหมือนเดิม"
CANCEL = "ยกเลิกลา"
TITLE = "ลาและฝากงาน"
HOW = "เจ้าหน้าที่ขอลาได้ในแชต เช่น “ลา 3-7 มี.ค. ฝาก มาลี” การเตือนและคำถามจะไปที่ผู้ทำแทน สิทธิ์อื่นไม่เปลี่ยน"
SET, SAVE = "กำหนดวันลาและผู้ทำแทน", "บันทึก"
WHO_IS_AWAY, DAYS, STAND_IN = "ผู้ลา", "วันที่", "ผู้ทำแทน"
NO_DAYS = "โปรดพิมพ์วันที่ เช่น 3-7 มี.ค. หรือ พรุ่งนี้"
STATES = {"asked": "รอหัวหน้าอนุมัติ", "stands": "บันทึกแล้ว"}
PROBLEMS = {
    "impossible": "ไม่มีวันที่นี้ในปฏิทินค่ะ โปรดตรวจวันที่แล้วพิมพ์ใหม่",
    "backwards": "วันสุดท้ายมาก่อนวันแรกค่ะ โปรดตรวจวันที่แล้วพิมพ์ใหม่",
    "past": "วันลาที่พิมพ์ผ่านไปแล้วค่ะ บันทึกได้เฉพาะวันนี้และวันข้างหน้า",
    "long": "วันลายาวเกินหนึ่งปีค่ะ โปรดตรวจวันที่แล้วพิมพ์ใหม่",
}


def span(first: date, last: date) -> str:
    """3–7 มี.ค. 2561; 28 ก.พ. – 3 มี.ค. 2561; 3 มี.ค. 2561."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def sent(first: date, last: date, stand_in: str, approvers: Iterable[str]) -> str:
    return (
        f"ส่งคำขอลา {span(first, last)} ฝากงานคุณ{stand_in} ถึงคุณ{', คุณ'.join(approvers)} แล้วค่ะ\n"
        "ระหว่างรออนุมัติ การเตือนยังส่งถึงท่าน"
    )


def request(name: str, first: date, last: date, stand_in: str) -> str:
    return f"คำขอลา: คุณ{name} {span(first, last)}\nฝากงาน: คุณ{stand_in} รับการเตือนและรายงานแทนในวันดังกล่าว"


def agreed(name: str, first: date, last: date, stand_in: str) -> str:
    return f"บันทึกแล้วค่ะ: คุณ{name} ลา {span(first, last)} คุณ{stand_in} ทำแทน แจ้งทั้งสองคนแล้ว"


def yours(first: date, last: date, stand_in: str) -> str:
    return f"วันลาของท่าน {span(first, last)} บันทึกแล้วค่ะ การเตือนในวันดังกล่าวจะส่งถึงคุณ{stand_in}"


def you_stand_in(name: str, first: date, last: date, places: Iterable[str]) -> str:
    where = " ".join(f"อ.{d}" for d in places)
    return (
        f"ท่านทำแทนคุณ{name}{f' ({where})' if where else ''} {span(first, last)} ค่ะ\n"
        "การเตือนของงานนี้จะส่งถึงท่าน รายงานที่ส่งจะแสดงว่า “แทน”"
    )


def refused(name: str, first: date, last: date) -> str:
    return f"ไม่อนุมัติวันลา {span(first, last)} ของคุณ{name} ค่ะ แจ้งเจ้าตัวแล้ว"


def you_refused(first: date, last: date) -> str:
    return f"คำขอลา {span(first, last)} ไม่ได้รับอนุมัติค่ะ การเตือนยังส่งถึงท่าน"


def overlapping(name: str, first: date, last: date, stand_in: str) -> str:
    who = f"คุณ{name}" if name else "ท่าน"
    return f"{who}มีวันลา {span(first, last)} (ฝากคุณ{stand_in}) อยู่แล้วค่ะ ยังไม่ได้บันทึกช่วงใหม่ ถ้าจะเปลี่ยน พิมพ์ “ยกเลิกลา” ก่อน"


def is_away(stand_in: str, first: date, last: date) -> str:
    return f"คุณ{stand_in} ลา {span(first, last)} จึงทำแทนไม่ได้ค่ะ ฝากงานไว้กับใครแทนคะ"


def nobody_called(said: str) -> str:
    return f"ไม่พบ “{said}” ในจังหวัดนี้ค่ะ {WHO}"


def two_called(said: str) -> str:
    return f"“{said}” มีมากกว่าหนึ่งคน หมายถึงใครคะ"


def person(name: str, places: Iterable[str]) -> str:
    where = " ".join(f"อ.{d}" for d in places)
    return f"{name} ({where})" if where else name


def cancelled(name: str, first: date, last: date) -> str:
    return f"ยกเลิกวันลา {span(first, last)}{f' ของคุณ{name}' if name else ''} แล้วค่ะ การเตือนส่งถึงเจ้าของงานตามเดิม"


def ended(name: str, last: date) -> str:
    return f"วันลา{f'ของคุณ{name} ' if name else ''}สิ้นสุดเมื่อ {day(last)} ค่ะ ตั้งแต่วันนี้การเตือนส่งถึงเจ้าของงานตามเดิม"


def stand_no_more(name: str, first: date, last: date) -> str:
    return f"คุณ{name} ยกเลิกวันลา {span(first, last)} แล้วค่ะ ท่านไม่ต้องทำแทน"


def listed(name: str, first: date, last: date, stand_in: str, state: str) -> str:
    return f"คุณ{name} {span(first, last)} · คุณ{stand_in} ทำแทน{'' if state == 'stands' else ' · รออนุมัติ'}"


def in_stead(names: Iterable[str]) -> str:
    return "แทนคุณ" + ", คุณ".join(names)


def reported_in_stead(names: Iterable[str]) -> str:
    return f"บันทึก{in_stead(names)}ซึ่งลาอยู่ค่ะ"


# duties of who moves or leaves


def handed(short: Iterable[str], place: str, name: str) -> str:
    return f"งานที่มอบไว้ ({', '.join(short)} {place}) ไปที่คุณ{name} เปลี่ยนได้ด้วย “มอบ … ให้ …”"


def you_have(short: Iterable[str], place: str, before: str) -> str:
    return f"ท่านรับช่วงงาน {', '.join(short)} ({place}) ต่อจากคุณ{before} ค่ะ พิมพ์ “งานของฉัน” เพื่อดู"


def nobody_has(short: Iterable[str], place: str) -> str:
    return f"งานที่มอบไว้ ({', '.join(short)} {place}) ยังไม่มีผู้รับช่วง เพราะไม่มีผู้อื่นในที่ทำการนี้ การเตือนจะส่งถึงผู้กำกับ"
