"""One rule, wherever it is asked: who is of a กลุ่มงาน, and which indicator words mean."""

from dataclasses import replace
from pathlib import Path

import pytest

from handlers.deadlines.reminders import Directory
from handlers.routes.help import own_indicators
from scoring.deadlines.obligations import calendar
from scoring.results.overview import of_group, same_group
from tests.handlers.office import Office, quick, read_aloud

SAME = [
    ("กลุ่มงานสารสนเทศการพัฒนาชุมชน", "กลุ่มงาน สารสนเทศฯ"),
    ("กลุ่มงานสารสนเทศฯ", "กลุ่มงาน สารสนเทศการพัฒนาชุมชน"),
    ("กลุ่มงานประสานฯ", "กลุ่มงาน ยุทธศาสตร์/ กลุ่มงาน ประสานฯ"),
]


@pytest.mark.parametrize(("own", "printed"), SAME)
def test_a_group_is_the_same_however_it_is_printed(own: str, printed: str) -> None:
    assert same_group(own, printed)


OTHERS = [
    ("", "กลุ่มงาน ประสานฯ"),
    ("กลุ่มงานประสานฯ", ""),
    ("กลุ่มงาน", "กลุ่มงานประสานฯ"),
    ("กลุ่มงานยุทธศาสตร์ฯ", "กลุ่มงาน สารสนเทศฯ"),
]


@pytest.mark.parametrize(("own", "printed"), OTHERS)
def test_and_nobody_elses(own: str, printed: str) -> None:
    assert not same_group(own, printed)


def test_who_may_report_for_the_province_is_helped_with_it_and_reminded_of_it(tmp_path: Path) -> None:
    """Printed as กลุ่มงานสารสนเทศการพัฒนาชุมชน; the person says กลุ่มงาน สารสนเทศฯ."""
    office = Office(tmp_path, "2018-03-20", "buriram-2561")
    office.enroll("กลุ่ม", "บุรีรัมย์", role="owner", group="กลุ่มงาน สารสนเทศฯ")
    office.enroll("นภา", "บุรีรัมย์", role="supervisor")
    desk = office.desk("กลุ่ม")
    agreement = office.book.get("buriram-2561")
    assert agreement is not None
    mine = of_group(agreement, "กลุ่มงาน สารสนเทศฯ")
    assert mine
    assert set(own_indicators(desk)) == {i for i in mine if i.scored != "district"}
    owner = Directory([desk.me, office.desk("นภา").me])
    asked = [d for d in calendar(agreement, {}) if d.role == "owner" and same_group("สารสนเทศ", d.group)]
    assert all(owner.responsible(d, None) == [desk.me.id] for d in asked)
    told = [replace(d, group="กลุ่มงานสารสนเทศการพัฒนาชุมชน", role="owner") for d in calendar(agreement, {})[:3]]
    assert [owner.responsible(d, None) for d in told] == [[desk.me.id]] * 3


def test_which_of_two_variants_is_asked_about_and_the_answer_is_heard(tmp_path: Path) -> None:
    office = Office(tmp_path, "2025-03-05", "chonburi-2568-1")
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    said = office.answer("นภา", "ชุมชนท่องเที่ยว ทุกอำเภอ")
    assert "หมายถึงตัวชี้วัดใดคะ" in read_aloud(said)
    assert quick(said[0]) == ["1. 2A ชุมชนท่องเที…", "2. 2B ชุมชนท่องเที…"]
    assert read_aloud(office.answer("นภา", "ข้อสองค่ะ")).startswith("ชุมชนท่องเที่ยว")
    assert read_aloud(office.answer("นภา", "individual/2B ทุกอำเภอ")).startswith("ชุมชนท่องเที่ยว")


def test_a_name_within_the_words_and_a_number_are_heard_everywhere_alike(tmp_path: Path) -> None:
    office = Office(tmp_path, "2025-03-05", "chonburi-2568-1")
    office.enroll("นภา", "ชลบุรี", role="supervisor")
    for words in ("ขอดูหนี้กองทุนสตรี ทุกอำเภอ", "individual/5 ทุกอำเภอ"):
        assert read_aloud(office.answer("นภา", words)).startswith("หนี้กองทุนสตรี"), words
