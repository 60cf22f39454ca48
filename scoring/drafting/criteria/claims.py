"""Numbers of a level that are no thresholds, each by a named rule: list numbers, years, quarters, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.drafting.words import COUNTED, DAYS, MONEY, MONTH, MULTIPLES, PERCENT, POINTS, TIMES, alternatives

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)*")
UNIT = re.compile(rf"\s*({alternatives((*COUNTED, *DAYS, *TIMES, *POINTS, *MONEY, *MULTIPLES, *PERCENT))})")
_OP_END = re.compile(r"(?:กว่า|เกิน|อย่างน้อย|ตั้งแต่|ร้อยละ|จำนวน|เท่ากับ|ภายใน|ระหว่าง|ครบ|ละ|ไม่ถึง|[<>=≥≤])\s*$")
_ORDINAL = re.compile(
    r"(?:(?:ครั้ง|งวด|รอบ|ระยะ|ขั้นตอน|ขั้น|ไตรมาส|รุ่น|ฉบับ|ยุทธศาสตร์|กลยุทธ์|องค์ประกอบ|ตัวชี้วัด|ข้อ|หมวด|ประเด็น|ลำดับ"
    r"|กิจกรรม|โครงการ|วัน|สัปดาห์|ส่วน|ด้าน|แบบ|เขต|ภาคเรียน|กลุ่ม|ชุด|เป้าหมาย|แผนงาน|วาระ|มิติ|แนวทาง|หน้า)ที่"
    r"|ไตรมาส|งวด|มาตรา|ภาคผนวก|เขต|เอกสารแนบ|แบบฟอร์ม|แบบ|ข้อ|ตอน)\s*$"
)
_ORDINAL_RANGE = re.compile(r"(?:ไตรมาสที่|ไตรมาส|ครั้งที่|งวดที่|ข้อ|ขั้นตอนที่|ขั้นที่)\s*\d+\s*(?:-|ถึง|และ|,|/)\s*$")
_YEAR_BEFORE = re.compile(
    rf"(?:พ\.?\s*ศ\.?|ปี(?:งบประมาณ|การศึกษา|ฐาน|บัญชี)?(?:\s*พ\.?\s*ศ\.?)?|ประจำปี[ก-๙]*|(?:{MONTH}))\s*$"
)
_AFTER_YEAR = re.compile(r"(?:2[45]\d\d|ปี\s*\d\d)\s*(?:[-/,]|ถึง|และ)\s*$")
_OF_ROUND = re.compile(r"\d\s*/\s*$")
_LATIN_BEFORE = re.compile(r"[A-Za-z][-.]?$|[A-Za-z]{2,}\s$")
_THAI_NAME = re.compile(r"[ก-ฮ](?![ก-๙])|[A-Za-z]")
_PART_OF_YEAR = re.compile(r"\s*เดือน(?:แรก|หลัง|สุดท้าย)")
_LENGTH_OF_ROUND = re.compile(r"รอบ\s*$")
_CLOCK = re.compile(r"\s*น\.")
SLOGAN = re.compile(r"(?<!\d)1\s*([ก-๙]{2,30})\s*1\s*([ก-๙]{2,})")
_MARK = re.compile(r"(?<![\d.,/])(\()?(\d{1,2})([.)])(?!\d)")
_SUB = re.compile(r"(?:(?<=\s)|^)(\d{1,2})\.(\d{1,2})[.)]?(?=\s+[ก-๙A-Za-z])")


def list_marks(text: str) -> list[tuple[str, int, int]]:
    """(style, start, end) of numbers that count items: each style runs 1, 2, 3 … from its first."""
    styles: dict[str, list[tuple[int, int, int]]] = {}
    for found in _MARK.finditer(text):
        if found[1] and found[3] != ")":
            continue
        behind = UNIT.match(text[found.end() :])
        if _OP_END.search(text[: found.start()]) and behind:
            continue
        styles.setdefault(f"{found[1] or ''}{found[3]}", []).append((int(found[2]), found.start(), found.end()))
    for found in _SUB.finditer(text):
        styles.setdefault(f"{found[1]}.n", []).append((int(found[2]), found.start(), found.end()))
    marks = []
    for style, places in styles.items():
        runs = _runs(places)
        long_enough = all(len(run) > 1 or run[0][1] == len(text) - len(text.lstrip()) for run in runs)
        if runs and long_enough:
            marks += [(style, start, end) for run in runs for _, start, end in run]
    return sorted(marks, key=lambda mark: mark[1])


def _runs(places: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """The places as runs 1, 2, 3 …; none where one of them is out of order."""
    runs: list[list[tuple[int, int, int]]] = []
    for place in places:
        if place[0] == 1:
            runs.append([place])
        elif runs and place[0] == runs[-1][-1][0] + 1:
            runs[-1].append(place)
        else:
            return []
    return runs


def claimed(text: str, start: int, end: int) -> str:
    """The rule by which a number is no threshold, or ''."""
    before, behind, digits = text[:start], text[end:], text[start:end]
    has_unit = UNIT.match(behind) is not None
    if _THAI_NAME.match(behind) and not has_unit and not _OP_END.search(before):
        return "name"
    if re.search(r"[A-Za-z][-.]?$", before) or (_LATIN_BEFORE.search(before) and not has_unit):
        return "name"
    if digits.isdigit() and len(digits) == 4 and 2400 <= int(digits) <= 2699:
        if _YEAR_BEFORE.search(before) or _AFTER_YEAR.search(before) or _OF_ROUND.search(before):
            return "year"
        if not has_unit and not _OP_END.search(before):
            return "year"
    if (
        digits.isdigit()
        and len(digits) == 2
        and not has_unit
        and re.search(r"(?:ปี(?:งบประมาณ)?|(?:" + MONTH + r"))\s*$", before)
    ):
        return "year"
    if re.fullmatch(r"\d\d", digits) and re.search(r"2[45]\d\d\s*[/-]\s*$", before):
        return "year"
    if _ORDINAL.search(before) or _ORDINAL_RANGE.search(before):
        return "ordinal"
    if _PART_OF_YEAR.match(behind) or (_LENGTH_OF_ROUND.search(before) and re.match(r"\s*เดือน", behind)):
        return "duration"
    if _CLOCK.match(behind) or re.match(r"\s*/\s*2[45]\d\d", behind):
        return "clock" if _CLOCK.match(behind) else "round"
    return ""


def slogans(text: str) -> Iterator[tuple[int, int]]:
    """ "๑ ครัวเรือน ๑ สัญญา", "๑ ตำบล ๑ ผลิตภัณฑ์": a programme's name, unless a number is asked for in front of it."""
    for found in SLOGAN.finditer(text):
        if not _OP_END.search(text[: found.start()]):
            yield found.start(), found.end()
