"""Days, months, quarters: ways of saying, and the day or period that they are on 15 March 2025, a Saturday."""

import datetime

import pytest

from handlers.reading import read

TODAY = datetime.date(2025, 3, 15)
DAYS = """
14 มี.ค. 68 = 2025-03-14 | 14มี.ค.68 = 2025-03-14 | ๑๔ มี.ค. ๖๘ = 2025-03-14
14 มีค 68 = 2025-03-14 | 14 มีนาคม 2568 = 2025-03-14 | 14 มีนาคม พ.ศ. 2568 = 2025-03-14
14 มี.ค. 2025 = 2025-03-14 | 14/3/2568 = 2025-03-14 | 14-03-68 = 2025-03-14
2025-03-14 = 2025-03-14 | วันที่ 14 มี.ค. = 2025-03-14 | ณ วันที่ 14 มีนา = 2025-03-14
วันที่ 14 = 2025-03-14 | วันศุกร์ที่ 14 มี.ค. = 2025-03-14 | 28 ก.พ. = 2025-02-28
1 ต.ค. 67 = 2024-10-01 | 31 ธ.ค. 67 = 2024-12-31 | 12 11 2567 = 2024-11-12
31 กรกฏาคม 68 = ?date_future | เมื่อวาน = 2025-03-14 | เมื่อวานนี้ = 2025-03-14
วานซืน = 2025-03-13 | 3 วันก่อน = 2025-03-12 | สามวันก่อน = 2025-03-12
วันพุธที่ผ่านมา = 2025-03-12 | เมื่อวันศุกร์ = 2025-03-14 | วันนี้ = 2025-03-15
สิ้น ก.พ. = 2025-02-28 | สิ้นเดือนกุมภา = 2025-02-28 | 31 ก.พ. = ?date_impossible
14/13/2568 = ?date_impossible | วันจันทร์ที่ 14 มี.ค. = ?date_impossible
30 มี.ค. 68 = ?date_future | 14 มี.ค. 67 = ?date_outside_year | 31 มี.ค. 65 = ?date_outside_year
30 ก.ย. 67 = ?date_outside_year | 14/3/25 = ?date_unclear | 14 มี.ค. 25 = ?date_unclear
3/4/68 = ?date_future | สัปดาห์ที่แล้ว = ?date_unclear | วันก่อน = ?date_unclear
วันที่ 20 = ?date_unclear | วันศุกร์ที่แล้ว = ?date_unclear | ปลายเดือน ก.พ. = ?date_unclear
ปี 67 = ?date_outside_year | ปีที่แล้ว = ?date_unclear
"""
PERIODS = """
ก.พ. = 2025-02 2025-02-28 | เดือนกุมภาพันธ์ 2568 = 2025-02 2025-02-28
เดือนที่แล้ว = 2025-02 2025-02-28 | พ.ย. = 2024-11 2024-11-30 | ธ.ค.67 = 2024-12 2024-12-31
เดือน 10/2567 = 2024-10 2024-10-31 | เดือนธันวาคมปีที่แล้ว = 2024-12 2024-12-31
เดือนนี้ = 2025-03 - | มี.ค. 68 = 2025-03 - | ไตรมาส 1 = FY2568-Q1 2024-12-31
ไตรมาสที่ 1/2568 = FY2568-Q1 2024-12-31 | ไตรมาสแรก = FY2568-Q1 2024-12-31
Q1 = FY2568-Q1 2024-12-31 | ไตรมาส 2 = FY2568-Q2 - | ไตรมาสสอง = FY2568-Q2 -
ไตรมาสที่แล้ว = FY2568-Q1 2024-12-31 | ม.ค. - ก.พ. = 2025-01..2025-02 2025-02-28
"""


def _lines(table: str) -> list[list[str]]:
    return [line.rsplit(" = ", 1) for line in table.replace("\n", " | ").split(" | ") if line.strip()]


@pytest.mark.parametrize("form", ["{} OTOP 12,500 บาท", "OTOP 12,500 บาท {}", "OTOP ขายได้ 12,500 บาท ({}) ครับ"])
@pytest.mark.parametrize(("said", "day"), _lines(DAYS))
def test_a_day_is_that_day_or_asked(said: str, day: str, form: str) -> None:
    reading = read(form.format(said), today=TODAY, province="บุรีรัมย์")
    if day.startswith("?"):
        assert (reading.ask, reading.reason) == (True, day[1:])
    else:
        assert (reading.ask, str(reading.date), str(reading.values[0].date)) == (False, day, day)


@pytest.mark.parametrize("form", ["{} OTOP 12,500 บาท", "OTOP 12,500 บาท {}", "ยอดขาย OTOP {} ได้ 12,500 บาทค่ะ"])
@pytest.mark.parametrize(("said", "expected"), _lines(PERIODS))
def test_a_month_or_a_quarter_stands_for_its_last_day(said: str, expected: str, form: str) -> None:
    period, day = expected.split()
    reading = read(form.format(said), today=TODAY, province="บุรีรัมย์")
    assert (reading.ask, reading.period, str(reading.date or "-")) == (False, period, day)


@pytest.mark.parametrize(
    "said", ["ต.ค. - ก.พ.", "ตั้งแต่ ต.ค. ถึง ก.พ.", "ตั้งแต่เดือนตุลาคม ถึงเดือนกุมภาพันธ์", "1 ต.ค. 67 - 28 ก.พ. 68"]
)
def test_from_october_on_is_the_running_total(said: str) -> None:
    value = read(f"OTOP {said} 1.2 ล้าน", today=TODAY, province=None).values[0]
    assert (value.cumulative, str(value.date)) == (True, "2025-02-28")


@pytest.mark.parametrize(("today", "said", "day"), [
    ("2024-10-05", "1 ต.ค.", "2024-10-01"),
    ("2024-12-31", "ไตรมาส 1", "2024-12-31"),
    ("2025-01-02", "เมื่อวานซืน", "2024-12-31"),
    ("2024-02-29", "วันที่ 29 ก.พ. 67", "2024-02-29"),
])  # fmt: skip
def test_the_day_of_today_counts(today: str, said: str, day: str) -> None:
    reading = read(f"{said} OTOP 12,500 บาท", today=datetime.date.fromisoformat(today), province=None)
    assert (reading.ask, str(reading.date)) == (False, day)
