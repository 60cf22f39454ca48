"""The coverage gate: what a level's words ask for, and what in them is left for a question."""

import pytest

from scoring.drafting.criteria.amounts import read
from scoring.drafting.criteria.clauses import cut_short
from scoring.drafting.words import plain

READ = {
    "น้อยกว่าร้อยละ ๗๕": [("<", "75", None, "percent")],
    "ไม่ น้อยกว่า ร้อยละ ๗๐": [(">=", "70", None, "percent")],
    "ไม่น้อย กว่าร้อยละ 70": [(">=", "70", None, "percent")],
    "ตํ่ากว่าร้อยละ 10": [("<", "10", None, "percent")],
    "หนี้เกินกำหนดชำระมากกว่าหรือเท่ากับร้อยละ ๒๐": [(">=", "20", None, "percent")],
    "ร้อยละ ๙๐ ขึ้นไปของจำนวนเป้าหมาย": [(">=", "90", None, "percent")],
    "มีจำนวนครัวเรือน ๙๙.๔๒ % - ๙๙.๖๐ % ของจำนวนเป้าหมาย": [("band", "99.42", "99.60", "percent")],
    "ตั้งแต่ร้อยละ 80 ถึง 89": [("band", "80", "89", "percent")],
    "มากกว่า 70 แต่ไม่เกิน 80 คะแนน": [(">", "70", None, "number"), ("<=", "80", None, "number")],
    "ร้อยละ ๘๐ ขึ้นไป แต่ไม่ถึงร้อยละ ๙๐": [(">=", "80", None, "percent"), ("<", "90", None, "percent")],
    "< 15": [("<", "15", None, "number")],
    "ภายใน 15 วัน": [("<=", "15", None, "days")],
    "ภายในเดือนกรกฎาคม 2569": [("<=", "2026-07-31", None, "date")],
    "ภายในไตรมาส 2": [("<=", "2026-03-31", None, "date")],
    "ระหว่างเดือนมกราคม - มีนาคม ๒๕๖๘": [("band", "2025-01-01", "2025-03-31", "date")],
    "ไม่น้อยกว่า ๑ ใน ๓ ของสมาชิก": [(">=", "1/3", None, "percent")],
    "ไม่น้อยกว่าครึ่งหนึ่งของที่เข้าร่วม": [(">=", "50", None, "percent")],
    "ไม่น้อยกว่า 2.5 ล้านบาท": [(">=", "2500000", None, "baht")],
    "อย่างน้อยไตรมาสละ ๑ ครั้ง": [(">=", "1", None, "count")],
    "ระดมหุ้นได้ไม่น้อยกว่า ๕๐ หุ้น": [(">=", "50", None, "count")],
    "บุคลากรในสังกัดทุกคน ลงทะเบียน": [(">=", "100", None, "percent")],
    # numbers that are none: years, quarters, names, lists, slogans
    "ด้วยปฏิบัติการ ๔ท ครั้งที่ ๑ สิ้นไตรมาส ๒ ปีงบประมาณ พ.ศ. ๒๕๖๘": [],
    "มีทะเบียนการบริหารหนี้ ๑ ครัวเรือน ๑ สัญญา": [],
    "(๑) มีแผน (๒) มีรายงาน": [],
    "ได้แก่ ๑) แหล่งท่องเที่ยว ๒) อาหาร จำนวน ๓ ชิ้น": [(">=", "3", None, "count")],
    "ลดลงร้อยละ ๒ จากปีการผลิต ๒๕๖๘/๖๙": [(">=", "2", None, "percent")],
}
LEFT = [
    "มากกว่าเป้าหมาย คือ ร้อยละ ๑๒๐", "มากกว่าร้อยละ 80 ขึ้นไป", "ประมาณร้อยละ 80", "ลดลงจากร้อยละ 10 เหลือร้อยละ 5",
    "ลดลงเหลือร้อยละ 5", "±5%", "ร้อยละ -5", "ร้อยละ 80+", "ร้อยละ 8O", "80% < ผลงาน ≤ 90%", "ได้ร้อยละแปดสิบ",
    "สูงกว่าปีที่ผ่านมา", "1:20", "ร1อยละ 80", "ครอบคลุมทั้ง ๕ คุณธรรม", "๕๐ กว่าคน", "ไม่ควรน้อยกว่า", "ไม่ให้เกินร้อยละ ๕",
]  # fmt: skip
CUT = ["คงเหลือ ไม่", "ไม่น้อยกว่าร้อยละ", "มีแผนและ", "มีแผน (ฉบับปรับปรุง", "จัดประชุม จำนวน", "มีการ…"]
WHOLE = ["มีพื้นที่", "กำกับ", "บันทึกในระบบ BPM", "มีแผน (ฉบับปรับปรุง)", "ร้อยละ ๑๐๐", "รายงานเจ้าหน้าที่"]


@pytest.mark.parametrize("words", READ)
def test_every_number_and_operator_is_used_or_claimed(words: str) -> None:
    found = read(plain(words), 2569)
    assert [(f.op, f.value, f.to, f.kind) for f in found.found] == READ[words]
    assert found.left == []


@pytest.mark.parametrize("words", LEFT)
def test_what_nothing_explains_is_left_for_a_question(words: str) -> None:
    assert read(plain(words), 2569).left != []


def test_a_level_cut_short_is_noticed_and_a_whole_one_is_not() -> None:
    assert [words for words in CUT if not cut_short(plain(words))] == []
    assert [words for words in WHOLE if cut_short(plain(words))] == []
