"""What a reminder says: what is missing, by when, how it stands, and an example to copy."""

from collections.abc import Iterable, Sequence
from datetime import date

from scoring.agreement import Indicator, Input
from templates.words.report import examples
from templates.words.report.reports import said_as
from templates.words.scores import MONTHS, day

TITLE = "กำหนดส่งที่ยังรออยู่"
UPWARD_TITLE = "เลยกำหนดแล้ว ยังไม่เรียบร้อย"
ASK_LIST = "กำหนดส่ง"
DONE = "ทำแล้ว"
FILL = "พิมพ์รายงาน"
EXAMPLE = "ตัวอย่าง"
ESCALATED = "เลยกำหนดแล้ว จึงแจ้งผู้กำกับของจังหวัดด้วย"
TOLD_OFFICERS = "แจ้งเจ้าหน้าที่ผู้รับผิดชอบแล้วด้วย"
NOT_SAVED = "ข้อความที่ยังไม่บันทึก (ยังไม่ได้ตอบคำถาม)"
NOBODY = "ยังไม่มีเจ้าหน้าที่ในระบบ"
PLACE_OF_PROVINCE = "ผลระดับจังหวัด"
MOST_NAMES = 10  # districts named in one line
_SAMPLES = {"บาท": "450,000", "ครัวเรือน": "12", "คน": "20", "ครั้ง": "2", "กลุ่ม": "2"}


def left(due: date, today: date) -> str:
    """How far a day is, in words."""
    days = (due - today).days
    if days == 0:
        return "วันนี้เป็นวันสุดท้าย"
    if days == 1:
        return "พรุ่งนี้เป็นวันสุดท้าย"
    return f"อีก {days} วัน" if days > 0 else f"เลยกำหนดมา {-days} วัน"


def by_when(due: date, today: date) -> str:
    return f"ภายใน {day(due)} ({left(due, today)})"


def district(name: str | None) -> str:
    return f"อ.{name}" if name else PLACE_OF_PROVINCE


def missing(names: Sequence[str]) -> str:
    """ยังไม่รายงาน 7 ตัวชี้วัด: …"""
    shown = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
    return f"ยังไม่รายงาน {len(names)} ตัวชี้วัด: {shown}"


def not_yet(month: date | None) -> str:
    return f"ยังไม่มีรายงานของ {MONTHS[month.month]} {month.year + 543}" if month else "ยังไม่มีรายงาน"


def standing(level: int | None) -> str:
    return f"ระดับที่ได้ตอนนี้: {level}" if level is not None else ""


def example(indicator: Indicator, input: Input | None, district: str | None, when: date) -> str:
    """Words that an officer can copy and change; "" where one tap says it all."""
    if input is not None and input.every:
        return ""
    if input is None or input.counts == "months":
        return examples.example(indicator, district, when)
    name = said_as(indicator)
    if input.derive in ("flag", "date", "dates"):
        return f"{name} ขั้น {input.level or 1} เสร็จแล้ว"
    if input.derive == "ratio":
        return f"{name} 85%"
    return f"{name} {_SAMPLES.get(input.unit, '5')} {input.unit}".strip()


def start_of_example(words: str) -> str:
    """What stands in the keyboard: all of a step, and of a figure what comes before it."""
    if " ขั้น " in words:
        return words
    kept = []
    for part in words.split(" "):
        if part[:1].isdigit():
            break
        kept.append(part)
    return " ".join(kept) + " "


def summary(count: int, first: str, when: str) -> str:
    """The notification line."""
    return f"เตือนกำหนดส่ง {count} เรื่อง: {first} {when}" if count > 1 else f"เตือนกำหนดส่ง: {first} {when}"


def upward_summary(count: int, first: str) -> str:
    return f"เลยกำหนดแล้ว {count} เรื่อง: {first}" if count > 1 else f"เลยกำหนดแล้ว: {first}"


def more(count: int) -> str:
    return f"และอีก {count} เรื่อง พิมพ์ “{ASK_LIST}” เพื่อดูทั้งหมด"


def late_districts(names: Sequence[str], everywhere: bool) -> str:
    if everywhere:
        return f"ทุกอำเภอ ({len(names)} แห่ง)"
    rest = f" และอีก {len(names) - MOST_NAMES} แห่ง" if len(names) > MOST_NAMES else ""
    return f"{len(names)} แห่ง: {', '.join(names[:MOST_NAMES])}{rest}"


def asked_on(words: str, when: date) -> str:
    return f"“{words[:80]}” ({day(when)})"


def ask_for_holidays(year: int) -> str:
    return (
        f"ปฏิทินวันหยุดราชการปี {year + 543} ยังไม่มีวันที่คณะรัฐมนตรีกำหนด (วันพืชมงคล วันหยุดพิเศษ วันชดเชย) ค่ะ\n"
        "ประกาศแล้วช่วยพิมพ์เพิ่มทีละวัน เช่น “เพิ่มวันหยุด 20 พ.ค. วันพืชมงคล” ก่อนนั้นการเตือนนับวันหยุดที่ทราบแล้วเท่านั้น"
    )


def thrift(left_over: int, limit: int) -> str:
    return (
        f"โควตาข้อความของเดือนนี้เหลือ {left_over:,} จาก {limit:,} ข้อความค่ะ ไม่พอสำหรับการเตือนทุกขั้น\n"
        "ตั้งแต่ตอนนี้จะส่งเฉพาะการเตือนสำคัญ (ก่อนครบกำหนด 1 วัน และหลังเลยกำหนด) "
        "เรื่องอื่นจะแนบไปกับคำตอบเมื่อเจ้าหน้าที่พิมพ์มา ซึ่งไม่ใช้โควตา"
    )


def alarm(words: str, late: bool) -> str:
    return f"⏰ {'(เลยเวลาที่ตั้งไว้) ' if late else ''}เตือนตามที่ขอไว้ค่ะ: {words}"


ALARM_WITHOUT_WORDS = "ถึงเวลาที่ตั้งไว้แล้ว"


def group_notice(lines: Iterable[str]) -> str:
    return "\n".join(["พรุ่งนี้ครบกำหนด", *(f"• {line}" for line in lines)])
