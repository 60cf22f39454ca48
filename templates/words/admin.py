"""The words of the administrator's pages."""

from __future__ import annotations

STATES = {"waiting": "รออนุมัติ", "active": "ใช้งานได้", "blocked": "ปิดกั้นบอท", "coded": "ยังไม่ใช้รหัส"}
SETTINGS = {
    "sign_off": "ลงนามรับรองในระบบ (อำเภอรับรอง จังหวัดตรวจ)",
    "verified_only": "แบบสรุปนับเฉพาะขั้นที่หลักฐานผ่านการตรวจ",
}
VALUES = "ค่าฐานและเป้าหมาย"
NO_FILE = "ยังไม่ได้เลือกไฟล์ ไม่มีอะไรถูกบันทึก"
NO_WORDS = "ข้อความต้องมี 1–4,000 ตัวอักษร"
NOBODY = "ไม่มีผู้รับตามที่เลือก"


def taken(values: int, results: int, hash: str) -> str:
    return f"บันทึกแล้ว: ค่า {values} รายการ ผลงาน {results} รายการ (sha256 {hash})"


def cost(n: int, left: int | None) -> str:
    said = f"ส่งถึง {n} คน ใช้โควตาข้อความ {n} ข้อความ"
    if left is None:
        return f"{said} (ยังไม่ทราบโควตาคงเหลือของเดือนนี้)"
    return f"{said} จากที่เหลือ {left:,} ข้อความในเดือนนี้" + ("" if n <= left else " ซึ่งไม่พอ")


def unread_why(reason: str) -> str:
    return reason
