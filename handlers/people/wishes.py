"""Requests to move to another district: the card, and what becomes of one in chat and on the page."""

from __future__ import annotations

from typing import Any

from handlers.desk.bound import mark
from handlers.desk.nouns import Person, Push, Turn
from handlers.desk.writes import UpdatePerson
from templates.cards.approval import moving_card
from templates.messages import say
from templates.words.people import moving as words
from templates.words.province.admin import moved, you_moved


def wishing(people: list[Person]) -> list[Person]:
    return [p for p in people if p.active and p.wants]


def mark_of_move(person: Person) -> str:
    """Who asks, which of their requests, where they work now and where they want to."""
    return mark(
        person.id, person.requests, person.name, person.province, person.role, sorted(person.home), person.wants
    )


def request(person: Person) -> str:
    return words.request(person.name, person.home, person.wants)


def card_of_move(person: Person) -> dict[str, Any]:
    return moving_card(request(person), person.id, mark_of_move(person), person.wants)


def let_move(one: Person, yes: bool) -> Turn:
    """Whoever decides is answered, who has asked is told; older cards answer nothing from now on."""
    told, hears = (moved(one.name, [one.wants]), you_moved([one.wants])) if yes else _refused(one)
    change = UpdatePerson(one.id, requests=one.requests + 1, wants="", districts=(one.wants,) if yes else None)
    return Turn((say(told),), (change,), (Push(one.id, (say(hears),)),), must_arrive=True)


def _refused(one: Person) -> tuple[str, str]:
    return words.refused(one.name, one.wants), words.you_stay(one.districts, one.wants)
