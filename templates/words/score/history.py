"""What was sent: each entry of the ledger in words, and what still waits for an answer."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from scoring.agreement import Input
from templates.words.scores import MONTHS, day, number, quantity, unit

TITLE = "ประวัติ"
NOTHING = "ยังไม่มีรายการในรอบนี้"
CORRECT = "แก้"
UNSAVED = "ยังไม่บันทึก"
SEND_AGAIN = "พิมพ์ส่งใหม่"
WITHDRAWN, REPLACED, STANDS = "ยกเลิกแล้ว", "แก้แล้ว", ""
HOW_TO_CORRECT = "แก้ได้โดยแตะ “แก้” ตอบกลับ (reply) ข้อความเดิมว่า “แก้เป็น …” หรือพิมพ์ “ยกเลิก”"
SOMEBODY = "ผู้ที่ออกจากระบบแล้ว"


def worth(kind: str, value: Any, slot: str, used: Input | None) -> str:
    """82.5%, 19 จาก 20 หมู่บ้าน, 450,000 บาท (ยอดเดือน มี.ค. 2568), เสร็จแล้ว."""
    if value is None:
        return ""
    said = _plain(value, used, kind in ("month", "total", "event", "count"))
    if kind == "month" and "-" in slot:
        year, month = slot.split("-")
        said += f" (ยอดเดือน {MONTHS[int(month)]} {int(year) + 543})"
    return said + {"total": " (ยอดสะสม)", "count": " (รวมทั้งหมด)"}.get(kind, "")


def _plain(value: Any, used: Input | None, bare: bool = False) -> str:
    """`bare`: an amount in the input's own unit, not a percentage."""
    if isinstance(value, bool):
        return f"{used.short if used else ''} {'เสร็จแล้ว' if value else 'ยังไม่เสร็จ'}".strip()
    of = used.unit if used else ""
    if isinstance(value, dict):
        upper, lower = (value.get(a) or value.get(b) for a, b in (("num", "now"), ("den", "base")))
        said = _number(upper) if lower is None else f"{_number(upper)} จาก {_number(lower)}"
        return f"{said} {of}".rstrip()
    if isinstance(value, list):
        return ", ".join(_plain(v, None) for v in value)
    try:
        amount = Decimal(str(value))
    except ArithmeticError:
        pass
    else:
        return quantity(amount, of if bare or used is None else unit(used))
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _number(value: Any) -> str:
    return "?" if value is None else number(Decimal(str(value)))


def entry(short: str, what: str, state: str) -> str:
    return f"{short} {what}" + (f" · {state}" if state else "")


def again(note: str) -> bool:
    """Whether a fact only stands again for another: its correction was taken back, or its withdrawal."""
    return note.startswith("restores:")


def stands_again(what: str) -> str:
    return f"{what} (กลับไปใช้ค่านี้)"


def changed(old: str, new: str) -> str:
    return f"{old} → {new}"


def when(sent: datetime, as_of: date, by: str) -> str:
    clock = f"{day(sent.date())} {sent:%H:%M} น."
    return f"ส่ง {clock} โดย {by}" + (f" · ผล ณ {day(as_of)}" if as_of != sent.date() else "")


def correction(short: str) -> str:
    return f"แก้ {short} เป็น "


def waiting(words: str, asked: date) -> str:
    return f"“{words[:120]}” ({day(asked)})"


def more(count: int, short: str) -> str:
    return f"และก่อนหน้านี้อีก {count} รายการ" + (f" พิมพ์ “{TITLE} {short}” เพื่อดูรายตัวชี้วัด" if short else "")


def alt(place: str, first: str, count: int, unsaved: int) -> str:
    said = f"{TITLE} {place}: {count} รายการ" + (f" ล่าสุด {first}" if first else "")
    return said + (f" · ยังไม่บันทึก {unsaved} รายการ" if unsaved else "")
