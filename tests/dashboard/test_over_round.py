"""The province over the round, counted by hand; what a page weighs; and what is typed at a keyboard alone."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from bot.commands.running.hosted_bot import HostedBot
from tests.dashboard.conftest import AGREEMENT, Office
from tests.dashboard.test_walk import LAPTOP, bot, chromium, enter

__all__ = ["bot", "chromium"]
P, D = f"/p/{AGREEMENT}", f"/d/{AGREEMENT}/บ้านกรวด"
LARGEST = 60 * 1024  # bytes of a page


def test_every_months_end_and_today_are_counted(office: Office) -> None:
    """The round began on 1 October 2017; today is 20 March 2018. Reports are of 31 January and of 15 to 20 March."""
    page = office.visitor("นภา ผู้กำกับ").see(f"{P}/round")
    rows = re.findall(r"(\d+ \S+ 256[01]) ([–\d]+) ([–\d]+) ([–\d]+) ([–\d]+) ([–\d]+) ([–\d]+) (\d+)", page)
    assert [row[0] for row in rows] == [
        "31 ต.ค. 2560", "30 พ.ย. 2560", "31 ธ.ค. 2560", "31 ม.ค. 2561", "28 ก.พ. 2561", "20 มี.ค. 2561",
    ]  # fmt: skip
    totals = {sum(int(n) for n in row[1:] if n != "–") for row in rows}
    assert len(totals) == 1  # the same districts and indicators in each column
    assert rows[2][1:7] == ("1", *("–",) * 5)  # nothing before January; ลำปลายมาศ has no poor household: level 5
    assert rows[3][6] == "1"  # 15,000,000 of a base of 16,089,950 is less than before: level 0
    # today: OTOP 17 % (2), households 12 of 14 (3) and 14 of 14 (5), poor households 50 % (5), เมือง OTOP
    last = dict(zip((5, 4, 3, 2, 1, 0), rows[-1][1:7], strict=True))
    assert (last[3], last[2]) == ("1", "1")
    assert int(last[5]) >= 2


def test_the_picture_says_its_figures_and_is_asked_for_after_the_table(office: Office) -> None:
    visitor = office.visitor("นภา ผู้กำกับ")
    shown = visitor.get(f"{P}/round.svg")
    assert (shown.status_code, shown.mimetype) == (200, "image/svg+xml")
    assert "<title>31 ต.ค. 2560: ระดับ 5 จำนวน 1, ยังไม่มีระดับ " in shown.text
    assert f'src="{P}/round.svg"' in visitor.get(P).text
    assert 'loading="lazy"' in visitor.get(P).text
    assert office.visitor("สมชาย บ้านกรวด").get(f"{P}/round.svg").status_code == 403


@pytest.mark.parametrize(
    "path",
    [P, f"{P}/round", f"{P}/silent", f"{P}/near", f"{P}/odd", f"{P}/sign", D, f"{D}/function/2",
     f"/doc/{AGREEMENT}", f"/doc/{AGREEMENT}?from=201", f"/doc/{AGREEMENT}?from=401",
     f"/sheet/{AGREEMENT}/บ้านกรวด", f"/sheet/{AGREEMENT}/บ้านกรวด/targets", "/mine", "/files", "/admin", "/admin/people",
     f"/admin/questions/{AGREEMENT}", f"/admin/versions/{AGREEMENT}", "/admin/names", "/admin/unread",
     "/admin/broadcast", "/admin/trail", "/away", "/static/pages.css"],
)  # fmt: skip
def test_no_page_is_heavier_than_sixty_kilobytes(office: Office, path: str) -> None:
    shown = office.visitor("ผู้ดูแล").get(path)
    data = shown.data
    assert shown.status_code == 200
    assert len(data) < LARGEST, f"{unquote(path)}: {len(data)}"


def test_the_office_works_with_a_keyboard_alone(chromium: Browser, bot: HostedBot) -> None:
    """Search, filter, remind: Tab, letters, Enter; every stop can be seen."""
    person = next(p for p in bot.service.store.people.of_province("บุรีรัมย์") if p.role == "supervisor")
    with bot.service.store.db.transaction():
        bot.service.store.visits.give_link(token="keys", person=person.id, path="/", expires=2**53)
    page = enter(chromium, bot, f"{bot.url}/open/keys", LAPTOP)
    page.goto(f"{bot.url}{P}")

    def tab_to(says: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            told = page.evaluate(
                "(e => [e.innerText, e.ariaLabel, e.name, e.labels && e.labels[0] && e.labels[0].innerText].join('|'))"
                "(document.activeElement)"
            )
            if says in str(told) and page.evaluate("document.activeElement !== document.body"):
                ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert ring != "none", f"{says}: nobody sees that it is chosen"
                return
        raise AssertionError(f"{says} is not reached by {most} stops")

    tab_to("ค้นหาอำเภอ")
    page.keyboard.type("กรวด")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    assert page.locator("table.grid tbody tr").count() == 1
    page.goto(f"{bot.url}{P}/silent")
    tab_to("เตือนเลย บ้านกรวด")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/**", wait_until="load")
    tab_to("ข้อความ")
    tab_to("ส่ง")
    page.keyboard.press("Enter")
    page.wait_for_url("**/silent")
    assert "ส่งข้อความถึง" in page.locator(".told").inner_text()
    page.goto(f"{bot.url}/admin")
    tab_to("แบบฟอร์มพิมพ์ด้วยเลขไทย")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert "เปิด “แบบฟอร์มพิมพ์ด้วยเลขไทย" in page.locator(".told").inner_text()
    tab_to("เลิกทำ")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert "ปิด “แบบฟอร์มพิมพ์ด้วยเลขไทย" in page.locator(".told").inner_text()
    page.context.close()


def test_twice_as_large_letters_leave_every_page_within_its_screen(chromium: Browser, bot: HostedBot) -> None:
    """200 % zoom of a laptop is a screen half as wide."""
    person = next(p for p in bot.service.store.people.of_province("บุรีรัมย์") if p.role == "supervisor")
    with bot.service.store.db.transaction():
        bot.service.store.visits.give_link(token="zoom", person=person.id, path="/", expires=2**53)
    page = enter(chromium, bot, f"{bot.url}/open/zoom", {"width": 640, "height": 400})
    for path in (P, f"{P}/round", f"{P}/silent", D, f"{D}/function/2", "/admin/people", "/away", "/admin/broadcast"):
        page.goto(f"{bot.url}{path}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{path}: {wide} pixels wider than the screen"
    page.context.close()


def test_a_long_document_is_leafed_through(office: Office) -> None:
    """Three leaves of 200 lines; a line's own page leads to the leaf that it stands on."""
    visitor = office.visitor("สมชาย บ้านกรวด")
    agreement = office.book.get(AGREEMENT)
    assert agreement is not None
    of = len(agreement.document.lines)
    for since, said in ((1, f"บรรทัด 1–200 จาก {of} ถัดไป"), (290, f"ก่อนหน้า บรรทัด 201–400 จาก {of} ถัดไป"),
                        (of, f"ก่อนหน้า บรรทัด 401–{of} จาก {of} รายละเอียด")):  # fmt: skip
        assert said in visitor.see(f"/doc/{AGREEMENT}?from={since}"), since
    assert f'href="/doc/{AGREEMENT}?from=290#l290"' in visitor.get(f"/doc/{AGREEMENT}?line=290").text
    assert 'id="l290"' in visitor.get(f"/doc/{AGREEMENT}?from=290").text
