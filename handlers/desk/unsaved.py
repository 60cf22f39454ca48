"""What could have been a report and was never stored: one rule for the history, the waiting list and the digest."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.desk.nouns import QUESTION_LIVES, Question
from handlers.desk.store import Book, Store

LOOK_BACK = timedelta(days=30)  # how long it is shown
REPORTS = ("reports", "correcting")  # routes whose questions hold a report back
STORED_ALREADY = ("whole", "undo", "signed_whole")  # questions about what is in the ledger
NEWEST = 100  # facts of a person that are looked at for a report that was sent again


def unsaved(person: int, store: Store, book: Book, now: datetime) -> list[Question]:
    """The newest first, those that still wait for their answer among them; without what was reported since."""
    asked = [q for q in store.questions.unanswered(person, 0) if _holds_a_report(q) and q.expires >= now - LOOK_BACK]
    if not asked:
        return []
    told = _told_since(person, store, book)
    return [q for q in reversed(asked) if not _covered(q, told)]


def still_waits(question: Question, now: datetime) -> bool:
    """Its answer can still come: nobody else needs to hear of it yet."""
    return question.state == "open" and question.expires >= now


def asked_at(question: Question) -> datetime:
    """When it was shown, the last time if it was shown again."""
    return question.expires - QUESTION_LIVES


def said_on(question: Question) -> date:
    """The day of the message that it is about."""
    day = question.payload.get("day") or (question.payload.get("origin") or {}).get("day")
    return date.fromisoformat(day) if day else asked_at(question).date()


def _holds_a_report(question: Question) -> bool:
    waits = question.asks in REPORTS and question.payload.get("key") not in STORED_ALREADY
    return waits and bool(question.payload.get("words"))


def _told_since(person: int, store: Store, book: Book) -> list[tuple[str, int]]:
    """Topic and moment of what this person has stored."""
    found = []
    for fact in store.ledger.of_person(person, NEWEST):
        agreement = book.get(fact.agreement)
        if agreement is not None and fact.value is not None and fact.indicator in agreement.indicators:
            found.append((agreement.indicators[fact.indicator].topic, fact.happened))
    return found


def _covered(question: Question, told: list[tuple[str, int]]) -> bool:
    """Every topic of it was reported after it was asked about."""
    items = question.payload.get("items") or ()
    topics = {i["value"].get("topic") for i in items} | set(question.payload.get("topics") or ())
    asked = int((question.payload.get("origin") or {}).get("at") or asked_at(question).timestamp() * 1000)
    return bool(topics - {None}) and all(any(t == topic and at > asked for t, at in told) for topic in topics - {None})
