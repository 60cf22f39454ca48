"""`python -m bot agreement draft FILE…`: a signed document read, and everything printed that it says or leaves open."""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from bot.commands.agreements.agreement_new import YEARS
from bot.config import load_settings
from bot.intake.taking import Given, NotTaken, Taken, take_in
from bot.keeping.opening import ready, telling
from bot.now import milliseconds
from bot.office import drafts
from bot.refused import Refused
from handlers.reading.words.lexicon import names
from scoring.drafting.drafting import draft
from templates.words.drafting import form, review


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=".docx, .pdf, .xlsx or .txt; several make one draft")
    parser.add_argument("--province", help="the province, where the paper does not say")
    parser.add_argument("--year", type=int, help="fiscal year, Buddhist era, like 2570")
    parser.add_argument("--round", type=int, choices=(1, 2))
    parser.add_argument("--json", action="store_true", help="one JSON object instead of Thai for a person")
    parser.add_argument("--keep", action="store_true", help="keep it, with its files, for a person to review")
    parser.add_argument("--by", default="ผู้ดูแลระบบ", help="who keeps it")
    parser.add_argument("--text", metavar="OUT", help="write the text whose lines are quoted to this file")


def run(args: argparse.Namespace) -> int:
    provinces = places()
    if args.province is not None and args.province not in provinces:
        raise Refused(f'agreement draft: found --province "{args.province}", expected a province such as บุรีรัมย์')
    if args.year is not None and not YEARS[0] <= args.year <= YEARS[1]:
        raise Refused(f"agreement draft: found --year {args.year}, expected a fiscal year of พ.ศ. like 2570")
    try:
        taken = take_in([_given(name) for name in args.files])
    except NotTaken as refused:
        print(json.dumps(form.refused(str(refused)), ensure_ascii=False) if args.json else refused)
        return 2
    found = draft(taken.text, provinces, args.province, args.year, args.round)
    written = "\n".join(line.text for line in taken.text.lines)
    if args.text:
        Path(args.text).write_text(written, encoding="utf-8", newline="")
    repairs = [(r.line, r.found, r.becomes) for r in taken.repairs]
    said = form.as_json(found, _name(taken), _hash(taken), len(taken.text.lines), repairs)
    said["asks"] += taken.asks
    if args.keep:
        said["id"] = _kept(taken, said, args.by)
    if args.json:
        print(json.dumps(said, ensure_ascii=False))
        return 0
    print(form.shown(found, len(taken.repairs)))
    for ask in taken.asks:
        print(ask)
    if args.keep:
        print(review.kept(said["id"]))
    return 0


def _kept(taken: Taken, said: dict[str, Any], by: str) -> int:
    if not by.strip():
        raise Refused("agreement draft: found no --by, expected the name of who keeps it")
    store = ready("agreement draft", load_settings(line_needed=False))
    try:
        with telling("agreement draft", "nothing was kept", store):
            return drafts.keep(store, taken, said, by.strip(), milliseconds())
    finally:
        store.close()


def places() -> dict[str, list[str]]:
    """Every province with its districts."""
    found: dict[str, list[str]] = {}
    for district, province in names():
        found.setdefault(province, []).append(district)
    return found


def _given(name: str) -> Given:
    try:
        return Given(Path(name).name, Path(name).read_bytes())
    except OSError as wrong:
        print(f"{name}: {wrong.strerror}", file=sys.stderr)
        raise Refused(f"agreement draft: {name} is not readable ({wrong.strerror})") from None


def _name(taken: Taken) -> str:
    return ", ".join(source.name for source in taken.sources)


def _hash(taken: Taken) -> str:
    """Of the one file; of several the hash of their hashes, in order."""
    if len(taken.sources) == 1:
        return taken.sources[0].sha256
    return hashlib.sha256("".join(source.sha256 for source in taken.sources).encode()).hexdigest()
