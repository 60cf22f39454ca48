"""Headings and words of the files that leave the office."""

from __future__ import annotations

from scoring.agreement import Agreement
from templates.words.scores import day, round_name

SUMMARY = "แบบสรุปคะแนนผลการประเมิน"
DRAFT = "ร่าง"
TOTAL = "รวม"
NO_WEIGHTS = "เอกสารไม่ได้พิมพ์น้ำหนัก"
SUMMARY_COLUMNS = ("ที่", "ตัวชี้วัด", "น้ำหนัก", "ผลการดำเนินงาน", "ระดับ", "คะแนนถ่วงน้ำหนัก", "หมายเหตุ")
TARGETS = "สรุปตัวชี้วัดและค่าเป้าหมาย"
TARGET_LEVELS = "ค่าเป้าหมาย"
TARGET_COLUMNS = ("ที่", "ตัวชี้วัด", "ระดับ 1", "ระดับ 2", "ระดับ 3", "ระดับ 4", "ระดับ 5", "น้ำหนัก", "แหล่งข้อมูล")
NO_CRITERIA = "เอกสารไม่มีเกณฑ์ระดับ"
UNCONFIRMED = "รอยืนยัน"
SOURCE = "ที่มา"
SOURCE_COLUMNS = ("ตัวชี้วัด", "ที่มาในเอกสาร", "เรื่องที่รอยืนยัน")
DISTRICT, REPORTED, NOT_HERE = "อำเภอ", "รายงานแล้ว (ตัวชี้วัด)", "ไม่มี"
LEVELS, FIGURES, SUMS = "ระดับ", "ผลงาน", "ทั้งจังหวัด"
FIGURE_COLUMNS = (
    "อำเภอ", "ตัวชี้วัด", "ระดับ", "สถานะ", "รายการ", "ผลงาน", "หน่วย", "ตัวตั้ง", "ตัวหาร/ฐาน", "ผล ณ วันที่",
)  # fmt: skip
SUM_COLUMNS = (
    "ตัวชี้วัด", "ระดับจังหวัด", "รายงานแล้ว", "จากอำเภอ", "ระดับ 5", "ระดับ 4", "ระดับ 3", "ระดับ 2", "ระดับ 1", "ระดับ 0", "สรุป",
)  # fmt: skip
DONE, NOT_DONE = "ทำแล้ว", "ยังไม่ทำ"
INDEX_FILE, COVER_FILE = "สารบัญหลักฐาน.csv", "สรุปคะแนน.txt"
INDEX_COLUMNS = (
    "ลำดับ", "รหัสตัวชี้วัด", "ตัวชี้วัด", "ขั้น", "ชนิด", "ชื่อ", "รายละเอียด", "ผู้ส่ง", "ส่งเมื่อ", "sha256",
    "การตรวจ", "ข้อความเดิม", "ไฟล์",
)  # fmt: skip
VERIFIED = "ตรวจแล้ว"
NO_STEP = "ทั่วไป"


def place(district: str | None, province: str) -> str:
    return f"อ.{district}" if district else f"จ.{province}"


def step(level: int) -> str:
    return f"ขั้น {level}"


def province_title(province: str, round_name: str, day: str) -> str:
    return f"ผลการปฏิบัติราชการ จังหวัด{province} {round_name} ณ {day}"


def score_of(section: str) -> str:
    return f"คะแนน {section}"


def missing(n: int) -> str:
    return f"ยังไม่มีระดับ {n} ตัว นับเป็น 0"


def whose(agreement: Agreement, district: str | None) -> tuple[str, str]:
    """Whom a form is of, and of which round."""
    whole = f"อำเภอ{district} " if district else "สำนักงานพัฒนาชุมชน"
    return (
        f"{whole}จังหวัด{agreement.province}",
        f"{round_name(agreement)} ({day(agreement.start)} – {day(agreement.end)})",
    )


def steps_done(done: int, of: int) -> str:
    return f"ทำแล้ว {done} จาก {of} ขั้น"


def state(state: str) -> str:
    return f"สถานะ: {state}"


def sealed(version: int, hash: str) -> str:
    return f"ข้อตกลงฉบับที่ {version} · ตราข้อมูล sha256 {hash}"


def signatures(district: str | None, province: str) -> tuple[tuple[str, str], ...]:
    line = "ลงชื่อ ........................................"
    whose = f"พัฒนาการอำเภอ{district}" if district else "ผู้แทนสำนักงานพัฒนาชุมชนจังหวัด"
    return (
        (f"{line} ผู้รับการประเมิน", f"{line} ผู้ประเมิน"),
        ("(........................................)", "(........................................)"),
        (whose, f"พัฒนาการจังหวัด{province}"),
        ("วันที่ ......../......../........", "วันที่ ......../......../........"),
    )


NO_TRACES = "ภาพและคลิปในแฟ้มนี้ตัดพิกัดและข้อมูลกล้องออกแล้ว · sha256 ในรายการเป็นของต้นฉบับซึ่งเก็บไว้ที่สำนักงาน"


def cover_line(short: str, level: str, why: str) -> str:
    return f"{short}: {level} · {why}"
