"""day: shows or moves the day that the program takes for today (demo and training only)."""

import argparse
from datetime import date

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.now import milliseconds
from bot.refused import Refused
from bot.today import Today
from handlers.desk.deeds import Deed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("day", nargs="?", help="a day like 2026-03-15; without it the day is shown")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = ready("day", settings)
    today = Today(settings, store)
    if args.day:
        try:
            day = date.fromisoformat(args.day)
        except ValueError:
            raise Refused(f"day: found {args.day!r}, expected a day like 2026-03-15") from None
        with store.db.transaction():
            today.move(day)
            store.trail.add(Deed("day", detail=day.isoformat()), way="command", by=None, at=milliseconds())
    print(today.day().isoformat())
    store.close()
    return 0
