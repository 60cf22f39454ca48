"""Files or pasted text become a draft: read in a process of their own, kept whole, or refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, make_response, render_template, request

from bot.dashboard.drafts.rights import drafters, named, own
from bot.dashboard.guard import admins, back, book, field, kept, person, service, store, writing
from bot.intake.taking import MOST_FILES, PASTED, Given
from bot.now import milliseconds
from bot.office.paper_reading import progress
from bot.office.reviewing import WHOLE_YEAR, places, review_of
from bot.store.engine import Row
from bot.store.results.drafts import DROPPED, READING, REFUSED
from handlers.desk.nouns import Person
from handlers.desk.round_writes import ChangeSetting
from templates.words.drafting import page as words
from templates.words.drafting.taking_in import refused

YEARS = (2500, 2999)
MOST_PASTED = 200_000  # letters
SOON = 2.5  # seconds: most files are read before their page need tell how far it is


def add(pages: Blueprint) -> None:
    pages.get("/drafts")(drafters(listed))
    pages.post("/drafts")(drafters(take))
    pages.post("/drafts/who")(admins(let_in))


def listed(fault: str = "") -> Any:
    rows = [row for row in store().drafts.of() if own(row["province"])]
    away = [row for state in (READING, DROPPED) for row in store().drafts.of(state=state) if own(row["province"])]
    reviews = [review for row in rows if (review := review_of(store(), row["id"]))]
    provinces = _provinces(review.draft.head.province or "" for review in reviews)
    return render_template(
        "pages/drafts.html", away=away, reviews=reviews, words=words, fault=fault, provinces=sorted(places()),
        people=_people(provinces), named=named, settings={p: store().wishes.settings(p) for p in provinces},
    ), (400 if fault else 200)  # fmt: skip


def being_read(id: int, row: Row) -> Any:
    """How far it is; looks again by itself. A reading whose process has ended is taken up again."""
    far = progress(store(), id)
    if row["state"] == READING and not service().papers.waits(id):
        service().papers.take(id)
    shown = make_response(
        render_template("pages/draft_reading.html", id=id, far=far, sources=store().drafts.sources(id), words=words)
    )
    if not far["refused"]:
        shown.headers["Refresh"] = "2"
    return shown


def _provinces(drafted: Iterable[str]) -> list[str]:
    """The visitor's own; else those with a round or a draft."""
    return [person().province] if person().province else sorted({*book().provinces(), *drafted} - {""})


def _people(provinces: Iterable[str]) -> list[Person]:
    if person().role != "admin":
        return []
    return [p for name in provinces for p in store().people.of_province(name, "active") if p.role != "admin"]


def let_in() -> Any:
    number = field("person")
    one = store().people.by_id(int(number)) if re.fullmatch("[0-9]{1,15}", number) else None
    if one is None or not one.province or not own(one.province):
        abort(400)
    with store().db.transaction():
        by = writing()
        on = "on" if field("value") == "on" else "off"
        kept(ChangeSetting(one.province, named(one), on, by.id, milliseconds()))
    return back("/drafts")


def take() -> Any:
    province, year, round_ = field("province"), field("year"), field("round")
    if province and (province not in places() or not own(province)):
        return listed(words.NO_SUCH_PROVINCE)
    if year and not (year.isdecimal() and YEARS[0] <= int(year) <= YEARS[1]):
        return listed(words.NO_SUCH_YEAR)
    if round_ not in ("", "1", "2", WHOLE_YEAR):
        abort(400)
    given = [Given(f.filename, f.read()) for f in request.files.getlist("file") if f.filename]
    pasted = field("text", MOST_PASTED)
    if pasted:
        given.append(Given(PASTED, pasted.replace("\r\n", "\n").encode()))
    if not given:
        return listed(words.NOTHING_GIVEN)
    if len(given) > MOST_FILES:
        return listed(refused("too_many_files", "", {"count": len(given), "most": MOST_FILES}))
    head = {k: v for k, v in {"province": province, "year": year, "round": round_}.items() if v}
    with store().db.transaction():
        by = writing()
        id = service().papers.begin(given, head, by.name)
    service().papers.take(id, SOON)
    if (row := store().drafts.get(id)) and row["state"] == REFUSED:
        why = str(progress(store(), id)["refused"])
        with store().db.transaction():
            store().drafts.forget_refused(id)
        return listed(why)
    return back(f"/drafts/{id}")
