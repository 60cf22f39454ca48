"""Signing: what each deed is called, and what is sent to whom when something was certified, returned or answered."""

from __future__ import annotations

from scoring.agreement import Agreement
from templates.words.scores import round_name

ABOUT = {"targets": "รับทราบเป้าหมาย", "results": "ผลการประเมิน"}
DEEDS = {"certified": "รับรอง", "verified": "ตรวจแล้ว", "returned": "ส่งคืน", "answered": "ตอบ"}
STATES = {
    "": "ยังไม่ลงนาม",
    "certified": "อำเภอรับรองแล้ว รอจังหวัดตรวจ",
    "verified": "จังหวัดตรวจแล้ว",
    "returned": "จังหวัดส่งคืน",
}
ROUNDS = {"closed": "ปิดรอบ", "reopened": "เปิดรอบใหม่"}
OFF = "จังหวัดนี้ยังไม่เปิดการลงนามในระบบ ผู้ดูแลเปิดได้ที่หน้าผู้ดูแล แบบฟอร์มพิมพ์ลงนามบนกระดาษได้ทุกเมื่อ"
WHY = "ต้องมีเหตุผล"
CLOSED_FIRST = "รอบนี้ปิดแล้ว ลงนามเพิ่มไม่ได้"
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
