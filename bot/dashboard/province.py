"""The province's pages: the grid of districts and indicators, one indicator over all districts, and the exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, abort, redirect, render_template, request

from bot.dashboard.guard import (
    OWN,
    agreement_of,
    book,
    of_province,
    overseers,
    paged,
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
from scoring.agreement import Indicator
from scoring.results.changes import changed
from scoring.results.overview import Overview, near, ranked, silent
from templates.words.province import asking
from templates.words.province import province as words

Columns = tuple[Indicator, ...]


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
    """The table; searching, filtering and sorting are part of the address, so that it works without script too."""
    agreement = agreement_of(id)
    of_province(agreement)
    overview = seen(agreement)
    asked = request.args
    groups = sorted({i.group for i in overview.of_districts() if i.group})
    group = asked.get("group", "")
    columns = tuple(i for i in overview.of_districts() if group not in groups or i.group == group)
    totals = [s for s in agreement.sections if any(_total(overview, d, s.id) is not None for d in overview.results)]
    lacking = {s.district for s in silent(overview)}
    chosen = _chosen(overview, columns, asked.get("q", "").strip(), asked.get("level", ""), asked.get("only", ""))
    return render_template(
        "pages/province.html", agreement=agreement, seen=overview, words=words, columns=columns, totals=totals,
        rolled={i.id: overview.rollup(i) for i in columns}, districts=_sorted(overview, chosen, asked.get("sort", "")),
        total=lambda district, section: _total(overview, district, section), groups=groups, asked=asked,
        kept={k: v for k, v in asked.items() if k in ("q", "group", "level", "only") and v}, silent=len(lacking),
        reported=len({d for d, _ in overview.newest if d is not None}), spread=_spread(overview, columns),
    )  # fmt: skip


def _total(overview: Overview, district: str | None, section: str) -> Fraction | None:
    card = overview.cards[district]
    return next((t.on_five for t in card.sections if t.section.id == section), None)


def _chosen(overview: Overview, columns: Columns, q: str, level: str, only: str) -> list[str]:
    """The districts that a search and its filters leave."""
    found = [d for d in overview.districts if q in d]
    if level in ("0", "1", "2", "3", "4", "5", "-"):
        wanted = None if level == "-" else int(level)
        rows = {d: [row for i in columns if (row := overview.row(d, i.id)) is not None] for d in found}
        found = [d for d in found if any(row.result.level == wanted for row in rows[d])]
    if only == "silent":
        shown = {i.id for i in columns}
        lacking = {s.district for s in silent(overview) if any(i.id in shown for i in s.missing)}
        found = [d for d in found if d in lacking]
    elif only == "near":
        close = {n.district for n in near(overview, found) if n.indicator in columns}
        found = [d for d in found if d in close]
    return found


def _sorted(overview: Overview, districts: list[str], by: str) -> list[str]:
    """By an indicator's level or a section's score, the highest first; by name; else as the document has them."""
    if by == "name":
        return sorted(districts)
    if by in {i.id for i in overview.indicators}:
        return sorted(districts, key=lambda d: -1 if (n := _level(overview, d, by)) is None else n, reverse=True)
    if by in {s.id for s in overview.agreement.sections}:
        return sorted(districts, key=lambda d: -1 if (n := _total(overview, d, by)) is None else n, reverse=True)
    return districts


def _level(overview: Overview, district: str, indicator: str) -> int | None:
    row = overview.row(district, indicator)
    return row.result.level if row is not None else None


def _spread(overview: Overview, columns: Columns) -> dict[str, list[tuple[int | None, int, int]]]:
    """For the bars: of each indicator the levels, how many districts stand there, and how many before them."""
    found = {}
    for indicator in columns:
        levels = [_level(overview, d, indicator.id) for d in overview.districts if overview.row(d, indicator.id)]
        bars, before = [], 0
        for level in (5, 4, 3, 2, 1, 0, None):
            if n := levels.count(level):
                bars.append((level, n, before))
                before += n
        found[indicator.id] = bars
    return found


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
        Line(s.district, words.silence(s.missing, s.of, s.last, overview.day, agreement.start),
             deed=asking.REMIND, to=_ask(id, s.district, "silent"))
        for s in silent(overview)
    ]  # fmt: skip
    return _listed(agreement, words.silent_title(""), lines, words.ALL_REPORTED, here="silent")


def nearness(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    lines = [
        Line(n.district, words.near_line(n.indicator, n.level, n.gap), n.level, n.indicator.id, asking.EVIDENCE,
             _ask(id, n.district, "evidence", n.indicator.id))
        for n in near(seen(agreement))
    ]  # fmt: skip
    return _listed(agreement, words.NEAR_TITLE, lines, words.NOTHING_NEAR, here="near")


def changes(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    overview = seen(agreement)
    found = changed(store(), overview, days_ago(earlier(service().today.now(), right_now()), WEEK))
    lines = [
        Line(c.district, f"{c.indicator.short} {words.change(c.before, c.after)}", c.after, c.indicator.id)
        for c in found
    ]
    up, down = sum(c.up for c in found), sum(c.down for c in found)
    summary = words.changed_summary(up, down, len(found) - up - down, overview.day - timedelta(days=WEEK))
    return _listed(agreement, words.CHANGES_TITLE, lines, words.NOTHING_CHANGED, summary, here="changes")


def oddities(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    found = odd(store(), seen(agreement), days_ago(earlier(service().today.now(), right_now()), MONTH))
    lines = [
        Line(o.district, f"{words.ODD_KINDS[o.kind]}: {o.says}", None, o.indicator.id, asking.REASON,
             f"/r/{quote(o.fact)}")
        for o in found
    ]  # fmt: skip
    return _listed(agreement, words.ODD_TITLE, lines, words.NOTHING_ODD, here="odd")


def waits(id: str) -> Any:
    agreement = agreement_of(id)
    of_province(agreement)
    lines = []
    for u in never_saved(agreement.province, store(), book(), service().today.now()):
        said = f"{u.person.name} {words.unsaved(u.words, u.person.districts, u.asked)}"
        district = next((d for d in u.person.districts if d in agreement.districts), None)
        to = _ask(id, district, "waiting", said=u.words) if district else ""
        lines.append(Line(district, said, None, "", asking.ANSWER if to else "", to))
    for t in told_by_officers(seen(agreement)):
        place = f"/d/{id}/{quote(t.district or OWN)}/{t.indicator.id}#wants"
        said = words.told_whole(t.indicator, t.value)
        lines.append(Line(t.district, said, None, t.indicator.id, asking.SET, place))
    return _listed(agreement, words.WAITING_TITLE, lines, words.NOTHING_WAITS, here="waiting")


@dataclass(frozen=True)
class Line:
    """One line of a list, and the deed that follows from it."""

    district: str | None
    says: str
    level: int | None = None
    indicator: str = ""
    deed: str = ""
    to: str = ""


def _ask(id: str, district: str, about: str, indicator: str = "", said: str = "") -> str:
    """Where a supervisor writes to a district; others have no deed there."""
    if not person().oversees:
        return ""
    fields = {"about": about, "indicator": indicator, "said": said[:200]}
    return f"/p/{id}/ask/{quote(district)}?{urlencode({k: v for k, v in fields.items() if v})}"


def _listed(agreement: Any, title: str, lines: list[Line], nothing: str, summary: str = "", *, here: str) -> str:
    return render_template(
        "pages/listed.html", agreement=agreement, title=title, lines=paged(lines), nothing=nothing, summary=summary,
        here=here,
    )  # fmt: skip
