"""Faults that made-up messages brought to light: each was once stored wrong without a word."""

import datetime
from decimal import Decimal

import pytest

from handlers.reading import Reading, read

TODAY = datetime.date(2025, 3, 15)


def say(text: str, province: str = "บุรีรัมย์") -> Reading:
    return read(text, today=TODAY, province=province)


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        ("แผนงาน ร้อยละสี่สิบเจ็ด ธ.ค. 67", "47", "2024-12-31"),  # was 4 % on the 17th
        ("แผนงานร้อยละสี่สิบเจ็ด ธันวาคม 2567", "47", "2024-12-31"),
        ("จปฐ ร้อยละเก้าสิบ ม.ค. 68", "90", "2025-01-31"),  # was 9 % on the 10th
        ("จปฐ ร้อยละยี่สิบเอ็ด ม.ค. 68", "21", "2025-01-31"),
        ("OTOP 2 ล้าน 15 ม.ค. 68", "2000000", "2025-01-15"),
    ],
)
def test_a_figure_is_never_cut_in_two_for_a_day(text: str, value: str, day: str) -> None:
    reading = say(text)
    assert (reading.ask, [one.value for one in reading.values]) == (False, [Decimal(value)])
    assert reading.date == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("OTOP 2 ล้าน 5 ม.ค. 68", "date_unclear"),  # 2,500,000 in January, or 2,000,000 on the 5th?
        ("OTOP 3 แสน 5 มกราคม", "date_unclear"),
        ("OTOP 2 แสน 3 วันก่อน", "date_unclear"),
        ("OTOP สองแสนห้า ม.ค. 68", "elision"),
        ("OTOP สองแสนสามวันก่อน", "elision"),
        ("OTOP 2.02 /แสนบาท", "hedge"),
        ("OTOP 2.02/ห้าแสนบาท", "number_spelling"),
        ("OTOP สองแสน สามวันก่อน", "date_unclear"),
        ("OTOP ล้านบาท", "hedge"),
        ("เบิก 6 จ่ายงบประมาณ 42,733,144 บาท", "two_numbers"),
        ("แผนปฏิบัติการ ร้อยละ 23 ครัวเรือน", "unit_does_not_fit"),
        ("TPMAP 516 ครัวเรือน จาก ครัวเรือน", "unknown_word"),
        ("จปฐ 94,084,696 ครัวเรือน", "odd_magnitude"),
        ("TPMAP เดือนละ 586 ครัวเรือน", "unit_does_not_fit"),
        ("จปฐ ยัง 80 ครัวเรือน", "unknown_word"),
        ("OTOP 500,000 บาท เป้าหมาย", "target_or_result"),
        ("TPMAP 3,098/4,325 ครัวเรือน ยอดปีที่แล้ว", "target_or_result"),
        ("เบิกจ่าย 52.5% ครึ่งหนึ่ง", "hedge"),
        ("เดือนทีมแล้ว เบิกจ่าย 80%", "unknown_word"),  # a slip of เดือนที่แล้ว
    ],
)
def test_what_can_be_two_things_is_asked(text: str, reason: str) -> None:
    reading = say(text)
    assert (reading.ask, reading.reason) == (True, reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("เพิ่มขึ้น\nเบิกจ่าย 5%", "change_only"),
        ("เบิกจ่ายเพิ่มขึ้น\nนางรอง 5%\nสตึก 3%", "change_only"),
        ("ลดลง อ.บ้านด่าน\nจปฐ 27%", "change_only"),
        ("ค้างอยู่\nจปฐ 27 ครัวเรือน", "remaining"),
        ("ข้อมูลฐาน แคนดง\nจปฐ 27 ครัวเรือน", "target_or_result"),
        ("เป้าหมายอยู่ที่ คูเมือง\nจปฐ 27 ครัวเรือน", "target_or_result"),
    ],
)
def test_a_word_that_changes_a_figure_changes_it_from_another_line_too(text: str, reason: str) -> None:
    reading = say(text)
    assert (reading.ask, reading.reason) == (True, reason)


def test_what_the_head_of_a_list_says_holds_for_each_district() -> None:
    below = say("ครัวเรือนยากจนคงเหลือ\nหนองกี่ 38 ครัวเรือน\nสตึก 12 ครัวเรือน")
    behind = say("ครัวเรือนยากจนคงเหลือ หนองกี่ 38 ครัวเรือน สตึก 12 ครัวเรือน")
    for reading in (below, behind):
        assert [(one.district, one.value, one.sense) for one in reading.values] == [
            ("หนองกี่", 38, "remaining"),
            ("สตึก", 12, "remaining"),
        ]


def test_a_misspelt_district_that_begins_like_a_title_is_no_person() -> None:
    reading = say("ตำบลเข้มแข็ง\nกระสัง\tระดับ 3\nนางอง\tระดับ 4")
    assert reading.ask or [one.district for one in reading.values] == ["กระสัง", "นางรอง"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("อ.คูเมือง\nตำบลเข้มแข็ง ขั้น 4 และ สตึก\nเบิกจ่าย 82%", "place_unclear"),
        ("อ.คูเมือง\nเบิกจ่าย 80%\nแผนงาน 70% จปฐ 90% อ.สตึก", "place_unclear"),
        ("ณ 6 พ.ย. 67 เบิกจ่าย 40%\nแผนงาน 50% ณ 13 ก.พ. 68 จปฐ 60%", "date_unclear"),
    ],
)
def test_a_district_or_day_between_figures_is_asked_whose_it_is(text: str, reason: str) -> None:
    reading = say(text)
    assert (reading.ask, reading.reason) == (True, reason)


def test_a_day_in_another_clause_is_not_the_day_of_that_month() -> None:
    reading = say("ITA 85.77% ณ วันที่ 24 ตุลาคม 2567\nOTOP 500,000 บาท เดือน ต.ค. 67")
    assert [one.date for one in reading.values] == [datetime.date(2024, 10, 24), datetime.date(2024, 10, 31)]
    assert reading.date is None
    together = say("ไตรมาส 2 ณ 14 มี.ค. 68 เบิกจ่าย 80% แผนงาน 85%")
    assert (together.ask, together.date) == (False, datetime.date(2025, 3, 14))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("วันที่ 5 เดือน มีนาคม พ.ศ.2568", "2025-03-05"),
        ("วันจันทร์ที่ 10", "2025-03-10"),
        ("ตัดยอดวันที่ 10 มี.ค. 68", "2025-03-10"),
    ],
)
def test_a_day_may_be_said_at_length_or_in_short(said: str, day: str) -> None:
    reading = say(f"เบิกจ่าย 75% {said}")
    assert (reading.ask, reading.date) == (False, datetime.date.fromisoformat(day))


def test_a_weekday_that_is_not_on_that_day_is_asked() -> None:
    assert say("เบิกจ่าย 75% วันจันทร์ที่ 11").reason == "date_unclear"
