"""Questions in other words reach their answer, or an honest "ยังไม่เข้าใจ": never thanks, never a report."""

from pathlib import Path

import pytest

from handlers.desk.nouns import Message
from handlers.routes.other_words import heard_as
from tests.handlers.office import Office, read_aloud

ID, D = "chonburi-2568-1", "ศรีราชา"
PROVINCE, SPENDING, SILENT = "ชลบุรี รอบ 1/2568", "เบิกจ่ายงบ ชลบุรี รอบ 1/2568", "ยังรายงานไม่ครบ"
OWN, NEAR, CHANGES, ODD = "คะแนน\nอ.ศรีราชา", "ใกล้ระดับถัดไป", "7 วันที่ผ่านมา", "ผิดปกติใน 30 วัน"
WAITS, APPROVALS, DUE, PAGES = "รอคำตอบ", "ไม่มีผู้รออนุมัติค่ะ", "กำหนดส่งของ", "ยังไม่ได้เปิดหน้าเว็บ"
HISTORY, NOT = "ประวัติ\nอ.ศรีราชา", "ยังไม่เข้าใจข้อความนี้ และยังไม่ได้บันทึกอะไร"
HELP, CORRECTING, EVIDENCE, PRIORITY = "พิมพ์ผลงานเป็นภาษาพูดได้เลยค่ะ", "แก้หรือยกเลิก", "หลักฐาน\n", "ทำอะไรก่อนดี"
WHICH, NOTHING_YET = "ต้องการดูของอำเภอใดคะ", "รับทราบว่ายังไม่มีผลของ"

SUPERVISOR = {
    "เค้าได้กี่แต้มแล้ว": WHICH, "ศรีราชาได้กี่แต้มแล้ว": OWN, "ยังมิได้ดำเนินการเบิกจ่าย": NOTHING_YET,
    "ยังมิได้ดำเนินการ OTOP": NOTHING_YET, "อำเภอไหนคะแนนน้อยที่สุด": PROVINCE, "อำเภอไหนคะแนนต่ำสุด": PROVINCE,
    "ใครทำได้ดีที่สุด": PROVINCE, "ใครยังไม่ส่งบ้าง": SILENT, "ใครยังไม่รายงานบ้างครับ": SILENT,
    "มีอำเภอไหนยังไม่ส่งผลบ้าง": SILENT, "ที่ยังไม่ส่งมีใครบ้าง": SILENT, "ตอนนี้ภาพรวมเป็นไงบ้าง": PROVINCE,
    "ภาพรวมจังหวัดเป็นยังไง": PROVINCE, "สรุปให้หน่อย": PROVINCE, "สรุปผลทั้งจังหวัดหน่อยครับ": PROVINCE,
    "ขอคะแนนของแต่ละอำเภอ": PROVINCE, "ขอดูคะแนน อ.ศรีราชา": OWN, "คะแนนศรีราชาเท่าไหร่แล้ว": OWN,
    "ศรีราชาถึงไหนแล้ว": OWN, "ศรีราชาเป็นไงบ้าง": OWN, "เบิกจ่ายของแต่ละอำเภอ": SPENDING,
    "เบิกจ่ายแต่ละอำเภอถึงไหนแล้ว": SPENDING, "เบิกจ่ายทั้งจังหวัดกี่เปอร์เซ็นต์แล้ว": SPENDING,
    "เบิกจ่ายจังหวัดเท่าไหร่": SPENDING, "อำเภอไหนเบิกจ่ายน้อยสุด": SPENDING, "ใครเบิกจ่ายเยอะสุด": SPENDING,
    "ใครยังไม่ถึงระดับ 3": PROVINCE, "ใครยังไม่ถึงระดับ 5 บ้าง": PROVINCE, "ใครใกล้ถึงเป้า": NEAR.removeprefix("ใกล้"),
    "อำเภอไหนใกล้ได้ 5": NEAR.removeprefix("ใกล้"), "สัปดาห์นี้มีอะไรเปลี่ยนบ้าง": CHANGES, "อาทิตย์นี้ใครขยับบ้าง": CHANGES,
    "มีตัวเลขแปลกๆไหม": ODD, "มีอะไรผิดปกติไหม": ODD, "ใครค้างตอบ": WAITS, "มีรายงานที่ยังไม่บันทึกไหม": WAITS,
    "ใครรออนุมัติบ้าง": APPROVALS, "มีใครขอเข้าใช้งานไหม": APPROVALS, "มีคนรออนุมัติกี่คน": APPROVALS,
    "วันนี้มีกำหนดส่งอะไร": DUE, "ใกล้ครบกำหนดอะไรบ้าง": DUE, "เหลือเวลาอีกกี่วัน": DUE, "ปิดรอบเมื่อไหร่": DUE,
    "ปิดรอบ": PAGES, "รับรองผลยังไง": PAGES, "ใครรับรองแล้วบ้าง": PAGES, "อำเภอไหนยังไม่รับรอง": PAGES,
    "ขอไฟล์ excel": PAGES, "ส่งออกรายงาน": PAGES, "ลิงก์แดชบอร์ด": PAGES, "เปิดหน้าเว็บยังไง": PAGES,
    "ประกาศถึงทุกอำเภอ": "ตามด้วยข้อความ", "ทวงให้หน่อย": NOT, "ใครรับผิดชอบ OTOP": NOT, "OTOP ใครดูแล": NOT,
    "เพิ่มคนใช้งานยังไง": NOT, "เมื่อวานใครส่งมาบ้าง": CHANGES, "ประชุมจังหวัดแล้ว": NOT, "จังหวัดตรวจแล้ว": NOT,
}  # fmt: skip
OFFICER = {
    "เค้าได้กี่แต้มแล้ว": OWN, "เราได้กี่แต้มแล้วคะ": OWN, "ของเราถึงไหนแล้ว": OWN, "ต้องทำอะไรต่อ": PRIORITY,
    "รายงานล่าสุดของฉัน": HISTORY, "บันทึกหรือยังคะ": HISTORY, "ส่งไปแล้วได้รับไหม": HISTORY, "เหลืออีกกี่วัน": DUE,
    "ต้องใช้หลักฐานอะไรบ้าง": EVIDENCE, "ลบที่ส่งไปได้ไหม": CORRECTING, "งานของฉันมีอะไรบ้าง": "ยังไม่มีตัวชี้วัดที่มอบให้ท่าน",
    "หยุดเตือนก่อน": "หยุดเตือนกำหนดส่งแล้วค่ะ", "พิมพ์ยังไง": HELP, "ตัวอย่างหน่อย": HELP, "มีเมนูไหม": HELP,
    "ใช้ไม่เป็น": HELP, "ขอเลื่อนส่งได้ไหม": DUE, "ขอดูหน้าเว็บ": PAGES, "ยังมิได้ดำเนินการเบิกจ่าย": NOTHING_YET,
    "ยังมิได้ดำเนินการแต่อย่างใด": NOT, "อยู่ระหว่างดำเนินการ": NOT, "กำลังทำอยู่ค่ะ": NOT, "เดี๋ยวส่งพรุ่งนี้นะคะ": NOT,
    "ผู้กำกับคือใคร": NOT, "เสร็จแล้วค่ะ": NOT, "หนี้ครบกำหนดชำระ": "ยังไม่บันทึกค่ะ", "ตัวไหนน้ำหนักเยอะสุด": NOT,
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("office"), "2025-03-15", ID)
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    office.enroll("แก้ว", "ชลบุรี", D)
    return office


@pytest.mark.parametrize(
    ("who", "words", "expected"),
    [*(("นภา", w, e) for w, e in SUPERVISOR.items()), *(("แก้ว", w, e) for w, e in OFFICER.items())],
)
def test_a_question_in_other_words_reaches_its_answer(who: str, words: str, expected: str, office: Office) -> None:
    told = read_aloud(office.answer(who, words))
    assert expected in told
    assert "ยินดีค่ะ" not in told
    assert office.store.ledger.standing(ID, everywhere=True) == []
    office.answer(who, "ขอบคุณค่ะ")


@pytest.mark.parametrize(
    "words", ["เบิกจ่าย 82%", "ทุกอำเภอ เบิกจ่าย 82%", "ตอนนี้เบิกจ่าย 82% แล้วค่ะ", "OTOP ห้าแสน", "ขั้น 3 เสร็จ"]
)
def test_a_report_is_no_question(words: str, tmp_path: Path) -> None:
    office = Office(tmp_path, "2025-03-15", ID)
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    office.answer("นภา", words)
    desk = office.desk("นภา")
    assert heard_as(Message("w", "text", desk.now, "U", "U", text=words), desk) == ""
