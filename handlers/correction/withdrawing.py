"""Withdrawing a report: by words, by its receipt's button, by LINE's unsend; an earlier value stands again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.correction.which_report import may, meant_fact, of_event, standing
from handlers.desk.desk import Desk
from handlers.desk.nouns import Change, Message, Push, Turn
from handlers.desk.writes import CloseQuestion, ForgetOfficeValues, HideWords, RecordFact, UnsendEvidence
from handlers.report.message_values import restored
from handlers.report.outcomes import EDITED
from scoring.agreement import Agreement
from scoring.results.facts import Fact
from scoring.results.results import Results, results
from templates.cards.receipt import Withdrawn, withdrawn_card
from templates.messages import say
from templates.words.report import correcting as words


def undo(message: Message, desk: Desk) -> Turn:
    old = meant_fact(message, desk)
    if old is None or old.event_id is None:
        return Turn(replies=(say(words.NOTHING_FOUND),), must_arrive=True)
    return withdraw(of_event(old.event_id, desk), message, desk)


def withdraw(facts: Sequence[Fact], message: Message, desk: Desk, *, silent: bool = False) -> Turn:
    """Every value of a message that still stands; what it said of a whole goes too."""
    stood = standing(facts, desk)
    mine = [f for f in stood if may(f, desk)]
    if not mine:
        return Turn() if silent else Turn(replies=(say(words.NOTHING_FOUND if not stood else words.NOT_YOURS),))
    first: dict[tuple[str, str | None], Results] = {}
    now: dict[tuple[str, str | None], Results] = {}
    for old in mine:
        place = (old.agreement, old.district)
        if place not in now:
            now[place] = first[place] = _results(old, desk)
        now[place] = restored(now[place], old, desk)
    at = message.ms
    changes: list[Change] = [RecordFact(_gone(old, n, message, desk, silent), at) for n, old in enumerate(mine)]
    sources = sorted({f"message {f.event_id}" for f in mine})
    changes += [ForgetOfficeValues(source=source) for source in sources]
    cards = [_card(group, first, now) for group in _by_indicator(mine)]
    told = [
        (card.old[0], card.was.level, card.now.level, card.after.agreement.indicators[card.old[0].indicator].short)
        for card in cards
    ]
    return Turn(
        replies=() if silent else (withdrawn_card(cards),),
        changes=tuple(changes),
        pushes=tell_supervisors(told, desk),
        must_arrive=not silent,
    )


def _results(old: Fact, desk: Desk) -> Results:
    agreement = desk.book.get(old.agreement)
    assert agreement is not None
    return results(desk.store, agreement, old.district, desk.today, desk.book.answers(agreement.id))


def _gone(old: Fact, n: int, message: Message, desk: Desk, silent: bool) -> Fact:
    return replace(
        old,
        id=f"{message.id}-w{n}",
        value=None,
        happened=message.ms,
        person=desk.person.id if desk.person else None,
        event_id=message.id,
        replaces=old.id,
        note="unsend" if silent else "withdrawn",
    )


def _by_indicator(facts: Iterable[Fact]) -> list[list[Fact]]:
    groups: dict[tuple[str, str | None, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.agreement, fact.district, fact.indicator), []).append(fact)
    return list(groups.values())


def _card(
    group: list[Fact], first: dict[tuple[str, str | None], Results], now: dict[tuple[str, str | None], Results]
) -> Withdrawn:
    old = group[0]
    before, after = first[old.agreement, old.district], now[old.agreement, old.district]
    return Withdrawn(tuple(group), before.result(old.indicator), after.result(old.indicator), after)


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


def unsent(message: Message, desk: Desk) -> Turn:
    """LINE's unsend is a withdrawal: the value no longer stands, and the raw words are no longer shown."""
    sent = message.message_id or ""
    hide, evidence = HideWords(message_id=sent), UnsendEvidence(message_id=sent)
    event = desk.store.event_of_message(sent)
    facts = desk.store.ledger.of_event(event) if event else []
    edited = f"{EDITED}{message.message_id}"
    turn = withdraw([_edited_last(f, edited, desk) for f in facts], message, desk, silent=True)
    told: tuple[Push, ...] = ()
    if turn.changes and desk.person is not None and not message.group:
        told = (Push(desk.person.id, (say(words.UNSENT),)),)
    whole = (ForgetOfficeValues(source=f"message {event}"),) if event else ()
    changes = (*turn.changes, *whole, hide, evidence, *_asked_about(event, desk))
    return replace(turn, changes=changes, pushes=(*turn.pushes, *told))


def _edited_last(fact: Fact, edited: str, desk: Desk) -> Fact:
    """What the same LINE message said last."""
    later = desk.store.ledger.replaced_by(fact.id)
    return _edited_last(later, edited, desk) if later is not None and later.note == edited else fact


def _asked_about(event: str | None, desk: Desk) -> list[Change]:
    """Questions about a message that was taken back: they are closed, so that its words are shown nowhere."""
    if event is None:
        return []
    asked = {f"{event}-q"}
    if desk.question is not None and desk.question.payload.get("origin", {}).get("event_id") == event:
        asked.add(desk.question.id)
    return [CloseQuestion(id=id, state="unsent") for id in sorted(asked)]
