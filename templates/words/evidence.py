"""The words about evidence: what was attached where, what is still missing, what is not taken and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from scoring.agreement import Indicator
from scoring.levels.evidenced import Apart
from scoring.levels.score import Result
from templates.words import scores

EVIDENCE = "หลักฐาน"
CAMERA, ALBUM, LOCATION = "ถ่ายรูป", "เลือกรูป", "ส่งตำแหน่ง"
MOVE, DROP, PLACE = "เปลี่ยนที่แนบ", "ไม่ใช่หลักฐาน", "ระบุตัวชี้วัด"
NOT_EVIDENCE = "ไม่ใช่หลักฐาน ลบทิ้ง"
WHOLE = "ทั้งตัวชี้วัด"
KINDS = {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "file": "ไฟล์", "location": "ตำแหน่ง"}
MOST_MB = 20
TAKEN = f"รับรูป (JPEG, PNG) PDF Word Excel PowerPoint (.docx .xlsx .pptx) วิดีโอ MP4 เสียง M4A และตำแหน่ง ไม่เกิน {MOST_MB} MB"

IN_PRIVATE = "หลักฐานส่งได้ในห้องส่วนตัวกับระดับเท่านั้นค่ะ รูปหรือไฟล์ในกลุ่มไม่ถูกเก็บ"
OUTSIDE = "รูปนี้ไม่ได้เก็บอยู่ใน LINE (ส่งมาจากแอปอื่น) จึงเก็บเป็นหลักฐานไม่ได้ค่ะ โปรดส่งรูปจากเครื่องโดยตรง"
TOO_LARGE = f"ไฟล์นี้ใหญ่เกิน {MOST_MB} MB จึงไม่ได้เก็บค่ะ โปรดย่อหรือแบ่งไฟล์แล้วส่งใหม่"
DROPPED = "ลบออกจากหลักฐานแล้วค่ะ ไม่ได้เก็บรูปหรือไฟล์นั้นไว้"
LEFT_THERE = "หลักฐานยังอยู่ที่เดิมค่ะ ไม่มีอะไรเปลี่ยนแปลง"
NOTHING_LEFT = "ไม่พบรูปหรือไฟล์ชุดนี้แล้วค่ะ ไม่มีอะไรเปลี่ยนแปลง"
MOVED_SINCE = "หลักฐานชุดนี้ถูกย้ายไปที่อื่นหลังจากการ์ดนี้แล้วค่ะ ไม่มีอะไรเปลี่ยนแปลง พิมพ์ “หลักฐาน” เพื่อดูล่าสุด"
CHANGED_SINCE = "มีหลักฐานเข้ามาใหม่หรือถูกย้ายหลังจากการ์ดเดิมค่ะ ยังไม่ได้บันทึกว่าตรวจ โปรดดูรายการปัจจุบันแล้วกดอีกครั้ง"
NOT_YOURS = "ท่านแนบหรือแก้หลักฐานนี้ไม่ได้ค่ะ เจ้าหน้าที่แนบได้เฉพาะอำเภอของตน"
ROUND_CLOSED = "รอบนี้ปิดแล้วค่ะ แนบหลักฐานเพิ่มได้เฉพาะผู้กำกับของจังหวัด"
ASK_DISTRICT = "ได้รับหลักฐานแล้วค่ะ เป็นของอำเภอใดคะ"
NOTHING_TO_VERIFY = "ยังไม่มีหลักฐานให้ตรวจในขั้นนี้ค่ะ"
ONLY_PROVINCE = "การตรวจหลักฐานเป็นหน้าที่ของจังหวัดค่ะ"
AFTER_QUESTION = f"เก็บไว้ให้แล้วค่ะ ยังไม่ได้ระบุว่าเป็นหลักฐานของตัวชี้วัดใด โปรดตอบคำถามก่อนหน้านี้ก่อน แล้วพิมพ์ “{EVIDENCE}” เพื่อระบุตัวชี้วัด"


def what(kind: str) -> str:
    return KINDS.get(kind, "ไฟล์")


def not_taken(name: str) -> str:
    """By its name alone: what else could be sent."""
    ending = name.rpartition(".")[2].casefold()
    if ending in ("zip", "rar", "7z"):
        hint = "โปรดแตกไฟล์แล้วส่งทีละไฟล์"
    elif ending in ("doc", "xls", "ppt", "docm", "xlsm", "pptm"):
        hint = "โปรดบันทึกเป็น PDF หรือ .docx .xlsx .pptx แล้วส่งใหม่"
    elif ending in ("heic", "heif"):
        hint = "โปรดส่งเป็นรูปในแชต"
    else:
        hint = TAKEN
    return f"ไฟล์ชนิด .{ending} เก็บเป็นหลักฐานไม่ได้ค่ะ {hint}"


def lost(why: str, kind: str, name: str, counted: bool) -> str:
    """Said afterwards: what was sent could not be kept after all."""
    thing = f"{what(kind)} “{name}”" if name else f"{what(kind)}ที่ส่งมา"
    reasons = {
        "size": f"{thing} ใหญ่เกิน {MOST_MB} MB จึงไม่ได้เก็บค่ะ โปรดย่อหรือแบ่งไฟล์แล้วส่งใหม่",
        "type": f"{thing} เป็นไฟล์ชนิดที่เก็บเป็นหลักฐานไม่ได้ค่ะ {TAKEN}",
        "gone": f"{thing} ดึงจาก LINE มาเก็บไม่ได้แล้วค่ะ โปรดส่งใหม่อีกครั้ง",
    }
    return reasons[why] + (" ขั้นที่นับจากหลักฐานนี้จึงถูกถอนไว้ก่อน" if counted else "")


def several(kinds: Iterable[str]) -> str:
    """รูป 3, ไฟล์ 1."""
    return ", ".join(f"{what(kind)} {n}" for kind, n in Counter(kinds).items())


def step(level: int | None) -> str:
    return f"ขั้น {level}" if level else WHOLE


def option(short: str, level: int | None) -> str:
    return f"{short} ขั้น {level}" if level else short


def ask_which(kinds: Sequence[str], announced: int | None) -> str:
    """`announced`: how many LINE says the set has."""
    got = f"{what(kinds[0])} {announced}" if announced and announced > len(kinds) else several(kinds)
    return f"ได้รับ{got} รายการแล้วค่ะ เป็นหลักฐานของตัวชี้วัดใดคะ"


def ask_where(kinds: Sequence[str]) -> str:
    return f"ย้าย{several(kinds)} รายการ ไปเป็นหลักฐานของตัวชี้วัดใดคะ"


def attached(kinds: Sequence[str], announced: int | None, level: int | None) -> str:
    got = f"{what(kinds[0])} {announced}" if announced and announced > len(kinds) else several(kinds)
    return f"แนบหลักฐานแล้ว: {got} ({step(level)})"


def counts_as(indicator: Indicator, names: Iterable[str], level: int | None) -> str:
    shorts = " / ".join(indicator.inputs[name].short for name in names)
    return f"นับเป็นหลักฐาน{step(level)}: {shorts}"


def document_asks(quotes: Iterable[str]) -> str:
    words = " / ".join(quotes)
    return f"เอกสารกำหนด: {words[:240]}{'…' if len(words) > 240 else ''}" if words else ""


def held_back(found: Apart | None) -> str:
    """ตัวเลขถึงระดับ 5 แล้ว ยังขาดหลักฐานขั้น 1."""
    return f"ตัวเลขถึงระดับ {found.level} แล้ว ยังขาดหลักฐาน{steps(found.lacks)}" if found else ""


def steps(levels: Sequence[int]) -> str:
    """ขั้น 1–3, 5."""
    runs: list[list[int]] = []
    for n in sorted(levels):
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return "ขั้น " + ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


SAME_PLACE = "ส่งรูปหรือไฟล์ต่อได้เลย จะแนบที่เดียวกัน"
SEND_NOW = "ส่งรูป ไฟล์ หรือตำแหน่งได้เลยค่ะ"


def send_for(indicator: Indicator, level: int | None, place: str) -> str:
    return f"{SEND_NOW} จะแนบเป็นหลักฐาน {indicator.short} ({step(level)}) {place}"


def withdrawn(short: str, level: int | None, before: Result, after: Result) -> str:
    """After an unsend that took a level's evidence away."""
    said = f"ท่านยกเลิกรูปหรือไฟล์แล้ว หลักฐาน {short} ({step(level)}) ถูกถอนด้วยค่ะ"
    return said if before.level == after.level else f"{said} {scores.level(before)} → {scores.level(after)}"


# the list


def overview_row(pieces: int, unverified: int) -> str:
    if not pieces:
        return "ยังไม่มี"
    return f"{pieces} ชิ้น" + ("" if unverified else " · ตรวจแล้ว")


def lacking(indicator: Indicator, levels: Sequence[int], pieces: int) -> str:
    if levels:
        return f"ยังขาดหลักฐาน{steps(levels)}"
    if indicator.evidence:
        return f"เอกสารกำหนด {len(indicator.evidence)} รายการ"
    return "" if pieces else "เอกสารไม่ได้กำหนดหลักฐาน แนบเพิ่มได้"


def overview_alt(place: str, pieces: int, missing: Sequence[str]) -> str:
    left = f" · ยังขาด: {', '.join(missing)}" if missing else " · ไม่มีขั้นที่ขาดหลักฐาน"
    return f"หลักฐาน {place} {pieces} ชิ้น{left}"


def detail_alt(short: str, place: str, pieces: int, levels: Sequence[int]) -> str:
    left = f" · ยังขาดหลักฐาน{steps(levels)}" if levels else ""
    return f"หลักฐาน {short} {place} {pieces} ชิ้น{left}"


def unplaced(pieces: int) -> str:
    return f"ยังไม่ได้ระบุตัวชี้วัด {pieces} ชิ้น"


def taken_back(pieces: int) -> str:
    return f"ถูกยกเลิก {pieces} ชิ้น"


def not_kept(pieces: int) -> str:
    return f"เก็บไม่ได้ {pieces} ชิ้น"


def piece(kind: str, name: str, day: date, at: datetime, sender: str, verified: bool, waiting: bool) -> str:
    parts = [
        f"{what(kind)} {name}".strip(),
        f"{scores.day(day)} {at:%H:%M} น.",
        sender,
        "กำลังรับไฟล์" if waiting else "",
        "✓ ตรวจแล้ว" if verified else "",
    ]
    return " · ".join(p for p in parts if p)


def more(pieces: int) -> str:
    return f"และอีก {pieces} ชิ้น"


GENERAL = "เอกสารที่ต้องมี (ไม่ระบุขั้น)"
OTHERS = "แนบไว้ทั้งตัวชี้วัด"
NONE_YET = "ยังไม่มี"
MISSING = "○ ยังขาด"
NOT_VERIFIED_COUNTS = "แบบประเมินฉบับส่งนับเฉพาะหลักฐานที่จังหวัดตรวจแล้ว"


def here(pieces: int, verified: int) -> str:
    return f"● {pieces} ชิ้น" + (f" (ตรวจแล้ว {verified})" if verified else "")


def attach_step(level: int | None) -> str:
    return f"แนบ{step(level)}"


def verify_step(level: int | None) -> str:
    return f"ตรวจแล้ว {step(level)}"


def verified(short: str, level: int | None, place: str, pieces: int) -> str:
    return f"บันทึกว่าตรวจหลักฐาน {short} ({step(level)}) {place} แล้ว {pieces} ชิ้นค่ะ"
