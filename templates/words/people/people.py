"""Greeting, registration, approval, who am I, leaving."""

from collections.abc import Iterable, Sequence
from datetime import date

from templates.words.scores import day

ROLES = {
    "officer": "เจ้าหน้าที่อำเภอ",
    "head": "พัฒนาการอำเภอ",
    "owner": "กลุ่มงานจังหวัด",
    "supervisor": "ผู้กำกับระดับจังหวัด",
    "admin": "ผู้ดูแลระบบ",
}
START = "ลงทะเบียน"

GREETING = "สวัสดีค่ะ ยินดีต้อนรับสู่ “ระดับ” ผู้ช่วยรายงานผลตัวชี้วัดของสำนักงานพัฒนาชุมชน"
NOTICE = (
    "ก่อนเริ่ม ขอแจ้งเรื่องข้อมูลของท่าน\n"
    "• เก็บอะไร: ชื่อ หน่วยงาน ข้อความและหลักฐานที่ท่านส่งในห้องนี้\n"
    "• ใครเห็น: ท่าน ผู้ร่วมงานในอำเภอเดียวกัน และผู้กำกับกับผู้ดูแลของจังหวัด\n"
    "• ลบอย่างไร: พิมพ์ “ลบข้อมูลของฉัน” ชื่อและบัญชีจะถูกลบ ผลงานของหน่วยงานยังอยู่\n"
    "กรุณาอย่าส่งเลขประจำตัวประชาชน"
)
HOW_TO_START = f"พิมพ์ “{START}” หรือส่งรหัส 8 ตัวที่ได้จากผู้ดูแล"
ACCEPT, DECLINE = "ยอมรับ", "ไม่ยอมรับ"
NOT_KEPT = "ไม่ได้เก็บข้อมูลค่ะ หากเปลี่ยนใจ พิมพ์ “ลงทะเบียน” ได้ทุกเมื่อ"
NOT_YET = "ท่านยังไม่ได้ลงทะเบียนค่ะ จึงยังใช้งานไม่ได้ พิมพ์บรรทัดเดียวได้เลย เช่น\n“ลงทะเบียน สมหญิง ใจดี พัฒนากร อ.(ชื่ออำเภอ) (จังหวัด)”"


FIRST_REGISTER = "ท่านยังไม่ได้ลงทะเบียน ลงทะเบียนแล้วส่งข้อความนี้อีกครั้ง"
WAITING_HELD = "คำขอของท่านรอผู้กำกับอนุมัติอยู่ เมื่ออนุมัติแล้วจะถามยืนยันทีละรายการ แล้วจึงบันทึก"
STORE, STORE_NOT = "ใช่ บันทึก", "ไม่ใช่ ไม่บันทึก"


def ask_held(said: str, on: date) -> str:
    return f"ระหว่างรออนุมัติ ท่านส่ง “{said[:100]}” ({day(on)}) บันทึกไหมคะ"


def ask_accept(name: str, district: str, province: str) -> str:
    said = " ".join(part for part in (name, district and f"อ.{district}", province and f"จ.{province}") if part)
    return f"ลงทะเบียน {said} และยอมรับการเก็บข้อมูลตามนี้ไหมคะ"


def not_saved_yet(words: str, why: str) -> str:
    return f"ยังไม่บันทึก “{words[:100]}” ค่ะ\n{why}"


BACK_AGAIN = "ยินดีต้อนรับกลับค่ะ รายงานผลต่อได้เลย"
GROUP_HELLO = "สวัสดีค่ะ ในกลุ่มนี้จะตอบเฉพาะเมื่อเรียกชื่อ เช่น “@ระดับ คะแนน” ส่วนการรายงานผลแนะนำให้คุยกันตัวต่อตัว"
ASK_PROVINCE = "ท่านอยู่จังหวัดใดคะ"
ASK_ROLE = "ท่านทำหน้าที่ใดคะ"
ASK_DISTRICT = "ท่านประจำอำเภอใดคะ"
ASK_GROUP = "ท่านอยู่กลุ่มงานใดคะ"
ASK_NAME = "ขอชื่อและนามสกุลของท่านค่ะ (พิมพ์ตอบได้เลย)"
NAME_ODD = "ขอเป็นชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 60 ตัวค่ะ เช่น สมชาย ใจดี"
REFUSED = "ขออภัยค่ะ คำขอลงทะเบียนยังไม่ได้รับอนุมัติ หากเข้าใจผิด โปรดติดต่อผู้ดูแลของจังหวัด แล้วพิมพ์ “ลงทะเบียน” ใหม่ได้"
WAITING = "คำขอของท่านส่งถึงผู้กำกับของจังหวัดแล้วค่ะ เมื่ออนุมัติแล้วจะแจ้งทันที"
LISTED = "คำขอของท่านอยู่ในรายการรออนุมัติของผู้กำกับแล้วค่ะ เมื่ออนุมัติแล้วจะแจ้งทันที"
NO_APPROVER = "คำขอของท่านบันทึกแล้วค่ะ แต่จังหวัดนี้ยังไม่มีผู้อนุมัติในระบบ โปรดแจ้งผู้ดูแลของจังหวัด"
CODE_WRONG = "รหัสนี้ใช้ไม่ได้ค่ะ อาจพิมพ์ผิด ใช้ไปแล้ว หรือเกิน 14 วัน โปรดขอรหัสใหม่จากผู้ดูแล"
TOO_MANY = "ลองหลายครั้งเกินไปแล้วค่ะ โปรดรอหนึ่งชั่วโมง หรือติดต่อผู้ดูแลของจังหวัด"
ASK_LEAVE = "ลบชื่อและบัญชีของท่านออกจากระบบใช่ไหมคะ ผลงานที่รายงานไว้ยังเป็นของหน่วยงาน"
LEAVE_YES = "ยืนยัน ลบเลย"  # not the words of the command: who sends it twice has not said yes
LEAVE_NO = "ไม่ลบ"
LEFT = "ลบชื่อและบัญชีของท่านแล้วค่ะ หากกลับมาอีก พิมพ์ “ลงทะเบียน” ได้ทุกเมื่อ"
STAYED = "ไม่ได้ลบอะไรค่ะ"
NOT_ALLOWED = "คำสั่งนี้สำหรับผู้กำกับหรือผู้ดูแลของจังหวัดค่ะ"
CHANGED_REQUEST = "คำขอนี้ไม่เหมือนที่การ์ดเดิมแสดงค่ะ ยังไม่ได้ทำอะไร โปรดดูคำขอปัจจุบันแล้วกดอีกครั้ง"
LOOK_AGAIN = "ผู้นี้เคยขอมาแล้วก่อนหน้านี้ค่ะ ยังไม่ได้ทำอะไร โปรดดูคำขอปัจจุบันแล้วกดยืนยัน"
NOBODY_WAITS = "ไม่มีผู้รออนุมัติค่ะ"


def province_unknown(said: str, served: Iterable[str]) -> str:
    return f"ไม่พบจังหวัด “{said}” ที่เปิดใช้ระบบค่ะ ตอนนี้ใช้ได้ที่ {' '.join(served)}"


def district_unknown(said: str, province: str) -> str:
    return f"ไม่พบอำเภอ “{said}” ในจังหวัด{province}ค่ะ เลือกหมายเลขหรือพิมพ์ชื่ออำเภออีกครั้ง"


def did_you_mean(district: str) -> str:
    return f"หมายถึงอำเภอ{district}ใช่ไหมคะ"


YES, NO = "ใช่", "ไม่ใช่"


def place(province: str, role: str, districts: Iterable[str], group: str) -> str:
    """Where somebody works, in full: shown back so that a slip is seen at once."""
    names = " ".join(f"อ.{d}" for d in districts)
    return " ".join(part for part in (ROLES.get(role, role), group, names, f"จ.{province}" if province else "") if part)


def welcome(name: str, where: str) -> str:
    return f"เรียบร้อยค่ะ คุณ{name} ({where}) ใช้งานได้แล้ว\nลองพิมพ์ “ช่วยเหลือ” เพื่อดูตัวอย่าง"


def whoami(name: str, where: str, state: str, number: int, line_user: str) -> str:
    states = {"active": "ใช้งานได้", "waiting": "รออนุมัติ", "registering": "กำลังลงทะเบียน", "refused": "ไม่ได้รับอนุมัติ"}
    lines = [f"คุณ{name or '-'}", where, f"สถานะ: {states.get(state, state)}", f"หมายเลขผู้ใช้: {number}"]
    return "\n".join([*[line for line in lines if line], f"รหัส LINE: {line_user}"])


def stranger_id(line_user: str) -> str:
    return f"ท่านยังไม่ได้ลงทะเบียนค่ะ\nรหัส LINE: {line_user}\n{HOW_TO_START}"


def newcomer(name: str, where: str) -> str:
    return f"ขออนุมัติผู้ใช้ใหม่: คุณ{name} {where}"


def approved(name: str, where: str) -> str:
    return f"อนุมัติคุณ{name} ({where}) แล้วค่ะ"


def not_approved(name: str, where: str) -> str:
    return f"ไม่อนุมัติคุณ{name} ({where}) ค่ะ แจ้งเจ้าตัวแล้ว"


def already_settled(number: int) -> str:
    return f"หมายเลข {number} ไม่ได้รออนุมัติอยู่ค่ะ อาจมีผู้อื่นดำเนินการไปแล้ว"


def waiting_list(newcomers: Sequence[str], moves: Sequence[str]) -> str:
    """Who wants to be let in, and who wants to move."""
    first = ["ผู้รออนุมัติ (พิมพ์ “อนุมัติ” ตามด้วยหมายเลข)", *newcomers] if newcomers else []
    then = ["รออนุมัติย้ายอำเภอ (พิมพ์ “อนุมัติ” ตามด้วยหมายเลข เพื่อเปิดคำขอ)", *moves] if moves else []
    return "\n".join([*first, *then])


def others_wait(count: int) -> str:
    return f"มีผู้ขอใช้งานรออนุมัติอยู่ {count} คนค่ะ พิมพ์ “รออนุมัติ” เพื่อดูและอนุมัติ"


def see_move(number: int) -> str:
    return f"อนุมัติ {number}"
