"""Signing: a district certifies, the province verifies or returns; a round is closed with a snapshot, or reopened."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template

from bot.dashboard.district import held, names_of
from bot.dashboard.guard import (
    OWN,
    agreement_of,
    back,
    book,
    district_of,
    field,
    of_province,
    overseers,
    person,
    service,
    store,
    visitors,
    writing,
)
from bot.now import milliseconds
from bot.store.engine import Row
from handlers.desk.bound import mark
from handlers.desk.nouns import Person
from handlers.people.signatures import ABOUT, NEEDS_NOTE, SWITCH, VERIFIED_ONLY, may, state
from scoring.agreement import Agreement
from scoring.periods import BANGKOK
from scoring.results.overview import overview
from scoring.results.results import Results
from scoring.results.round_form import (
    district_snapshot,
    form,
    levels_then,
    seal,
    snapshot,
    targets_snapshot,
    verified_only,
)
from templates.messages import say
from templates.words.province import signing as words

MOST_NOTE, MOST_ON_PAPER = 500, 120


def add(pages: Blueprint) -> None:
    pages.get("/sign/<id>/<name>")(visitors(signing_page))
    pages.post("/sign/<id>/<name>")(visitors(sign))
    pages.get("/sheet/<id>/<name>")(visitors(sheet))
    pages.get("/p/<id>/sign")(visitors(round_page))
    pages.post("/p/<id>/close")(overseers(close))
    pages.post("/p/<id>/reopen")(overseers(reopen))


def switched_on(agreement: Agreement) -> bool:
    return store().wishes.settings(agreement.province).get(SWITCH) == "on"


def signing_page(id: str, name: str, fault: str = "") -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    parts = []
    for about in ABOUT:
        deeds = store().signing.of(agreement.id, district, about)
        names = names_of({d["person"] for d in deeds if d["person"] is not None})
        allowed = may(person(), district, deeds, book().closed(agreement.id)) if switched_on(agreement) else ()
        lines = [{**d, "by": names.get(d["person"], ""), "when": _when(d["at"])} for d in deeds]
        shown = _shown(_what(agreement, district, about), deeds) if allowed else ""
        parts.append({"about": about, "state": state(deeds), "deeds": lines, "may": allowed, "shown": shown})
    return render_template(
        "pages/sign.html", agreement=agreement, district=district, name=name, parts=parts, words=words, fault=fault,
        on=switched_on(agreement),
    ), (400 if fault else 200)  # fmt: skip


def sign(id: str, name: str) -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    about, deed = field("about"), field("deed")
    note = field("note", MOST_NOTE)
    on_paper = field("on_paper", MOST_ON_PAPER)
    if about not in ABOUT or not switched_on(agreement):
        abort(403)
    if deed in NEEDS_NOTE and not note:
        return signing_page(id, name, words.WHY)
    with store().db.transaction():
        by = writing()
        deeds = store().signing.of(agreement.id, district, about)
        done = deed in may(by, district, deeds, book().closed(agreement.id))
        text = _what(agreement, district, about)
        same = field("shown") == _shown(text, deeds)
        if done and same:
            store().signing.sign(
                agreement=agreement.id, district=district, about=about, deed=deed, person=by.id, on_paper=on_paper,
                note=note, snapshot=text, hash=seal(text), at=milliseconds(),
            )  # fmt: skip
            post = _tell(agreement, district, about, deed, by, note)
    if not done:
        return signing_page(id, name, words.NOT_NOW)
    if not same:
        return signing_page(id, name, words.CHANGED)
    if service().started:  # else whoever sends finds them
        service().sender.take(post)
    return back(f"/sign/{id}/{name}")


def _shown(text: str, deeds: list[Row]) -> str:
    """The mark of what a signature is under: the figures, and every signature before it."""
    return mark(text, [d["hash"] for d in deeds], len(deeds))


def _what(agreement: Agreement, district: str | None, about: str) -> str:
    found = held(agreement, district)
    return targets_snapshot(found) if about == "targets" else district_snapshot(found, found.card())


def _tell(agreement: Agreement, district: str | None, about: str, deed: str, by: Person, note: str) -> list[Row]:
    """The other side hears of it: the officers of a return, the province of a certificate or an answer."""
    everybody = store().people.of_province(agreement.province, "active")
    officers = [p for p in everybody if district is not None and district in p.districts]
    province = [p for p in everybody if p.role == "supervisor"]
    if deed == "returned":
        told, text = officers, words.returned(agreement, district, about, by.name, note)
    elif deed == "answered":
        told, text = province, words.answered(agreement, district, about, by.name, note)
    elif deed == "certified":
        told, text = province, words.certified(agreement, district, about, by.name)
    else:
        return []
    now = milliseconds()
    return [
        store().outbox.put(
            id=str(uuid.uuid4()), kind="push", target=one.line_user, body=[say(text)], now=now, must_arrive=True
        )
        for one in told
        if one.line_user and one.id != by.id
    ]


def _when(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, BANGKOK)


# the sheet for both signatures


def final(agreement: Agreement, district: str | None) -> Results:
    """What the final form counts: where the province wants it so, only steps with verified evidence."""
    found = held(agreement, district)
    if store().wishes.settings(agreement.province).get(VERIFIED_ONLY) != "on":
        return found
    pieces = store().dossier.of(agreement.id, district)
    return verified_only(found, {(p["indicator"], p["level"]) for p in pieces if p["verified_by"]})


def sheet(id: str, name: str) -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    deeds = store().signing.of(agreement.id, district, "results")
    counted = final(agreement, district)
    return render_template(
        "pages/sheet.html", agreement=agreement, district=district, name=name, form=form(counted.card()),
        draft=not book().closed(agreement.id), state=words.STATES[state(deeds)],
        verified=store().wishes.settings(agreement.province).get(VERIFIED_ONLY) == "on",
        hash=seal(district_snapshot(counted, counted.card())), signed=[d for d in deeds if d["deed"] != "answered"],
        words=words,
    )  # fmt: skip


# the round


def round_page(id: str, fault: str = "") -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    closed = book().closed(agreement.id)
    by_district: dict[tuple[str, str], list[Any]] = {}
    for deed in store().signing.all_of(agreement.id):
        by_district.setdefault((deed["district"], deed["about"]), []).append(deed)
    states = [
        (d, *(words.STATES[state(by_district.get((d, about), []))] for about in ABOUT)) for d in agreement.districts
    ]
    log = store().signing.rounds(agreement.id)
    names = names_of({row["person"] for row in log if row["person"] is not None})
    history = [{**row, "by": names.get(row["person"], ""), "when": _when(row["at"])} for row in log]
    return render_template(
        "pages/round.html", agreement=agreement, closed=closed, states=states, log=history, words=words, fault=fault,
        on=switched_on(agreement), amended=amended(agreement, log) if closed else [], own=OWN,
    ), (400 if fault else 200)  # fmt: skip


def amended(agreement: Agreement, log: list[Any]) -> list[dict[str, Any]]:
    """What is another level now than when the round was closed."""
    last = next((row for row in reversed(log) if row["deed"] == "closed"), None)
    if last is None or not last["snapshot"]:
        return []
    then = levels_then(last["snapshot"])
    day = json.loads(last["snapshot"])["as_of"]
    now = overview(store(), agreement, service().today.day(), book().answers(agreement.id))
    found = []
    for (district, indicator), row in now.rows.items():
        before = then.get((district or "", indicator))
        if before != row.result.level:
            found.append(
                {"district": district, "indicator": row.indicator, "then": before, "now": row.result.level, "day": day}
            )
    return found


def close(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    with store().db.transaction():
        by = writing()
        if not book().closed(agreement.id):
            seen = overview(store(), agreement, min(service().today.day(), agreement.end), book().answers(agreement.id))
            text, now = snapshot(seen), milliseconds()
            store().rounds.close(agreement=agreement.id, by=by.id, snapshot=text, at=now)
            store().signing.log_round(
                agreement=agreement.id, deed="closed", person=by.id, why=field("why", MOST_NOTE),
                snapshot=text, hash=seal(text), at=now,
            )  # fmt: skip
    return back(f"/p/{id}/sign")


def reopen(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    why = field("why", MOST_NOTE)
    if not why:
        return round_page(id, words.WHY)
    with store().db.transaction():
        by = writing()
        if book().closed(agreement.id):
            store().rounds.reopen(agreement=agreement.id)
            store().signing.log_round(agreement=agreement.id, deed="reopened", person=by.id, why=why, at=milliseconds())
    return back(f"/p/{id}/sign")
