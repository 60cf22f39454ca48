"""What a sentence says about leave: whose, which days, in whose hands; pure, names are looked up by who asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from handlers.reading.days.ahead import Days, days_ahead

_KINDS = r"(?:ป่วย|กิจ(?:ส่วนตัว)?|พักร้อน|พักผ่อน(?:ประจำปี)?|คลอด(?:บุตร)?|บวช|อุปสมบท|ศึกษาต่อ|ไปต่างประเทศ|ยาว|หยุด|งาน)"
_FOLLOWS = r"(?=\s|[0-9๐-๙]|วัน|ตั้งแต่|ช่วง|ระหว่าง|พรุ|มะรืน|ฝาก|ให้|ทั้ง|อาทิตย์|สัปดาห์|เดือน|นะ|ค่ะ|คะ|ครับ|$)"
_AWAY = re.compile(
    rf"ลา{_KINDS}?{_FOLLOWS}|(?:เดินทาง)?ไป(?:ปฏิบัติ)?ราชการ|ติดราชการ|(?:ไป|ติด)(?:อบรม|ประชุม|สัมมนา|ภารกิจ)|ไม่อยู่|หยุดงาน"
)
_LEADS = re.compile(
    r"^(?:สวัสดี(?:ค่ะ|ครับ)?|(?:หนู|ผม|ดิฉัน|ฉัน|เรา|พี่)(?=\s|ขอ|จะ|ต้อง|แจ้ง|$)|ขออนุญาต|ขอแจ้ง|แจ้ง|ขอ|จะ|ต้อง|ช่วง|ระหว่าง|ตั้งแต่|วันที่|ว่า|ด้วย|[\s,])+"
)
_TITLES = re.compile(r"^(?:ให้|คุณ|พี่|น้อง|นาย|นางสาว|นาง|น\.ส\.|ท่าน|ของ|[\s“”\"'])+")
_WORK = r"(?:ช่วย|จะ|เป็นคน|เป็นผู้|มา)*(?:ดูแล|ดู|ทำ|รับ|รายงาน|ปฏิบัติ|รักษาการ|อยู่|ส่ง|จัดการ)?(?:งาน|ราชการ|หน้าที่)?แทน"
_TAILS = re.compile(
    rf"(?:\s|{_WORK}|ดูแล(?:งาน)?(?:ให้)?|ดูงาน(?:ให้)?|รับงาน|ทำงาน(?:ให้)?|ไว้|ด้วย|ก่อน|หน่อย|นะ(?:คะ|ครับ)?|ค่ะ|คะ|ครับ(?:ผม)?|คับ|จ้า|จ้ะ|[.,!“”\"'])+$"
)
_GIVES = (
    re.compile(r"(?:ขอ)?ฝาก(?:งาน|หน้าที่|เรื่อง)?+(?:ทั้งหมด)?+(?:ไว้)?+(?:กับ|ที่|ให้|แก่)?+\s*(?P<who>\S.*)$"),
    re.compile(rf"(?:โดย(?:มี|ให้)?|ให้|มี)\s*(?P<who>\S.*?)\s*{_WORK}"),
    re.compile(r"(?:ผู้|คน)(?:ทำ|ปฏิบัติ\S*?|รับ)?แทน(?:คือ|เป็น|ชื่อ)?\s*:?\s*(?P<who>\S.*)$"),
    re.compile(rf"(?P<who>\S.*?)\s*{_WORK}"),
)
_INSTEAD_OF = re.compile(rf"^(?:มอบ(?:หมาย)?|ตั้ง|กำหนด)?\s*(?:ให้)?\s*(?P<who>\S.*?)\s*{_WORK}\s*(?P<whose>\S.*)$")
_HANDS = re.compile(r"^(?:ขอ)?ฝากงาน")
CANCELS = re.compile(
    r"^(?:ขอ)?(?:ยกเลิก|เลิก|ถอน)(?:การ|วัน|ใบ|คำขอ)?(?:ลา|ฝากงาน|ไปราชการ)(?:งาน|หยุด)?(?P<rest>(?:\s|ของ|วันที่|[0-9๐-๙]|ค่ะ|ครับ|$).*)"
    r"|^(?:ไม่(?:ได้)?ลาแล้ว|ไม่ลาแล้ว)(?P<rest2>.*)"
)
BACK = re.compile(r"^(?:(?:ผม|หนู|ดิฉัน|ฉัน)\s*)?กลับมา(?:ทำงาน)?แล้ว(?:ค่ะ|ครับ|คะ|นะ|\s)*$|^มาทำงานแล้ว(?:ค่ะ|ครับ|\s)*$")
LISTS = re.compile(
    r"^(?:วันนี้)?(?:มี)?(?:ใคร(?:ลา|ไม่อยู่|ทำแทนใคร|แทนใคร)(?:บ้าง)?|วันลา(?:ของ(?:ฉัน|ผม|หนู|ดิฉัน))?|(?:ดู|รายการ)วันลา"
    r"|ใครทำแทน)(?:ค่ะ|คะ|ครับ|\?|\s)*$"
)


@dataclass(frozen=True)
class Said:
    days: Days | None
    whose: str  # the words that name who is away; "": who speaks
    stand_in: str  # the words that name who stands in; "": nobody is named


def leave_said(text: str, today: date) -> Said | None:
    """None: the words speak of no leave."""
    said = " ".join(text.split())
    days = days_ahead(said, today)
    rest = f"{said[: days.start]} {said[days.end :]}" if days is not None else said
    rest = " ".join(rest.split())
    away = _AWAY.search(rest)
    if away is None:
        other = _INSTEAD_OF.match(rest) if days is not None else None
        if other is not None:
            return Said(days, name(other["whose"]), name(other["who"]))
        hands = _HANDS.match(rest) if days is not None else None
        return Said(days, "", _stand_in(rest)) if hands else None
    before, after = rest[: away.start()], rest[away.end() :]
    given = _stand_in(after)
    if not given and not (away[0].startswith("ลา") and (days is not None or not name(_bare(after)))):
        return None
    return Said(days, name(before), given)


def _stand_in(words: str) -> str:
    for gives in _GIVES:
        found = gives.search(words)
        if found is not None:
            return name(found["who"])
    return ""


def _bare(words: str) -> str:
    return re.sub(r"ตั้งแต่|ช่วง|ระหว่าง|วันที่|เป็นเวลา|เพราะ.*", " ", words)


def name(words: str) -> str:
    """The words without what leads to a name and what is polite behind it."""
    before = ""
    while before != words:
        before, words = words, _TAILS.sub("", _TITLES.sub("", _LEADS.sub("", words.strip()))).strip()
    return words
