"""Versions of an agreement: what of a carried-over one is confirmed, what an amendment changes and does to scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.agreement import CALENDAR, HEAD, Agreement
from scoring.levels.score import Result
from scoring.levels.totals import Scorecard
from templates.words import scores
from templates.words.score import asking
from templates.words.scores import carried_from, day

TITLE = "ฉบับและการยืนยันเกณฑ์"
CONFIRM, CONFIRM_ALL, DONE = "ตรงกับที่ลงนามแล้ว", "ยืนยันทุกส่วนที่เหลือ", "✓ ยืนยันแล้ว"
ALL_MEANS = "ใช้เมื่อเทียบกับคำรับรองของรอบนี้ครบทุกข้อแล้ว เกณฑ์จะไม่มีคำว่า “ยังไม่ยืนยัน” กำกับอีก"
COMPARED, WHY = "เทียบกับ", "เช่น คำรับรอง ลงวันที่ …"
SIGNED = "ข้อตกลงฉบับนี้เป็นฉบับที่ลงนาม ทุกตัวเลขมีบรรทัดของเอกสาร จึงไม่ต้องยืนยัน"
VERSIONS, FIRST, WEIGHT = "ฉบับ", "ฉบับแรก", "น้ำหนัก"
AMEND, AMEND_FILE = "รับฉบับแก้ไข", "ไฟล์ฉบับแก้ไข (TOML)"
CHANGED = "เกณฑ์เปลี่ยนไปหลังจากหน้าที่ท่านเปิดไว้ ยังไม่ได้ยืนยัน โปรดดูอีกครั้งแล้วกดใหม่"
NO_FILE = "ยังไม่ได้เลือกไฟล์ค่ะ"
NO_TEXT = "ไฟล์นี้ไม่ใช่ข้อความ UTF-8 จึงอ่านไม่ได้ค่ะ ต้องเป็นไฟล์ TOML"
ALL_CONFIRMED = "ยืนยันครบทุกส่วนแล้ว"
PARTS = {HEAD: "ส่วนต้น: หมวด อำเภอ และคำถามที่เอกสารเปิดไว้", CALENDAR: "กำหนดส่งและงานประจำ"}
SHORT = {HEAD: "ส่วนต้น", CALENDAR: "กำหนดส่ง"}


def part(agreement: Agreement, name: str) -> str:
    return PARTS.get(name) or f"{name} {agreement.indicators[name].short}"


def unconfirmed(agreement: Agreement) -> str:
    """The mark that stands beside every figure until all is confirmed."""
    left, every = [p for p in agreement.unconfirmed if p not in SHORT], len(agreement.indicators)
    if not agreement.unconfirmed:
        return ""
    if not left:
        return carried_from(agreement.carried_from, " และ".join(SHORT[p] for p in agreement.unconfirmed))
    return carried_from(agreement.carried_from) + (f" {len(left)} จาก {every} ตัวชี้วัด" if len(left) < every else "")


def version(agreement: Agreement) -> str:
    """ "" for an agreement that was never amended."""
    if agreement.version == 1:
        return ""
    since = f" ใช้ตั้งแต่ {day(agreement.in_force)}" if agreement.in_force else ""
    return f"ฉบับที่ {agreement.version}{since}"


def named(agreement: Agreement) -> str:
    return version(agreement) or "ฉบับที่ 1"


def parts(agreement: Agreement) -> list[str]:
    """For the command: every part, and whether it is confirmed."""
    return [
        f"{name:14} {'ยังไม่ยืนยัน' if name in agreement.unconfirmed else 'ใช้ได้'}  {part(agreement, name)}"
        for name in (HEAD, CALENDAR, *agreement.indicators)
    ]


def amended(new: Agreement, *, kept: bool) -> list[str]:
    said = "บันทึกแล้ว" if kept else "ตรวจผ่าน ยังไม่ได้บันทึก"
    return [f"{new.id} {version(new)}: {said}", *(f"  {change}" for change in new.changes)]


def drafted(file: str) -> str:
    return (
        f'{file}: ลบแถวที่ไม่แก้ ในแถวที่แก้เปลี่ยนหมายเลขบรรทัดเป็น "amendment" แล้วแก้ข้อความกับตัวเลข '
        f"เติม in_force, by, on และ why แล้วสั่ง agreement amend {file}"
    )


def compared(before: Agreement, after: Agreement, rows: Sequence[tuple[str | None, Scorecard, Scorecard]]) -> list[str]:
    """Where the same results come to another level or total under another version."""
    out = [f"{after.id} {asking.SCORE}ตามฉบับที่ {before.version} → ฉบับที่ {after.version}"]
    for district, old, new in rows:
        lines = [*_levels(old, new), *_totals(old, new)]
        if lines:
            out += [f"อ.{district}" if district else f"จ.{after.province}", *lines]
    return out if len(out) > 1 else [*out, "ไม่มีระดับหรือคะแนนใดเปลี่ยน"]


def _levels(old: Scorecard, new: Scorecard) -> Iterable[str]:
    before = {row.indicator.id: row.result for row in old.rows}
    for row in new.rows:
        was: Result | None = before.get(row.indicator.id)
        if was is None or (was.level, was.status) != (row.result.level, row.result.status):
            said = scores.level(was) if was is not None else "–"
            yield f"  {row.indicator.id} {row.indicator.short}: {said} → {scores.level(row.result)}"


def _totals(old: Scorecard, new: Scorecard) -> Iterable[str]:
    before = {total.section.id: total for total in old.sections}
    for total in new.sections:
        was = before.get(total.section.id)
        if was is not None and was.on_five != total.on_five:
            yield f"  {total.section.name}: {asking.total(was)} → {asking.total(total)}"
