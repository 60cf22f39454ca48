"""A level's words cut into what each of its parts asks: numbered items, and deeds joined by และ, พร้อม, โดยมี."""

from __future__ import annotations

import re

from scoring.drafting.criteria.claims import list_marks

_VERBS = (
    "มี|บันทึก|จัดทำ|จัดให้|จัดส่ง|จัดตั้ง|จัดกิจกรรม|จัดประชุม|รายงาน|ดำเนินการ|นำเสนอ|เสนอ|ส่ง|สรุป|เผยแพร่|ประชาสัมพันธ์|ขับเคลื่อน|แจ้ง|ได้รับ"
    "|กำหนด|ติดตาม|ถ่ายทอด|ประเมิน|อนุมัติ|ลงนาม|ขยายผล|นำไปใช้|นำผล|ปรับปรุง|แต่งตั้ง|เบิกจ่าย|เข้าร่วม|ประกาศ|ทบทวน|วิเคราะห์|ผ่าน|ไม่มี|สามารถ"
    "|พัฒนา|ตรวจสอบ|คัดเลือก|ร้อยละ|อย่างน้อย|ไม่น้อยกว่า|ไม่เกิน|มากกว่า|ครบ"
)
_JOINT = re.compile(
    rf"(?:(?<=[\s\d%)])และ(?:ได้)?|,|;)\s*(?=(?:{_VERBS}))|และ(?=มี(?:การ|ผล|แผน|ราย|จำนวน))|\s*พร้อม(?:ทั้ง)?\s*(?=(?:{_VERBS}))"
    rf"|\s*โดย\s*(?=มี(?:จำนวน|ผล|ผู้|การ|บุคลากร))|รวมทั้ง\s*(?=(?:{_VERBS}))"
)
_BULLET = re.compile(r"[●•▪◦■✓✔❖➢*]|(?:^|(?<=\s\s))-(?=\s*[ก-๙A-Za-z])")
_DASHES = re.compile(r"(?:^|(?<=\s))-(?=\s*[ก-๙A-Za-z])")  # in a text that begins with one
_EDGES = " \t\n.;:,-●•▪◦■*"

_ENDS_OPEN = re.compile(
    r"(?:ไม่|ไม่น้อย|ไม่เกิน|ไม่ต่ำ|ไม่มาก|กว่า|อย่างน้อย|ร้อยละ|จำนวน|ตั้งแต่|ระหว่าง|เท่ากับ|ภายใน|และ|หรือ|โดย|(?<!สิ่ง)ของ|[-(“/<>=:,]|\.{2,}|…)\s*$"
    r"|(?:^|\s)(?:ที่|ใน|กับ|ให้|ซึ่ง|ตาม|แต่|เพื่อ|จาก|เป็น|ได้|มี|ต้อง|ด้วย|พร้อม|รวม)\s*$"
)
_BLANK = re.compile(r"\.{3,}|…|_{2,}")


def clauses(text: str) -> list[tuple[int, int]]:
    """(start, end) of each part, without its number or joining word."""
    marks = list_marks(text)
    outer = [(start, end) for style, start, end in marks if style == marks[0][0]]
    cuts = list(outer)
    if not outer:
        cuts = [(b.start(), b.end()) for b in _bullets(text)]
    edges = [0, *(place for cut in cuts for place in cut), len(text)]
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        places = [start, *(place for joint in _JOINT.finditer(text, start, end) for place in joint.span()), end]
        parts += list(zip(places[::2], places[1::2], strict=True))
    return [trimmed for part in parts if (trimmed := _trim(text, *part))]


def _bullets(text: str) -> list[re.Match[str]]:
    return list((_DASHES if text.lstrip().startswith("-") else _BULLET).finditer(text))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in " \t\n;:,-":
        end -= 1
    return (start, end) if end > start else None


def joined(text: str, parts: list[tuple[int, int]], holds: list[bool]) -> list[tuple[int, int]]:
    """The parts that are steps; neighbours cut by a joining word alone, none of them with a number, are one step."""
    steps: list[tuple[int, int]] = []
    marks = {start for _, start, _ in list_marks(text)} | {b.start() for b in _bullets(text)}
    for n, (start, end) in enumerate(parts):
        if holds[n]:
            continue
        last = steps[-1][1] if steps else -1
        together = n > 0 and not holds[n - 1] and not any(last <= mark < start for mark in marks)
        if steps and together:
            steps[-1] = (steps[-1][0], end)
        else:
            steps.append((start, end))
    return steps


def cut_short(text: str) -> bool:
    """Whether the words end in the middle of something: "คงเหลือ ไม่", "ร้อยละ", an open bracket."""
    said = text.strip()
    if _ENDS_OPEN.search(said):
        return True
    return any(said.count(a) > said.count(b) for a, b in ("()", "“”"))


def blank(text: str) -> bool:
    """A place left to be filled in: จำนวน.....แห่ง"""
    return _BLANK.search(text) is not None
