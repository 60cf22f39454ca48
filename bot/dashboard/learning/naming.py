"""Names of indicators and districts that an office gives: tried on all that was said before they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request

from bot.dashboard.guard import (
    NO_FAULT,
    Fault,
    Undo,
    book,
    done,
    fault_at,
    field,
    noted,
    overseers,
    own_province,
    provinces,
    rounds,
    store,
    today,
    writing,
)
from bot.now import milliseconds
from handlers.desk.bound import mark
from handlers.desk.deeds import Deed
from handlers.office.trying_names import try_sentence
from handlers.reading.trial import Known, clashes, try_name
from handlers.reading.words.naming import refused
from handlers.reading.words.topics import topics
from templates.words.province import admin as words
from templates.words.province import names as named
from templates.words.province import saved
from templates.words.report import reports

LONGEST = 4000
MOST_ALIAS = 60
MOST_SHOWN = 12  # sentences of the corpus that a name changes


def add(pages: Blueprint) -> None:
    pages.get("/admin/names")(overseers(names))
    pages.post("/admin/names")(overseers(change_name))


def names(fault: Fault = NO_FAULT, preview: dict[str, Any] | None = None) -> Any:
    """Names, those that clash, a sentence to try; `preview`: a new name with what it would change."""
    every = {p: known(p) for p in provinces()}
    tried = _tried(request.args.get("try", "").strip()[:LONGEST], request.args.get("in", ""))
    return render_template(
        "pages/names.html", aliases={p: store().wishes.aliases(p) for p in provinces()}, refused=_refused, names=named,
        topics={p: _shorts(p) for p in provinces()}, clashes={p: clashes(every[p]) for p in every}, words=words,
        districts={p: book().districts(p) for p in provinces()}, preview=preview, fault=fault, tried=tried,
        most=MOST_SHOWN,
    ), (400 if fault else 200)  # fmt: skip


def known(province: str) -> Known:
    return Known(book().open(province), {row["alias"]: row["means"] for row in store().wishes.aliases(province)})


def _shorts(province: str) -> dict[str, str]:
    """What an indicator of each topic is called here; shipped topics that no open round has stand behind."""
    mine = [a for a in reversed(rounds()) if a.province == province]
    found = {i.topic: i.short for a in mine for i in a.indicators.values() if not i.own_topic}
    own = {i.topic: i.short for a in book().open(province) for i in a.indicators.values() if i.own_topic}
    return {**own, **found}


def _refused(row: Mapping[str, Any]) -> str:
    """Why a name that was given earlier does not count."""
    why = refused(row["alias"], of_a_place=row["kind"] == "district")
    return named.refused(row["alias"], why) if why else ""


def _tried(sentence: str, province: str) -> dict[str, str]:
    if not sentence or province not in provinces():
        return {}
    of = known(province)
    if not of.agreements:
        return {}
    agreement = of.agreements[0]
    district = agreement.districts[0]
    found = try_sentence(sentence, agreement, district, today(), aliases=of.aliases, beside=of.agreements)
    return {"province": province, "sentence": sentence, "said": found.said}


def change_name() -> Any:
    province, kind = own_province(field("province")), field("kind")
    alias, means = field("alias", MOST_ALIAS), field("means")
    if kind not in ("topic", "district") or not alias:
        abort(400)
    if means and (shown := _before_it_counts(province, kind, alias, means)) is not None:
        return shown
    with store().db.transaction():
        by = writing()
        before = {row["alias"]: row["means"] for row in store().wishes.aliases(province, kind)}.get(alias, "")
        if not means:
            store().wishes.uncall(province=province, kind=kind, alias=alias)
        else:
            store().wishes.call(province=province, kind=kind, alias=alias, means=means, by=by.id, at=milliseconds())
        noted(Deed("name", detail=f"{kind} {alias} = {means}".strip(" ="), province=province))
    told = saved.named(alias, called(province).get(means, means)) if means else saved.unnamed(alias)
    undo = Undo("/admin/names", {"province": province, "kind": kind, "alias": alias, "means": before, "sure": "yes"})
    return done([], "/admin/names", told=told, undo=undo)


def called(province: str) -> dict[str, str]:
    return {**reports.TOPICS, **_shorts(province)}


def _before_it_counts(province: str, kind: str, alias: str, means: str) -> Any:
    """A name that cannot be is refused; one that clashes, or changes what is read, is shown first. None: it may be."""
    meanings = book().districts(province) if kind == "district" else {**topics(), **_shorts(province)}
    if means not in meanings:
        abort(400)
    if kind == "district":
        why = refused(alias, of_a_place=True)
        return names(fault_at(f"{province} {kind}", named.refused(alias, why))) if why else None
    shown = before_it_counts(province, alias, means)
    if shown.refused:
        return names(fault_at(f"{province} {kind}", shown.refused))
    if field("sure") == "yes" or not (shown.clash or shown.changes):
        return None
    return names(preview={
        "province": province, "alias": alias, "means": means, "called": called(province).get(means, means),
        "clash": shown.clash, "changes": shown.changes,
    })  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What a name would do, in Thai: why it cannot be, whose it is too, which sentences would be read otherwise."""

    refused: str = ""
    clash: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()  # sentence, before, after

    @property
    def mark(self) -> str:
        return mark([self.refused, self.clash, *(part for change in self.changes for part in change)])


def before_it_counts(province: str, alias: str, means: str, from_use: Sequence[str] = ()) -> Shown:
    """The name tried on all of the corpus, and on the office's own lines."""
    trial = try_name(alias, means, known(province), from_use)
    if trial.refused:
        return Shown(named.refused(alias, trial.refused))
    called_here = called(province)
    clash = named.clash(alias, (called_here.get(t, t) for t in trial.clashes)) if trial.clashes else ""
    changes = tuple((c.text, named.shortly(c.before), named.shortly(c.after)) for c in trial.changes)
    return Shown("", clash, changes)
