"""Joining: somebody follows, blocks, comes back or sends a one-time code; the bot is taken into a group."""

import re

from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Person, Turn
from handlers.desk.writes import BindPerson, BlockPerson, CountTry, UpdatePerson
from handlers.people.greeting import greet_stranger
from templates.messages import say, tap
from templates.words.common import HELP
from templates.words.people import people as words
from templates.words.people.practice import OFFER

CODE = re.compile(r"[A-HJ-NP-Z2-9]{8}")
HOUR = 3600 * 1000
MOST_TRIES = 5  # wrong codes in an hour


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind == "follow":
        return _follow(message, desk)
    if message.kind == "unfollow" and message.user:
        return Turn(changes=(BlockPerson(line_user=message.user, blocked=True),))
    if message.kind == "join":
        return Turn(replies=(say(words.GROUP_HELLO),))
    if message.kind in ("leave", "unfollow"):
        return Turn()
    if message.kind == "text" and not message.group and message.user:
        code = message.text.strip().upper()
        if CODE.fullmatch(code):
            return _code(code, message, desk)
    return None


def _follow(message: Message, desk: Desk) -> Turn:
    if message.user is not None and desk.person is not None and desk.person.active:
        change = BlockPerson(message.user, False)
        return Turn(replies=(say(words.BACK_AGAIN),), changes=(change,))
    return greet_stranger(message, desk)


def _code(code: str, message: Message, desk: Desk) -> Turn | None:
    now = message.ms
    assert message.user is not None
    if _may_be_a_word(code, desk.person) and desk.store.people.code_owner(code, now) is None:
        return None
    if desk.store.people.tries(message.user, "code", now - HOUR) >= MOST_TRIES:
        return Turn(replies=(say(words.TOO_MANY),))
    owner = desk.store.people.code_owner(code, now)
    if owner is None:
        tried = CountTry(who=message.user, what="code", at=now)
        return Turn(replies=(say(words.CODE_WRONG),), changes=(tried,))
    bind = BindPerson(person=owner.id, line_user=message.user, code=code, at=now)
    agreed = UpdatePerson(person=owner.id, agreed=1)
    where = words.place(owner.province, owner.role, owner.districts, owner.group)
    return Turn(
        replies=(say(words.NOTICE), say(words.welcome(owner.name, where), [tap(OFFER), tap(HELP)])),
        changes=(bind, agreed),
        menus=((message.user, owner.role),),
        must_arrive=True,
    )


def _may_be_a_word(code: str, person: Person | None) -> bool:
    """Eight letters from somebody who needs no code, or who was asked for a name."""
    if person is None:
        return False
    return person.active or (person.state == "registering" and bool(person.role) and code.isalpha())


ROUTE = Route("joining", answer, open_to_strangers=True)
