"""richmenu: makes LINE's rich menus, one for each role, and links them; `--draw` draws their pictures (developers)."""

import argparse
import subprocess
import tempfile
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.office.book import Book
from bot.post import richmenu
from bot.post.line import Line
from bot.refused import Refused
from templates.words.people.richmenu import MENUS, tabs_of

PAGES = Path(__file__).parents[3] / "templates" / "richmenu"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--draw", action="store_true", help="draw the pictures anew with chromium; LINE is not asked")
    parser.add_argument("--chromium", default="chromium", help="the browser that draws")


def run(args: argparse.Namespace) -> int:
    if args.draw:
        for role in MENUS:
            print(f"{role}: {draw(role, args.chromium):,} bytes")
        return 0
    settings = load_settings()
    store = ready("richmenu", settings)
    book = Book(store.rounds)
    book.refresh()
    provinces = {a.province for a in book.all()} | {""}
    people = [p for province in sorted(provinces) for p in store.people.of_province(province)]
    for said in richmenu.install(Line(settings.channel_token, settings.api_host), people):
        print(said)
    store.close()
    return 0


def page(role: str) -> str:
    """The picture as a page, half as large as the picture: the browser draws it at twice the density."""
    environment = Environment(loader=FileSystemLoader(PAGES), autoescape=True)
    size = {"width": richmenu.WIDE // 2, "height": richmenu.tall(role) // 2}
    tabs, columns = tabs_of(role), richmenu.columns(role)
    return environment.get_template("menu.html").render(
        name=role, cells=MENUS[role], tabs=tabs, tab_tall=richmenu.TAB_TALL // 2, columns=columns, **size
    )


def draw(role: str, chromium: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "menu.html"
        file.write_text(page(role), encoding="utf-8")
        target = richmenu.PICTURES / f"{role}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        size = f"--window-size={richmenu.WIDE // 2},{richmenu.tall(role) // 2}"
        words = [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=2", size]
        done = subprocess.run(
            [*words, f"--screenshot={target}", file.as_uri()], capture_output=True, text=True, timeout=120
        )
        if done.returncode or not target.exists():
            raise Refused(f"richmenu: {chromium} did not draw {role}: {done.stderr[-300:]}")
        return target.stat().st_size
