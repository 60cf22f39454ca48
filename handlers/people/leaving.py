"""Leaving: "ลบข้อมูลของฉัน" takes a person's binding and name away; what the office reported stays."""

from dataclasses import replace

from handlers.deadlines.handing_over import with_heirs
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import RemovePerson
from templates.messages import say
from templates.words.people import people as words

SAYS = ("ลบข้อมูลของฉัน", "ลบข้อมูลฉัน", "ลบบัญชีของฉัน", "ลบชื่อฉัน")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or message.text.strip() not in SAYS or desk.person is None or message.group:
        return None
    options = [Option(words.LEAVE_YES, "yes"), Option(words.LEAVE_NO, "no")]
    return asking(message, desk, ROUTE.name, words.ASK_LEAVE, options)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    if option.value != "yes" or desk.person is None:
        return Turn(replies=(say(words.STAYED),))
    remove = RemovePerson(person=desk.person.id)
    menus = ((message.user or "", "stranger"),)
    turn = Turn(replies=(say(words.LEFT),), changes=(remove,), menus=menus, must_arrive=True)
    heard = with_heirs(turn, desk.person, None, desk.store, desk.book)
    return replace(heard, replies=turn.replies)  # whoever takes over hears of it; who leaves need not


ROUTE = Route(
    "leaving",
    answer,
    examples=(Example("ลบข้อมูลของฉัน", "ลบชื่อและบัญชีของท่านออกจากระบบ"),),
    answered=answered,
    open_to_strangers=True,
)
