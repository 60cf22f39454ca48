"""A message to the people of one district from a line of a list: its words, whom it reaches, its cost; then one tap."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, render_template, request

from bot.clock.quota import kept_quota
from bot.dashboard.guard import (
    agreement_of,
    done,
    field,
    of_province,
    overseers,
    person,
    seen,
    service,
    store,
    today,
    writing,
    written,
)
from bot.now import milliseconds
from handlers.deadlines.stand_ins import reached
from handlers.desk.bound import mark
from handlers.desk.nouns import Person, Turn
from handlers.desk.writes import CreateBroadcast
from scoring.agreement import Agreement
from scoring.deadlines.leaves import instead
from scoring.results.overview import silent
from templates.messages import say
from templates.words.province import admin
from templates.words.province import asking as words

LONGEST = 1000
BACK = {"silent": "silent", "evidence": "near", "waiting": "waiting", "odd": "odd"}  # about -> the list it came from


def add(pages: Blueprint) -> None:
    pages.get("/p/<id>/ask/<district>")(overseers(ask))
    pages.post("/p/<id>/ask/<district>")(overseers(send_asked))


def ask(id: str, district: str, typed: str | None = None, fault: str = "") -> Any:
    agreement = _of(id, district)
    about = _about()
    people = _recipients(agreement, district)
    quota = kept_quota(store())
    return render_template(
        "pages/ask.html", agreement=agreement, district=district, about=about, words=words, fault=fault,
        text=typed if typed is not None else _text(agreement, district, about), people=people,
        shown=mark([p.id for p in people]), once=str(uuid.uuid4()), list=BACK[about], longest=LONGEST,
        cost=admin.cost(len(people), quota.left if quota else None), indicator=_indicator(agreement),
    ), (400 if fault else 200)  # fmt: skip


def send_asked(id: str, district: str) -> Any:
    """Sent to exactly those whom the page named, once however often the button is pressed."""
    agreement = _of(id, district)
    text = request.form.get("words", "").strip()
    if not text or len(text) > LONGEST:
        return ask(id, district, text, words.NO_WORDS)
    try:
        once = str(uuid.UUID(field("once")))
    except ValueError:
        abort(400)
    people = _recipients(agreement, district)
    if not people or field("shown") != mark([p.id for p in people]):
        return ask(id, district, text, words.OTHERS if people else words.NOBODY)
    with store().db.transaction():
        by = writing()
        told = words.sent(district, [p.name for p in people])
        create = CreateBroadcast(
            id=once, province=agreement.province, person=by.id, words=text, whom=words.whom(district),
            due=service().today.now().replace(tzinfo=None).isoformat(timespec="minutes"),
            people=[p.id for p in people], at=milliseconds(),
        )  # fmt: skip
        known = store().db.query("SELECT id FROM broadcasts WHERE id = ?", [once])
        turn = Turn((say(told),), () if known else (create,))
        rows = written(turn)
    return done(rows, f"/p/{id}/{BACK[_about()]}", turn)


def _of(id: str, district: str) -> Agreement:
    agreement = agreement_of(id)
    of_province(agreement)
    if district not in agreement.districts:
        abort(404)
    return agreement


def _about() -> str:
    about = request.values.get("about", "")
    return about if about in BACK else "silent"


def _indicator(agreement: Agreement) -> str:
    return found if (found := request.values.get("indicator", "")) in agreement.indicators else ""


def _recipients(agreement: Agreement, district: str) -> list[Person]:
    """The officers and the head of the district; in the place of who is away whoever stands in."""
    everybody = {p.id: p for p in store().people.of_province(agreement.province, "active")}
    stands_in = instead(store().leaves.of_province(agreement.province, today()), today())
    here = [p for p in everybody.values() if district in p.districts]
    return [p for p in reached(here, stands_in, everybody) if p.id != person().id]


def _text(agreement: Agreement, district: str, about: str) -> str:
    indicator = _indicator(agreement)
    short = agreement.indicators[indicator].short if indicator else ""
    if about == "silent":
        missing = next((s.missing for s in silent(seen(agreement)) if s.district == district), ())
        return words.report_please(district, [i.short for i in missing], agreement)
    if about == "evidence":
        return words.evidence_please(district, short, agreement)
    return words.look_please(district, short, request.values.get("said", "")[:200], agreement)
