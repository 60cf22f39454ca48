"""Who answers for an indicator: "มอบ OTOP ให้สมชาย", "งานของฉัน"; a duty is one person's at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Person, Push, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import Appoint, Dismiss
from handlers.score.scope import Scope, chosen, scope
from handlers.score.which_indicator import indicators_named
from scoring.agreement import Agreement, Indicator
from scoring.levels.gaps import gap
from scoring.results.results import results
from templates.cards.levels import MOST, Line, level_list
from templates.messages import say
from templates.words import common, scores
from templates.words.province import office as words

DUTIES = words.DUTIES
_GIVE = re.compile(r"มอบ(?:หมาย)?(?:ตัวชี้วัด|งาน)?\s*(?P<what>.+?)\s*ให้\s*(?:คุณ|พี่|น้อง)?\s*(?P<who>\S.*?)$")
_TAKE = re.compile(r"(?:ยกเลิก|เลิก)(?:การ)?มอบ(?:หมาย)?(?:ตัวชี้วัด|งาน)?\s*(?P<what>.+)$")
_PLACE = re.compile(r"\s*(?:อ\.|อำเภอ)\s*\S+")
_DUTY = (
    (re.compile(r"\s*(?:เป็น)?(?:ผู้)?ประสานงาน\s*$"), "coordinator"),
    (re.compile(r"\s*(?:เป็น)?(?:ผู้)?กำกับ(?:ดูแล)?\s*$"), "supervisor"),
    (re.compile(r"\s*(?:เป็น)?(?:ผู้)?รับผิดชอบ\s*$"), "responsible"),
)
MINE = ("งานของฉัน", "งานของผม", "งานของดิฉัน", "งานฉัน", "ตัวชี้วัดของฉัน")


def may_assign(person: Person, district: str | None) -> bool:
    """The head for the own districts, the province for all."""
    return person.oversees or (person.role == "head" and district in person.home)


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None:
        return None
    said = " ".join(message.text.split())
    if said in MINE:
        return _mine(desk.person, desk)
    if not (_GIVE.match(said) or _TAKE.match(said)):
        return None
    if desk.person.role not in ("head", "supervisor", "admin"):
        return Turn(replies=(say(words.ONLY_HEAD),))
    found = scope(message, desk, asks=ROUTE.name)
    return found if isinstance(found, Turn) else _assign(found, message, desk, {})


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    again = replace(message, kind="text", data="", text=str(question.payload["words"]))
    choosing = question.payload["choosing"]
    if choosing in ("person", "indicator"):
        agreement = desk.book.get(question.payload["agreement"])
        if agreement is None or desk.person is None or not may_assign(desk.person, question.payload["district"]):
            return Turn(replies=(say(common.OLD_BUTTON),))
        where = Scope(agreement, question.payload["district"], desk.today, {}, False, desk.store)
        return _assign(where, again, desk, {**question.payload["chosen"], choosing: option.value})
    found = scope(again, desk, chosen(question, option), asks=ROUTE.name)
    return found if isinstance(found, Turn) else _assign(found, again, desk, {})


def _assign(where: Scope, message: Message, desk: Desk, picked: dict[str, str]) -> Turn:
    person = desk.person
    assert person is not None
    if not may_assign(person, where.district):
        return Turn(replies=(say(words.ONLY_HEAD),))
    said = " ".join(message.text.split())
    give = _GIVE.match(said)
    take = None if give else _TAKE.match(said)
    matched = give or take
    assert matched is not None
    about, duty = _duty(_PLACE.sub("", matched["what"]).strip())
    having = where.agreement.of(where.district)
    indicator = _indicator(having, about, picked, message, desk, where)
    if isinstance(indicator, Turn):
        return indicator
    place = words.place(where.district, where.agreement)
    if give is None:
        dismiss = Dismiss(where.agreement.id, where.district, indicator.id, duty)
        return Turn(replies=(say(words.taken_away(indicator, duty, place)),), changes=(dismiss,))
    who, duty = _duty(_PLACE.sub("", give["who"]).strip(), duty)
    chosen_one = _person(who, picked, where, message, desk)
    if isinstance(chosen_one, Turn):
        return chosen_one
    before = _holder(desk, where.agreement, where.district, indicator.id, duty)
    return appointed(where.agreement, where.district, indicator, duty, chosen_one, person, before)


def appointed(
    agreement: Agreement, district: str | None, indicator: Indicator, duty: str, one: Person, by: Person, before: str
) -> Turn:
    """In chat and on the page alike: the one who is appointed is told. `before`: who had it."""
    place = words.place(district, agreement)
    told = (Push(one.id, (say(words.told(indicator, duty, place, by.name)),)),) if one.id != by.id else ()
    return Turn(
        replies=(say(words.given(indicator, duty, one.name, place, before)),),
        changes=(Appoint(agreement.id, district, indicator.id, duty, one.id),),
        pushes=told,
        must_arrive=True,
    )


def _duty(said: str, default: str = "responsible") -> tuple[str, str]:
    for pattern, duty in _DUTY:
        if pattern.search(said):
            return pattern.sub("", said).strip(), duty
    return said, default


def _indicator(
    having: Sequence[Indicator], about: str, picked: dict[str, str], message: Message, desk: Desk, where: Scope
) -> Indicator | Turn:
    if "indicator" in picked:
        return where.agreement.indicators[picked["indicator"]]
    found = indicators_named(having, about, message, desk)
    if not found:
        return Turn(replies=(say(words.which_indicator(about, having)),))
    if len(found) == 1:
        return found[0]
    options = [Option(i.short, i.id) for i in found]
    return _ask(words.WHICH_INDICATOR, "indicator", options, picked, message, desk, where)


def _person(who: str, picked: dict[str, str], where: Scope, message: Message, desk: Desk) -> Person | Turn:
    everybody = colleagues(desk.store.people.of_province(where.agreement.province), where.district)
    if "person" in picked:
        found = [p for p in everybody if str(p.id) == picked["person"]]
    elif who in ("ฉัน", "ผม", "ดิฉัน", "ตัวเอง"):
        found = [p for p in everybody if desk.person is not None and p.id == desk.person.id]
    else:
        exact = [p for p in everybody if p.name == who]
        found = exact or [p for p in everybody if who and who in p.name]
    if len(found) == 1:
        return found[0]
    if not found:
        return Turn(replies=(say(words.nobody_called(who, (p.name for p in everybody))),))
    options = [Option(p.name, str(p.id)) for p in found[:13]]
    return _ask(words.WHO, "person", options, picked, message, desk, where)


def colleagues(everybody: Sequence[Person], district: str | None) -> list[Person]:
    """Whom an indicator of this district can be given to."""
    if district is None:
        return [p for p in everybody if p.role not in ("officer", "head")]
    return [p for p in everybody if district in p.districts or p.role == "supervisor"]


def _ask(
    text: str, choosing: str, options: list[Option], picked: dict[str, str], message: Message, desk: Desk, where: Scope
) -> Turn:
    payload: dict[str, Any] = {
        "choosing": choosing, "agreement": where.agreement.id, "district": where.district, "chosen": picked,
    }  # fmt: skip
    return asking(message, desk, ROUTE.name, text, options, payload)


def _holder(desk: Desk, agreement: Agreement, district: str | None, indicator: str, duty: str) -> str:
    for row in desk.store.sharing.of_agreement(agreement.id):
        if (row["district"], row["indicator"], row["duty"]) == (district or "", indicator, duty):
            found = desk.store.people.by_id(row["person"])
            return found.name if found else ""
    return ""


def _mine(person: Person, desk: Desk) -> Turn:
    """What was given to this person in the rounds that are not closed, with level and gap."""
    lines = []
    for row in desk.store.sharing.of_person(person.id):
        agreement = desk.book.get(row["agreement"])
        if agreement is None or agreement not in desk.book.open(agreement.province):
            continue
        indicator, district = agreement.indicators.get(row["indicator"]), row["district"] or None
        if indicator is None:
            continue
        held = results(desk.store, agreement, district, desk.today, desk.book.answers(agreement.id))
        result = held.result(indicator.id)
        told = " · ".join(t for t in (words.my_place(agreement, district, row["duty"]), scores.gap(gap(result))) if t)
        lines.append(Line(indicator.short, result.level, told))
    if not lines:
        return Turn(replies=(say(words.NO_WORK),))
    alt = f"{words.MY_WORK}: {', '.join(line.name for line in lines)}"
    return Turn(replies=(level_list(words.MY_WORK, lines[:MOST], alt, [words.as_of(desk.today)]),))


ROUTE = Route(
    "assigning",
    answer,
    examples=(
        Example("งานของฉัน", "ดูตัวชี้วัดที่มอบให้ท่าน"),
        Example("มอบ OTOP ให้สมชาย", "มอบตัวชี้วัดให้ผู้รับผิดชอบ", role="head"),
        Example("มอบ OTOP อ.บ้านกรวด ให้สมชาย", "มอบตัวชี้วัดของอำเภอ", role="supervisor"),
    ),
    answered=answered,
)
