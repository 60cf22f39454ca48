"""What a page says after a save: what was kept, in a sentence; and the button that takes it back."""

from __future__ import annotations

from decimal import Decimal

from scoring.agreement import Agreement, Input
from scoring.levels.office_values import Wanted
from templates.words.province.admin import SETTINGS
from templates.words.scores import number, quantity, round_name

SEEN, UNSEEN = "ทำเครื่องหมายว่าตรวจหลักฐานแล้ว", "ยกเลิกเครื่องหมายตรวจหลักฐานแล้ว"
SETTLED, UNSETTLED = "จัดการข้อความนี้แล้ว", "นำข้อความกลับมาไว้ในรายการแล้ว"


def shared(used: Input, holder: str, amount: Decimal) -> str:
    return f"แบ่ง{used.short}ให้ {holder} {quantity(amount, used.unit)} แล้ว"


def unshared(used: Input, holder: str) -> str:
    return f"ลบส่วนแบ่ง{used.short}ของ {holder} แล้ว"


def valued(wanted: Wanted, amount: Decimal, old: Decimal | None) -> str:
    said = f"ตั้งค่า {wanted.what} เป็น {quantity(amount, wanted.unit)} แล้ว"
    return f"{said} (เดิม {number(old)})" if old is not None and old != amount else said


def setting(name: str, on: bool) -> str:
    return f"{'เปิด' if on else 'ปิด'} “{SETTINGS[name]}” แล้ว"


def named(alias: str, means: str) -> str:
    return f"“{alias}” หมายถึง {means} แล้ว"


def unnamed(alias: str) -> str:
    return f"ลบคำเรียก “{alias}” แล้ว"


def answered(ask: str, value: str) -> str:
    return f"บันทึกคำตอบแล้ว: {value} ({ask}) ตอบใหม่ได้หากเปลี่ยน คำตอบล่าสุดมีผล"


def confirmed(parts: int) -> str:
    return f"ยืนยันแล้ว {parts} ส่วน"


def amended(agreement: Agreement) -> str:
    return f"รับฉบับแก้ไขแล้ว {agreement.province} {round_name(agreement)} เป็นฉบับที่ {agreement.version}"


def broadcast(whom: str, people: int) -> str:
    return f"ส่งประกาศถึง{whom}แล้ว {people} คน"
