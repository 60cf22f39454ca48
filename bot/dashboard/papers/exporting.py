"""The files page: the summary form, the province's table, and a district's evidence, each made when it is asked for."""

from __future__ import annotations

import io
from typing import IO, Any
from urllib.parse import quote

from flask import Blueprint, Response, render_template, send_file

from bot.dashboard.district import held, names_of, shown_to_visitor
from bot.dashboard.guard import (
    agreement_of,
    book,
    district_of,
    of_province,
    person,
    rounds,
    seen,
    sees_province,
    store,
    visitors,
)
from bot.dashboard.papers.sheets import own_lines, remarks, thai_numerals
from bot.dashboard.report import words_of
from bot.dashboard.signing import final, standing
from bot.exports.evidence import evidence_zip
from bot.exports.province import province_book, province_csv
from bot.exports.summary import summary_book
from handlers.score.scope import visible
from scoring.results.round_form import form
from templates.forms.score_form import score_form
from templates.words import scores
from templates.words.province import exports as words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add(pages: Blueprint) -> None:
    pages.get("/files")(visitors(files))
    pages.get("/files/<id>/table")(visitors(province_table))
    pages.get("/files/<id>/list")(visitors(province_list))
    pages.get("/files/<id>/<name>/summary")(visitors(summary))
    pages.get("/files/<id>/<name>/evidence")(visitors(evidence_folder))


def files() -> str:
    found = [(a, visible(person(), a), sees_province(a), store().dossier.counted(a.id)) for a in rounds()]
    return render_template("pages/files.html", rounds=found)


def attached(content: bytes | IO[bytes], media: str, name: str) -> Response:
    response = send_file(io.BytesIO(content) if isinstance(content, bytes) else content, mimetype=media)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def summary(id: str, name: str) -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    state, hash, _ = standing(agreement, district)
    content = summary_book(
        score_form(form(final(agreement, district).card(), own_lines(agreement)), remarks(agreement)),
        district, agreement.province, draft=not book().closed(agreement.id), state=state,
        sealed=words.sealed(agreement.version, hash), thai=thai_numerals(agreement.province),
    )  # fmt: skip
    return attached(content, XLSX, f"{words.SUMMARY} {words.place(district, agreement.province)} {agreement.id}.xlsx")


def province_table(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    return attached(province_book(seen(agreement)), XLSX, f"{agreement.province} {agreement.id}.xlsx")


def province_list(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    return attached(
        province_csv(seen(agreement)), "text/csv; charset=utf-8", f"{agreement.province} {agreement.id}.csv"
    )


def evidence_folder(id: str, name: str) -> Any:
    agreement = agreement_of(id)
    district = district_of(agreement, name)
    shown = {i.id for i in shown_to_visitor(agreement)}
    pieces = [p for p in store().dossier.of(agreement.id, district) if p["indicator"] in shown]
    names = names_of({p["person"] for p in pieces if p["person"] is not None})
    said = {p["event_id"]: words_of(p["event_id"]) for p in pieces}
    card = held(agreement, district).card()
    cover = "\n".join(
        words.cover_line(r.indicator.short, scores.level(r.result), scores.why(r.result))
        for r in card.rows
        if r.indicator.id in shown
    )
    content = evidence_zip(agreement, district, pieces, store().blobs.get, names, said, cover)
    return attached(content, "application/zip", f"{words.place(district, agreement.province)} {agreement.id}.zip")
