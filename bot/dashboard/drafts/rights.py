"""Who may bring in and review new agreements: the administrator, and whom the administrator names."""

from __future__ import annotations

from functools import wraps
from typing import Any

from flask import abort

from bot.dashboard.guard import View, person, store, visitors
from bot.office.reviewing import Review, review_of
from handlers.desk.nouns import Person


def named(one: Person) -> str:
    """The setting of a province that lets somebody in."""
    return f"drafts:{one.id}"


def may(one: Person) -> bool:
    return one.role == "admin" or store().wishes.settings(one.province).get(named(one)) == "on"


def drafters(view: View) -> View:
    @wraps(view)
    def guarded(*args: Any, **given: Any) -> Any:
        if not may(person()):
            abort(403)
        return view(*args, **given)

    return visitors(guarded)


def own(province: str) -> bool:
    return not person().province or province in ("", person().province)


def found(id: int) -> Review:
    """A draft of the visitor's province; its province may have been given since it was kept."""
    review = review_of(store(), id)
    if review is None:
        abort(404)
    if not own(review.draft.head.province or "") or not own(str(review.row["province"])):
        abort(403)
    return review


def others(province: str, but: int) -> list[Person]:
    """Who else may activate: then one person is not enough."""
    everybody = [*store().people.of_province(province, "active"), *store().people.admins()]
    known = {p.id: p for p in everybody if p.active and p.id != but and (not p.province or p.province == province)}
    return [p for p in known.values() if may(p)]
