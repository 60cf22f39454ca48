"""Damage of a text: what is mended, what is left to a person, and that right words raise no alarm."""

import re

import pytest

from bot.intake.damage import mended
from bot.intake.taking import NotTaken
from tests.intake.papers import taken

MENDED = {
    "ความสาเร็จของการดาเนินงานในอาเภอ": "ความสำเร็จของการดำเนินงานในอำเภอ",
    "ส าเร็จ จ านวน ๑๐ แห่ง": "สำเร็จ จำนวน ๑๐ แห่ง",
    "ค่าเป้ าหมาย หน้ าที่ น้ าหนัก": "ค่าเป้าหมาย หน้าที่ น้ำหนัก",
    "สำาเร็จ สําเร็จ น้ํา นํ้าหนัก": "สำเร็จ สำเร็จ น้ำ น้ำหนัก",
    "ตัวชวี้ดั ตวัชี้วัด ระดบั ๑ รอ้ยละ ๘๐": "ตัวชี้วัด ตัวชี้วัด ระดับ ๑ ร้อยละ ๘๐",
    "ไมเกินรอยละ ๑๐ มากกวา ๕": "ไม่เกินร้อยละ ๑๐ มากกว่า ๕",
    "ไม\uf70aน\uf70bอยกว\uf70aา ๘๐": "ไม่น้อยกว่า ๘๐",
    "ร ะ ดั บ ๑ ไ ม่ น้ อ ย ก ว่ า ๘๐": "ระดับ ๑ ไม่น้อยกว่า ๘๐",
}
RIGHT = (
    "ทา นา คา ประจาน จานวาง ตำบลนาดี ที่ ไม่ มี ค่า (ก ข ค ง จ) ตามาตรวจ กิจกรรม2ครั้ง ปี2568 น้ำหนักร้อยละ ๑๐",
    "ระดับ ๕ ไม่น้อยกว่าร้อยละ ๙๐ ขั้นตอนที่1 ครั้งที่ ๑/๒๕๖๗ <15 >= 45 A B C",
)
BEYOND = ("ร1อยละ 80", "ไม1น2อยกว1า 80", "ไ ม่ น้ อ ย ก ว่ า ๘ ๐", "ค่า \ue123 ๕", "ร้อยละ \ufffd", "à¸£à¸°à¸”")


@pytest.mark.parametrize("found", MENDED)
def test_damage_is_mended_and_listed_and_no_figure_is_touched(found: str) -> None:
    repaired = mended(found)
    assert repaired.text == MENDED[found]
    assert repaired.repairs
    assert not repaired.beyond
    for before, after in [(found, repaired.text), *repaired.repairs]:
        assert re.findall("[0-9๐-๙]", before) == re.findall("[0-9๐-๙]", after)


@pytest.mark.parametrize("text", RIGHT)
def test_right_words_are_left_alone(text: str) -> None:
    assert (mended(text).text, mended(text).repairs, mended(text).beyond) == (text, (), False)


@pytest.mark.parametrize("text", BEYOND)
def test_what_could_only_be_guessed_is_refused(text: str) -> None:
    assert mended(text).beyond
    with pytest.raises(NotTaken, match="มีตัวอักษรเสียหายที่ซ่อมเองไม่ได้"):
        taken("a.txt", f"ตัวชี้วัด\n{text}".encode())


def test_repairs_name_their_line_over_all_files() -> None:
    found = taken("a.txt", "หนึ่ง\nจานวน ๑\tสาเร็จ".encode())
    assert [(r.line, r.found, r.becomes) for r in found.repairs] == [(2, "จานวน", "จำนวน"), (2, "สาเร็จ", "สำเร็จ")]
    assert found.text.lines[1].cells == ("จำนวน ๑", "สำเร็จ")
