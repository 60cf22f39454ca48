"""The page of one draft: every tap is a step of a named person on the version that they saw, and can be taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, render_template, request

from bot.dashboard.drafts import fields
from bot.dashboard.drafts.cards import Card, cards, of_paper, shown
from bot.dashboard.drafts.naming import clashing, sentence
from bot.dashboard.drafts.paper_side import before
from bot.dashboard.drafts.rights import drafters, found, own
from bot.dashboard.drafts.uploading import being_read
from bot.dashboard.guard import back, field, store, today, writing
from bot.now import milliseconds
from bot.office.drafts import ANSWER
from bot.office.reviewing import CONFIRM, HEAD, TRIED, WHOLE_YEAR, Review, places, supposed
from bot.store.results.drafts import DROPPED, OPEN, READING, REFUSED, UNDO
from handlers.reading.words.naming import refused
from scoring.amounts import typed
from scoring.drafting.agreeing import ADD, OFF
from scoring.drafting.columns_of_tables import NONE, WHICH
from scoring.drafting.printed import duty_key
from templates.words.drafting import answers as taps
from templates.words.drafting import page as words
from templates.words.province import names as named

MOST = 400  # letters of a reason, of words that answer
Step = tuple[str, str, str, str]  # kind, about, value, why


class Unfit(ValueError):
    """Why nothing was kept, in words for the person."""


def add(pages: Blueprint) -> None:
    pages.get("/drafts/<int:id>")(drafters(review))
    pages.post("/drafts/<int:id>")(drafters(do))
    pages.post("/drafts/<int:id>/give-up")(drafters(give_up))
    pages.post("/drafts/<int:id>/again")(drafters(again))


def review(id: int, fault: str = "") -> Any:
    row = store().drafts.get(id)
    if row is not None and row["state"] in (READING, REFUSED):
        return being_read(id, row)
    one = found(id)
    every = cards(one, today())
    done = sum(card.state == "done" for card in every)
    return render_template(
        "pages/draft.html", review=one, cards=every, of_paper=of_paper(one, today()), top=before(one), words=words,
        progress=words.progress(done, len(every)), fault=fault, shown=shown, provinces=sorted(places()),
        ready=not one.open and done == len(every) and bool(every), new=fields.NEW,
        confirmable=[card for card in every if card.state == "tried"],
        untried=[card for card in every if card.state == "untried"], taps=taps, tried=sentence(one, today()),
        clashing=clashing(one), duty_key=duty_key,
        sections={i.section: i.section_name or i.section for i in one.draft.indicators} or {"individual": "รายบุคคล"},
        off={a["asked"] for a in one.answers if a["value"] == OFF},
    ), (400 if fault else 200)  # fmt: skip


def do(id: int) -> Any:
    """One deed of a form; what somebody else did meanwhile is shown first."""
    one = found(id)
    deed = DEEDS.get(field("deed"))
    if deed is None:
        abort(400)
    if one.row["state"] != OPEN:
        return review(id, words.CLOSED)
    seen = field("seen")
    if seen != str(one.row["version"]):
        return review(id, words.OVERTAKEN)
    try:
        steps = deed(one)
    except (Unfit, fields.Unfit) as wrong:
        return review(id, str(wrong))
    with store().db.transaction():
        by = writing()
        for n, (kind, about, value, why) in enumerate(steps):
            if not store().drafts.step(
                draft=id, seen=int(seen) + n, kind=kind, about=about, value=value, why=why, by=by.name,
                at=milliseconds(),
            ):  # fmt: skip
                return review(id, words.OVERTAKEN)
    return back(f"/drafts/{id}#{_anchor(field('about'))}")


def give_up(id: int) -> Any:
    """The whole draft is put away, with who did it and why; it can be taken up again."""
    one, why, now = found(id), field("why", MOST), milliseconds()
    if not why:
        return review(id, words.NO_WHY)
    seen = int(one.row["version"])
    with store().db.transaction():
        by = writing()
        if not (
            field("seen") == str(seen)
            and store().drafts.step(
                draft=id, seen=seen, kind=DROPPED, about="", value="yes", why=why, by=by.name, at=now
            )
            and store().drafts.close(draft=id, seen=seen + 1, state=DROPPED, at=now)
        ):
            return review(id, words.OVERTAKEN)
    return back("/drafts")


def again(id: int) -> Any:
    found(id)
    with store().db.transaction():
        writing()
        store().drafts.reopen(id)
    return back(f"/drafts/{id}")


def _anchor(about: str) -> str:
    return "i-" + about.partition("|")[0].replace("/", "-") if about and not about.startswith("|") else "top"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _answer(one: Review) -> list[Step]:
    about, value = field("about"), field("value", MOST)
    asked = next((a for a in one.questions if a.key == about), None)
    if asked is None or not value:
        raise Unfit(words.NO_CHANGE)
    if asked.why in taps.NUMBER:
        amount = typed(value)
        if amount is None:
            raise Unfit(words.NOT_A_NUMBER)
        value = str(amount)
    return [(ANSWER, about, _json(value), field("why", MOST))]


def _head(one: Review) -> list[Step]:
    steps = []
    for about in ("province", "year", "round"):
        value = field(about)
        if not value or value == one.given.get(about):
            continue
        if about == "province" and (value not in places() or not own(value)):
            raise Unfit(words.NO_SUCH_PROVINCE)
        if about == "year" and not (value.isdecimal() and len(value) == 4 and value.startswith("2")):
            raise Unfit(words.NO_SUCH_YEAR)
        if about == "round" and value not in ("1", "2", WHOLE_YEAR):
            abort(400)
        steps.append((HEAD, about, value, ""))
    if not steps:
        raise Unfit(words.NO_CHANGE)
    return steps


def _try(one: Review) -> list[Step]:
    about, name, value = field("about"), field("input"), field("value").replace(",", "")
    if one.alone(about) is None:
        raise Unfit(words.NO_CHANGE)
    if value.count("-") != 2 and typed(value) is None:
        raise Unfit(words.NOT_A_NUMBER)
    return [(TRIED, about, f"{name}={value}", "")]


def _confirm(one: Review) -> list[Step]:
    """One indicator, or every one whose value was tried."""
    wanted = [i.id for i in one.indicators] if field("about") == "" else [field("about")]
    tried = [id for id in wanted if one.state(id) == "tried"]
    if not tried:
        raise Unfit(words.NOT_TRIED)
    return [(CONFIRM, id, "", "") for id in tried]


def _undo(one: Review) -> list[Step]:
    if not one.steps:
        raise Unfit(words.NOTHING_TO_UNDO)
    last = one.steps[-1]["version"]
    return [(UNDO, "", str(last), "")]


def _card(one: Review) -> Card:
    found = next((card for card in cards(one, today()) if card.one.id == field("about")), None)
    if found is None:
        abort(400)
    return found


def _why() -> str:
    why = field("why", MOST)
    if not why:
        raise Unfit(words.NO_WHY)
    return why


def _levels(one: Review) -> list[Step]:
    card, why = _card(one), _why()
    made = fields.levels(request.form, {row["n"]: row for row in card.fields})
    if not made:
        raise Unfit(words.NO_CHANGE)
    if one.alone(card.one.id, (supposed(card.one.id, "levels", made, today()),)) is None and not _partly(one, card):
        raise Unfit(words.NOT_READABLE)
    return [(ANSWER, f"{card.one.id}|levels", _json(made), why)]


def _partly(one: Review, card: Card) -> bool:
    """Some levels still wait for their criteria: what was typed may be right all the same."""
    return one.alone(card.one.id) is None


def _mend(one: Review) -> list[Step]:
    card, why = _card(one), _why()
    id, steps = card.one.id, list[Step]()
    short, weight, scored = field("short"), field("weight"), field("scored")
    chosen = [d for d in one.draft.head.districts if d in request.form.getlist("district")]
    if short and short != card.short:
        if refused(short):
            raise Unfit(words.BAD_NAME)
        steps.append((ANSWER, f"{id}|short", _json(short[:40]), why))
    if weight != card.weight:
        amount = typed(weight)
        if amount is None:
            raise Unfit(words.NOT_A_NUMBER)
        steps.append((ANSWER, f"{id}|weight", _json(str(amount)), why))
    if scored in words.SCORED and scored != card.scored:
        steps.append((ANSWER, f"{id}|scored", _json(scored), why))
    asked = any(t.field == "districts" and t.asked.open for t in card.told)
    if set(chosen) != set(card.districts) or (asked and chosen):
        steps.append((ANSWER, f"{id}|districts", _json(chosen), why))
    column, used = field("column"), next((key for key, _, now in card.columns if now), NONE)
    if card.columns and column and column != used and column in (NONE, *(key for key, _, _ in card.columns)):
        steps.append((ANSWER, f"{id}|{WHICH}", _json(column), why))
    if not steps:
        raise Unfit(words.NO_CHANGE)
    return steps


def _drop(one: Review) -> list[Step]:
    return [(ANSWER, f"{_card(one).one.id}|drop", _json("yes"), _why())]


def _names(one: Review) -> list[Step]:
    """Names by which officers call an indicator: one more, or one less."""
    card = _card(one)
    name, gone = " ".join(field("name").split()), field("gone")
    if gone in card.names and not name:
        left = [n for n in card.names if n != gone]
        if not left:
            raise Unfit(words.LAST_NAME)
        return [(ANSWER, f"{card.one.id}|names", _json(left), "")]
    if why := refused(name):
        raise Unfit(named.refused(name, why))
    if name in card.names:
        raise Unfit(words.NO_CHANGE)
    return [(ANSWER, f"{card.one.id}|names", _json([*card.names, name]), "")]


def _add(one: Review) -> list[Step]:
    """An indicator that the drafter did not find: its name stands on a line of the paper."""
    why, line, name, number = _why(), field("line"), " ".join(field("name", MOST).split()), field("number", 8)
    section = field("section") or "individual"
    known = {i.section for i in one.draft.indicators} | {"individual"}
    if section not in known or not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", number):
        raise Unfit(words.NOT_A_SERIAL)
    if not line.isdecimal() or not 1 <= int(line) <= len(one.lines) or not name or name not in one.lines[int(line) - 1]:
        raise Unfit(words.NOT_ON_LINE)
    id = f"{section}/{number}"
    if any(i.id == id for i in one.draft.indicators):
        raise Unfit(words.NUMBER_TAKEN)
    return [(ANSWER, f"|{ADD}:{id}", _json({"id": id, "name": name, "line": line}), why)]


def _duty(one: Review) -> list[Step]:
    """Whether anybody is reminded of a day that the paper prints."""
    key = field("key")
    if key not in {duty_key(d.day, d.line) for d in one.draft.deadlines}:
        abort(400)
    return [(ANSWER, f"|{key}", _json("off" if field("value") == "off" else "on"), field("why", MOST))]


DEEDS: dict[str, Callable[[Review], Sequence[Step]]] = {
    "answer": _answer, "head": _head, "try": _try, "confirm": _confirm, "undo": _undo, "levels": _levels,
    "mend": _mend, "drop": _drop, "names": _names, "add": _add, "duty": _duty,
}  # fmt: skip
