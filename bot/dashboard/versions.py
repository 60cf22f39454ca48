"""The administrator's page of one agreement: what was carried over is confirmed part by part, amendments are taken."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request

from bot.dashboard.guard import (
    NO_FAULT,
    Fault,
    agreement_of,
    book,
    done,
    fault_at,
    field,
    noted,
    overseers,
    person,
    store,
    today,
)
from bot.now import milliseconds
from bot.office.decisions import amend, confirm
from bot.refused import Refused
from handlers.desk.bound import mark
from handlers.desk.deeds import Deed
from scoring.agreement import CALENDAR, HEAD, Agreement
from templates.words.province import saved
from templates.words.province.refused import in_thai
from templates.words.score import versions as words

MOST_WHY = 500


def add(pages: Blueprint) -> None:
    pages.get("/admin/versions/<id>")(overseers(versions))
    pages.post("/admin/versions/<id>")(overseers(confirm_part))
    pages.post("/admin/versions/<id>/amend")(overseers(take_amendment))


def versions(id: str, fault: Fault = NO_FAULT) -> Any:
    agreement = agreement_of(id)
    return render_template(
        "pages/versions.html", agreement=agreement, every=book().versions(agreement.id), words=words, fault=fault,
        calendar=CALENDAR, head_part=HEAD, shown=shown_of(agreement),
    ), (400 if fault else 200)  # fmt: skip


def shown_of(agreement: Agreement) -> str:
    """The mark of what a confirmation is of: this version, and the parts that are still open."""
    return mark(agreement.id, agreement.version, agreement.unconfirmed)


def confirm_part(id: str) -> Any:
    agreement = agreement_of(id)
    part, why = field("part"), field("why", MOST_WHY)
    if field("shown") != shown_of(agreement):
        return versions(id, fault_at(part, words.CHANGED))
    parts = agreement.unconfirmed if part == "all" else (part,)
    try:
        with store().db.transaction():
            confirm(store(), agreement, parts, person().name, why, today(), milliseconds())
            noted(Deed("confirm", agreement.id, detail=" ".join(parts)))
    except Refused as refused:
        return versions(id, fault_at(part, in_thai(str(refused))))
    return done([], f"/admin/versions/{id}", told=saved.confirmed(len(parts)))


def take_amendment(id: str) -> Any:
    agreement = agreement_of(id)
    if person().role != "admin":
        abort(403)
    file = request.files.get("file")
    if file is None or not file.filename:
        return versions(id, fault_at("amend", words.NO_FILE))
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError:
        return versions(id, fault_at("amend", words.NO_TEXT))
    try:
        with store().db.transaction():
            new = amend(store(), book(), text, file.filename, milliseconds(), of=agreement.id)
            noted(Deed("amend", agreement.id, detail=f"version {new.version}"))
    except Refused as refused:
        return versions(id, fault_at("amend", in_thai(str(refused))))
    return done([], f"/admin/versions/{id}", told=saved.amended(new))
