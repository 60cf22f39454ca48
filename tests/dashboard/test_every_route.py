"""Every address of the program, each method of it, for every role: who may, who may not; one without an entry fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dashboard.drafts import uploading
from handlers.people.signatures import SWITCH
from tests.dashboard.conftest import Office, buriram, hidden
from tests.dashboard.evidence import attach

B, OWN = "buriram-2561", "บ้านกรวด"
SUPERVISOR, OFFICER, HEAD, OWNER, ADMIN = "นภา ผู้กำกับ", "สมชาย บ้านกรวด", "หัวหน้า บ้านกรวด", "กลุ่มยุทธศาสตร์", "ผู้ดูแล"
ELSEWHERE, EVERYWHERE = "ผู้กำกับชัยภูมิ", "ผู้ดูแลทุกจังหวัด"
NOBODY: tuple[str, ...] = ()
ADMINS = (ADMIN, EVERYWHERE)
OVERSEERS = (SUPERVISOR, *ADMINS)
ANY_OVERSEER = (*OVERSEERS, ELSEWHERE)
PROVINCE = (*OVERSEERS, OWNER)
IN_PROVINCE = (*PROVINCE, OFFICER, HEAD)
VISITORS = (*IN_PROVINCE, ELSEWHERE)
PERSON = "/admin/people/2"  # the officer of บ้านกรวด

# method and rule -> an address of it, the fields of its form, whose it is; to all others it says 403, to strangers 401
OF_VISITORS: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
    "GET /": ("/", {}, VISITORS),
    "GET /p/<id>": (f"/p/{B}", {}, PROVINCE),
    "GET /p/<id>/i/<path:indicator>": (f"/p/{B}/i/function/3", {}, PROVINCE),
    "GET /p/<id>/silent": (f"/p/{B}/silent", {}, PROVINCE),
    "GET /p/<id>/near": (f"/p/{B}/near", {}, PROVINCE),
    "GET /p/<id>/changes": (f"/p/{B}/changes", {}, PROVINCE),
    "GET /p/<id>/odd": (f"/p/{B}/odd", {}, PROVINCE),
    "GET /p/<id>/round": (f"/p/{B}/round", {}, PROVINCE),
    "GET /p/<id>/round.svg": (f"/p/{B}/round.svg", {}, PROVINCE),
    "GET /p/<id>/waiting": (f"/p/{B}/waiting", {}, OVERSEERS),
    "GET /p/<id>/sign": (f"/p/{B}/sign", {}, PROVINCE),
    "POST /p/<id>/close": (f"/p/{B}/close", {"sure": ""}, OVERSEERS),
    "POST /p/<id>/reopen": (f"/p/{B}/reopen", {"why": "x"}, OVERSEERS),
    "GET /p/<id>/ask/<district>": (f"/p/{B}/ask/{OWN}", {}, OVERSEERS),
    "POST /p/<id>/ask/<district>": (f"/p/{B}/ask/{OWN}", {"words": ""}, OVERSEERS),
    "GET /d/<id>/<name>": (f"/d/{B}/{OWN}", {}, IN_PROVINCE),
    "GET /d/<id>/<name>/<path:indicator>": (f"/d/{B}/{OWN}/function/3", {}, IN_PROVINCE),
    "POST /d/<id>/<name>/people": (
        f"/d/{B}/{OWN}/people", {"indicator": "function/3", "duty": "responsible"}, (*OVERSEERS, HEAD)),
    "POST /d/<id>/<name>/share": (
        f"/d/{B}/{OWN}/share", {"indicator": "function/4", "input": "access_percent", "holder": "x"},
        (*OVERSEERS, HEAD)),
    "POST /d/<id>/<name>/value": (
        f"/d/{B}/{OWN}/value", {"indicator": "function/3", "key": "", "amount": ""}, PROVINCE),
    "GET /r/<path:id>": ("/r/f6", {}, IN_PROVINCE),
    "GET /e/<path:id>": ("/e/photo", {}, IN_PROVINCE),
    "GET /o/<path:id>": ("/o/photo", {}, (*OVERSEERS, HEAD)),
    "POST /e/<path:id>/verify": ("/e/photo/verify", {"deed": "seen"}, OVERSEERS),
    "GET /doc/<id>": (f"/doc/{B}", {}, IN_PROVINCE),
    "GET /sign/<id>/<name>": (f"/sign/{B}/{OWN}", {}, IN_PROVINCE),
    "POST /sign/<id>/<name>": (f"/sign/{B}/{OWN}", {"about": "results", "deed": "certified"}, IN_PROVINCE),
    "GET /sheet/<id>/<name>": (f"/sheet/{B}/{OWN}", {}, IN_PROVINCE),
    "GET /sheet/<id>/<name>/targets": (f"/sheet/{B}/{OWN}/targets", {}, IN_PROVINCE),
    "GET /files": ("/files", {}, VISITORS),
    "GET /files/<id>/table": (f"/files/{B}/table", {}, PROVINCE),
    "GET /files/<id>/list": (f"/files/{B}/list", {}, PROVINCE),
    "GET /files/<id>/<name>/summary": (f"/files/{B}/{OWN}/summary", {}, IN_PROVINCE),
    "GET /files/<id>/<name>/evidence": (f"/files/{B}/{OWN}/evidence", {}, IN_PROVINCE),
    "GET /mine": ("/mine", {}, VISITORS),
    "GET /admin": ("/admin", {}, ANY_OVERSEER),
    "GET /admin/people": ("/admin/people", {}, ANY_OVERSEER),
    "POST /admin/people/<int:number>": (PERSON, {"deed": "", "shown": ""}, OVERSEERS),
    "GET /admin/questions/<id>": (f"/admin/questions/{B}", {}, OVERSEERS),
    "POST /admin/questions/<id>": (f"/admin/questions/{B}", {"question": "x", "value": "1", "why": "x"}, ADMINS),
    "GET /admin/values/<id>": (f"/admin/values/{B}", {}, OVERSEERS),
    "POST /admin/values/<id>": (f"/admin/values/{B}", {}, OVERSEERS),
    "GET /admin/versions/<id>": (f"/admin/versions/{B}", {}, OVERSEERS),
    "POST /admin/versions/<id>": (f"/admin/versions/{B}", {"part": "x", "why": "x"}, OVERSEERS),
    "POST /admin/versions/<id>/amend": (f"/admin/versions/{B}/amend", {}, ADMINS),
    "GET /admin/names": ("/admin/names", {}, ANY_OVERSEER),
    "POST /admin/names": ("/admin/names", {"province": "บุรีรัมย์", "kind": ""}, OVERSEERS),
    "POST /admin/settings": ("/admin/settings", {"province": "บุรีรัมย์", "name": SWITCH, "value": "on"}, OVERSEERS),
    "GET /admin/unread": ("/admin/unread", {}, ANY_OVERSEER),
    "POST /admin/unread/<int:seq>": ("/admin/unread/1", {}, ANY_OVERSEER),
    "POST /admin/unread/<int:seq>/again": ("/admin/unread/1/again", {}, ANY_OVERSEER),
    "GET /admin/unread/<int:seq>": ("/admin/unread/1", {}, ANY_OVERSEER),
    "POST /admin/unread/<int:seq>/name": ("/admin/unread/1/name", {"alias": "", "means": ""}, ANY_OVERSEER),
    "POST /admin/unread/<int:seq>/line": ("/admin/unread/1/line", {"right": ""}, ANY_OVERSEER),
    "GET /away": ("/away", {}, VISITORS),
    "POST /away": ("/away", {"person": "2", "stand_in": "3"}, (*OVERSEERS, HEAD)),
    "POST /away/cancel": ("/away/cancel", {}, VISITORS),
    "GET /admin/broadcast": ("/admin/broadcast", {}, ANY_OVERSEER),
    "POST /admin/broadcast": ("/admin/broadcast", {"words": ""}, ANY_OVERSEER),
    "GET /admin/trail": ("/admin/trail", {}, ANY_OVERSEER),
    "GET /admin/trail/list": ("/admin/trail/list", {}, ANY_OVERSEER),
    "GET /drafts": ("/drafts", {}, ADMINS),
    "POST /drafts": ("/drafts", {}, ADMINS),
    "POST /drafts/who": ("/drafts/who", {"person": ""}, ADMINS),
    "GET /drafts/<int:id>": ("/drafts/1", {}, ADMINS),
    "POST /drafts/<int:id>": ("/drafts/1", {"deed": "undo", "seen": ""}, ADMINS),
    "GET /drafts/<int:id>/preview": ("/drafts/1/preview", {}, ADMINS),
    "GET /drafts/<int:id>/file/<int:file>/page/<int:page>.png": ("/drafts/1/file/1/page/1.png", {}, ADMINS),
    "POST /drafts/<int:id>/activate": ("/drafts/1/activate", {"seen": ""}, ADMINS),
    "POST /drafts/<int:id>/give-up": ("/drafts/1/give-up", {"why": ""}, ADMINS),
    "POST /drafts/<int:id>/again": ("/drafts/1/again", {}, ADMINS),
    "POST /leave": ("/leave", {}, VISITORS),
    "POST /leave/everywhere": ("/leave/everywhere", {}, VISITORS),
}  # fmt: skip
# what strangers reach: an address of it, and what it says to them
OF_STRANGERS = {
    "GET /static/<path:filename>": ("/static/pages.css", 200),
    "GET /open/<token>": ("/open/nowhere", 410),
    "POST /open/<token>": ("/open/nowhere", 400),
    "GET /picture/<token>.png": ("/picture/nowhere.png", 404),
    "GET /healthz": ("/healthz", 200),
    "GET /metrics": ("/metrics", 200),  # on this machine itself, or with the token: tests/road/test_edge.py
}
NOT_THERE = {  # 404 is an answer there
    "/admin/unread/1", "/admin/unread/1/again", "/admin/unread/1/name", "/admin/unread/1/line", "/away/cancel",
    "/drafts/1/file/1/page/1.png",
}  # fmt: skip


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(uploading, "SOON", 60)
    office = Office(tmp_path)
    buriram(office)
    attach(office, "photo", OWN, "function/3", level=1)
    with office.store.db.transaction():
        office.store.wishes.set(province="บุรีรัมย์", name=SWITCH, value="on", by=1, at=0)
    admin = office.visitor(ADMIN)
    paper = Path("tests/drafting/documents/004-kalasin-livestock/paper.txt").read_text(encoding="utf-8")
    sent = admin.send("/drafts", "/drafts", province="บุรีรัมย์", year="2570", round="1", text=paper)
    assert sent.headers["Location"] == "/drafts/1"
    yield office
    office.service.stop()


def test_every_address_has_its_entry(office: Office) -> None:
    rules = {
        f"{method} {rule}" for rule in office.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }  # fmt: skip
    assert rules == OF_VISITORS.keys() | OF_STRANGERS.keys()
    adapter = office.app.url_map.bind("localhost")
    for entry, (path, *_) in {**OF_VISITORS, **OF_STRANGERS}.items():
        method, _, rule = entry.partition(" ")
        assert str(adapter.match(path, method, return_rule=True)[0]) == rule, entry


@pytest.mark.parametrize("name", VISITORS)
def test_each_role_reaches_what_is_its_own_and_nothing_else(whole: Office, name: str) -> None:
    visitor = whole.visitor(name)
    csrf, wrong = hidden(visitor.get("/files"), "csrf"), []
    for entry, (path, fields, who) in OF_VISITORS.items():
        if entry.startswith("GET"):
            answer = visitor.get(path)
            status = answer.status_code
            assert answer.headers["Cache-Control"] == "no-store", path  # pages and downloads alike
        else:
            status = visitor.client.post(path, data={"csrf": csrf, **fields}).status_code
            if path == "/leave":
                visitor = whole.visitor(name)
                csrf = hidden(visitor.get("/files"), "csrf")
        good = status in (200, 303, 400) or (status == 404 and path in NOT_THERE) if name in who else status == 403
        if not good:
            wrong.append(f"{entry}: {status}")
    assert not wrong, wrong


def test_a_stranger_reaches_nothing_but_the_door(whole: Office) -> None:
    client, wrong = whole.app.test_client(), []
    for entry, (path, fields, _) in OF_VISITORS.items():
        answer = client.get(path) if entry.startswith("GET") else client.post(path, data=fields)
        if answer.status_code != 401:
            wrong.append(f"{entry}: {answer.status_code}")
    for entry, (path, expected) in OF_STRANGERS.items():
        answer = client.get(path) if entry.startswith("GET") else client.post(path)
        if answer.status_code != expected:
            wrong.append(f"{entry}: {answer.status_code}")
    assert not wrong, wrong
