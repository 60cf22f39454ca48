"""The words of the administrator's pages."""

from __future__ import annotations

from collections.abc import Iterable

from templates.words.people.people import ROLES
from templates.words.report.reports import WHY_ASKED

STATES = {"waiting": "รออนุมัติ", "active": "ใช้งานได้", "blocked": "ปิดกั้นบอท", "coded": "ยังไม่ใช้รหัส"}
SETTINGS = {
    "sign_off": "ลงนามรับรองในระบบ (อำเภอรับรอง จังหวัดตรวจ)",
    "verified_only": "แบบสรุปนับเฉพาะขั้นที่หลักฐานผ่านการตรวจ",
    "thai_numerals": "แบบฟอร์มพิมพ์ด้วยเลขไทย (๑ ๒ ๓)",
}
VALUES = "ค่าฐานและเป้าหมาย"
NO_FILE = "ยังไม่ได้เลือกไฟล์ ไม่มีอะไรถูกบันทึก"
CHANGED_PERSON = "ข้อมูลของผู้นี้เปลี่ยนไปหลังจากหน้าที่ท่านเปิดไว้ ยังไม่มีอะไรถูกบันทึก โปรดดูอีกครั้งแล้วกดใหม่"
NO_DISTRICT = "โปรดเลือกอย่างน้อยหนึ่งอำเภอ ยังไม่มีอะไรถูกบันทึก"
NO_WORDS = "ข้อความต้องมี 1–4,000 ตัวอักษร"
NOBODY = "ไม่มีผู้รับตามที่เลือก"


def not_ours(district: str) -> str:
    return f"“{district[:40]}” ไม่ใช่อำเภอของจังหวัดนี้ ยังไม่ได้ส่งประกาศ"


def taken(values: int, results: int) -> str:
    if not values + results:
        return "ไฟล์นี้ตรงกับที่บันทึกไว้แล้ว ไม่มีอะไรเปลี่ยน"
    return f"นำเข้าแล้ว: ค่าฐานและเป้าหมาย {values} รายการ ผลงาน {results} รายการ"


def cost(n: int, left: int | None) -> str:
    said = f"ส่งถึง {n} คน ใช้โควตาข้อความ {n} ข้อความ"
    if left is None:
        return f"{said} (ยังไม่ทราบโควตาคงเหลือของเดือนนี้)"
    return f"{said} จากที่เหลือ {left:,} ข้อความในเดือนนี้" + ("" if n <= left else " ซึ่งไม่พอ")


def unread_why(reason: str) -> str:
    """Why a message was asked about or not stored, as its sender was told it."""
    return WHY_NOT_STORED.get(reason) or WHY_ASKED.get(reason, reason)


WHY_NOT_STORED = {
    "corrected": "แก้ไขภายหลัง",
    "not_in_agreement": "ข้อตกลงไม่มีตัวชี้วัดนี้",
    "no_such_input": "ตัวชี้วัดไม่รับหน่วยนี้",
    "not_yours": "ไม่ใช่ของผู้ส่ง",
    "needs_evidence": "ต้องมีหลักฐาน",
    "round_closed": "รอบปิดแล้ว",
    "outside_rounds": "อยู่นอกรอบที่เปิด",
    "impossible": "ตัวเลขเป็นไปไม่ได้",
    "beside_percent": "ยอดซ้ำกับร้อยละในข้อความเดียวกัน",
}

EXPIRED = ("แบบฟอร์มนี้หมดอายุ", "กลับไปหน้าก่อนแล้วส่งใหม่อีกครั้ง ยังไม่มีอะไรถูกบันทึก")
WAY_IN = "พิมพ์ “แดชบอร์ด” ในห้องแชตกับบอทเพื่อเปิดหน้าของท่าน"

# what a page says when it cannot be shown, by HTTP status: title, what to do
PICTURE_EXPIRED = ("รูปนี้หมดอายุแล้ว", "รูปกราฟดูได้ 14 วัน พิมพ์ “กราฟ” หรือ “ภาพรวมจังหวัด” ในห้องแชตเพื่อรับรูปใหม่")
WRONG = {
    400: ("ข้อมูลที่ส่งมาไม่ครบหรือไม่ถูกต้อง", "กลับไปหน้าก่อน ตรวจช่องที่กรอกแล้วส่งใหม่ ยังไม่มีอะไรถูกบันทึก"),
    401: ("กรุณาเปิดจากลิงก์ในไลน์", "พิมพ์ “แดชบอร์ด” ในห้องแชตกับบอท แล้วกดปุ่มที่ได้รับ"),
    403: ("ท่านไม่มีสิทธิ์ดูหน้านี้", "หน้านี้เป็นของอำเภอหรือจังหวัดอื่น หรือเป็นงานของผู้ดูแล"),
    404: ("ไม่พบหน้านี้", "ที่อยู่อาจพิมพ์ผิด หรือรายการถูกถอนไปแล้ว"),
    410: ("ลิงก์นี้ใช้ไม่ได้แล้ว", "ลิงก์ใช้ได้ครั้งเดียวภายใน 15 นาที พิมพ์ “แดชบอร์ด” ในห้องแชตเพื่อรับลิงก์ใหม่"),
    413: ("ข้อความยาวหรือไฟล์ใหญ่เกินไป", "รับไฟล์ได้ไม่เกิน 1 เมกะไบต์ ข้อความโปรดย่อให้สั้นลง ยังไม่มีอะไรถูกบันทึก"),
}

TOO_LARGE_A_PAPER = (
    "ไฟล์ใหญ่เกินไป",
    "รับไฟล์ข้อตกลงรวมกันได้ไม่เกิน 20 เมกะไบต์ โปรดตัดรูปภาพออก หรือส่งเฉพาะหน้าที่เป็นข้อตกลง ยังไม่มีอะไรถูกบันทึก",
)


# what a form did, and what the person concerned is told


def _places(districts: Iterable[str]) -> str:
    return " ".join(f"อ.{d}" for d in districts)


def moved(name: str, districts: Iterable[str]) -> str:
    return f"ย้ายคุณ{name} ไป {_places(districts)} แล้ว"


def you_moved(districts: Iterable[str]) -> str:
    return f"ผู้กำกับย้ายท่านไป {_places(districts)} แล้วค่ะ รายงานของท่านจากนี้เป็นของ {_places(districts)}"


def now_is(name: str, role: str) -> str:
    return f"คุณ{name} เป็น{ROLES[role]}แล้ว"


def you_are(role: str) -> str:
    return f"ผู้กำกับกำหนดให้ท่านเป็น{ROLES[role]}แล้วค่ะ"


def removed(name: str) -> str:
    return f"นำคุณ{name} ออกจากระบบแล้ว"
