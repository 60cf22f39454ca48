"""The province over the round: how many results stood at which level at each month's end, drawn and in figures."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, make_response, render_template

from bot.dashboard.guard import agreement_of, book, group, of_province, store, today, visitors
from scoring.agreement import Agreement
from scoring.periods import month_end
from scoring.results.overview import overview
from templates.charts import Stack, stacks
from templates.words.province import province as words


def add(pages: Blueprint) -> None:
    pages.get("/p/<id>/round")(visitors(over_round))
    pages.get("/p/<id>/round.svg")(visitors(round_picture))


def over_round(id: str) -> str:
    agreement = agreement_of(id)
    of_province(agreement)
    return render_template("pages/over_round.html", agreement=agreement, stacks=_stacks(agreement), words=words)


def round_picture(id: str) -> Any:
    """Asked for by the province's page after it has shown its table."""
    agreement = agreement_of(id)
    of_province(agreement)
    made = make_response(render_template("pages/over_round.svg", stacks=_stacks(agreement), words=words))
    made.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    return made


def _stacks(agreement: Agreement) -> tuple[Stack, ...]:
    found = []
    for day in _days(agreement, today()):
        seen = overview(store(), agreement, day, book().answers(agreement.id), group(), past=day < today())
        shown = {i.id for i in seen.of_districts()}
        levels = [row.result.level for (d, i), row in seen.rows.items() if d is not None and i in shown]
        found.append((day, Counter(levels)))
    return stacks(found)


def _days(agreement: Agreement, now: date) -> list[date]:
    """Every month's end of the round that has passed, and today."""
    last, day, found = min(now, agreement.end), agreement.start, []
    while day <= last:
        end = month_end(day.year, day.month)
        found.append(min(end, last))
        day = end + timedelta(days=1)
    return found
