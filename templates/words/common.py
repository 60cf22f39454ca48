"""What every conversation may need to say."""

NOT_UNDERSTOOD = "ขออภัยค่ะ ยังไม่เข้าใจข้อความนี้ และยังไม่ได้บันทึกอะไร\nพิมพ์ “ช่วยเหลือ” เพื่อดูตัวอย่างที่ใช้ได้"
OLD_BUTTON = "ปุ่มนี้เป็นของคำถามเดิมที่ปิดไปแล้วค่ะ ไม่มีอะไรเปลี่ยนแปลง หากต้องการรายงาน พิมพ์ส่งมาใหม่ได้เลย"
NOT_YOUR_QUESTION = "คำถามนี้รอคำตอบจากท่านอื่นค่ะ"
ANSWER_HINT = "ตอบด้วยปุ่มหรือพิมพ์หมายเลขข้อ"


def choose_between(last: int) -> str:
    return f"กรุณาตอบเป็นหมายเลข 1 ถึง {last} หรือพิมพ์รายงานใหม่ได้เลยค่ะ"


SEND_AGAIN = "ส่งข้อความนี้อีกครั้ง"


def expired(words: str) -> str:
    """An answer that came too late: the words are not lost."""
    shown = words if len(words) <= 120 else words[:119] + "…"
    return f"คำถามนั้นหมดเวลาแล้วค่ะ และยังไม่บันทึก “{shown}”\nส่งข้อความนี้อีกครั้งเพื่อบันทึก"


FRIENDLY = "ยินดีค่ะ มีผลงานส่งมาได้ทุกเมื่อ"
HELP = "ช่วยเหลือ"
