"""What belongs to the form of a letter, a table or a careful hand changes no figure, and nothing real is lost by it."""

import datetime
import random
import subprocess
import sys
from decimal import Decimal

import pytest

from handlers.reading import Reading, read
from handlers.reading.words import respelling

TODAY = datetime.date(2025, 3, 15)


def say(text: str, province: str = "บุรีรัมย์") -> Reading:
    return read(text, today=TODAY, province=province)


@pytest.mark.parametrize(
    "text",
    [
        "ที่ บร ๐๐๑๙.๓/๑๒๔\nเรื่อง รายงานผลการเบิกจ่ายงบประมาณ\nเรียน พัฒนาการจังหวัด\nเบิกจ่ายแล้วร้อยละ ๘๒.๕",
        "บันทึกข้อความ\nส่วนราชการ กลุ่มบริหารทั่วไป\nเบิกจ่าย 82.5%",
        "ผู้รายงาน นายวิชัย แสนสุข\nเบิกจ่าย 82.5%",
        "เบิกจ่าย 82.5%\n(นายสมชาย ใจดี)",
        "นายวิชัย แสนสุข เบิกจ่าย 82.5%",
        "เบิกจ่าย 82.5% (แปดสิบสองจุดห้าเปอร์เซ็นต์)",
        "เบิกจ่าย 82.5% (แปดสิบสองจุดห้า)",
        "% เบิกจ่าย 82.5",
        "เบิกจ่ายขยับขึ้นมาอยู่ที่ 82.5%",
        "เบิกจ่ายงบประมาณภาพรวม 82.5%",
    ],
)
def test_a_form_around_a_figure_changes_nothing(text: str) -> None:
    reading = say(text)
    assert (reading.ask, [(one.topic, one.value) for one in reading.values]) == (
        False,
        [("budget_spent", Decimal("82.5"))],
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("เรื่อง รายงานผล OTOP\nเรียน พัฒนาการจังหวัด\nเบิกจ่าย 82.5%", "no_number"),
        ("เรื่อง ทดสอบระบบ\nเรียน พัฒนาการจังหวัด\nเบิกจ่าย 82.5%", "not_a_report"),
        ("เรื่อง ประมาณการเบิกจ่าย\nเรียน พัฒนาการจังหวัด\nเบิกจ่าย 82.5%", "hedge"),
        ("เบิกจ่าย 82.5% (แปดสิบสามจุดห้าเปอร์เซ็นต์)", "two_numbers"),
        ("จปฐ. จำนวน 20 (ยี่สิบเอ็ด) ครัวเรือน", "two_numbers"),
        ("รายงานเบิกจ่าย 3 อำเภอ\nนางรอง 80%\nสตึก 81%", "two_numbers"),
        ("OTOP เป็นล้านบาท", "hedge"),
        ("OTOP ร่วมล้านบาท", "hedge"),
        ("จปฐ 85 บาท", "unit_does_not_fit"),
        ("เบิกจ่าย 12 ครัวเรือน", "unit_does_not_fit"),
        ("OTOP 20 ครัวเรือน", "unit_does_not_fit"),
        ("เบิกจ่าย 8?%", "number_spelling"),
    ],
)
def test_what_only_looks_like_a_form_is_asked(text: str, reason: str) -> None:
    reading = say(text)
    assert (reading.ask, reading.reason) == (True, reason)


def test_the_day_of_a_letter_is_not_the_day_of_the_figure() -> None:
    letter = say("ตามหนังสือจังหวัด ที่ บร 0019/ว 957 ลงวันที่ 7 มีนาคม 2568 จปฐ 9,870 ครัวเรือน")
    assert (letter.ask, letter.date, letter.values[0].date) == (False, None, None)
    both = say("ตามหนังสือที่ บร 0019/ว 957 ลงวันที่ 7 มี.ค. 68 จปฐ ณ วันที่ 14 มี.ค. 68 9,870 ครัวเรือน")
    assert (both.ask, both.date) == (False, datetime.date(2025, 3, 14))


def test_the_number_of_districts_above_a_list_is_no_figure() -> None:
    reading = say("รายงานเบิกจ่าย 3 อำเภอ\nนางรอง 80%\nสตึก 81%\nกระสัง 82%")
    assert [(one.district, one.value) for one in reading.values] == [("นางรอง", 80), ("สตึก", 81), ("กระสัง", 82)]


def test_a_sum_in_words_is_read_to_the_satang() -> None:
    reading = say("OTOP สี่แสนห้าหมื่นสองร้อยห้าสิบบาทห้าสิบสตางค์")
    assert (reading.ask, reading.values[0].value) == (False, Decimal("450250.5"))


def test_thousands_of_millions_are_read_where_nobody_can_have_slipped_by_a_thousand() -> None:
    assert say("ยอดขาย OTOP หนึ่งพันห้าร้อยสามสิบเอ็ดล้านสามแสนสี่หมื่นเก้าพันเก้าร้อยแปดสิบสี่บาท").values[0].value == 1531349984
    assert say("ยอดขาย OTOP หนึ่งพันห้าร้อยล้านบาท").reason == "odd_magnitude"


def test_the_tables_of_reading_are_small_and_soon_there() -> None:
    """In a process of its own: an index of 245 MiB once stood behind the mending of slips."""
    asks = "import handlers.reading as r; r.warm(); print(open('/proc/self/statm').read().split()[1])"
    told = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout
    assert int(told) * 4096 < 90 * 2**20


@pytest.mark.parametrize("slip", ["left out", "put in", "changed", "exchanged"])
def test_every_word_that_is_one_slip_away_is_found(slip: str) -> None:
    words = sorted({word for several in respelling._index().values() for word in several})
    pick = random.Random(slip)
    for word in pick.sample(words, 400):
        at, letter = pick.randrange(len(word) - 1), pick.choice(respelling._LETTERS)
        written = {
            "left out": word[:at] + word[at + 1 :],
            "put in": word[:at] + letter + word[at:],
            "changed": word[:at] + letter + word[at + 1 :],
            "exchanged": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        }[slip]
        assert word in respelling._alike(written) or written == word, (word, written)
