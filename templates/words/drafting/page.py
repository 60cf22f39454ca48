"""The words of the pages on which a new agreement is read, asked about and activated."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from scoring.agreement import Indicator as Signed
from scoring.agreement import Level as SignedLevel
from scoring.drafting.draft import Indicator, Measure
from templates.words.drafting.form import level_said
from templates.words.scores import condition, day, number

TITLE = "ข้อตกลงใหม่"
NO_SUCH_PROVINCE = "ไม่พบจังหวัดนี้ หรือไม่ใช่จังหวัดของท่าน โปรดเลือกจากรายการ"
NO_SUCH_YEAR = "ปีงบประมาณต้องเป็นปี พ.ศ. เช่น 2570"
NOTHING_GIVEN = "ยังไม่ได้เลือกไฟล์และยังไม่ได้วางข้อความ โปรดเลือกอย่างใดอย่างหนึ่ง"
NOT_READ = "อ่านไฟล์ไม่สำเร็จเพราะระบบขัดข้อง ยังไม่มีอะไรถูกบันทึก โปรดส่งไฟล์อีกครั้ง"
KEPT_DROPPED = "เก็บไว้ 90 วันหลังเลิกใช้ แล้วลบทั้งร่างและไฟล์"
DROPPED = "เลิกใช้ร่างนี้แล้ว เอากลับมาได้จากหน้า “ข้อตกลงใหม่” ภายใน 90 วัน"
GIVEN_AT_FIRST = "ระบุตอนส่งไฟล์"
OVERTAKEN = "มีคนแก้ร่างนี้หลังจากหน้าที่ท่านเปิดไว้ สิ่งที่ท่านกดยังไม่ถูกบันทึก โปรดดูของล่าสุดแล้วกดใหม่"
CLOSED = "ร่างนี้ปิดแล้ว แก้ไม่ได้"
NO_WHY = "โปรดเขียนเหตุผลสั้น ๆ ว่าแก้เพราะอะไร ยังไม่มีอะไรถูกบันทึก"
NO_CHANGE = "ยังไม่มีอะไรเปลี่ยนไปจากเดิม"
NOT_A_NUMBER = "ต้องเป็นตัวเลข เช่น 80 หรือ 2,400,000.50 ยังไม่มีอะไรถูกบันทึก"
NOT_A_DAY = "วันที่ต้องเขียนเป็น วัน/เดือน/ปี พ.ศ. เช่น 31/3/2570 ยังไม่มีอะไรถูกบันทึก"
NOT_A_BAND = "ช่วงต้องมีสองค่า ค่าที่สองต้องมากกว่าค่าแรก ยังไม่มีอะไรถูกบันทึก"
NO_UNIT = "โปรดเขียนหน่วย เช่น คน ครัวเรือน บาท หรือ ร้อยละ ยังไม่มีอะไรถูกบันทึก"
BAD_NAME = "ชื่อเรียกนี้ใช้ไม่ได้ (เป็นตัวเลข หน่วย สถานที่ หรือคำสั่งของบอท) โปรดใช้ชื่ออื่น"
LAST_NAME = "ต้องมีคำเรียกอย่างน้อยหนึ่งคำ ยังไม่มีอะไรถูกบันทึก"
NOT_A_SERIAL = "โปรดใส่เลขที่ของตัวชี้วัดตามกระดาษ เช่น 4 หรือ 2.1 ยังไม่มีอะไรถูกบันทึก"
NOT_ON_LINE = "ชื่อตัวชี้วัดต้องตรงกับข้อความในบรรทัดนั้น (ดูเลขบรรทัดทางซ้าย) ยังไม่มีอะไรถูกบันทึก"
NUMBER_TAKEN = "มีตัวชี้วัดเลขนี้ในหมวดนี้แล้ว ยังไม่มีอะไรถูกบันทึก"
NOT_TRIED = "ยังไม่ได้ลองค่าในทุกแถว โปรดกดลองค่าอย่างน้อยหนึ่งค่าในแต่ละตัวชี้วัดก่อน"
NOTHING_TO_UNDO = "ไม่มีอะไรให้ย้อน"
NOT_READABLE = "เกณฑ์ที่กรอกใช้คิดระดับไม่ได้ โปรดดูว่าแต่ละระดับมีตัวเลขหรือขั้นตอนครบ ยังไม่มีอะไรถูกบันทึก"
WAITING = "ยังเปิดใช้ไม่ได้ ยังมีคำถามที่ต้องตอบ หรือยังมีตัวชี้วัดที่ยังไม่ยืนยัน"
TAKEN_ID = "มีข้อตกลงของจังหวัดและรอบนี้แล้ว ถ้าจะแก้ให้ใช้หน้า “ฉบับและการยืนยัน”"
NEEDS_A_SECOND = "ท่านเป็นผู้ตรวจร่างนี้ ต้องให้อีกคนหนึ่งกดเปิดใช้: {names}"
SAY_ALONE = "ท่านเป็นทั้งผู้ตรวจและผู้เปิดใช้ โปรดทำเครื่องหมายว่าสำนักงานมีผู้ดูแลคนเดียว"
ALONE = "สำนักงานมีผู้ดูแลคนเดียว ผู้ตรวจกับผู้เปิดใช้เป็นคนเดียวกัน"
STATES: Mapping[str, str] = {"open": "มีคำถาม", "untried": "รอลองค่า", "tried": "ลองแล้ว รอยืนยัน", "done": "ยืนยันแล้ว"}
SCORED: Mapping[str, str] = {"district": "รายอำเภอ", "province": "ที่จังหวัด", "both": "ทั้งอำเภอและจังหวัด"}
OPERATORS: Mapping[str, str] = {
    ">=": "ไม่น้อยกว่า (ตั้งแต่)", ">": "มากกว่า", "<=": "ไม่เกิน", "<": "น้อยกว่า", "band": "ช่วง จาก–ถึง", "by": "ภายในวันที่",
}  # fmt: skip
ROUNDS: Mapping[str, str] = {"1": "รอบที่ 1 (ต.ค.–มี.ค.)", "2": "รอบที่ 2 (เม.ย.–ก.ย.)", "year": "ทั้งปีงบประมาณ"}
HEADS: Mapping[str, str] = {"province": "จังหวัด", "year": "ปีงบประมาณ", "round": "รอบ"}
REPAIRED = "ซ่อมตัวอักษรที่เสียหาย {n} แห่ง (ไม่แตะตัวเลข) ถูกต้องไหม: {some}"
_INDICATOR = re.compile(r"\b[a-z]\w*/(\d[\d.A-Z]*)")
_LEVEL = re.compile(r"level (\d)")
_DERIVED: Mapping[str, str] = {"growth": "ร้อยละที่เพิ่มขึ้น", "reduction": "ร้อยละที่ลดลง", "ratio": "ร้อยละ"}


def progress(done: int, all_: int) -> str:
    return f"{done} จาก {all_} ตัวชี้วัด"


def reading(done: int, pages: int) -> str:
    return f"อ่านแล้ว {done} จาก {pages} หน้า" if pages else "กำลังเปิดไฟล์"


def fault(place: str) -> str:
    """Where a draft does not hold yet, and what to do; `place` is a program's: "indicator team/1, level 2"."""
    of = _INDICATOR.search(place)
    level = _LEVEL.search(place)
    where = f"ตัวชี้วัดที่ {of[1]}{f' ระดับ {level[1]}' if level else ''}" if of else "หัวเอกสาร"
    return f"{where}: ยังไม่ตรงกับเอกสารหรือยังไม่ครบ โปรดกลับไปตรวจแล้วตอบหรือแก้ด้วยมือ"


def activated(id: str) -> str:
    return f"เปิดใช้ข้อตกลง {id} แล้ว เจ้าหน้าที่รายงานผลในแชตได้ทันที"


def signed_level(level: SignedLevel, one: Signed) -> str:
    """What the program will ask for."""
    said = []
    for c in level.conditions:
        used = one.inputs[c.input]
        upper = f" ถึง {c.upper}" if c.upper is not None else ""
        said.append(condition(c, used) + upper + (" (ค่าใดก็ได้อย่างน้อยระดับนี้)" if c.floor else ""))
    return " และ ".join(said)


def unread_level(one: Indicator, number: int) -> str:
    level = next((lv for lv in one.levels if lv.number == number), None)
    return level_said(level, one) if level else "ไม่ได้พิมพ์ในเอกสาร"


def measure(used: Measure) -> str:
    """ "ร้อยละ: ครัวเรือนที่ผ่านเกณฑ์" """
    unit = _DERIVED.get(used.derive, "ร้อยละ") if used.kind == "percent" else used.unit or "ยังไม่ทราบหน่วย"
    less = " · ยิ่งน้อยยิ่งดี" if used.better == "less" else ""
    label = (used.label or "ผลการดำเนินงาน").removesuffix(f"({unit})").strip()
    return f"{label} ({unit}){less}"


DID: Mapping[str, str] = {
    "answer": "คำตอบ", "head": "จังหวัด ปี หรือรอบ", "tried": "การลองค่า", "confirm": "การยืนยัน",
    "levels": "เกณฑ์ที่แก้", "short": "ชื่อเรียก", "weight": "น้ำหนัก", "scored": "วิธีวัดผล",
    "districts": "อำเภอ", "drop": "การเอาตัวชี้วัดออก",
    "which_column": "คอลัมน์ของตาราง", "names": "คำเรียก",
}  # fmt: skip


def undoes(kind: str, about: str, by: str) -> str:
    """ "ย้อน: การลองค่าของตัวชี้วัด 2 (สมศรี)" """
    of, _, asked = about.partition("|")
    number = of.partition("/")[2]
    what = DID.get(asked, DID.get(kind, "สิ่งที่ทำล่าสุด"))
    return f"ย้อน: {what}{f'ของตัวชี้วัด {number}' if number else ''} ({by})"


def looked_up(key: str, one: Signed, districts: int, district: str, amount: Decimal, line: int) -> str:
    """ "จำนวนทั้งหมดตามตาราง (ครัวเรือนเป้าหมาย): 7 อำเภอ เช่น ดอนตาล 480 (บรรทัด 54)" """
    if key.startswith("@"):
        what = f"ยอดของร้อยละ {key[1:]} ตามตาราง"
    else:
        name, _, part = key.partition(".")
        what = f"{'ฐาน' if part == 'base' else 'จำนวนทั้งหมด'}ตามตาราง ({one.inputs[name].whole})"
    return f"{what}: {districts} อำเภอ เช่น อ.{district} {number(amount)} (บรรทัด {line})"


def repaired(repairs: Sequence[Sequence[object]]) -> str:
    some = ", ".join(f"บรรทัด {line} {found} → {becomes}" for line, found, becomes in repairs[:5])
    return REPAIRED.format(n=len(repairs), some=some)


def days_of(first: str, last: str) -> str:
    return f"{day(date.fromisoformat(first))} ถึง {day(date.fromisoformat(last))}"
