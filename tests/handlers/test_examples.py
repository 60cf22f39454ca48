"""Every example that the help text shows is taken by the route that shows it, for a person of its role."""

from pathlib import Path

import pytest

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message
from handlers.routes.help import examples_for, own_indicators
from handlers.routes.table import ROUTES
from scoring.document.loading import shipped
from templates.words.helping import TOPICS
from templates.words.report.examples import example
from tests.handlers.office import Office, read_aloud

EVERY = [(route, one) for route in ROUTES for one in route.examples]
ROLES = ("officer", "head", "owner", "supervisor", "admin")
GROUP = "กลุ่มงานส่งเสริมการพัฒนาชุมชน"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("examples"), "2025-03-15", "chonburi-2568-1")
    for role in ROLES:
        districts = ("บ้านบึง",) if role in ("officer", "head") else ()
        made.enroll(role, "ชลบุรี", *districts, role=role, group=GROUP if role == "owner" else "")
    return made


@pytest.fixture(scope="module")
def office_of_buriram(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("buriram"), "2018-03-15", "buriram-2561")
    made.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    return made


def taker(desk: Desk, words: str) -> str:
    """The name of the route that takes the words."""
    message = Message("w1", "text", desk.now, "U1", "U1", text=words)
    for route in ROUTES:
        if (desk.person is not None or route.open_to_strangers) and route.answer(message, desk) is not None:
            return route.name
    return ""


@pytest.mark.parametrize(("route", "one"), EVERY, ids=[f"{r.name}: {e.says} {e.role}".strip() for r, e in EVERY])
def test_an_example_is_taken_by_its_route(office: Office, route: Route, one: Example) -> None:
    if one.role == "stranger":
        desk = office.desk("officer")
        desk.person = None
        assert taker(desk, one.says) == route.name
        return
    for role in (one.role,) if one.role else ROLES:
        assert taker(office.desk(role), one.says) == route.name, role


@pytest.mark.parametrize("words", ["กำหนดส่งวันไหน", "ต้องส่งเมื่อไหร่", "กำหนดส่ง"])
def test_a_question_about_days_is_not_taken_for_one_about_amounts(office: Office, words: str) -> None:
    assert taker(office.desk("officer"), words) != "target"
    if "กำหนดส่ง" in words:
        assert taker(office.desk("officer"), words) == "deadlines"


def test_no_example_is_shown_twice_to_the_same_person(office: Office) -> None:
    for role in ROLES:
        says = [e.says for e in examples_for(office.desk(role).person, ROUTES)]
        assert len(says) == len(set(says)), role


def test_help_begins_with_three_reports_of_ones_own_and_ends_with_forgetting(tmp_path: Path) -> None:
    office = Office(tmp_path, "2018-03-15", "buriram-2561")
    office.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    said = read_aloud(office.answer("สมชาย", "ช่วยเหลือ"))
    assert said.startswith("พิมพ์ผลงานเป็นภาษาพูดได้เลยค่ะ เช่น\n• “")
    assert said.count("• “") == 3
    assert "ครัวเรือนยากจน เหลือ 88 ครัวเรือน" in said  # half of the 176 that line 404 prints for this district
    assert "เบิกจ่าย" not in said  # Buriram's agreement does not have it
    assert "อนุมัติ" not in said
    assert said.splitlines()[-1] == "• วิธีใช้ข้อมูลของฉัน – ตัวท่านและข้อมูลของท่าน"
    assert "ลบข้อมูลของฉัน" not in said


@pytest.mark.parametrize(
    ("says", "shows"),
    [
        ("วิธีรายงาน", "พิมพ์ตามนี้แล้วเปลี่ยนตัวเลข"),
        ("รายงานยังไงคะ", "พิมพ์ตามนี้แล้วเปลี่ยนตัวเลข"),
        ("แก้ตัวเลขยังไง", "“แก้เป็น 85%” – แก้ตัวเลขที่เพิ่งรายงาน"),
        ("แก้ยังไงครับ", "“ยกเลิก” – ถอนรายงานล่าสุด"),
        ("ดูคะแนนยังไง", "“คะแนน” – ดูทุกตัวชี้วัดของอำเภอ"),
        ("ส่งรูปยังไง", "“หลักฐาน” – ดูหลักฐาน"),
        ("ลบข้อมูลของฉันยังไง", "“ลบข้อมูลของฉัน” – ลบชื่อและบัญชี"),
        ("บอททำอะไรได้บ้าง", "พิมพ์ผลงานเป็นภาษาพูดได้เลยค่ะ"),
        ("ทำไรได้บ้าง", "พิมพ์ผลงานเป็นภาษาพูดได้เลยค่ะ"),
        ("ใช้งานยังไงคะ", "พิมพ์ผลงานเป็นภาษาพูดได้เลยค่ะ"),
    ],
)
def test_how_to_leads_to_its_topic(office_of_buriram: Office, says: str, shows: str) -> None:
    assert shows in read_aloud(office_of_buriram.answer("สมชาย", says))


@pytest.mark.parametrize("says", ["คะแนนเป็นยังไงบ้าง", "คะแนน", "เบิกจ่าย 80% ยังไงก็ได้"])
def test_what_is_asked_of_the_office_is_no_question_about_the_bot(office_of_buriram: Office, says: str) -> None:
    assert taker(office_of_buriram.desk("สมชาย"), says) != "helping"


def test_every_route_with_examples_has_its_topic() -> None:
    told = {name for topic in TOPICS for name in topic.routes}
    assert {r.name for r in ROUTES if r.examples} - told == {"helping"}
    assert told - {r.name for r in ROUTES} == set()


@pytest.mark.parametrize("agreement", sorted(shipped()))
def test_every_example_report_would_be_read_as_what_it_is_an_example_of(tmp_path: Path, agreement: str) -> None:
    signed = shipped()[agreement]
    office = Office(tmp_path, signed.start.isoformat(), agreement)
    for n, district in enumerate(signed.districts):
        office.enroll(f"p{n}", signed.province, district)
        desk = office.desk(f"p{n}")
        for indicator in own_indicators(desk):
            words = example(indicator, district, office.today.day())
            if not words:
                continue
            reading = desk.reading(Message(f"{n}", "text", desk.now, "U1", "U1", text=words))
            assert (reading.intent, reading.ask, reading.topic) == ("report", False, indicator.topic), words
