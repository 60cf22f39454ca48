"""Moving: an officer or head asks in chat for another district; a supervisor of the province approves exactly that.

A card's buttons are bound to the person as they were when they asked: a new request, a decision or any change of the
person makes them answer nothing. What is asked for stands among what waits for approval until it is decided.
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.deadlines.handing_over import with_heirs
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Push, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import CountTry, UpdatePerson
from handlers.people.approval import may_decide
from handlers.people.introduction import districts_named
from handlers.people.wishes import card_of_move, let_move, mark_of_move
from templates.messages import say
from templates.words.people import moving as words
from templates.words.people.people import NOT_ALLOWED
from templates.words.score.scope import IN_PRIVATE

ASKS = re.compile(r"(?:ขอ|แจ้ง|ได้)?(?:ย้าย\s*(?:มา|ไป|อำเภอ|สังกัด|ที่ทำงาน)|เปลี่ยน\s*อำเภอ)")
_CHANGES = re.compile(r"เปลี่ยน\s*อำเภอ")  # of a report, where the district is one's own
_BUTTON = re.compile(r"move:(yes|no):([0-9]{1,9}):([0-9a-f]{16}):(.{1,60})")
DAY, MOST_REQUESTS = 24 * 3600 * 1000, 5


def answer(message: Message, desk: Desk) -> Turn | None:
    if desk.person is None:
        return None
    if message.kind == "postback":
        found = _BUTTON.fullmatch(message.data)
        return _decided(found[1] == "yes", int(found[2]), found[3], found[4], desk) if found else None
    if message.kind != "text" or message.quoted_id is not None or not ASKS.search(message.text):
        return None
    reading = desk.reading(message)
    if reading.topics or reading.values or any(c.isdigit() for c in message.text):
        return None
    person = desk.person
    named = tuple(districts_named(message.text, desk.book.districts(person.province)))
    if _CHANGES.search(message.text) and set(named) & set(person.home):
        return None
    if message.group:
        return Turn((say(IN_PRIVATE),))
    if person.role not in ("officer", "head"):
        return Turn((say(words.NO_DISTRICT),))
    if reading.province not in (None, "", person.province):
        return Turn((say(words.OTHER_PROVINCE),))
    if named and set(named) <= set(person.home):
        return Turn((say(words.already(person.home)),))
    if len(named) == 1:
        options = [Option(words.YES, named[0]), Option(words.NO, "no")]
        return asking(message, desk, ROUTE.name, words.ask(person.home, named[0]), options)
    every = named or desk.book.districts(person.province)
    options = [Option(f"อ.{d}", d) for d in every if d not in person.home]
    return asking(message, desk, ROUTE.name, words.ask_where(person.home), [*options, Option(words.NO, "no")])


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    person = desk.person
    if person is None or person.role not in ("officer", "head") or option.value == "no":
        return Turn((say(words.STAYS),))
    if desk.store.people.tries(str(person.id), ROUTE.name, message.ms - DAY) >= MOST_REQUESTS:
        return Turn((say(words.TOO_MANY),))
    approvers = [p for p in desk.store.people.approvers(person.province) if p.id != person.id]
    if not approvers:
        return Turn((say(words.NOBODY),))
    tried = CountTry(who=str(person.id), what=ROUTE.name, at=message.ms)
    wishing = replace(person, requests=person.requests + 1, wants=option.value)
    asked = UpdatePerson(person.id, requests=wishing.requests, wants=wishing.wants)  # older cards answer nothing now
    card = card_of_move(wishing)
    pushes = tuple(Push(one.id, (card,)) for one in approvers)
    return Turn((say(words.sent(person.home, option.value)),), (tried, asked), pushes, must_arrive=True)


def _decided(yes: bool, number: int, shown: str, district: str, desk: Desk) -> Turn:
    one, by = desk.store.people.by_id(number), desk.person
    if by is None or not by.oversees or one is None or not may_decide(by, one) or by.id == one.id:
        return Turn((say(NOT_ALLOWED),))
    served = district in desk.book.districts(one.province)
    if not one.active or not served or shown != mark_of_move(one) or district != one.wants:
        return Turn((say(words.SETTLED),))
    turn = let_move(one, yes)
    return with_heirs(turn, one, set(one.home) - {district}, desk.store, desk.book) if yes else turn


ROUTE = Route(
    "moving",
    answer,
    examples=(Example("ขอย้ายอำเภอ", "ขอเปลี่ยนอำเภอที่ท่านประจำ ผู้กำกับเป็นผู้อนุมัติ"),),
    answered=answered,
)
