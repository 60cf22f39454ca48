"""The one-tap answers to a draft's questions: what stands on each button, and what is stored when it is tapped."""

from collections.abc import Mapping
from typing import Any

DEFAULT_WHY = "ตอบคำถามของร่าง ตามเอกสาร"
AS_READ = ("yes", "ใช่ ใช้ตามที่อ่านได้")
_TURNED = (("less", "น้อยกว่าดีกว่า"), ("more", "มากกว่าดีกว่า"))
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "direction": _TURNED, "rising_but_less": tuple(reversed(_TURNED)), "directions_differ": _TURNED,
    "no_operator": _TURNED,
    "share_of_what": (("ratio", "ร้อยละของเป้าหมาย"), ("growth", "เพิ่มขึ้นจากปีก่อน")),
    "words_of_a_supervisor": (("district", "วัดรายอำเภอ"), ("province", "วัดที่จังหวัด")),
    "no_levels": (("yes", "ไม่คิดระดับ (ไม่มีเกณฑ์ในเอกสาร)"),),
    "scale_without_words": (("yes", "ใช่ ผู้มีชื่อใส่ระดับ 1–5 เอง"),),
    "deductions": (("yes", "ใช่ ผู้มีชื่อใส่ระดับ 1–5 เอง"),),
    "repairs": (("yes", "ถูกต้อง ใช้ตามที่ซ่อม"),),
    "no_weights": (("yes", "ใช่ ไม่คิดน้ำหนัก แสดงระดับอย่างเดียว"),),
    "weights_of_one": (("yes", "ใช่ คูณ 100 เป็นร้อยละ"),),
    "weights_sum": (("yes", "ถูกต้องตามเอกสาร"),),
    "equal": (("yes", "ถูกต้องตามเอกสาร"),), "backwards": (("yes", "ถูกต้องตามเอกสาร"),),
    "no_order": (("yes", "ถูกต้องตามเอกสาร"),), "number_twice": (("yes", "ใช้ทั้งสองตัว"),),
    "provincial_officer": (("yes", "ใช่ ใช้เกณฑ์เดียวกัน"),),
}  # fmt: skip
LOOKED = (("yes", "เทียบกับกระดาษแล้ว ถูกต้อง"),)
NUMBER = frozenset({"weight_missing", "weight_unclear"})  # answered by a number that is typed
WORDS = frozenset({"no_unit", "no_group"})  # answered by words that are typed
OF_HEAD = frozenset(
    {"province_not_named", "provinces_several", "province_from_district", "year_not_printed", "years_several",
     "two_rounds", "round_not_printed", "no_period"}
)  # fmt: skip  # answered in the fields of the head


def choices(why: str, as_read: bool) -> tuple[tuple[str, str], ...]:
    """`as_read`: every level that the question is about holds something that can be used as it was read."""
    if why in CHOICES:
        return CHOICES[why]
    if why in NUMBER or why in WORDS or why in OF_HEAD:
        return ()
    return (AS_READ,) if as_read else ()


def option(why: str, value: Any) -> str:
    """What was answered, in the words of its button."""
    return dict((*CHOICES.get(why, ()), AS_READ, ("entered", "กรอกเกณฑ์เองแล้ว"))).get(value, str(value))
