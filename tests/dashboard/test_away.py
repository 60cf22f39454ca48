"""Who is away stands on a page of its own, set by the head; duties of who goes are handed over by name."""

import json

from tests.dashboard.conftest import AGREEMENT, Office
from tests.dashboard.test_saved_and_refused import said

SUPERVISOR, OFFICER, HEAD, OTHER = "นภา ผู้กำกับ", "สมชาย บ้านกรวด", "หัวหน้า บ้านกรวด", "สมหญิง คูเมือง"
DISTRICT = "บ้านกรวด"


def fields(office: Office, whose: str = OFFICER, stand_in: str = OTHER, days: str = "26-28 มี.ค.") -> dict[str, str]:
    return {"person": str(office.people[whose]), "stand_in": str(office.people[stand_in]), "days": days}


def test_the_head_sets_leave_and_takes_it_back(office: Office) -> None:
    head = office.visitor(HEAD)
    told = said(head, head.send("/away", "/away", **fields(office)))
    assert told.startswith("บันทึกแล้วค่ะ: คุณสมชาย บ้านกรวด ลา 26–28 มี.ค. 2561 คุณสมหญิง คูเมือง ทำแทน")
    assert "26–28 มี.ค. 2561 · สมหญิง คูเมือง ทำแทน" in head.see("/away")
    assert "ยกเลิกลา" in office.visitor(OFFICER).see("/away")  # one's own
    assert "ไม่มีใครลา" in office.visitor("ผู้กำกับชัยภูมิ").see("/away")
    (row,) = office.store.db.query("SELECT id FROM leaves")
    assert office.visitor("กลุ่มยุทธศาสตร์").send("/away", "/away/cancel", leave=row["id"]).status_code == 403
    assert "ยกเลิกวันลา" in said(head, head.send("/away", "/away/cancel", leave=row["id"]))
    assert "ไม่มีใครลา" in head.see("/away")


def test_a_slip_stands_in_the_form_with_what_was_typed(office: Office) -> None:
    head = office.visitor(HEAD)
    for days, why in (("สักวัน", "โปรดพิมพ์วันที่ เช่น"), ("30-31 ก.พ.", "ไม่มีวันที่นี้ในปฏิทิน"), ("1-2 มี.ค.", "ผ่านไปแล้ว")):
        page = head.send("/away", "/away", **fields(office, days=days))
        assert (page.status_code, why in page.text, f'value="{days}"' in page.text) == (400, True, True), days
    assert "ฝากงานไว้กับตัวเองไม่ได้" in head.send("/away", "/away", **fields(office, stand_in=OFFICER)).text
    head.send("/away", "/away", **fields(office))
    assert "อยู่แล้วค่ะ ยังไม่ได้บันทึกช่วงใหม่" in head.send("/away", "/away", **fields(office, days="28-29 มี.ค.")).text
    assert head.send("/away", "/away", **fields(office, whose=OTHER, stand_in=OFFICER)).status_code == 403
    assert office.visitor(OFFICER).send("/away", "/away", **fields(office)).status_code == 403


def test_a_stand_in_sees_the_other_district_meanwhile_and_words_for_it_reach_them(office: Office) -> None:
    other = office.visitor(OTHER)
    assert other.get(f"/d/{AGREEMENT}/{DISTRICT}").status_code == 403
    office.visitor(HEAD).send("/away", "/away", **fields(office, days="วันนี้ - 22 มี.ค."))
    assert other.get(f"/d/{AGREEMENT}/{DISTRICT}").status_code == 200
    assert other.get(f"/d/{AGREEMENT}/กระสัง").status_code == 403
    asked = office.visitor(SUPERVISOR).see(f"/p/{AGREEMENT}/ask/{DISTRICT}?about=silent")
    assert "สมหญิง คูเมือง" in asked
    assert "สมชาย บ้านกรวด" not in asked.split("ข้อความ")[0]


def test_duties_of_who_is_moved_or_removed_go_to_somebody_by_name(office: Office) -> None:
    with office.store.db.transaction():
        for indicator in ("function/2", "function/4"):
            office.store.sharing.appoint(
                agreement=AGREEMENT, district=DISTRICT, indicator=indicator, duty="responsible",
                person=office.people[OFFICER],
            )  # fmt: skip
    visitor = office.visitor(SUPERVISOR)
    assert "งานที่มอบไว้ 2 ตัวชี้วัด มอบต่อให้" in visitor.see("/admin/people")
    path = f"/admin/people/{office.people[OFFICER]}"
    told = said(visitor, visitor.send("/admin/people", path, deed="move", district="คูเมือง"))
    assert "งานที่มอบไว้ (รายได้ OTOP, เข้าถึงแหล่งทุน อ.บ้านกรวด) ไปที่คุณหัวหน้า บ้านกรวด" in told
    assert {row["person"] for row in office.store.sharing.of_agreement(AGREEMENT)} == {office.people[HEAD]}
    pushed = office.store.db.query("SELECT target, body FROM outbox")
    assert any("ท่านรับช่วงงาน" in json.loads(row["body"])[0].get("text", "") for row in pushed if row["body"][0] == "[")
    office.enroll("ใหม่ บ้านกรวด", "officer", DISTRICT)
    heir = str(office.people["ใหม่ บ้านกรวด"])
    admin = office.visitor("ผู้ดูแล")
    removed = admin.send("/admin/people", f"/admin/people/{office.people[HEAD]}", deed="remove", heir=heir)
    assert "ไปที่คุณใหม่ บ้านกรวด" in said(admin, removed)
    assert {str(row["person"]) for row in office.store.sharing.of_agreement(AGREEMENT)} == {heir}
