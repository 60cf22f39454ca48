"""Help: a short beginning with this person's own examples, then one topic at a time."""

from collections.abc import Iterable
from typing import NamedTuple


class Topic(NamedTuple):
    says: str  # what a tap says, and the topic's name
    title: str
    about: tuple[str, ...]  # words that, with a how-word, lead here
    routes: tuple[str, ...]  # whose examples it shows, in this order


HOW = ("วิธี", "ยังไง", "ไง", "อย่างไร", "ทำไง", "ช่วยบอก")
NOT_HOW = ("เป็นยังไง", "เป็นไง", "เป็นอย่างไร", "ถึง", "ได้ระดับ")  # คะแนนเป็นยังไง, ทำยังไงให้ถึงระดับห้า
TOPICS = (
    Topic("วิธีรายงาน", "รายงานผล", ("รายงาน", "ส่งผล", "ส่งงาน", "ส่งตัวเลข", "กรอก", "บันทึก"), ("reports",)),
    Topic("วิธีแก้", "แก้หรือยกเลิก", ("แก้", "ยกเลิก", "ถอน", "ผิด", "ลบตัวเลข", "ลบรายงาน"), ("correcting", "history")),
    Topic(
        "วิธีดูคะแนน", "คะแนน เป้า และที่มา", ("คะแนน", "ระดับ", "เป้า", "ที่มา", "เกณฑ์"),
        ("score", "missing", "priority", "target", "what_if", "source", "charts"),
    ),
    Topic(
        "วิธีเตือน", "กำหนดส่งและการเตือน", ("เตือน", "กำหนด", "ส่งเมื่อ", "ปฏิทิน"),
        ("deadlines", "alarms", "muting", "office_days"),
    ),
    Topic("วิธีส่งหลักฐาน", "หลักฐาน", ("หลักฐาน", "รูป", "ไฟล์", "แนบ"), ("evidence", "evidence_list")),
    Topic(
        "วิธีดูจังหวัด", "ภาพรวมจังหวัด", ("จังหวัด", "ทุกอำเภอ", "ภาพรวม"),
        ("overseeing", "waiting", "weekly", "links"),
    ),
    Topic(
        "วิธีดูแลคน", "คน งาน และประกาศ", ("มอบ", "อนุมัติ", "ประกาศ", "ตั้งค่า", "ดูแล"),
        ("approval", "assigning", "valuing", "broadcast"),
    ),
    Topic(
        "วิธีใช้ข้อมูลของฉัน", "ตัวท่านและข้อมูลของท่าน", ("ข้อมูลของฉัน", "ข้อมูลส่วนตัว", "ลบข้อมูล", "ลงทะเบียน", "ย้าย"),
        ("practice", "whoami", "moving", "leave", "registration", "leaving"),
    ),
)  # fmt: skip
BEGIN = "พิมพ์ผลงานเป็นภาษาพูดได้เลยค่ะ เช่น"
OTHERS = "บอทจะตอบระดับและบอกว่าขาดอีกเท่าใด\n\nอยากทราบเรื่องใด แตะปุ่มหรือพิมพ์"
STRANGER = "“ระดับ” รับรายงานผลตัวชี้วัดทางแชต แล้วตอบทันทีว่าได้ระดับใด ขาดอีกเท่าใด\nเริ่มที่ “ลงทะเบียน” หรือส่งรหัส 8 ตัวที่ได้จากผู้ดูแลค่ะ"
NO_REPORTS = "ท่านดูคะแนนและงานของทุกอำเภอได้ และรายงานแทนอำเภอได้ค่ะ"
MORE_REPORTS = "ตัวอย่างของตัวชี้วัดของท่าน พิมพ์ตามนี้แล้วเปลี่ยนตัวเลข"
ANY_WAY = "พิมพ์หลายเรื่องในข้อความเดียวได้ ระบุวันหรือเดือนได้ เช่น “เมื่อวาน” “เดือน ก.พ.” ถ้าไม่แน่ใจ บอทจะถามก่อนบันทึก"


def beginning(own: Iterable[str], topics: Iterable[Topic]) -> str:
    """Three examples of one's own, and the topics' names."""
    examples = [f"• “{one}”" for one in own][:3]
    first = [BEGIN, *examples] if examples else [NO_REPORTS]
    return "\n".join([*first, OTHERS, *(f"• {t.says} – {t.title}" for t in topics)])


def of_topic(topic: Topic, examples: Iterable[tuple[str, str]], own: Iterable[str] = ()) -> str:
    lines = [f"• “{says}” – {does}" for says, does in examples]
    reports = [f"• “{one}”" for one in own]
    if reports:
        return "\n".join([MORE_REPORTS, *reports, "", ANY_WAY])
    return "\n".join([f"{topic.title} พิมพ์ได้ดังนี้", *lines])
