"""Proposes how officers will say an indicator, from its printed name: a short name, abbreviations, units."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handlers.reading.words.characters import clean
from handlers.reading.words.naming import refused, telling
from handlers.reading.words.scan import scan
from scoring.agreement import Indicator

SHORT = 24  # letters of a short name on a card
MOST = 8  # names that a person still looks at
_HEADS = re.compile(
    r"^(?:ร้อยละ(?:เฉลี่ย)?|จำนวน|ระดับ|อัตรา(?:ส่วน)?|สัดส่วน|ดัชนี|ความสำเร็จ|ผลสำเร็จ|ค่าเฉลี่ย|เฉลี่ย|ครั้ง(?=ของ|ใน|การ)"
    r"|ระยะเวลา(?:เฉลี่ย)?|มูลค่า|รายได้จาก(?=การ)|คะแนน(?:เฉลี่ย)?(?:ประเมิน)?|การ(?:บรรลุเป้าหมาย|ดำเนินงาน)(?=ตาม|การ|โครงการ)"
    r"|ของ|ใน(?=การ|โครงการ)|ตาม(?=แผน|โครงการ))\s*"
)
_ACT = re.compile(
    r"^(?:การ)?(?:(?:ส่งเสริม|สนับสนุน|พัฒนา|ขับเคลื่อน|เสริมสร้าง|จัดตั้ง|จัดทำ|จัด|ดำเนินงาน|ดำเนินการ|บริหารจัดการ|เพิ่ม)"
    r"(?:และ)?)*(?:การ|ให้|ตาม)?(?=[ก-ฮเ-ไA-Za-z])"
)
_PROJECT = re.compile(r"^(?:โครงการ|กิจกรรม|งาน)(?=[ก-ฮเ-ไA-Za-z“\" ])\s*")
_WHO = re.compile(
    r"^[ก-๎๐-๙0-9 .–-]{2,30}?(?:(?<!เ)ที่|ซึ่ง)(?:สามารถ|ได้)?"
    r"(?:รับการ|รับ(?!รอง)|มีการ|มี|ผ่านการ|ผ่าน|เข้าร่วม|เข้าถึง|ดำเนินการ|ดำเนินงาน|ร่วม|จัดทำ|ทำ)?(?=[ก-ฮเ-ไA-Za-z])"
)
_CUT = re.compile(
    r"\s*(?:(?<!เ)ที่(?:ได้|มี|ผ่าน|เข้า|ดำเนิน|ร่วม|เพิ่ม|ลด|ไม่|ยัง|สามารถ|บรรลุ)|ซึ่ง|ภายใน|ภายใต้|อย่าง|เพื่อ|ตาม(?=แผน|เกณฑ์|เป้า|แนว|หลัก|มาตรฐาน)"
    r"|ในพื้นที่|ใน(?=เขต|ระดับ|ปี|จังหวัด|อำเภอ)"
    r"|ของ(?=จังหวัด|อำเภอ|สำนักงาน|ประชาชน)|ประจำปี|ปีงบประมาณ|เทียบกับ|เมื่อ|ได้รับการ|ให้(?=มี|ได้)"
    r"|ไม่น้อยกว่า|อย่างน้อย|สะสม|เกิน|ครบ|และ|[0-9๐-๙]|/| \(|[,:;]).*$"
)
_INSIDE = re.compile(r"[(\[“\"]([^)\]”\"]{2,40})[)\]”\"]")
_INITIALS = re.compile(r"(?<![ก-๎A-Za-z])(?:(?:[ก-ฮ]\.?){2,6}\.|[A-Z][A-Za-z]*(?:[ -][A-Z][A-Za-z]*){0,3})(?![ก-๎a-z])")
_SAME_UNITS = {
    "ครัวเรือน": ("หลัง", "หลังคาเรือน"), "คน": ("ราย", "ท่าน"), "แห่ง": ("ศูนย์",), "หมู่บ้าน": ("หมู่",),
    "ร้อยละ": ("%",),
}  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """For a person to confirm or mend."""

    short: str
    names: tuple[str, ...]
    units: tuple[str, ...]


def proposed(name: str, units: Iterable[str] = (), short: str = "") -> Proposal:
    """From the printed name of an indicator and the units of its inputs."""
    core = headless(name)
    names: list[str] = []
    for one in (short, *_said(core, name)):
        spoken = _trimmed(one)
        if spoken and spoken not in names and refused(spoken) is None:
            names.append(spoken)
    names = [one for one in names if telling(one)] or names
    fitting = [one for one in names if len(one) <= SHORT]
    best = short or max(fitting, key=_worth, default="") or min(names, key=len, default="") or _cut_to(core, SHORT)
    ordered = sorted(names, key=lambda one: (one != best, len(one)))
    said = dict.fromkeys(word for unit in units for word in (unit, *_SAME_UNITS.get(unit, ())) if word)
    return Proposal(best, tuple(ordered[:MOST]), tuple(said))


def spoken(indicator: Indicator) -> tuple[str, ...]:
    """How officers say an indicator: the names that were given to it (else those proposed), and what it is called."""
    if not indicator.own_topic:
        return indicator.names
    given = indicator.names or proposed(indicator.name, short=indicator.short).names
    return tuple(dict.fromkeys((*given, indicator.short, headless(indicator.name))))


def headless(name: str) -> str:
    """ร้อยละของครัวเรือนที่…: what is counted, without how."""
    said = " ".join(name.split())
    while (cut := _HEADS.sub("", said, count=1)) != said and len(cut) > 2:
        said = cut
    return said


def _worth(name: str) -> tuple[bool, int]:
    """Of the short ones the longest tells most; two words at least."""
    return (len(name) >= 6, len(name))


def _said(core: str, name: str) -> Iterator[str]:
    bare = " ".join(re.sub(r"[(\[][^)\]]*[)\]]", " ", core).split())
    yield bare
    first = _CUT.sub("", bare)
    for one in (first, _WHO.sub("", bare), _CUT.sub("", _WHO.sub("", bare))):
        yield one
        yield re.sub(r"(?:ของ|ด้วย|(?<!เ)ที่|เฉลี่ย).*$", "", one) if len(one) > SHORT else one
        for _ in range(2):
            one = _ACT.sub("", one)
            yield one
            one = _PROJECT.sub("", one)
            yield one
    yield from _INSIDE.findall(name)
    for initials in _INITIALS.findall(re.sub(r"[()]", " ", name)):
        yield initials
        yield initials.replace(".", "")


def _trimmed(said: str) -> str:
    return " ".join(re.sub(r"[“”\"'()\[\]]", " ", said).split()).strip(" -,:;/")


def _cut_to(said: str, most: int) -> str:
    """As many whole words as fit."""
    kept = ""
    for token in scan(clean(said).text):
        if token.end > most:
            break
        kept = said[: token.end]
    return kept.strip() or said[:most].strip()
