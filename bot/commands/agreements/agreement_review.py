"""`python -m bot agreement review [ID]`: what of a kept draft is still open; without an id, the drafts that wait."""

import argparse
import json

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.office import drafts
from bot.office.reviewing import still_open
from bot.refused import Refused
from templates.words.drafting import review as words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=int, nargs="?", help="the number of a kept draft")


def run(args: argparse.Namespace) -> int:
    store = ready("agreement review", load_settings(line_needed=False))
    try:
        if args.id is None:
            print(words.listed(store.drafts.of()))
            return 0
        draft = store.drafts.get(args.id)
        if draft is None:
            known = (
                ", ".join(str(row["id"]) for row in store.drafts.of(state=None)) or "none yet (agreement draft --keep)"
            )
            raise Refused(f"agreement review: found no draft {args.id}, expected one of {known}")
        left = still_open(draft, store.drafts.standing(args.id))
        asked, repairs = len(drafts.questions(draft)), [(n, a, b) for n, a, b in json.loads(draft["repairs"])]
        ids = [indicator["id"] for indicator in drafts.body_of(draft)["indicators"]]
        print(words.shown(draft, store.drafts.sources(args.id), left, asked, repairs, ids))
        return 0
    finally:
        store.close()
