"""What we say when something on our side went wrong."""


def failed(reference: str) -> str:
    return f"ขออภัยค่ะ ระบบอ่านข้อความนี้ไม่สำเร็จ ข้อความของท่านยังเก็บไว้ ผู้ดูแลตรวจได้ด้วยเลขอ้างอิง {reference}"


PARTS = {
    "inbox": "ข้อความเข้าค้างเกิน 1 นาที",
    "outbox": "คำตอบค้างส่งเกิน 10 นาที",
    "clock": "นาฬิกาเตือนหยุดเดินเกิน 5 นาที",
    "backup": "สำรองข้อมูลไม่สำเร็จมาสองวันแล้ว",
    "disk": "พื้นที่ดิสก์เหลือไม่ถึง 200 MB",
    "database": "เข้าถึงฐานข้อมูลไม่ได้",
}


def unwell(problem: str) -> str:
    part = problem.split(":", 1)[0]
    return f"แจ้งผู้ดูแลระบบ: {PARTS.get(part, problem)} ต่อเนื่องเกิน 15 นาที โปรดเปิดดู /healthz หรือสั่ง doctor"
