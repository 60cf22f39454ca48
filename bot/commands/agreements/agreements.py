"""agreements: lists every agreement, where it comes from, and whether it is open."""

import argparse

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.office.book import Book


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    store = ready("agreements", load_settings(line_needed=False))
    book = Book(store.rounds)
    book.refresh()
    opened = {row["agreement"]: row for row in store.rounds.opened()}
    for agreement in sorted(book.all(), key=lambda a: a.id):
        row = opened.get(agreement.id)
        state = "closed" if row and row["closed"] else "open" if row else "not open"
        notes = [state, f"{agreement.start} to {agreement.end}"]
        if agreement.carried_from:
            left = len(agreement.unconfirmed)
            notes += [
                f"carried over from {agreement.carried_from}",
                f"{left} parts unconfirmed" if left else "confirmed",
            ]
        if agreement.version > 1:
            notes.append(f"version {agreement.version} since {agreement.in_force}")
        if book.training(agreement.id):
            notes.append("training")
        print(f"{agreement.id}  {agreement.province}  {', '.join(notes)}")
    store.close()
    return 0
