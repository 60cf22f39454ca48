"""Announcements: preview with their cost, progress and result."""

HOW = (
    "พิมพ์ “ประกาศ” ตามด้วยข้อความค่ะ เช่น\n"
    "ประกาศ ขอเชิญประชุมวันศุกร์ 9.00 น.\n"
    "ประกาศถึง บ้านกรวด สตึก: ขอให้ส่งรายงานภายในพรุ่งนี้\n"
    "ประกาศถึงพัฒนาการอำเภอ: …\n"
    "ประกาศพรุ่งนี้ 9 โมง: …"
)
NOBODY = "ไม่มีผู้รับตามที่ระบุค่ะ ยังไม่ได้ส่งอะไร"
NOT_ALLOWED = "การประกาศสำหรับผู้กำกับหรือผู้ดูแลของจังหวัดค่ะ"
SEND_NOW, SEND_MORNING, CANCEL = "ส่งเลย", "ส่งเช้าวันทำการ", "ไม่ส่ง"
CANCELLED = "ไม่ส่งประกาศนี้ค่ะ"
NONE_YET = "ยังไม่มีประกาศค่ะ"
WHOLE = "ทุกคนในจังหวัด"
TOO_LONG = "ประกาศยาวเกินไปค่ะ ขอไม่เกิน 4,000 ตัวอักษร ยังไม่ได้ส่งอะไร"
ROLE_WORDS = {
    "เจ้าหน้าที่": "officer",
    "เจ้าหน้าที่อำเภอ": "officer",
    "พัฒนากร": "officer",
    "พัฒนาการอำเภอ": "head",
    "พอ.": "head",
    "กลุ่มงาน": "owner",
    "กลุ่มงานจังหวัด": "owner",
    "ผู้กำกับ": "supervisor",
    "ทุกคน": "",
    "ทั้งจังหวัด": "",
}


def unknown(whom: str) -> str:
    return f"ไม่พบผู้รับ “{whom[:40]}” ในจังหวัดของท่านค่ะ ยังไม่ได้ส่งอะไร\nใช้ชื่ออำเภอในจังหวัด พัฒนาการอำเภอ หรือทุกคน"


def announcement(text: str, sender: str) -> str:
    return f"📢 ประกาศ{f'จากคุณ{sender}' if sender else ''}\n{text}"


def preview(text: str, whom: str, people: int, left: int | None, when: str) -> str:
    cost = f"ใช้โควตาข้อความ {people:,} ข้อความ"
    if left is not None:
        cost += f" (เดือนนี้เหลือ {left:,})" if left >= people else f" แต่เดือนนี้เหลือเพียง {left:,} จะส่งได้ไม่ครบ"
    return f"ตัวอย่างประกาศ\n———\n{text[:1500]}\n———\nถึง {whom} {people:,} คน\n{cost}\nส่ง: {when}"


def accepted(number: str, people: int, when: str) -> str:
    return f"รับประกาศแล้วค่ะ ส่งถึง {people:,} คน {when}\nพิมพ์ “ผลประกาศ” เพื่อดูผล"


def result(number: int, when: str, counts: dict[str, int], state: str) -> str:
    head = {"waiting": "รอส่ง", "running": "กำลังส่ง", "finished": "ส่งเสร็จแล้ว", "cancelled": "ยกเลิกแล้ว"}[state]
    parts = [
        f"ส่งแล้ว {counts.get('sent', 0):,}",
        f"รอส่ง {counts.get('waiting', 0):,}",
        f"บล็อกบัญชีนี้หรือออกแล้ว {counts.get('blocked', 0):,}",
        f"ส่งไม่สำเร็จ {counts.get('failed', 0):,}",
    ]
    return f"ประกาศที่ {number} ({when}): {head}\n" + "\n".join(f"• {p}" for p in parts)


NOW = "ทันทีที่ยืนยัน"
