""" "หลักฐาน": what evidence each indicator has and still lacks; buttons to attach more, and to say it was looked at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.desk.bound import mark
from handlers.desk.desk import Desk, Example, Route, ask
from handlers.desk.nouns import Message, Person, Turn
from handlers.desk.writes import VerifyEvidence
from handlers.evidence import marking
from handlers.evidence.attaching import from_data, held, may_attach, of_place, to_data, to_payload
from handlers.evidence.receiving import NAME as INCOMING
from handlers.people.signatures import VERIFIED_ONLY
from handlers.score.scope import Scope, group_of, may_see, scoped
from handlers.score.which_indicator import meant, of_others
from scoring.agreement import Indicator
from scoring.results.overview import same_group
from scoring.results.pieces import AWAIT, GONE, WAITING, WITHDRAWN, Piece, Place, standing
from scoring.results.results import Results
from templates.cards import evidence as cards
from templates.messages import say
from templates.words import evidence as words
from templates.words.report import receipts

SAYS = re.compile(r"(?:ขอ)?\s*(?P<verb>ดู|เปิด|แนบ|เพิ่ม|ส่ง)?\s*(?:รายการ)?หลักฐาน(?!.*แล้ว)(?P<rest>.*)", re.DOTALL)
STEP = re.compile(r"(?:ขั้น|ระดับ)(?:ที่)?\s*([1-5๑-๕])")
ATTACHING = ("แนบ", "เพิ่ม", "ส่ง")
LOOKS_BACK = 14 * 24 * 3600 * 1000  # ms: what still waits for its place
WAITS = timedelta(minutes=30)  # for the photo that a button asked for


def _mine(message: Message, desk: Desk) -> bool:
    return _said(message) is not None


def _said(message: Message) -> re.Match[str] | None:
    found = SAYS.fullmatch(message.text.strip())
    return found if found and len(found["rest"]) <= 80 else None


def _tell(scope: Scope, message: Message, desk: Desk) -> Turn:
    if message.group:
        return Turn((say(words.IN_PRIVATE),))
    said = _said(message)
    found = [i for i in meant(scope, message, desk) if i in scope.indicators]
    if not found and (theirs := of_others(scope, message, desk)) is not None:
        return theirs
    if said and said["verb"] in ATTACHING and len(found) == 1:
        step = STEP.search(said["rest"])
        level = int(step[1]) if step else None
        if level is None:
            pieces = desk.store.evidence.of(scope.agreement.id, scope.district, found[0].id)
            level = marking.wanted(found[0], scope.results.result(found[0].id), pieces)
        return _await(Place(scope.agreement.id, scope.district, found[0].id, level), message, desk)
    if found:
        return Turn(tuple(_detail(scope, indicator, desk) for indicator in found[:3]))
    return Turn((_overview(scope, desk),))


# cards


def _detail(scope: Scope, indicator: Indicator, desk: Desk) -> cards.Json:
    pieces = desk.store.evidence.of(scope.agreement.id, scope.district, indicator.id)
    counted = desk.store.wishes.settings(scope.agreement.province).get(VERIFIED_ONLY) == "on"
    return cards.detail(
        _dossier(indicator, scope.results, pieces, desk),
        f"{scope.place} · {scope.round}",
        [*scope.marks, *([words.NOT_VERIFIED_COUNTS] if counted else [])],
        to_data(scope.agreement.id, scope.district, indicator.id),
        may=may_attach(desk.me, scope.agreement, scope.district, desk),
        verifies={p.place.level: _seen(p.place, desk) for p in pieces if p.place} if _verifies(desk.me) else {},
    )


def _overview(scope: Scope, desk: Desk) -> cards.Json:
    every = desk.store.evidence.of(scope.agreement.id, scope.district)
    found = [
        _dossier(i, scope.results, [p for p in every if p.place and p.place.indicator == i.id], desk)
        for i in scope.indicators
    ]
    place = "จังหวัด" if scope.district is None else f"อ.{scope.district}"
    said = "" if scope.district in desk.me.districts else f" {place}"
    return cards.overview(found, f"{scope.place} · {scope.round}", scope.marks, said, _unplaced(desk))


def _unplaced(desk: Desk) -> tuple[str, int, str] | None:
    """The newest bundle without a place, how many pieces have none, and the mark of being nowhere."""
    since = int(desk.now.timestamp() * 1000) - LOOKS_BACK
    pieces = standing(desk.store.evidence.unplaced(desk.me.id, since))
    return (pieces[-1].bundle, len(pieces), of_place(None)) if pieces else None


def _dossier(indicator: Indicator, held: Results, pieces: list[Piece], desk: Desk) -> cards.Dossier:
    result = held.result(indicator.id)
    states = Counter(p.state for p in pieces)
    people = {p.person: desk.store.people.by_id(p.person) for p in pieces if p.person is not None}

    def shown(piece: Piece) -> cards.Shown:
        sender = people.get(piece.person) if piece.person is not None else None
        at = datetime.fromtimestamp(piece.at / 1000, desk.now.tzinfo)
        text = words.piece(
            piece.kind,
            piece.name,
            piece.day or at.date(),
            at,
            sender.name if sender else "",
            piece.verified_by is not None,
            piece.state == WAITING,
        )
        return cards.Shown(piece.place.level if piece.place else None, text, piece.verified_by is not None)

    return cards.Dossier(
        result.case.indicator,
        result,
        marking.asks(result.case.indicator),
        marking.lacks(result.case.indicator, result, pieces),
        tuple(shown(p) for p in standing(pieces)),
        states[WITHDRAWN],
        states[GONE],
    )


# buttons


def _button(message: Message, desk: Desk) -> Turn | None:
    what, _, data = message.data.removeprefix("ev:").partition(":")
    if not message.data.startswith("ev:") or what not in ("to", "ok") or desk.person is None:
        return None
    data, _, shown = data.rpartition("|") if what == "ok" and data.count("|") == 4 else (data, "", "")
    place = from_data(data, desk)
    agreement = desk.book.get(place.agreement) if place else None
    if place is None or agreement is None or not may_see(desk.person, agreement, place.district):
        return Turn((say(words.NOT_YOURS),))
    own = group_of(desk.person)
    if own is not None and not same_group(own, agreement.indicators[place.indicator].group):
        return Turn((say(words.NOT_YOURS),))
    return _await(place, message, desk) if what == "to" else _verify(place, shown, desk)


def _await(place: Place, message: Message, desk: Desk) -> Turn:
    """The next photo is for this place: asked for as a question whose answer is the photo."""
    agreement = desk.book.get(place.agreement)
    assert agreement is not None
    if not may_attach(desk.me, agreement, place.district, desk):
        closed = desk.book.closed(agreement.id)
        return Turn((say(words.ROUND_CLOSED if closed else words.NOT_YOURS),))
    where = receipts.place(place.district, agreement)
    text = words.send_for(agreement.indicators[place.indicator], place.level, where)
    waiting = ask(message, desk, asks=INCOMING, text=text, options=(), payload={"key": AWAIT, **to_payload(place)})
    waiting = replace(waiting, expires=desk.now + WAITS)
    return Turn((cards.send_now(text),), question=waiting, must_arrive=True)


def _verifies(person: Person) -> bool:
    """The province: supervisors, admins and its groups."""
    return person.oversees or person.role == "owner"


def _to_verify(place: Place, desk: Desk) -> list[Piece]:
    every = desk.store.evidence.of(place.agreement, place.district, place.indicator)
    return [p for p in standing(every) if p.place == place and p.state != WAITING]


def _seen(place: Place, desk: Desk) -> str:
    """The mark of the pieces that a card shows: one that comes later has not been seen."""
    return mark(sorted(p.id for p in _to_verify(place, desk)))


def _verify(place: Place, shown: str, desk: Desk) -> Turn:
    if not _verifies(desk.me):
        return Turn((say(words.ONLY_PROVINCE),))
    pieces = _to_verify(place, desk)
    if not pieces:
        return Turn((say(words.NOTHING_TO_VERIFY),))
    if shown != _seen(place, desk):
        agreement = desk.book.get(place.agreement)
        assert agreement is not None
        now = Scope(agreement, place.district, desk.today, desk.book.answers(agreement.id), False, desk.store)
        return Turn((say(words.CHANGED_SINCE), _detail(now, agreement.indicators[place.indicator], desk)))
    changes = tuple(VerifyEvidence(evidence=p.id, by=desk.me.id) for p in pieces)
    found = held(place, desk)
    short = found.agreement.indicators[place.indicator].short
    text = words.verified(short, place.level, receipts.place(place.district, found.agreement), len(pieces))
    return Turn((say(text),), changes, must_arrive=True)


_WORDS = scoped(
    "evidence_list",
    _mine,
    _tell,
    (
        Example("หลักฐาน", "ดูหลักฐานที่แนบแล้วและที่ยังขาดของทุกตัวชี้วัด"),
        Example("หลักฐาน OTOP", "ดูหลักฐานของตัวชี้วัดหนึ่ง และแนบเพิ่ม"),
        Example("แนบหลักฐาน ครัวเรือนยากจน ขั้น 1", "ส่งรูป ไฟล์ หรือตำแหน่งต่อได้เลย", role="officer"),
    ),
)


def answer(message: Message, desk: Desk) -> Turn | None:
    return _button(message, desk) if message.kind == "postback" else _WORDS.answer(message, desk)


ROUTE = Route(_WORDS.name, answer, _WORDS.examples, _WORDS.answered)
