"""Signing: what each deed is called, and what is sent to whom when something was certified, returned or answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from scoring.agreement import Agreement, Indicator
from scoring.levels.totals import Row, Scorecard
from scoring.results.signed import Difference
from templates.words.province.province import figures, section_score
from templates.words.scores import STATUS, day, number, quantity, round_name

ABOUT = {"targets": "รับทราบเป้าหมาย", "results": "ผลการประเมิน"}
DEEDS = {"certified": "รับรอง", "verified": "ตรวจแล้ว", "returned": "ส่งคืน", "answered": "ตอบ",
         "changed": "เปลี่ยนหลังรับรอง"}  # fmt: skip
STATES = {
    "": "ยังไม่ลงนาม",
    "certified": "อำเภอรับรองแล้ว รอจังหวัดตรวจ",
    "verified": "จังหวัดตรวจแล้ว",
    "returned": "จังหวัดส่งคืน",
}
CHANGED_STATES = {
    "certified": "รับรองแล้ว, เปลี่ยนหลังรับรอง ต้องรับรองใหม่",
    "verified": "จังหวัดตรวจแล้ว, เปลี่ยนหลังรับรอง ต้องรับรองใหม่",
}
DIFFERS = "เปลี่ยนหลังรับรอง"
OF_WHAT = "สิ่งที่จะลงนาม"
SAME = "ตรงกับที่อำเภอรับรองไว้"
BARRED = "จังหวัดตรวจได้เมื่ออำเภอรับรองตัวเลขใหม่แล้ว"
PARTS = {
    "inputs": "ตัวเลขผลงาน", "office": "ยอดเต็มหรือฐาน", "level": "ระดับ", "evidence": "หลักฐาน", "weight": "น้ำหนัก",
    "levels": "เกณฑ์", "values": "ยอดเต็มหรือเป้าหมาย", "version": "ฉบับของข้อตกลง", "document": "เอกสาร",
    "criteria": "เกณฑ์ตามคำตอบของผู้ดูแล", "totals": "คะแนนรวม",
}  # fmt: skip
ROUNDS = {"closed": "ปิดรอบ", "reopened": "เปิดรอบใหม่"}
OFF = "จังหวัดนี้ยังไม่เปิดการลงนามในระบบ ผู้ดูแลเปิดได้ที่หน้าผู้ดูแล แบบฟอร์มพิมพ์ลงนามบนกระดาษได้ทุกเมื่อ"
WHY = "ต้องมีเหตุผล"
CHANGED = "ตัวเลข หลักฐาน หรือการลงนามเปลี่ยนไปหลังจากหน้าที่ท่านเปิดไว้ ยังไม่ได้ลงนาม โปรดดูอีกครั้งแล้วกดใหม่"
NOT_NOW = "ทำขั้นตอนนี้ไม่ได้ในตอนนี้ อาจมีผู้อื่นดำเนินการไปแล้ว"


def place(agreement: Agreement, district: str | None) -> str:
    return f"{f'อ.{district}' if district else f'จ.{agreement.province}'} {round_name(agreement)}"


def returned(agreement: Agreement, district: str | None, about: str, by: str, note: str) -> str:
    return (
        f"จังหวัดส่งคืน{ABOUT[about]} {place(agreement, district)} โดยคุณ{by}\nเหตุผล: {note}\n"
        "ตอบหรือแก้ไขแล้วรับรองใหม่ได้ที่หน้าเว็บ พิมพ์ “แดชบอร์ด”"
    )


def answered(agreement: Agreement, district: str | None, about: str, by: str, note: str) -> str:
    return f"คุณ{by} ตอบเรื่อง{ABOUT[about]} {place(agreement, district)}: {note}"


def certified(agreement: Agreement, district: str | None, about: str, by: str) -> str:
    return f"{place(agreement, district)} รับรอง{ABOUT[about]}แล้ว โดยคุณ{by} ตรวจได้ที่หน้าเว็บ พิมพ์ “แดชบอร์ด”"


# what is signed, and what became of it


def state(now: str, changed: bool) -> str:
    return CHANGED_STATES.get(now, STATES[now]) if changed else STATES[now]


def counted_otherwise(said: str, found: Sequence[Difference], agreement: Agreement) -> str:
    """The form counts verified steps alone: where that is another level than the one that was certified."""
    if not found:
        return said
    lines = ", ".join(f"{agreement.indicators[d.indicator].short} {_moved(d)}" for d in found)
    return f"{said} · ต่างจากที่รับรอง: {lines} (นับเฉพาะขั้นที่ตรวจหลักฐานแล้ว)"


def signs(row: Row, evidence: int) -> str:
    """One line of what is certified: รายได้ OTOP 17% · ระดับ 2 · หลักฐาน 1"""
    level = STATUS[row.result.status] if row.result.level is None else f"ระดับ {row.result.level}"
    said = [f"{row.indicator.short} {figures(row.result)}".strip(), level]
    return " · ".join([*said, f"หลักฐาน {evidence}"] if evidence else said)


def totals(card: Scorecard) -> str:
    said = [told for t in card.sections if (told := section_score(t))]
    return " · ".join([*said, f"รวม {number(card.overall)}/5"] if card.overall is not None else said)


def acknowledges(indicator: Indicator, district: str | None, office: Mapping[str, Decimal]) -> str:
    """One line of the targets: weight, and each whole, base or target that is known."""
    known = {key: column[district].amount for key, column in indicator.tables.items() if district in column}
    said = [] if indicator.weight is None else [f"น้ำหนัก {number(indicator.weight)}"]
    for key, amount in {**office, **known}.items():
        used = indicator.inputs.get(key.partition(".")[0])
        if used is not None and not key.endswith(".target"):
            said.append(f"{used.whole or used.short} {quantity(amount, used.unit)}")
    return " · ".join([indicator.short, *said])


def difference(found: Difference, agreement: Agreement) -> str:
    """รายได้ OTOP: ตัวเลขผลงาน, ระดับ 2 → 3"""
    name = agreement.indicators[found.indicator].short if found.indicator in agreement.indicators else "ข้อตกลง"
    parts = ", ".join(PARTS[p] for p in found.what if p in PARTS and p != "level")
    moved = _moved(found) if "level" in found.what else ""
    return f"{name}: {', '.join(p for p in (parts, moved) if p)}"


def _moved(found: Difference) -> str:
    return f"ระดับ {_level(found.then)} → {_level(found.now)}"


def _level(level: int | None) -> str:
    return "–" if level is None else str(level)


def changed(agreement: Agreement, district: str | None, about: str, found: Sequence[Difference]) -> str:
    """To whoever signed."""
    what = "\n".join(difference(d, agreement) for d in found[:6])
    return (
        f"{place(agreement, district)}: {ABOUT[about]}ที่ท่านลงนามไว้ เปลี่ยนหลังรับรอง\n{what}\n"
        "ดูและรับรองใหม่ได้ที่หน้าเว็บ พิมพ์ “แดชบอร์ด”"
    )


STORING, TAKING_BACK, BRINGING_BACK, ATTACHING, DROPPING = "บันทึก", "ถอน", "นำกลับมา", "แนบหลักฐาน", "ลบหลักฐาน"
TAKING_IN = "นำเข้า"


def signed_already(district: str | None, when: date, verified: bool, deed: str = STORING) -> str:
    """Before a signed value is changed."""
    who = f"อ.{district}" if district else "จังหวัด"
    seen = " และจังหวัดตรวจแล้ว" if verified else ""
    return f"{who} รับรองไว้แล้ว {day(when)}{seen} ถ้า{deed} จะต้องรับรองใหม่ค่ะ {deed}ไหมคะ"


def one_of_many(district: str | None, when: date) -> str:
    return f"{f'อ.{district}' if district else 'จังหวัด'} ({day(when)})"


def voids(places: Sequence[str]) -> str:
    """Before a workbook is taken; a page cannot keep the file that was chosen."""
    return (
        f"รับรองไว้แล้ว: {', '.join(places)} ถ้านำเข้า จะต้องรับรองใหม่ค่ะ ยังไม่ได้นำเข้า\n"
        f"ถ้าต้องการ โปรดเลือกไฟล์เดิมอีกครั้งแล้วกด “{all_the_same(TAKING_IN)}”"
    )


SIGN_ANEW, LEAVE_SIGNED = "บันทึก รับรองใหม่", "ไม่บันทึก"


def all_the_same(deed: str) -> str:
    return f"{deed} รับรองใหม่"


def leave(deed: str) -> str:
    return f"ไม่{deed}"


# closing


def missing(uncertified: int, of: int, days: int, questions: int, changed: int) -> str:
    """ "8 จาก 9 อำเภอยังไม่รับรอง, เหลือ 16 วัน, 12 คำถามค้าง" """
    said = []
    if uncertified:
        said.append(f"{uncertified} จาก {of} อำเภอยังไม่รับรอง")
    if changed:
        said.append(f"{changed} อำเภอเปลี่ยนหลังรับรอง")
    if days > 0:
        said.append(f"เหลือ {days} วัน")
    if questions:
        said.append(f"{questions} คำถามค้าง")
    return ", ".join(said)


def signed(agreement: Agreement, district: str | None, about: str, deed: str) -> str:
    return f"บันทึก{DEEDS[deed]} {ABOUT[about]} {place(agreement, district)} แล้ว"


def closed(agreement: Agreement, lacks: str) -> str:
    return f"ปิดรอบ {round_name(agreement)} แล้ว ({lacks}) คะแนนที่แสดงจากนี้คือคะแนน ณ วันปิดรอบ"


def reopened(agreement: Agreement) -> str:
    return f"เปิดรอบ {round_name(agreement)} อีกครั้งแล้ว"


CLOSE_WORDS = "ปิดรอบ"
NOTHING_MISSING = "ทุกอำเภอรับรองแล้ว รอบสิ้นสุดแล้ว และไม่มีคำถามค้าง"
SAY_IT = f"พิมพ์คำว่า “{CLOSE_WORDS}” เพื่อยืนยัน"
NOT_SAID = f"ยังไม่ได้ปิดรอบ {SAY_IT}"
CLOSED_ALREADY = "รอบนี้ปิดไปแล้ว ไม่ได้ปิดซ้ำ"
OPEN_ALREADY = "รอบนี้เปิดอยู่แล้ว"
