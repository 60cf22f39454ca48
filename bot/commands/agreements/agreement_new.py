"""`python -m bot agreement new ID --from ID --year … --round …`: an agreement carried over to another round."""

import argparse
from datetime import date

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.now import milliseconds
from bot.office.book import Book
from bot.office.decisions import agreement_text
from bot.office.papers import papers
from bot.refused import Refused
from bot.store import Store
from bot.today import Today
from handlers.desk.deeds import Deed
from scoring.document.carrying import Uncarriable, carry, new_id
from scoring.document.loading import Unproven, load

YEARS = (2500, 2999)  # fiscal years, Buddhist era


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the new id: province, fiscal year and round, like buriram-2569-1")
    parser.add_argument("--from", dest="old", metavar="ID", required=True, help="the agreement that is carried over")
    parser.add_argument("--year", type=int, required=True, help="fiscal year, Buddhist era, like 2569")
    parser.add_argument("--round", type=int, choices=(1, 2), help="without it: the whole year")
    parser.add_argument("--training", action="store_true", help="for practice: every answer says so")
    parser.add_argument("--by", default="ผู้ดูแลระบบ", help="who carries it over")
    parser.add_argument("--why", default="", help="the reason that stands beside every number until it is confirmed")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = ready("agreement new", settings)
    today = Today(settings, store).day()
    why = args.why.strip() or f"ยกมาจาก {args.old}"
    with store.db.transaction():
        said = carry_over(store, args.id, args.old, args.year, args.round, args.training, args.by.strip(), today, why)
    print(said)
    store.close()
    return 0


def carry_over(
    store: Store, new: str, old: str, year: int, round: int | None, training: bool, by: str, on: date, why: str
) -> str:
    """Keep the new agreement; one that already is there is never overwritten."""
    book = Book(store.rounds)
    book.refresh()
    if book.get(new) is not None:
        raise Refused(f"agreement new: found {new} already, expected an id that is not taken")
    if book.get(old) is None:
        known = ", ".join(sorted(a.id for a in book.all()))
        raise Refused(f'agreement new: found --from "{old}", expected one of {known}')
    if not YEARS[0] <= year <= YEARS[1]:
        raise Refused(f"agreement new: found --year {year}, expected a fiscal year of พ.ศ. like 2569")
    if new.partition("-")[0] != old.partition("-")[0]:
        raise Refused(f'agreement new: found id "{new}", expected {new_id(old, year, round)}')
    if not by:
        raise Refused("agreement new: found no --by, expected the name of who carries it over")
    try:
        text = carry(agreement_text(store, old), year, round, by, on, why, new)
        agreement = load(text, new, papers(store.rounds))
    except (Uncarriable, Unproven) as refused:
        raise Refused(f"agreement new: {refused}") from None
    store.rounds.keep_agreement(id=agreement.id, toml=text, by=by, training=training, at=milliseconds())
    deed = Deed("new", agreement.id, detail=f"from {old}", province=agreement.province)
    store.trail.add(deed, way="command", by=None, at=milliseconds())
    numbers = sum(len(row.levels) for row in agreement.indicators.values())
    practice = ", training" if training else ""
    return (
        f"{agreement.id}: carried over from {old}, {agreement.start} to {agreement.end}{practice}; "
        f"{len(agreement.indicators)} indicators, {numbers} levels, all marked as carried over until confirmed"
    )
