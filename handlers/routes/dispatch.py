"""From one message to one Turn: groups, answers to questions, strangers; then the first route that takes it."""

import re
from dataclasses import replace

from handlers.desk.desk import Desk
from handlers.desk.nouns import Message, Question, Turn
from handlers.desk.writes import BlockPerson
from handlers.people.greeting import greet_stranger
from handlers.routes import table
from templates.messages import say, tap
from templates.words import common

_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NUMBER = re.compile(r"(?:ข้อ|ตอบ)?\s*([0-9]{1,2})\s*[.)]?\s*(?:ครับ|ค่ะ|คะ|คับ)?")
SILENT = ("unfollow", "leave", "unsend", "other")


def answer_message(message: Message, desk: Desk) -> Turn:
    turn = _answer(message, desk)
    blocked = desk.person is not None and desk.person.state == "blocked"
    if not blocked or message.user is None or message.group or message.kind in SILENT:
        return turn
    here = BlockPerson(message.user, False)
    return replace(turn, changes=(here, *turn.changes))  # who writes has not blocked us, however late the news came


def _answer(message: Message, desk: Desk) -> Turn:
    if message.group and not message.addressed and message.kind not in ("unsend", "edited", "join", "leave"):
        return Turn()
    answered = _to_question(message, desk)
    if answered is not None:
        return answered
    known = desk.person is not None and desk.person.active
    for route in table.ROUTES:
        if known or route.open_to_strangers:
            turn = route.answer(message, desk)
            if turn is not None:
                return turn
    if message.kind in SILENT:
        return Turn()
    return Turn(replies=(say(common.NOT_UNDERSTOOD),)) if known else greet_stranger(message, desk)


def _to_question(message: Message, desk: Desk) -> Turn | None:
    """A button of a question, its number, or its option's words; an old button gets a polite answer."""
    if message.kind == "postback" and message.data.startswith("q:"):
        id, chosen = _cut(message.data)
        question = desk.store.questions.by_id(id)
        if question is None or question.state != "open" or question.expires < desk.now:
            mine = question is not None and question.state == "open" and _asked(question, desk)
            late = _too_late(question, True) if mine and question is not None else None
            return late or Turn(replies=(say(common.OLD_BUTTON),))
        if question.person is not None and (desk.person is None or question.person != desk.person.id):
            return Turn(replies=(say(common.NOT_YOUR_QUESTION),))
        return _answered(question, chosen, message, desk)
    if message.kind == "text" and desk.question is not None:
        words = message.text.strip().translate(_THAI)
        number = _NUMBER.fullmatch(words)
        if desk.question.expires < desk.now:
            return _too_late(desk.question, bool(number))
        if number:
            return _answered(desk.question, number.group(1), message, desk)
        for n, option in enumerate(desk.question.options, 1):
            if words.casefold() == option.label.casefold():
                return _answered(desk.question, str(n), message, desk)
    return None


def _asked(question: Question, desk: Desk) -> bool:
    return desk.person is not None and question.person == desk.person.id


def _too_late(question: Question, answers: bool) -> Turn | None:
    """A number for a question that has expired is no report: its words are shown, to be sent once more."""
    words = str(question.payload.get("words", "")).strip()
    if not answers or not question.options or not words:
        return None
    return Turn(replies=(say(common.expired(words), [tap(common.SEND_AGAIN, words[:300])]),))


def _cut(data: str) -> tuple[str, str]:
    """q:ID:N; anybody can send any postback data, so nothing is taken for granted."""
    id, _, chosen = data.removeprefix("q:").rpartition(":")
    return id, chosen


def _answered(question: Question, chosen: str, message: Message, desk: Desk) -> Turn | None:
    route = next((r for r in table.ROUTES if r.name == question.asks), None)
    n = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
    if route is None or route.answered is None:
        return Turn(replies=(say(common.OLD_BUTTON),))
    if not 1 <= n <= len(question.options):
        if message.kind == "postback":
            return Turn(replies=(say(common.OLD_BUTTON),))
        return Turn(replies=(say(common.choose_between(len(question.options))),)) if question.options else None
    return route.answered(question, question.options[n - 1], message, desk)
