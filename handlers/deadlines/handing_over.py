"""Handing over: what was given to somebody who moves or leaves goes to somebody by name, who hears of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from handlers.desk.nouns import Person, Push, Turn
from handlers.desk.store import Book, Store
from handlers.desk.writes import Appoint
from templates.messages import say
from templates.words.people import leaves as words
from templates.words.province.office import place


@dataclass(frozen=True)
class Duty:
    agreement: str
    district: str
    indicator: str
    duty: str


def duties_of(one: Person, store: Store, book: Book, left: Collection[str] | None = None) -> list[Duty]:
    """In rounds that are open; `left`: only of these districts."""
    given = store.sharing.of_person(one.id)
    rows = [Duty(r["agreement"], r["district"] or "", r["indicator"], r["duty"]) for r in given]
    opened = {a.id for a in book.open(one.province)}
    return [d for d in rows if d.agreement in opened and (left is None or d.district in left)]


def heirs(one: Person, district: str, everybody: Iterable[Person]) -> list[Person]:
    """Who may take over, the first by right: the head of the district, its officers, a supervisor of the province."""
    others = [p for p in everybody if p.id != one.id and p.active and p.name]
    here = [p for p in others if district and district in p.home]
    rank = {"head": 0, "officer": 1}
    return [*sorted(here, key=lambda p: (rank.get(p.role, 2), p.id)), *(p for p in others if p.role == "supervisor")]


def with_heirs(
    turn: Turn, one: Person, left: Collection[str] | None, store: Store, book: Book, chosen: str = ""
) -> Turn:
    """The turn of a move or a departure with what becomes of the work. `chosen`: the number of a named heir."""
    by_place: dict[tuple[str, str], list[Duty]] = {}
    for duty in duties_of(one, store, book, left):
        by_place.setdefault((duty.agreement, duty.district), []).append(duty)
    everybody = store.people.of_province(one.province, "active")
    changes, pushes, told = [], [], []
    for (id, district), duties in by_place.items():
        agreement = book.get(id)
        if agreement is None:
            continue
        able = heirs(one, district, everybody)
        heir = next((p for p in able if str(p.id) == chosen), able[0] if able else None)
        having = [agreement.indicators[d.indicator] for d in duties if d.indicator in agreement.indicators]
        short = list(dict.fromkeys(i.short for i in having))
        where = place(district or None, agreement)
        if heir is None:
            told.append(words.nobody_has(short, where))
            continue
        changes += [Appoint(d.agreement, d.district or None, d.indicator, d.duty, heir.id) for d in duties]
        pushes.append(Push(heir.id, (say(words.you_have(short, where, one.name)),)))
        told.append(words.handed(short, where, heir.name))
    if not told:
        return turn
    return replace(
        turn, changes=(*turn.changes, *changes), pushes=(*turn.pushes, *pushes),
        replies=(*turn.replies, say("\n".join(told))),
    )  # fmt: skip
