"""Politeness that melts into the answer before it, a round called the first, and buttons that say what they choose."""

from datetime import datetime

import pytest

from handlers.desk.nouns import Option, Question
from handlers.routes.hearing import hear
from templates.messages import short

WHETHER = Question(
    "q", "reports", "บันทึกตามนี้ไหมคะ", (Option("การเบิกจ่าย 87%", "0"), Option("ไม่ใช่ ไม่บันทึก", "drop")), {},
    datetime(2025, 3, 15),
)  # fmt: skip
ROUNDS = Question(
    "q", "reports", "ผลนี้เป็นของรอบใดคะ", (Option("รอบ 1/2568 (ถึง 31 มี.ค.)", "a"), Option("รอบ 2/2568", "b")), {},
    datetime(2025, 4, 2),
)  # fmt: skip


@pytest.mark.parametrize("said", ["โอเคค่ะ", "โอเคครับ", "โอเคคะ", "okkkk ค่ะ", "ใช่ครับบบ", "ได้ค่ะะ", "ตกลงงับ"])
def test_a_yes_whose_politeness_melts_into_it_is_a_yes(said: str) -> None:
    heard = hear(said, WHETHER)
    assert heard is not None
    assert heard.option == 1


@pytest.mark.parametrize(("said", "option"), [("รอบแรกค่ะ", 1), ("รอบ 2 ครับ", 2), ("รอบ 1/2568", 1), ("รอบก่อนค่ะ", 1)])
def test_a_round_is_chosen_in_words(said: str, option: int) -> None:
    heard = hear(said, ROUNDS)
    assert heard is not None
    assert heard.option == option


def test_a_button_leaves_out_an_aside_before_it_leaves_out_the_name() -> None:
    assert short(["รอบ 1/2568 (ถึง 31 มี.ค.)", "รอบ 2/2568"]) == ["รอบ 1/2568", "รอบ 2/2568"]


STEPS = Question(
    "q", "reports", "ขั้น 1–2 เสร็จด้วยใช่ไหมคะ", (Option("ครบทุกขั้น", "all"), Option("เฉพาะขั้น 3", "only")), {},
    datetime(2025, 4, 2),
)  # fmt: skip
UNIT = Question(
    "q", "reports", "ครัวเรือนยากจน 88 เป็นหน่วยใดคะ",
    (Option("ครัวเรือนยากจน เหลือ 88%", "percent:%"), Option("ครัวเรือนยากจน เหลือ 88 ครัวเรือน", "count:ครัวเรือน")), {},
    datetime(2025, 4, 2),
)  # fmt: skip


@pytest.mark.parametrize("said", ["ใช่ค่ะ ครบทั้งสามขั้น", "ครบทุกขั้นค่ะ", "ใช่ครับ ครบหมด", "ทั้งสามขั้นเลย"])
def test_a_yes_before_the_options_own_words_is_that_option(said: str) -> None:
    heard = hear(said, STEPS)
    assert heard is not None
    assert heard.option == 1


@pytest.mark.parametrize(("said", "option"), [("ครัวเรือนค่ะ", 2), ("เปอร์เซ็นต์", 1), ("ร้อยละครับ", 1), ("เป็น %", 1)])
def test_a_unit_that_was_asked_for_is_called_by_its_name(said: str, option: int) -> None:
    heard = hear(said, UNIT)
    assert heard is not None
    assert heard.option == option


@pytest.mark.parametrize("said", ["ใช่ค่ะ 86%", "ใช่ แต่เป็นแผน", "ใช่ค่ะ ของศรีราชา", "ใช่ค่ะ เมื่อวาน", "ใช่ แต่ยังไม่แน่ใจ"])
def test_a_yes_with_something_else_beside_it_is_no_answer(said: str) -> None:
    heard = hear(said, WHETHER)
    assert heard is None or heard.option == 0
