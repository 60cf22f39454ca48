"""An owner of one กลุ่มงาน sees its indicators only, whatever is asked in chat; test_group of the pages is its twin."""

import json
from pathlib import Path

import pytest

from scoring.agreement import Indicator
from tests.handlers.office import Json, Office, read_aloud, texts

ID, P, D = "buriram-2561", "บุรีรัมย์", "บ้านกรวด"
GROUP = "กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน"
PROVINCE = ("คะแนนจังหวัด", "ใครยังไม่รายงาน", "ใกล้ระดับถัดไป", "เปลี่ยนแปลงสัปดาห์นี้", "ผิดปกติ", "ภาพรวมจังหวัด")
DISTRICT = ("คะแนน", "เหลืออะไรบ้าง", "ทำอะไรก่อนดี", "ประวัติ", "หลักฐาน")
CLOSELY = ("คะแนน {}", "เป้า {} เท่าไหร่", "ที่มา {}", "กราฟ {}", "ประวัติ {}", "หลักฐาน {}", "แนบหลักฐาน {} ขั้น 1")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2018-03-20", ID)
    made.enroll("เจ้าของ", P, role="owner", group=GROUP)
    made.enroll("กำกับ", P, role="supervisor")
    agreement = made.book.get(ID)
    assert agreement is not None
    for n, one in enumerate(agreement.indicators.values()):
        name = next((k for k, u in one.inputs.items() if u.derive not in ("flag", "date", "dates")), None)
        if name is not None:
            for day in ("2018-03-15", "2018-03-16"):
                made.report(one.id, name, f"{7_654_300 + n}", agreement=ID, district=D, day=day)
    return made


def divided(office: Office) -> tuple[list[Indicator], list[Indicator]]:
    agreement = office.book.get(ID)
    assert agreement is not None
    every = list(agreement.indicators.values())
    return [i for i in every if i.group == GROUP], [i for i in every if i.group != GROUP]


def leaks(office: Office, said: str) -> list[str]:
    mine, others = divided(office)
    foreign = {i.short for i in others} - {i.short for i in mine}
    heard = office.answer("เจ้าของ", said)
    return [f"{said}: {one}" for one in sorted(foreign) if any(one in text for text in texts(heard) + _buttons(heard))]


def _buttons(heard: list[Json]) -> list[str]:
    return [json.dumps(m, ensure_ascii=False) for m in heard]


def test_no_list_shows_an_owner_the_rows_of_another_group(office: Office) -> None:
    asked = [*PROVINCE, *DISTRICT, *(f"{said} {D}" for said in DISTRICT), "เป้า เท่าไหร่", f"กราฟ {D}", f"ที่มา {D}"]
    asked += [f"คะแนน {D} รอบนี้ ณ 18 มี.ค.", "คะแนน ทุกอำเภอ"]
    found = [leak for said in asked for leak in leaks(office, said)]
    assert not found, found


def test_what_another_group_has_is_named_as_theirs_and_no_figure_is_told(office: Office) -> None:
    _, others = divided(office)
    mine = {i.short for i in divided(office)[0]}
    wrong = []
    for one in (o for o in others if o.short not in mine):
        for said in (form.format(one.short) for form in CLOSELY):
            heard = read_aloud(office.answer("เจ้าของ", f"{said} {D}"))
            if "7,654,3" in heard or "ระดับ 1" in heard or "ท่านดูได้เฉพาะตัวชี้วัดของ" not in heard:
                wrong.append(f"{said}: {heard[:200]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("said", ["รายได้ OTOP ทุกอำเภอ", "ใครยังไม่รายงาน รายได้ OTOP"])
def test_of_every_district_too_it_is_said_whose_it_is(office: Office, said: str) -> None:
    assert read_aloud(office.answer("เจ้าของ", said)).strip() == (
        f"รายได้ OTOP เป็นของกลุ่มงานส่งเสริมการพัฒนาชุมชน ค่ะ ท่านดูได้เฉพาะตัวชี้วัดของ{GROUP}"
    )


def test_what_others_lack_is_counted_and_not_named(tmp_path: Path) -> None:
    """Poor households of บ้านกรวด and two indicators of other groups have no level."""
    office = Office(tmp_path, "2018-03-20", ID)
    office.enroll("เจ้าของ", P, role="owner", group=GROUP)
    heard = read_aloud(office.answer("เจ้าของ", f"คะแนน {D}"))
    assert "ยังไม่มีระดับ 1 ตัว: ครัวเรือนยากจน · กลุ่มงานอื่นยังไม่มีระดับ" in heard


def test_a_supposed_figure_of_another_group_is_not_scored(office: Office) -> None:
    assert "ท่านดูได้เฉพาะตัวชี้วัดของ" in read_aloud(office.answer("เจ้าของ", f"ถ้ารายได้ OTOP 20,000,000 บาท {D} จะได้กี่คะแนน"))


def test_the_own_group_is_shown_and_named(office: Office) -> None:
    mine, others = divided(office)
    heard = read_aloud(office.answer("เจ้าของ", f"คะแนน {D}"))
    assert f"เฉพาะตัวชี้วัดของ{GROUP}" in heard
    assert any(i.short in heard for i in mine)
    boss = read_aloud(office.answer("กำกับ", f"คะแนน {D}"))
    assert any(i.short in boss for i in others)
