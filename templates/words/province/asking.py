"""What a supervisor writes to a district from a line of a list, ready to send or to change."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.agreement import Agreement
from templates.words.scores import round_name

TITLE = "ส่งข้อความถึงอำเภอ"
REMIND, EVIDENCE, ANSWER, REASON, SET = "เตือนเลย", "ขอหลักฐาน", "ตอบ", "ดูเหตุผล", "ตอบด้วยการตั้งค่า"
SEND = "ส่งเลย"
NOBODY = "อำเภอนี้ยังไม่มีผู้ใช้ที่รับข้อความได้ ยังไม่ได้ส่งอะไร"
NO_WORDS = "ข้อความต้องมี 1–1,000 ตัวอักษร ยังไม่ได้ส่งอะไร"
OTHERS = "ผู้รับเปลี่ยนไปหลังจากเปิดหน้านี้ ยังไม่ได้ส่งอะไร โปรดดูรายชื่อแล้วกดส่งอีกครั้ง"
SHOWN = 6


def whom(district: str) -> str:
    return f"อ.{district}"


def sent(district: str, names: Sequence[str]) -> str:
    return f"ส่งข้อความถึง อ.{district} แล้ว {len(names)} คน: {', '.join(names)}"


def report_please(district: str, missing: Sequence[str], agreement: Agreement) -> str:
    rest = f" และอีก {len(missing) - SHOWN} ตัวชี้วัด" if len(missing) > SHOWN else ""
    what = ", ".join(missing[:SHOWN]) + rest
    return f"อ.{district} {round_name(agreement)} ยังไม่ได้รายงาน: {what}\nพิมพ์ผลงานในห้องแชตนี้ได้เลยค่ะ"


def evidence_please(district: str, short: str, agreement: Agreement) -> str:
    return f"อ.{district} {round_name(agreement)} ขอหลักฐานของ {short} ค่ะ\nส่งรูปหรือไฟล์ในห้องแชตนี้ได้เลย"


def look_please(district: str, short: str, said: str, agreement: Agreement) -> str:
    what = f"{short}: {said}" if short and said else short or said
    return f"อ.{district} {round_name(agreement)} โปรดตรวจสอบค่ะ {what}\nถ้าไม่ถูก พิมพ์ค่าที่ถูกในห้องแชตนี้ได้เลย"
