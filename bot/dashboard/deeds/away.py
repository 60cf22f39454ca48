"""The page of who is away and who stands in: seen by all, set by the head for the own districts and by the province."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template

from bot.dashboard.guard import (
    NO_FAULT,
    Fault,
    book,
    done,
    fault_at,
    field,
    fresh_secret,
    person,
    store,
    today,
    visitors,
    writing,
    written,
)
from bot.now import milliseconds
from handlers.desk.nouns import Person
from handlers.people.leave import clash, may_set, settled_on, taken_back
from handlers.reading.days.ahead import days_ahead
from scoring.deadlines.leaves import Leave
from templates.words.people import leaves as words

MOST_DAYS = 80  # letters


def add(pages: Blueprint) -> None:
    pages.get("/away")(visitors(away))
    pages.post("/away")(visitors(set_away))
    pages.post("/away/cancel")(visitors(cancel))


def _people() -> dict[int, Person]:
    provinces = (person().province,) if person().province else book().provinces()
    return {p.id: p for province in provinces for p in store().people.of_province(province, "active") if p.name}


def away(fault: Fault = NO_FAULT) -> Any:
    everybody, me = _people(), person()
    mine = [p for p in everybody.values() if may_set(me, p)]
    shown = {p.id for p in mine} | {me.id}
    provinces = sorted({p.province for p in everybody.values()})
    known = [x for name in provinces for x in store().leaves.of_province(name, today())]
    leaves = [x for x in known if {x.person, x.stand_in} & shown]
    return render_template(
        "pages/away.html", leaves=leaves, people=everybody, mine=mine, words=words, fault=fault,
        may_end={x.id for x in leaves if x.person in shown},
    ), (400 if fault else 200)  # fmt: skip


def set_away() -> Any:
    """As the head sets it in chat: the same days in words, the same clash, the same sentences."""
    everybody = _people()
    whose, stand_in = everybody.get(_number("person")), everybody.get(_number("stand_in"))
    days = days_ahead(field("days", MOST_DAYS), today())
    if whose is None or stand_in is None or not may_set(person(), whose) or whose.province != stand_in.province:
        abort(403)
    if whose.id == stand_in.id:
        return away(fault_at("away", words.NOT_SELF))
    if days is None or days.problem:
        return away(fault_at("away", words.PROBLEMS[days.problem] if days else words.NO_DAYS))
    with store().db.transaction():
        by = writing()
        if not may_set(by, whose):
            abort(403)
        leave = Leave(f"page-{fresh_secret()}", whose.province, whose.id, stand_in.id, days.first, days.last, "stands")
        held = clash(leave, store().leaves.of_province(whose.province, today()))
        if held is None:
            turn = settled_on(leave, whose, stand_in, by, milliseconds(), new=True)
            rows = written(turn)
    if held is not None:
        taken = everybody.get(held.stand_in)
        name = everybody[held.person].name if held.person in everybody else ""
        return away(fault_at("away", words.overlapping(name, held.first, held.last, taken.name if taken else "-")))
    return done(rows, "/away", turn)


def cancel() -> Any:
    leave, everybody = store().leaves.one(field("leave")), _people()
    whose = everybody.get(leave.person) if leave is not None else None
    if leave is None or whose is None:
        abort(404)
    if whose.id != person().id and not may_set(person(), whose):
        abort(403)
    if leave.state not in ("asked", "stands") or leave.last < today():
        return away(fault_at("leaves", words.SETTLED))
    with store().db.transaction():
        turn = taken_back(leave, whose, everybody.get(leave.stand_in), writing(), today(), milliseconds())
        rows = written(turn)
    return done(rows, "/away", turn)


def _number(name: str) -> int:
    told = field(name, 12)
    return int(told) if told.isascii() and told.isdigit() else 0
