"""The sample document walked in a real browser: from the file to the first officer's report, scored in the chat."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.people.world import Person
from tests.gallery.draw import CHROMIUM, enter

SAMPLE = Path(__file__).parents[2] / "docs/samples/lampang.docx"
ASKED = ("ใช่ ใช้ตามที่อ่านได้", "น้อยกว่าดีกว่า")  # the period, and numbers that fall


def test_from_a_file_to_a_scored_report_without_a_command_or_toml() -> None:
    with HostedBot(today="2027-01-20") as bot:
        _admins(bot)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            store = bot.service.store
            first, second = (next(p for p in store.people.admins() if p.name == name) for name in ("นภา", "วิชัย"))
            taps = _reviewed(enter(browser, bot, first.id, 360), bot.url)
            assert taps <= 20
            page = enter(browser, bot, second.id, 1366)
            page.goto(f"{bot.url}/drafts/1/preview")
            assert "ปลูกผักสวนครัว" in page.inner_text("main")
            page.get_by_role("button", name="เปิดใช้ข้อตกลง").click()
            assert page.url.endswith("/p/lampang-2570-1")
            browser.close()
        _newcomer_registers_and_is_scored(bot)
        somchai = _officer(bot)
        heard = _says(bot, somchai, "ปลูกผักสวนครัว 85%")
        assert "85%" in heard
        assert "ระดับ 3" in heard  # at least 80, below 90
        heard = _says(bot, somchai, "ตอบเรื่องร้องเรียน 8 วัน")
        assert "ระดับ 3" in heard  # at most 9, more than 7


def _newcomer_registers_and_is_scored(bot: HostedBot) -> None:
    """Somebody whom nobody has enrolled, of a province that the program did not know this morning."""
    chujai = bot.line.world.add_person("ชูใจ")
    assert "อ.งาว จ.ลำปาง" in _hears(bot, chujai, "ลงทะเบียน ชูใจ ใจดี พัฒนากร อ.งาว ลำปาง")
    assert "คำขอของท่านส่งถึงผู้กำกับของจังหวัดแล้ว" in _hears(bot, chujai, "ยอมรับ")
    [asking] = bot.service.store.people.of_province("ลำปาง", "waiting")
    approver = next(p for p in bot.line.world.people.values() if p.name == "นภา")
    assert "ชูใจ ใจดี" in _hears(bot, approver, "รออนุมัติ")
    _hears(bot, approver, f"อนุมัติ {asking.id}")
    heard = _hears(bot, chujai, "ปลูกผักสวนครัว 85%")
    assert "85%" in heard
    assert "ระดับ 3" in heard


def _admins(bot: HostedBot) -> None:
    for name in ("นภา", "วิชัย"):
        user = bot.line.world.add_person(name).user_id
        bot.command("enroll", "--name", name, "--role", "admin", "--line-user", user)


def _officer(bot: HostedBot) -> Person:
    somchai = bot.line.world.add_person("สมชาย")
    bot.command(
        "enroll", "--name", "สมชาย", "--province", "ลำปาง", "--district", "แม่ทะ", "--role", "officer",
        "--line-user", somchai.user_id,
    )  # fmt: skip
    return somchai


def _reviewed(page: Page, url: str) -> int:
    """Every tap from the empty page to the draft that waits for its second person."""
    taps = 0

    def tap(button: str) -> None:
        nonlocal taps
        page.get_by_role("button", name=button).first.click()
        taps += 1

    page.goto(f"{url}/drafts")
    page.set_input_files("input[name=file]", str(SAMPLE))
    tap("ส่งให้อ่าน")
    page.get_by_text("คำถามค้าง").wait_for(timeout=60_000)  # on a slow machine the page looks again by itself
    page.fill("form:has(input[value=head]) input[name=year]", "2570")
    page.locator("form:has(input[value=head]) button").click()
    for answer in ASKED:
        tap(answer)
    for n in range(1, 5):
        page.locator(f"#i-individual-{n} .chip").nth(1).click()
        taps += 1
    tap("ยืนยัน 4 ตัวที่ลองค่าแล้ว")
    assert "4 จาก 4 ตัวชี้วัด" in page.inner_text("main")
    page.get_by_role("link", name="ดูก่อนเปิดใช้").click()
    assert "ต้องให้อีกคนหนึ่งกดเปิดใช้: วิชัย" in page.inner_text("main")
    return taps + 3


def _hears(bot: HostedBot, person: Person, text: str) -> str:
    before = len(bot.line.said_to(person.user_id))
    assert bot.line.phone.text(person, text).ok
    bot.wait_idle()
    return str(bot.line.said_to(person.user_id)[before:])


def _says(bot: HostedBot, person: Person, text: str) -> str:
    before = len(bot.line.said_to(person.user_id))
    assert bot.line.phone.text(person, text).ok
    bot.wait_idle()
    told = bot.line.said_to(person.user_id)[before:]
    first = str(told)
    if "ยอมรับ" in first or "รับทราบ" in first:  # the screen before the first stored word
        return _says(bot, person, "รับทราบ") + first
    return first
