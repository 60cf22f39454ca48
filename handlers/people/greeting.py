"""Strangers: whoever is not registered hears what is kept and how to begin, and that a report is not saved yet."""

from handlers.desk.desk import Desk, ask
from handlers.desk.nouns import Message, Option, Person, Turn
from handlers.desk.writes import Arrive
from templates.messages import say, tap
from templates.words.people import people as words

MOST, DAYS = 10, 30 * 24 * 3600 * 1000  # reports that wait for an approval, and how long


def greet_stranger(message: Message, desk: Desk) -> Turn:
    if message.user is None or message.group:
        return Turn()
    person = desk.person
    if person is not None and person.state == "waiting":
        return _held(person, message, desk)
    if person is not None and person.state == "refused":
        return _unsaved(words.REFUSED, message, desk)
    if person is not None:  # has been welcomed
        return _unsaved(words.NOT_YET, message, desk)
    hello = say(words.GREETING), say(words.NOTICE + "\n\n" + words.HOW_TO_START, [tap(words.START)])
    told = (say(words.not_saved_yet(message.text, words.FIRST_REGISTER)),) if _might_be_a_report(message, desk) else ()
    return Turn(replies=(*told, *hello), changes=(Arrive(line_user=message.user, at=message.ms),))


def _unsaved(why: str, message: Message, desk: Desk) -> Turn:
    text = words.not_saved_yet(message.text, why) if _might_be_a_report(message, desk) else why
    return Turn(replies=(say(text, [tap(words.START)]),))


def _held(person: Person, message: Message, desk: Desk) -> Turn:
    """Kept only after the screen on what is kept was accepted; after the approval each is asked about."""
    if not _might_be_a_report(message, desk):
        return Turn(replies=(say(words.WAITING),))
    room = person.agreed and len(desk.store.questions.held(person.id, message.ms - DAYS)) < MOST
    if not room:
        return Turn(replies=(say(words.not_saved_yet(message.text, words.WAITING)),))
    options = [Option(words.STORE, "yes"), Option(words.STORE_NOT, "drop")]
    payload = {"key": "held", "day": desk.day.isoformat()}
    text = words.ask_held(message.text, desk.day)
    kept = ask(message, desk, asks="reports", text=text, options=options, payload=payload)
    told = words.not_saved_yet(message.text, words.WAITING_HELD)
    return Turn(replies=(say(told),), unsaved=(kept.held(),), must_arrive=True)


def _might_be_a_report(message: Message, desk: Desk) -> bool:
    if message.kind != "text":
        return False
    reading = desk.reading(message)
    return bool(reading.topics) and reading.intent in ("report", "correct")
