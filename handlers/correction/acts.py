"""What a message did to the ledger and whether it is in force: corrected, taken back, brought back, in a chain.

Each link names the one before it (`replaces`). A fact that stands again is a new one whose note names the first of its
kind; it keeps its day and its sending time, so that what was reported in between stays where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.correction.which_report import may, of_event
from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from handlers.report.outcomes import AGAIN, EDITED
from scoring.results.facts import Fact

UNDONE = "undone"  # a fact's note: taken back
LOOK_BACK = 200  # facts of a person among which an act is looked for


def first_of(fact: Fact, desk: Desk) -> Fact:
    """The fact that was reported, of one that only stands again for it, or that an edited message left."""
    if fact.note.startswith(AGAIN):
        return desk.store.ledger.fact(fact.note.removeprefix(AGAIN)) or fact
    before = desk.store.ledger.fact(fact.replaces or "") if fact.note.startswith(EDITED) else None
    return first_of(before, desk) if before is not None and before.value is not None else fact


def in_force(fact: Fact, desk: Desk) -> Fact | None:
    """The fact itself, or the one that stands again for it; None once it was corrected or taken back."""
    first, newest = first_of(fact, desk), fact
    while (later := desk.store.ledger.replaced_by(newest.id)) is not None:
        newest = later
    if newest.value is None or first_of(newest, desk).id != first.id:
        return None
    return newest


def acts(desk: Desk) -> Iterator[list[Fact]]:
    """What each of the person's messages reported, marked or corrected and is in force: the newest message first."""
    seen: set[str] = set()
    for fact in desk.store.ledger.of_person(desk.me.id, LOOK_BACK):
        event = fact.event_id
        if event is None or event in seen or is_undo(fact) or fact.note.startswith(AGAIN):
            continue
        seen.add(event)
        held = held_of(of_event(event, desk), desk)
        if held:
            yield held


def held_of(facts: list[Fact], desk: Desk) -> list[Fact]:
    """Those of them that are in force, without what evidence has marked: that goes with its evidence."""
    return [f for f in facts if f.value is not None and not f.by_evidence and in_force(f, desk) is not None]


def undone(fact: Fact, n: int, message: Message, desk: Desk) -> Fact:
    """What takes it back: a correction gives way to the value before it, anything else to nothing."""
    first, now = first_of(fact, desk), in_force(fact, desk)
    assert now is not None
    before = desk.store.ledger.fact(first.replaces) if first.replaces is not None else None
    if before is not None and before.value is not None:
        stands = replace(before, note=f"{AGAIN}{first_of(before, desk).id}")
    else:
        stands = replace(now, value=None, happened=message.ms, note=UNDONE)
    person = desk.person.id if desk.person else None
    return replace(
        stands, id=f"{message.id}-u{n}", person=person, stood_for=None, event_id=message.id, replaces=now.id
    )  # fmt: skip


def is_undo(fact: Fact) -> bool:
    """Not what goes because its evidence goes: without it nothing of it can come back."""
    return re.fullmatch(rf"{re.escape(fact.event_id or '')}-u\d+", fact.id) is not None


def redone(taken_back: Fact, n: int, message: Message, desk: Desk) -> Fact:
    """What brings back the value that `taken_back` took."""
    old = desk.store.ledger.fact(taken_back.replaces or "")
    assert old is not None
    person = desk.person.id if desk.person else None
    note = f"{AGAIN}{first_of(old, desk).id}"
    return replace(
        old, id=f"{message.id}-b{n}", person=person, stood_for=None, event_id=message.id, replaces=taken_back.id,
        note=note,
    )  # fmt: skip


def last_undo(desk: Desk, since: int) -> Iterator[list[Fact]]:
    """What the person took back and nobody has brought back yet, the newest first."""
    seen: set[str] = set()
    for fact in desk.store.ledger.of_person(desk.me.id, LOOK_BACK):
        if fact.event_id is None or not is_undo(fact) or fact.event_id in seen or fact.recorded < since:
            continue
        seen.add(fact.event_id)
        yield desk.store.ledger.of_event(fact.event_id)


def reported_anew(taken_back: Fact, desk: Desk) -> bool:
    """Whether somebody has reported the same thing since, or this has been brought back already."""
    if desk.store.ledger.replaced_by(taken_back.id) is not None:
        return True
    old = desk.store.ledger.fact(taken_back.replaces or "")
    if old is None or not may(old, desk):
        return True
    history = desk.store.ledger.history(old.agreement, old.district, old.indicator)
    since = next((n for n, f in enumerate(history) if f.id == taken_back.id), None)
    if since is None:  # corrected into another district or indicator: that place's own history has its own order
        return any(f.place == old.place and f.value is not None and f.recorded > taken_back.recorded for f in history)
    return any(
        f.place == old.place and f.value is not None and f.event_id != taken_back.event_id for f in history[since:]
    )
