"""The door: a link opens once and soon, looking at it changes nothing, and every form comes from our own page."""

import re

import pytest

from bot.links import Links
from bot.now import milliseconds
from handlers.desk.nouns import Message
from handlers.desk.writes import GiveLink
from tests.dashboard.conftest import Office, Visitor, hidden, plain


def test_looking_at_a_link_does_not_use_it_up(office: Office) -> None:
    client = office.app.test_client()
    address = office.link("นภา ผู้กำกับ", "/files")
    for _ in range(3):  # LINE's preview, a colleague's preview, the person
        shown = client.get(address)
        assert shown.status_code == 200
        assert "เข้าใช้งาน" in plain(shown.text)
        assert "radap=" not in str(shown.headers.getlist("Set-Cookie"))
    entered = client.post(address, data={"seal": hidden(shown, "seal")})
    assert (entered.status_code, entered.location) == (303, "/files")
    assert client.get("/files").status_code == 200


def test_a_used_link_is_refused(office: Office) -> None:
    client = office.app.test_client()
    address = office.link("นภา ผู้กำกับ")
    shown = client.get(address)
    assert client.post(address, data={"seal": hidden(shown, "seal")}).status_code == 303
    again = office.app.test_client()
    assert again.get(address).status_code == 410
    assert client.post(address, data={"seal": hidden(shown, "seal")}).status_code in (400, 410)
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in plain(again.get(address).text)


def test_an_expired_link_is_refused(office: Office) -> None:
    address = office.link("นภา ผู้กำกับ", lives=-1)
    assert office.app.test_client().get(address).status_code == 410


def test_a_link_that_nobody_gave_is_refused(office: Office) -> None:
    assert office.app.test_client().get("/open/guessed").status_code == 410


def test_the_button_works_only_in_the_browser_that_showed_it(office: Office) -> None:
    address = office.link("นภา ผู้กำกับ")
    seal = hidden(office.app.test_client().get(address), "seal")
    assert office.app.test_client().post(address, data={"seal": seal}).status_code == 400
    assert office.app.test_client().post(address).status_code == 400


def test_the_session_is_the_persons_and_ends_with_them(office: Office) -> None:
    visitor = office.visitor("สมชาย บ้านกรวด")
    assert visitor.get("/files").status_code == 200
    with office.store.db.transaction():
        office.store.people.remove(person=office.people["สมชาย บ้านกรวด"])
    assert visitor.get("/files").status_code == 401


def test_leaving_ends_the_session(office: Office) -> None:
    visitor = office.visitor("นภา ผู้กำกับ")
    assert visitor.send("/files", "/leave").status_code == 200
    assert visitor.get("/files").status_code == 401


def test_without_a_session_there_is_only_the_way_in(office: Office) -> None:
    shown = office.app.test_client().get("/p/buriram-2561")
    assert shown.status_code == 401
    assert "พิมพ์ “แดชบอร์ด” ในห้องแชต" in plain(shown.text)


@pytest.mark.parametrize("public_url", ["https://radap.example.go.th", "http://127.0.0.1:8000"])
def test_cookies_are_closed_to_scripts_and_other_sites(
    office: Office, monkeypatch: pytest.MonkeyPatch, public_url: str
) -> None:
    object.__setattr__(office.service.settings, "public_url", public_url)
    client = office.app.test_client()
    address = office.link("นภา ผู้กำกับ")
    shown = client.get(address, base_url=public_url)
    entered = client.post(address, data={"seal": hidden(shown, "seal")}, base_url=public_url)
    kept = next(c for c in entered.headers.getlist("Set-Cookie") if c.startswith("radap="))
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept
    assert ("Secure" in kept) == public_url.startswith("https")


def test_every_page_has_the_strict_headers(office: Office) -> None:
    visitor = office.visitor("ผู้ดูแล")
    for path in ("/p/buriram-2561", "/admin", "/files", "/nowhere", "/static/pages.css"):
        headers = visitor.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy  # our own files only, nothing within a page
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.get("/p/buriram-2561").headers["Cache-Control"] == "no-store"


def test_no_page_holds_a_script_or_a_style_of_its_own(office: Office) -> None:
    visitor = office.visitor("ผู้ดูแล")
    for path in (
        "/p/buriram-2561",
        "/d/buriram-2561/บ้านกรวด/function/2",
        "/admin/people",
        "/sheet/buriram-2561/บ้านกรวด",
    ):
        text = visitor.client.get(path).text
        assert [s for s in re.findall("<script[^>]*>", text) if 'src="/static/' not in s] == []
        assert "style=" not in text
        assert " onclick" not in text


FORMS = (
    "/d/buriram-2561/บ้านกรวด/people", "/d/buriram-2561/บ้านกรวด/share", "/d/buriram-2561/บ้านกรวด/value",
    "/sign/buriram-2561/บ้านกรวด", "/p/buriram-2561/close", "/p/buriram-2561/reopen", "/admin/people/1",
    "/admin/questions/buriram-2561", "/admin/values/buriram-2561", "/admin/names", "/admin/settings",
    "/admin/unread/1", "/admin/broadcast", "/p/buriram-2561/ask/บ้านกรวด", "/e/photo/verify", "/leave",
    "/leave/everywhere", "/admin/versions/buriram-2561", "/drafts", "/drafts/who", "/drafts/1", "/drafts/1/activate",
    "/admin/versions/buriram-2561/amend", "/admin/unread/1/again", "/admin/unread/1/name", "/admin/unread/1/line",
    "/away", "/away/cancel",
    "/drafts/1/give-up", "/drafts/1/again",
)  # fmt: skip


def test_the_list_of_forms_is_complete(office: Office) -> None:
    posted = {str(rule) for rule in office.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert len(posted) == len(FORMS) + 1  # and the button of the link, which has its own seal


@pytest.mark.parametrize("path", FORMS)
def test_a_form_from_elsewhere_changes_nothing(office: Office, path: str) -> None:
    admin = office.visitor("ผู้ดูแล")
    before = office.store.db.query("SELECT * FROM people ORDER BY id")
    for data in ({}, {"csrf": "guessed"}, {"csrf": "ฟอร์ม"}):
        assert admin.client.post(path, data=data).status_code == 400, data
    assert office.store.db.query("SELECT * FROM people ORDER BY id") == before


def test_another_sessions_form_is_no_good(office: Office) -> None:
    mine, other = office.visitor("ผู้ดูแล"), office.visitor("นภา ผู้กำกับ")
    theirs = hidden(other.get("/files"), "csrf")
    assert mine.client.post("/leave", data={"csrf": theirs}).status_code == 400


def test_a_link_from_chat_is_made_from_its_message_and_bears_the_flag_for_the_browser(office: Office) -> None:
    links = Links(office.service.settings)
    message = Message("w1", "text", office.service.today.now(), "U1", "U1", text="แดชบอร์ด")
    address, change = links.offer(message, 7, "/files")
    again, _ = links.offer(message, 7, "/files")
    other, _ = links.offer(message, 8, "/files")
    assert address == again
    assert address != other
    assert address.endswith("?openExternalBrowser=1")
    assert ".zip" not in address
    assert isinstance(change, GiveLink)
    assert change.expires - milliseconds() <= 15 * 60 * 1000


def test_visitors_come_in_through_the_words_of_the_chat(office: Office) -> None:
    assert isinstance(office.visitor("สมหญิง คูเมือง"), Visitor)
