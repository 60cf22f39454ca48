"""What a file or a decision was refused for, in Thai: the sentences of the commands, as a page says them."""

from __future__ import annotations

import re
from collections.abc import Iterable

NOTHING = "ยังไม่มีอะไรถูกบันทึก"
UNREADABLE = "ไฟล์นี้อ่านเป็น Excel ไม่ได้ โปรดใช้ไฟล์แม่แบบที่ดาวน์โหลดจากหน้านี้ (นามสกุล .xlsx) แล้วบันทึกใหม่จากโปรแกรมตาราง"
LARGE = "ไฟล์นี้ใหญ่เกินไป โปรดใช้ไฟล์แม่แบบที่ดาวน์โหลดจากหน้านี้"
REASON = "โปรดบอกเหตุผล"
_FOUND = re.compile(r"(?P<place>.*?): found (?P<found>.+?)(?:, expected (?P<expected>.+))?", re.DOTALL)

# what stands after "found" and what after "expected": the first that fits the whole part
_WHAT = (
    (r'indicator "(.*)"', r"ตัวชี้วัด “\1”"),
    (r'district "(.*)"', r"อำเภอ “\1”"),
    (r'question "(.*)"', r"คำถาม “\1”"),
    (r'part "(.*)"', r"ส่วน “\1”"),
    (r'the formula "(.*)" without a result', r"สูตร “\1” ที่ยังไม่มีผลลัพธ์"),
    (r"(\d+) rows and (\d+) columns", r"\1 แถว \2 คอลัมน์"),
    (r"merged cells", "เซลล์ที่ผสานกัน"),
    (r'"(.*)" without a key in row \d+', r"“\1” นอกคอลัมน์ของแม่แบบ"),
    (r'"(.*)" without a district', r"“\1” ในแถวที่ไม่มีชื่ออำเภอ"),
    (r"(.+) again", r"\1 ซ้ำ"),
    (r"(.+), which cannot be.*", r"\1 ซึ่งเป็นไปไม่ได้"),
    (r"no --why", "ช่องเหตุผลว่าง"),
    (r"a signed agreement", "ข้อตกลงที่ลงนามแล้ว"),
    (r"a day that was left open", "วันที่ที่ยังไม่ได้ระบุ"),
    (r"(\d+) letters", r"ข้อความ \1 ตัวอักษร"),
    (r'"(.*)"', r"“\1”"),
)
_WANTED = (
    (r"an amount like (.+)", r"ต้องเป็นจำนวน เช่น \1"),
    (r"a day like (.+)", r"ต้องเป็นวันที่ เช่น \1"),
    (r"a day that there is", "ไม่มีวันนี้ในปฏิทิน"),
    (r"a day from (\S+) to (\S+)", r"ต้องเป็นวันที่ตั้งแต่ \1 ถึง \2"),
    (r"a whole number of (.+)", r"ต้องเป็นจำนวนเต็ม หน่วย\1"),
    (r"(\S+) as line (\d+) prints", r"เอกสารบรรทัด \2 พิมพ์ไว้ \1 จึงเปลี่ยนไม่ได้"),
    (r"its result as a number.*", "ต้องเป็นตัวเลข เปิดไฟล์ในโปรแกรมตารางแล้วบันทึกใหม่"),
    (r"a cell for each district", "ต้องแยกเซลล์ทุกอำเภอ"),
    (r"nothing there", "ช่องนั้นต้องว่าง"),
    (r"no such row", "ต้องไม่มีแถวนี้"),
    (r"it on (.+) alone", r"ให้มีในแผ่น \1 แผ่นเดียว"),
    (r"it in row (\d+) alone", r"ให้มีในแถว \1 แถวเดียว"),
    (r"it once", "ให้มีคอลัมน์เดียว"),
    (r"(\S+) or nothing", r"ต้องเป็น “\1” หรือเว้นว่าง"),
    (r"(\d+) and (\d+) at most", r"รับได้ไม่เกิน \1 แถว \2 คอลัมน์"),
    (r"(\d+) at most", r"ไม่เกิน \1"),
    (r"the shares of (.+) as numbers that add to 100, like 70/30", "ต้องเป็นสัดส่วนที่รวมกันได้ 100 เช่น 70/30"),
    (r"the reason|what it was compared with", "โปรดบอกเหตุผล"),
    (r"one that was carried over", "ยืนยันได้เฉพาะข้อตกลงที่ยกมาจากรอบก่อน"),
    (r"an amendment that names it", "ต้องมีฉบับแก้ไขที่ระบุวันนั้น"),
    (r"(?:all or )?one of (.+) or (.+)", r"เลือกได้จาก \1 หรือ \2"),
    (r"(?:all or )?one of some words", "ต้องมีคำตอบ"),
    (r"(?:all or )?one of (.+)", r"เลือกได้จาก \1"),
    (r'"(.*)"', r"ต้องเป็น “\1”"),
)  # fmt: skip


def in_thai(refusal: str) -> str:
    """Every line of it; a place in a workbook stays as the program of tables calls it."""
    lines = (line for line in refusal.splitlines() if line.strip() and line != "nothing was taken")
    return "\n".join([*dict.fromkeys(_line(line) for line in lines), NOTHING])


def _line(line: str) -> str:
    if "cannot be read as a workbook" in line:
        return LARGE if " at most" in line else UNREADABLE
    no_row = re.fullmatch(r"(\S.*?): (\S+) does not have (\S+), expected no such row", line)
    if no_row:
        return f"{no_row[1]}: {no_row[2]} ไม่มีตัวชี้วัดนี้ {_said('no such row', _WANTED)}"
    found = _FOUND.fullmatch(line)
    if found is None:
        return line
    wanted = f" {_said(found['expected'], _WANTED)}" if found["expected"] else ""
    return f"{_place(found['place'])}พบ {_said(found['found'], _WHAT)}{wanted}"


def _place(place: str) -> str:
    return f"{place}: " if "!" in place or ".toml" in place else ""


def _said(part: str, table: Iterable[tuple[str, str]]) -> str:
    for pattern, says in table:
        found = re.fullmatch(pattern, part, re.DOTALL)
        if found is not None:
            return found.expand(says)
    return part
