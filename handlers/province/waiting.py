"""What waits ("รอคำตอบ"): reports that were asked about and never stored, and wholes that only officers told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Person, Question, Turn
from handlers.desk.store import Book, Store
from handlers.desk.unsaved import said_on, still_waits, unsaved
from handlers.province.questions import Asked as Page
from handlers.province.questions import others, pages, seen_by
from handlers.score.scope import Wanted, chosen, named, round_meant
from scoring.agreement import Indicator
from scoring.levels.office_values import OFFICER, OfficeValue
from scoring.results.overview import Overview
from templates.cards.levels import Line
from templates.messages import say
from templates.words.people.people import NOT_ALLOWED
from templates.words.province import province as words
from templates.words.score.scope import IN_PRIVATE

SAYS = ("รอคำตอบ", "ใครยังไม่ตอบ", "ค้างตอบ", "รายงานที่ยังไม่บันทึก")


@dataclass(frozen=True)
class Unsaved:
    person: Person
    words: str
    asked: date


@dataclass(frozen=True)
class Told:
    """A whole that an officer told and nobody of the office has confirmed."""

    district: str | None
    indicator: Indicator
    value: OfficeValue


def never_saved(province: str, store: Store, book: Book, now: datetime) -> list[Unsaved]:
    """Reports that are not stored because their question was not answered; the newest first."""
    found = [
        Unsaved(person, str(q.payload["words"]), said_on(q))
        for person in store.people.of_province(province)
        for q in unsaved(person.id, store, book, now)
        if not still_waits(q, now)
    ]
    return sorted(found, key=lambda u: u.asked, reverse=True)


def told_by_officers(seen: Overview) -> list[Told]:
    """Where nothing stronger stands: the document's table or the office's own entry."""
    found = []
    shown = {i.id: i for i in seen.indicators}
    for district, held in seen.results.items():
        newest: dict[tuple[str, str], OfficeValue] = {}
        for value in held.values:
            place = (value.indicator, value.key)
            if place not in newest or (value.strength, value.as_of) >= (newest[place].strength, newest[place].as_of):
                newest[place] = value
        for (indicator, key), value in newest.items():
            printed = indicator in shown and district in shown[indicator].tables.get(key, {})
            if indicator in shown and value.strength == OFFICER and not printed:
                found.append(Told(district, shown[indicator], value))
    return found


def lines(waiting: Sequence[Unsaved], told: Sequence[Told]) -> list[Line]:
    of_people = [
        Line(u.person.name or "-", None, words.unsaved(u.words, u.person.districts, u.asked), words.UNSAVED)
        for u in waiting
    ]
    return of_people + [
        Line(t.district or words.OWN_ROW, None, words.told_whole(t.indicator, t.value), words.ODD_KINDS["whole"])
        for t in told
    ]


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None or message.text.strip() not in SAYS:
        return None
    if not desk.person.oversees:
        return Turn(replies=(say(NOT_ALLOWED),))
    if message.group:
        return Turn(replies=(say(IN_PRIVATE),))
    return _tell(named(message, desk), message, desk)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    """Which round was meant."""
    if desk.person is None or not desk.person.oversees:
        return Turn(replies=(say(NOT_ALLOWED),))
    again = replace(message, kind="text", data="", text=str(question.payload["words"]))
    return _tell(chosen(question, option), again, desk)


def _tell(wanted: Wanted, message: Message, desk: Desk) -> Turn:
    agreement = round_meant(message, desk, wanted, asks="waiting")
    if isinstance(agreement, Turn):
        return agreement
    seen = seen_by(desk.me, agreement, desk)
    found = lines(never_saved(agreement.province, desk.store, desk.book, desk.now), told_by_officers(seen))
    if not found:
        return Turn(replies=(say(words.NOTHING_WAITS, others("waiting")),))
    page = Page("waiting", message.text.strip())
    return pages(page, words.WAITING_TITLE, found[:13], message, desk, seen, path=f"/p/{agreement.id}/waiting")


ROUTE = Route(
    "waiting",
    answer,
    examples=(Example("รอคำตอบ", "ดูรายงานที่ยังไม่บันทึกเพราะยังไม่ตอบคำถาม", role="supervisor"),),
    answered=answered,
)
