"""Moving: an officer or head asks in chat for another district; a supervisor of the province approves exactly that.

The request is kept nowhere but on its card: its buttons are bound to the person as they were when they asked, and a
new request, a decision or any change of the person makes them answer nothing.
"""

from __future__ import annotations

import re

from handlers.desk.bound import mark
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Person, Push, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import CountTry, UpdatePerson
from handlers.people.approval import may_decide
from handlers.people.introduction import districts_named
from templates.cards.approval import moving_card
from templates.messages import say
from templates.words.people import moving as words
from templates.words.people.people import NOT_ALLOWED
from templates.words.province.admin import moved, you_moved
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
    if _CHANGES.search(message.text) and set(named) & set(person.districts):
        return None
    if message.group:
        return Turn((say(IN_PRIVATE),))
    if person.role not in ("officer", "head"):
        return Turn((say(words.NO_DISTRICT),))
    if reading.province not in (None, "", person.province):
        return Turn((say(words.OTHER_PROVINCE),))
    if named and set(named) <= set(person.districts):
        return Turn((say(words.already(person.districts)),))
    if len(named) == 1:
        options = [Option(words.YES, named[0]), Option(words.NO, "no")]
        return asking(message, desk, ROUTE.name, words.ask(person.districts, named[0]), options)
    every = named or desk.book.districts(person.province)
    options = [Option(f"อ.{d}", d) for d in every if d not in person.districts]
    return asking(message, desk, ROUTE.name, words.ask_where(person.districts), [*options, Option(words.NO, "no")])


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
    asked = UpdatePerson(person.id, requests=person.requests + 1)  # older cards answer nothing from now on
    shown = words.request(person.name, person.districts, option.value)
    card = moving_card(shown, person.id, _mark(person, person.requests + 1, option.value), option.value)
    pushes = tuple(Push(one.id, (card,)) for one in approvers)
    return Turn((say(words.sent(person.districts, option.value)),), (tried, asked), pushes, must_arrive=True)


def _mark(person: Person, requests: int, district: str) -> str:
    """Who asks, which of their requests, where they work now and where they want to."""
    return mark(person.id, requests, person.name, person.province, person.role, sorted(person.districts), district)


def _decided(yes: bool, number: int, shown: str, district: str, desk: Desk) -> Turn:
    one, by = desk.store.people.by_id(number), desk.person
    if by is None or not by.oversees or one is None or not may_decide(by, one) or by.id == one.id:
        return Turn((say(NOT_ALLOWED),))
    served = district in desk.book.districts(one.province)
    if not one.active or not served or shown != _mark(one, one.requests, district):
        return Turn((say(words.SETTLED),))
    told, hears = (moved(one.name, [district]), you_moved([district])) if yes else _refused(one, district)
    change = UpdatePerson(one.id, requests=one.requests + 1, districts=(district,) if yes else None)
    return Turn((say(told),), (change,), (Push(one.id, (say(hears),)),), must_arrive=True)


def _refused(one: Person, district: str) -> tuple[str, str]:
    return words.refused(one.name, district), words.you_stay(one.districts, district)


ROUTE = Route(
    "moving",
    answer,
    examples=(Example("ขอย้ายอำเภอ", "ขอเปลี่ยนอำเภอที่ท่านประจำ ผู้กำกับเป็นผู้อนุมัติ"),),
    answered=answered,
)
