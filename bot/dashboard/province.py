"""The province's pages: the grid of districts and indicators, one indicator over all districts, and the exceptions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, redirect, render_template

from bot.dashboard.guard import (
    agreement_of,
    book,
    of_province,
    overseers,
    person,
    rounds,
    seen,
    sees_province,
    service,
    store,
    visitors,
)
from bot.now import right_now
from handlers.province.oddities import odd
from handlers.province.questions import MONTH, WEEK, days_ago, earlier
from handlers.province.waiting import never_saved, told_by_officers
from handlers.score.scope import visible
from scoring.results.changes import changed
from scoring.results.overview import near, ranked, silent
from templates.words.province import province as words


def add(pages: Blueprint) -> None:
    pages.get("/")(visitors(home))
    pages.get("/p/<id>")(visitors(grid))
    pages.get("/p/<id>/i/<path:indicator>")(visitors(everywhere))
    pages.get("/p/<id>/silent")(visitors(silence))
    pages.get("/p/<id>/near")(visitors(nearness))
    pages.get("/p/<id>/changes")(visitors(changes))
    pages.get("/p/<id>/odd")(visitors(oddities))
    pages.get("/p/<id>/waiting")(overseers(waits))


def home() -> Any:
    """Straight to the round of today where there is only one; else a list to choose from."""
    found = rounds()
    today = service().today.day()
    current = [a for a in found if not book().closed(a.id) and a.start <= today <= a.end]
    real = [a for a in current if not book().training(a.id)] or current
    if len(real) == 1:
        agreement = real[0]
        mine = visible(person(), agreement)
        if sees_province(agreement):
            return redirect(f"/p/{agreement.id}", 303)
        if len(mine) == 1:
            return redirect(f"/d/{agreement.id}/{mine[0]}", 303)
    return render_template("pages/home.html", rounds=[(a, visible(person(), a), sees_province(a)) for a in found])


def grid(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    overview = seen(agreement)
    rolled = {i.id: overview.rollup(i) for i in overview.of_districts()}
    return render_template(
        "pages/province.html", agreement=agreement, seen=overview, rolled=rolled, words=words,
        reported=len({d for d, _ in overview.newest if d is not None}),
    )  # fmt: skip


def everywhere(id: str, indicator: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    overview = seen(agreement)
    found = next((i for i in overview.indicators if i.id == indicator), None)
    if found is None:
        abort(404 if indicator not in agreement.indicators else 403)
    if found.scored == "province":
        return redirect(f"/d/{id}/-/{indicator}", 303)
    return render_template(
        "pages/indicator.html", agreement=agreement, indicator=found, row=overview.rollup(found),
        ranked=ranked(overview, found), words=words, seen=overview,
    )  # fmt: skip


def silence(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    overview = seen(agreement)
    lines = [
        (s.district, words.silence(s.missing, s.of, s.last, overview.day, agreement.start), s.missing)
        for s in silent(overview)
    ]
    return _listed(agreement, words.silent_title(""), [(d, w, None, "") for d, w, _ in lines], words.ALL_REPORTED)


def nearness(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    lines = [
        (n.district, words.near_line(n.indicator, n.level, n.gap), n.level, n.indicator.id)
        for n in near(seen(agreement))
    ]
    return _listed(agreement, words.NEAR_TITLE, lines, words.NOTHING_NEAR)


def changes(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    overview = seen(agreement)
    found = changed(store(), overview, days_ago(earlier(service().today.now(), right_now()), WEEK))
    lines = [
        (c.district, f"{c.indicator.short} {words.change(c.before, c.after)}", c.after, c.indicator.id) for c in found
    ]
    up, down = sum(c.up for c in found), sum(c.down for c in found)
    summary = words.changed_summary(up, down, len(found) - up - down, overview.day - timedelta(days=WEEK))
    return _listed(agreement, words.CHANGES_TITLE, lines, words.NOTHING_CHANGED, summary)


def oddities(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    found = odd(store(), seen(agreement), days_ago(earlier(service().today.now(), right_now()), MONTH))
    lines = [(o.district, f"{words.ODD_KINDS[o.kind]}: {o.says}", None, o.indicator.id) for o in found]
    return _listed(agreement, words.ODD_TITLE, lines, words.NOTHING_ODD)


def waits(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    held_back = never_saved(agreement.province, store(), service().book, service().today.now())
    lines: list[tuple[str | None, str, None, str]] = []
    for u in held_back:
        said = f"{u.person.name} {words.unsaved(u.words, u.person.districts, u.asked)}"
        lines.append((next(iter(u.person.districts), None), said, None, ""))
    for t in told_by_officers(seen(agreement)):
        lines.append((t.district, words.told_whole(t.indicator, t.value), None, t.indicator.id))
    return _listed(agreement, words.WAITING_TITLE, lines, words.NOTHING_WAITS)


def _listed(agreement: Any, title: str, lines: Any, nothing: str, summary: str = "") -> str:
    return render_template(
        "pages/listed.html", agreement=agreement, title=title, lines=lines, nothing=nothing, summary=summary
    )
