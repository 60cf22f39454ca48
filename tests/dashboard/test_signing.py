"""A district certifies, the province verifies or returns; a closed round is sealed, and reopened with a reason."""

import hashlib
import json
from typing import Any

import pytest

from tests.dashboard.conftest import Office, hidden
from tests.dashboard.evidence import attach

B, DISTRICT = "buriram-2561", "บ้านกรวด"
SIGN, ROUND = f"/sign/{B}/{DISTRICT}", f"/p/{B}/sign"
HEAD, OFFICER, SUPERVISOR = "หัวหน้า บ้านกรวด", "สมชาย บ้านกรวด", "นภา ผู้กำกับ"


@pytest.fixture
def on(office: Office) -> Office:
    with office.store.db.transaction():
        office.store.wishes.set(province="บุรีรัมย์", name="sign_off", value="on", by=1, at=1)
    return office


def sign(office: Office, name: str, deed: str, about: str = "results", **fields: str) -> int:
    return office.visitor(name).send(SIGN, SIGN, deed=deed, about=about, **fields).status_code


def deeds(office: Office, about: str = "results") -> list[tuple[str, str]]:
    return [(row["deed"], row["note"]) for row in office.store.signing.of(B, DISTRICT, about)]


def told(office: Office) -> list[tuple[str, str]]:
    names = {f"U{n:032x}": name for n, name in enumerate(office.people, 1)}
    rows = office.store.db.query("SELECT target, body FROM outbox ORDER BY id")
    return sorted((names[row["target"]], json.loads(row["body"])[0]["text"]) for row in rows)


def test_signing_is_off_until_the_province_switches_it_on(office: Office) -> None:
    assert sign(office, HEAD, "certified") == 403
    assert "ยังไม่เปิดการลงนามในระบบ" in office.visitor(HEAD).see(SIGN)


def test_a_certificate_holds_what_was_certified_and_by_whom(on: Office) -> None:
    assert sign(on, HEAD, "certified", on_paper="นางสาวพัฒนาการอำเภอ") == 303
    (row,) = on.store.signing.of(B, DISTRICT, "results")
    assert row["person"] == on.people[HEAD]
    assert row["on_paper"] == "นางสาวพัฒนาการอำเภอ"
    assert row["hash"] == hashlib.sha256(row["snapshot"].encode()).hexdigest()
    kept = json.loads(row["snapshot"])
    assert kept["agreement"] == B
    assert kept["version"] == 1
    assert kept["indicators"]["function/2"]["level"] == 2
    # the whole, 176 households, is the document's (line 404)
    assert kept["indicators"]["function/3"] == {
        "inputs": {"e1": True, "e2": True, "e3": True, "e4": True, "e5": True,
                   "remaining_percent": {"num": "88"}},
        "level": 5, "office": {}, "status": "scored",
    }  # fmt: skip
    assert [name for name, _ in told(on)] == [SUPERVISOR]


def test_the_whole_way_certified_returned_answered_certified_again_verified(on: Office) -> None:
    assert sign(on, HEAD, "certified") == 303
    assert sign(on, SUPERVISOR, "returned", note="ยอด OTOP ไม่ตรงใบเสร็จ") == 303
    assert sign(on, OFFICER, "answered", note="แนบใบเสร็จแล้ว") == 303
    assert sign(on, HEAD, "certified") == 303
    assert sign(on, SUPERVISOR, "verified") == 303
    assert deeds(on) == [
        ("certified", ""),
        ("returned", "ยอด OTOP ไม่ตรงใบเสร็จ"),
        ("answered", "แนบใบเสร็จแล้ว"),
        ("certified", ""),
        ("verified", ""),
    ]
    officers = [text for name, text in told(on) if name == OFFICER]
    assert officers == [
        "จังหวัดส่งคืนผลการประเมิน อ.บ้านกรวด ปี 2561 โดยคุณนภา ผู้กำกับ\nเหตุผล: ยอด OTOP ไม่ตรงใบเสร็จ\n"
        "ตอบหรือแก้ไขแล้วรับรองใหม่ได้ที่หน้าเว็บ พิมพ์ “แดชบอร์ด”"
    ]
    assert ("จังหวัดตรวจแล้ว") in on.visitor(SUPERVISOR).see(ROUND)


def test_a_signature_is_under_what_its_page_showed_or_is_not_given(on: Office) -> None:
    head = on.visitor(HEAD)
    page = head.get(SIGN)
    fields = {"csrf": hidden(page, "csrf"), "about": "results", "deed": "certified"}
    form = page.text[page.text.index('value="results"') :]
    shown = form[form.index('name="shown" value="') + 20 :][:16]
    on.report(DISTRICT, "function/4", "access_percent", {"num": "3", "den": "4"})
    answer = head.client.post(SIGN, data={**fields, "shown": shown})
    assert answer.status_code == 400
    assert "เปลี่ยนไปหลังจากหน้าที่ท่านเปิดไว้ ยังไม่ได้ลงนาม" in answer.text
    assert head.client.post(SIGN, data=fields).status_code == 400
    assert deeds(on) == []
    assert sign(on, HEAD, "certified") == 303


def test_a_return_needs_a_reason(on: Office) -> None:
    sign(on, HEAD, "certified")
    assert sign(on, SUPERVISOR, "returned", note="  ") == 400
    assert [deed for deed, _ in deeds(on)] == ["certified"]


@pytest.mark.parametrize(
    ("name", "deed"),
    [(OFFICER, "certified"), (SUPERVISOR, "certified"), (HEAD, "verified"), (SUPERVISOR, "verified"), (HEAD, "forged")],
)
def test_nobody_signs_for_another_or_out_of_turn(on: Office, name: str, deed: str) -> None:
    assert sign(on, name, deed, note="x") == 400
    assert deeds(on) == []


def test_targets_are_acknowledged_apart_from_results(on: Office) -> None:
    assert sign(on, HEAD, "certified", about="targets") == 303
    assert sign(on, SUPERVISOR, "verified", about="targets") == 303
    assert deeds(on) == []
    (first, _) = on.store.signing.of(B, DISTRICT, "targets")
    kept = json.loads(first["snapshot"])["indicators"]["function/2"]
    assert kept["weight"] == "20"
    assert kept["values"]["otop_growth_percent.base"] == "16089950.00"  # line 290


# rounds


def post(office: Office, name: str, path: str, **fields: str) -> int:
    if path.endswith("/close"):
        fields = {"sure": "ปิดรอบ", **fields}
    return office.visitor(name).send(ROUND, path, **fields).status_code


def test_a_closed_round_is_frozen_with_its_seal(on: Office) -> None:
    assert post(on, SUPERVISOR, f"/p/{B}/close") == 303
    on.book.refresh()
    assert on.book.closed(B)
    (row,) = on.store.signing.rounds(B)
    assert row["hash"] == hashlib.sha256(row["snapshot"].encode()).hexdigest()
    kept: dict[str, Any] = json.loads(row["snapshot"])
    assert kept["districts"]["คูเมือง"]["indicators"]["function/4"]["level"] == 3
    assert kept["document"] == "cb61c9d22d1f494c612e146fde276de8c8c3aa6690bf31e38632ffc7f4c3bc83"
    assert len(kept["districts"]) == 24  # and the province's own row
    assert sign(on, HEAD, "certified") == 400


def test_the_same_results_make_the_same_seal(on: Office) -> None:
    for _ in range(2):
        post(on, SUPERVISOR, f"/p/{B}/close")
        post(on, SUPERVISOR, f"/p/{B}/reopen", why="ลองใหม่")
    closings = [row["hash"] for row in on.store.signing.rounds(B) if row["deed"] == "closed"]
    assert len(closings) == 2
    assert closings[0] == closings[1]


def test_what_changes_after_closing_is_shown_as_an_amendment(on: Office) -> None:
    post(on, SUPERVISOR, f"/p/{B}/close")
    on.report("คูเมือง", "function/4", "access_percent", {"num": "13", "den": "14"}, by=SUPERVISOR)  # 92.86 %: level 4
    page = on.visitor(SUPERVISOR).see(ROUND)
    assert "เปลี่ยนหลังปิดรอบ คูเมือง เข้าถึงแหล่งทุน 3 → 4" in page


def test_reopening_needs_a_reason(on: Office) -> None:
    post(on, SUPERVISOR, f"/p/{B}/close")
    assert post(on, SUPERVISOR, f"/p/{B}/reopen", why=" ") == 400
    on.book.refresh()
    assert on.book.closed(B)
    assert post(on, SUPERVISOR, f"/p/{B}/reopen", why="อำเภอส่งหลักฐานเพิ่ม") == 303
    on.book.refresh()
    assert not on.book.closed(B)
    assert [(r["deed"], r["why"]) for r in on.store.signing.rounds(B)][-1] == ("reopened", "อำเภอส่งหลักฐานเพิ่ม")


def test_the_sheet_is_a_draft_until_the_round_is_closed(on: Office) -> None:
    sheet = f"/sheet/{B}/{DISTRICT}"
    assert "ร่าง แบบสรุปคะแนนผลการประเมิน" in on.visitor(HEAD).see(sheet)
    post(on, SUPERVISOR, f"/p/{B}/close")
    assert "ร่าง" not in on.visitor(HEAD).see(sheet)


def test_the_final_form_counts_verified_steps_only_where_the_province_wants_it(on: Office) -> None:
    # บ้านกรวด claims all five pieces; two are verified: level 2 on the form, level 5 everywhere else
    for n in (1, 2):
        attach(on, f"p{n}", DISTRICT, "function/3", level=n, name=f"{n}.png", verified=True)
    attach(on, "p3", DISTRICT, "function/3", level=3, name="3.png")
    sheet = f"/sheet/{B}/{DISTRICT}"
    row = "ร้อยละของครัวเรือนเป้าหมายที่มีรายได้ต่ำกว่าเกณฑ์ จปฐ. คงเหลือ – 50% · ทำแล้ว"
    assert f"{row} 5 จาก 5 ขั้น 5 " in on.visitor(HEAD).see(sheet)
    with on.store.db.transaction():
        on.store.wishes.set(province="บุรีรัมย์", name="verified_only", value="on", by=1, at=1)
    page = on.visitor(HEAD).see(sheet)
    assert f"{row} 2 จาก 5 ขั้น 2 " in page
    assert "นับเฉพาะขั้นที่หลักฐานผ่านการตรวจของจังหวัดแล้ว" in page


def test_evidence_is_verified_and_unverified_on_its_page(on: Office) -> None:
    attach(on, "p1", DISTRICT, "function/3", level=1)
    place = f"/d/{B}/{DISTRICT}/function/3"
    visitor = on.visitor(SUPERVISOR)
    colleague = visitor.client.get(place).text  # opened before, pressed after: it says seen, and seen it stays
    assert visitor.send(place, "/e/p1/verify").status_code == 303
    csrf = hidden(visitor.get(place), "csrf")
    assert 'name="deed" value="seen"' in colleague
    assert visitor.client.post("/e/p1/verify", data={"csrf": csrf, "deed": "seen"}).status_code == 303
    assert visitor.client.post("/e/p1/verify", data={"csrf": csrf}).status_code == 400
    assert on.store.dossier.one("p1")["verified_by"] == on.people[SUPERVISOR]
    assert visitor.send(place, "/e/p1/verify").status_code == 303
    assert on.store.dossier.one("p1")["verified_by"] is None
    assert on.visitor(HEAD).send(place, "/e/p1/verify").status_code == 403
