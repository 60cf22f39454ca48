"""What was asked back or not stored: with its sender, reason and right reading it becomes a name, a line or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, render_template, request

from bot.dashboard.guard import (
    Undo,
    book,
    done,
    field,
    noted,
    overseers,
    provinces,
    rounds,
    service,
    store,
    writing,
)
from bot.dashboard.learning.naming import before_it_counts, called, known
from bot.dashboard.learning.right_readings import Right, right_readings
from bot.now import milliseconds
from bot.office import corpus
from bot.store.engine import Row
from handlers.desk.bound import mark
from handlers.desk.deeds import Deed
from handlers.reading import Reading, read
from scoring.periods import BANGKOK
from templates.words.province import names as words
from templates.words.province import saved
from templates.words.province.admin import unread_why

WEEK = timedelta(days=7)
FROM_USE = "corpus_from_use.toml"


def add(pages: Blueprint) -> None:
    pages.get("/admin/unread")(overseers(unread))
    pages.get("/admin/unread/<int:seq>")(overseers(one))
    pages.post("/admin/unread/<int:seq>")(overseers(settle))
    pages.post("/admin/unread/<int:seq>/again")(overseers(unsettle))
    pages.post("/admin/unread/<int:seq>/name")(overseers(name))
    pages.post("/admin/unread/<int:seq>/line")(overseers(line))


def unread() -> Any:
    """The list, and how often a report was asked back this week and the week before."""
    rows = [_with_sender(r) for r in store().unread.open() if r["province"] in provinces()]
    now = service().today.now()
    weeks = [_week(now - WEEK, now), _week(now - 2 * WEEK, now - WEEK)]
    return render_template("pages/unread.html", rows=rows, weeks=weeks, words=words)


def _week(since: datetime, until: datetime) -> str:
    span = (int(since.timestamp() * 1000), int(until.timestamp() * 1000))
    mine = [a.id for a in rounds() if a.province in provinces()]
    reasons, reports = store().unread.share(*span, provinces(), mine)
    return words.week(reports, [(unread_why(reason), n) for reason, n in reasons.items()])


def _with_sender(row: Row) -> Row:
    sender = store().people.by_line(row["sender"]) if row["sender"] else None
    who = words.sender(sender.name, sender.districts) if sender is not None else words.SOMEBODY
    return {**row, "when": datetime.fromtimestamp(row["at"] / 1000, BANGKOK), "who": who, "person": sender}


def _row(seq: int) -> Row:
    row = next((r for r in store().unread.open(10_000) if r["seq"] == seq), None)
    if row is None or row["province"] not in provinces():
        abort(404)
    return _with_sender(row)


def _read(row: Row, aliases: dict[str, str] | None = None) -> Reading:
    """As it was said, with what is known today."""
    of = known(row["province"])
    return read(
        row["text"], today=row["when"].date(), province=row["province"],
        own_districts=row["person"].districts if row["person"] else (),
        aliases={**of.aliases, **(aliases or {})}, agreements=of.agreements,
    )  # fmt: skip


def _rights(row: Row, reading: Reading) -> list[Right]:
    facts = store().ledger.of_event(row["event_id"])
    return right_readings(reading, facts, lambda id: book().get(id))


def one(seq: int, fault: str = "") -> Any:
    """One message: its right reading to choose, the unread words as a name, with what the name would change."""
    row = _row(seq)
    if not row["text"]:
        return render_template("pages/unread_one.html", row=row, words=words, gone=True), 200
    reading = _read(row)
    rights = _rights(row, reading)
    alias = request.args.get("alias", "").strip()[:60] or _unread_words(reading)
    topics = called(row["province"])
    means = request.args.get("means", "") or next((r.topic for r in rights if r.topic in topics), "")
    trial = before_it_counts(row["province"], alias, means, _from_use()) if alias and means in topics else None
    then = words.shortly(_read(row, {alias: means})) if trial is not None else ""
    return render_template(
        "pages/unread_one.html", row=row, now=words.shortly(reading), rights=rights, alias=alias, means=means,
        topics=topics, trial=trial, then=then, shown=mark([r.label for r in rights]), words=words, names=words,
        fault=fault, gone=False,
    ), (400 if fault else 200)  # fmt: skip


def _unread_words(reading: Reading) -> str:
    """The longest stretch that was not read: what the office may call something."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(reading.unread):
        if spans and not reading.text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return max((reading.text[start:end].strip() for start, end in spans), key=len, default="")


def _from_use() -> list[str]:
    return corpus.said_in(service().settings.data_dir / FROM_USE)


def name(seq: int) -> Any:
    """Counts only as it was shown: the same word, the same meaning, the same changes."""
    row, alias, means = _row(seq), field("alias", 60), field("means")
    topics = called(row["province"])
    if not alias or means not in topics:
        abort(400)
    trial = before_it_counts(row["province"], alias, means, _from_use())
    if trial.refused:
        return one(seq, trial.refused)
    if field("shown") != trial.mark:
        return one(seq, words.CHANGED)
    with store().db.transaction():
        by = writing()
        province = row["province"]
        store().wishes.call(province=province, kind="topic", alias=alias, means=means, by=by.id, at=milliseconds())
        store().unread.settle(seq=seq)
        noted(Deed("name", detail=f"topic {alias} = {means}", province=province))
    undo = {"province": row["province"], "kind": "topic", "alias": alias, "means": "", "sure": "yes"}
    return done([], "/admin/unread", told=saved.named(alias, topics[means]), undo=Undo("/admin/names", undo))


def line(seq: int) -> Any:
    """The chosen right reading becomes a line of the office's corpus."""
    row = _row(seq)
    rights = _rights(row, _read(row))
    chosen = field("right")
    if field("shown") != mark([r.label for r in rights]):
        return one(seq, words.CHANGED)
    answers = {str(n): r.answer for n, r in enumerate(rights)}
    answers |= {"ask": {"ask": True, "why": unread_why(row["reason"])}, "nothing": {"intent": "chitchat", "values": []}}
    if chosen not in answers:
        abort(400)
    to = service().settings.data_dir / FROM_USE
    after = corpus.with_line(row, answers[chosen], to)
    with store().db.transaction():
        writing()
        store().unread.settle(seq=seq)
        noted(Deed("line", detail=f"unread {seq}", province=row["province"]))
        corpus.keep(after, to)
    return done([], "/admin/unread", told=words.LINE_KEPT)


def settle(seq: int) -> Any:
    """Never mind."""
    row = _row(seq)
    with store().db.transaction():
        writing()
        store().unread.settle(seq=row["seq"])
    return done([], "/admin/unread", told=saved.SETTLED, undo=Undo(f"/admin/unread/{seq}/again", {}))


def unsettle(seq: int) -> Any:
    """Back on the list, where somebody settled the wrong one."""
    if store().unread.province(seq) not in provinces():
        abort(404)
    with store().db.transaction():
        writing()
        store().unread.unsettle(seq=seq)
    return done([], "/admin/unread", told=saved.UNSETTLED)
