"""After a save the page says what was saved and takes it back where that is safe; a refusal stands in its field."""

import io
import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from templates.words.province.refused import in_thai
from tests.dashboard.conftest import Office, Visitor, hidden, plain

B, DISTRICT = "buriram-2561", "บ้านกรวด"
ADMIN, SUPERVISOR, HEAD, OFFICER = "ผู้ดูแล", "นภา ผู้กำกับ", "หัวหน้า บ้านกรวด", "สมชาย บ้านกรวด"
PLACE = f"/d/{B}/{DISTRICT}/function/4"


def said(visitor: Visitor, sent: TestResponse) -> str:
    """What the next page says was done; said once."""
    assert sent.status_code == 303
    page = visitor.get(sent.headers["Location"]).text
    found = re.search(r'<div class="done told" role="status"><span>(.*?)</span>', page, re.DOTALL)
    assert found, "the page says nothing of what was saved"
    assert 'class="done told"' not in visitor.get(sent.headers["Location"]).text
    return unescape(found[1])


def undo(visitor: Visitor, sent: TestResponse) -> TestResponse:
    """The button เลิกทำ of the next page is pressed."""
    page = visitor.get(sent.headers["Location"]).text
    told = page[page.index('<div class="done told"') :]
    form = re.search(r'<form[^>]* action="([^"]+)"[^>]*>(.*?)<button[^>]*>เลิกทำ', told, re.DOTALL)
    assert form, "the page offers no way back"
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
    return visitor.client.post(unescape(form[1]), data={name: unescape(value) for name, value in fields.items()})


def test_a_setting_is_said_and_taken_back(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    fields = {"province": "บุรีรัมย์", "name": "thai_numerals", "value": "on"}
    assert said(visitor, visitor.send("/admin", "/admin/settings", **fields)) == (
        "เปิด “แบบฟอร์มพิมพ์ด้วยเลขไทย (๑ ๒ ๓)” แล้ว"
    )
    sent = visitor.send("/admin", "/admin/settings", **fields)
    assert said(visitor, undo(visitor, sent)).startswith("ปิด ")
    assert office.store.wishes.settings("บุรีรัมย์")["thai_numerals"] == "off"


def test_a_share_is_said_and_taken_back(office: Office) -> None:
    head = office.visitor(HEAD)
    fields = {"indicator": "function/4", "input": "access_percent", "holder": "หมู่ 1"}
    path = f"/d/{B}/{DISTRICT}/share"
    assert said(head, head.send(PLACE, path, **fields, amount="3")).endswith("ให้ หมู่ 1 3 ครัวเรือน แล้ว")
    sent = head.send(PLACE, path, **fields, amount="5")
    assert [row["amount"] for row in office.store.sharing.shares(B, DISTRICT)] == ["5"]
    undo(head, sent)
    assert [row["amount"] for row in office.store.sharing.shares(B, DISTRICT)] == ["3"]
    gone = head.send(PLACE, path, **fields, amount="")
    assert office.store.sharing.shares(B, DISTRICT) == []
    undo(head, gone)
    assert [row["amount"] for row in office.store.sharing.shares(B, DISTRICT)] == ["3"]


def test_an_appointment_is_taken_back_to_who_had_it(office: Office) -> None:
    head = office.visitor(HEAD)
    path, fields = f"/d/{B}/{DISTRICT}/people", {"indicator": "function/4", "duty": "responsible"}
    head.send(PLACE, path, **fields, person=str(office.people[OFFICER]))
    sent = head.send(PLACE, path, **fields, person=str(office.people[HEAD]))
    undo(head, sent)
    assert [row["person"] for row in office.store.sharing.of_agreement(B)] == [office.people[OFFICER]]


def test_a_name_a_settled_message_and_a_looked_at_photo_come_back(office: Office) -> None:
    admin = office.visitor(ADMIN)
    name = {"province": "บุรีรัมย์", "kind": "district", "alias": "กรวดใต้", "means": DISTRICT}
    sent = admin.send("/admin/names", "/admin/names", **name)
    assert said(admin, sent) == "“กรวดใต้” หมายถึง บ้านกรวด แล้ว"
    gone = admin.send("/admin/names", "/admin/names", **{**name, "means": ""})
    undo(admin, gone)
    assert [(r["alias"], r["means"]) for r in office.store.wishes.aliases("บุรีรัมย์")] == [("กรวดใต้", DISTRICT)]
    with office.store.db.transaction():
        office.store.unread.note(event_id="e1", reason="unknown_word", province="บุรีรัมย์", at=1521500000000)
        office.store.unread.note(event_id="e2", reason="unknown_word", province="ชัยภูมิ", at=1521500000000)
    mine, other = (next(r["seq"] for r in office.store.unread.open() if r["province"] == p)
                   for p in ("บุรีรัมย์", "ชัยภูมิ"))  # fmt: skip
    supervisor = office.visitor(SUPERVISOR)
    sent = supervisor.send("/admin/unread", f"/admin/unread/{mine}")
    assert undo(supervisor, sent).status_code == 303
    assert [r["seq"] for r in office.store.unread.open() if r["province"] == "บุรีรัมย์"] == [mine]
    assert supervisor.send("/admin/unread", f"/admin/unread/{other}/again").status_code == 404


def test_answers_amendments_and_announcements_are_said(office: Office) -> None:
    admin = office.visitor(ADMIN)
    path = f"/admin/questions/{B}"
    told = said(admin, admin.send(path, path, question="BRM-8", value="ตารางรายอำเภอ", why="มติ"))
    assert told.startswith("บันทึกคำตอบแล้ว: ตารางรายอำเภอ")
    preview = admin.send("/admin/broadcast", "/admin/broadcast", words="ประชุม", district=DISTRICT)
    fields = {name: hidden(preview, name) for name in ("id", "people")}
    sent = admin.send("/admin/broadcast", "/admin/broadcast", words="ประชุม", district=DISTRICT, sure="yes", **fields)
    assert said(admin, sent) == f"ส่งประกาศถึงอ.{DISTRICT}แล้ว 2 คน"


def test_a_refused_form_keeps_what_was_typed_and_says_why_in_its_place(office: Office) -> None:
    head, admin = office.visitor(HEAD), office.visitor(ADMIN)
    fields = {"indicator": "function/4", "input": "access_percent", "holder": "หมู่ 1 บ้านใหม่", "amount": "สิบ"}
    page = head.send(PLACE, f"/d/{B}/{DISTRICT}/share", **fields).text
    assert page.index('value="หมู่ 1 บ้านใหม่"') < page.index('value="สิบ"') < page.index("จำนวนโปรดพิมพ์เป็นตัวเลขธรรมดา")
    path = f"/admin/questions/{B}"
    page = admin.send(path, path, question="BRM-8", value="ไม่มีตัวเลือกนี้", why="ตามหนังสือ ที่ 5").text
    card = page[page.index('id="BRM-8"') : page.index('id="BRM-12"')]
    assert 'value="ตามหนังสือ ที่ 5"' in card
    assert "พบ “ไม่มีตัวเลือกนี้” เลือกได้จาก" in plain(card)
    people = admin.send("/admin/people", f"/admin/people/{office.people[OFFICER]}", deed="move")
    assert (people.status_code, "โปรดเลือกอย่างน้อยหนึ่งอำเภอ" in people.text) == (400, True)
    closing = office.visitor(SUPERVISOR).send(f"/p/{B}/sign", f"/p/{B}/close", sure="ปิด", why="ครบแล้ว").text
    assert 'value="ครบแล้ว"' in closing
    broadcast = admin.send("/admin/broadcast", "/admin/broadcast", words="ก" * 4001, district=DISTRICT).text
    assert "ก" * 4001 in broadcast
    assert f'value="{DISTRICT}" checked' in broadcast


def test_a_damaged_workbook_is_refused_in_thai_beside_its_form(office: Office) -> None:
    admin = office.visitor(ADMIN)
    form = {"csrf": hidden(admin.get("/admin"), "csrf"), "file": (io.BytesIO(b"<html>"), "ค่า.xlsx")}
    page = admin.client.post(f"/admin/values/{B}", data=form)
    assert page.status_code == 400
    fault = re.search(r'<p class="fault"[^>]*>(.*?)</p>', page.text, re.DOTALL)
    assert fault
    assert "ไฟล์นี้อ่านเป็น Excel ไม่ได้" in fault[1]
    assert "zip" not in page.text


REFUSALS = {
    'แผ่น!B4: found "หนึ่งล้าน", expected an amount like 2,400,000.50': "พบ “หนึ่งล้าน” ต้องเป็นจำนวน เช่น 2,400,000.50",
    "แผ่น!B4: found 2.5, expected a whole number of ครัวเรือน": "พบ 2.5 ต้องเป็นจำนวนเต็ม หน่วยครัวเรือน",
    "แผ่น!D4: found 2022-03-03, expected a day from 2021-10-01 to 2022-03-02":
        "พบ 2022-03-03 ต้องเป็นวันที่ตั้งแต่ 2021-10-01 ถึง 2022-03-02",
    'แผ่น!D4: found "2564-02-29", expected a day that there is': "พบ “2564-02-29” ไม่มีวันนี้ในปฏิทิน",
    'แผ่น!B4: found the formula "=1+1" without a result, expected its result as a number (open and save it in the '
    "office program)": "พบ สูตร “=1+1” ที่ยังไม่มีผลลัพธ์ ต้องเป็นตัวเลข เปิดไฟล์ในโปรแกรมตารางแล้วบันทึกใหม่",
    'แผ่น!B20: found "5" without a district, expected nothing there': "พบ “5” ในแถวที่ไม่มีชื่ออำเภอ ช่องนั้นต้องว่าง",
    'แผ่น!F4: found "5" without a key in row 2, expected nothing there': "พบ “5” นอกคอลัมน์ของแม่แบบ ช่องนั้นต้องว่าง",
    "แผ่น!A5: found เมืองหนองคาย again, expected it in row 4 alone": "พบ เมืองหนองคาย ซ้ำ ให้มีในแถว 4 แถวเดียว",
    "แผ่น!B4:B6: found merged cells, expected a cell for each district": "พบ เซลล์ที่ผสานกัน ต้องแยกเซลล์ทุกอำเภอ",
    "แผ่น!B9: found 16000000, expected 16089950.00 as line 290 prints":
        "พบ 16000000 เอกสารบรรทัด 290 พิมพ์ไว้ 16089950.00 จึงเปลี่ยนไม่ได้",
    "แผ่น: found 5000 rows and 4 columns, expected 1000 and 100 at most":
        "พบ 5000 แถว 4 คอลัมน์ รับได้ไม่เกิน 1000 แถว 100 คอลัมน์",
    "แผ่น!A4: ท่าบ่อ does not have individual/8, expected no such row": "ท่าบ่อ ไม่มีตัวชี้วัดนี้ ต้องไม่มีแถวนี้",
    "แผ่น!B4: found 120, which cannot be (over 100)": "พบ 120 ซึ่งเป็นไปไม่ได้",
    "x.xlsx: cannot be read as a workbook (File is not a zip file), expected the template as XLSX":
        "ไฟล์นี้อ่านเป็น Excel ไม่ได้",
    "answer NKI-11: found no --why, expected the reason": "พบ ช่องเหตุผลว่าง โปรดบอกเหตุผล",
    'answer: a: q: found "7", expected the shares of A and B as numbers that add to 100, like 70/30':
        "พบ “7” ต้องเป็นสัดส่วนที่รวมกันได้ 100 เช่น 70/30",
}  # fmt: skip


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_of_a_file_is_said_in_thai(refusal: str) -> None:
    told = in_thai(f"{refusal}\nnothing was taken")
    assert REFUSALS[refusal] in told
    assert told.endswith("\nยังไม่มีอะไรถูกบันทึก")
    assert not re.search(r"\b(found|expected|nothing|cannot|does|the|and)\b", told), told


def test_a_used_link_and_a_lost_page_lead_a_known_visitor_back(office: Office) -> None:
    visitor = office.visitor(ADMIN)
    for path in ("/nowhere", "/open/used-up"):
        shown = visitor.client.get(path, headers={"Referer": f"http://localhost/p/{B}/silent"})
        assert f'href="/p/{B}/silent">กลับไปหน้าก่อน' in shown.text, path
        assert "กลับไปภาพรวม" in shown.text
    elsewhere = visitor.client.get("/nowhere", headers={"Referer": "https://example.org/x"})
    assert "กลับไปหน้าก่อน" not in elsewhere.text
    stranger = office.app.test_client().get("/nowhere")
    assert "พิมพ์ “แดชบอร์ด”" in stranger.text
