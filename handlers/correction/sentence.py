"""What a correction says: which thing, what was, and what shall be: figure, whole, topic, place, day, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from handlers.correction.naming import Named
from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from handlers.reading import Reading, Value

_POLITE = r"(?:นะ|น่ะ|อะ|จ้า|ครับ|คับ|ค่ะ|คะ|[\s,])*"
_CHANGE = r"(?:ขอ|ช่วย|รบกวน)*(?:แก้ไข|แก้|เปลี่ยน|ปรับ)"
_FIELDS = {
    "whole": r"ยอดเต็ม|จำนวนเต็ม|ตัวหาร|เป้าหมาย|เป้า|จำนวนทั้งหมด|ทั้งหมด|ยอดฐาน|ฐาน|งบจัดสรร|งบที่ได้รับจัดสรร|วงเงิน",
    "place": r"ชื่ออำเภอ|อำเภอ",
    "day": r"วันที่|วัน|เดือน",
    "unit": r"หน่วยนับ|หน่วย",
    "topic": r"ตัวชี้วัด|หัวข้อ|เรื่อง",
    "figure": r"ตัวเลข|ยอด|ข้อมูล|ผลงาน|ผล|รายงาน|เลข|อันเมื่อกี้|ที่ส่งไป|ที่รายงานไป",
}
_FIELD = "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items())
_DENIED = re.compile(
    rf"(?P<lead>.*?)(?:ไม่ใช่|บ่แม่น|มิใช่)(?:ว่า)?\s*(?P<old>.+?){_POLITE}(?:ต้อง|แต่|ที่ถูกต้อง|ที่ถูก|แก้)?\s*(?:เป็น|คือ)\s*(?P<new>.+)",
    re.DOTALL,
)
_CHANGED = re.compile(
    rf"(?P<lead>.*?){_CHANGE}\s*(?:{_FIELD})?\s*(?P<old>.*?)\s*(?:จาก\s*(?P<was>.+?))?\s*เป็น\s*(?P<new>.+)", re.DOTALL
)
_WRONG = re.compile(
    rf"(?P<lead>)(?:(?:ใส่|ส่ง|พิมพ์|ลง|กรอก)?ผิด(?:{_FIELD})|(?:{_FIELD.replace('?P<', '?P<x_')})ผิด)(?P<old>){_POLITE}"
    rf"(?:ต้อง|ที่ถูกต้อง|ที่ถูก)?\s*(?:เป็น|คือ)?\s*(?P<new>.+)",
    re.DOTALL,
)
_UNIT = re.compile(
    r"(?:หน่วย)?(?:เป็น)?\s*(?P<scale>พัน|หมื่น|แสน|ล้าน)?\s*(?P<unit>บาท|%|เปอร์เซ็นต์|ร้อยละ|ครัวเรือน|หลังคาเรือน|คน|หมู่บ้าน|กลุ่ม|กิจกรรม|โครงการ|ครั้ง|แห่ง)?"
    + _POLITE
)
_SCALES = {"พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
PERCENT = ("%", "เปอร์เซ็นต์", "ร้อยละ")
_SAFE = ("two_numbers", "correction_unclear", "no_number", "unknown_word", "no_topic", "no_unit", None)


@dataclass(frozen=True)
class Correction:
    named: Named  # which stored thing
    old: Decimal | None = None  # what it was, where the words say so
    value: Value | None = None  # the new figure; kind None where its unit is the old one's
    whole: bool = False  # the figure is the whole's
    topic: str | None = None
    district: str | None = None
    day: date | None = None
    period: str | None = None
    scale: int = 1  # พันบาท instead of บาท
    unit: str | None = None

    @property
    def empty(self) -> bool:
        """It says that something was wrong, and not what is right."""
        return replace(self, named=Named(), old=None) == Correction(Named())


def heard(message: Message, desk: Desk) -> Correction | None:
    """None: the words correct nothing, or in a way that has to be said again."""
    reading = desk.reading(message)
    if reading.intent not in ("correct", "chitchat", "report", "set_value", "query_target") or message.kind != "text":
        return None
    cut = _cut(message.text.strip())
    if cut is None:
        return _plain(reading) if reading.intent == "correct" else None
    field, before, after = cut
    if reading.intent == "report" and not reading.ask:
        return None
    if field == "unit":
        return _other_unit(before, after, message, desk)
    if field != "whole" and reading.intent == "correct" and (clear := _figure(reading)) is not None and _one(reading):
        return clear
    return _sides(field, before, after, message, desk)


def _cut(text: str) -> tuple[str, str, str] | None:
    """Which field is spoken of, the words before the change and those after it."""
    for pattern in (_DENIED, _CHANGED, _WRONG):
        found = pattern.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        field = next((name for name in _FIELDS if parts.get(name) or parts.get(f"x_{name}")), "")
        before = " ".join(part for part in (parts["lead"], parts["old"], parts.get("was")) if part)
        return field, before.strip(), parts["new"].strip()
    return None


def _plain(reading: Reading) -> Correction | None:
    """แก้เป็น 85%, *85%, 85% ต่างหาก: read as a whole."""
    clear = _figure(reading)
    if clear is not None:
        return clear
    if any(v.value is not None for v in reading.values):
        return None
    return Correction(_named(reading), day=reading.date, period=reading.period, district=None)


def _one(reading: Reading) -> bool:
    return len(reading.topics) < 2 and len(reading.districts) < 2


def _figure(reading: Reading) -> Correction | None:
    figures = [v for v in reading.values if v.value is not None]
    if len(figures) != 1 or (reading.ask and reading.reason not in ("no_topic", "no_unit")):
        return None
    value = figures[0]
    named = replace(_named(reading), aspect=value.aspect)
    if value.topic is not None:
        named = replace(named, topics=(value.topic,))
    if value.district is not None:
        named = replace(named, district=value.district)
    return Correction(named, old=value.old, value=replace(value, district=None, date=None, period=None))


def _named(reading: Reading) -> Named:
    day = reading.date if reading.period is None else None
    return Named(topics=reading.topics, district=reading.district, day=day, period=reading.period)


def _sides(field: str, before: str, after: str, message: Message, desk: Desk) -> Correction | None:
    old, new = (desk.reading(replace(message, text=words)) if words else None for words in (before, after))
    if new is None or new.reason not in _SAFE or (old is not None and old.reason not in (*_SAFE, "hedge")):
        return None
    figures, was = _figures(new), _figures(old)
    if len(figures) > 1 or len(was) > 1:
        return None
    value = figures[0] if figures else None
    named = _named(old) if old is not None else Named()
    there = _Change(named, new)
    topic = there.topic(field, value)
    district = there.district(field, value)
    day, period = there.day(field, value)
    if value is not None:
        value = replace(value, topic=None, district=None, date=None, period=None)
    return Correction(
        there.named, was[0].value if was else None, value, field == "whole", topic, district, day, period
    )  # fmt: skip


class _Change:
    """What the words behind เป็น say of topic, place and day: the new one, or only which report is meant."""

    def __init__(self, named: Named, new: Reading) -> None:
        self.named, self.new = named, new

    def topic(self, field: str, value: Value | None) -> str | None:
        said = self.new.topics
        if len(said) != 1 or said == self.named.topics:
            return None
        if self.named.topics or field == "topic":
            return said[0]
        self.named = replace(self.named, topics=said)
        return None

    def district(self, field: str, value: Value | None) -> str | None:
        said = self.new.district
        if said is None or said == self.named.district:
            return None
        if self.named.district is not None or field == "place" or value is None:
            return said
        self.named = replace(self.named, district=said)
        return None

    def day(self, field: str, value: Value | None) -> tuple[date | None, str | None]:
        said = (self.new.date, self.new.period)
        if said == (None, None):
            return None, None
        if self.named.day or self.named.period or field == "day" or value is None:
            return said
        self.named = replace(self.named, day=said[0] if said[1] is None else None, period=said[1])
        return None, None


def _figures(reading: Reading | None) -> Sequence[Value]:
    if reading is None:
        return ()
    found = reading.values or (reading.options[0] if reading.options else ())
    return [v for v in found if v.value is not None]


def _other_unit(before: str, after: str, message: Message, desk: Desk) -> Correction | None:
    found = _UNIT.fullmatch(after)
    if found is None or not (found["scale"] or found["unit"]):
        return None
    named = _named(desk.reading(replace(message, text=before))) if before else Named()
    return Correction(named, scale=_SCALES.get(found["scale"] or "", 1), unit=found["unit"])
