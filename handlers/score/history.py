"""ประวัติ: what was sent for a district, by whom, with a way to correct it, and what was never stored."""

from __future__ import annotations

import re
from datetime import datetime

from handlers.desk.desk import Desk, Example
from handlers.desk.nouns import Message, Question, Turn
from handlers.desk.unsaved import said_on, unsaved
from handlers.score.scope import Scope, scoped
from handlers.score.scorecard import head_of
from handlers.score.which_indicator import meant, of_others
from scoring.agreement import Indicator
from scoring.results.facts import Fact
from templates.cards.history import Entry, Waiting, history_card
from templates.messages import say
from templates.words.people.leaves import in_stead
from templates.words.score import history as words
from templates.words.score import scope as scope_words

_ASKED = re.compile(r"^(?:ขอ)?(?:ดู)?ประวัติ|(?:รายงาน|ส่ง)(?:ไป|อะไรไป)(?:แล้ว)?(?:เท่าไ|เท่าใด|อะไร|กี่|บ้าง)|ส่งอะไรไปแล้วบ้าง")


def mine(message: Message, desk: Desk) -> bool:
    return bool(_ASKED.search(message.text.strip()))


def tell(scope: Scope, message: Message, desk: Desk) -> Turn:
    if message.group:
        return Turn((say(scope_words.IN_PRIVATE),))
    named = meant(scope, message, desk)
    if not named and (theirs := of_others(scope, message, desk)) is not None:
        return theirs
    only = {i.id for i in named}
    facts = [f for f in history(scope, desk) if not only or f.indicator in only]
    entries = entries_of(facts, scope, desk)
    waiting = [_waiting(q) for q in unsaved(desk.me.id, desk.store, desk.book, desk.now)]
    return Turn((history_card(entries, waiting, head_of(scope), named[0].short if len(named) == 1 else ""),))


def _waiting(question: Question) -> Waiting:
    said = str(question.payload["words"])
    return Waiting(said, words.waiting(said, said_on(question)))


def history(scope: Scope, desk: Desk) -> list[Fact]:
    """The newest first."""
    shown = {i.id for i in scope.agreement.indicators.values() if scope.shows(i)}
    every = desk.store.ledger.history(scope.agreement.id, scope.district)
    return [f for f in reversed(every) if scope.group is None or f.indicator in shown]


def entries_of(facts: list[Fact], scope: Scope, desk: Desk) -> list[Entry]:
    """A withdrawal is no entry of its own: it is the state of what it withdrew; a correction shows old and new."""
    by_id = {f.id: f for f in facts}
    replaced = {f.replaces: f for f in facts if f.replaces is not None}
    standing = {s.fact for s in scope.results.standing}
    names: dict[int | None, str] = {}
    open_to_me = desk.me.oversees or not desk.book.closed(scope.agreement.id)
    found = []
    for fact in facts:
        indicator = scope.agreement.indicators.get(fact.indicator)
        if fact.value is None or indicator is None:
            continue
        after = replaced.get(fact.id)
        gone = after is not None and (after.value is None or words.again(after.note))
        state = words.STANDS if after is None else words.WITHDRAWN if gone else words.REPLACED
        what = _worth(fact, indicator)
        before = by_id.get(fact.replaces or "")
        if words.again(fact.note):
            what = words.stands_again(what)
        elif before is not None and before.value is not None:
            what = words.changed(_worth(before, indicator), what)
        for who in (fact.person, fact.stood_for):
            if who not in names:
                person = desk.store.people.by_id(who) if who is not None else None
                names[who] = person.name if person is not None and person.name else words.SOMEBODY
        by = names[fact.person] + (f" {in_stead([names[fact.stood_for]])}" if fact.stood_for is not None else "")
        sent = datetime.fromtimestamp(fact.happened / 1000, desk.now.tzinfo)
        fill = words.correction(indicator.short) if open_to_me and fact.id in standing and after is None else ""
        found.append(Entry(indicator.short, what, words.when(sent, fact.as_of, by), state, fill))
    return found


def _worth(fact: Fact, indicator: Indicator) -> str:
    return words.worth(fact.kind, fact.value, fact.slot, indicator.inputs.get(fact.input))


ROUTE = scoped(
    "history",
    mine,
    tell,
    (Example("ประวัติ", "ดูรายงานที่ส่งแล้ว แก้ไขได้ และรายการที่ยังไม่บันทึก"),),
)
