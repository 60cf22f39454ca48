"""What the page of messages that were not read says: how often it was asked back, whose message, what it may mean."""

from __future__ import annotations

from collections.abc import Sequence

SOMEBODY = "ผู้ส่งที่ไม่อยู่ในระบบแล้ว"
THIS_WEEK, WEEK_BEFORE = "7 วันที่ผ่านมา", "7 วันก่อนหน้า"
NO_CHANGE = "อ่านข้อความตัวอย่างทั้งหมดซ้ำแล้ว ไม่มีข้อความใดอ่านต่างไป"
CHANGED = "มีการเปลี่ยนแปลงหลังเปิดหน้านี้ ตรวจใหม่แล้วกดอีกครั้ง ยังไม่มีอะไรถูกบันทึก"
LINE_KEPT = "เก็บเป็นข้อความตัวอย่างแล้ว"
LINE_ONLY = "ข้อความตัวอย่างไม่เปลี่ยนการอ่านของบอท แต่ใช้ตรวจทุกครั้งที่แก้คำ"
NOT_A_REPORT, MUST_ASK = "ไม่ใช่รายงาน", "ถามกลับถูกแล้ว"
BY_ANSWER = "ผู้ส่งตอบไว้"


def sender(name: str, districts: Sequence[str]) -> str:
    where = " ".join(f"อ.{district}" for district in districts)
    return f"{name} {where}".strip()


def week(reports: int, reasons: Sequence[tuple[str, int]]) -> str:
    """ถามกลับหรือยังไม่บันทึก 3 จาก 40 รายงาน (8%): มีคำที่ยังอ่านไม่ออก 2 · …"""
    if not reports:
        return "ยังไม่มีรายงาน"
    asked = sum(n for _, n in reasons)
    share = f"ถามกลับหรือยังไม่บันทึก {asked} จาก {reports} รายงาน ({round(100 * asked / reports)}%)"
    return f"{share}: {' · '.join(f'{why} {n}' for why, n in reasons)}" if reasons else share
