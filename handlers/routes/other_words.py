"""Questions in other words: each is heard as the words that a route knows, and answered by it.

Only questions: what has a figure of its own is a report, unless it asks who or which district.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Turn
from handlers.province.questions import OF_FIGURES

NAME = "other_words"
_POLITE = re.compile(r"(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|นะ|น่ะ|หน่อย|ที|ด้วย|เลย|[?!. ])+$")
_WHO = r"(?:ใคร|อำเภอ(?:ไหน|ใด|อะไร)|มีอำเภอ|ที่ไหน)"
_RANK = r"^(?:ท็อป|ท๊อป|ท้อป|top|อันดับ|จัดอันดับ|เรียงลำดับ|เรียงอันดับ)"
_HOW = r"(?:เท่าไ|เท่าใด|กี่|ถึงไหน|เป็นไง|เป็นยังไง|เป็นอย่างไร|ยังไง|บ้าง|หรือยัง)"
_WHOLE = r"(?:ทั้งจังหวัด|ระดับจังหวัด|ภาพรวมจังหวัด|ของจังหวัด|จังหวัดเรา|จังหวัด)"


@dataclass(frozen=True)
class Said:
    """Words (without blanks), and what they are heard as; with a topic as `of_topic`, "": the same with it behind."""

    words: str
    heard: str
    of_topic: str = ""
    overseers: bool = False  # of the whole province: for those who see it


EVERYWHERE, PROVINCE = "{topic} ทุกอำเภอ", "คะแนนจังหวัด"
HEARD: Sequence[Said] = (
    Said(r"^ประกาศ(?:ถึง|ให้|ไปยัง|แจ้ง)(?:ทุกอำเภอ|ทุกคน|ทั้งจังหวัด)?$", "ประกาศ", overseers=True),
    Said(r"(?:ใคร|คน|คำขอ).*(?:รออนุมัติ|ขอ(?:เข้า)?ใช้|ขอย้าย|ขอลงทะเบียน)|รออนุมัติ", "รออนุมัติ", overseers=True),
    Said(rf"{_WHO}.*รับรอง|ยังไม่(?:ได้)?รับรอง|รับรอง.*(?:ยังไง|อย่างไร|ตรงไหน)", "ปิดรอบ"),
    Said(
        rf"(?:{_WHO}|^ที่).*ยัง(?:ไม่|ไม่ได้|มิได้)(?:ส่ง|รายงาน|กรอก|แจ้ง|ทำ){OF_FIGURES}", "ใครยังไม่รายงาน",
        overseers=True,
    ),
    Said(rf"{_WHO}.*(?:ที่สุด|สุด$|สุดบ้าง|นำอยู่|รั้งท้าย|บ๊วย)", PROVINCE, EVERYWHERE, overseers=True),
    Said(rf"{_WHO}.*(?:น่าเป็นห่วง|เสี่ยง|น่าห่วง)", PROVINCE, EVERYWHERE, overseers=True),
    Said(_RANK, PROVINCE, EVERYWHERE, overseers=True),
    Said(r"(?:วันนี้|พรุ่งนี้|มะรืน|(?:สัปดาห์|อาทิตย์|เดือน)(?:นี้|หน้า)).*ส่งอะไร|(?:ต้อง|มี).*ส่งอะไร(?:บ้าง)?$", "กำหนดส่ง"),
    Said(rf"{_WHO}.*ใกล้", "ใกล้ระดับถัดไป", EVERYWHERE, overseers=True),
    Said(rf"{_WHO}.*(?:ไม่ถึง|ไม่ผ่าน|ต่ำกว่า)", PROVINCE, EVERYWHERE, overseers=True),
    Said(r"(?:แต่ละ|ราย|ทุก)อำเภอ", PROVINCE, EVERYWHERE, overseers=True),
    Said(rf"{_WHOLE}.*{_HOW}|{_HOW}.*{_WHOLE}", PROVINCE, EVERYWHERE, overseers=True),
    Said(rf"^(?:ขอ|ช่วย|ตอนนี้)*(?:สรุป|ภาพรวม|ผลรวม).*(?:{_HOW}|จังหวัด|ให้|ผล|$)", PROVINCE, EVERYWHERE, overseers=True),
    Said(
        r"(?:สัปดาห์|อาทิตย์)นี้.*(?:เปลี่ยน|ขยับ|ขึ้น|ลง|ใหม่|ส่ง)|ใครขยับ|มีอะไร(?:เปลี่ยน|ใหม่)|(?:เมื่อวาน|วันนี้)(?:มี)?ใครส่ง",
        "เปลี่ยนแปลงสัปดาห์นี้",
        overseers=True,
    ),
    Said(r"(?:ตัวเลข|ข้อมูล|อะไร|รายงาน)(?:ที่)?(?:ไหน)?(?:แปลก|ผิดปกติ|น่าสงสัย|เพี้ยน)", "ผิดปกติ", overseers=True),
    Said(r"ค้างตอบ|ยังไม่(?:ได้)?ตอบ|(?:รายงาน|อะไร)(?:ที่)?ยังไม่(?:ได้)?บันทึก", "รอคำตอบ", overseers=True),
    Said(r"(?:รายงาน|อะไร|อัน)(?:ไหน)?(?:ที่)?ยังไม่(?:ได้)?บันทึก|บันทึก(?:แล้ว)?(?:หรือ|รึ)ยัง|บันทึกแล้วใช่", "ประวัติ"),
    Said(r"ส่งไปแล้ว(?:ได้รับ|เข้า|ถึง).*|ได้รับ(?:แล้ว)?(?:ไหม|หรือยัง|ยัง$)|รายงานล่าสุด(?:ของ)?", "ประวัติ"),
    Said(
        r"(?:ปิด|สิ้น|หมด)รอบ(?:เมื่อ|วัน|ตอน)|เหลือ(?:เวลา)?(?:อีก)?กี่วัน|ครบกำหนด|มีกำหนด|(?:ขอ)?เลื่อน(?:ส่ง|กำหนด)", "กำหนดส่ง"
    ),
    Said(r"^(?:ขอ|เปิด|ดู|เข้า|ลิงก์|ลิงค์|ลิ้งค์|ลิ้งก์|อยาก|จะ)*(?:แดชบอร์ด|dashboard|หน้าเว็บ|เว็บ)", "แดชบอร์ด"),
    Said(r"(?:ไฟล์|excel|เอ็กเซล|เอกเซล|เอ็กเซลล์)|^ส่งออก(?:รายงาน|ข้อมูล|ผล)", "ดาวน์โหลดไฟล์"),
    Said(r"^(?:ของ)?(?:เรา|เค้า|เขา|อำเภอเรา|ทีมเรา|หนู|ผม|ฉัน)?(?:ตอนนี้)?(?:ได้)?กี่(?:แต้ม|คะแนน)", "คะแนน"),
    Said(r"^(?:ตอนนี้)?(?:ของ)?(?:เรา|อำเภอเรา|ทีมเรา)(?:ตอนนี้)?(?:ได้)?(?:ถึงไหน|เป็นไง|เป็นยังไง|เท่าไ)", "คะแนน"),
    Said(r"^งานของ(?:ฉัน|ผม|ดิฉัน|หนู|เรา)", "งานของฉัน"),
    Said(r"ทำอะไรต่อ|ทำ(?:อัน|ตัว)ไหน(?:ก่อน|ต่อ)", "ทำอะไรก่อนดี"),
    Said(r"(?:ใช้|มี|ส่ง|แนบ|เอา)หลักฐานอะไร|หลักฐาน(?:ต้อง)?(?:มี|ใช้)?อะไร", "หลักฐาน", "หลักฐาน {topic}"),
    Said(r"ลบ.*(?:ได้ไหม|ได้มั้ย|ยังไง|อย่างไร)", "ส่งผิดทำยังไง"),
    Said(r"^หยุดเตือน(?:ก่อน|ได้ไหม|ชั่วคราว)*$", "หยุดเตือน"),
    Said(r"^(?:พิมพ์|ใช้|ใช้งาน|ทำ)(?:ยังไง|อย่างไร|ไง|ไม่เป็น)|^(?:ขอ|มี)?(?:ตัวอย่าง|เมนู)(?:ไหม|ให้)?|ทำอะไรได้บ้าง", "ช่วยเหลือ"),
)
_HEARD = [(re.compile(said.words), said) for said in HEARD]


def heard_as(message: Message, desk: Desk) -> str:
    """The words that a route knows; "" where nothing of this is asked."""
    if message.kind != "text" or desk.person is None:
        return ""
    said = _POLITE.sub("", "".join(message.text.casefold().split()))
    reading = desk.reading(message)
    if any(v.topic is not None and v.value is not None for v in reading.values):
        return ""
    if (reading.values or any(c.isdigit() for c in said)) and not re.search(rf"{_WHO}|{_RANK}", said):
        return ""
    sees = desk.person.oversees or desk.person.role == "owner"
    for words, one in _HEARD:
        elsewhere = reading.topics and not (one.of_topic or one.overseers)
        if elsewhere or (one.overseers and (not sees or reading.districts)) or not words.search(said):
            continue
        topic = _topic(message, desk)
        if topic and one.of_topic:
            return one.of_topic.format(topic=topic)
        return f"{one.heard} {topic}" if topic and not one.of_topic and one.overseers else one.heard
    return ""


def _topic(message: Message, desk: Desk) -> str:
    """As the person called it."""
    reading = desk.reading(message)
    spans = [e.span for e in reading.explanation if e.rule.startswith("topic ")]
    return message.text[spans[0][0] : spans[0][1]].strip() if len(spans) == 1 and len(reading.topics) == 1 else ""


def route(routes: Callable[[], Sequence[Route]]) -> Route:
    """`routes` hands out the whole map: the words are answered by whoever knows them."""

    def answer(message: Message, desk: Desk) -> Turn | None:
        heard = heard_as(message, desk)
        if not heard or heard == message.text.strip():
            return None
        told = replace(message, text=heard)
        return next((turn for r in routes() if r.name != NAME and (turn := r.answer(told, desk)) is not None), None)

    return Route(NAME, answer)
