"""What is said about names of indicators: why one cannot be, what it changes; and of messages that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scoring.agreement import Indicator
from templates.words.report.reports import WHY_ASKED, option

REFUSED = {
    "short": "“{}” สั้นเกินไป คำเรียกต้องมีอย่างน้อย 2 ตัวอักษร",
    "long": "คำเรียกนี้ยาวเกินไป ใช้คำที่เจ้าหน้าที่พิมพ์จริง",
    "figure": "“{}” มีตัวเลข บอทจะอ่านปนกับผลงาน ใช้คำที่ไม่มีตัวเลข",
    "unit": "“{}” เป็นหน่วยนับ จึงใช้เป็นคำเรียกไม่ได้ เพิ่มคำให้ชัดขึ้น",
    "place": "“{}” เป็นชื่ออำเภอหรือจังหวัด จึงใช้เป็นคำเรียกตัวชี้วัดไม่ได้",
    "day": "“{}” เป็นคำบอกวันหรือเดือน จึงใช้เป็นคำเรียกไม่ได้",
    "grammar": "“{}” เป็นคำที่บอทใช้อ่านประโยคอยู่แล้ว เพิ่มคำให้ชัดขึ้น",
}
SURE = "เพิ่มคำนี้ ทราบแล้ว"
TRY = "ลองพิมพ์แบบเจ้าหน้าที่"
NOT_COUNTED = "ไม่ใช้แล้ว"


def refused(name: str, why: str) -> str:
    return REFUSED[why].format(name)


def clash(name: str, others: Iterable[str]) -> str:
    return f"“{name}” เป็นคำเรียกของ{' และ'.join(others)}ด้วย บอทจะถามทุกครั้งว่าหมายถึงข้อใด"


def shared(name: str, topics: Iterable[str], called: Mapping[str, str]) -> str:
    return f"“{name}” เรียกได้หลายตัวชี้วัด บอทจะถามว่าข้อใด: {', '.join(called.get(t, t) for t in topics)}"


def changes(n: int) -> str:
    return f"ถ้าเพิ่มคำนี้ ข้อความตัวอย่างในโปรแกรมจะอ่านต่างไป {n} ข้อความ"


def no_report(intent: str, asks: bool, reason: str | None) -> str:
    if asks:
        return f"บอทจะถามกลับ: {WHY_ASKED.get(reason or '', WHY_ASKED['nothing_understood'])}"
    return "อ่านแล้วไม่ใช่การรายงานผล" if intent != "chitchat" else "อ่านไม่พบตัวชี้วัด จะไม่บันทึกอะไร"


def asks(reason: str | None, topics: list[str], read_as: str) -> str:
    why = WHY_ASKED.get(reason or "", WHY_ASKED["nothing_understood"])
    which = f" ({' หรือ '.join(dict.fromkeys(topics))})" if len(topics) > 1 else ""
    return f"อ่านได้ {read_as} แต่บอทจะถามกลับก่อน: {why}{which}"


def doubted(read_as: str, text: str) -> str:
    return f"อ่านได้ {read_as} แล้วบอทจะถาม: {text}"


def brings(indicator: Indicator, read_as: str, level: int | None) -> str:
    return f"{indicator.short} {read_as} → " + (f"ระดับ {level}" if level is not None else "ยังไม่มีระดับ (ข้อมูลยังไม่ครบ)")


def shortly(reading: Any) -> str:
    """One reading in a line: before and after a name."""
    if reading.ask:
        return f"ถามกลับ ({WHY_ASKED.get(reading.reason or '', WHY_ASKED['nothing_understood'])})"
    return option(reading.values) or "ไม่ใช่รายงาน"


# the page of what was not read: how often, whose message, what it may mean

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
