"""The province's page is a place to act: find, filter, sort, and do from a list what follows from it."""

import re

from tests.dashboard.conftest import Office, Visitor, hidden

B = "buriram-2561"
SUPERVISOR = "นภา ผู้กำกับ"
ASK = f"/p/{B}/ask/บ้านกรวด?about=silent"


def rows(visitor: Visitor, query: str) -> list[str]:
    text = visitor.get(f"/p/{B}?{query}").text
    return re.findall(r'<tr><th scope="row"><a href="[^"]*">([^<]+)</a>', text)


def test_the_table_is_searched_filtered_and_sorted_by_its_address(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    assert len(rows(visitor, "")) == 23
    assert rows(visitor, "q=กรวด") == ["บ้านกรวด"]
    assert rows(visitor, "level=2") == ["บ้านกรวด"]  # OTOP 17 % more
    assert rows(visitor, "level=3") == ["คูเมือง"]  # 12 of 14 households are 85.7 %
    assert rows(visitor, "sort=function/4")[:2] == ["กระสัง", "คูเมือง"]  # levels 5 and 3
    assert rows(visitor, "sort=name") == sorted(rows(visitor, ""))
    assert len(rows(visitor, "only=silent")) == 23  # nobody has reported all four
    assert rows(visitor, "level=9&sort=x&only=y&group=z") == rows(visitor, "")


def test_who_has_not_reported_is_reminded_from_the_list(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    assert "เตือนเลย" in visitor.see(f"/p/{B}/silent")
    page = visitor.see(ASK)
    assert "ส่งถึง 2 คน" in page  # the officer and the head of บ้านกรวด
    assert "สมชาย บ้านกรวด" in page
    assert "เข้าถึงแหล่งทุน" in page  # one of the two that are not reported
    sent = visitor.send(ASK, f"/p/{B}/ask/บ้านกรวด", words="โปรดรายงาน")
    assert sent.status_code == 303
    assert "ส่งข้อความถึง อ.บ้านกรวด แล้ว 2 คน: สมชาย บ้านกรวด, หัวหน้า บ้านกรวด" in visitor.see(f"/p/{B}/silent")
    (row,) = office.store.db.query("SELECT words, whom FROM broadcasts")
    assert (row["words"], row["whom"]) == ("โปรดรายงาน", "อ.บ้านกรวด")


def test_pressing_twice_sends_once_and_other_people_than_shown_none(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    shown = visitor.get(ASK)
    fields = {name: hidden(shown, name) for name in ("csrf", "shown", "once")} | {"words": "โปรดรายงาน"}
    for _ in range(2):
        assert visitor.client.post(f"/p/{B}/ask/บ้านกรวด", data=fields).status_code == 303
    assert len(office.store.db.query("SELECT id FROM broadcasts")) == 1
    office.enroll("คนใหม่", "officer", "บ้านกรวด")
    again = visitor.client.post(f"/p/{B}/ask/บ้านกรวด", data=fields | {"words": "คำที่พิมพ์ไว้"})
    assert (again.status_code, "คำที่พิมพ์ไว้" in again.text, "ผู้รับเปลี่ยนไป" in again.text) == (400, True, True)


def test_empty_words_are_refused_beside_the_field(office: Office) -> None:
    answer = office.visitor(SUPERVISOR).send(ASK, f"/p/{B}/ask/บ้านกรวด", words="  ")
    assert (answer.status_code, "ข้อความต้องมี 1–1,000 ตัวอักษร" in answer.text) == (400, True)


def test_a_lost_page_leads_back_and_an_old_form_is_not_every_fault(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    lost = visitor.get("/p/nothing")
    assert (lost.status_code, "กลับไปภาพรวม" in lost.text) == (404, True)
    assert "แบบฟอร์มนี้หมดอายุ" in visitor.client.post("/admin/settings", data={"csrf": "x"}).text
    csrf = hidden(visitor.get("/admin"), "csrf")
    wrong = visitor.client.post("/admin/settings", data={"csrf": csrf, "province": "บุรีรัมย์", "name": "x"})
    assert (wrong.status_code, "หมดอายุ" in wrong.text) == (400, False)
