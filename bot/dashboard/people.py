"""Who does what: giving an indicator to somebody, splitting a target, setting an office value, and one's own work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template, request

from bot.dashboard.district import held, indicator_page, known, people_of
from bot.dashboard.guard import (
    Undo,
    agreement_of,
    book,
    district_of,
    done,
    fault_at,
    field,
    kept,
    person,
    store,
    today,
    visitors,
    writing,
    written,
)
from bot.now import milliseconds
from handlers.desk.bound import mark
from handlers.desk.nouns import Turn
from handlers.desk.round_writes import Share
from handlers.desk.writes import Dismiss, SetOfficeValue
from handlers.office.assigning import DUTIES, appointed, colleagues, may_assign
from handlers.office.valuing import may_set_values, office_row
from handlers.people.signatures import voided
from scoring.agreement import Agreement, Indicator
from scoring.amounts import typed
from scoring.levels.gaps import gap
from scoring.levels.office_values import wanted
from scoring.periods import BANGKOK
from scoring.results.results import office_value, results
from templates.messages import say
from templates.words import scores
from templates.words.people import trail
from templates.words.province import office as words
from templates.words.province import saved, signing

MOST_HOLDER = 60


def add(pages: Blueprint) -> None:
    pages.post("/d/<id>/<name>/people")(visitors(appoint))
    pages.post("/d/<id>/<name>/share")(visitors(share))
    pages.post("/d/<id>/<name>/value")(visitors(value))
    pages.get("/mine")(visitors(mine))


def _place(id: str, name: str) -> tuple[Agreement, str | None, Indicator]:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    indicator = agreement.indicators.get(field("indicator"))
    if indicator is None or indicator not in agreement.of(district, book().answers(agreement.id)):
        abort(404)
    return agreement, district, indicator


def appoint(id: str, name: str) -> Any:
    agreement, district, indicator = _place(id, name)
    duty, chosen = field("duty"), field("person")
    if duty not in DUTIES or not may_assign(person(), district):
        abort(403)
    with store().db.transaction():
        by = writing()
        if not may_assign(by, district):
            abort(403)
        had = _holder(agreement, district, indicator, duty)
        if not chosen:
            told = words.taken_away(indicator, duty, words.place(district, agreement))
            turn = Turn((say(told),), (Dismiss(agreement.id, district, indicator.id, duty),))
        else:
            everybody = colleagues(store().people.of_province(agreement.province), district)
            one = next((p for p in everybody if str(p.id) == chosen), None)
            if one is None:
                abort(404)
            before = people_of(agreement, district, indicator.id).get(duty, "")
            turn = appointed(agreement, district, indicator, duty, one, by, before)
        rows = written(turn)
    undo = Undo(f"/d/{id}/{name}/people", {"indicator": indicator.id, "duty": duty, "person": had})
    return done(rows, f"/d/{id}/{name}/{indicator.id}", turn, undo=undo)


def _holder(agreement: Agreement, district: str | None, indicator: Indicator, duty: str) -> str:
    """The number of the person who has this duty; "" where nobody has."""
    place = (district or "", indicator.id, duty)
    rows = store().sharing.of_agreement(agreement.id)
    return next((str(r["person"]) for r in rows if (r["district"], r["indicator"], r["duty"]) == place), "")


def share(id: str, name: str) -> Any:
    """A part of a target for an officer or a village; without an amount the part is taken away."""
    agreement, district, indicator = _place(id, name)
    input, holder = field("input"), field("holder", MOST_HOLDER)
    told = request.form.get("amount", "").strip()
    amount = typed(told)
    if not may_assign(person(), district):
        abort(403)
    if input not in indicator.inputs or not holder:
        abort(400)
    if told and amount is None:
        return indicator_page(id, name, indicator.id, fault_at("share", words.AMOUNT))
    with store().db.transaction():
        by = writing()
        before = next((s["amount"] for s in store().sharing.shares(agreement.id, district)
                       if (s["indicator"], s["input"], s["holder"]) == (indicator.id, input, holder)), "")  # fmt: skip
        part = None if amount is None else f"{amount:f}"
        kept(Share(agreement.id, district, indicator.id, input, holder, part, by.id, milliseconds()))
    used = indicator.inputs[input]
    told = saved.unshared(used, holder) if amount is None else saved.shared(used, holder, amount)
    undo = Undo(f"/d/{id}/{name}/share",
                {"indicator": indicator.id, "input": input, "holder": holder, "amount": before})  # fmt: skip
    return done([], f"/d/{id}/{name}/{indicator.id}", told=told, undo=undo)


def value(id: str, name: str) -> Any:
    agreement, district, indicator = _place(id, name)
    key, amount = field("key"), typed(request.form.get("amount", ""))
    if not may_set_values(person(), indicator):
        abort(403)
    wants = next((w for w in wanted(agreement, district) if (w.indicator, w.key) == (indicator.id, key)), None)
    if wants is None or wants.cell is not None:
        abort(400)
    if amount is None:
        return indicator_page(id, name, indicator.id, fault_at(key, words.AMOUNT))
    old = known(held(agreement, district), indicator.id, key)
    with store().db.transaction():
        by = writing()
        row = office_row(agreement, district, wants, amount, today(), by.name, "หน้าเว็บ", milliseconds())
        before = results(store(), agreement, district, today(), book().answers(agreement.id))
        void = voided(before, before.with_values([office_value(row)]), store())
        sure = mark(key, row["amount"], void) if void is not None else ""
        if field("sure") == sure or void is None:
            kept(SetOfficeValue(**row))
            void = None
    if void is not None:
        return indicator_page(id, name, indicator.id, fault_at(
            key, signing.signed_already(district, *void), sure, signing.SIGN_ANEW))  # fmt: skip
    fields = {"indicator": indicator.id, "key": key, "amount": f"{old:f}" if old is not None else ""}
    undo = Undo(f"/d/{id}/{name}/value", fields) if old is not None and old != amount else None
    return done([], f"/d/{id}/{name}/{indicator.id}#wants", told=saved.valued(wants, amount, old), undo=undo)


def mine() -> str:
    """The indicators that were given to the visitor, and the shares of targets that bear the visitor's name."""
    lines = []
    for row in store().sharing.of_person(person().id):
        agreement = book().get(row["agreement"])
        if agreement is None or agreement not in book().open(agreement.province):
            continue
        indicator = agreement.indicators.get(row["indicator"])
        if indicator is None:
            continue
        district = row["district"] or None
        result = results(store(), agreement, district, today(), book().answers(agreement.id)).result(indicator.id)
        lines.append((agreement, district, indicator, result, scores.gap(gap(result)), DUTIES[row["duty"]]))
    shares = []
    for agreement in {a.id: a for p in _provinces() for a in book().open(p)}.values():
        for district in person().districts:
            for row in store().sharing.shares(agreement.id, district):
                if row["holder"] == person().name and row["indicator"] in agreement.indicators:
                    shares.append((agreement, district, agreement.indicators[row["indicator"]], row))
    return render_template(
        "pages/mine.html", lines=lines, shares=shares, trail=trail,
        sessions=[datetime.fromtimestamp(at / 1000, BANGKOK)
                  for at in store().visits.open_of(person().id, milliseconds())],
    )  # fmt: skip


def _provinces() -> tuple[str, ...]:
    return (person().province,) if person().province else book().provinces()
