"""`python -m bot agreement DO`: check, show, draft, review, new, confirm, amend, compare; each DO has its own help."""

import argparse
import sys
from functools import partial
from pathlib import Path

from bot.commands.agreements import agreement_draft, agreement_new, agreement_review, agreement_versions
from bot.config import load_settings
from bot.keeping.opening import absent_file
from bot.office.book import Book
from bot.refused import Refused
from bot.store import open_store
from scoring.agreement import Agreement, Document
from scoring.document.loading import SOURCES, Unproven, check, document, shipped
from templates.words.province import agreement as words


def arguments(parser: argparse.ArgumentParser) -> None:
    chosen = parser.add_subparsers(dest="do", metavar="DO", required=True)
    checking = chosen.add_parser("check", help="list every fault of agreement files, each with its place")
    checking.add_argument("files", nargs="+", metavar="FILE")
    showing = chosen.add_parser("show", help="print an agreement for a person")
    showing.add_argument("id", metavar="ID")
    showing.add_argument("--district", metavar="D")
    agreement_draft.arguments(chosen.add_parser("draft", help="read a signed document: what it says, and what is open"))
    agreement_review.arguments(chosen.add_parser("review", help="what of a kept draft is still open"))
    agreement_new.arguments(chosen.add_parser("new", help="carry an agreement over to another round"))
    versions = agreement_versions
    versions.of_confirm(chosen.add_parser("confirm", help="what was carried over holds in the new round too"))
    versions.of_amend(chosen.add_parser("amend", help="keep an amendment: a new version from a day on"))
    versions.of_compare(chosen.add_parser("compare", help="the same results under two versions"))


def run(args: argparse.Namespace) -> int:
    if args.do == "draft":
        return agreement_draft.run(args)
    if args.do == "review":
        return agreement_review.run(args)
    if args.do == "new":
        return agreement_new.run(args)
    if args.do in ("confirm", "amend", "compare"):
        return agreement_versions.run(args)
    return checked(args.files) if args.do == "check" else show(args.id, args.district)


def checked(files: list[str]) -> int:
    faults = 0
    for name in files:
        path = Path(name)
        try:
            text = path.read_text(encoding="utf-8-sig")  # as some editors save it
        except (OSError, UnicodeDecodeError) as wrong:
            why = wrong.strerror if isinstance(wrong, OSError) else wrong
            print(f"{name}: not readable ({why}), expected an agreement file in TOML", file=sys.stderr)
            faults += 1
            continue
        found = check(text, name, partial(_source, beside=path.parent))
        faults += len(found)
        for fault in found:
            print(fault, file=sys.stderr)
        if not found:
            print(f"{name}: proven")
    return 2 if faults else 0


def _source(file: str, beside: Path) -> Document:
    """The document that a file names: beside it, else among the shipped ones."""
    for folder in (SOURCES, beside):
        if (folder / file).is_file() and Path(file).name == file:
            return document(file, folder)
    raise OSError(file)


def show(name: str, district: str | None) -> int:
    try:
        agreements = {**shipped()} if name in shipped() else everything()
    except Unproven as refused:
        raise Refused(str(refused)) from None
    if name not in agreements:
        raise Refused(f'agreement show: found "{name}", expected one of {", ".join(agreements)}')
    if district is not None and district not in agreements[name].districts:
        known = ", ".join(agreements[name].districts)
        raise Refused(f'agreement show {name}: found district "{district}", expected one of {known}')
    print(words.shown(agreements[name], district))
    return 0


def everything() -> dict[str, Agreement]:
    """The shipped agreements and, where there is a database, the office's own."""
    url = load_settings(line_needed=False).database_url
    if absent_file(url):
        return {**shipped()}
    store = open_store(url)
    try:
        book = Book(store.rounds)
        if not store.missing():
            book.refresh()
        return {a.id: a for a in book.all()} or {**shipped()}
    finally:
        store.close()
