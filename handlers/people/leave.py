"""Leave: an officer asks in words, the head agrees by card or sets it; reminders and questions go to the stand-in.

What a stand-in gets for those days is the away person's districts to report for, nothing else: no right to approve,
to sign or to see another province.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.desk.bound import mark
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Json, Message, Option, Person, Push, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.round_writes import AskLeave, SettleLeave
from handlers.people.approval import may_decide
from handlers.reading.days.ahead import days_ahead
from handlers.reading.leaves import BACK, CANCELS, LISTS, Said, leave_said, name
from scoring.deadlines.leaves import Leave
from templates.cards.approval import leave_card
from templates.messages import say, tap
from templates.words.people import leaves as words
from templates.words.score.scope import IN_PRIVATE

_BUTTON = re.compile(r"leave:(yes|no):([^:]{1,220}):([0-9a-f]{16})")
MOST = 12  # names in a question


def answer(message: Message, desk: Desk) -> Turn | None:
    if desk.person is None:
        return None
    if message.kind == "postback":
        found = _BUTTON.fullmatch(message.data)
        return _decided(found[1] == "yes", found[2], found[3], message, desk) if found else None
    if message.kind != "text" or message.quoted_id is not None:
        return None
    turn = _told(" ".join(message.text.split()), message, desk)
    return Turn((say(IN_PRIVATE),)) if turn is not None and message.group else turn


def _told(text: str, message: Message, desk: Desk) -> Turn | None:
    if LISTS.match(text):
        return _list(desk)
    cancels = CANCELS.match(text)
    if cancels is not None:
        return _cancel(cancels["rest"] or cancels["rest2"] or "", message, desk)
    if BACK.match(text):
        now = [one for one in _of(desk.me, desk) if one.holds(desk.today)]
        return _cancelled(now[0], message, desk) if now else None
    said = leave_said(text, desk.today)
    return _asked(said, message, desk) if said is not None else None


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    payload = question.payload
    if payload["choosing"] == "leave":
        found = desk.store.leaves.one(option.value)
        return _cancelled(found, message, desk) if found is not None else Turn((say(words.SETTLED),))
    if option.value == "no":
        return Turn((say(words.NOT_KEPT),))
    one = desk.store.people.by_id(int(option.value))
    if one is None or not one.active or one.province != desk.me.province:
        return Turn((say(words.SETTLED),))
    first, last = date.fromisoformat(payload["first"]), date.fromisoformat(payload["last"])
    if payload["choosing"] == "whose":
        return _stand_in(one, first, last, payload["stand_in"], message, desk)
    whose = desk.store.people.by_id(int(payload["whose"]))
    return _go(whose, one, first, last, message, desk) if whose is not None else Turn((say(words.SETTLED),))


# asking and setting


def _asked(said: Said, message: Message, desk: Desk) -> Turn | None:
    me, days = desk.me, said.days
    found = people_named(said.whose, _everybody(desk)) if said.whose else [me]
    if not found:
        return None  # the words before are no person's name: they speak of something else
    if days is None:
        return Turn((say(words.WHEN),))
    if days.problem:
        return Turn((say(words.PROBLEMS[days.problem]),))
    if any(p.id != me.id and not may_set(me, p) for p in found):
        return Turn((say(words.ONLY_HEAD),))
    if len(found) > 1:
        payload = {"choosing": "whose", "stand_in": said.stand_in, **_span(days.first, days.last)}
        return _ask(words.WHOSE, found, payload, message, desk)
    return _stand_in(found[0], days.first, days.last, said.stand_in, message, desk)


def _stand_in(whose: Person, first: date, last: date, said: str, message: Message, desk: Desk) -> Turn:
    others = [p for p in _everybody(desk) if p.id != whose.id]
    found = people_named(said, [*others, whose]) if said else []
    if len(found) == 1 and found[0].id == whose.id:
        return Turn((say(words.NOT_SELF),))
    if len(found) == 1:
        return _go(whose, found[0], first, last, message, desk)
    if not others:
        return Turn((say(words.NOBODY_ELSE),))
    text = words.WHO if not said else words.two_called(said) if found else words.nobody_called(said)
    near = sorted(found or others, key=lambda p: (not set(p.districts) & set(whose.home), p.id))
    payload = {"choosing": "stand_in", "whose": whose.id, **_span(first, last)}
    return _ask(text, near, payload, message, desk)


def _go(whose: Person, stand_in: Person, first: date, last: date, message: Message, desk: Desk) -> Turn:
    """Asked of the head, or set at once by who may."""
    me = desk.me
    if me.id != whose.id and not may_set(me, whose):
        return Turn((say(words.ONLY_HEAD),))
    leave = Leave(f"{message.id}-leave", whose.province, whose.id, stand_in.id, first, last)
    refused = _refused(leave, whose, stand_in, message, desk)
    if refused is not None:
        return refused
    if may_set(me, whose):
        return settled_on(replace(leave, state="stands"), whose, stand_in, me, message.ms, new=True)
    approvers = [p for p in approvers_of(whose, _everybody(desk), desk) if p.id != whose.id]
    if not approvers:
        return Turn((say(words.NO_APPROVER),))
    card = leave_card(words.request(whose.name, first, last, stand_in.name), leave.id, _mark(leave))
    told = words.sent(first, last, stand_in.name, [p.name for p in approvers])
    pushes = tuple(Push(p.id, (card,)) for p in approvers)
    return Turn((say(told, [tap(words.CANCEL)]),), (AskLeave(leave, None, message.ms),), pushes, must_arrive=True)


def settled_on(leave: Leave, whose: Person, stand_in: Person, by: Person, at: int, *, new: bool) -> Turn:
    """In chat and on the page alike: it stands, and both persons hear of it."""
    change = AskLeave(leave, by.id, at) if new else SettleLeave(leave.id, "stands", leave.last, by.id, at, whose.id)
    told = {
        whose.id: words.yours(leave.first, leave.last, stand_in.name),
        stand_in.id: words.you_stand_in(whose.name, leave.first, leave.last, whose.home),
    }
    pushes = tuple(Push(id, (say(text),)) for id, text in told.items() if id != by.id)
    said = words.agreed(whose.name, leave.first, leave.last, stand_in.name)
    return Turn((say(said),), (change,), pushes, must_arrive=True)


def clash(leave: Leave, leaves: Iterable[Leave]) -> Leave | None:
    """A leave of the same person, or of the stand-in, that has days in common with it."""
    meeting = [one for one in leaves if one.id != leave.id and one.meets(leave.first, leave.last)]
    return next((one for one in meeting if one.person in (leave.person, leave.stand_in)), None)


def _refused(leave: Leave, whose: Person, stand_in: Person, message: Message, desk: Desk) -> Turn | None:
    held = clash(leave, desk.store.leaves.of_province(leave.province, desk.today))
    if held is None:
        return None
    if held.person == whose.id:
        own = "" if whose.id == desk.me.id else whose.name
        return Turn((say(words.overlapping(own, held.first, held.last, _name(held.stand_in, desk))),))
    others = [p for p in _everybody(desk) if p.id not in (whose.id, stand_in.id)]
    if not others:
        return Turn((say(words.NOBODY_ELSE),))
    payload = {"choosing": "stand_in", "whose": whose.id, **_span(leave.first, leave.last)}
    return _ask(words.is_away(stand_in.name, held.first, held.last), others, payload, message, desk)


# deciding


def _decided(yes: bool, id: str, shown: str, message: Message, desk: Desk) -> Turn:
    leave, by = desk.store.leaves.one(id), desk.me
    whose = desk.store.people.by_id(leave.person) if leave is not None else None
    stand_in = desk.store.people.by_id(leave.stand_in) if leave is not None else None
    if leave is None or whose is None or stand_in is None or leave.state != "asked" or shown != _mark(leave):
        return Turn((say(words.SETTLED),))
    if not may_set(by, whose) or by.id == whose.id:
        return Turn((say(words.NOT_YOURS),))
    if leave.last < desk.today or not (whose.active and stand_in.active):
        return Turn((say(words.SETTLED),))
    if not yes:
        change = SettleLeave(leave.id, "refused", leave.last, by.id, message.ms, whose.id)
        hears = Push(whose.id, (say(words.you_refused(leave.first, leave.last)),))
        return Turn((say(words.refused(whose.name, leave.first, leave.last)),), (change,), (hears,), must_arrive=True)
    held = clash(leave, desk.store.leaves.of_province(leave.province, desk.today))
    if held is not None:
        told = words.overlapping(_name(held.person, desk), held.first, held.last, _name(held.stand_in, desk))
        return Turn((say(told),))
    return settled_on(replace(leave, state="stands"), whose, stand_in, by, message.ms, new=False)


def may_set(by: Person, whose: Person) -> bool:
    """The head for the own districts, a supervisor for the province."""
    if by.oversees:
        return may_decide(by, whose)
    return by.role == "head" and by.id != whose.id and whose.role == "officer" and bool(set(by.home) & set(whose.home))


def approvers_of(whose: Person, everybody: Iterable[Person], desk: Desk) -> list[Person]:
    heads = [p for p in everybody if may_set(p, whose) and p.role == "head" and p.state == "active"]
    return heads or desk.store.people.approvers(whose.province)


# cancelling and looking


def _cancel(rest: str, message: Message, desk: Desk) -> Turn | None:
    me, days = desk.me, days_ahead(rest, desk.today)
    whom = name(rest[: days.start] + rest[days.end :] if days is not None else rest)
    found = people_named(whom, _everybody(desk)) if whom else [me]
    if not found:
        return None
    if any(p.id != me.id and not may_set(me, p) for p in found):
        return Turn((say(words.ONLY_HEAD),))
    leaves = [one for p in found for one in _of(p, desk)]
    if days is not None and not days.problem:
        leaves = [one for one in leaves if one.first <= days.last and days.first <= one.last]
    if not leaves:
        return Turn((say(words.NO_LEAVE),))
    if len(leaves) == 1:
        return _cancelled(leaves[0], message, desk)
    options = [Option(words.person(_name(one.person, desk), ()) + " " + words.span(one.first, one.last), one.id)
               for one in leaves[:MOST]]  # fmt: skip
    return asking(message, desk, ROUTE.name, words.WHICH, options, {"choosing": "leave"})


def _cancelled(leave: Leave, message: Message, desk: Desk) -> Turn:
    whose = desk.store.people.by_id(leave.person)
    stand_in = desk.store.people.by_id(leave.stand_in)
    if whose is None or (whose.id != desk.me.id and not may_set(desk.me, whose)):
        return Turn((say(words.ONLY_HEAD),))
    if leave.state not in ("asked", "stands") or leave.last < desk.today:
        return Turn((say(words.SETTLED),))
    return taken_back(leave, whose, stand_in, desk.me, desk.today, message.ms)


def taken_back(leave: Leave, whose: Person, stand_in: Person | None, by: Person, today: date, at: int) -> Turn:
    """In chat and on the page alike: what has begun ends yesterday, what lies ahead is cancelled."""
    own = "" if whose.id == by.id else whose.name
    begun = leave.state == "stands" and leave.first < today
    last, state = (today - timedelta(days=1), "stands") if begun else (leave.last, "cancelled")
    change = SettleLeave(leave.id, state, last, by.id, at, whose.id)
    told = words.ended(own, last) if begun else words.cancelled(own, leave.first, leave.last)
    hears = {}
    if leave.state == "stands" and stand_in is not None and stand_in.active:
        hears[stand_in.id] = words.stand_no_more(whose.name, leave.first, leave.last)
    hears[whose.id] = words.ended("", last) if begun else words.cancelled("", leave.first, leave.last)
    pushes = tuple(Push(id, (say(text),)) for id, text in hears.items() if id != by.id)
    return Turn((say(told),), (change,), pushes, must_arrive=True)


def _list(desk: Desk) -> Turn:
    """Who oversees sees the province, a head the own districts, others what concerns themselves."""
    me = desk.me
    seen = {p.id for p in _everybody(desk) if p.id == me.id or may_set(me, p)}
    leaves = [x for x in desk.store.leaves.of_province(me.province, desk.today) if {x.person, x.stand_in} & seen]
    if not leaves:
        return Turn((say(words.NO_LEAVE if me.role == "officer" else words.NOBODY_AWAY),))
    lines = [
        words.listed(_name(x.person, desk), x.first, x.last, _name(x.stand_in, desk), x.state) for x in leaves[:30]
    ]
    return Turn((say("\n".join(lines), [tap(words.CANCEL)] if any(x.person == me.id for x in leaves) else ()),))


# names


def people_named(words: str, people: Iterable[Person]) -> list[Person]:
    """Whom the words name: the whole name, else the given name, else a part; several where it fits several."""
    everybody = [p for p in people if p.name]
    exact = [p for p in everybody if p.name == words]
    if exact:
        return exact
    fits = [
        (len(part), p) for p in everybody for part in {p.name, p.name.split()[0]} if len(part) > 1 and part in words
    ]
    if fits:
        longest = max(length for length, _ in fits)
        return list({p.id: p for length, p in fits if length == longest}.values())
    return [p for p in everybody if len(words) > 2 and words in p.name]


def _everybody(desk: Desk) -> list[Person]:
    return [p for p in desk.store.people.of_province(desk.me.province, "active") if p.name]


def _of(person: Person, desk: Desk) -> list[Leave]:
    return [one for one in desk.store.leaves.of_province(person.province, desk.today) if one.person == person.id]


def _name(id: int, desk: Desk) -> str:
    found = desk.store.people.by_id(id)
    return found.name if found is not None and found.name else "-"


def _ask(text: str, people: Sequence[Person], payload: Json, message: Message, desk: Desk) -> Turn:
    options = [Option(words.person(p.name, p.home), str(p.id)) for p in people[:MOST]]
    return asking(message, desk, ROUTE.name, text, [*options, Option(words.NO_STAND_IN, "no")], payload)


def _span(first: date, last: date) -> Json:
    return {"first": first.isoformat(), "last": last.isoformat()}


def _mark(leave: Leave) -> str:
    return mark(leave.id, leave.person, leave.stand_in, leave.first, leave.last, leave.state)


ROUTE = Route(
    "leave",
    answer,
    examples=(
        Example("ลา 3-7 มี.ค. ฝาก มาลี", "ขอลาและฝากงาน หัวหน้าเป็นผู้อนุมัติ"),
        Example("ยกเลิกลา", "ยกเลิกวันลาของท่าน"),
        Example("ใครลา", "ดูว่าใครลาและใครทำแทน", role="head"),
    ),
    answered=answered,
)
