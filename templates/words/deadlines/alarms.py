"""Personal alarms, and stopping reminders."""

from collections.abc import Iterable
from datetime import datetime

from templates.words.scores import day

HOW = "บอกเวลาที่อยากให้เตือนด้วยค่ะ เช่น “เตือนพรุ่งนี้ 8 โมง ส่งรายงาน OTOP” หรือ “เตือนอีก 2 ชั่วโมง”"
PAST = "เวลานั้นผ่านไปแล้วค่ะ ลองบอกเวลาใหม่ เช่น “เตือนพรุ่งนี้ 8 โมง”"
TOO_FAR = "ตั้งล่วงหน้าได้ไม่เกิน 1 ปีค่ะ"
TOO_MANY = "ตั้งไว้ 20 รายการแล้วค่ะ พิมพ์ “ยกเลิกการเตือน” เพื่อลบทั้งหมดก่อน"
NONE = "ยังไม่ได้ตั้งการเตือนส่วนตัวค่ะ"
DROPPED = "ยกเลิกการเตือนส่วนตัวทั้งหมดแล้วค่ะ"
STOPPED = "หยุดเตือนกำหนดส่งแล้วค่ะ ดูเองได้ทุกเมื่อด้วย “กำหนดส่ง” และเปิดอีกครั้งด้วย “เตือนต่อ”"
RESUMED = "จะเตือนกำหนดส่งตามเดิมค่ะ"
NOT_STOPPED = "ไม่ได้หยุดเตือนเรื่องใดอยู่ค่ะ"
STOP, RESUME = "หยุดเตือน", "เตือนต่อ"


def at(when: datetime) -> str:
    return f"{day(when.date())} เวลา {when:%H:%M} น."


def is_set(when: datetime, words: str) -> str:
    return f"ตั้งเตือน {at(when)} แล้วค่ะ" + (f": {words}" if words else "")


def mine(lines: Iterable[str]) -> str:
    return "\n".join(["การเตือนที่ตั้งไว้", *lines])


def stopped(name: str) -> str:
    return f"หยุดเตือนเรื่อง “{name}” แล้วค่ะ เปิดอีกครั้งด้วย “เตือนต่อ {name}”"


def resumed(name: str) -> str:
    return f"จะเตือนเรื่อง “{name}” ตามเดิมค่ะ"


def which(said: str, names: Iterable[str]) -> str:
    return f"ไม่แน่ใจว่า “{said}” คือเรื่องใดค่ะ ลองพิมพ์ชื่อตามนี้: {', '.join(names)}"
