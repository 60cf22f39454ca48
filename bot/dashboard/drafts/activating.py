"""The last step: what officers will see is looked at once more, and a second person opens the agreement."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from bot.dashboard.drafts.rights import drafters, found, others
from bot.dashboard.guard import back, book, field, noted, person, store, writing
from bot.now import milliseconds
from bot.office.reviewing import Review
from bot.store import locks
from bot.store.results.drafts import ACTIVE, OPEN
from handlers.desk.deeds import Deed
from scoring.agreement import Agreement
from scoring.deadlines.obligations import calendar
from scoring.drafting.agreeing import Unanswered
from scoring.levels.gaps import thresholds
from templates.words import scores
from templates.words.drafting import page as words
from templates.words.people.people import ROLES
from templates.words.report.examples import report_examples


def add(pages: Blueprint) -> None:
    pages.get("/drafts/<int:id>/preview")(drafters(preview))
    pages.post("/drafts/<int:id>/activate")(drafters(activate))


def ready(review: Review) -> bool:
    return (
        review.row["state"] == OPEN and not review.open and bool(review.indicators)
        and all(review.state(one.id) == "done" for one in review.indicators)
    )  # fmt: skip


def made(review: Review) -> tuple[Agreement | None, list[str]]:
    if not ready(review):
        return None, [words.WAITING]
    try:
        return review.agreed()
    except Unanswered as waiting:
        return None, [words.WAITING, *dict.fromkeys(words.fault(place) for place in waiting.open)]


def preview(id: int, fault: str = "") -> Any:
    review = found(id)
    agreement, faults = made(review)
    wanted = request.args.get("district", "")
    district = wanted if agreement and wanted in agreement.districts else agreement.districts[0] if agreement else ""
    return render_template(
        "pages/draft_preview.html", review=review, agreement=agreement, faults=faults, district=district, words=words,
        amounts=_amounts(agreement, district) if agreement else {}, fault=fault,
        examples=report_examples(agreement, district) if agreement else (),
        days=sorted(calendar(agreement, {}), key=lambda d: d.day) if agreement else (),
        people=store().people.of_province(agreement.province, "active") if agreement else (), ROLES=ROLES,
        mine=person().name in {step["made_by"] for step in review.steps},
        others=others(review.draft.head.province or "", person().id),
    ), (400 if fault else 200)  # fmt: skip


def _amounts(agreement: Agreement, district: str) -> dict[str, list[str]]:
    """Targets in the district's own amounts, where its whole or base is known."""
    return {
        id: [scores.threshold(t) for t in thresholds(agreement, id, district) if t.amount is not None]
        for id, one in agreement.indicators.items()
        if one.levels and any(used.parts for used in one.inputs.values())
    }


def activate(id: int) -> Any:
    review = found(id)
    agreement, faults = made(review)
    if agreement is None or faults:
        return preview(id, words.WAITING)
    if field("seen") != str(review.row["version"]):
        return preview(id, words.OVERTAKEN)
    if book().get(agreement.id) is not None:
        return preview(id, words.TAKEN_ID)
    mine = person().name in {step["made_by"] for step in store().drafts.steps(id)} | {review.row["made_by"]}
    second = others(agreement.province, person().id)
    if mine and second:
        return preview(id, words.NEEDS_A_SECOND.format(names=", ".join(p.name for p in second[:3])))
    if mine and field("alone") != "yes":
        return preview(id, words.SAY_ALONE)
    now, text = milliseconds(), review.text()
    with store().db.transaction():
        by = writing()
        locks.hold_all(store().db)
        seen = int(review.row["version"])
        if not store().drafts.step(
            draft=id, seen=seen, kind=ACTIVE, about=agreement.id, value="alone" if mine else "second",
            why=words.ALONE if mine else "", by=by.name, at=now,
        ) or not store().drafts.close(draft=id, seen=seen + 1, state=ACTIVE, at=now):  # fmt: skip
            return preview(id, words.OVERTAKEN)
        store().rounds.keep_paper(file=review.source, text="\n".join(review.lines), by=by.name, at=now)
        store().rounds.keep_agreement(id=agreement.id, toml=text, by=by.name, training=False, at=now)
        store().rounds.activate(agreement=agreement.id, province=agreement.province, at=now)
        noted(Deed("activate", agreement.id, detail=f"draft {id}, {'alone' if mine else 'second'}"))
    book().refresh()
    return back(f"/p/{agreement.id}")
