"""From one message to one Turn: groups, answers to questions, strangers; then the first route that takes it."""

from dataclasses import replace
from datetime import timedelta

from handlers.deadlines.stand_ins import in_stead
from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import QUESTION_LIVES, Message, Question, Turn
from handlers.desk.questions import again
from handlers.desk.writes import BlockPerson, CloseQuestion
from handlers.people.approval import told_who_waits
from handlers.people.greeting import greet_stranger
from handlers.routes import practice, table
from handlers.routes.hearing import hear
from handlers.routes.not_understood import not_understood
from templates.messages import say, tap
from templates.words import common
from templates.words.people import practice as practice_words
from templates.words.report.correcting import GIVEN_UP

SILENT = ("unfollow", "leave", "unsend", "other")
DONE_BY_LINE = ("fill", "menu")  # postbacks: LINE has opened the keyboard, or another tab of the menu; nothing is said
ANSWERED_WITHIN = timedelta(hours=1)  # a bare yes that comes later gets the question once more
ABOUT_STORED = ("whole", "undo", "correct")  # keys of questions about what is in the ledger already


def answer_message(message: Message, desk: Desk) -> Turn:
    turn = told_who_waits(in_stead(_answer(message, desk), desk.person, desk.store), message, desk)
    blocked = desk.person is not None and desk.person.state == "blocked"
    if not blocked or message.user is None or message.group or message.kind in SILENT:
        return turn
    here = BlockPerson(message.user, False)
    return replace(turn, changes=(here, *turn.changes))  # who writes has not blocked us, however late the news came


def _answer(message: Message, desk: Desk) -> Turn:
    if message.group and not message.addressed and message.kind not in ("unsend", "edited", "join", "leave"):
        return Turn()
    if message.kind == "postback" and message.data in DONE_BY_LINE:
        return Turn()
    if message.kind == "postback" and message.data.startswith(practice.REAL):
        meant = practice.for_real(message, desk)
        return _routed(*meant)[1] if meant is not None else Turn(replies=(say(practice_words.OLD_TAP),))
    answered = _to_question(message, desk)
    if answered is not None:
        return answered
    name, turn = _routed(message, desk)
    practises = name != practice.NAME and turn.replies and practice.left(message, desk)
    return practice.practised(turn, name, message, desk) if practises else turn


def _routed(message: Message, desk: Desk) -> tuple[str, Turn]:
    """The first route that takes it, with its name; "": none did."""
    known = desk.person is not None and desk.person.active
    for route in table.ROUTES:
        if known or route.open_to_strangers:
            turn = route.answer(message, desk)
            if turn is not None:
                return route.name, turn
    if message.kind in SILENT:
        return "", Turn()
    return "", not_understood(message, desk, table.ROUTES) if known else greet_stranger(message, desk)


def _to_question(message: Message, desk: Desk) -> Turn | None:
    """A button of a question, or an answer in words; an old button gets a polite answer."""
    if message.kind == "postback" and message.data.startswith("q:"):
        id, chosen = _cut(message.data)
        question = desk.store.questions.by_id(id)
        if question is None or question.state != "open" or question.expires < desk.moment:
            mine = question is not None and question.state == "open" and _asked(question, desk)
            late = _too_late(question) if mine and question is not None else None
            return late or Turn(replies=(say(common.OLD_BUTTON),))
        if question.person is not None and (desk.person is None or question.person != desk.person.id):
            return Turn(replies=(say(common.NOT_YOUR_QUESTION),))
        n = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
        return _answered(question, n, message, desk) or Turn(replies=(say(common.OLD_BUTTON),))
    if message.kind == "text" and desk.question is not None:
        return _in_words(desk.question, message, desk)
    return None


def _in_words(question: Question, message: Message, desk: Desk) -> Turn | None:
    """Words answer only the question that was shown last, a number only the last numbered list; after anything else
    it is shown once more."""
    quoted = desk.store.event_of_message(message.quoted_id) if message.quoted_id is not None else None
    if message.quoted_id is not None and question.id != f"{quoted}-q":
        return None
    heard = hear(message.text, question)
    if question.expires < desk.moment:
        if heard is None or not heard.gives_up:
            return _too_late(question) if heard is not None else None
        return _given_up(question) if desk.store.questions.shown_last(question.id) else None  # else the last act
    by_number = heard is not None and heard.by_number
    last = quoted is not None or (_fresh(question, desk) and desk.store.questions.shown_last(question.id, by_number))
    if heard is None:
        route = _route(question)
        return route.told(question, message, desk) if last and route is not None and route.told is not None else None
    if not last:
        return None if heard.gives_up else again(question, desk, common.WHICH_QUESTION if question.options else "")
    if heard.gives_up:
        return _given_up(question)
    return _answered(question, heard.option, message, desk) or again(
        question, desk, common.NOT_CLEAR if question.options else ""
    )


def _fresh(question: Question, desk: Desk) -> bool:
    return question.expires - desk.moment > QUESTION_LIVES - ANSWERED_WITHIN


def _given_up(question: Question) -> Turn | None:
    """ยกเลิก closes the question; what waits for the rest of a stored report is that report's own matter."""
    if question.payload.get("key") in ABOUT_STORED:
        return None
    close = CloseQuestion(question.id, "given_up")
    return Turn((say(GIVEN_UP),), (close,), must_arrive=True)


def _asked(question: Question, desk: Desk) -> bool:
    return desk.person is not None and question.person == desk.person.id


def _too_late(question: Question) -> Turn | None:
    """An answer to a question that has expired is no report: its words are shown, to be sent once more."""
    words = str(question.payload.get("words", "")).strip()
    if not question.options or not words:
        return None
    return Turn(replies=(say(common.expired(words), [tap(common.SEND_AGAIN, words[:300])]),))


def _cut(data: str) -> tuple[str, str]:
    """q:ID:N; anybody can send any postback data, so nothing is taken for granted."""
    id, _, chosen = data.removeprefix("q:").rpartition(":")
    return id, chosen


def _route(question: Question) -> Route | None:
    return next((r for r in table.ROUTES if r.name == question.asks), None)


def _answered(question: Question, n: int, message: Message, desk: Desk) -> Turn | None:
    """The answer, and the question is closed; None where it is none of the question's options."""
    route = _route(question)
    if route is None or route.answered is None or not 1 <= n <= len(question.options):
        return None
    turn = route.answered(question, question.options[n - 1], message, desk)
    return replace(turn, changes=(CloseQuestion(question.id), *turn.changes))
