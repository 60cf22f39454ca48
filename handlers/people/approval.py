"""Approval: a supervisor or admin of the province lets a newcomer in, or not, with one tap or by typed command.

Pushes are counted by LINE, and strangers must not spend them: while somebody waits, an overseer gets one card a day.
Whoever came without a card is found under รออนุมัติ, and the overseer's next free reply says how many wait.
"""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.desk.bound import mark, of_person
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import QUESTION_LIVES, Change, Message, Person, Push, Question, Turn
from handlers.desk.questions import shown
from handlers.desk.store import Store
from handlers.desk.writes import CountTry, UpdatePerson
from handlers.people.greeting import DAYS
from handlers.people.wishes import card_of_move, request, wishing
from templates.cards.approval import approval_card
from templates.messages import say, tap
from templates.words.people import people as words
from templates.words.people.practice import OFFER

_TYPED = re.compile(r"(ไม่อนุมัติ|อนุมัติ)\s*([0-9๐-๙]{1,9})")
_TAPPED = re.compile(r"(approve|refuse):([0-9]{1,9})(?::([0-9a-f]{16}))?")
DAY, MOST_CARDS = 24 * 3600 * 1000, 3  # ms; cards that an overseer gets in it, each with nobody else waiting
ROOM = 4  # messages of an answer that leave one for who waits
LIST = ("รออนุมัติ", "อนุมัติ", "ใครรออนุมัติ")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind == "postback":
        found, yes = _TAPPED.fullmatch(message.data), "approve"
    elif message.kind == "text":
        if message.text.strip() in LIST and not message.group:
            return _list(message, desk)
        found, yes = _TYPED.fullmatch(message.text.strip()), "อนุมัติ"
    else:
        return None
    if found is None or message.group:  # names and requests are nobody's business in a group
        return None
    number = int(found.group(2))
    newcomer = desk.store.people.by_id(number)
    if desk.person is None or not desk.person.oversees or not may_decide(desk.person, newcomer):
        return Turn(replies=(say(words.NOT_ALLOWED),))
    if newcomer is not None and newcomer.active and newcomer.wants and message.kind == "text":
        return Turn(replies=(card_of_move(newcomer),))  # a number does not say which request was meant
    if newcomer is None or newcomer.state != "waiting":
        return Turn(replies=(say(words.already_settled(number)),))
    if message.kind == "postback" and found.group(3) != of_person(newcomer):
        return Turn(replies=(say(words.CHANGED_REQUEST), card_of(newcomer)))
    if message.kind == "text" and newcomer.requests > 1:  # a number does not say which request was meant
        return Turn(replies=(say(words.LOOK_AGAIN), card_of(newcomer)))
    return let_in(newcomer, found.group(1) == yes, next_held(newcomer.id, message.ms, desk.store, desk.now))


def card_of(newcomer: Person) -> dict[str, Any]:
    """The request as it is now; its buttons answer this one and no other."""
    return approval_card(words.newcomer(newcomer.name, _where(newcomer)), newcomer.id, of_person(newcomer))


def asked_of(
    approvers: list[Person], newcomer: Person, at: int, desk: Desk
) -> tuple[tuple[Push, ...], tuple[Change, ...]]:
    """The cards that go out now, and what is counted of them."""
    pushes, counted = list[Push](), list[Change]()
    for one in approvers:
        waiting = [*(p for p in _waiting(one, desk) if p.id != newcomer.id), newcomer]
        had = desk.store.people.tries(str(one.id), "card", at - DAY)
        if had >= (1 if len(waiting) > 1 else MOST_CARDS):
            continue
        others = (say(words.others_wait(len(waiting))),) if len(waiting) > 1 else ()
        pushes.append(Push(one.id, (*others, card_of(newcomer))))
        counted += [CountTry(str(one.id), "card", at), _shown(one, waiting, at)]
    return tuple(pushes), tuple(counted)


def told_who_waits(turn: Turn, message: Message, desk: Desk) -> Turn:
    """With an overseer's free reply: how many wait, each time that others do than were shown before."""
    one = desk.person
    if one is None or not one.oversees or not one.active or message.group or not turn.rides:
        return turn
    if turn.question is not None or not 0 < len(turn.replies) <= ROOM:
        return turn
    settled = {c.person for c in turn.changes if isinstance(c, UpdatePerson)}
    waiting = [p for p in _waiting(one, desk) if p.id not in settled]
    shown = _shown(one, waiting, message.ms)
    if not waiting or shown in turn.changes or desk.store.people.tries(shown.who, shown.what, 0):
        return turn
    return replace(turn, replies=(say(words.others_wait(len(waiting))), *turn.replies), changes=(*turn.changes, shown))


def _shown(one: Person, waiting: list[Person], at: int) -> CountTry:
    """That this overseer was told of exactly these requests."""
    return CountTry(str(one.id), "waiting " + mark(sorted((p.id, p.requests) for p in waiting)), at)


def _waiting(one: Person, desk: Desk) -> list[Person]:
    """Whom this overseer may let in."""
    provinces = [one.province] if one.province else desk.book.provinces()
    return [p for province in provinces for p in desk.store.people.of_province(province, "waiting")]


def _where(person: Person) -> str:
    return words.place(person.province, person.role, person.districts, person.group)


def may_decide(person: Person, newcomer: Person | None) -> bool:
    """Own province only; an admin without a province serves all."""
    if newcomer is None:
        return True
    return person.province == newcomer.province or (person.role == "admin" and not person.province)


def let_in(newcomer: Person, yes: bool, waits: Question | None = None) -> Turn:
    """In chat and on the page alike: whoever let them in is answered, the newcomer is welcomed and gets the menu."""
    if not yes:
        no = UpdatePerson(person=newcomer.id, state="refused")
        return Turn(
            replies=(say(words.not_approved(newcomer.name, _where(newcomer))),),
            changes=(no,),
            pushes=(Push(newcomer.id, (say(words.REFUSED, [tap(words.START)]),)),),
            must_arrive=True,
        )
    welcome = words.welcome(newcomer.name, _where(newcomer))
    asked = (shown(waits),) if waits is not None else ()
    return Turn(
        replies=(say(words.approved(newcomer.name, _where(newcomer))),),
        changes=(UpdatePerson(person=newcomer.id, state="active"),),
        pushes=(Push(newcomer.id, (say(welcome, [tap(OFFER), tap("ช่วยเหลือ")]), *asked), waits),),
        menus=((newcomer.line_user, newcomer.role),) if newcomer.line_user else (),
        must_arrive=True,
    )


def next_held(person: int, at: int, store: Store, now: datetime, after: str = "") -> Question | None:
    """What the newcomer sent while waiting, asked about one by one; never facts by themselves."""
    held = [q for q in store.questions.held(person, at - DAYS) if q.id != after]
    return replace(held[0], state="open", expires=now + QUESTION_LIVES) if held else None


def _list(message: Message, desk: Desk) -> Turn:
    if desk.person is None or not desk.person.oversees:
        return Turn(replies=(say(words.NOT_ALLOWED),))
    provinces = [desk.person.province] if desk.person.province else list(desk.book.provinces())
    waiting = _waiting(desk.person, desk)
    moving = [p for province in provinces for p in wishing(desk.store.people.of_province(province))]
    if not waiting and not moving:
        return Turn(replies=(say(words.NOBODY_WAITS),))
    lines = [f"{p.id}. {p.name} {_where(p)}" for p in waiting[:30]]
    asked = [f"{p.id}. {request(p)}" for p in moving[:30]]
    taps = [tap(f"อนุมัติ {p.id}", data=f"approve:{p.id}:{of_person(p)}") for p in waiting[:6]]
    taps += [tap(words.see_move(p.id)) for p in moving[:6]]
    shown = _shown(desk.person, waiting, message.ms)
    return Turn((say(words.waiting_list(lines, asked), taps),), (shown,) if waiting else ())


ROUTE = Route(
    "approval",
    answer,
    examples=(
        Example("รออนุมัติ", "ดูผู้ขอใช้งานที่รออนุมัติ", role="supervisor"),
        Example("อนุมัติ 12", "อนุมัติผู้ขอใช้งานหมายเลข 12", role="supervisor"),
    ),
)
