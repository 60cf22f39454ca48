"""ROUTES: the whole map. The first route that takes a message answers it; their order is their rank."""

from handlers.correction import correcting
from handlers.deadlines import alarms, due_list, muting
from handlers.desk.desk import Route
from handlers.evidence import listing, receiving
from handlers.office import assigning, broadcasts, office_days, valuing
from handlers.people import approval, chatting, joining, leave, leaving, moving, registration, whoami
from handlers.province import charts, links, questions, waiting, weekly
from handlers.report import receive
from handlers.routes import help, other_words, practice
from handlers.score import history, priority, scorecard, sources, targets, what_if

ROUTES: tuple[Route, ...] = (
    joining.ROUTE,  # follow, unfollow, join, one-time code
    leaving.ROUTE,  # ลบข้อมูลของฉัน
    whoami.ROUTE,
    help.route(lambda: ROUTES),  # ช่วยเหลือ, วิธีรายงาน
    practice.ROUTE,  # ลองฝึก 5 ข้อความ, จบการฝึก
    registration.ROUTE,  # while a person is registering, words answer its next question
    approval.ROUTE,
    leave.ROUTE,  # ลา 3-7 มี.ค. ฝาก มาลี
    moving.ROUTE,  # ย้ายมาประจำ อ.ภูเขียว
    assigning.ROUTE,  # มอบ OTOP ให้สมชาย, งานของฉัน
    valuing.ROUTE,  # ตั้งค่า งบจัดสรร บ้านกรวด 2,400,000
    waiting.ROUTE,  # รอคำตอบ
    weekly.ROUTE,  # ปิดสรุปประจำสัปดาห์, เปิดสรุปประจำสัปดาห์
    links.ROUTE,  # แดชบอร์ด, ดาวน์โหลดไฟล์
    questions.ROUTE,  # คะแนนจังหวัด, OTOP ทุกอำเภอ, ใครยังไม่รายงาน, ใกล้ระดับถัดไป, เปลี่ยนแปลงสัปดาห์นี้, ผิดปกติ
    other_words.route(lambda: ROUTES),  # ใครส่งน้อยสุด, บันทึกหรือยัง: heard as the words that a route knows
    due_list.ROUTE,  # กำหนดส่ง, ทำแล้ว n
    muting.ROUTE,  # หยุดเตือน, เตือนต่อ
    alarms.ROUTE,  # เตือนพรุ่งนี้ 8 โมง
    broadcasts.ROUTE,  # ประกาศ
    office_days.ROUTE,  # เพิ่มกำหนด, เลื่อนกำหนด, เพิ่มวันหยุด
    receiving.ROUTE,  # photos, files, places; unsend of them
    listing.ROUTE,  # หลักฐาน, หลักฐาน OTOP
    charts.ROUTE,  # กราฟ OTOP, แนวโน้มเบิกจ่าย
    history.ROUTE,  # ประวัติ
    priority.ROUTE,  # ทำอะไรก่อนดี
    sources.ROUTE,  # ที่มา …
    targets.ROUTE,  # เป้า OTOP เท่าไหร่
    what_if.ROUTE,  # ถ้าเบิก 90% จะได้กี่คะแนน
    scorecard.SCORE,  # คะแนน, คะแนน OTOP
    scorecard.MISSING,  # เหลืออะไรบ้าง
    correcting.ROUTE,  # แก้เป็น, ยกเลิก, unsend, edited
    receive.ROUTE,  # last: whatever reads as a report, or as something to be asked about
    chatting.ROUTE,  # thanks and greetings
)
