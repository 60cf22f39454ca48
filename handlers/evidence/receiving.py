"""Evidence comes in: a photo, file, film or place is offered to what its sender reported last, else asked about once.

What is sent together (one imageSet, or within a few seconds) is one bundle: one question, one answer. The bytes are
fetched at once, whatever the answer will be, since LINE does not promise to keep them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.correction.undo_words import taken_back
from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Change, Fetch, Message, Option, Push, Question, Turn
from handlers.desk.questions import asking, shown
from handlers.desk.writes import AddEvidence, CloseQuestion, DropEvidence, HideWords, PlaceEvidence, UnsendEvidence
from handlers.evidence import marking
from handlers.evidence.attaching import (
    RECENT,
    Near,
    attach,
    from_payload,
    held,
    left,
    may_attach,
    of_place,
    offered,
    recorded,
    signed_at,
    to_payload,
    wanted_at,
)
from handlers.evidence.incoming import KINDS, announced, piece_of, refused
from handlers.score.scope import Wanted, chosen, scope
from scoring.results.pieces import AWAIT, WAITING, Piece, Place
from templates.cards.evidence import attached_card
from templates.messages import say
from templates.words import evidence as words
from templates.words.province import signing

NAME = "evidence"
DROP = "drop"


def answer(message: Message, desk: Desk) -> Turn | None:
    if desk.person is None:
        return None
    if message.kind == "unsend":
        return _unsent(message, desk)
    if message.kind in KINDS:
        return Turn((say(words.IN_PRIVATE),)) if message.group else _taken(message, desk)
    if message.kind == "postback":
        return _button(message, desk)
    if message.kind == "text" and not message.group:
        return _undone(message, desk) or _named(message, desk)
    return None


# a piece comes


def _taken(message: Message, desk: Desk) -> Turn:
    refusal = refused(message)
    if refusal:
        return Turn((say(refusal),), must_arrive=True)
    piece, together = piece_of(message, desk)
    if together:
        place = next((p.place for p in together if p.place), None)
        changes = attach([piece], place, message, desk)[0] if place else []
        return _kept(Turn(changes=tuple(changes)), replace(piece, place=place))
    found = offered(message, desk)
    near = found.place if isinstance(found, Near) else None
    if isinstance(found, Place) and (signed := signed_at([], found, desk)) is not None:
        asked = _ask_signed(signing.ATTACHING, signed, [piece], found, announced(message), message, desk)
        return _kept(asked, piece)
    if isinstance(found, Place):
        changes, done = attach([piece], found, message, desk, announced(message))
        turn = Turn((attached_card(done),), (*changes, *_no_longer_awaited(desk)), must_arrive=True)
        return _kept(turn, replace(piece, place=found))
    if desk.question is not None and desk.question.options and desk.question.asks != NAME:
        return _kept(Turn((say(words.AFTER_QUESTION),), must_arrive=True), piece)
    wanted = _wanted_in(near, desk) if near else None
    asked = _ask([piece], announced(message), message, desk, wanted, near)
    return _kept(asked, piece) if asked.question else asked  # outside every round, say: nothing is kept


def _kept(turn: Turn, piece: Piece) -> Turn:
    fetch = (Fetch(piece.message_id, piece.id),) if piece.state == WAITING and piece.message_id else ()
    return replace(turn, changes=(AddEvidence(piece=piece), *turn.changes), fetches=fetch)


def _no_longer_awaited(desk: Desk) -> tuple[Change, ...]:
    if desk.question is None or desk.question.payload.get("key") != AWAIT or desk.question.asks != NAME:
        return ()
    return (CloseQuestion(id=desk.question.id),)


# one question for a bundle


def _ask(
    pieces: Sequence[Piece],
    total: int | None,
    message: Message,
    desk: Desk,
    wanted: Wanted | None = None,
    near: Place | None = None,
) -> Turn:
    """`near`: each step of its indicator is offered, before the others."""
    bundle = pieces[0].bundle
    kept = {"bundle": bundle, "announced": total}
    found = scope(message, desk, wanted or Wanted(), asks=NAME, payload={"key": "scope", **kept})
    if isinstance(found, Turn):
        return _of_which_district(found)
    if not may_attach(desk.me, found.agreement, found.district, desk):
        return Turn((say(words.NOT_YOURS),), must_arrive=True)
    indicators = found.agreement.of(found.district, found.answers)
    places = [wanted_at(found.agreement, found.district, i.id, desk) for i in indicators]
    moved = next((p.place for p in pieces if p.place), None)
    now = moved or near
    if now is not None and (now.agreement, now.district) == (found.agreement.id, found.district):
        levels: list[int | None] = [*marking.asks(found.agreement.indicators[now.indicator]), None]
        others = [p for p in places if p.indicator != now.indicator]
        places = [replace(now, level=n) for n in levels if moved is None or n != now.level] + others
    shorts = {i.id: i.short for i in found.agreement.indicators.values()}
    options = [Option(words.option(shorts[p.indicator], p.level), f"{p.indicator}|{p.level or ''}") for p in places]
    kinds = [p.kind for p in pieces]
    text = words.ask_where(kinds) if moved is not None else words.ask_which(kinds, total)
    payload = {"key": "which", "agreement": found.agreement.id, "district": found.district, **kept}
    return asking(message, desk, NAME, text, [*options, Option(words.NOT_EVIDENCE, DROP)], payload)


def _of_which_district(found: Turn) -> Turn:
    """The question about the district in the words of somebody who gives, not of somebody who looks."""
    question = found.question
    if question is None or question.payload["choosing"] != "district":
        return replace(found, must_arrive=True)
    question = replace(question, text=words.ASK_DISTRICT)
    return replace(found, replies=(shown(question),), question=question, must_arrive=True)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    pieces = [p for p in desk.store.evidence.of_bundle(question.payload["bundle"]) if p.stands]
    if not pieces:
        return Turn((say(words.NOTHING_LEFT),))
    if question.payload["key"] == "scope":
        return _ask(pieces, question.payload["announced"], message, desk, chosen(question, option))
    if question.payload["key"] == "signed":
        return _all_the_same(question, option, pieces, message, desk)
    if option.value == DROP:
        return _dropped(pieces, message, desk)
    indicator, _, level = option.value.partition("|")
    payload = {**question.payload, "indicator": indicator, "level": int(level) if level else None}
    return _placed(pieces, from_payload(payload), message, desk, question.payload["announced"])


def _ask_signed(
    deed: str, signed: tuple[str | None, date, bool], pieces: Sequence[Piece], place: Place | None, total: int | None,
    message: Message, desk: Desk,
) -> Turn:  # fmt: skip
    """Evidence is part of what was certified: its coming and going is announced first."""
    district, when, verified = signed
    there = to_payload(place) if place is not None else None
    payload = {"key": "signed", "bundle": pieces[0].bundle, "announced": total, "place": there}
    options = [Option(signing.all_the_same(deed), "yes"), Option(signing.leave(deed), "no")]
    return asking(message, desk, NAME, signing.signed_already(district, when, verified, deed), options, payload)


def _all_the_same(question: Question, option: Option, pieces: list[Piece], message: Message, desk: Desk) -> Turn:
    place = question.payload["place"]
    if option.value != "yes":
        loose = [p for p in pieces if p.place is None]
        changes = (DropEvidence(bundle=pieces[0].bundle),) if loose == pieces else ()
        return Turn((say(words.DROPPED if changes else words.LEFT_THERE),), changes, must_arrive=True)
    if place is None:
        return _dropped(pieces, message, desk, agreed=True)
    return _placed(pieces, from_payload(place), message, desk, question.payload["announced"], agreed=True)


def _placed(
    pieces: list[Piece], place: Place, message: Message, desk: Desk, total: int | None, *, agreed: bool = False
) -> Turn:
    agreement = desk.book.get(place.agreement)
    if desk.person is None or agreement is None or not may_attach(desk.person, agreement, place.district, desk):
        return Turn((say(words.NOT_YOURS),))
    signed = None if agreed else signed_at(pieces, place, desk)
    if signed is not None:
        return _ask_signed(signing.ATTACHING, signed, pieces, place, total, message, desk)
    changes, done = attach(pieces, place, message, desk, total)
    put = PlaceEvidence(bundle=pieces[0].bundle, place=place)
    return Turn((attached_card(done),), (put, *changes), must_arrive=True)


def _named(message: Message, desk: Desk) -> Turn | None:
    """The open question answered by the indicator's name alone: "OTOP"."""
    question = desk.question
    if question is None or question.asks != NAME or question.payload.get("key") != "which":
        return None
    reading = desk.reading(message)
    agreement = desk.book.get(question.payload["agreement"])
    if agreement is None or reading.intent not in ("report", "chitchat") or any(v.kind for v in reading.values):
        return None
    said = message.text.replace(" ", "").casefold()
    found = []
    for option in question.options:
        indicator = agreement.indicators.get(option.value.partition("|")[0])
        if indicator is not None and (indicator.topic in reading.topics or indicator.short.replace(" ", "") == said):
            found.append(option)
    return answered(question, found[0], message, desk) if len(found) == 1 else None


# moved, dropped, unsent


def _button(message: Message, desk: Desk) -> Turn | None:
    what, _, data = message.data.removeprefix("ev:").partition(":")
    bundle, _, shown_at = data.partition("|")
    if not message.data.startswith("ev:") or what not in ("move", DROP):
        return None
    pieces = [p for p in desk.store.evidence.of_bundle(bundle) if p.stands]
    if not pieces:
        return Turn((say(words.NOTHING_LEFT),))
    if not _may_change(pieces, desk):
        return Turn((say(words.NOT_YOURS),))
    now = next((p.place for p in pieces if p.place), None)
    if shown_at != of_place(now):
        return Turn((say(words.MOVED_SINCE),))
    if what == DROP:
        return _dropped(pieces, message, desk)
    return _ask(pieces, None, message, desk, _wanted_in(now, desk) if now else Wanted())


def _wanted_in(place: Place, desk: Desk) -> Wanted:
    agreement = desk.book.get(place.agreement)
    return Wanted(agreement.province, agreement.id, place.district or "-") if agreement is not None else Wanted()


def _may_change(pieces: Sequence[Piece], desk: Desk) -> bool:
    """Who sent it, or who may attach where it is."""
    person = desk.person
    if person is None or all(p.person == person.id for p in pieces):
        return person is not None
    places = [p.place for p in pieces]
    return all(
        place is not None
        and (agreement := desk.book.get(place.agreement)) is not None
        and person.oversees
        and may_attach(person, agreement, place.district, desk)
        for place in places
    )


def _dropped(pieces: Sequence[Piece], message: Message, desk: Desk, *, agreed: bool = False) -> Turn:
    signed = None if agreed else signed_at(pieces, None, desk)
    if signed is not None:
        return _ask_signed(signing.DROPPING, signed, pieces, None, None, message, desk)
    at = message.ms
    changes = [recorded(f, at) for f in left(pieces, message, desk)]
    drop = DropEvidence(bundle=pieces[0].bundle)
    return Turn((say(words.DROPPED),), (drop, *changes), must_arrive=True)


def _undone(message: Message, desk: Desk) -> Turn | None:
    """ "ยกเลิก" right after a photo, or in answer to it, means the photo."""
    if taken_back(message.text) != "":  # what names a thing takes back that thing
        return None
    if message.quoted_id is not None:
        event = desk.store.event_of_message(message.quoted_id)
        piece = desk.store.evidence.piece(event) if event else None
    else:
        piece = desk.store.evidence.newest(desk.me.id)
        if piece is not None and (message.ms - piece.at > RECENT or _reported_since(piece, desk)):
            return None
    if piece is None or not piece.stands:
        return None
    pieces = [p for p in desk.store.evidence.of_bundle(piece.bundle) if p.stands]
    return _dropped(pieces, message, desk) if _may_change(pieces, desk) else Turn((say(words.NOT_YOURS),))


def _reported_since(piece: Piece, desk: Desk) -> bool:
    assert piece.person is not None
    facts = desk.store.ledger.of_person(piece.person, 10)
    return any(f.happened >= piece.at and not f.by_evidence and f.value is not None for f in facts)


def _unsent(message: Message, desk: Desk) -> Turn | None:
    """Its bytes go, and the steps that it alone had marked; other messages are left to those who know them."""
    sent = message.message_id or ""
    pieces = [p for p in desk.store.evidence.of_message(sent) if p.stands]
    if not pieces:
        return None
    at = message.ms
    facts = left(pieces, message, desk)
    changes: list[Change] = [UnsendEvidence(sent), HideWords(sent), *(recorded(f, at) for f in facts)]
    place = pieces[0].place
    pushes: tuple[Push, ...] = ()
    if facts and place is not None:
        before = held(place, desk)
        after = marking.without(before, facts)
        short = before.agreement.indicators[place.indicator].short
        text = words.withdrawn(short, place.level, before.result(place.indicator), after.result(place.indicator))
        pushes = (Push(desk.me.id, (say(text),)),)
    return Turn(changes=tuple(changes), pushes=pushes)


ROUTE = Route(NAME, answer, answered=answered)
