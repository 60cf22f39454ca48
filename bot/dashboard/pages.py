"""All pages in one place: every address, whom it is for, and what a visitor sees who may not enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, g, render_template, request
from werkzeug.routing import IntegerConverter

import templates
from bot.dashboard import (
    administration,
    district,
    document,
    entry,
    guard,
    people,
    province,
    report,
    signing,
    trail,
    versions,
)
from bot.dashboard.deeds import asking as asking_pages
from bot.dashboard.deeds import away
from bot.dashboard.drafts import activating, paper_side, reviewing, uploading
from bot.dashboard.learning import naming, unread
from bot.dashboard.papers import exporting, over_round, picture, sheets
from scoring.agreement import Agreement
from templates.cards.levels import NO_LEVEL
from templates.forms.score_form import two_places
from templates.words import scores
from templates.words.people.people import ROLES
from templates.words.province import agreement as agreement_words
from templates.words.province.admin import EXPIRED, PICTURE_EXPIRED, TOO_LARGE_A_PAPER, WAY_IN, WRONG, unread_why
from templates.words.province.province import TABS
from templates.words.score import asking
from templates.words.score.scope import marks

ROOT = Path(templates.__file__).parent
PARTS = (
    entry, province, over_round, picture, district, report, document, signing, sheets, exporting, people,
    administration, versions, naming, unread, uploading, reviewing, paper_side, activating, asking_pages, away, trail,
)  # fmt: skip


def pages() -> Blueprint:
    found = Blueprint(
        "pages", __name__, template_folder=str(ROOT), static_folder=str(ROOT / "static"), static_url_path="/static"
    )
    found.record_once(lambda state: state.app.url_map.converters.update(int=Number))  # before the first address
    for part in PARTS:
        part.add(found)
    found.before_request(guard.bound)
    found.after_app_request(guard.harden)
    for code in WRONG:
        found.app_errorhandler(code)(_wrong)
    found.app_context_processor(_always)
    for name, filter_ in FILTERS.items():
        found.add_app_template_filter(filter_, name)
    return found


class Number(IntegerConverter):
    """A number in an address: no longer than any that we gave out."""

    regex = "[0-9]{1,15}"


def _wrong(error: Any) -> tuple[str, int]:
    code = int(error.code)
    title, words = WRONG[code]
    if code == 400 and error.description == guard.NO_SEAL:
        title, words = EXPIRED
    elif code == 410 and error.description == "picture":
        title, words = PICTURE_EXPIRED
    elif code == 413 and request.path == guard.PAPERS:
        title, words = TOO_LARGE_A_PAPER
    _who()
    return render_template("pages/wrong.html", title=title, words=words, back=_before(), way_in=WAY_IN), code


def _who() -> None:
    """A lost page and a used link lead a known visitor back too."""
    if "visit" not in g and (found := guard.greet()) is not None:
        g.visit = found


def _before() -> str:
    """The page of ours that led here; "" where it is this one or none of ours."""
    came = urlsplit(request.referrer or "")
    path = f"{came.path}?{came.query}" if came.query else came.path
    return path if came.netloc == request.host and path != request.full_path.rstrip("?") else ""


def _always() -> dict[str, Any]:
    """What every page may name."""
    found: guard.Visit | None = g.get("visit")
    return {
        "me": found.person if found else None,
        "csrf": found.csrf if found else "",
        "today": guard.today() if found else None,
        "told": guard.said() if found else "",
        "undo": guard.undoing() if found else None,
        "own": guard.OWN,
        "ROLES": ROLES,
        "TABS": TABS,
        "remarks": _remarks,
    }


def _remarks(agreement: Agreement) -> tuple[str, ...]:
    book = guard.book()
    return marks(agreement, book.training(agreement.id), guard.today(), closed=book.closed(agreement.id))


def _tone(level: int | None) -> str:
    return "ln" if level is None else f"l{level}"


FILTERS: dict[str, Callable[..., Any]] = {
    "at": scores.at,
    "day": scores.day,
    "number": scores.number,
    "two_places": two_places,
    "round_name": scores.round_name,
    "tone": _tone,
    "duty": agreement_words.duty,
    "overall": asking.overall,
    "figure": lambda level: NO_LEVEL if level is None else str(level),
    "why": unread_why,
    "status": lambda result: scores.STATUS[result.status],
}
