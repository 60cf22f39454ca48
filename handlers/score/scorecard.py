"""คะแนน and เหลืออะไรบ้าง: every indicator of a district with its level and what is missing, or one of them closely."""

from __future__ import annotations

from handlers.desk.desk import Desk, Example
from handlers.desk.nouns import Message, Turn
from handlers.score.scope import Scope, scoped
from handlers.score.which_indicator import meant, of_others, outside
from scoring.levels.totals import Row
from templates.cards.scorecard import Detail, Head, details_card, missing_card, scorecard_card
from templates.messages import say
from templates.words.score import asking as words
from templates.words.score import history
from templates.words.score import scope as scope_words

OF_OTHERS = ("ใคร", "อำเภอไหน", "อำเภอใด")  # who has not reported: the supervisor's question


def head_of(scope: Scope) -> Head:
    return Head(scope.place, scope.round, scope.day, scope.marks)


def score_asked(message: Message, desk: Desk) -> bool:
    return desk.reading(message).intent == "query_score"


def tell_score(scope: Scope, message: Message, desk: Desk) -> Turn:
    card = scope.card
    if message.group:
        return Turn((say(words.short_score(scope.place, card)),))
    named = meant(scope, message, desk)
    mine = [row for row in card.rows if row.indicator in named]
    if mine:
        return Turn((details_card(card, [Detail(r, last_report(scope, r, desk)) for r in mine], head_of(scope)),))
    theirs = of_others(scope, message, desk) if not named else None
    if theirs is not None:
        return theirs
    if named or _names_topic(message, desk):
        return (outside(scope, message, desk) if not named else None) or _of_province(scope, named[0].id)
    return Turn((scorecard_card(card, head_of(scope)),))


def _names_topic(message: Message, desk: Desk) -> bool:
    reading = desk.reading(message)
    return bool(reading.topic or reading.topics)


def _of_province(scope: Scope, indicator: str) -> Turn:
    return Turn((say(words.province_only(scope.agreement.indicators[indicator])),))


def last_report(scope: Scope, row: Row, desk: Desk) -> str:
    """The newest report of an indicator: what, of which day, by whom."""
    found = [s for s in scope.results.standing if s.indicator == row.indicator.id]
    if not found:
        return ""
    newest = max(found, key=lambda s: (s.as_of, s.happened))
    person = desk.store.people.by_id(newest.person) if newest.person is not None else None
    used = row.indicator.inputs.get(newest.input)
    what = history.worth(newest.kind, newest.value, newest.slot, used)
    return words.last_report(what, newest.as_of, person.name if person else "")


def missing_asked(message: Message, desk: Desk) -> bool:
    if desk.reading(message).intent != "query_missing":
        return False
    person = desk.person
    return person is None or person.role in ("officer", "head") or not any(w in message.text for w in OF_OTHERS)


def tell_missing(scope: Scope, message: Message, desk: Desk) -> Turn:
    if message.group:
        return Turn((say(scope_words.IN_PRIVATE),))
    return Turn((missing_card(scope.card, head_of(scope)),))


SCORE = scoped(
    "score",
    score_asked,
    tell_score,
    (
        Example("คะแนน", "ดูทุกตัวชี้วัดของอำเภอ: ระดับ น้ำหนัก คะแนนรวม และสิ่งที่ยังขาด"),
        Example("คะแนน รายได้ OTOP", "ดูตัวชี้วัดเดียวอย่างละเอียด"),
    ),
)
MISSING = scoped("missing", missing_asked, tell_missing, (Example("เหลืออะไรบ้าง", "ดูเฉพาะสิ่งที่ยังขาด พร้อมตัวอย่างรายงาน"),))
