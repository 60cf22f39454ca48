"""A whole sentence of introduction: name, duty, district and province, as far as they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk.store import Book

ASKS = re.compile(
    r"ลงทะเบียน|สมัคร|(?:ขอ|อยาก|ต้องการ|จะ)\s*(?:เข้า)?(?:ร่วม)?ใช้(?:งาน|ระบบ|บอท|ไลน์|ด้วย)|เพิ่มชื่อ|register", re.IGNORECASE
)
_RANK = r"(?:ชำนาญการพิเศษ|ชำนาญการ|ปฏิบัติการ|ชำนาญงาน|ปฏิบัติงาน|อาวุโส|ใหม่|พิเศษ)?"
_ACTING = r"(?:ผู้)?(?:รักษา(?:การ|ราชการ)(?:แทน|ในตำแหน่ง)?)?\s*"
_ROLES = (  # the first that is said
    ("owner", r"(?:หัวหน้า)?กลุ่มงาน\S*|หัวหน้ากลุ่ม\S*"),
    ("head", rf"{_ACTING}พัฒนาการอำเภอ|พอ\.|หัวหน้า(?:สำนักงาน\S*)?"),
    ("supervisor", rf"{_ACTING}พัฒนาการจังหวัด|พจ\.|ผู้กำกับ(?:ระดับจังหวัด|จังหวัด)?"),
    (
        "officer",
        rf"พัฒนากร(?:ประจำ)?(?:ตำบล)?{_RANK}|นักวิชาการพัฒนาชุมชน{_RANK}|นวช\.?\s*(?:พช\.?|พัฒนาชุมชน)?{_RANK}"
        rf"|(?:เจ้าหน้าที่|เจ้าพนักงาน|จนท\.?|จพง\.?)\s*(?:พัฒนาชุมชน|พช\.?)?{_RANK}",
    ),
)
_OFFICE = re.compile(r"(?:สำนักงานพัฒนาชุมชน|สนง\.?\s*พช\.?|สพอ\.?|สพจ\.?)(?=\s*(?:อำเภอ|อ\.|จังหวัด|จ\.|[ก-๙]|$))")
_BESIDE = re.compile(  # what is beside a name, whatever it is
    r"(?:โทร|เบอร์|มือถือ)\S*(?:\s*[0-9๐-๙][0-9๐-๙ -]{5,})?|[0-9๐-๙][0-9๐-๙-]{5,}|(?:ประจำ)?(?:ตำบล|(?<![ก-๙.])ต\.)\s*\S+"
    r"|\([^()]*\)|ชื่อเล่น\s*\S+|[,;:()/|“”\"]"
)
_FILLER = re.compile(
    r"(?:ขออนุญาต|ขอ|อยาก|จะ|ต้องการ|รบกวน|แจ้ง|ช่วย|กรุณา|โปรด|ลงทะเบียน|สมัคร|สมาชิก|register|เข้า(?:สู่|ร่วม)?|ใช้(?:งาน|ระบบ)?|งาน"
    r"|ใน|ระบบ|ระดับ|บอท|ไลน์|line|ผู้|ใหม่|เพิ่มชื่อ|ให้|ด้วย|คน|หน่อย|ที|สวัสดี|เรียน|แอดมิน|ผู้ดูแล|ตำแหน่ง|ประจำ|สังกัด|อยู่|ที่|เป็น|ทำงาน|จาก|ของ"
    r"|อำเภอ|อ\.|จังหวัด|จ\.|ชื่อ|นามสกุล|สกุล|-|ผม|กระผม|ดิฉัน|ฉัน|หนู|ข้าพเจ้า|เรา|คือ|และ|ครับ|ยังไง|อย่างไร|ได้ไหม|ไหม|นะ|นี้|ค่ะ|คะ)+",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?<![ก-๙])(?:(?:กระผม|ผม|ดิฉัน|ข้าพเจ้า)(?=[ก-๙])|(?:ฉัน|หนู)(?=ชื่อ|นาง|น\.ส)|ชื่อ(?:-?\s*(?:นาม)?สกุล)?(?=[ก-๙])"
    r"|ว่าที่\s*ร\.?\s*[ตทอ]\.?|ว่าที่ร้อย(?:ตรี|โท|เอก)|ร้อย(?:ตรี|โท|เอก)|นางสาว|น\.\s*ส\.|นาย(?=[ก-๙])|นาง(?=[ก-๙])|ดร\.|ด\.ร\.)+\s*"
)
_TAIL = re.compile(r"(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ)$")
_PLACE = re.compile(r"(?:อำเภอ|อ\.)\s*(\S+)")


@dataclass(frozen=True)
class Introduced:
    name: str = ""
    province: str = ""
    role: str = ""
    district: str = ""


def introduced(said: str, book: Book) -> Introduced:
    rest = _OFFICE.sub(" ", _BESIDE.sub(" ", " ".join(said.split())))
    role = ""
    for name, words in _ROLES:
        if not role and re.search(words, rest):
            role, rest = name, re.sub(words, _place_of, rest)
    province = next((p for p in book.provinces() if p in rest), "")
    rest = re.sub(rf"(?:จังหวัด|จ\.)?\s*{re.escape(province)}", " ", rest, count=1) if province else rest
    served = [province] if province else list(book.provinces())
    found = {(p, d): written for p in served for d, written in districts_named(rest, book.districts(p)).items()}
    district = ""
    if len(found) == 1:
        ((province, district), written), *_ = found.items()
        rest = re.sub(rf"(?:อำเภอ|อ\.)?\s*{re.escape(written)}", " ", rest, count=1)
    return Introduced(_name(rest), province, role, district)


def _place_of(duty: re.Match[str]) -> str:
    """พัฒนาการอำเภอโคกสูง: the duty goes, the word before the place stays."""
    return next((f" {word}" for word in ("อำเภอ", "จังหวัด") if duty.group().endswith(word)), " ")


def districts_named(said: str, districts: Sequence[str]) -> dict[str, str]:
    """Each district that is named, in full or by a beginning that only one has; with how it is written."""
    full = {d: d for d in districts if d in said}
    full = {d: d for d in full if not any(d != other and d in other for other in full)}
    if full:
        return full
    found: dict[str, str] = {}
    for written in (*_PLACE.findall(said), *said.split()):
        short = re.sub(r"(?:ครับ|ค่ะ|คะ)$", "", written)
        fits = [d for d in districts if d.startswith(short)] if len(short) >= 3 else []
        if len(fits) == 1:
            found[fits[0]] = short
    return found


def _name(rest: str) -> str:
    """What is left once everything else is known; "" where it is not plainly a name: it is asked for then."""
    tokens = [_TAIL.sub("", _LEADS.sub("", token)) for token in _LEADS.sub(" ", rest).split()]
    bare = [token for token in tokens if token and not _FILLER.fullmatch(token)]
    full = len(bare) <= 2 or (len(bare) in (3, 4) and "ณ" in bare[1:-1])
    name = " ".join(bare)
    return name if full and 2 <= len(name) <= 60 and not any(sign.isdigit() for sign in name) else ""
