"""How officers will say a new agreement's indicators: names that clash with other open ones, and a sentence tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask import request

from bot.dashboard.guard import book, store
from bot.office.reviewing import Review
from handlers.office.trying_names import try_sentence
from handlers.reading.trial import Known, clashes
from scoring.agreement import Agreement
from templates.words.province import names as words

LONGEST = 200  # letters of a sentence to try


def whole(review: Review) -> Agreement | None:
    """Every indicator that can be read by now, as one agreement."""
    alone = [found for one in review.indicators if (found := review.alone(one.id)) is not None]
    if not alone:
        return None
    return replace(alone[0], indicators={id: i for found in alone for id, i in found.indicators.items()})


def clashing(review: Review) -> list[str]:
    """Each name that two indicators have, of this paper or of what is open beside it: the bot will ask which."""
    made = whole(review)
    if made is None:
        return []
    known = _known(review, made)
    called = {i.topic: i.short for a in known.agreements for i in a.indicators.values()}
    mine = {i.topic for i in made.indicators.values()}
    return [words.shared(name, topics, called) for name, topics in clashes(known).items() if mine & {*topics}]


def sentence(review: Review, today: date) -> Mapping[str, str]:
    """What an officer might type, read with this paper's indicators; nothing is stored."""
    said, made = request.args.get("try", "").strip()[:LONGEST], whole(review)
    if not said or made is None:
        return {}
    known = _known(review, made)
    found = try_sentence(said, made, made.districts[0], today, aliases=known.aliases, beside=known.agreements)
    return {"sentence": said, "said": found.said}


def _known(review: Review, made: Agreement) -> Known:
    province = review.draft.head.province or ""
    beside = tuple(a for a in book().open(province) if a.id != made.id) if province else ()
    aliases = {row["alias"]: row["means"] for row in store().wishes.aliases(province)} if province else {}
    return Known((made, *beside), aliases)
