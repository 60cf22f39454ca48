"""The administrator's pages: people, open questions, office values, settings, names, what was not read, broadcasts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
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
    person,
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
from bot.exports.values_in import read_values
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
from handlers.office.trying_names import try_sentence
from handlers.people.approval import let_in, next_held
from handlers.people.signatures import SWITCH, THAI_NUMERALS, VERIFIED_ONLY
from handlers.people.wishes import let_move, wishing
from handlers.reading.trial import Known, clashes, try_name
from handlers.reading.words.naming import refused
from handlers.reading.words.topics import topics
from scoring.periods import BANGKOK
from scoring.results.results import all_results
from templates.messages import say
from templates.words.province import admin as words
from templates.words.province import names as named
from templates.words.province import saved
from templates.words.province.broadcasts import WHOLE
from templates.words.province.refused import in_thai
from templates.words.report import reports
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
    pages.get("/admin/names")(overseers(names))
    pages.post("/admin/names")(overseers(change_name))
    pages.post("/admin/settings")(overseers(change_setting))
    pages.get("/admin/unread")(overseers(unread))
    pages.post("/admin/unread/<int:seq>")(overseers(settle))
    pages.post("/admin/unread/<int:seq>/again")(overseers(unsettle))
    pages.get("/admin/broadcast")(overseers(broadcast))
    pages.post("/admin/broadcast")(overseers(send_broadcast))


def provinces() -> tuple[str, ...]:
    return (person().province,) if person().province else book().provinces()


def _own(province: str) -> str:
    if province not in provinces():
        abort(403)
    return province


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
            keep_values(store(), read)
            noted(Deed("value", agreement.id, detail=f"{len(read.values)} values, sha256 {read.hash}"))
    except Refused as refused:
        return admin(fault_at(id, in_thai(str(refused))))
    return done([], "/admin", told=words.taken(len(read.values), len(read.facts)))


# settings and names


def change_setting() -> Any:
    province, name = _own(field("province")), field("name")
    if name not in SETTINGS:
        abort(400)
    with store().db.transaction():
        by = writing()
        on = "on" if field("value") == "on" else "off"
        kept(ChangeSetting(province, name, on, by.id, milliseconds()))
    undo = Undo("/admin/settings", {"province": province, "name": name, "value": "off" if on == "on" else "on"})
    return done([], "/admin", told=saved.setting(name, on == "on"), undo=undo)


def names(fault: Fault = NO_FAULT, preview: dict[str, Any] | None = None) -> Any:
    """Names, those that clash, a sentence to try; `preview`: a new name with what it would change."""
    known = {p: _known(p) for p in provinces()}
    tried = _tried(request.args.get("try", "").strip()[:LONGEST], request.args.get("in", ""))
    return render_template(
        "pages/names.html", aliases={p: store().wishes.aliases(p) for p in provinces()}, refused=_refused, names=named,
        topics={p: _shorts(p) for p in provinces()}, clashes={p: clashes(known[p]) for p in known}, words=words,
        districts={p: book().districts(p) for p in provinces()}, preview=preview, fault=fault, tried=tried,
        most=MOST_SHOWN,
    ), (400 if fault else 200)  # fmt: skip


def _known(province: str) -> Known:
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
    known = _known(province)
    if not known.agreements:
        return {}
    agreement = known.agreements[0]
    district = agreement.districts[0]
    found = try_sentence(sentence, agreement, district, today(), aliases=known.aliases, beside=known.agreements)
    return {"province": province, "sentence": sentence, "said": found.said}


def change_name() -> Any:
    province, kind = _own(field("province")), field("kind")
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
    told = saved.named(alias, _called(province).get(means, means)) if means else saved.unnamed(alias)
    undo = Undo("/admin/names", {"province": province, "kind": kind, "alias": alias, "means": before, "sure": "yes"})
    return done([], "/admin/names", told=told, undo=undo)


def _called(province: str) -> dict[str, str]:
    return {**reports.TOPICS, **_shorts(province)}


def _before_it_counts(province: str, kind: str, alias: str, means: str) -> Any:
    """A name that cannot be is refused; one that clashes, or changes what is read, is shown first. None: it may be."""
    known = book().districts(province) if kind == "district" else {**topics(), **_shorts(province)}
    if means not in known:
        abort(400)
    if kind == "district":
        why = refused(alias, of_a_place=True)
        return names(fault_at(f"{province} {kind}", named.refused(alias, why))) if why else None
    trial = try_name(alias, means, _known(province))
    if trial.refused:
        return names(fault_at(f"{province} {kind}", named.refused(alias, trial.refused)))
    if field("sure") == "yes" or not (trial.clashes or trial.changes):
        return None
    called = _called(province)
    return names(preview={
        "province": province, "alias": alias, "means": means, "called": called.get(means, means),
        "clash": named.clash(alias, (called.get(t, t) for t in trial.clashes)) if trial.clashes else "",
        "changes": [(c.text, named.shortly(c.before), named.shortly(c.after)) for c in trial.changes],
    })  # fmt: skip


# what was not understood


def unread() -> Any:
    rows = [r for r in store().unread.open() if r["province"] in provinces()]
    for row in rows:
        row["when"] = datetime.fromtimestamp(row["at"] / 1000, BANGKOK)
    return render_template("pages/unread.html", rows=rows, counts=store().unread.counts(), words=words)


def settle(seq: int) -> Any:
    row = next((r for r in store().unread.open(10_000) if r["seq"] == seq), None)
    if row is None or row["province"] not in provinces():
        abort(404)
    with store().db.transaction():
        writing()
        store().unread.settle(seq=seq)
    return done([], "/admin/unread", told=saved.SETTLED, undo=Undo(f"/admin/unread/{seq}/again", {}))


def unsettle(seq: int) -> Any:
    """Back on the list, where somebody settled the wrong one."""
    province = store().unread.province(seq)
    if province not in provinces():
        abort(404)
    with store().db.transaction():
        writing()
        store().unread.unsettle(seq=seq)
    return done([], "/admin/unread", told=saved.UNSETTLED)


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
    chosen = [d for p in provinces() for d in book().districts(p) if d in request.form.getlist("district")]
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
