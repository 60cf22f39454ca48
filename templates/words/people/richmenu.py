"""The rich menus: what each cell is called, what it says, and one line below; tabs for each kind of person."""

from typing import NamedTuple

BAR = "เมนูระดับ"


class Cell(NamedTuple):
    icon: str  # name of a drawing in templates/richmenu/menu.html
    label: str  # at most 20 characters
    under: str
    says: str = ""  # what a tap says; "": the keyboard opens


class Tab(NamedTuple):
    name: str  # of its menu, and of the alias that the other tabs switch to
    label: str


HELP = Cell("help", "ช่วยเหลือ", "ตัวอย่างที่ใช้ได้", "ช่วยเหลือ")
TABS = {
    kind: (Tab(kind, "รายงาน"), Tab(f"{kind}-results", "ดูผล"), Tab(f"{kind}-dates", "กำหนดส่ง"))
    for kind in ("officer", "supervisor")
}  # the first tab is the one that is linked to a person
OFFICER = (
    Cell("pen", "รายงานผล", "พิมพ์ตัวเลขส่งได้เลย"),
    Cell("camera", "หลักฐาน", "ที่แนบแล้วและที่ขาด", "หลักฐาน"),
    Cell("list", "ประวัติ", "ที่ส่งแล้ว และแก้ไข", "ประวัติ"),
    Cell("book", "วิธีรายงาน", "ตัวอย่างของท่าน", "วิธีรายงาน"),
    Cell("undo", "วิธีแก้", "แก้หรือยกเลิกตัวเลข", "วิธีแก้"),
    HELP,
)
OFFICER_RESULTS = (
    Cell("chart", "คะแนน", "ทุกตัวชี้วัดของอำเภอ", "คะแนน"),
    Cell("list", "เหลืออะไรบ้าง", "สิ่งที่ยังขาด", "เหลืออะไรบ้าง"),
    Cell("star", "ทำอะไรก่อนดี", "ได้คะแนนมาก แรงน้อย", "ทำอะไรก่อนดี"),
    Cell("line", "กราฟ", "แนวโน้มกับเส้นระดับ", "กราฟ"),
    Cell("target", "เป้า", "เกณฑ์แต่ละระดับ", "เป้า"),
    Cell("book", "ที่มา", "ข้อความในเอกสาร", "ที่มา"),
)
OFFICER_DATES = (
    Cell("clock", "กำหนดส่ง", "และวันที่เหลือ", "กำหนดส่ง"),
    Cell("person", "งานของฉัน", "ตัวชี้วัดที่รับผิดชอบ", "งานของฉัน"),
    Cell("bell", "วิธีเตือน", "ตั้งเตือนส่วนตัว", "วิธีเตือน"),
)
SUPERVISOR = (
    Cell("list", "ใครยังไม่รายงาน", "อำเภอที่ยังค้าง", "ใครยังไม่รายงาน"),
    Cell("bell", "รอคำตอบ", "ยังไม่บันทึก", "รอคำตอบ"),
    Cell("check", "รออนุมัติ", "ผู้ขอใช้งาน", "รออนุมัติ"),
    Cell("line", "เปลี่ยนแปลง", "ขึ้นลงใน 7 วัน", "เปลี่ยนแปลงสัปดาห์นี้"),
    Cell("alert", "ผิดปกติ", "ตัวเลขที่น่าสงสัย", "ผิดปกติ"),
    HELP,
)
SUPERVISOR_RESULTS = (
    Cell("chart", "คะแนนจังหวัด", "ทุกตัวชี้วัด ทุกอำเภอ", "คะแนนจังหวัด"),
    Cell("grid", "ภาพรวมจังหวัด", "ทุกอำเภอในรูปเดียว", "ภาพรวมจังหวัด"),
    Cell("star", "ใกล้ระดับถัดไป", "ขาดอีกนิดเดียว", "ใกล้ระดับถัดไป"),
    Cell("screen", "แดชบอร์ด", "เปิดหน้าเว็บ", "แดชบอร์ด"),
    Cell("file", "ดาวน์โหลดไฟล์", "Excel และหลักฐาน", "ดาวน์โหลดไฟล์"),
    Cell("book", "วิธีดูจังหวัด", "คำถามที่ใช้ได้", "วิธีดูจังหวัด"),
)
SUPERVISOR_DATES = (
    Cell("clock", "กำหนดส่ง", "และวันที่เหลือ", "กำหนดส่ง"),
    Cell("bell", "วิธีเตือน", "ตั้งและหยุดเตือน", "วิธีเตือน"),
    Cell("person", "วิธีดูแลคน", "มอบงานและประกาศ", "วิธีดูแลคน"),
)
UNREGISTERED = (
    Cell("person", "ลงทะเบียน", "ขอใช้งาน หรือส่งรหัส 8 ตัว", "ลงทะเบียน"),
    Cell("help", "ช่วยเหลือ", "ระบบนี้ทำอะไรได้", "ช่วยเหลือ"),
)
MENUS = {
    "officer": OFFICER,
    "officer-results": OFFICER_RESULTS,
    "officer-dates": OFFICER_DATES,
    "supervisor": SUPERVISOR,
    "supervisor-results": SUPERVISOR_RESULTS,
    "supervisor-dates": SUPERVISOR_DATES,
    "unregistered": UNREGISTERED,
}


def tabs_of(name: str) -> tuple[Tab, ...]:
    """The tabs of which this menu is one; () where it stands alone."""
    return next((tabs for tabs in TABS.values() if name in {tab.name for tab in tabs}), ())
