"""Words of the page of who did what, and of one's own sessions."""

from collections.abc import Sequence
from datetime import datetime

from templates.words.scores import day

TITLE = "ใครทำอะไร"
SEARCH = "ค้นหา"
CSV = "ดาวน์โหลด CSV"
FILE = "ใครทำอะไร.csv"
NOTHING = "ไม่พบรายการ"
WHOLE = "ลำดับครบถ้วน ไม่มีรายการถูกแก้"
OPERATOR = "ผู้ดูแลเครื่อง"
COLUMNS = ("ลำดับ", "เวลา", "ใคร", "ทาง", "ทำอะไร", "ข้อตกลง", "กับใคร", "รายละเอียด", "sha256")
EVERYWHERE = "ออกจากทุกเครื่อง"
WAYS = {"chat": "แชต", "page": "หน้าเว็บ", "command": "คำสั่งที่เครื่อง", "clock": "นาฬิกาของบอท"}
DEEDS = {
    "approve": "อนุมัติผู้ใช้",
    "refuse": "ไม่อนุมัติผู้ใช้",
    "role": "เปลี่ยนบทบาท",
    "move": "ย้ายอำเภอ",
    "remove": "ลบผู้ใช้",
    "leave": "กำหนดวันลาและผู้ทำแทน",
    "enroll": "เพิ่มผู้ใช้",
    "value": "ใส่ค่าของสำนักงาน",
    "answer": "ตอบคำถามของเอกสาร",
    "confirm": "ยืนยันข้อตกลง",
    "amend": "แก้ไขข้อตกลง",
    "activate": "เปิดรอบ",
    "sign": "ลงนาม",
    "close": "ปิดรอบ",
    "reopen": "เปิดรอบอีกครั้ง",
    "verify": "ตรวจหลักฐาน",
    "unverify": "ยกเลิกการตรวจหลักฐาน",
    "appoint": "มอบหมาย",
    "dismiss": "ยกเลิกการมอบหมาย",
    "deadline": "เปลี่ยนกำหนดส่ง",
    "day off": "เพิ่มวันหยุด",
    "reminders": "ตั้งการเตือน",
    "announce": "ประกาศ",
    "group": "แจ้งข่าวในกลุ่มไลน์",
    "share": "แบ่งเป้าหมาย",
    "name": "ตั้งชื่อเรียกอื่น",
    "line": "เก็บข้อความตัวอย่าง",
    "new": "ยกข้อตกลงไปรอบใหม่",
    "day": "ตั้งวันของรอบฝึก",
    "setting": "ตั้งค่า",
    "backup": "สำรองข้อมูล",
    "key": "ทำกุญแจข้อมูลสำรองใหม่",
    "key tried": "ทดลองกุญแจข้อมูลสำรอง",
    "restore": "กู้คืนข้อมูล",
    "carry": "ย้ายฐานข้อมูล",
}


def broken(seq: int) -> str:
    return f"รายการที่ {seq} ไม่ตรงกับที่บันทึกไว้ โปรดแจ้งผู้ดูแลเครื่อง"


def sessions(since: Sequence[datetime]) -> str:
    """`since`: when each device came in."""
    told = ", ".join(f"{day(moment.date())} {moment:%H:%M} น." for moment in since)
    return f"ท่านเปิดหน้าเว็บอยู่ {len(since)} เครื่อง เข้าเมื่อ {told}"
