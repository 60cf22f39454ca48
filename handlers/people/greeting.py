"""Strangers: whoever is not registered hears what is kept and how to begin, and nothing else."""

from handlers.desk.desk import Desk
from handlers.desk.nouns import Message, Turn
from handlers.desk.writes import Arrive
from templates.messages import say, tap
from templates.words.people import people as words


def greet_stranger(message: Message, desk: Desk) -> Turn:
    if message.user is None or message.group:
        return Turn()
    if desk.person is not None and desk.person.state == "waiting":
        return Turn(replies=(say(words.WAITING),))
    if desk.person is not None and desk.person.state == "refused":
        return Turn(replies=(say(words.REFUSED, [tap(words.START)]),))
    changes = () if desk.person else (Arrive(line_user=message.user, at=message.ms),)
    hello = say(words.GREETING), say(words.NOTICE + "\n\n" + words.HOW_TO_START, [tap(words.START)])
    return Turn(replies=hello, changes=changes)
