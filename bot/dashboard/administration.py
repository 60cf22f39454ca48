"""The administrator's pages: people, open questions, office values, settings, broadcasts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from flask import Blueprint, abort, render_template, request

from bot.clock.quota import kept_quota
from bot.dashboard.guard import (
    NO_FAULT,
    Fault,
    Undo,
    agreement_of,
    book,
    done,
    fault_at,
    field,
    kept,
    noted,
    overseers,
    own_province,
    person,
    provinces,
    rounds,
    seen,
    service,
    store,
    today,
    writing,
    written,
)
from bot.dashboard.papers.exporting import XLSX, attached
from bot.exports.values import template
from bot.exports.values_in import Read, read_values
from bot.now import milliseconds
from bot.office.decisions import answer, keep_values
from bot.refused import Refused
from bot.store import locks
from handlers.deadlines.handing_over import duties_of, heirs, with_heirs
from handlers.desk.bound import mark, of_person
from handlers.desk.deeds import Deed
from handlers.desk.nouns import Person, Push, Turn
from handlers.desk.round_writes import ChangeSetting
from handlers.desk.writes import CreateBroadcast, RemovePerson, UpdatePerson
from handlers.people.approval import let_in, next_held
from handlers.people.signatures import SWITCH, THAI_NUMERALS, VERIFIED_ONLY, voided
from handlers.people.wishes import let_move, wishing
from scoring.results.results import Results, all_results, office_value
from templates.messages import say
from templates.words.province import admin as words
from templates.words.province import saved, signing
from templates.words.province.broadcasts import WHOLE
from templates.words.province.refused import in_thai
from templates.words.score import versions

SETTINGS = (SWITCH, VERIFIED_ONLY, THAI_NUMERALS)
LONGEST = 4000
MOST_WORDS = 500  # letters of an answer, of a reason
MOST_ALIAS = 60
MOST_SHOWN = 12  # sentences of the corpus that a name changes


def add(pages: Blueprint) -> None:
    pages.get("/admin")(overseers(admin))
    pages.get("/admin/people")(overseers(everybody))
    pages.post("/admin/people/<int:number>")(overseers(change_person))
    pages.get("/admin/questions/<id>")(overseers(questions))
    pages.post("/admin/questions/<id>")(overseers(answer_question))
    pages.get("/admin/values/<id>")(overseers(values_out))
    pages.post("/admin/values/<id>")(overseers(take_values))
    pages.post("/admin/settings")(overseers(change_setting))
    pages.get("/admin/broadcast")(overseers(broadcast))
    pages.post("/admin/broadcast")(overseers(send_broadcast))


def admin(fault: Fault = NO_FAULT) -> Any:
    open_ones = [a for a in rounds() if not book().closed(a.id)]
    waiting = sum(
        len(store().people.of_province(p, "waiting")) + len(wishing(store().people.of_province(p))) for p in provinces()
    )
    settings = {p: store().wishes.settings(p) for p in provinces()}
    asked = {a.id: sum(1 for q in a.questions if q not in book().answers(a.id)) for a in open_ones}
    return render_template(
        "pages/admin.html", rounds=rounds(), closed=book().closed, waiting=waiting, settings=settings, asked=asked,
        words=words, versions=versions, SETTINGS=SETTINGS, fault=fault,
    ), (400 if fault else 200)  # fmt: skip


# people


def _people() -> list[Person]:
    states = ("waiting", "active", "blocked", "coded")
    return [p for province in provinces() for p in store().people.of_province(province, *states)]


def everybody(fault: Fault = NO_FAULT) -> Any:
    return render_template(
        "pages/people.html", people=_people(), districts={p: book().districts(p) for p in provinces()}, words=words,
        mark=of_person, fault=fault, heirs=_heirs,
    ), (400 if fault else 200)  # fmt: skip


def _heirs(one: Person) -> tuple[int, list[Person]]:
    """How many indicators were given to this person, and who may take them over."""
    duties = duties_of(one, store(), book())
    district = next((d.district for d in duties if d.district), "")
    return len(duties), heirs(one, district, store().people.of_province(one.province, "active")) if duties else []


def change_person(number: int) -> Any:
    deed = field("deed")
    with store().db.transaction():
        by = writing()
        one = store().people.by_id(number)
        if one is None or one.province not in provinces() or not by.oversees:
            abort(403)
        if by.role != "admin" and (one.role == "admin" or one.id == by.id):
            abort(403)
        if field("shown") != of_person(one):
            return everybody(fault_at(str(number), words.CHANGED_PERSON))
        if deed in ("approve", "refuse") and one.state == "waiting":
            turn = let_in(one, deed == "approve", next_held(one.id, milliseconds(), store(), service().today.now()))
        elif deed in ("moves", "stays") and one.active and one.wants in book().districts(one.province):
            turn = let_move(one, deed == "moves")
            if deed == "moves":
                turn = with_heirs(turn, one, set(one.districts) - {one.wants}, store(), book())
        elif deed == "move" and one.state != "waiting":
            chosen = tuple(d for d in request.form.getlist("district") if d in book().districts(one.province))
            if one.role not in ("officer", "head"):
                abort(400)
            if not chosen:
                return everybody(fault_at(str(number), words.NO_DISTRICT))
            turn = Turn((say(words.moved(one.name, chosen)),), (UpdatePerson(one.id, districts=chosen, wants=""),),
                        (Push(one.id, (say(words.you_moved(chosen)),)),))  # fmt: skip
            turn = with_heirs(turn, one, set(one.districts) - set(chosen), store(), book(), field("heir"))
        elif deed == "role" and one.state != "waiting" and {field("role"), one.role} <= {"officer", "head"}:
            role = field("role")
            turn = Turn((say(words.now_is(one.name, role)),), (UpdatePerson(one.id, role=role),),
                        (Push(one.id, (say(words.you_are(role)),)),),
                        menus=((one.line_user, role),) if one.line_user else ())  # fmt: skip
        elif deed == "remove" and one.id != by.id:
            turn = Turn((say(words.removed(one.name)),), (RemovePerson(one.id),))
            turn = with_heirs(turn, one, None, store(), book(), field("heir"))
        else:
            abort(400)
        rows = written(turn)
    return done(rows, "/admin/people", turn)


# rounds: questions and values


def questions(id: str, fault: Fault = NO_FAULT) -> Any:
    agreement = agreement_of(id)
    given = {row["question"]: row for row in store().rounds.answers(agreement.id)}
    return render_template(
        "pages/questions.html", agreement=agreement, given=given, words=words, fault=fault
    ), (400 if fault else 200)  # fmt: skip


def answer_question(id: str) -> Any:
    agreement = agreement_of(id)
    if person().role != "admin":
        abort(403)
    question, value, why = field("question"), field("value", MOST_WORDS), field("why", MOST_WORDS)
    try:
        with store().db.transaction():
            answer(store(), agreement, question, value, why, person().name, milliseconds())
            noted(Deed("answer", agreement.id, detail=question))
    except Refused as refused:
        return questions(id, fault_at(question, in_thai(str(refused))))
    told = saved.answered(agreement.questions[question].ask, value)
    return done([], f"/admin/questions/{id}#{quote(question)}", told=told)


def values_out(id: str) -> Any:
    agreement = agreement_of(id)
    return attached(template(agreement, seen(agreement).results), XLSX, f"{words.VALUES} {agreement.id}.xlsx")


def take_values(id: str) -> Any:
    agreement = agreement_of(id)
    file = request.files.get("file")
    if file is None or not file.filename:
        return admin(fault_at(id, words.NO_FILE))
    content = file.read()
    try:
        with store().db.transaction():
            by = writing()
            locks.hold_all(store().db)
            known = all_results(store(), agreement, today(), book().answers(agreement.id))
            read = read_values(content, file.filename, agreement, known, today(), by.name, by.id, milliseconds())
            void = _voided(known, read)
            sure = mark(read.hash, void)
            if not void or field("sure") == sure:
                keep_values(store(), read)
                noted(Deed("value", agreement.id, detail=f"{len(read.values)} values, sha256 {read.hash}"))
                void = []
    except Refused as refused:
        return admin(fault_at(id, in_thai(str(refused))))
    if void:
        told = signing.voids([signing.one_of_many(*one) for one in void])
        return admin(fault_at(id, told, sure, signing.all_the_same(signing.TAKING_IN)))
    return done([], "/admin", told=words.taken(len(read.values), len(read.facts)))


def _voided(known: Mapping[str | None, Results], read: Read) -> list[tuple[str | None, date]]:
    """The certificates that a workbook would make void, each with its day."""
    found = []
    for district, before in known.items():
        values = [office_value(row) for row in read.values if (row["district"] or None) == district]
        after = before.with_facts(f for f in read.facts if f.district == district).with_values(values)
        void = voided(before, after, store())
        if void is not None:
            found.append((district, void[0]))
    return found


# settings


def change_setting() -> Any:
    province, name = own_province(field("province")), field("name")
    if name not in SETTINGS:
        abort(400)
    with store().db.transaction():
        by = writing()
        on = "on" if field("value") == "on" else "off"
        kept(ChangeSetting(province, name, on, by.id, milliseconds()))
    undo = Undo("/admin/settings", {"province": province, "name": name, "value": "off" if on == "on" else "on"})
    return done([], "/admin", told=saved.setting(name, on == "on"), undo=undo)


# broadcasts


def _recipients(chosen: list[str]) -> list[Person]:
    people = [p for p in _people() if p.state == "active" and p.id != person().id]
    return [p for p in people if set(p.districts) & set(chosen)] if chosen else people


def broadcast(preview: dict[str, Any] | None = None, fault: Fault = NO_FAULT) -> Any:
    quota = kept_quota(store())
    return render_template(
        "pages/broadcast.html", districts={p: book().districts(p) for p in provinces()}, preview=preview, fault=fault,
        left=quota.left if quota else None, words=words, last=store().broadcasts.last_of(person().id),
        chosen=request.form.getlist("district"),
    ), (400 if fault else 200)  # fmt: skip


def send_broadcast() -> Any:
    """First a preview with what it costs; sent only from the preview."""
    text = request.form.get("words", "").strip()
    told = request.form.getlist("district")
    chosen = [d for p in provinces() for d in book().districts(p) if d in told]
    if foreign := [d for d in told if d not in chosen]:
        return broadcast(fault=fault_at("whom", words.not_ours(foreign[0])))
    if not text or len(text) > LONGEST:
        return broadcast(fault=fault_at("words", words.NO_WORDS))
    people = _recipients(chosen)
    if not people:
        return broadcast(fault=fault_at("whom", words.NOBODY))
    whom = " ".join(f"อ.{d}" for d in chosen) or WHOLE
    everybody = mark(sorted(p.id for p in people))
    if field("sure") != "yes" or field("people") != everybody:  # who came or went since is shown first
        return broadcast({"words": text, "whom": whom, "districts": chosen, "n": len(people), "id": str(uuid.uuid4()),
                          "people": everybody})  # fmt: skip
    try:
        id = str(uuid.UUID(field("id")))
    except ValueError:
        abort(400)
    with store().db.transaction():
        by = writing()
        due = service().today.now().replace(tzinfo=None).isoformat(timespec="minutes")
        kept(CreateBroadcast(id, by.province, by.id, text, whom, due, [p.id for p in people], milliseconds()))
    return done([], "/admin/broadcast", told=saved.broadcast(whom, len(people)))
