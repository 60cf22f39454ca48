"""activate: opens an agreement for its own period."""

import argparse

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.now import milliseconds
from bot.office.book import Book
from bot.refused import Refused
from handlers.desk.deeds import Deed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("agreement", help="an agreement's id, like buriram-2561")


def run(args: argparse.Namespace) -> int:
    store = ready("activate", load_settings(line_needed=False))
    book = Book(store.rounds)
    book.refresh()
    agreement = book.get(args.agreement)
    if agreement is None:
        known = ", ".join(sorted(a.id for a in book.all()))
        raise Refused(f"activate: found no agreement {args.agreement!r}, expected one of {known}")
    with store.db.transaction():
        fresh = store.rounds.activate(agreement=agreement.id, province=agreement.province, at=milliseconds())
        if fresh:
            store.trail.add(Deed("activate", agreement.id), way="command", by=None, at=milliseconds())
    print(f"{agreement.id}: {'open' if fresh else 'open already'}, {agreement.start} to {agreement.end}")
    store.close()
    return 0
