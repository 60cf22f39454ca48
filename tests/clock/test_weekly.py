"""The supervisor's week: exceptions only, once a week, and not for who switched it off."""

from datetime import date, timedelta

import pytest

from bot.pictures import KeepPicture
from handlers.province.digest_makers import MAKERS
from tests.clock.office import Office

MONDAY = date(2022, 2, 21)
BOTH = "nongkhai-2565-1"


@pytest.fixture(autouse=True)
def _with_the_week(nongkhai: Office) -> None:
    nongkhai.clock = nongkhai.new_clock(makers=MAKERS)


def says(nongkhai: Office, day: date, name: str = "ผู้กำกับ") -> list[str]:
    nongkhai.today.set(day)
    nongkhai.tick()
    return [m for m in nongkhai.pushed_to(name) if "สรุปสัปดาห์" in m]


def fall(nongkhai: Office) -> None:
    """A share of the budget that was 80 % and is now 60 %: it cannot fall."""
    for id, value, day in (("a", "80", MONDAY - timedelta(days=40)), ("b", "60", MONDAY - timedelta(days=3))):
        nongkhai.today.set(day)
        nongkhai.reports(BOTH, "ท่าบ่อ", "team/1", "budget_percent", day, id=id, value=value)


def test_a_fall_is_told_once_on_the_first_day_of_the_week(nongkhai: Office) -> None:
    fall(nongkhai)
    told = says(nongkhai, MONDAY)
    assert len(told) == 1
    assert "ระดับลดลง 1 รายการ, ผิดปกติ 1 รายการ" in told[0]
    assert len(says(nongkhai, MONDAY + timedelta(days=1))) == 1


def test_who_switched_it_off_is_not_told(nongkhai: Office) -> None:
    fall(nongkhai)
    nongkhai.says("ผู้กำกับ", "ปิดสรุปประจำสัปดาห์")
    assert says(nongkhai, MONDAY) == []
    nongkhai.says("ผู้กำกับ", "เปิดสรุปประจำสัปดาห์")
    assert len(says(nongkhai, MONDAY + timedelta(days=1))) == 1


def test_it_does_not_begin_in_the_middle_of_a_week(nongkhai: Office) -> None:
    fall(nongkhai)
    assert says(nongkhai, MONDAY + timedelta(days=3)) == []


def test_the_week_comes_with_the_province_as_a_picture(nongkhai: Office) -> None:
    drawings: list[str] = []

    def draw(seed: str, svg: str) -> tuple[dict[str, str], KeepPicture]:
        drawings.append(svg)
        address = f"https://radap.example.go.th/picture/{len(drawings)}.png"
        image = {"type": "image", "originalContentUrl": address, "previewImageUrl": address}
        return image, KeepPicture(token=seed, svg=svg, expires=2**50)

    nongkhai.clock = nongkhai.new_clock(makers=MAKERS, draw=draw)
    fall(nongkhai)
    assert len(says(nongkhai, MONDAY)) == 1
    pushed = [m for s in nongkhai.pushes() for m in s.messages]
    assert [m["type"] for m in pushed if m["type"] == "image"] == ["image"]
    assert len(nongkhai.store.db.query("SELECT id FROM pictures")) == 1
    assert "ท่าบ่อ" in drawings[0]
