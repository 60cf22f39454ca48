"""A person walks through the pages in a real browser: from the link in chat to the line of the document."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.chats.play import play
from tests import left_out

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
CHAT = """
@ 2561-03-20
คน: นภา = supervisor บุรีรัมย์
คน: สมชาย = officer บุรีรัมย์ / บ้านกรวด
$ activate buriram-2561

สมชาย> OTOP ยอดสะสม 18,825,241.50 บาท
สมชาย> เข้าถึงแหล่งทุน 12 จาก 13 ครัวเรือน
นภา> คูเมือง เข้าถึงแหล่งทุน 7 จาก 14 ครัวเรือน
นภา> คะแนนจังหวัด
สมชาย> แดชบอร์ด
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        left_out.need("the province's pages in a browser", "install: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostedBot]:
    """A running bot that has just been told some results and asked for the province."""
    folder = tmp_path_factory.mktemp("walk")
    chat = folder / "chat.txt"
    chat.write_text(CHAT, encoding="utf-8")
    with HostedBot(folder=folder) as hosted:
        played = play(chat, hosted)
        assert played.ok, played.shown
        yield hosted


def links(bot: HostedBot) -> list[str]:
    """The addresses that the bot has given in chat, oldest first."""
    rows = bot.service.store.db.query("SELECT body FROM outbox ORDER BY created, seq")
    return [a for row in rows for a in re.findall(r'"(https?://[^"]+/open/[^"]+)"', row["body"])]


def enter(browser: Browser, bot: HostedBot, address: str, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size, locale="th-TH").new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.get_by_role("button", name="เข้าใช้งาน").click()
    return page


def test_every_link_asks_for_the_outside_browser_and_ends_in_no_zip(bot: HostedBot) -> None:
    found = links(bot)
    assert len(found) >= 2
    for address in found:
        assert "openExternalBrowser=1" in address
        assert ".zip" not in address


def test_from_the_chat_to_the_line_of_the_document_and_never_twice(chromium: Browser, bot: HostedBot) -> None:
    (address, *_) = links(bot)
    page = enter(chromium, bot, address, PHONE)
    page.wait_for_url("**/p/buriram-2561")
    assert page.get_by_role("heading", name="จ.บุรีรัมย์").is_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="บ้านกรวด", exact=True))
    assert row.get_by_role("cell").first.inner_text().strip() == "2"  # 17 % more: level 2, as a figure too
    row.get_by_role("rowheader").get_by_role("link").click()
    page.wait_for_url("**/d/buriram-2561/**")
    page.get_by_role("link", name="รายได้ OTOP").first.click()
    assert page.locator("svg.trend circle").count() == 1
    page.get_by_role("link", name="18,825,241.50 บาท").click()
    assert page.locator("blockquote").inner_text() == "OTOP ยอดสะสม 18,825,241.50 บาท"
    page.get_by_role("link", name="ของเอกสาร").click()
    assert page.locator(".paper .this").inner_text().startswith("245")
    again = chromium.new_page()
    again.goto(address)
    assert again.get_by_role("heading", name="ลิงก์นี้ใช้ไม่ได้แล้ว").is_visible()
    page.context.close()


def test_an_officer_sees_the_own_district_and_no_other(chromium: Browser, bot: HostedBot) -> None:
    page = enter(chromium, bot, links(bot)[-1], PHONE)
    page.wait_for_url("**/d/buriram-2561/**")
    assert page.get_by_role("heading", name="อ.บ้านกรวด").is_visible()
    for path in ("/d/buriram-2561/คูเมือง", "/p/buriram-2561", "/files/buriram-2561/คูเมือง/summary", "/admin"):
        answer = page.request.get(f"{bot.url}{path}")
        assert answer.status == 403, path
    page.context.close()


PATHS = (
    "/p/buriram-2561/round",
    "/p/buriram-2561", "/p/buriram-2561/i/function/4", "/d/buriram-2561/บ้านกรวด", "/d/buriram-2561/บ้านกรวด/function/2",
    "/p/buriram-2561/silent", "/p/buriram-2561/near", "/p/buriram-2561/changes", "/p/buriram-2561/odd",
    "/p/buriram-2561/waiting", "/p/buriram-2561/ask/บ้านกรวด", "/sheet/buriram-2561/บ้านกรวด/targets", "/mine",
    "/doc/buriram-2561?line=290", "/sheet/buriram-2561/บ้านกรวด", "/sign/buriram-2561/บ้านกรวด", "/p/buriram-2561/sign",
    "/files", "/admin", "/admin/people", "/admin/questions/buriram-2561", "/admin/names", "/admin/broadcast",
    "/away", "/admin/unread", "/admin/versions/buriram-2561", "/admin/trail",
)  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_page_is_wider_than_its_screen_or_breaks_its_own_policy(
    chromium: Browser, bot: HostedBot, size: dict[str, int]
) -> None:
    store = bot.service.store
    person = store.people.of_province("บุรีรัมย์")[0]
    assert person.role == "supervisor"
    with store.db.transaction():
        store.visits.give_link(token=f"walk-{size['width']}", person=person.id, path="/", expires=2**53)
    page = enter(chromium, bot, f"{bot.url}/open/walk-{size['width']}", size)
    complaints: list[str] = []
    axe = Axe()
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda said: complaints.append(f"{page.url}: {said}"))
    for path in PATHS:
        answer = page.goto(f"{bot.url}{path}")
        assert answer is not None
        assert answer.status == 200, path
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{path}: {wide} pixels wider than the screen"
        small = page.evaluate(
            "[...document.querySelectorAll('button')].filter(b => b.offsetHeight && b.offsetHeight < 44).length"
        )
        assert small == 0, f"{path}: buttons too small for a thumb"
        found = axe.run(page).response["violations"]  # of any impact
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], path
    assert complaints == []
    page.goto(f"{bot.url}/nothing-here")
    assert axe.run(page).response["violations"] == []
    page.context.close()


def test_script_searches_and_sorts_the_table_at_once(chromium: Browser, bot: HostedBot) -> None:
    person = bot.service.store.people.of_province("บุรีรัมย์")[0]
    with bot.service.store.db.transaction():
        bot.service.store.visits.give_link(token="grid", person=person.id, path="/", expires=2**53)
    page = enter(chromium, bot, f"{bot.url}/open/grid", LAPTOP)
    page.goto(f"{bot.url}/p/buriram-2561")
    page.get_by_label("ค้นหาอำเภอ").type("กรวด")
    assert page.locator("table.grid tbody tr:visible").count() == 1
    assert page.locator(".found").inner_text() == "1 อำเภอ"
    page.get_by_label("ค้นหาอำเภอ").fill("")
    page.get_by_role("link", name="เรียงตาม เข้าถึงแหล่งทุน").click()
    first = page.locator("table.grid tbody tr").first.get_by_role("rowheader")
    assert first.inner_text() == "บ้านกรวด"  # 12 of 13: level 4, the highest
    assert page.url.endswith("/p/buriram-2561")
    page.context.close()
