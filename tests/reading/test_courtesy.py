"""Courtesy, kinship and mood pass beside a report; what doubts, denies or is another's never does."""

import datetime
import random

import pytest

from handlers.reading import Reading, read
from handlers.reading.words.lexicon import load, spaced
from tests.reading.measure import placed


def say(text: str) -> Reading:
    return read(text, today=datetime.date(2025, 3, 15), province="บุรีรัมย์")


PASSES = (
    *("กราบสวัสดีครับท่าน", "ด้วยความเคารพอย่างสูง", "เรียนท่านผู้บังคับบัญชาที่เคารพ", "ลุงขอรายงาน", "สวัสดีวันจันทร์สีเหลือง"),
    *("ตามที่ท่านสั่งการครับ", "รีพอร์ตค่ะ", "ลุ้นแทบตาย", "ปิดจ๊อบ!", "อากาศร้อนมาก รักษาสุขภาพด้วยนะคะ", "ไม่ได้ล้อเล่น"),
)
PASSES_BEHIND = (
    *("ปังมาก", "จ้าแม่", "ขอให้ทุกท่านมีความสุข", "ขอบพระคุณท่านมากค่ะ", "ม่วนหลาย", "ทราบแล้วเปลี่ยน", "รวยๆ เฮงๆ"),
    *("เตรียมฉลองโต๊ะจีน", "เดี๋ยวเลี้ยงกาแฟ", "สุดยอดไปเลย", "โล่งใจสุดๆ", "ขอไปกินข้าวก่อน", "ผิดพลาดประการใดขออภัยด้วยค่ะ"),
)
NEVER = (
    *("มโน", "ซ้อม", "มั่ว", "ของเพื่อน", "ของพี่", "ของหัวหน้า", "พี่ว่า", "เพื่อนว่า", "หัวหน้าแจ้งว่า", "ผมว่า", "ให้ทำ"),
    *("แม่ให้ส่งแทนเพื่อน", "ปังมั้ง", "เก่งไหม", "ไม่ปัง", "ถ้าปัง", "น่าจะปัง", "ขอให้ได้", "เตรียม", "ลุ้น", "ล้อเล่น", "ไม่ ล้อเล่น"),
)


@pytest.mark.parametrize("phrase", PASSES)
def test_courtesy_passes_before_a_report(phrase: str) -> None:
    for text in placed(phrase, ["front"]):
        reading = say(text)
        assert (reading.intent, reading.ask) == ("report", False), (text, reading.reason)


@pytest.mark.parametrize("phrase", PASSES_BEHIND)
def test_courtesy_passes_behind_a_report(phrase: str) -> None:
    for text in placed(phrase, ["end"]):
        reading = say(text)
        assert (reading.intent, reading.ask) == ("report", False), (text, reading.reason)


@pytest.mark.parametrize("phrase", NEVER)
def test_what_changes_a_report_never_passes(phrase: str) -> None:
    for text in placed(phrase, ["front", "middle", "end"]):
        reading = say(text)
        assert reading.ask or reading.intent not in ("report", "correct"), text


@pytest.mark.parametrize(
    "text",
    [
        "เบิกจ่าย แปด ปัง สิบ %",
        "OTOP สอง แม่ แสนบาท",
        "จปฐ 20 ปัง ครัวเรือน",
        "OTOP ปัง อีก 5 แสนบาท",
        "สัมมาชีพ ครู 20 คน",
        "สัมมาชีพ 20 ครัวเรือน เลี้ยงหมู",
    ],
)
def test_nothing_passes_inside_a_figure_or_where_it_is_what_is_counted(text: str) -> None:
    assert say(text).ask


def test_mood_beside_a_topic_without_a_figure_is_talk() -> None:
    assert say("เบิกจ่ายปังมาก").intent == "chitchat"
    assert say("ประชุม คสป. วันนี้แล้ว ข้าวกล่องอร่อยมาก").values[0].value == 1


SPOILERS = (
    *("ประมาณ", "น่าจะ", "มั้ง", "ไม่เกิน", "ยังไม่", "ไม่ได้", "พรุ่งนี้", "จะ", "เขาว่า", "ล้อเล่น", "ให้ทำ", "ไหม", "หรือยัง"),
    *("ขอให้ได้", "อยากได้", "ของเพื่อน", "ปีที่แล้ว", "ทดสอบ", "ขาด", "ถ้า"),
)
PLACES = (
    "{spoiler} {remark} {topic} {figure}",
    "{remark}{spoiler} {topic} {figure}",
    "{spoiler}{remark} {topic} {figure}",
    "{topic} {spoiler}{remark} {figure}",
    "{topic} {remark}{spoiler} {figure}",
    "{topic} {figure} {remark}{spoiler}",
    "{topic} {figure} {spoiler}{remark}",
    "{topic} {figure} {remark} {spoiler}",
    "{remark} {topic} {spoiler} {figure}",
    "{spoiler} {topic} {figure} {remark}",
)
REMARKS = [
    word
    for what, lists in load("remarks.toml").items()
    if what != "nicknames"
    for spellings in lists.values()
    for word in spaced(spellings)
]


def test_no_remark_lets_a_spoiler_pass_wherever_both_stand() -> None:
    """Each remark with one of the spoilers at one of the places."""
    chance = random.Random(2571)
    stored = []
    for remark in REMARKS:
        topic, figure = chance.choice([("เบิกจ่าย", "80%"), ("จปฐ. จัดเก็บได้", "96.5%"), ("สัมมาชีพ", "ขั้น 2 เสร็จ")])
        spoiler, place = chance.choice(SPOILERS), chance.choice(PLACES)
        reading = say(text := place.format(spoiler=spoiler, remark=remark, topic=topic, figure=figure))
        if reading.intent in ("report", "correct") and not reading.ask:
            stored.append(text)
    assert stored == []
