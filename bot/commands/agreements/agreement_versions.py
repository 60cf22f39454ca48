"""`agreement confirm`: what was carried over holds; `amend FILE`: a new version; `compare`: scores under two."""

import argparse
from pathlib import Path

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.now import milliseconds
from bot.office.book import Book
from bot.office.decisions import agreement_text, amend, confirm
from bot.refused import Refused
from bot.store import Store
from bot.today import Today
from handlers.desk.deeds import Deed
from scoring.agreement import Agreement
from scoring.document.versions import draft
from scoring.results.results import all_results
from templates.words.score import versions as words

BY = "ผู้ดูแลระบบ"
EVERYTHING = "all"


def of_confirm(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument(
        "parts", metavar="PART", nargs="*", help="indicators, head, calendar or all; without: list them"
    )
    parser.add_argument("--by", default=BY, help="who compared it with what was signed")
    parser.add_argument("--why", default="", help="what it was compared with; it stands beside every number")


def of_amend(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what changes and from when")
    parser.add_argument("--try", dest="only_try", action="store_true", help="check it and say what it changes")
    parser.add_argument("--draft", nargs="+", metavar=("ID", "PART"), help="write FILE: indicators and deadlines as is")


def of_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("versions", metavar="VERSION", type=int, nargs="*", help="two of them; without: the last two")
    parser.add_argument("--district", metavar="D")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = ready(f"agreement {args.do}", settings)
    try:
        today = Today(settings, store)
        book = Book(store.rounds)
        book.refresh()
        for line in {"confirm": _confirm, "amend": _amend, "compare": _compare}[args.do](args, store, book, today):
            print(line)
    finally:
        store.close()
    return 0


def _known(book: Book, do: str, id: str) -> Agreement:
    found = book.get(id)
    if found is None:
        known = ", ".join(sorted(a.id for a in book.all()))
        raise Refused(f'agreement {do}: found "{id}", expected one of {known}')
    return found


def _confirm(args: argparse.Namespace, store: Store, book: Book, today: Today) -> list[str]:
    agreement = _known(book, "confirm", args.id)
    if not args.parts:
        return words.parts(agreement)
    chosen = agreement.unconfirmed if args.parts == [EVERYTHING] and agreement.unconfirmed else tuple(args.parts)
    with store.db.transaction():
        said = confirm(store, agreement, chosen, args.by, args.why, today.day(), milliseconds())
        store.trail.add(Deed("confirm", agreement.id, detail=" ".join(chosen)), way="command", by=None,
                        at=milliseconds())  # fmt: skip
    return [said]


def _amend(args: argparse.Namespace, store: Store, book: Book, today: Today) -> list[str]:
    if args.draft:
        return _draft(args.file, args.draft[0], args.draft[1:], store, book, today)
    try:
        text = args.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise Refused(f"{args.file}: not readable ({wrong}), expected an amendment in TOML") from None
    with store.db.transaction():
        new = amend(store, book, text, str(args.file), milliseconds(), keep=not args.only_try)
        if not args.only_try:
            store.trail.add(Deed("amend", new.id, detail=f"version {new.version}"), way="command", by=None,
                            at=milliseconds())  # fmt: skip
    return words.amended(new, kept=not args.only_try)


def _draft(file: Path, id: str, parts: list[str], store: Store, book: Book, today: Today) -> list[str]:
    agreement = _known(book, "amend", id)
    known = [*agreement.indicators, *(d.id for d in agreement.duties)]
    if not parts or any(part not in known for part in parts):
        raise Refused(f"agreement amend {id}: found parts {parts}, expected some of {', '.join(known)}")
    if file.exists():
        raise Refused(f"{file}: found a file already, expected a name that is not taken")
    day = min(max(today.day(), agreement.start), agreement.end)
    file.write_text(draft(agreement_text(store, id), parts, day), encoding="utf-8")
    return [words.drafted(str(file))]


def _compare(args: argparse.Namespace, store: Store, book: Book, today: Today) -> list[str]:
    agreement = _known(book, "compare", args.id)
    there = {v.version: v for v in book.versions(agreement.id)}
    chosen = args.versions or sorted(there)[-2:]
    if len(chosen) != 2 or any(n not in there for n in chosen):
        known = ", ".join(map(str, sorted(there)))
        raise Refused(f"agreement compare {agreement.id}: found versions {args.versions}, expected two of {known}")
    if args.district is not None and args.district not in agreement.districts:
        known = ", ".join(agreement.districts)
        raise Refused(f'agreement compare {agreement.id}: found district "{args.district}", expected one of {known}')
    before, after = (
        all_results(store, there[n], min(today.day(), agreement.end), book.answers(agreement.id)) for n in chosen
    )
    districts = [args.district] if args.district is not None else list(before)
    return words.compared(
        there[chosen[0]], there[chosen[1]], [(d, before[d].card(), after[d].card()) for d in districts]
    )
