"""The administrator's pages and an officer's own: people, duties, shares, values, questions, names, broadcasts."""

import io
import re
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from scoring.periods import BANGKOK
from tests.dashboard.conftest import Office, hidden

B, DISTRICT = "buriram-2561", "บ้านกรวด"
ADMIN, SUPERVISOR, HEAD, OFFICER = "ผู้ดูแล", "นภา ผู้กำกับ", "หัวหน้า บ้านกรวด", "สมชาย บ้านกรวด"


def test_a_newcomer_is_let_in_moved_and_removed(office: Office) -> None:
    with office.store.db.transaction():
        office.store.people.arrive(line_user="U" + "9" * 32, at=1)
        new = office.store.people.by_line("U" + "9" * 32)
        assert new is not None
        office.store.people.update(
            person=new.id, name="ใหม่", province="บุรีรัมย์", role="officer", districts=("คูเมือง",), state="waiting"
        )
    admin = office.visitor(ADMIN)
    assert "รออนุมัติ 1" in admin.see("/admin")
    path = f"/admin/people/{new.id}"
    assert admin.send("/admin/people", path, deed="approve").status_code == 303
    assert admin.send("/admin/people", path, deed="move", district="กระสัง").status_code == 303
    assert admin.send("/admin/people", path, deed="role", role="head").status_code == 303
    moved = office.store.people.by_id(new.id)
    assert moved is not None
    assert (moved.state, moved.districts, moved.role) == ("active", ("กระสัง",), "head")
    assert admin.send("/admin/people", path, deed="move", district="ไม่มี").status_code == 400
    assert admin.send("/admin/people", path, deed="remove").status_code == 303
    gone = office.store.people.by_id(new.id)
    assert gone is not None
    assert (gone.state, gone.name, gone.line_user) == ("removed", "", None)


def test_nobody_makes_themselves_or_others_an_administrator(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    path = f"/admin/people/{office.people[OFFICER]}"
    assert visitor.send("/admin/people", path, deed="role", role="admin").status_code == 400


def test_the_head_gives_an_indicator_to_an_officer_who_finds_it_as_own_work(office: Office) -> None:
    place = f"/d/{B}/{DISTRICT}/function/2"
    head = office.visitor(HEAD)
    sent = head.send(
        place,
        f"/d/{B}/{DISTRICT}/people",
        indicator="function/2",
        duty="responsible",
        person=str(office.people[OFFICER]),
    )
    assert sent.status_code == 303
    assert "ผู้รับผิดชอบ สมชาย บ้านกรวด" in head.see(place)
    assert "รายได้ OTOP อ.บ้านกรวด · ผู้รับผิดชอบ · อีก 160,899.50 บาท ถึงระดับ 3" in office.visitor(OFFICER).see("/mine")
    stranger = str(office.people["สมหญิง คูเมือง"])
    assert head.send(
        place, f"/d/{B}/{DISTRICT}/people", indicator="function/2", duty="responsible", person=stranger
    ).status_code == 404  # fmt: skip


def test_a_target_is_split_and_the_share_is_seen_by_its_holder(office: Office) -> None:
    place, path = f"/d/{B}/{DISTRICT}/function/4", f"/d/{B}/{DISTRICT}/share"
    head = office.visitor(HEAD)
    fields = {"indicator": "function/4", "input": "access_percent"}
    assert head.send(place, path, **fields, holder=OFFICER, amount="7").status_code == 303
    assert head.send(place, path, **fields, holder="บ้านหนองไม้งาม", amount="6").status_code == 303
    assert "บ้านหนองไม้งาม 6 ครัวเรือน" in head.see(place)
    assert "เข้าถึงแหล่งทุน อ.บ้านกรวด 7 ครัวเรือน" in office.visitor(OFFICER).see("/mine")
    assert head.send(place, path, **fields, holder="บ้านหนองไม้งาม").status_code == 303
    assert "ของ บ้านหนองไม้งาม แล้ว" in head.see(place)  # said once
    assert "บ้านหนองไม้งาม" not in head.see(place)
    assert head.send(place, path, **fields, holder="x", amount="เจ็ด").status_code == 400


def test_an_office_value_is_set_by_the_own_group_and_gives_a_level(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = Office(tmp_path_factory.mktemp("nk"), TODAY="2022-03-20")
    office.open("nongkhai-2565-1")
    office.enroll("ส่งเสริม", "owner", province="หนองคาย", group="กลุ่มงานส่งเสริมการพัฒนาชุมชน")
    office.enroll("สารสนเทศ", "owner", province="หนองคาย", group="กลุ่มงานสารสนเทศการพัฒนาชุมชน")
    office.report("ท่าบ่อ", "individual/8", "otop_percent", "1080", slot="total", kind="total",
                  agreement="nongkhai-2565-1", as_of=date(2022, 3, 1))  # fmt: skip
    place, path = "/d/nongkhai-2565-1/ท่าบ่อ/individual/8", "/d/nongkhai-2565-1/ท่าบ่อ/value"
    fields = {"indicator": "individual/8", "key": "otop_percent.base", "amount": "1,000"}
    assert office.visitor("สารสนเทศ").send("/files", path, **fields).status_code == 403
    owner = office.visitor("ส่งเสริม")
    assert owner.send(place, path, **fields).status_code == 303
    assert "รายได้ OTOP เพิ่ม 8% (ไม่น้อยกว่า 8%)" in owner.see(place)  # 1,080 of 1,000: 8 % more, level 3 (line 142)
    (row,) = office.store.rounds.values("nongkhai-2565-1", "ท่าบ่อ")
    assert (row["amount"], row["set_by"], row["source"], row["strength"]) == ("1000", "ส่งเสริม", "หน้าเว็บ", 2)
    office.service.stop()


def test_what_the_document_prints_cannot_be_set(office: Office) -> None:
    fields = {"indicator": "function/2", "key": "otop_growth_percent.base", "amount": "1"}
    path = f"/d/{B}/{DISTRICT}/value"
    assert office.visitor(ADMIN).send("/files", path, **fields).status_code == 400


def test_an_open_question_is_answered_with_a_reason(office: Office) -> None:
    path = f"/admin/questions/{B}"
    admin = office.visitor(ADMIN)
    assert admin.send(path, path, question="BRM-8", value="ตารางรายอำเภอ", why="").status_code == 400
    assert admin.send(path, path, question="BRM-8", value="ไม่มีตัวเลือกนี้", why="x").status_code == 400
    assert admin.send(path, path, question="BRM-8", value="ตารางรายอำเภอ", why="ตามมติที่ประชุม").status_code == 303
    office.book.refresh()
    assert office.book.answers(B) == {"BRM-8": "ตารางรายอำเภอ"}
    assert admin.send(path, path, question="BRM-T3", value="ระดับ 5 เมื่อเหลือไม่เกินเป้าในตาราง", why="มติ").status_code == 303
    office.report("เมืองบุรีรัมย์", "function/3", "remaining_percent", {"num": "18"})
    assert "คงเหลือ 51.43% (ไม่เกิน 51.43%)" in admin.see(f"/d/{B}/เมืองบุรีรัมย์/function/3")  # line 394: 18 of 35
    assert "ตอบแล้ว: ตารางรายอำเภอ โดย ผู้ดูแล เหตุผล: ตามมติที่ประชุม" in admin.see(path)


def test_values_go_out_and_come_in_on_the_page(office: Office) -> None:
    admin = office.visitor(ADMIN)
    book = load_workbook(io.BytesIO(admin.get(f"/admin/values/{B}").data))
    sheet = book["function 4 เข้าถึงแหล่งทุน"]
    row = next(r for r in range(4, 30) if sheet.cell(r, 1).value == DISTRICT)
    assert sheet.cell(row, 2).value == 13  # the target of line 457
    sheet.cell(row, 3).value = 12  # 12 of 13 households: 92.3 %, level 4
    content = io.BytesIO()
    book.save(content)

    def send(data: bytes) -> tuple[int, str]:
        form = {"csrf": hidden(admin.get("/admin"), "csrf"), "file": (io.BytesIO(data), "ค่า.xlsx")}
        sent = admin.client.post(f"/admin/values/{B}", data=form)
        return sent.status_code, sent.text

    status, text = send(b"not a workbook")
    assert status == 400
    assert "ไฟล์นี้อ่านเป็น Excel ไม่ได้" in text  # said in Thai
    assert "ยังไม่มีอะไรถูกบันทึก" in text
    assert send(content.getvalue())[0] == 303  # said on the page that follows
    assert "ค่าฐานและเป้าหมาย 0 รายการ ผลงาน 1 รายการ" in admin.see("/admin")
    assert "เข้าถึงแหล่งทุน 92.31%" in admin.see(f"/d/{B}/{DISTRICT}/function/4")
    (fact,) = office.store.ledger.history(B, DISTRICT, "function/4")
    assert fact.note.startswith("ค่า.xlsx sha256 ")
    assert fact.person == office.people[ADMIN]


def test_the_provinces_own_names_are_read_from_the_next_message_on(office: Office) -> None:
    admin = office.visitor(ADMIN)
    add = {"province": "บุรีรัมย์"}
    for status, more in (
        (303, {"kind": "topic", "alias": "ของดีบ้านเรา", "means": "otop_income"}),
        (303, {"kind": "district", "alias": "กรวดใต้", "means": DISTRICT}),
        (400, {"kind": "topic", "alias": "x", "means": "nothing"}),
    ):
        assert admin.send("/admin/names", "/admin/names", **add, **more).status_code == status
    person = office.store.people.by_id(office.people[SUPERVISOR])
    now = datetime(2018, 3, 20, 9, tzinfo=BANGKOK)
    desk = Desk(office.store, office.book, now, now.date(), person)
    reading = desk.reading(Message("e1", "text", now, "U", "U", text="กรวดใต้ ของดีบ้านเรา 4.5 แสน"))
    assert (reading.topic, reading.district, reading.ask) == ("otop_income", DISTRICT, False)
    assert admin.send("/admin/names", "/admin/names", **add, kind="topic", alias="ของดีบ้านเรา").status_code == 303
    assert "ลบคำเรียก “ของดีบ้านเรา” แล้ว" in admin.see("/admin/names")  # said once
    assert "ของดีบ้านเรา" not in admin.see("/admin/names")


def test_a_name_that_cannot_be_is_refused_and_one_that_changes_what_is_read_is_shown_first(office: Office) -> None:
    admin = office.visitor(ADMIN)
    page = "/admin/names"
    add = {"province": "บุรีรัมย์", "kind": "topic", "means": "otop_income"}
    unit = admin.send(page, page, **add, alias="ครัวเรือน")
    assert unit.status_code == 400
    assert "“ครัวเรือน” เป็นหน่วยนับ จึงใช้เป็นคำเรียกไม่ได้ เพิ่มคำให้ชัดขึ้น" in unit.get_data(as_text=True)
    shown = admin.send(page, page, **add, alias="ผ้าไหม")
    assert shown.status_code == 200
    assert "ถ้าเพิ่มคำนี้ ข้อความตัวอย่างในโปรแกรมจะอ่านต่างไป" in shown.get_data(as_text=True)
    assert office.store.wishes.aliases("บุรีรัมย์") == []
    assert admin.send(page, page, **add, alias="ผ้าไหม", sure="yes").status_code == 303
    assert [row["alias"] for row in office.store.wishes.aliases("บุรีรัมย์")] == ["ผ้าไหม"]


def test_a_sentence_is_tried_on_the_page_and_nothing_is_stored(office: Office) -> None:
    admin = office.visitor(ADMIN)
    seen = admin.see("/admin/names?in=บุรีรัมย์&try=เข้าถึงแหล่งทุน 92%25")
    assert "92% → ระดับ" in seen
    assert "จะไม่บันทึกอะไร" in admin.see("/admin/names?in=บุรีรัมย์&try=สวัสดี")


def test_what_was_not_read_is_listed_for_the_own_province_and_settled(office: Office) -> None:
    with office.store.db.transaction():
        office.store.unread.note(event_id="e1", reason="unknown_word", province="บุรีรัมย์", at=1521500000000)
        office.store.unread.note(event_id="e2", reason="unknown_word", province="ชัยภูมิ", at=1521500000000)
    admin = office.visitor(ADMIN)
    page = admin.see("/admin/unread")
    assert "มีคำที่ยังอ่านไม่ออก" in page
    assert "unknown_word" not in page
    rows = office.store.unread.open()
    mine = next(r["seq"] for r in rows if r["province"] == "บุรีรัมย์")
    other = next(r["seq"] for r in rows if r["province"] == "ชัยภูมิ")
    assert admin.send("/admin/unread", f"/admin/unread/{other}").status_code == 404
    assert admin.send("/admin/unread", f"/admin/unread/{mine}").status_code == 303
    assert "ไม่มีข้อความค้าง" in admin.see("/admin/unread")


def test_a_broadcast_shows_its_cost_first_and_goes_out_once(office: Office) -> None:
    with office.store.db.transaction():
        office.store.kept.put(name="quota", value='{"limit": 300, "used": 100, "at": 1}')
    admin = office.visitor(ADMIN)
    path = "/admin/broadcast"
    preview = admin.send(path, path, words="ประชุมวันจันทร์", district=DISTRICT)
    assert preview.status_code == 200
    assert "ส่งถึง 2 คน ใช้โควตาข้อความ 2 ข้อความ จากที่เหลือ 200 ข้อความในเดือนนี้" in preview.text
    assert office.store.broadcasts.last_of(office.people[ADMIN]) is None
    fields = {"words": "ประชุมวันจันทร์", "district": DISTRICT, "sure": "yes", "id": hidden(preview, "id")}
    fields["people"] = hidden(preview, "people")
    for _ in range(2):  # pressed twice: one announcement
        assert admin.send(path, path, **fields).status_code == 303
    sent = office.store.db.query("SELECT whom, words FROM broadcasts")
    assert sent == [{"whom": f"อ.{DISTRICT}", "words": "ประชุมวันจันทร์"}]
    assert office.store.db.query("SELECT COUNT(*) AS n FROM broadcast_recipients")[0]["n"] == 2


def test_a_broadcast_to_a_district_of_another_province_is_refused(office: Office) -> None:
    admin, path = office.visitor(ADMIN), "/admin/broadcast"
    sent = admin.send(path, path, words="ประชุมวันจันทร์", district="คอนสาร", sure="yes")
    assert sent.status_code == 400
    assert "“คอนสาร” ไม่ใช่อำเภอของจังหวัดนี้ ยังไม่ได้ส่งประกาศ" in sent.text
    csrf = hidden(admin.get(path), "csrf")
    for told in ([DISTRICT, "คอนสาร"], ["คอนสาร"], [""]):  # never the whole province instead
        answer = admin.client.post(path, data={"csrf": csrf, "words": "ประชุม", "district": told})
        assert answer.status_code == 400, told
    assert office.store.db.query("SELECT id FROM broadcasts") == []


def test_an_announcement_goes_to_those_whom_its_preview_counted_or_is_shown_anew(office: Office) -> None:
    admin, path = office.visitor(ADMIN), "/admin/broadcast"
    preview = admin.send(path, path, words="ประชุมวันจันทร์", district=DISTRICT)
    fields = {name: hidden(preview, name) for name in ("id", "people")}
    office.enroll("มาใหม่ บ้านกรวด", "officer", DISTRICT)
    again = admin.send(path, path, words="ประชุมวันจันทร์", district=DISTRICT, sure="yes", **fields)
    assert "ส่งถึง 3 คน" in again.text
    assert office.store.db.query("SELECT id FROM broadcasts") == []


def test_a_page_of_people_acts_on_whom_it_showed(office: Office) -> None:
    with office.store.db.transaction():
        office.store.people.arrive(line_user="U" + "9" * 32, at=1)
        new = office.store.people.by_line("U" + "9" * 32)
        assert new is not None
        office.store.people.update(person=new.id, name="ใหม่", province="บุรีรัมย์", role="officer",
                                   districts=("คูเมือง",), state="waiting", requests=1)  # fmt: skip
    admin, path = office.visitor(ADMIN), f"/admin/people/{new.id}"
    shown = _marks(admin.get("/admin/people").text)[-1]
    with office.store.db.transaction():  # refused by a colleague, and asked again for more
        office.store.people.update(person=new.id, role="supervisor", districts=(), state="waiting", requests=2)
    for deed in ("approve", "refuse", "remove"):
        answer = admin.send("/admin", path, deed=deed, shown=shown)
        assert answer.status_code == 400
        assert "ข้อมูลของผู้นี้เปลี่ยนไปหลังจากหน้าที่ท่านเปิดไว้" in answer.text
    found = office.store.people.by_id(new.id)
    assert found is not None
    assert found.state == "waiting"
    assert admin.send("/admin/people", path, deed="move", district="กระสัง").status_code == 400  # not before they are in


def _marks(html: str) -> list[str]:
    return re.findall(r'name="shown" value="([0-9a-f]{16})"', html)


def test_the_supervisors_switches_are_kept(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    fields = {"province": "บุรีรัมย์", "name": "sign_off", "value": "on"}
    assert visitor.send("/admin", "/admin/settings", **fields).status_code == 303
    assert office.store.wishes.settings("บุรีรัมย์") == {"sign_off": "on"}
    assert visitor.send("/admin", "/admin/settings", **{**fields, "province": "ชัยภูมิ"}).status_code == 403
    assert visitor.send("/admin", "/admin/settings", **{**fields, "name": "anything"}).status_code == 400
