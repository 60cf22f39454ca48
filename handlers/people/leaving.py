"""Leaving: "ลบข้อมูลของฉัน" takes a person's binding and name away; what the office reported stays."""

from dataclasses import replace

from handlers.deadlines.handing_over import with_heirs
from handlers.desk.desk import Desk, Example, Route, ask
from handlers.desk.nouns import Message, Option, Question, Turn
from handlers.desk.writes import CloseQuestion, RemovePerson
from templates.messages import numbered, say
from templates.words import common
from templates.words.people import people as words

SAYS = ("ลบข้อมูลของฉัน", "ลบข้อมูลฉัน", "ลบบัญชีของฉัน", "ลบชื่อฉัน")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or message.text.strip() not in SAYS or desk.person is None or message.group:
        return None
    question = ask(
        message,
        desk,
        asks=ROUTE.name,
        text=words.ASK_LEAVE,
        options=[Option(words.LEAVE_YES, "yes"), Option(words.LEAVE_NO, "no")],
    )
    labels = [option.label for option in question.options]
    return Turn(replies=(numbered(question.text, labels, question.id, common.ANSWER_HINT),), question=question)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    close = CloseQuestion(id=question.id)
    if option.value != "yes" or desk.person is None:
        return Turn(replies=(say(words.STAYED),), changes=(close,))
    remove = RemovePerson(person=desk.person.id)
    menus = ((message.user or "", "stranger"),)
    turn = Turn(replies=(say(words.LEFT),), changes=(close, remove), menus=menus, must_arrive=True)
    heard = with_heirs(turn, desk.person, None, desk.store, desk.book)
    return replace(heard, replies=turn.replies)  # whoever takes over hears of it; who leaves need not


ROUTE = Route(
    "leaving",
    answer,
    examples=(Example("ลบข้อมูลของฉัน", "ลบชื่อและบัญชีของท่านออกจากระบบ"),),
    answered=answered,
    open_to_strangers=True,
)
