"""Who may see what: every page for every role, of the own and of another district, of the own and another province."""

import pytest

from tests.dashboard.conftest import Office

B = "buriram-2561"
OWN, OTHER = "บ้านกรวด", "คูเมือง"
SUPERVISOR, OFFICER, HEAD, OWNER, ADMIN = "นภา ผู้กำกับ", "สมชาย บ้านกรวด", "หัวหน้า บ้านกรวด", "กลุ่มยุทธศาสตร์", "ผู้ดูแล"
ELSEWHERE, EVERYWHERE = "ผู้กำกับชัยภูมิ", "ผู้ดูแลทุกจังหวัด"
PROVINCE = (SUPERVISOR, OWNER, ADMIN, EVERYWHERE)
DISTRICT = (OFFICER, HEAD)
EVERYBODY = (*PROVINCE, *DISTRICT)

# path -> who sees it; everybody else is refused
PAGES: dict[str, tuple[str, ...]] = {
    f"/p/{B}": PROVINCE,
    f"/p/{B}/i/function/3": PROVINCE,
    f"/p/{B}/silent": PROVINCE,
    f"/p/{B}/near": PROVINCE,
    f"/p/{B}/changes": PROVINCE,
    f"/p/{B}/odd": PROVINCE,
    f"/p/{B}/sign": PROVINCE,
    f"/p/{B}/waiting": (SUPERVISOR, ADMIN, EVERYWHERE),
    f"/p/{B}/ask/{OWN}": (SUPERVISOR, ADMIN, EVERYWHERE),
    f"/d/{B}/{OWN}": EVERYBODY,
    f"/d/{B}/{OTHER}": PROVINCE,
    f"/d/{B}/-": PROVINCE,
    f"/d/{B}/{OWN}/function/3": EVERYBODY,
    f"/d/{B}/{OTHER}/function/3": PROVINCE,
    f"/d/{B}/-/function/3": PROVINCE,
    "/r/f6": EVERYBODY,  # บ้านกรวด, poor households
    "/r/f4": tuple(p for p in PROVINCE if p != OWNER),  # คูเมือง, an indicator of another กลุ่มงาน
    f"/doc/{B}?line=290": EVERYBODY,
    f"/sign/{B}/{OWN}": EVERYBODY,
    f"/sign/{B}/{OTHER}": PROVINCE,
    f"/sheet/{B}/{OWN}": EVERYBODY,
    f"/sheet/{B}/{OTHER}": PROVINCE,
    f"/sheet/{B}/{OWN}/targets": EVERYBODY,
    f"/sheet/{B}/{OTHER}/targets": PROVINCE,
    f"/files/{B}/table": PROVINCE,
    f"/files/{B}/list": PROVINCE,
    f"/files/{B}/{OWN}/summary": EVERYBODY,
    f"/files/{B}/{OTHER}/summary": PROVINCE,
    f"/files/{B}/{OWN}/evidence": EVERYBODY,
    f"/files/{B}/{OTHER}/evidence": PROVINCE,
    "/e/photo-own": EVERYBODY,
    "/e/photo-other": PROVINCE,
    "/o/photo-own": (HEAD, SUPERVISOR, ADMIN, EVERYWHERE),
    "/o/photo-other": (SUPERVISOR, ADMIN, EVERYWHERE),
    "/admin": (SUPERVISOR, ADMIN, EVERYWHERE, ELSEWHERE),
    "/admin/people": (SUPERVISOR, ADMIN, EVERYWHERE, ELSEWHERE),
    f"/admin/questions/{B}": (SUPERVISOR, ADMIN, EVERYWHERE),
    f"/admin/versions/{B}": (SUPERVISOR, ADMIN, EVERYWHERE),
    f"/admin/values/{B}": (SUPERVISOR, ADMIN, EVERYWHERE),
    "/admin/names": (SUPERVISOR, ADMIN, EVERYWHERE, ELSEWHERE),
    "/admin/unread": (SUPERVISOR, ADMIN, EVERYWHERE, ELSEWHERE),
    "/admin/broadcast": (SUPERVISOR, ADMIN, EVERYWHERE, ELSEWHERE),
    "/drafts": (ADMIN, EVERYWHERE),
    "/admin/trail": (SUPERVISOR, ADMIN, EVERYWHERE, ELSEWHERE),
    "/admin/trail/list": (SUPERVISOR, ADMIN, EVERYWHERE, ELSEWHERE),
    "/files": (*EVERYBODY, ELSEWHERE),
    "/mine": (*EVERYBODY, ELSEWHERE),
}


@pytest.fixture
def evidenced(office: Office) -> Office:
    from tests.dashboard.evidence import attach

    attach(office, "photo-own", OWN, "function/3", level=1)
    attach(office, "photo-other", OTHER, "function/3", level=1)
    return office


@pytest.mark.parametrize("name", [*EVERYBODY, ELSEWHERE])
def test_each_role_sees_its_own_and_nothing_else(evidenced: Office, name: str) -> None:
    visitor = evidenced.visitor(name)
    wrong = []
    for path, who in PAGES.items():
        status = visitor.get(path).status_code
        if (status == 200) != (name in who) or status not in (200, 403):
            wrong.append(f"{path}: {status}")
    assert not wrong, wrong


def test_an_owner_sees_the_indicators_of_the_own_group_only(office: Office) -> None:
    visitor = office.visitor(OWNER)
    page = visitor.see(f"/p/{B}")
    assert "ครัวเรือนยากจน" in page
    assert "เศรษฐกิจฐานราก" in page
    assert "รายได้ OTOP" not in page
    assert visitor.get(f"/p/{B}/i/function/2").status_code == 403
    assert visitor.get(f"/d/{B}/{OWN}/function/2").status_code == 403


# path, fields -> who may; everybody else gets 403
DEEDS: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    (f"/d/{B}/{OWN}/people", {"indicator": "function/3", "duty": "responsible", "person": ""},
     (SUPERVISOR, ADMIN, EVERYWHERE, HEAD)),
    (f"/d/{B}/{OTHER}/people", {"indicator": "function/3", "duty": "responsible", "person": ""},
     (SUPERVISOR, ADMIN, EVERYWHERE)),
    (f"/d/{B}/{OWN}/share", {"indicator": "function/4", "input": "access_percent", "holder": "บ้าน", "amount": "3"},
     (SUPERVISOR, ADMIN, EVERYWHERE, HEAD)),
    ("/admin/settings", {"province": "บุรีรัมย์", "name": "sign_off", "value": "off"}, (SUPERVISOR, ADMIN, EVERYWHERE)),
    ("/admin/names", {"province": "บุรีรัมย์", "kind": "topic", "alias": "ของดี", "means": "otop_income"},
     (SUPERVISOR, ADMIN, EVERYWHERE)),
    (f"/admin/questions/{B}", {"question": "BRM-8", "value": "23", "why": "x"}, (ADMIN, EVERYWHERE)),
    (f"/p/{B}/close", {"sure": "ปิดรอบ"}, (SUPERVISOR, ADMIN, EVERYWHERE)),
    (f"/p/{B}/reopen", {"why": "x"}, (SUPERVISOR, ADMIN, EVERYWHERE)),
)  # fmt: skip


@pytest.mark.parametrize("name", [*EVERYBODY, ELSEWHERE])
def test_each_role_does_its_own_deeds_and_no_others(office: Office, name: str) -> None:
    visitor = office.visitor(name)
    wrong = []
    for path, fields, who in DEEDS:
        # closing is sent from the page that says what is missing
        form_at = f"/p/{B}/sign" if path.endswith("/close") and name in who else "/files"
        status = visitor.send(form_at, path, **fields).status_code
        if status != (303 if name in who else 403):
            wrong.append(f"{path}: {status}")
    assert not wrong, wrong


def test_a_supervisor_does_not_touch_administrators_or_other_provinces(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    for name in (ADMIN, EVERYWHERE, ELSEWHERE, SUPERVISOR):
        path = f"/admin/people/{office.people[name]}"
        assert visitor.send("/files", path, deed="remove").status_code == 403, name


def test_a_person_who_moved_sees_the_new_district_at_once(office: Office) -> None:
    visitor = office.visitor(OFFICER)
    assert visitor.get(f"/d/{B}/{OTHER}").status_code == 403
    with office.store.db.transaction():
        office.store.people.update(person=office.people[OFFICER], districts=(OTHER,))
    assert visitor.get(f"/d/{B}/{OTHER}").status_code == 200
    assert visitor.get(f"/d/{B}/{OWN}").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/p/nowhere-2561",
        f"/d/{B}/ไม่มี",
        f"/d/{B}/{OWN}/function/99",
        "/r/none",
        "/e/none",
        "/doc/nowhere",
        "/p/nongkhai-2565-1",
    ],
)
def test_what_is_not_there_is_not_there(office: Office, path: str) -> None:
    assert office.visitor(SUPERVISOR).get(path).status_code == 404
