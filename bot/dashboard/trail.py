"""The page of who did what, searched and as CSV, and one's own sessions, which may all be ended at once."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from flask import Blueprint, make_response, render_template, request

from bot.dashboard.district import names_of
from bot.dashboard.guard import COOKIE, overseers, paged, person, store, visitors
from bot.dashboard.papers.exporting import attached
from bot.exports.province import plain
from bot.store.engine import Row
from scoring.periods import BANGKOK
from templates.words.people import trail as words

MOST = 100_000  # rows of the file


def add(pages: Blueprint) -> None:
    pages.get("/admin/trail")(overseers(trail))
    pages.get("/admin/trail/list")(overseers(trail_list))
    pages.post("/leave/everywhere")(visitors(leave_everywhere))


def _asked() -> str:
    return request.args.get("q", "").strip()[:60]


def _lines() -> list[dict[str, Any]]:
    """With names as they are known today: the row itself holds numbers, who has left has none."""
    rows = store().trail.seen(person().province, most=MOST)
    names = names_of({row[who] for row in rows for who in ("person", "whom") if row[who] is not None})
    lines = [_line(row, names) for row in rows]
    return [one for one in lines if _asked().casefold() in " ".join(map(str, one.values())).casefold()]


def _line(row: Row, names: dict[int | None, str]) -> dict[str, Any]:
    def who(number: int | None) -> str:
        return f"{number} {names.get(number, '')}".strip() if number is not None else ""

    return {
        "seq": row["seq"], "at": datetime.fromtimestamp(row["at"] / 1000, BANGKOK).strftime("%Y-%m-%d %H:%M:%S"),
        "who": who(row["person"]) or words.OPERATOR, "way": words.WAYS[row["way"]],
        "deed": words.DEEDS.get(row["deed"], row["deed"]), "agreement": row["agreement"], "whom": who(row["whom"]),
        "detail": row["detail"], "hash": row["hash"],
    }  # fmt: skip


def trail() -> str:
    return render_template(
        "pages/trail.html", lines=paged(_lines()), asked=_asked(), broken=store().trail.broken(), words=words
    )


def trail_list() -> Any:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(words.COLUMNS)
    writer.writerows([plain(str(cell)) for cell in one.values()] for one in _lines())
    return attached(b"\xef\xbb\xbf" + file.getvalue().encode(), "text/csv; charset=utf-8", words.FILE)


def leave_everywhere() -> Any:
    with store().db.transaction():
        store().visits.end_all(person=person().id)
    response = make_response(render_template("pages/left.html"))
    response.delete_cookie(COOKIE, path="/", httponly=True)
    return response
