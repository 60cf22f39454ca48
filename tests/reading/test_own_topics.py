"""An indicator that nobody has heard of is read like those that the program ships, in its own province only."""

from datetime import date
from typing import Any

import pytest

from handlers.reading import Reading, read
from handlers.reading.words.naming import refused
from handlers.reading.words.proposing import proposed
from tests.made_agreement import ID, surin

TODAY = date(2027, 2, 15)


def say(text: str, **more: Any) -> Reading:
    return read(text, today=TODAY, province="สุรินทร์", agreements=(surin(),), **more)


def told(text: str) -> list[tuple[str | None, str | None, str | None, str | None, str | None]]:
    reading = say(text)
    assert reading.intent == "report"
    assert not reading.ask, reading.reason
    return [
        (
            value.topic and value.topic.removeprefix(f"{ID}:"),
            value.kind,
            str(value.date if value.kind == "date" else value.value),
            value.of and str(value.of),
            value.unit,
        )
        for value in reading.values
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ธนาคารน้ำใต้ดิน 85%", ("team/1", "percent", "85", None, "%")),
        ("ธนาคารน้ำ 40 จาก 50 หมู่บ้าน", ("team/1", "ratio", "40", "50", "หมู่บ้าน")),
        ("ธนน ๔๐/๕๐", ("team/1", "ratio", "40", "50", "หมู่บ้าน")),
        ("ธนาคารนำใต้ดิน 85 เปอร์เซ็นต์ค่ะ", ("team/1", "percent", "85", None, "%")),  # a tone left out
        ("ร้อยละของหมู่บ้านที่มีธนาคารน้ำใต้ดินระบบปิด 85", ("team/1", "percent", "85", None, "%")),
        ("คืนป่าให้ช้าง 350 ต้น", ("team/2", "count", "350", None, "ต้น")),
        ("ปลูกต้นไม้คืนป่าช้างแล้ว 350 ต้น", ("team/2", "count", "350", None, "ต้น")),
        ("ตลาดผ้าโฮล ขั้น 2 เสร็จแล้ว", ("team/3", "step", "2", None, "ขั้น")),
        ("รับรองกลุ่ม 9 วัน", ("individual/1", "days", "9", None, "วัน")),
        ("ออกหนังสือรับรองกลุ่ม เฉลี่ย 8 วัน", ("individual/1", "days", "8", None, "วัน")),
        ("ไม่มีส้วม เหลือ 25 ครัวเรือน", ("individual/2", "count", "25", None, "ครัวเรือน")),
        ("ส่งแผนตำบลต้นแบบแล้ว 20 ม.ค.", ("individual/3", "date", "2027-01-20", None, None)),
        ("ส่งแผนตำบลต้นแบบเมื่อวาน", ("individual/3", "date", "2027-02-14", None, None)),
        ("พึงพอใจหมู่บ้านช้าง 4.25", ("individual/4", "number", "4.25", None, "คะแนน")),
        ("พึงพอใจหมู่บ้านช้าง 4.25 คะแนน", ("individual/4", "number", "4.25", None, "คะแนน")),
        ("ข้าวแปลงใหญ่ เดือน ม.ค. 120,000 บาท", ("individual/5", "baht", "120000", None, "บาท")),
        ("เยี่ยมบ้านเปราะบาง 40 จาก 80 ครัวเรือน", ("individual/6", "ratio", "40", "80", "ครัวเรือน")),
    ],
)
def test_every_kind_of_figure_is_read_of_an_own_indicator(text: str, value: tuple[str, ...]) -> None:
    assert told(text) == [value]


def test_several_own_indicators_and_a_district_in_one_message() -> None:
    assert told("ปราสาท ธนาคารน้ำใต้ดิน 85% คืนป่าให้ช้าง 350 ต้น") == [
        ("team/1", "percent", "85", None, "%"),
        ("team/2", "count", "350", None, "ต้น"),
    ]


def test_a_name_that_two_indicators_have_makes_a_question_of_both() -> None:
    reading = say("ครัวเรือนเปราะบาง 40%")
    assert (reading.ask, reading.reason) == (True, "topic_too_general")
    assert reading.topics == (f"{ID}:individual/6", f"{ID}:individual/7")


def test_a_figure_without_a_unit_is_asked_about_where_two_units_fit() -> None:
    assert say("คืนป่าให้ช้าง 350").reason == "no_unit"
    assert say("ธนาคารน้ำใต้ดิน 40").reason == "no_unit"
    assert say("รับรองกลุ่ม 9.5").reason == "no_unit"  # never a share, where none is taken


def test_what_is_said_of_an_own_indicator_is_a_question_a_target_a_supposition_too() -> None:
    assert say("เป้าตลาดผ้าโฮลเท่าไหร่").intent == "query_target"
    assert say("ถ้าธนาคารน้ำใต้ดิน 90% จะได้กี่คะแนน").intent == "what_if"
    assert say("คะแนนธนาคารน้ำใต้ดิน").intent == "query_score"


def test_another_province_does_not_know_these_names() -> None:
    reading = read("ธนาคารน้ำใต้ดิน 85%", today=TODAY, province="บุรีรัมย์")
    assert (reading.ask, reading.topics) == (True, ())
    assert not read("คืนป่าให้ช้าง 350 ต้น", today=TODAY, province="บุรีรัมย์").values


def test_what_the_shipped_topics_are_called_reads_as_ever_beside_them() -> None:
    for text in ("เบิกจ่าย 82.5%", "OTOP 4.5 แสน", "คะแนน", "จปฐ 40 จาก 50 ครัวเรือน"):
        assert say(text).values == read(text, today=TODAY, province="สุรินทร์").values


def test_an_alias_of_the_office_names_an_own_indicator_and_beside_a_name_it_asks() -> None:
    (value,) = say("งานน้ำ 85%", aliases={"งานน้ำ": f"{ID}:team/1"}).values
    assert value.topic == f"{ID}:team/1"
    assert say("คืนป่าช้าง 350 ต้น", aliases={"คืนป่าช้าง": f"{ID}:team/1"}).reason == "topic_too_general"
    assert say("งานน้ำ 85%", aliases={"งานน้ำ": "surin-2569-1:team/1"}).ask  # of a round that is no longer open


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ก", "short"), ("ครัวเรือน", "unit"), ("บาท", "unit"), ("ร้อยละ", "unit"), ("ห้าสิบ", "figure"), ("5 ดี", "figure"),
        ("ปราสาท", "place"), ("สุรินทร์", "place"), ("มีนาคม", "day"), ("เมื่อวาน", "day"), ("ประมาณ", "grammar"),
        ("ไม่", "grammar"), ("รายงาน", "grammar"), ("คะแนน", "grammar"), ("ประชุม", "grammar"), ("สองแสนบาท", "figure"),
        ("น้ำ" * 80, "long"), ("ธนาคารน้ำใต้ดิน", None), ("ครัวเรือนยากจน", None), ("อสม.", None),
    ],
)  # fmt: skip
def test_a_word_of_the_grammar_a_place_a_number_or_a_unit_is_no_name(name: str, why: str | None) -> None:
    assert refused(name) == why


@pytest.mark.parametrize(
    ("printed", "short", "among"),
    [
        ("ร้อยละของหมู่บ้านที่มีธนาคารน้ำใต้ดินระบบปิด", "ธนาคารน้ำใต้ดินระบบปิด", "ธนาคารน้ำใต้ดินระบบปิด"),
        ("จำนวนครัวเรือนที่ได้รับการส่งเสริมการปลูกหม่อนเลี้ยงไหม", "", "ปลูกหม่อนเลี้ยงไหม"),
        ("ระดับความสำเร็จของการขับเคลื่อนโครงการโคก หนอง นา โมเดล", "", "โคก หนอง นา โมเดล"),
        ("ร้อยละของกลุ่มออมทรัพย์เพื่อการผลิตที่ผ่านเกณฑ์มาตรฐาน (กขอ.)", "", "กขอ."),
        ("ความสำเร็จในการพัฒนา Smart Farmer ของจังหวัด", "", "Smart Farmer"),
        ("จำนวนชุมชนท่องเที่ยวริมน้ำที่ได้รับการพัฒนา", "ชุมชนท่องเที่ยวริมน้ำ", "ชุมชนท่องเที่ยวริมน้ำ"),
        ("ร้อยละของเรื่องร้องเรียนที่ค้างเกิน 30 วัน", "", "เรื่องร้องเรียนที่ค้าง"),
    ],
)
def test_how_officers_will_say_it_is_proposed_from_the_printed_name(printed: str, short: str, among: str) -> None:
    found = proposed(printed)
    assert among in found.names
    assert not short or found.short == short
    assert all(refused(name) is None for name in found.names)
