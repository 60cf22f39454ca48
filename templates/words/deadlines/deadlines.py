"""The list of deadlines, what is called done, and what an administrator adds or moves."""

from collections.abc import Iterable
from datetime import date

from templates.words.deadlines.reminders import by_when
from templates.words.scores import day

NOTHING = "ไม่มีกำหนดส่งที่รออยู่ใน 60 วันข้างหน้าค่ะ"
NO_ROUND = "จังหวัดนี้ยังไม่เปิดรอบการประเมินในระบบค่ะ จึงยังไม่มีกำหนดส่ง"
OLD_UNDO = "ปุ่มนี้เป็นของการบันทึกครั้งก่อนค่ะ ไม่มีอะไรเปลี่ยนแปลง พิมพ์ “กำหนดส่ง” เพื่อดูล่าสุด"
NO_SUCH = "ไม่พบข้อนี้ใน “กำหนดส่ง” ค่ะ พิมพ์ “กำหนดส่ง” เพื่อดูหมายเลขปัจจุบัน"
NOT_YOURS = "ข้อนี้เป็นงานของผู้อื่นค่ะ จึงยังไม่ได้บันทึกอะไร"
ADMIN_ONLY = "การเพิ่มหรือเลื่อนกำหนดเป็นของผู้ดูแลระบบของจังหวัดค่ะ"
OWN_PROVINCE = "กรุณาใช้คำสั่งนี้จากบัญชีที่ผูกกับจังหวัดค่ะ"
WHY = "ขอเหตุผลด้วยค่ะ โดยเติมคำว่า “เพราะ” เช่น เพราะ หนังสือที่ 123"
YES, NO = "ยืนยัน", "ไม่เปลี่ยน"
KEPT_AS_IS = "ไม่เปลี่ยนอะไรค่ะ"
HOW_ADD = "พิมพ์เช่น “เพิ่มกำหนด 15 มี.ค. ส่งแบบสรุป เพราะ หนังสือที่ 123” ค่ะ"
HOW_MOVE = "พิมพ์เช่น “เลื่อนกำหนด 3 เป็น 20 มี.ค. เพราะ หนังสือที่ 123” ค่ะ (เลขข้อจาก “กำหนดส่ง”)"
HOW_DATE = "พิมพ์เช่น “ตั้งวัน 2 เป็น 20 มี.ค. เพราะ หนังสือที่ 123” ค่ะ (เลขข้อจาก “งานไม่มีวัน”)"
HOW_DAY_OFF = "พิมพ์เช่น “เพิ่มวันหยุด 14 พ.ค. วันพืชมงคล” ค่ะ"
HOW_STEPS = "พิมพ์เช่น “ตั้งวันเตือน 7 3 1 0 +1 +3” ค่ะ (เลขธรรมดาคือก่อนครบกำหนด เครื่องหมาย + คือหลังครบกำหนด)"
HOW_TIME = "พิมพ์เช่น “ตั้งเวลาเตือน 08:30” ค่ะ (ระหว่าง 06:00 ถึง 16:00)"
NO_WEEKLY = "ข้อตกลงของจังหวัดนี้ไม่มีงานประจำสัปดาห์ค่ะ"
ALL_DATED = "ทุกงานมีวันกำหนดแล้วค่ะ"


def list_title(place: str) -> str:
    return f"กำหนดส่งของ{place}"


def line(n: int, what: str, due: date, today: date, state: str = "", why: str = "") -> str:
    tail = f" – {state}" if state else ""
    return f"{n}. {what} {by_when(due, today)}{tail}" + (f" [{why}]" if why else "")


def open_in(open_ones: int, all_of_them: int) -> str:
    return f"ยังไม่ครบ {open_ones}/{all_of_them} อำเภอ"


def reports_missing(count: int) -> str:
    return f"ยังไม่รายงาน {count} ตัวชี้วัด"


def how_to_close(number: int | None) -> str:
    if number is None:
        return "รายงานผลแล้ว รายการจะหายไปเอง"
    return f"ทำแล้วพิมพ์ “ทำแล้ว {number}” ส่วนที่ต้องรายงานตัวเลข รายงานแล้วจะหายไปเอง"


def full(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def called_done(what: str, place: str) -> str:
    return f"บันทึกว่าทำแล้วค่ะ: {what}{f' ({place})' if place else ''}\nจะไม่เตือนเรื่องนี้อีก"


def counted(what: str, place: str, when: date) -> str:
    return f"บันทึกว่าทำแล้วค่ะ: {what}{f' ({place})' if place else ''} นับเป็นผลของวันที่ {day(when)}\nหากไม่ใช่ พิมพ์ “ยกเลิก”"


def undone(what: str) -> str:
    return f"ยกเลิกแล้วค่ะ “{what}” กลับไปอยู่ในกำหนดส่ง"


UNDO = "ยังไม่ได้ทำ"


def needs_report(what: str, example: str) -> str:
    return f"“{what}” ต้องรายงานผลค่ะ จึงจะปิดเรื่องได้ พิมพ์เช่น\n{example}"


def ask_add(what: str, due: date, whom: str, why: str) -> str:
    return f"เพิ่มกำหนดส่ง “{what}” ภายใน {day(due)}\nถึง {whom}\nเหตุผล: {why}\nยืนยันไหมคะ"


def ask_move(what: str, old: date | None, new: date, why: str) -> str:
    before = f"จาก {day(old)} " if old else ""
    return f"ตั้งกำหนด “{what}” {before}เป็น {day(new)}\nเหตุผล: {why}\nยืนยันไหมคะ"


def changed(what: str, due: date) -> str:
    return f"เรียบร้อยค่ะ “{what}” กำหนดส่งภายใน {day(due)} ระบบจะเตือนตามวันใหม่"


def day_off(when: date, name: str) -> str:
    return f"เพิ่มวันหยุด {day(when)} ({name}) แล้วค่ะ การเตือนจะเลื่อนไปวันทำการ"


def steps_set(before: list[int], after: list[int]) -> str:
    early = ", ".join(f"{n} วัน" if n else "วันครบกำหนด" for n in before)
    late = ", ".join(f"{n} วัน" for n in after)
    return f"ตั้งวันเตือนแล้วค่ะ: ก่อนครบกำหนด {early or '-'}; หลังครบกำหนด {late or '-'}"


def time_set(at: str) -> str:
    return f"ตั้งเวลาเตือนตอนเช้าเป็น {at} น. แล้วค่ะ"


def weekly_set(names: Iterable[str], on: bool) -> str:
    return f"{'เปิด' if on else 'ปิด'}เตือนงานประจำสัปดาห์แล้วค่ะ: {', '.join(names)}"


def undated(lines: Iterable[str]) -> str:
    return "\n".join(["งานที่เอกสารไม่ได้ระบุวัน", *lines, HOW_DATE])


GROUP_OFF = (
    "การเตือนในกลุ่มปิดอยู่ค่ะ หากเปิด ระบบจะแจ้งในกลุ่มนี้ก่อนครบกำหนด 1 วันทำการ โดยไม่ระบุว่าใครค้าง\n"
    "แต่ละครั้งใช้โควตาข้อความเท่าจำนวนสมาชิกในกลุ่ม (กลุ่ม 30 คน = 30 ข้อความ)\n"
    "ผู้ดูแลระบบเปิดได้ด้วย “เปิดเตือนในกลุ่ม”"
)
GROUP_ON = "เปิดการเตือนในกลุ่มนี้แล้วค่ะ แต่ละครั้งใช้โควตาเท่าจำนวนสมาชิก ปิดได้ด้วย “ปิดเตือนในกลุ่ม”"
GROUP_CLOSED = "ปิดการเตือนในกลุ่มนี้แล้วค่ะ"
