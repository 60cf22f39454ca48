"""The page in a real browser: what a person sees and can do on a telephone and on a laptop."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

from bot.simulator.api.menus import Menus
from bot.simulator.page import page as page_of
from bot.simulator.people.world import Group, Person
from bot.simulator.phone.pictures import png
from bot.simulator.server import Simulator
from tests import left_out
from tests.simulator.echo_bot import EchoBot
from tests.simulator.showcase import answers

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        left_out.need("the simulator's page in a browser", "install: apt-get install chromium")
    playwright: Playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


class Office:
    """One simulator with its page, a stand-in bot, two colleagues, a stranger and a group."""

    def __init__(self) -> None:
        self.moves: list[str] = []
        self.line = Simulator(
            secret="s", token="t", page=lambda line: page_of(line, move_day=lambda day: self.moves.append(day) or day)
        ).start()
        self.bot = EchoBot(self.line.url, "s", "t", answers)
        self.line.connect(self.bot.callback)
        world = self.line.world
        world.set_day("2026-03-15")
        self.somchai: Person = world.add_person("สมชาย ใจดี", role="officer", province="บุรีรัมย์", district="บ้านกรวด")
        self.napa: Person = world.add_person("นภา รักงาน", role="supervisor", province="บุรีรัมย์")
        self.team: Group = world.add_group("ทีมบุรีรัมย์", (self.somchai.user_id, self.napa.user_id))

    def close(self) -> None:
        self.bot.close()
        self.line.stop()


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office()
    yield made
    made.close()


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def screen(request: pytest.FixtureRequest, chromium: Browser, office: Office) -> Iterator[Page]:
    yield from _open(chromium, office, request.param)


@pytest.fixture
def phone(chromium: Browser, office: Office) -> Iterator[Page]:
    yield from _open(chromium, office, PHONE)


def _open(chromium: Browser, office: Office, size: dict[str, int]) -> Iterator[Page]:
    context = chromium.new_context(viewport=size, locale="th-TH", accept_downloads=True)  # type: ignore[arg-type]
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route(re.compile(r"https://example\.org/.*"), lambda route: route.abort())
    page.goto(f"{office.line.url}/#{office.somchai.user_id}")
    page.wait_for_selector("#list .person", state="attached")
    yield page
    context.close()
    assert wrong == []


def said(page: Page, words: str) -> Locator:
    return page.locator("#log").get_by_text(words)


def say(page: Page, words: str) -> None:
    page.fill("#text", words)
    page.press("#text", "Enter")


def test_a_report_is_answered_with_a_card_that_fits_the_screen(screen: Page, office: Office) -> None:
    say(screen, "เบิกจ่าย 82.5%")
    card = screen.locator(".flex-bubble").last
    expect(card).to_contain_text("82.5%")
    expect(card).to_contain_text("ขาดอีก 2.5%")
    expect(screen.locator(".mine .bubble").last).to_have_text("เบิกจ่าย 82.5%")
    expect(screen.locator(".entry time").last).to_have_text(re.compile(r"^\d\d:\d\d$"))
    box, width = card.bounding_box(), screen.viewport_size
    assert box is not None
    assert width is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width["width"]
    assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out sideways"
    bar = screen.locator(".flex-bubble .flex-box.horizontal > .flex-box").evaluate_all(
        "bars => bars.filter(b => b.style.height === '8px').map(b => Math.round(b.getBoundingClientRect().width))"
    )
    assert len(bar) == 5
    assert max(bar) - min(bar) <= 1, "the five steps are equally wide"


def test_every_kind_of_message_is_drawn(phone: Page) -> None:
    say(phone, "รูปแบบ")
    expect(said(phone, "จบ https://example.org/ok")).to_be_visible()
    expect(phone.locator(".flex-hero .no-picture")).to_have_text("รูปภาพ")
    expect(phone.locator(".template")).to_have_count(4)
    expect(phone.locator(".flex-words.clamped")).to_have_css("-webkit-line-clamp", "2")
    assert "linear-gradient(90deg" in str(
        phone.locator(".flex-bubble .vertical").evaluate_all("all => all.map(n => n.style.backgroundImage).join()")
    )
    say(phone, "คะแนน")
    expect(phone.locator(".carousel .flex-bubble")).to_have_count(4)


def test_quick_replies_belong_to_the_last_message_and_not_to_the_computer(screen: Page, office: Office) -> None:
    say(screen, "เบิกจ่าย 82.5%")
    quick = screen.locator("#quick button")
    expect(quick).to_have_count(5)
    screen.click("#more")
    screen.click("#pop >> text=โหมดคอมพิวเตอร์")
    expect(screen.locator("#quick")).to_be_hidden()
    screen.click("#more")
    screen.click("#pop >> text=โหมดคอมพิวเตอร์")
    quick.filter(has_text="แก้ไข").click()
    expect(screen.locator(".mine .bubble").last).to_have_text("ขอแก้ไข")
    expect(said(screen, "รับแล้ว fix=1")).to_be_visible()
    expect(screen.locator("#quick")).to_be_hidden()


def test_a_day_is_picked_and_a_card_is_tapped(screen: Page, office: Office) -> None:
    say(screen, "เบิกจ่าย 82.5%")
    screen.locator("#quick button").filter(has_text="เลือกวัน").click()
    expect(screen.locator("dialog input")).to_have_value("2026-03-15")
    screen.fill("dialog input", "2026-03-31")
    screen.click("dialog .main")
    expect(said(screen, "รับแล้ว pick 2026-03-31")).to_be_visible()
    screen.locator(".flex-button", has_text="ดูคะแนนทั้งหมด").click()
    expect(said(screen, "คะแนนของจังหวัดบุรีรัมย์")).to_be_visible()
    screen.locator(".carousel .touchable", has_text="บ้านกรวด").click()
    expect(screen.locator(".mine .bubble").last).to_have_text("คะแนน บ้านกรวด")
    kinds = [(e["type"], e.get("message", {}).get("text")) for e in office.bot.events]
    assert kinds == [
        ("message", "เบิกจ่าย 82.5%"),
        ("postback", None),
        ("message", "คะแนน"),
        ("message", "คะแนน บ้านกรวด"),
    ]


def test_a_message_is_quoted_unsent_and_sent_again(phone: Page, office: Office) -> None:
    say(phone, "สวัสดี")
    answer = phone.locator(".theirs .bubble", has_text="ได้รับ text สวัสดี")
    expect(answer).to_be_visible()
    phone.locator(".theirs .dots").last.click()
    phone.click("#pop >> text=ตอบกลับ")
    say(phone, "ขอบคุณ")
    expect(phone.locator(".mine .quoted")).to_contain_text("ได้รับ text สวัสดี")
    expect(said(phone, "ได้รับ text ขอบคุณ")).to_be_visible()
    quoted = office.bot.events[-1]["message"]["quotedMessageId"]
    assert quoted == next(e.id for e in office.line.world.chat(office.somchai.user_id) if e.who == "bot")
    phone.locator(".mine .dots").last.click()
    phone.click("#pop >> text=ส่งซ้ำ")
    expect(phone.locator(".toast")).to_have_text("ส่งซ้ำแล้ว บอทรับไว้")
    assert office.bot.events[-1]["deliveryContext"] == {"isRedelivery": True}
    phone.locator(".mine .dots").last.click()
    phone.click("#pop >> text=ยกเลิกข้อความ")
    expect(said(phone, "คุณยกเลิกข้อความแล้ว")).to_be_visible()
    assert office.bot.events[-1]["type"] == "unsend"


def test_photos_files_and_places_are_sent(phone: Page, office: Office, tmp_path: Path) -> None:
    picture, report = tmp_path / "a.png", tmp_path / "รายงาน.pdf"
    picture.write_bytes(png(300, 200, (200, 80, 40)))
    report.write_bytes(b"%PDF-1.4 test")
    phone.click("#attach")
    phone.click("#pop >> text=ส่งรูปภาพ")
    phone.set_input_files("dialog input[type=file]", [picture, picture])
    phone.click("dialog .main")
    expect(phone.locator(".photo")).to_have_count(2)
    assert phone.locator(".photo").first.evaluate("image => image.decode().then(() => image.naturalWidth)") == 300
    phone.click("#attach")
    phone.click("#pop >> text=ส่งไฟล์")
    phone.set_input_files("dialog input[type=file]", report)
    phone.click("dialog .main")
    expect(phone.locator(".thing b", has_text="รายงาน.pdf")).to_be_visible()
    phone.click("#attach")
    phone.click("#pop >> text=ส่งตำแหน่ง")
    phone.click("dialog .main")
    expect(phone.locator(".thing b", has_text="ที่ว่าการอำเภอ")).to_be_visible()
    kinds = [e["message"]["type"] for e in office.bot.events]
    assert kinds == ["image", "image", "file", "location"]
    assert office.bot.events[0]["message"]["imageSet"]["total"] == 2


def test_what_goes_wrong_is_said_in_the_chat(phone: Page, office: Office) -> None:
    office.bot.status = 500
    say(phone, "สวัสดี")
    expect(phone.locator(".problem")).to_contain_text("บอทตอบว่า HTTP 500")
    office.bot.status = 200
    say(phone, "ผิด")
    expect(phone.locator(".note.bad")).to_contain_text("messages[0].text May not be empty")
    phone.click("#more")
    phone.click("#pop >> text=บันทึกการเรียก")
    expect(phone.locator("#call-list li.bad pre")).to_contain_text("May not be empty")


def test_in_a_group_each_has_their_own_side(phone: Page, office: Office) -> None:
    phone.click("#chats >> text=ทีมบุรีรัมย์")
    say(phone, "@ระดับ สวัสดี")
    expect(said(phone, "ได้รับ text @ระดับ สวัสดี")).to_be_visible()
    assert office.bot.events[-1]["message"]["mention"]["mentionees"][0]["isSelf"] is True
    office.line.phone.text(office.napa, "รับทราบ", office.team)
    expect(phone.locator(".theirs .name", has_text="นภา รักงาน")).to_be_visible()
    phone.locator(".mine .dots").last.click()
    phone.click("#pop >> text=แก้ไข")
    phone.fill("dialog input", "@ระดับ คะแนน")
    phone.click("dialog .main")
    expect(phone.locator(".mine .about", has_text="แก้ไขแล้ว")).to_be_visible()
    assert office.bot.events[-1]["type"] == "messageEdited"


def test_the_day_is_moved(screen: Page, office: Office) -> None:
    assert screen.viewport_size is not None
    if screen.viewport_size["width"] < 820:
        expect(screen.locator("#small-day")).to_have_text("15 มี.ค.")
        screen.click("#open-people")
    expect(screen.locator("#day-label")).to_have_text("อา. 15 มี.ค. 2569")
    screen.click("#day-next")
    expect(screen.locator("#day-label")).to_have_text("จ. 16 มี.ค. 2569")
    assert office.moves == ["2026-03-16"]


def test_a_stranger_joins_blocks_and_comes_back(screen: Page, office: Office) -> None:
    assert screen.viewport_size is not None
    small = screen.viewport_size["width"] < 820
    if small:
        screen.click("#open-people")
    screen.click("#add-person")
    screen.fill("dialog input", "คนใหม่")
    screen.click("dialog .main")
    expect(said(screen, "สวัสดีครับ ส่งคำว่า ช่วยเหลือ ได้ทุกเมื่อ")).to_be_visible()
    expect(screen.locator("#as-whom")).to_contain_text("คนใหม่ · ยังไม่ลงทะเบียน")
    screen.click("#more")
    screen.click("#pop >> text=บล็อกบอท")
    expect(said(screen, "บล็อกบอทแล้ว")).to_be_visible()
    screen.click("#more")
    screen.click("#pop >> text=เลิกบล็อกบอท")
    expect(screen.locator("#log >> text=เพิ่มบอทเป็นเพื่อนแล้ว")).to_have_count(2)
    assert [e["type"] for e in office.bot.events] == ["follow", "unfollow", "follow"]


def give_menu(office: Office) -> None:
    menus: Menus = office.line.menus
    area = {"bounds": {"x": 600, "y": 0, "width": 600, "height": 405}, "action": {"type": "message", "text": "คะแนน"}}
    body = {
        "size": {"width": 1200, "height": 405},
        "selected": True,
        "name": "o",
        "chatBarText": "เมนู",
        "areas": [area],
    }
    menu = menus.create(body).body["richMenuId"]
    menus.set_picture(menu, png(1200, 405, (20, 120, 80)), "image/png")
    menus.link(office.somchai.user_id, menu)


def test_the_rich_menu_is_shown_and_its_areas_work(phone: Page, office: Office) -> None:
    expect(phone.locator("#menu")).to_be_hidden()
    give_menu(office)
    expect(phone.locator("#menu-area img")).to_be_visible()
    phone.click("#menu-area button")
    expect(said(phone, "คะแนนของจังหวัดบุรีรัมย์")).to_be_visible()
    phone.click("#menu-bar")
    expect(phone.locator("#menu-area")).to_be_hidden()


def test_the_menu_and_the_text_box_are_there_one_at_a_time(screen: Page, office: Office) -> None:
    give_menu(office)
    expect(screen.locator("#menu-area img")).to_be_visible()
    expect(screen.locator("#composer")).to_be_hidden()
    screen.get_by_role("button", name="พิมพ์ข้อความ").click()
    expect(screen.locator("#menu-area")).to_be_hidden()
    expect(screen.locator("#text")).to_be_focused()
    screen.keyboard.type("คะแนน")
    screen.keyboard.press("Enter")
    expect(said(screen, "คะแนนของจังหวัดบุรีรัมย์")).to_be_visible()
    screen.click("#menu-bar")
    expect(screen.locator("#composer")).to_be_hidden()


@pytest.mark.parametrize("menu", [False, True], ids=["box", "menu"])
def test_the_keyboard_reaches_the_text_box_in_two_stops(screen: Page, office: Office, menu: bool) -> None:
    say(screen, "เบิกจ่าย 82.5%")
    expect(screen.locator(".flex-bubble")).to_be_visible()
    if menu:
        give_menu(office)
        expect(screen.locator("#menu-area img")).to_be_visible()
    screen.reload()
    expect(screen.locator(".flex-bubble")).to_be_visible()
    screen.keyboard.press("Tab")
    expect(screen.get_by_role("link", name="ไปที่ช่องพิมพ์")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator("#text")).to_be_focused()
    assert screen.url.endswith(f"#{office.somchai.user_id}"), "the address still says whose telephone it is"


def test_what_was_said_before_is_fetched_when_it_is_wanted(screen: Page, office: Office) -> None:
    for n in range(1, 71):
        for person in (office.somchai, office.napa):
            office.line.world.say(person.user_id, "bot", {"type": "text", "text": f"ข้อ {n} " + "ก" * 500})
    screen.reload()
    whole = screen.evaluate("fetch('/page/changes?since=0').then(a => a.text()).then(t => t.length)")
    assert whole < 10_000, "140 messages of 500 letters are kept; the last of each chat comes"
    numbers = "all => all.map(n => Number(n.textContent.split(' ')[1]))"
    bubbles = screen.locator("#log .theirs .bubble")
    expect(bubbles).to_have_count(31)
    assert bubbles.evaluate_all(numbers) == list(range(40, 71))
    screen.get_by_role("button", name="ข้อความก่อนหน้า").click()
    expect(bubbles).to_have_count(61)
    assert screen.evaluate("document.querySelector('#log').scrollTop") > 0, "the eye stays where it was"
    screen.get_by_role("button", name="ข้อความก่อนหน้า").click()
    expect(bubbles).to_have_count(70)
    assert bubbles.evaluate_all(numbers) == list(range(1, 71))
    expect(screen.get_by_role("button", name="ข้อความก่อนหน้า")).to_have_count(0)


def test_what_changes_in_an_old_message_does_not_make_it_the_last(phone: Page, office: Office) -> None:
    world = office.line.world
    first = world.say(office.somchai.user_id, office.somchai.user_id, {"type": "text", "text": "ข้อแรก"})
    for n in range(40):
        world.say(office.somchai.user_id, "bot", {"type": "text", "text": f"ข้อ {n}"})
    phone.reload()
    expect(phone.locator("#log .bubble")).to_have_count(31)
    world.change_entry(first.id, read=True)
    world.say(office.somchai.user_id, "bot", {"type": "text", "text": "ข้อสุดท้าย"})
    expect(phone.locator("#log .bubble").last).to_have_text("ข้อสุดท้าย")
    expect(said(phone, "ข้อแรก")).to_have_count(0)


def test_the_programs_day_stands_beside_the_real_one(phone: Page, office: Office) -> None:
    office.line.world.clock = lambda: 1_796_140_800.0  # 1 December 2026, 23:00 in Bangkok
    say(phone, "สวัสดี")
    expect(phone.locator("#log .day")).to_have_text("วันของระบบ อา. 15 มี.ค. 2569 · ส่งจริง อ. 1 ธ.ค. 2569")
    expect(phone.locator("#log .entry time").last).to_have_text("23:00")


def test_a_chat_is_copied_out(phone: Page, office: Office) -> None:
    say(phone, "เบิกจ่าย 82.5%")
    expect(phone.locator(".flex-bubble")).to_be_visible()
    phone.click("#more")
    with phone.expect_download() as waiting:
        phone.click("#pop >> text=คัดลอกแชตเป็นไฟล์")
    assert Path(waiting.value.path()).read_text(encoding="utf-8").splitlines() == [
        "@ 2569-03-15",
        "คน: สมชาย ใจดี = officer บุรีรัมย์ / บ้านกรวด",
        "",
        "",
        "สมชาย ใจดี> เบิกจ่าย 82.5%",
        "บอท< เบิกจ่าย 82.5% อ.บ้านกรวด → ระดับ 3 (เดิม 2) ขาดอีก 2.5% ถึงระดับ 4",
    ]


def test_others_messages_wait_with_a_number(phone: Page, office: Office) -> None:
    office.line.phone.text(office.napa, "สวัสดี")
    expect(phone.locator(f'.person[data-user="{office.napa.user_id}"] .badge')).to_have_text("1")


def test_words_are_never_markup(phone: Page) -> None:
    say(phone, "<img src=x onerror=alert(1)> <b>หนา</b>")
    expect(phone.locator(".theirs .bubble").last).to_have_text("ได้รับ text <img src=x onerror=alert(1)> <b>หนา</b>")


def test_whoever_is_new_is_shown_what_to_type_first(phone: Page, office: Office) -> None:
    hint = phone.get_by_role("region", name="เริ่มที่นี่")
    expect(hint).to_contain_text("ลองพิมพ์")
    hint.get_by_role("button", name="คะแนน").click()
    expect(phone.locator("#text")).to_have_value("คะแนน")
    expect(phone.locator("#text")).to_be_focused()


def test_who_was_given_a_menu_of_their_own_is_no_longer_unregistered(chromium: Browser, office: Office) -> None:
    stranger = office.line.world.add_person("ใหม่ มาเอง")
    page = next(opened := _open(chromium, office, LAPTOP))
    row = page.locator(".person", has_text="ใหม่ มาเอง")
    expect(row).to_contain_text("ยังไม่ลงทะเบียน")
    office.line.menus.linked[stranger.user_id] = "richmenu-1"
    page.reload()
    expect(row).to_contain_text("ลงทะเบียนแล้ว")
    opened.close()


def test_every_word_of_the_page_can_be_read(screen: Page, office: Office) -> None:
    say(screen, "สวัสดี")
    expect(said(screen, "ได้รับ text สวัสดี")).to_be_visible()
    give_menu(office)
    expect(screen.locator("#menu-area img")).to_be_visible()
    found = Axe().run(screen).response["violations"]
    assert [(v["id"], n["html"][:140]) for v in found for n in v["nodes"]] == []
