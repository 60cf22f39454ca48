"""Taking back, by words, button or LINE's unsend: what stood before stands again; and bringing it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from handlers.correction.acts import acts, first_of, held_of, in_force, last_undo, redone, reported_anew, undone
from handlers.correction.naming import Named, fits, named
from handlers.correction.which_report import may, of_event, why_not
from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Json, Message, Option, Push, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import (
    CloseQuestion,
    ForgetOfficeValues,
    HideWords,
    RecordFact,
    SetOfficeValue,
    UnsendEvidence,
)
from handlers.people.signatures import voided
from handlers.report.message_values import restored
from handlers.report.outcomes import key_of
from scoring.agreement import Agreement
from scoring.levels.office_values import OFFICER
from scoring.results.facts import Fact
from scoring.results.results import Results, results
from templates.cards.receipt import Withdrawn, withdrawn_card
from templates.messages import say
from templates.words.province import signing
from templates.words.report import correcting as words

Voids = tuple[str | None, date, bool]  # whose certificate, of which day, verified or not
AN_HOUR = 3_600_000  # ms: so long what was taken back can be brought back
BACK = "back:"  # a button's data: bring back what this message took


def undo(rest: str, message: Message, desk: Desk) -> Turn:
    """ยกเลิก: the person's last act, or the one that was quoted; with a named thing exactly that."""
    if message.quoted_id is not None:
        event = desk.store.event_of_message(message.quoted_id)
        facts = held_of(of_event(event, desk), desk) if event else []
    else:
        facts = next(acts(desk), [])
    wanted = named(rest, message, desk) if rest else None
    if rest and wanted is None:
        return Turn(replies=(say(words.nothing_named(rest)),), must_arrive=True)
    if wanted is not None:
        facts = _named(wanted, facts if message.quoted_id is not None else [], desk)
        facts = _every_mark(facts, desk) if wanted.steps else facts
        if not facts:
            return Turn(replies=(say(words.nothing_named(rest)),), must_arrive=True)
    if not facts:
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    return take_back(facts, message, desk)


def _named(wanted: Named, quoted: list[Fact], desk: Desk) -> list[Fact]:
    """The newest message's facts that fit the words; else what a colleague reported for a district of one's own."""
    for facts in [quoted] if quoted else acts(desk):
        found = [f for f in facts if fits(in_force(f, desk) or f, wanted, desk)]
        if found:
            return found
    for agreement in desk.book.open(desk.me.province) if desk.me.province else ():
        for district in desk.me.districts:
            standing = [desk.store.ledger.fact(s.fact) for s in desk.store.ledger.standing(agreement.id, district)]
            found = [f for f in standing if f is not None and not f.by_evidence and fits(f, wanted, desk)]
            if found:
                newest = max(found, key=lambda f: f.happened)
                return [f for f in found if f.event_id == newest.event_id]
    return []


def _every_mark(facts: list[Fact], desk: Desk) -> list[Fact]:
    """A step that was marked twice is unmarked all the same."""
    found = {f.id: f for f in facts}
    for fact in facts:
        for other in desk.store.ledger.history(fact.agreement, fact.district, fact.indicator):
            now = in_force(other, desk) if other.place == fact.place and other.value is True else None
            if now is not None and not now.by_evidence:
                found[now.id] = now
    return list(found.values())


def take_back(
    facts: Sequence[Fact], message: Message, desk: Desk, *, silent: bool = False, agreed: bool = False
) -> Turn:
    """Every one of these that is in force; what its message said of a whole goes too. `agreed`: if signed, too."""
    held = [(f, now) for f in facts if f.value is not None and (now := in_force(f, desk)) is not None]
    mine = list({now.id: (f, now) for f, now in held if may(now, desk)}.values())
    if not mine:
        return Turn() if silent else Turn(replies=(say(why_not(held[0][1], desk) if held else words.NOTHING_FOUND),))
    new = [undone(f, n, message, desk) for n, (f, _) in enumerate(mine)]
    gone = sorted({f"message {f.event_id}" for f, now in mine for f in (first_of(f, desk), now)})
    changes: list[Change] = [RecordFact(f, message.ms) for f in new]
    changes += [ForgetOfficeValues(source=source) for source in gone]
    turn, voids = _changed([now for _, now in mine], new, changes, message, desk, silent=silent)
    if voids is None or silent or agreed:
        return turn
    return _ask_signed(signing.TAKING_BACK, *voids, {"facts": [f.id for f, _ in mine]}, message, desk)


def bring_back(rest: str, message: Message, desk: Desk, event: str | None = None, *, agreed: bool = False) -> Turn:
    """เอากลับมา: for an hour, or until the same was reported anew."""
    wanted = named(rest, message, desk) if rest else None
    since = message.ms - AN_HOUR
    taken = [desk.store.ledger.of_event(event)] if event is not None else last_undo(desk, since)
    anew = False
    for facts in taken:
        old = [desk.store.ledger.fact(f.replaces or "") for f in facts]
        if wanted is not None and not any(f is not None and fits(f, wanted, desk) for f in old):
            continue
        if not facts or facts[0].recorded < since or all(desk.store.ledger.replaced_by(f.id) for f in facts):
            continue  # too late, or brought back already: the one before it is meant
        if any(reported_anew(f, desk) for f in facts):
            anew = True
            break
        back = [redone(f, n, message, desk) for n, f in enumerate(facts)]
        changes: list[Change] = [RecordFact(f, message.ms) for f in back]
        changes += [whole for f in back if (whole := _whole_of(f, message, desk)) is not None]
        gone = [f for f in facts if f.value is not None]
        turn, voids = _changed(gone, back, changes, message, desk, again=True)
        if voids is None or agreed:
            return turn
        return _ask_signed(signing.BRINGING_BACK, *voids, {"event": facts[0].event_id}, message, desk)
    return Turn(replies=(say(words.REPORTED_ANEW if anew else words.NOTHING_TO_BRING_BACK),), must_arrive=True)


def _whole_of(fact: Fact, message: Message, desk: Desk) -> SetOfficeValue | None:
    """The "จาก y" that a report said, and that went with it."""
    agreement = desk.book.get(fact.agreement)
    assert agreement is not None
    used = agreement.indicators[fact.indicator].inputs[fact.input]
    if not isinstance(fact.value, dict) or not used.parts or used.every or used.parts[1] not in fact.value:
        return None
    return SetOfficeValue(
        agreement=fact.agreement,
        district=fact.district or "",
        indicator=fact.indicator,
        input=key_of(used),
        amount=fact.value[used.parts[1]],
        as_of=fact.as_of.isoformat(),
        strength=OFFICER,
        set_by=str(fact.person),
        source=f"message {message.id}",
        at=message.ms,
    )


# the card: what is gone, what stands now, and the level before and after


def _changed(
    gone: Sequence[Fact],
    new: Sequence[Fact],
    changes: Sequence[Change],
    message: Message,
    desk: Desk,
    *,
    silent: bool = False,
    again: bool = False,
) -> tuple[Turn, Voids | None]:
    """The turn, and which certificate it would make void."""
    first: dict[tuple[str, str | None], Results] = {}
    now: dict[tuple[str, str | None], Results] = {}
    for old, fact in zip_longest(gone, new):
        for one in (old, fact):
            place = (one.agreement, one.district) if one is not None else None
            if place is not None and place not in now:
                now[place] = first[place] = _results(one, desk)
        if old is not None:
            left = now[old.agreement, old.district]
            now[old.agreement, old.district] = restored(left, old, desk, {f.id for f in gone})
        if fact is not None and fact.value is not None:
            now[fact.agreement, fact.district] = now[fact.agreement, fact.district].with_facts([fact])
    shown = list({f.place: f for f in (new if again else gone)}.values())  # a step that was marked twice is one
    instead = {} if again else {old.id: f for old, f in zip_longest(gone, new) if f is not None and f.value is not None}
    cards = [_card(group, instead, first, now) for group in _by_indicator(shown)]
    told = [
        (card.old[0], card.was.level, card.now.level, card.after.agreement.indicators[card.old[0].indicator].short)
        for card in cards
    ]
    undo = "" if again else f"{BACK}{message.id}"
    turn = Turn(
        replies=() if silent else (withdrawn_card(cards, again, undo, short=message.group),),
        changes=tuple(changes),
        pushes=tell_supervisors(told, desk),
        must_arrive=not silent,
    )
    signed = ((place[1], voided(first[place], now[place], desk.store)) for place in now)
    return turn, next(((district, *found) for district, found in signed if found is not None), None)


def _ask_signed(
    deed: str, district: str | None, when: date, verified: bool, payload: Json, message: Message, desk: Desk
) -> Turn:
    text = signing.signed_already(district, when, verified, deed)
    options = [Option(signing.all_the_same(deed), "yes"), Option(signing.leave(deed), "no")]
    return asking(message, desk, "correcting", text, options, {"key": "undo", "signed": True, **payload})


def _results(old: Fact, desk: Desk) -> Results:
    agreement = desk.book.get(old.agreement)
    assert agreement is not None
    return results(desk.store, agreement, old.district, desk.today, desk.book.answers(agreement.id))


def _by_indicator(facts: Iterable[Fact]) -> list[list[Fact]]:
    groups: dict[tuple[str, str | None, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.agreement, fact.district, fact.indicator), []).append(fact)
    return list(groups.values())


def _card(
    group: list[Fact],
    instead: dict[str, Fact],
    first: dict[tuple[str, str | None], Results],
    now: dict[tuple[str, str | None], Results],
) -> Withdrawn:
    old = group[0]
    before, after = first[old.agreement, old.district], now[old.agreement, old.district]
    stands = tuple(instead[f.id] for f in group if f.id in instead)
    return Withdrawn(tuple(group), before.result(old.indicator), after.result(old.indicator), after, stands)


def tell_supervisors(changed: Sequence[tuple[Fact, int | None, int | None, str]], desk: Desk) -> tuple[Push, ...]:
    """Levels that were reported upward already (on an earlier day) and change now: one message to each supervisor."""
    person = desk.person
    lines: dict[str, list[str]] = {}
    for old, before, after, short in changed:
        agreement: Agreement | None = desk.book.get(old.agreement)
        if person is None or agreement is None or before == after or old.as_of >= desk.today:
            continue
        said = words.tell_supervisor(person.name, old.district, short, before, after)
        lines.setdefault(agreement.province, []).append(said)
    return tuple(
        Push(p.id, (say("\n".join(said)),))
        for province, said in lines.items()
        for p in desk.store.people.approvers(province)
        if p.role == "supervisor" and person is not None and p.id != person.id
    )


def ask_undo(message: Message, desk: Desk) -> Turn:
    """ไม่เอาแล้ว, ผิดกลุ่ม ขออภัย: a wish to withdraw the last report, or only words?"""
    facts = next(acts(desk), [])
    agreement = desk.book.get(facts[0].agreement) if facts else None
    if not facts or agreement is None or facts[0].event_id is None:
        return Turn(replies=(say(words.NOTHING_CHANGED),))
    text = words.ask_undo(agreement, [in_force(f, desk) or f for f in facts])
    options = [Option(words.WITHDRAW, facts[0].event_id), Option(words.LEAVE_IT, "no")]
    return asking(message, desk, "correcting", text, options, {"key": "undo"})


# LINE's unsend


def unsent(message: Message, desk: Desk) -> Turn:
    """A message that is unsent takes its report along, voids its question, and its raw words are no longer shown."""
    sent = message.message_id or ""
    hide, evidence = HideWords(message_id=sent), UnsendEvidence(message_id=sent)
    event = desk.store.event_of_message(sent)
    facts = of_event(event, desk) if event else []
    turn = take_back(facts, message, desk, silent=True)
    told: tuple[Push, ...] = ()
    if turn.changes and desk.person is not None and not message.group:
        told = (Push(desk.person.id, (say(words.UNSENT),)),)
    whole = (ForgetOfficeValues(source=f"message {event}"),) if event else ()
    changes = (*turn.changes, *whole, hide, evidence, *_asked_about(event, desk))
    return replace(turn, changes=changes, pushes=(*turn.pushes, *told))


def _asked_about(event: str | None, desk: Desk) -> list[Change]:
    """Questions about a message that was taken back: they are closed, so that its words are shown nowhere."""
    if event is None:
        return []
    asked = {f"{event}-q"}
    if desk.question is not None and desk.question.payload.get("origin", {}).get("event_id") == event:
        asked.add(desk.question.id)
    return [CloseQuestion(id=id, state="unsent") for id in sorted(asked)]
