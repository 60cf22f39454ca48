"""One report: the words as they were sent, what was understood, its corrections and evidence; and evidence files."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from typing import IO, Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, send_file

from bot.dashboard.district import by_whom, names_of, reports_of, shown_to_visitor
from bot.dashboard.guard import (
    OWN,
    Undo,
    agreement_of,
    district_of,
    done,
    field,
    kept,
    overseers,
    sees_originals,
    store,
    visitors,
    writing,
)
from bot.exports.traces import TRACED, without_traces
from handlers.desk.writes import VerifyEvidence
from scoring.periods import BANGKOK
from scoring.results.facts import Fact
from templates.words.province import saved

SHOWN = {"image/jpeg", "image/png", "image/gif", "image/webp"}  # anything else is downloaded, never opened here


def add(pages: Blueprint) -> None:
    pages.get("/r/<path:id>")(visitors(report))
    pages.get("/e/<path:id>")(visitors(evidence))
    pages.get("/o/<path:id>")(visitors(original))
    pages.post("/e/<path:id>/verify")(overseers(verify))


def report(id: str) -> str:
    fact = store().ledger.fact(id)
    if fact is None:
        abort(404)
    agreement = agreement_of(fact.agreement)
    district_of(agreement, fact.district or OWN)
    indicator = agreement.indicators.get(fact.indicator)
    if indicator is None:
        abort(404)
    if indicator not in shown_to_visitor(agreement):
        abort(403)
    chain = chain_of(fact)
    attached = store().dossier.of(agreement.id, fact.district, indicator.id)
    return render_template(
        "pages/report.html", agreement=agreement, district=fact.district, name=fact.district or OWN,
        indicator=indicator, fact=fact, lines=reports_of(chain, indicator, chain[::-1]), words=words_of(fact.event_id),
        by=by_whom(fact, names_of({who for who in (fact.person, fact.stood_for) if who is not None})),
        sent=datetime.fromtimestamp(fact.happened / 1000, BANGKOK), evidence=attached,
    )  # fmt: skip


def chain_of(fact: Fact) -> list[Fact]:
    """The report with what it replaced and what replaced it, oldest first."""
    chain = [fact]
    while chain[0].replaces is not None:
        before = store().ledger.fact(chain[0].replaces)
        if before is None or before in chain:
            break
        chain.insert(0, before)
    while (after := store().ledger.replaced_by(chain[-1].id)) is not None and after not in chain:
        chain.append(after)
    return chain


def words_of(event_id: str | None) -> str:
    """The message as it stands in the inbox: gone after an unsend, identity numbers hidden."""
    row = store().inbox.by_event(event_id) if event_id else None
    if row is None:
        return ""
    message = json.loads(row["body"]).get("message")
    return str(message.get("text") or "") if isinstance(message, dict) else ""


def evidence(id: str) -> Any:
    """As it leaves the office: without the place and the device that a camera wrote into it."""
    return _shown(id, original=False)


def original(id: str) -> Any:
    """As it came, the bytes of its hash: for the district's head and the province's overseers."""
    if not sees_originals():
        abort(403)
    return _shown(id, original=True)


def _shown(id: str, *, original: bool) -> Any:
    row = store().dossier.one(id)
    if row is None or not row["hash"]:
        abort(404)
    agreement = agreement_of(row["agreement"])
    district_of(agreement, row["district"] or OWN)
    if agreement.indicators.get(row["indicator"]) not in shown_to_visitor(agreement):
        abort(403)
    file = store().blobs.open(row["hash"])
    if file is None:
        abort(404)
    if not original and row["media"] in TRACED:
        file = _cleaned(file, row["media"])
    media = row["media"] if row["media"] in SHOWN and not original else "application/octet-stream"
    response: Response = send_file(file, mimetype=media)  # as a file: a slow reader holds no thread
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers.set(
        "Content-Disposition",
        "inline" if media in SHOWN else "attachment",
        filename=row["name"] or row["id"],
    )
    return response


def _cleaned(file: IO[bytes], media: str) -> IO[bytes]:
    with file:
        content = without_traces(file.read(), media)
    left = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    left.write(content)
    left.seek(0)
    return left


def verify(id: str) -> Any:
    """The province has looked at a piece of evidence, or takes that back: what the button said, however often."""
    row = store().dossier.one(id)
    if row is None or not row["indicator"]:
        abort(404)
    if field("deed") not in ("seen", "unseen"):
        abort(400)
    agreement = agreement_of(row["agreement"])
    district_of(agreement, row["district"] or OWN)
    with store().db.transaction():
        by = writing()
        seen = field("deed") == "seen"
        kept(VerifyEvidence(id, by.id if seen else None))
    undo = Undo(f"/e/{quote(id)}/verify", {"deed": "unseen" if seen else "seen"})
    to = f"/d/{agreement.id}/{quote(row['district'] or OWN)}/{row['indicator']}#evidence"
    return done([], to, told=saved.SEEN if seen else saved.UNSEEN, undo=undo)
