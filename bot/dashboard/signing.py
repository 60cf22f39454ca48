"""Signing: a district certifies, the province verifies or returns; a round is closed with a snapshot, or reopened."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template

from bot.dashboard.district import held, names_of, shown_to_visitor
from bot.dashboard.guard import (
    NO_FAULT,
    OWN,
    Fault,
    agreement_of,
    book,
    district_of,
    done,
    fault_at,
    field,
    of_province,
    overseers,
    person,
    service,
    store,
    today,
    visitors,
    writing,
    written,
)
from bot.now import milliseconds
from bot.store.engine import Row
from handlers.deadlines.stand_ins import reached
from handlers.desk.bound import mark
from handlers.desk.nouns import Person, Push, Turn
from handlers.desk.round_writes import CloseRound, ReopenRound, Sign
from handlers.people.signatures import (
    ABOUT,
    NEEDS_NOTE,
    SWITCH,
    VERIFIED_ONLY,
    certificate,
    content_of,
    may,
    since,
    state,
)
from handlers.province.waiting import never_saved
from handlers.score.scope import has_own_row
from scoring.agreement import Agreement
from scoring.deadlines.leaves import instead
from scoring.periods import BANGKOK
from scoring.results.overview import overview
from scoring.results.results import Results
from scoring.results.round_form import verified_only
from scoring.results.signed import Difference, levels_otherwise, levels_then, seal, snapshot
from templates.messages import say
from templates.words.province import signing as words

MOST_NOTE, MOST_ON_PAPER = 500, 120


def add(pages: Blueprint) -> None:
    pages.get("/sign/<id>/<name>")(visitors(signing_page))
    pages.post("/sign/<id>/<name>")(visitors(sign))
    pages.get("/p/<id>/sign")(visitors(round_page))
    pages.post("/p/<id>/close")(overseers(close))
    pages.post("/p/<id>/reopen")(overseers(reopen))


def switched_on(agreement: Agreement) -> bool:
    return store().wishes.settings(agreement.province).get(SWITCH) == "on"


def signing_page(id: str, name: str, fault: Fault = NO_FAULT) -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    parts = [_part(agreement, district, about) for about in ABOUT]
    return render_template(
        "pages/sign.html", agreement=agreement, district=district, name=name, parts=parts, words=words, fault=fault,
        on=switched_on(agreement),
    ), (400 if fault else 200)  # fmt: skip


def _part(agreement: Agreement, district: str | None, about: str) -> dict[str, Any]:
    """One thing that is signed: its deeds, what would be signed now, and what has changed since it was."""
    deeds = store().signing.of(agreement.id, district, about)
    names = names_of({d["person"] for d in deeds if d["person"] is not None})
    text = _what(agreement, district, about)
    changed = since(deeds, text)
    closed = book().closed(agreement.id)
    allowed = may(person(), district, deeds, closed, bool(changed)) if switched_on(agreement) else ()
    return {
        "about": about, "state": words.state(state(deeds), bool(changed)), "may": allowed,
        "deeds": [{**d, "by": names.get(d["person"], ""), "when": _when(d["at"])} for d in deeds],
        "shown": _shown(text, deeds) if allowed else "", "hash": seal(text),
        "changed": [words.difference(d, agreement) for d in changed if d.indicator in ("", *_shown_to(agreement))],
        "same": bool(certificate(deeds)) and not changed,
        "lines": _lines(agreement, district, about),
    }  # fmt: skip


def _lines(agreement: Agreement, district: str | None, about: str) -> list[str]:
    """What is signed, as a person reads it."""
    found = held(agreement, district)
    if about == "targets":
        return [
            words.acknowledges(i, district, found.office.get(i.id, {}))
            for i in agreement.of(district, found.answers)
            if i.id in _shown_to(agreement)
        ]
    card = found.card()
    pieces = Counter(p["indicator"] for p in store().dossier.of(agreement.id, district))
    shown = _shown_to(agreement)
    lines = [words.signs(row, pieces[row.indicator.id]) for row in card.every if row.indicator.id in shown]
    return [*lines, totals] if (totals := words.totals(card)) else lines


def _shown_to(agreement: Agreement) -> set[str]:
    """Whose figures the visitor reads; whoever certifies or verifies reads all of them."""
    return {i.id for i in shown_to_visitor(agreement)}


def sign(id: str, name: str) -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    about, deed = field("about"), field("deed")
    note = field("note", MOST_NOTE)
    on_paper = field("on_paper", MOST_ON_PAPER)
    if about not in ABOUT or not switched_on(agreement):
        abort(403)
    if deed in NEEDS_NOTE and not note:
        return signing_page(id, name, fault_at(f"{about} {deed}", words.WHY))
    with store().db.transaction():
        by = writing()
        deeds = store().signing.of(agreement.id, district, about)
        text = _what(agreement, district, about)
        changed = since(deeds, text)
        able = deed in may(by, district, deeds, book().closed(agreement.id), bool(changed))
        same = field("shown") == _shown(text, deeds)
        if able and same:
            signed = Sign(
                agreement.id, district or "", about, deed, by.id, text, seal(text), milliseconds(), on_paper, note
            )
            turn = Turn(
                (say(words.signed(agreement, district, about, deed)),), (signed,),
                _pushes(agreement, district, about, deed, by, note),
            )  # fmt: skip
            rows = written(turn)
    if not able:
        why = words.BARRED if deed == "verified" and changed else words.NOT_NOW
        return signing_page(id, name, fault_at(about, why))
    if not same:
        return signing_page(id, name, fault_at(f"{about} {deed}", words.CHANGED))
    return done(rows, f"/sign/{id}/{name}", turn)


def _shown(text: str, deeds: list[Row]) -> str:
    """The mark of what a signature is under: the figures, and every signature before it."""
    return mark(text, [d["hash"] for d in deeds], len(deeds))


def _what(agreement: Agreement, district: str | None, about: str) -> str:
    """What would be signed now; of a closed round what it was closed with."""
    return content_of(store(), held(agreement, district), about)


def _pushes(
    agreement: Agreement, district: str | None, about: str, deed: str, by: Person, note: str
) -> tuple[Push, ...]:
    """The other side hears of it: the officers of a return, the province of a certificate or an answer."""
    everybody = store().people.of_province(agreement.province, "active")
    here = [p for p in everybody if district is not None and district in p.districts]
    officers = reached(here, instead(store().leaves.of_province(agreement.province, today()), today()),
                       {p.id: p for p in everybody})  # fmt: skip
    province = [p for p in everybody if p.role == "supervisor"]
    if deed == "returned":
        told, text = officers, words.returned(agreement, district, about, by.name, note)
    elif deed == "answered":
        told, text = province, words.answered(agreement, district, about, by.name, note)
    elif deed == "certified":
        told, text = province, words.certified(agreement, district, about, by.name)
    else:
        return ()
    return tuple(Push(one.id, (say(text),)) for one in told if one.id != by.id)


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


def standing(agreement: Agreement, district: str | None, about: str = "results") -> tuple[str, str, list[Row]]:
    """For print and file: the state in words (changed since, if it is), the seal of now, and the deeds."""
    deeds = store().signing.of(agreement.id, district, about)
    text = _what(agreement, district, about)
    changed, signed = bool(since(deeds, text)), certificate(deeds)
    said = words.state(state(deeds), changed)
    if signed is not None and about == "results" and not changed:
        found = levels_otherwise(str(signed["snapshot"]), final(agreement, district).card())
        said = words.counted_otherwise(said, found, agreement)
    return said, seal(text), deeds


# the round


def round_page(id: str, fault: Fault = NO_FAULT) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    closed = book().closed(agreement.id)
    states = [
        (d, *(words.state(state(deeds), bool(changed)) for deeds, changed in _signed(agreement, d)))
        for d in agreement.districts
    ]
    log = store().signing.rounds(agreement.id)
    names = names_of({row["person"] for row in log if row["person"] is not None})
    history = [{**row, "by": names.get(row["person"], ""), "when": _when(row["at"])} for row in log]
    return render_template(
        "pages/round.html", agreement=agreement, closed=closed, states=states, log=history, words=words, fault=fault,
        on=switched_on(agreement), amended=amended(agreement, log) if closed else [], own=OWN,
        of_its_own=has_own_row(agreement), missing="" if closed else missing(agreement), mark=mark,
    ), (400 if fault else 200)  # fmt: skip


def _signed(agreement: Agreement, district: str) -> list[tuple[list[Row], tuple[Difference, ...]]]:
    """Of the targets and of the results: the deeds, and what has changed since they were certified."""
    found = []
    for about in ABOUT:
        deeds = store().signing.of(agreement.id, district, about)
        changed = since(deeds, _what(agreement, district, about)) if certificate(deeds) is not None else ()
        found.append((deeds, changed))
    return found


def missing(agreement: Agreement) -> str:
    """What a round would be closed without."""
    results = [_signed(agreement, d)[1] for d in agreement.districts]
    unsigned = sum(certificate(deeds) is None for deeds, _ in results)
    changed = sum(bool(moved) for _, moved in results)
    waiting = len(never_saved(agreement.province, store(), service().book, service().today.now()))
    said = words.missing(unsigned, len(agreement.districts), (agreement.end - today()).days, waiting, changed)
    return said or words.NOTHING_MISSING


def amended(agreement: Agreement, log: list[Any]) -> list[dict[str, Any]]:
    """What is another level now than when the round was closed."""
    last = next((row for row in reversed(log) if row["deed"] == "closed"), None)
    if last is None or not last["snapshot"]:
        return []
    then = levels_then(last["snapshot"])
    day = json.loads(last["snapshot"])["as_of"]
    now = overview(store(), agreement, today(), book().answers(agreement.id))
    found = []
    for (district, indicator), row in now.rows.items():
        before = then.get((district or "", indicator))
        if before != row.result.level and indicator in _shown_to(agreement):
            found.append(
                {"district": district, "indicator": row.indicator, "then": before, "now": row.result.level, "day": day}
            )
    return found


def close(id: str) -> Any:
    """Says first what is missing; done only when the page's own words are typed under exactly that."""
    agreement = agreement_of(id)
    of_province(agreement)
    with store().db.transaction():
        by = writing()
        book().refresh()
        lacks, already = missing(agreement), book().closed(agreement.id)
        sure = field("sure") == words.CLOSE_WORDS and field("missing") == mark(lacks)
        if sure and not already:
            seen = overview(store(), agreement, min(today(), agreement.end), book().answers(agreement.id))
            text = snapshot(seen)
            closing = CloseRound(agreement.id, by.id, field("why", MOST_NOTE), text, seal(text), milliseconds())
            turn = Turn((say(words.closed(agreement, lacks)),), (closing,))
            rows = written(turn)
    if already:
        return round_page(id, fault_at("round", words.CLOSED_ALREADY))
    if not sure:
        return round_page(id, fault_at("close", words.NOT_SAID))
    return done(rows, f"/p/{id}/sign", turn)


def reopen(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    why = field("why", MOST_NOTE)
    if not why:
        return round_page(id, fault_at("reopen", words.WHY))
    with store().db.transaction():
        by = writing()
        book().refresh()
        closed = book().closed(agreement.id)
        if closed:
            turn = Turn((say(words.reopened(agreement)),), (ReopenRound(agreement.id, by.id, why, milliseconds()),))
            rows = written(turn)
    if not closed:
        return round_page(id, fault_at("round", words.OPEN_ALREADY))
    return done(rows, f"/p/{id}/sign", turn)
