"""A whole sentence of introduction: name, duty, district and province, as far as they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk.store import Book

ASKS = re.compile(r"ลงทะเบียน|สมัคร(?:ใช้งาน)?|ขอ(?:เข้า)?ใช้งาน|ขอใช้ระบบ|register", re.IGNORECASE)
_ROLES = (
    ("head", r"พัฒนาการอำเภอ|พอ\.|หัวหน้า(?:สำนักงาน)?"),
    ("supervisor", r"พัฒนาการจังหวัด|พจ\.|ผู้กำกับ(?:ระดับจังหวัด)?"),
    (
        "officer",
        r"พัฒนากร(?:ปฏิบัติการ|ชำนาญการ)?"
        r"(?=\s*(?:ประจำ)?(?:อำเภอ|อ\.)|\s|$)|นักวิชาการพัฒนาชุมชน\S*|เจ้าหน้าที่(?:พัฒนาชุมชน)?",
    ),
)
_OTHER = re.compile(
    r"ขอ(?=\s|$)|(?:ผม|ดิฉัน|ฉัน|หนู|ข้าพเจ้า)?\s*ชื่อ|(?:ผม|ดิฉัน|หนู)(?=\s)|นาย(?=\S)|นางสาว|นาง(?=\S)|น\.ส\.|ว่าที่ร\.ต\.|ตำแหน่ง|ประจำ|สังกัด"
    r"|อยู่|เป็น|สพอ\.|สำนักงานพัฒนาชุมชน|(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ)(?=\s|$)|สวัสดี|[,;:()]"
)
_PLACE = re.compile(r"(?:อำเภอ|อ\.)\s*(\S+)")


@dataclass(frozen=True)
class Introduced:
    name: str = ""
    province: str = ""
    role: str = ""
    district: str = ""


def introduced(said: str, book: Book) -> Introduced:
    province = next((p for p in book.provinces() if p in said), "")
    rest = re.sub(rf"(?:จังหวัด|จ\.)?\s*{re.escape(province)}", " ", said, count=1) if province else said
    served = [province] if province else list(book.provinces())
    found = {(p, d): written for p in served for d, written in districts_named(rest, book.districts(p)).items()}
    district = ""
    if len(found) == 1:
        ((province, district), written), *_ = found.items()
        rest = re.sub(rf"(?:อำเภอ|อ\.)?\s*{re.escape(written)}", " ", rest, count=1)
    role = ""
    for name, words in _ROLES:
        if re.search(words, rest) and not role:
            role, rest = name, re.sub(words, " ", rest)
    return Introduced(_name(rest), province, role, district)


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
    bare = " ".join(_OTHER.sub(" ", ASKS.sub(" ", rest)).split())
    good = 2 <= len(bare) <= 60 and len(bare.split()) <= 3 and not any(sign.isdigit() for sign in bare)
    return bare if good else ""
