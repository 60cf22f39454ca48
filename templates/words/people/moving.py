"""Asking for another district, and what becomes of it."""

from collections.abc import Iterable

YES, NO = "ใช่ ขอย้าย", "ไม่ย้าย"
STAYS = "ไม่ได้ขอย้ายค่ะ ท่านยังประจำที่เดิม"
NO_DISTRICT = "หน้าที่ของท่านดูแลทั้งจังหวัด ไม่ได้ประจำอำเภอใดค่ะ จึงไม่มีอำเภอให้ย้าย"
OTHER_PROVINCE = "การย้ายข้ามจังหวัดทำในแชตไม่ได้ค่ะ พิมพ์ “ลบข้อมูลของฉัน” แล้ว “ลงทะเบียน” ใหม่ในจังหวัดที่ย้ายไป"
TOO_MANY = "วันนี้ขอย้ายหลายครั้งแล้วค่ะ โปรดรอพรุ่งนี้ หรือติดต่อผู้กำกับของจังหวัด"
NOBODY = "จังหวัดนี้ยังไม่มีผู้อนุมัติในระบบค่ะ จึงยังไม่ได้ส่งคำขอ โปรดแจ้งผู้ดูแลระบบ"
SETTLED = "คำขอย้ายนี้มีผู้ดำเนินการไปแล้ว หรือข้อมูลเปลี่ยนไปจากที่การ์ดแสดงค่ะ ยังไม่ได้ทำอะไร"


def _places(districts: Iterable[str]) -> str:
    return " ".join(f"อ.{d}" for d in districts)


def already(districts: Iterable[str]) -> str:
    return f"ท่านประจำ {_places(districts)} อยู่แล้วค่ะ ไม่มีอะไรเปลี่ยน"


def ask(now: Iterable[str], district: str) -> str:
    return f"ขอย้ายตัวท่านจาก {_places(now)} ไปประจำ อ.{district} ใช่ไหมคะ\nรายงานที่ส่งไว้แล้วไม่เปลี่ยน"


def ask_where(now: Iterable[str]) -> str:
    return f"ขอย้ายตัวท่านจาก {_places(now)} ไปประจำอำเภอใดคะ"


def sent(now: Iterable[str], district: str) -> str:
    return f"ส่งคำขอย้ายไป อ.{district} ถึงผู้กำกับแล้วค่ะ ระหว่างรออนุมัติ รายงานของท่านยังเป็นของ {_places(now)}"


def request(name: str, now: Iterable[str], district: str) -> str:
    return f"คำขอย้าย: คุณ{name} จาก {_places(now)} ไป อ.{district}"


def refused(name: str, district: str) -> str:
    return f"ไม่อนุมัติคุณ{name} ย้ายไป อ.{district} ค่ะ แจ้งเจ้าตัวแล้ว"


def you_stay(now: Iterable[str], district: str) -> str:
    return f"คำขอย้ายไป อ.{district} ไม่ได้รับอนุมัติค่ะ ท่านยังประจำ {_places(now)}"
