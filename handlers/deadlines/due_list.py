"""Deadlines in chat: "กำหนดส่ง" lists what is to come with its days left, and "ทำแล้ว n" closes a duty."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.deadlines.digest import example
from handlers.deadlines.reminders import Directory
from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Person, Turn
from handlers.desk.writes import CallDone, CallUndone, RecordFact, ShowObligations
from scoring.deadlines.obligations import Deadline, Results, calendar, satisfied
from scoring.results.facts import Fact
from scoring.results.results import ENTRY
from templates.messages import say, tap
from templates.words.deadlines import deadlines as words
from templates.words.deadlines import reminders as reminder_words
from templates.words.people import people as people_words

SAYS = ("กำหนดส่ง", "กำหนดการส่ง", "ปฏิทิน", "ต้องส่งอะไร", "ต้องส่งอะไรบ้าง", "มีอะไรต้องส่ง", "กำหนดส่งงาน", "วันกำหนดส่ง")
_ASKED = re.compile(r"กำหนดส่ง|เดดไลน์|deadline|ส่งวันไหน|ส่งเมื่อไ|ส่งภายในวัน", re.IGNORECASE)
_DONE = re.compile(r"(?:ทำแล้ว|ทำเสร็จแล้ว)\s*(?:ข้อ)?\s*([0-9๐-๙]{1,2})|ทำข้อ\s*([0-9๐-๙]{1,2})\s*แล้ว")
_TAPPED = re.compile(r"(done|undone):(.{1,280}?)(?:@([0-9]{1,15}))?")
AHEAD, BEHIND = timedelta(days=60), timedelta(days=45)
MOST = 12


@dataclass(frozen=True)
class Entry:
    """One numbered line: a deadline for one district, or a round's end with all its reports."""

    deadline: Deadline
    district: str | None
    parts: tuple[Deadline, ...]  # of a round's end: the indicators that are not reported
    districts: int = 0  # for a supervisor: in how many districts it is open
    of: int = 0

    @property
    def key(self) -> str:
        return self.deadline.key(self.district)


def answer(message: Message, desk: Desk) -> Turn | None:
    person = desk.person
    if person is None or message.kind not in ("text", "postback"):
        return None
    if message.kind == "postback":
        found = _TAPPED.fullmatch(message.data)
        if found is None:
            return None
        deed, key, at = found.groups()
        return _close(key, message, desk, undo=int(at or 0) if deed == "undone" else None)
    said = message.text.strip()
    if said in SAYS or (_ASKED.search(said) and desk.reading(message).intent == "query_target"):
        return _list(message, desk)
    if said in ("ทำแล้ว", "ทำเสร็จแล้ว"):
        return _list(message, desk)
    typed = _DONE.fullmatch(said)
    if typed is None:
        return None
    shown = desk.store.duties.shown(person.id) or [e.key for e in entries(desk)]
    n = int(typed.group(1) or typed.group(2))
    if not 1 <= n <= len(shown):
        return Turn(replies=(say(words.NO_SUCH, [tap("กำหนดส่ง")]),))
    return _close(shown[n - 1], message, desk)


def office_deadlines(desk: Desk) -> list[Deadline]:
    """Every deadline of the person's open rounds."""
    province = desk.me.province
    changes = desk.store.duties.changes(province)
    return [d for a in desk.book.open(province) for d in calendar(a, desk.book.answers(a.id), changes)]


def entries(desk: Desk) -> list[Entry]:
    """What a person still has to do, in order of day; a supervisor sees the whole province's deadlines."""
    person = desk.person
    assert person is not None
    rounds = [a.id for a in desk.book.open(person.province)]
    if not rounds:
        return []
    results = desk.store.duties.results(rounds, everywhere=True)
    directory = _directory(person, rounds, desk)
    weekly = desk.store.duties.settings(person.province).weekly
    first, last = desk.today - BEHIND, desk.today + AHEAD
    near = [d for d in office_deadlines(desk) if first <= d.day <= last and _stands(d, weekly)]
    found = _overview(near, results) if person.oversees else _own(near, results, directory, person)
    return sorted(found, key=lambda e: (e.deadline.day, e.deadline.duty, e.district or ""))


def _stands(deadline: Deadline, weekly: Sequence[str]) -> bool:
    """In the calendar: what is sent, and what a body without a role here has to do."""
    return deadline.sends or not deadline.role or deadline.duty in weekly


def _own(near: Sequence[Deadline], results: Results, directory: Directory, person: Person) -> list[Entry]:
    groups: dict[tuple[str, ...], Entry] = {}
    for d in near:
        for district in d.districts:
            if not directory.concerns(person.id, d, district) or satisfied(d, district, results):
                continue
            about = d.duty if d.report else f"{d.duty} {d.indicator}"
            name = (d.agreement, about, d.printed.isoformat(), district or "")
            old = groups.get(name)
            groups[name] = Entry(old.deadline if old else d, district, (*(old.parts if old else ()), d))
    return list(groups.values())


def _overview(near: Sequence[Deadline], results: Results) -> list[Entry]:
    groups: dict[tuple[str, ...], tuple[Deadline, set[str | None], set[str | None]]] = {}
    for d in near:
        about = d.duty if d.report else f"{d.duty} {d.indicator}"
        _, late, every = groups.setdefault((d.agreement, about, d.printed.isoformat()), (d, set(), set()))
        every.update(d.districts)
        late.update(place for place in d.districts if not satisfied(d, place, results))
    return [
        Entry(first, None, (first,), len(late - {None}), len(every - {None}))
        for first, late, every in groups.values()
        if late
    ]


def _list(message: Message, desk: Desk) -> Turn:
    person = desk.person
    assert person is not None
    if not desk.book.open(person.province):
        return Turn(replies=(say(words.NO_ROUND),))
    found = entries(desk)[:MOST]
    if not found:
        return Turn(replies=(say(words.NOTHING),))
    several = len(person.districts) > 1
    lines = [words.list_title(people_words.place(person.province, person.role, person.districts, person.group))]
    for n, e in enumerate(found, 1):
        what = f"{e.deadline.what or reminder_words.TITLE}{f' อ.{e.district}' if several and e.district else ''}"
        state = words.open_in(e.districts, e.of) if e.of else ""
        if e.deadline.report and not person.oversees:
            state = words.reports_missing(len(e.parts))
        lines.append(words.line(n, what, e.deadline.day, desk.today, state, e.deadline.why))
    closing = [n for n, e in enumerate(found, 1) if e.deadline.by_word]
    lines.append(words.how_to_close(closing[0] if closing else None))
    show = ShowObligations(person=person.id, obligations=[e.key for e in found], at=message.ms)
    taps = [tap(f"{reminder_words.DONE} {n}") for n in closing[:3]]
    return Turn(replies=(say(words.full(lines), taps),), changes=(show,), rides=False)


def find(key: str, desk: Desk) -> tuple[Deadline, str | None] | None:
    """The deadline that a key names, as long as its round is open."""
    for d in office_deadlines(desk):
        if key.startswith(f"{d.agreement}:{d.duty}:"):
            for district in (*d.districts, None):
                if d.key(district) == key:
                    return d, district
    return None


def _close(key: str, message: Message, desk: Desk, *, undo: int | None = None) -> Turn:
    """`undo`: takes back what was called done at that time, and nothing that was since."""
    person = desk.person
    assert person is not None
    named = find(key, desk)
    if named is None:
        return Turn(replies=(say(words.NO_SUCH, [tap("กำหนดส่ง")]),))
    deadline, district = named
    if not _may(person, deadline, district, desk):
        return Turn(replies=(say(words.NOT_YOURS),))
    if not deadline.by_word:
        agreements = {a.id: a for a in desk.book.open(person.province)}
        several = len(person.districts) > 1
        text = example(deadline, district, agreements, desk.today, named=several)
        return Turn(replies=(say(words.needs_report(deadline.what, text)),))
    if undo is not None:
        if desk.store.duties.done_at(key) != undo:
            return Turn(replies=(say(words.OLD_UNDO, [tap("กำหนดส่ง")]),))
        return Turn(replies=(say(words.undone(deadline.what)),), changes=(CallUndone(key),), must_arrive=True)
    if deadline.counted:
        return _count(deadline, district, message, desk)
    change = CallDone(obligation=key, person=person.id, at=message.ms)
    where = f"อ.{district}" if district else ""
    taps = [tap(words.UNDO, data=f"undone:{key}@{message.ms}"), tap("กำหนดส่ง")]
    return Turn(replies=(say(words.called_done(deadline.what, where), taps),), changes=(change,), must_arrive=True)


def _count(deadline: Deadline, district: str | None, message: Message, desk: Desk) -> Turn:
    """Done in its month or quarter: an entry of the ledger, as the same words in a report would make it."""
    assert deadline.indicator is not None
    day = desk.today if deadline.start <= desk.today <= deadline.end else deadline.end
    fact = Fact(
        id=f"{message.id}-1",
        kind="event",
        agreement=deadline.agreement,
        district=district,
        indicator=deadline.indicator,
        input=deadline.input or "",
        value="1",
        as_of=day,
        happened=message.ms,
        slot=f"{ENTRY}{day.isoformat()}:{desk.me.id}",
        person=desk.me.id,
        event_id=message.id,
    )
    record = RecordFact(fact=fact, now=message.ms)
    told = words.counted(deadline.what, f"อ.{district}" if district else "", day)
    return Turn(replies=(say(told, [tap("กำหนดส่ง")]),), changes=(record,), must_arrive=True)


def _may(person: Person, deadline: Deadline, district: str | None, desk: Desk) -> bool:
    if person.oversees or (district is not None and district in person.districts):
        return True
    rounds = [a.id for a in desk.book.open(person.province)]
    directory = _directory(person, rounds, desk)
    return directory.concerns(person.id, deadline, district)


def _directory(person: Person, rounds: Sequence[str], desk: Desk) -> Directory:
    people = desk.store.people.of_province(person.province)
    leaves = desk.store.leaves.of_province(person.province, desk.today)
    return Directory(people, desk.store.duties.assigned(rounds), leaves).on(desk.today)


ROUTE = Route(
    "deadlines",
    answer,
    examples=(
        Example("กำหนดส่ง", "ดูกำหนดส่งถัดไปและจำนวนวันที่เหลือ"),
        Example("ทำแล้ว 2", "บันทึกว่างานข้อ 2 ใน “กำหนดส่ง” ทำแล้ว"),
    ),
)
