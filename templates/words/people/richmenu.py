"""The rich menus: what each cell is called, what it says, and one line below; one menu for each kind of person."""

from typing import NamedTuple

BAR = "เมนูระดับ"


class Cell(NamedTuple):
    icon: str  # name of a drawing in templates/richmenu/menu.html
    label: str  # at most 20 characters
    under: str
    says: str = ""  # what a tap says; "": the keyboard opens


OFFICER = (
    Cell("pen", "รายงานผล", "พิมพ์ตัวเลขส่งได้เลย"),
    Cell("chart", "คะแนน", "ทุกตัวชี้วัดของอำเภอ", "คะแนน"),
    Cell("list", "เหลืออะไรบ้าง", "สิ่งที่ยังขาด", "เหลืออะไรบ้าง"),
    Cell("star", "ทำอะไรก่อนดี", "ได้คะแนนมาก แรงน้อย", "ทำอะไรก่อนดี"),
    Cell("clock", "กำหนดส่ง", "และวันที่เหลือ", "กำหนดส่ง"),
    Cell("help", "ช่วยเหลือ", "ตัวอย่างที่ใช้ได้", "ช่วยเหลือ"),
)
SUPERVISOR = (
    Cell("chart", "คะแนนจังหวัด", "ทุกตัวชี้วัด ทุกอำเภอ", "คะแนนจังหวัด"),
    Cell("list", "ใครยังไม่รายงาน", "อำเภอที่ยังค้าง", "ใครยังไม่รายงาน"),
    Cell("star", "ใกล้ระดับถัดไป", "ขาดอีกนิดเดียว", "ใกล้ระดับถัดไป"),
    Cell("check", "รออนุมัติ", "ผู้ขอใช้งาน", "รออนุมัติ"),
    Cell("clock", "กำหนดส่ง", "และวันที่เหลือ", "กำหนดส่ง"),
    Cell("help", "ช่วยเหลือ", "ตัวอย่างที่ใช้ได้", "ช่วยเหลือ"),
)
UNREGISTERED = (
    Cell("person", "ลงทะเบียน", "ขอใช้งาน หรือส่งรหัส 8 ตัว", "ลงทะเบียน"),
    Cell("help", "ช่วยเหลือ", "ระบบนี้ทำอะไรได้", "ช่วยเหลือ"),
)
MENUS = {"officer": OFFICER, "supervisor": SUPERVISOR, "unregistered": UNREGISTERED}
