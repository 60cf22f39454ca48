"""answer: the administrator's answer to what a document leaves open, with the reason; or the list of questions."""

import argparse

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.now import milliseconds
from bot.office.book import Book
from bot.office.decisions import answer
from bot.refused import Refused
from handlers.desk.deeds import Deed
from scoring.agreement import Agreement

BY = "ผู้ดูแลระบบ"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("agreement", metavar="AGREEMENT")
    parser.add_argument("question", metavar="QUESTION", nargs="?", help="without it: list the questions")
    parser.add_argument("value", metavar="VALUE", nargs="?")
    parser.add_argument("--why", default="", help="the reason; it stands beside every level that the answer bears on")
    parser.add_argument("--by", default=BY, help="who answers")


def run(args: argparse.Namespace) -> int:
    store = ready("answer", load_settings(line_needed=False))
    book = Book(store.rounds)
    book.refresh()
    agreement = book.get(args.agreement)
    if agreement is None:
        known = ", ".join(sorted(a.id for a in book.all()))
        raise Refused(f'answer: found agreement "{args.agreement}", expected one of {known}')
    if args.question is None:
        listed(agreement, book.answers(agreement.id))
    else:
        if args.value is None:
            raise Refused(f"answer: found no value for {args.question}, expected one")
        with store.db.transaction():
            at = milliseconds()
            told = answer(store, agreement, args.question, args.value, args.why, args.by, at)
            deed = Deed("answer", agreement.id, detail=args.question, province=agreement.province)
            store.trail.add(deed, way="command", by=None, at=at)
        print(told)
    store.close()
    return 0


def listed(agreement: Agreement, answers: dict[str, str]) -> None:
    for question in agreement.questions.values():
        said = f"answered: {answers[question.id]}" if question.id in answers else "open"
        print(f"{question.id}  [{said}]  {question.ask}")
        if question.options:
            print(f"    {' | '.join(question.options)}")
