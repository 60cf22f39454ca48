"""sheet: makes the officer's one-page sheet for a province, with ten examples of its own and the account's QR code."""

import argparse
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.office.book import Book
from bot.post.line import Line
from bot.refused import Refused
from bot.today import Today
from handlers.office.trying_names import proven_example
from handlers.routes.table import ROUTES
from scoring.agreement import Agreement
from templates.words.people import sheet as words
from templates.words.scores import agreement_name

TEMPLATES = Path(__file__).parents[3] / "templates" / "pages"
LINES = 10
REPORTS = 5  # of the ten: the rest shows what else can be asked
ASKS = ("คะแนน", "เหลืออะไรบ้าง", "ทำอะไรก่อนดี", "กำหนดส่ง", "แก้เป็น 85%", "ช่วยเหลือ", "ประวัติ")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--province", required=True)
    parser.add_argument("--account", help="the account's id, like @radap; without it LINE is asked")
    parser.add_argument("--out", type=Path, help="the file to write (default: radap-PROVINCE.html)")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=args.account is None)
    store = ready("sheet", settings)
    today = Today(settings, store)
    book = Book(store.rounds, today.day)
    book.refresh()
    day = today.day()
    opened = book.open(args.province, day) or book.open(args.province)
    if not opened:
        served = ", ".join(book.provinces()) or "none"
        raise Refused(f"sheet: found no open agreement for {args.province!r}, provinces with one: {served}")
    account = args.account or _account(Line(settings.channel_token, settings.api_host))
    out = args.out or Path(f"radap-{args.province}.html")
    page = sheet(opened[0], account)
    try:
        out.write_text(page, encoding="utf-8")
    except OSError as wrong:
        raise Refused(f"{out}: cannot be written ({wrong.strerror}), expected a file's name") from None
    print(f"{out}: one page A4, print it from any browser")
    store.close()
    return 0


def _account(line: Line) -> str:
    info = line.get("/v2/bot/info")
    if info is None or not info.get("basicId"):
        raise Refused("sheet: LINE did not say the account's id; give it with --account @…")
    return str(info["basicId"])


def sheet(agreement: Agreement, account: str) -> str:
    code = segno.make(f"https://line.me/R/ti/p/{account}", error="m")
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return page.get_template("officer_sheet.html").render(
        title=words.title(agreement.province),
        under=words.under(agreement_name(agreement)),
        qr=code.svg_inline(scale=4, border=1),
        account=account,
        examples=lines_of(agreement),
        words=words,
        foot=agreement_name(agreement),
    )


def lines_of(agreement: Agreement) -> list[tuple[str, str]]:
    """Ten things to type: the province's own reports first, then what every officer can ask."""
    district = agreement.districts[0]
    reports = (proven_example(i, (agreement,), district) for i in agreement.of(district))
    own = [(says, words.REPORT) for says in dict.fromkeys(filter(None, reports))][:REPORTS]
    does = {e.says: e.does for route in ROUTES for e in route.examples}
    asked = [(says, does[says]) for says in ASKS if says in does]
    return [*own, *asked][:LINES]
