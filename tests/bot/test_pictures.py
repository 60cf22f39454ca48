"""Charts as pictures: what LINE fetches is a small PNG behind an address that nobody guesses, and it expires."""

import re
from pathlib import Path

import pytest
import urllib3

from bot.commands.running.hosted_bot import HostedBot
from bot.pictures import FONTS, png
from bot.simulator.api.menus import picture_size
from bot.simulator.chats.play import play
from templates.pictures.drawing import Cell, grid

ADDRESS = "https://radap.example.go.th"
CHAT = """
@ 2561-03-15
$ activate buriram-2561
คน: สมชาย = officer บุรีรัมย์ / บ้านกรวด
คน: นภา = supervisor บุรีรัมย์
สมชาย> OTOP สะสม 18,825,241.50 บาท
สมชาย> กราฟ OTOP
นภา> ภาพรวมจังหวัด
"""


def played(bot: HostedBot, folder: Path) -> list[dict[str, str]]:
    """The image messages of a chat."""
    file = folder / "chat.txt"
    file.write_text(CHAT, encoding="utf-8")
    done = play(file, bot)
    assert done.ok, done
    return [m for call in bot.line.sending.sent for m in call.messages if m["type"] == "image"]


def fetch(bot: HostedBot, address: str) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", address.replace(ADDRESS, bot.url))


def test_line_gets_a_small_picture_and_a_smaller_preview(tmp_path: Path) -> None:
    with HostedBot(more={"PUBLIC_URL": ADDRESS}) as bot:
        images = played(bot, tmp_path)
        assert len(images) == 2  # the trend, the grid
        for image in images:
            whole, small = (fetch(bot, image[name]) for name in ("originalContentUrl", "previewImageUrl"))
            assert (whole.status, small.status) == (200, 200)
            assert picture_size(whole.data)[:2] == ("image/png", 1040)  # type: ignore[index]
            assert picture_size(small.data)[:2] == ("image/png", 360)  # type: ignore[index]
            assert len(whole.data) < 1_000_000
            assert len(small.data) < 100_000
            assert re.fullmatch(rf"{ADDRESS}/picture/[\w-]{{32}}\.png", image["originalContentUrl"])
        kept = str(bot.service.store.db.query("SELECT svg FROM pictures"))
        assert "บ้านกรวด" in kept
        assert "สมชาย" not in kept  # nobody is named
        assert "นภา" not in kept


def test_an_address_that_has_expired_or_never_was_says_so_in_thai(tmp_path: Path) -> None:
    with HostedBot(more={"PUBLIC_URL": ADDRESS}) as bot:
        image = played(bot, tmp_path)[0]
        with bot.service.store.db.transaction():
            bot.service.store.db.execute("UPDATE pictures SET expires = 1")
        gone = fetch(bot, image["originalContentUrl"])
        assert gone.status == 410
        assert "รูปนี้หมดอายุแล้ว" in gone.data.decode()
        unknown = fetch(bot, f"{ADDRESS}/picture/{'a' * 32}.png")
        assert unknown.status == 404
        assert "ไม่พบหน้านี้" in unknown.data.decode()


def test_without_an_address_that_line_reaches_the_text_says_where_to_look(tmp_path: Path) -> None:
    with HostedBot(more={"PUBLIC_URL": "http://radap.example.go.th"}) as bot:
        assert played(bot, tmp_path) == []
        said = str([m for call in bot.line.sending.sent for m in call.messages])
        assert said.count("ดูกราฟได้ที่หน้าเว็บ พิมพ์ “แดชบอร์ด”") == 2
        assert "15 มี.ค. 2561: 17% (ระดับ 2)" in said


def test_the_same_drawing_is_the_same_picture() -> None:
    """With the fonts that are shipped, and no other: Thai marks above and below stand where they belong."""
    svg = grid("ภาพรวม", "จ.บุรีรัมย์", ["กู้ยืม"], [("ปะคำ", [Cell(3)]), ("แคนดง", [Cell(None)])], [Cell(None)])
    assert [Path(file).name for file in FONTS] == ["NotoSans-Latin.ttf", "NotoSansThai.ttf"]
    assert png(svg, 480) == png.__wrapped__(svg, 480)


@pytest.mark.parametrize(("cell", "drawn"), [(Cell(4), ">4</text>"), (Cell(None), ">–</text>"), (None, ">·</text>")])
def test_a_cell_says_its_level_is_hollow_or_does_not_apply(cell: Cell | None, drawn: str) -> None:
    svg = grid("ภาพรวม", "จ.ตัวอย่าง", ["OTOP"], [("อำเภอ", [cell])], [Cell(None)])
    assert drawn in svg
