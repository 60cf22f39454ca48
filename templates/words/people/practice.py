"""Practice: five messages that are answered and never stored; what is said at its beginning, on each, at its end."""

from __future__ import annotations

from collections.abc import Iterable

MESSAGES = 5
OFFER = f"ลองฝึก {MESSAGES} ข้อความ"
STARTS = (OFFER, "ลองฝึก", "ขอลองฝึก", "ฝึกใช้งาน", "ขอฝึก", "โหมดฝึก", "เริ่มฝึก", "ฝึกพิมพ์", "ขอลองก่อน")
ENDS = ("จบการฝึก", "จบฝึก", "เลิกฝึก", "หยุดฝึก", "ออกจากโหมดฝึก", "ออกจากการฝึก", "พอแล้วไม่ฝึก", "ใช้จริง", "เริ่มใช้จริง")
END, REAL = "จบการฝึก", "บันทึกจริง"
MARK = "โหมดฝึก · ยังไม่บันทึก"
NOT_STORED = "ยังไม่บันทึก (โหมดฝึก)"
ENDED = "จบการฝึกแล้วค่ะ ข้อความที่ฝึกไม่ได้บันทึก ตั้งแต่ข้อความถัดไปบันทึกจริง"
NOT_PRACTISING = "ตอนนี้ไม่ได้อยู่ในโหมดฝึกค่ะ ข้อความของท่านบันทึกจริง"
WOULD_ASK = "ถ้าส่งจริง บอทจะถามว่า"
OLD_TAP = "ปุ่มนี้เก่าแล้วค่ะ ยังไม่บันทึก โปรดพิมพ์รายงานอีกครั้ง"


def begins(examples: Iterable[str]) -> str:
    lines = [
        f"โหมดฝึก {MESSAGES} ข้อความค่ะ บอทตอบเหมือนจริง แต่ยังไม่บันทึก",
        *(f"• ลองพิมพ์ “{one}”" for one in examples),
        f"ครบ {MESSAGES} ข้อความหรือ 1 วัน จบเอง หรือพิมพ์ “{END}”",
    ]
    return "\n".join(lines)


def not_stored(said: str, left: int) -> str:
    shown = said if len(said) <= 80 else said[:79] + "…"
    return f"{NOT_STORED} “{shown}”\nแตะ “{REAL}” ถ้าเป็นผลงานจริง · {_left(left)}"


def not_done(said: str, left: int) -> str:
    shown = said if len(said) <= 80 else said[:79] + "…"
    return f"โหมดฝึก: ยังไม่ได้ทำ “{shown}” และไม่มีอะไรเปลี่ยน\nแตะ “{REAL}” ถ้าต้องการทำจริง · {_left(left)}"


def still(left: int) -> str:
    return f"อยู่ในโหมดฝึก รายงานที่ส่งยังไม่บันทึก · {_left(left)}"


def _left(left: int) -> str:
    return f"ฝึกได้อีก {left} ข้อความ" if left else f"ครบ {MESSAGES} ข้อความแล้ว ข้อความถัดไปบันทึกจริง"
