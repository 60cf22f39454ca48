"""Words that take something back (ยกเลิก, ลบ, ถอน …) or bring it back (เอากลับมา), also misspelt by a letter."""

from __future__ import annotations

import re

_TONES = re.compile("[\u0e47-\u0e4e]")
_ASKING = r"(?:รบกวน|ช่วย|ขอ|อยาก|จะ)*"
_OBJECT = r"(?:อันล่าสุด|รายการล่าสุด|อันเมื่อกี้|เมื่อกี้|ล่าสุด|การรายงาน|รายงาน|รายการ|อันนี้|ที่ส่งไป|ที่รายงานไป|ข้อความ)?"
_OUT = r"(?:ออก|ทิ้ง)?"
_LEAD = r"(?:เอ๊ะ|เอ้ย|เอ๊ย|อ้าว|อุ๊ย|อุ้ย|โทษที|ขอโทษ|ขออภัย|ค่ะ|ครับ|งั้น|[\s,])*"
_TAIL = r"(?:ให้)?(?:หน่อย|ด้วย|อีกที|อีกครั้ง|อีกรอบ|อีก|ที|ก่อน|แล้ว|เลย|นะ|น่ะ|จ้า|จ้ะ|ครับผม|ครับ|คับ|ค่ะ|คะ|[.!ๆ\s])*"
_UNDO = re.compile(
    rf"{_LEAD}{_ASKING}\s*(?:ยกเลิก|ลบ|ถอน|undo)\s*{_OBJECT}{_OUT}\s*(?P<rest>.*?)\s*{_OUT}\s*{_TAIL}", re.DOTALL | re.I
)
_BACK = re.compile(
    rf"{_LEAD}{_ASKING}\s*(?:(?:เอา|นำ|ดึง|เรียก|กู้)\s*(?P<rest>.*?)\s*(?:กลับมา|กลับคืน|คืนมา|คืน)|ยกเลิกการยกเลิก|ยกเลิกผิด|ไม่ยกเลิกแล้ว)\s*{_TAIL}",
    re.DOTALL,
)
_ALONE = "ยกเลิก"


def taken_back(text: str) -> str | None:
    """What an undo names ("" where it names nothing); None where the words take nothing back."""
    found = _UNDO.fullmatch(_spelled(text.strip()))
    return found["rest"].strip() if found else None


def brought_back(text: str) -> str | None:
    """The same of เอากลับมา."""
    found = _BACK.fullmatch(text.strip())
    return (found["rest"] or "").strip() if found else None


def _spelled(text: str) -> str:
    """ยกเลิ้ก, ยกเลก, ยกเริก: one letter or tone mark beside ยกเลิก is ยกเลิก."""
    first, space, rest = text.partition(" ")
    bare = _TONES.sub("", first)
    for end in range(len(bare), 3, -1):
        head, behind = bare[:end], bare[end:]
        if head == _ALONE:
            return text if first.startswith(_ALONE) else f"{_ALONE}{behind}{space}{rest}"
        if (not behind or re.fullmatch(_TAIL, behind)) and _one_letter_off(head, _ALONE):
            return f"{_ALONE}{behind}{space}{rest}"
    return text


def _one_letter_off(word: str, wanted: str) -> bool:
    if abs(len(word) - len(wanted)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, wanted, strict=False)) if a != b), min(len(word), len(wanted)))
    return word[at + 1 :] == wanted[at + 1 :] or word[at:] == wanted[at + 1 :] or word[at + 1 :] == wanted[at:]
