"""Draws the gallery: `python -m tests.gallery.draw FOLDER` plays a round and photographs what a person would see.

Chats stand in chat-NAME-WIDTH.png (the telephone's page, every answer of that person below each other), pages in
page-NAME-WIDTH.png at 360 and 1366 pixels, and the printed forms as form-NAME.pdf with form-NAME.png beside it.
"""

import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.chats.play import play
from bot.simulator.page import page as page_of

CHROMIUM = "/usr/bin/chromium"
ROUND = Path(__file__).parent / "a_round.txt"
SAMPLE = Path(__file__).parents[2] / "docs/samples/lampang.docx"
PHONE, LAPTOP = 360, 1366
ID, DISTRICT = "buriram-2561", quote("บ้านกรวด")
PAGES = {
    "ผู้ดูแล": {
        "home": "/", "province": f"/p/{ID}", "indicator-everywhere": f"/p/{ID}/i/function/2",
        "over-round": f"/p/{ID}/round", "silent": f"/p/{ID}/silent",
        "near": f"/p/{ID}/near", "changes": f"/p/{ID}/changes",
        "odd": f"/p/{ID}/odd", "waiting": f"/p/{ID}/waiting",
        "closing": f"/p/{ID}/sign", "document": f"/doc/{ID}", "document-line": f"/doc/{ID}?line=290",
        "admin": "/admin", "people": "/admin/people", "questions": f"/admin/questions/{ID}", "drafts": "/drafts",
        "draft": "/drafts/1", "draft-preview": "/drafts/1/preview",
        "versions": f"/admin/versions/{ID}", "names": "/admin/names", "unread": "/admin/unread",
        "broadcast": "/admin/broadcast", "away": "/away", "trail": "/admin/trail",
        "ask": f"/p/{ID}/ask/{DISTRICT}?about=silent",
        "files": "/files", "not-found": "/p/nothing",
    },
    "สมชาย": {
        "district": f"/d/{ID}/{DISTRICT}", "indicator": f"/d/{ID}/{DISTRICT}/function/2", "mine": "/mine",
        "files-of-officer": "/files", "form": f"/sheet/{ID}/{DISTRICT}",
        "targets": f"/sheet/{ID}/{DISTRICT}/targets",
    },
    "ประเสริฐ": {"sign": f"/sign/{ID}/{DISTRICT}", "district-of-head": f"/d/{ID}/{DISTRICT}", "away-of-head": "/away"},
}  # fmt: skip
FORMS = {"score": f"/sheet/{ID}/{DISTRICT}", "targets": f"/sheet/{ID}/{DISTRICT}/targets"}


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, HostedBot(today="2018-03-20", folder=Path(kept)) as bot:
        bot.line.page = page_of(bot.line)
        played = play(ROUND, bot)
        print("\n".join(played.shown))
        bot.command("agreement", "draft", str(SAMPLE), "--keep", "--year", "2570")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            _chats(browser, bot, folder)
            _pages(browser, bot, folder)
            browser.close()


def _chats(browser: Browser, bot: HostedBot, folder: Path) -> None:
    """The telephone of each person, as high as the chat is long."""
    for person in bot.line.world.people.values():
        for width in (PHONE, LAPTOP):
            page = browser.new_context(viewport={"width": width, "height": 9000}, locale="th-TH").new_page()
            page.goto(f"{bot.line.url}/#{person.user_id}")
            page.wait_for_timeout(600)
            page.screenshot(path=folder / f"chat-{person.name.split()[0]}-{width}.png")
            page.context.close()


def _pages(browser: Browser, bot: HostedBot, folder: Path) -> None:
    everybody = bot.service.store.people.of_province("บุรีรัมย์") + bot.service.store.people.admins()
    for who, pages in PAGES.items():
        person = next(p for p in everybody if p.name.startswith(who))
        for width in (PHONE, LAPTOP):
            page = enter(browser, bot, person.id, width)
            for name, path in pages.items():
                page.goto(f"{bot.url}{path}")
                page.screenshot(path=folder / f"page-{name}-{width}.png", full_page=True)
            if width == LAPTOP:
                _forms(page, bot, folder, FORMS if who == "สมชาย" else {})
            page.context.close()


def _forms(page: Page, bot: HostedBot, folder: Path, forms: dict[str, str]) -> None:
    for name, path in forms.items():
        page.goto(f"{bot.url}{path}")
        pdf = folder / f"form-{name}.pdf"
        page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
        if shutil.which("pdftoppm"):
            subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, folder / f"form-{name}"], check=True)


def enter(browser: Browser, bot: HostedBot, person: int, width: int) -> Page:
    token = secrets.token_urlsafe(16)
    with bot.service.store.db.transaction():
        bot.service.store.visits.give_link(token=token, person=person, path="/", expires=2**53)
    page = browser.new_context(viewport={"width": width, "height": 800}, locale="th-TH").new_page()
    page.goto(f"{bot.url}/open/{token}")
    page.get_by_role("button", name="เข้าใช้งาน").click()
    return page


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
