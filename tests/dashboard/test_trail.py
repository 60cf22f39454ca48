"""Who did what: each act of power stands once in the trail, by number, and its page finds it again."""

import csv
import io

from bot.store.people.trail import SAID
from handlers.people.signatures import SWITCH
from tests.dashboard.conftest import Office

BOSS = "นภา ผู้กำกับ"


def test_what_is_done_on_a_page_is_found_in_the_trail_and_names_nobody(office: Office) -> None:
    boss = office.visitor(BOSS)
    assert boss.send("/admin", "/admin/settings", province="บุรีรัมย์", name=SWITCH, value="on").status_code == 303
    rows = office.store.trail.seen("บุรีรัมย์")
    assert rows
    assert {row["person"] for row in rows} == {office.people[BOSS]}
    assert {row["way"] for row in rows} == {"page"}
    told = " ".join(str(row[name]) for row in rows for name in SAID)
    assert not [name for name in office.people if name in told]
    assert office.store.trail.broken() is None
    shown = boss.get("/admin/trail").text
    assert BOSS in shown
    assert "ลำดับครบถ้วน" in shown
    lines = list(csv.reader(io.StringIO(boss.get("/admin/trail/list").data.decode("utf-8-sig"))))
    assert len(lines) == 1 + len(rows)
    assert "ไม่พบรายการ" in boss.get("/admin/trail?q=xyzzyx").text
    assert boss.get("/admin/trail?q=xyz%00zyx").status_code == 400  # refused at the door, before any search


def test_leaving_everywhere_ends_every_session(office: Office) -> None:
    here, there = office.visitor(BOSS), office.visitor(BOSS)
    assert "2 เครื่อง" in here.get("/mine").text
    assert here.send("/mine", "/leave/everywhere").status_code == 200
    assert here.client.get("/mine").status_code == 401
    assert there.client.get("/mine").status_code == 401
