"""The office's two forms as pages that print on one A4: the targets that were signed, and the score."""

from __future__ import annotations

from flask import Blueprint, render_template

from bot.dashboard.district import held, shown_to_visitor
from bot.dashboard.guard import agreement_of, book, district_of, group, store, today, visitors
from bot.dashboard.signing import final, standing
from handlers.people.signatures import THAI_NUMERALS, VERIFIED_ONLY
from scoring.agreement import Agreement
from scoring.results.round_form import form
from templates.forms.numerals import in_style
from templates.forms.score_form import score_form
from templates.forms.target_form import target_form
from templates.words.province import exports as words
from templates.words.province.signing import DEEDS
from templates.words.score.scope import OF_GROUP, marks

SHOWN = ("certified", "verified", "returned")  # on the printed form


def add(pages: Blueprint) -> None:
    pages.get("/sheet/<id>/<name>")(visitors(score))
    pages.get("/sheet/<id>/<name>/targets")(visitors(targets))


def thai_numerals(province: str) -> bool:
    return store().wishes.settings(province).get(THAI_NUMERALS) == "on"


def score(id: str, name: str) -> str:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    state, hash, deeds = standing(agreement, district)
    thai = thai_numerals(agreement.province)
    return render_template(
        "pages/sheet.html", agreement=agreement, district=district, name=name, words=words, DEEDS=DEEDS,
        form=score_form(form(final(agreement, district).card(), own_lines(agreement)), remarks(agreement)),
        draft=not book().closed(agreement.id),
        state=state, sealed=words.sealed(agreement.version, hash), signed=[d for d in deeds if d["deed"] in SHOWN],
        verified=store().wishes.settings(agreement.province).get(VERIFIED_ONLY) == "on",
        digits=lambda said: in_style(str(said), thai),
    )  # fmt: skip


def targets(id: str, name: str) -> str:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    answers, thai = book().answers(agreement.id), thai_numerals(agreement.province)
    found = held(agreement, district)
    own = own_lines(agreement)
    indicators = tuple(row.result.case.indicator for row in found.card().rows  # with the answers worked in
                       if own is None or row.indicator.id in own)  # fmt: skip
    return render_template(
        "pages/targets.html", agreement=agreement, district=district, name=name, words=words,
        form=target_form(agreement, district, indicators, found.office, answers, remarks(agreement)),
        state=standing(agreement, district, "targets")[0],
        digits=lambda said: in_style(str(said), thai),
    )  # fmt: skip


def own_lines(agreement: Agreement) -> set[str] | None:
    """An owner's forms have the lines of the own group; None: all."""
    return None if group() is None else {i.id for i in shown_to_visitor(agreement)}


def remarks(agreement: Agreement) -> tuple[str, ...]:
    found = marks(agreement, book().training(agreement.id), today())
    return found if group() is None else (*found, OF_GROUP)
