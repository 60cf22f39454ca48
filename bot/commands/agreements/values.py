"""values: bases, denominators, targets and results so far as one XLSX, out (template) and in (import)."""

import argparse
from datetime import date
from pathlib import Path

from bot.config import load_settings
from bot.exports.values import template
from bot.exports.values_in import agreement_in, read_values
from bot.keeping.opening import ready
from bot.now import milliseconds
from bot.office.book import Book
from bot.office.decisions import keep_values
from bot.refused import Refused
from bot.store import Store, locks
from bot.today import Today
from handlers.desk.deeds import Deed
from scoring.agreement import Agreement
from scoring.results.results import all_results

BY = "ผู้ดูแลระบบ"


def arguments(parser: argparse.ArgumentParser) -> None:
    chosen = parser.add_subparsers(dest="do", metavar="DO", required=True)
    out = chosen.add_parser("template", help="write a workbook, prefilled with what is known")
    out.add_argument("agreement", metavar="AGREEMENT", nargs="?", help="may be left out where one round is open")
    out.add_argument("-o", "--output", type=Path, help="default: AGREEMENT.xlsx")
    into = chosen.add_parser("import", help="take a filled workbook: all of it or nothing")
    into.add_argument("file", metavar="FILE", type=Path)
    into.add_argument("--agreement", help="may be left out: the template says it")
    into.add_argument("--by", default=BY, help="who stands behind the figures")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = ready("values", settings)
    clock = Today(settings, store)
    book = Book(store.rounds, clock.day)
    book.refresh()
    today = clock.day()
    if args.do == "template":
        _out(store, book, today, args)
    else:
        _in(store, book, today, args)
    store.close()
    return 0


def _out(store: Store, book: Book, today: date, args: argparse.Namespace) -> None:
    agreement = chosen_agreement(book, args.agreement)
    path = args.output or Path(f"{agreement.id}.xlsx")
    try:
        path.write_bytes(template(agreement, all_results(store, agreement, today, book.answers(agreement.id))))
    except OSError as wrong:
        raise Refused(f"{path}: cannot be written ({wrong.strerror}), expected a file's name") from None
    print(f"{path}: a sheet for each indicator of {agreement.id}")


def _in(store: Store, book: Book, today: date, args: argparse.Namespace) -> None:
    try:
        content = args.file.read_bytes()
    except OSError as wrong:
        raise Refused(f"{args.file}: cannot be read ({wrong.strerror}), expected a filled template as XLSX") from None
    agreement = chosen_agreement(book, args.agreement or agreement_in(content))
    with store.db.transaction():
        locks.hold_all(store.db)
        results = all_results(store, agreement, today, book.answers(agreement.id))
        read = read_values(content, args.file.name, agreement, results, today, args.by, None, milliseconds())
        taken = keep_values(store, read)
        told = f"{len(read.values)} values, sha256 {read.hash}"
        store.trail.add(Deed("value", agreement.id, detail=told), way="command", by=None, at=milliseconds())
    print(f"{agreement.id}: {taken}")


def chosen_agreement(book: Book, named: str | None) -> Agreement:
    if named:
        found = book.get(named)
        if found is None:
            known = ", ".join(sorted(a.id for a in book.all()))
            raise Refused(f'values: found agreement "{named}", expected one of {known}')
        return found
    opened = [a for p in book.provinces() for a in book.open(p)]
    if len(opened) != 1:
        names = ", ".join(a.id for a in opened) or "none"
        raise Refused(f"values: found these rounds open: {names}; expected the agreement to be named")
    return opened[0]
