"""Which round and district is meant: the question about it, and why somebody may not see what was asked for."""

from collections.abc import Iterable
from datetime import date

from scoring.agreement import Agreement
from templates.words.score import versions
from templates.words.scores import agreement_name, round_name
from templates.words.scores import day as written

PROVINCE_ROW = "ผลระดับจังหวัด"
WHICH_PROVINCE = "ต้องการดูของจังหวัดใดคะ"
WHICH_DISTRICT = "ต้องการดูของอำเภอใดคะ"
WHICH_ROUND = "วันนี้มีรอบที่เปิดอยู่มากกว่าหนึ่งรอบ หมายถึงรอบใดคะ"
CLOSED = "ปิดรอบแล้ว"
TRAINING = "ฝึกใช้งาน ไม่ใช่ผลจริง"
IN_PRIVATE = "เรื่องนี้ตอบในห้องส่วนตัวเท่านั้นค่ะ พิมพ์ถามระดับตัวต่อตัวได้เลย"


def of_day(day: date) -> str:
    return f"ผล ณ {written(day)}"


def round_option(agreement: Agreement, training: bool) -> str:
    return round_name(agreement) + (" (ฝึก)" if training else "")


def place(district: str | None, province: str) -> str:
    return f"อ.{district}" if district else f"จ.{province} ({PROVINCE_ROW})"


def marks(
    agreement: Agreement, training: bool, today: date, *, closed: bool = False, past: bool = False
) -> tuple[str, ...]:
    """What must stand beside every figure of this round; `past`: asked for an earlier day."""
    found = [CLOSED] if closed else []
    found += [of_day(today)] if past else []
    found += [TRAINING] if training else []
    found += [said for said in (versions.version(agreement), versions.unconfirmed(agreement)) if said]
    if today > agreement.end and not closed:
        found.append(f"รอบนี้สิ้นสุดแล้วเมื่อ {written(agreement.end)}")
    return tuple(found)


OF_GROUP = "แสดงเฉพาะตัวชี้วัดของกลุ่มงานท่าน คะแนนรวมคิดจากทุกตัวชี้วัด"


def no_round(province: str, today: date, latest: Agreement | None, oversees: bool) -> str:
    """Outside every round: what there is instead, and what to do."""
    lines = [f"วันที่ {written(today)} ไม่อยู่ในรอบประเมินที่เปิดอยู่ของจังหวัด{province}ค่ะ"]
    if latest is not None:
        span = f"{written(latest.start)} – {written(latest.end)}"
        lines.append(f"รอบล่าสุดคือ {round_name(latest)} ({span}) พิมพ์ “คะแนน {round_name(latest)}” เพื่อดูผลของรอบนั้น")
    what = "ผู้ดูแลระบบเปิดรอบใหม่ด้วยคำสั่ง activate ได้" if oversees else "โปรดแจ้งผู้กำกับหรือผู้ดูแลของจังหวัดให้เปิดรอบใหม่"
    return "\n".join([*lines, what])


def no_such_round(said: str, there: Iterable[Agreement], province: str) -> str:
    names = ", ".join(round_name(a) for a in there)
    return f"ไม่พบ{said}ในระบบของจังหวัด{province}ค่ะ ที่มีคือ {names or '(ยังไม่มีรอบใด)'}"


def no_such_district(district: str, agreement: Agreement) -> str:
    return f"ข้อตกลง{agreement_name(agreement)} ไม่มีอำเภอ{district}ค่ะ"


def not_yours(district: str | None, own: Iterable[str]) -> str:
    asked = f"อ.{district}" if district else PROVINCE_ROW
    mine = " ".join(f"อ.{d}" for d in own)
    return f"ท่านดูได้เฉพาะ {mine} ค่ะ ส่วน {asked} ผู้กำกับของจังหวัดเป็นผู้ดู"


def not_your_province(province: str, own: str) -> str:
    return f"ท่านดูได้เฉพาะจังหวัด{own}ค่ะ ไม่รวมจังหวัด{province}"


def no_district_of_yours(own: Iterable[str], agreement: Agreement) -> str:
    mine = " ".join(f"อ.{d}" for d in own) or "(ยังไม่มีอำเภอ)"
    return f"อำเภอของท่าน ({mine}) ไม่อยู่ในข้อตกลง{agreement_name(agreement)}ค่ะ โปรดแจ้งผู้ดูแลของจังหวัด"
