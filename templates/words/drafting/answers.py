"""The one-tap answers to a draft's questions: what stands on each button, and what is stored when it is tapped."""

from collections.abc import Mapping
from typing import Any

DEFAULT_WHY = "ตอบคำถามของร่าง ตามเอกสาร"
AS_READ = ("yes", "ใช่ ใช้ตามที่อ่านได้")
ONLY_READ = ("yes", "ใช้เฉพาะที่แสดงด้านล่าง ส่วนที่อ่านไม่ได้ไม่คิดระดับ")
AS_SHOWN = ("yes", "ใช้ตามที่แสดงด้านล่าง")
PARTLY = frozenset(
    {"not_understood", "cut_short", "word_between", "named_value", "target_elsewhere", "target_not_printed",
     "weighted_result", "more_than_before", "left_blank", "each_or_together", "window", "no_such_day", "no_year"}
)  # fmt: skip  # something of the level was not read
_TURNED = (("less", "น้อยกว่าดีกว่า"), ("more", "มากกว่าดีกว่า"))
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "direction": _TURNED, "rising_but_less": tuple(reversed(_TURNED)), "directions_differ": _TURNED,
    "no_operator": _TURNED,
    "share_of_what": (("ratio", "ร้อยละของเป้าหมาย"), ("growth", "เพิ่มขึ้นจากปีก่อน")),
    "words_of_a_supervisor": (("district", "วัดรายอำเภอ"), ("province", "วัดที่จังหวัด")),
    "no_levels": (("yes", "ไม่คิดระดับ (ไม่มีเกณฑ์ในเอกสาร)"),),
    "scale_without_words": (("yes", "ใช่ ผู้มีชื่อใส่ระดับ 1–5 เอง"),),
    "deductions": (("yes", "ใช่ ผู้มีชื่อใส่ระดับ 1–5 เอง"),),
    "base_not_printed": (
        ("ช่วงเดียวกันของปีก่อน", "เทียบกับช่วงเดียวกันของปีก่อน"), ("ทั้งปีก่อน", "เทียบกับทั้งปีก่อน"),
    ),
    "which_year": (("ปีงบประมาณ", "ช่วงในปีงบประมาณ"), ("ปีปฏิทิน", "ช่วงในปีปฏิทิน")),
    "base_zero": (("yes", "ยังไม่คิดระดับถ้าฐานเป็นศูนย์"),),
    "level_twice": (AS_SHOWN,), "twice_printed": (AS_SHOWN,), "level_out_of_order": (AS_SHOWN,),
    "columns_do_not_fit": (AS_SHOWN,),
    "table_of_whom": (("yes", "ไม่ใช้ตารางนี้คิดระดับ"),), "table_district_unknown": (("yes", "ไม่ใช้แถวนี้"),),
    "repairs": (("yes", "ถูกต้อง ใช้ตามที่ซ่อม"),),
    "no_weights": (("yes", "ใช่ ไม่คิดน้ำหนัก แสดงระดับอย่างเดียว"),),
    "weights_of_one": (("yes", "ใช่ คูณ 100 เป็นร้อยละ"),),
    "weights_sum": (("yes", "ถูกต้องตามเอกสาร"),),
    "equal": (("yes", "ถูกต้องตามเอกสาร"),), "backwards": (("yes", "ถูกต้องตามเอกสาร"),),
    "no_order": (("yes", "ถูกต้องตามเอกสาร"),), "number_twice": (("yes", "ใช้ทั้งสองตัว"),),
    "provincial_officer": (("yes", "ใช่ ใช้เกณฑ์เดียวกัน"),),
}  # fmt: skip
NO_COLUMN = "ไม่ใช้ตารางนี้คิดระดับ"
LOOKED = (("yes", "เทียบกับกระดาษแล้ว ถูกต้อง"),)
NUMBER = frozenset({"weight_missing", "weight_unclear"})  # answered by a number that is typed
WORDS = frozenset({"no_unit", "no_group"})  # answered by words that are typed
BY_MEND = frozenset({"district_unknown", "districts_unknown"})  # answered by choosing the districts
OF_HEAD = frozenset(
    {"province_not_named", "provinces_several", "province_from_district", "year_not_printed", "years_several",
     "two_rounds", "round_not_printed", "no_period"}
)  # fmt: skip  # answered in the fields of the head


def table_of(number: str, name: str) -> str:
    return f"ตัวชี้วัดที่ {number} {name[:50]}"


def choices(why: str, as_read: bool) -> tuple[tuple[str, str], ...]:
    """`as_read`: every level that the question is about holds something that can be used as it was read."""
    if why in CHOICES and (as_read or AS_SHOWN not in CHOICES[why]):
        return CHOICES[why]
    if why in NUMBER or why in WORDS or why in OF_HEAD or why in BY_MEND or not as_read:
        return ()
    return (ONLY_READ,) if why in PARTLY else (AS_READ,)


def option(why: str, value: Any) -> str:
    """What was answered, in the words of its button."""
    yes = ONLY_READ if why in PARTLY else AS_READ
    return dict((yes, *CHOICES.get(why, ()), ("entered", "กรอกเกณฑ์เองแล้ว"))).get(value, str(value))
