"""Files or pasted text become a draft: read in a process of their own, kept whole, or refused in a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, render_template, request

from bot.dashboard.drafts.rights import drafters, named, own
from bot.dashboard.guard import admins, back, book, field, person, store, writing
from bot.intake.taking import PASTED, Given, NotTaken, Taken, take_in
from bot.now import milliseconds
from bot.office import drafts
from bot.office.reviewing import HEAD, WHOLE_YEAR, places, review_of
from handlers.desk.nouns import Person
from scoring.drafting.drafting import draft
from templates.words.drafting import form
from templates.words.drafting import page as words

YEARS = (2500, 2999)
MOST_PASTED = 200_000  # letters


def add(pages: Blueprint) -> None:
    pages.get("/drafts")(drafters(listed))
    pages.post("/drafts")(drafters(take))
    pages.post("/drafts/who")(admins(let_in))


def listed(fault: str = "") -> Any:
    rows = [row for row in store().drafts.of() if own(row["province"])]
    reviews = [review for row in rows if (review := review_of(store(), row["id"]))]
    provinces = _provinces(review.draft.head.province or "" for review in reviews)
    return render_template(
        "pages/drafts.html", rows=rows, reviews=reviews, words=words, fault=fault, provinces=sorted(places()),
        people=_people(provinces), named=named, settings={p: store().wishes.settings(p) for p in provinces},
    ), (400 if fault else 200)  # fmt: skip


def _provinces(drafted: Iterable[str]) -> list[str]:
    """The visitor's own; else those with a round or a draft."""
    return [person().province] if person().province else sorted({*book().provinces(), *drafted} - {""})


def _people(provinces: Iterable[str]) -> list[Person]:
    if person().role != "admin":
        return []
    return [p for name in provinces for p in store().people.of_province(name, "active") if p.role != "admin"]


def let_in() -> Any:
    one = store().people.by_id(int(field("person"))) if field("person").isdigit() else None
    if one is None or not one.province or not own(one.province):
        abort(400)
    with store().db.transaction():
        by = writing()
        on = "on" if field("value") == "on" else "off"
        store().wishes.set(province=one.province, name=named(one), value=on, by=by.id, at=milliseconds())
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
    try:
        taken = take_in(given)
    except NotTaken as refused:
        return listed(str(refused))
    head = {"province": province, "year": year, "round": round_}
    return back(f"/drafts/{_keep(taken, {k: v for k, v in head.items() if v})}")


def _keep(taken: Taken, head: dict[str, str]) -> int:
    year, round_ = head.get("year"), head.get("round", "")
    read = draft(
        taken.text, places(), head.get("province"), int(year) if year else None,
        int(round_) if round_.isdecimal() else None,
    )  # fmt: skip
    name = ", ".join(source.name for source in taken.sources)
    whole = hashlib.sha256("".join(source.sha256 for source in taken.sources).encode()).hexdigest()
    said = form.as_json(read, name, whole, len(taken.text.lines))
    said["asks"] += taken.asks
    now = milliseconds()
    with store().db.transaction():
        by = writing()
        id = drafts.put(store(), taken, said, by.name, now)
        for seen, (about, value) in enumerate(head.items()):
            store().drafts.step(
                draft=id, seen=seen, kind=HEAD, about=about, value=value, why=words.GIVEN_AT_FIRST, by=by.name, at=now
            )
    return id
