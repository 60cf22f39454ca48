"""Setting what no document prints: a budget, a base, a target ("ตั้งค่า งบจัดสรร บ้านกรวด 2,400,000")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Option, Person, Question, Turn
from handlers.desk.questions import asking
from handlers.desk.writes import SetOfficeValue
from handlers.people.signatures import voided
from handlers.score.scope import Scope, chosen, scope
from scoring.agreement import Agreement, Indicator
from scoring.levels.office_values import OFFICE, Wanted, wanted
from scoring.results.overview import same_group
from scoring.results.results import office_value
from templates.messages import say
from templates.words import common
from templates.words.province import office as words
from templates.words.province import signing
from templates.words.report import correcting
from templates.words.score.scope import IN_PRIVATE

_SET = re.compile(r"\s*(?:ขอ)?(?:ตั้งค่า|กำหนดค่า|ตั้งเป้า|ตั้งฐาน)")
ROLE_OF_KEY = {"whole": "den", "base": "base"}


def may_set_values(person: Person, indicator: Indicator) -> bool:
    """Supervisors and admins; a กลุ่มงาน for the indicators that the document gives it."""
    if person.oversees:
        return True
    return person.role == "owner" and same_group(person.group, indicator.group)


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None or not _SET.match(message.text):
        return None
    reading = desk.reading(message)
    if reading.intent != "set_value":
        return None
    if message.group:
        return Turn(replies=(say(IN_PRIVATE),))
    if desk.person.role in ("officer", "head"):
        return Turn(replies=(say(words.ONLY_OFFICE),))
    if len(reading.values) != 1 or reading.values[0].value is None or not (reading.topics or reading.topic):
        return Turn(replies=(say(words.HOW_TO_SET),))
    found = scope(message, desk, asks=ROUTE.name)
    return found if isinstance(found, Turn) else _set(found, message, desk)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    again = replace(message, kind="text", data="", text=str(question.payload["words"]))
    if question.payload.get("choosing") == "signed" and option.value == "no":
        return Turn(replies=(say(correcting.NOTHING_CHANGED),))
    if question.payload.get("choosing") in ("key", "signed"):
        agreement = desk.book.get(question.payload["agreement"])
        if agreement is None or desk.person is None:
            return Turn(replies=(say(common.OLD_BUTTON),))
        where = Scope(
            agreement, question.payload["district"], desk.today, desk.book.answers(agreement.id), False, desk.store
        )
        return _set(where, again, desk, option.value, question.payload["choosing"] == "signed")
    found = scope(again, desk, chosen(question, option), asks=ROUTE.name)
    return found if isinstance(found, Turn) else _set(found, again, desk)


def _set(where: Scope, message: Message, desk: Desk, key: str = "", agreed: bool = False) -> Turn:
    reading = desk.reading(message)
    value = reading.values[0]
    topics = reading.topics or ((reading.topic,) if reading.topic else ())
    agreement = where.agreement
    place = words.place(where.district, agreement)
    wants = [w for w in wanted(agreement, where.district) if agreement.indicators[w.indicator].topic in topics]
    if key:
        wants = [w for w in wants if f"{w.indicator} {w.key}" == key]
    elif value.role in ROLE_OF_KEY:
        wants = [w for w in wants if w.key.endswith("." + ROLE_OF_KEY[value.role])] or wants
    if not wants:
        return Turn(replies=(say(words.not_wanted(agreement, place)),))
    if len(wants) > 1:
        return _which(where, wants, message, desk)
    one, amount = wants[0], value.value
    assert amount is not None
    indicator = agreement.indicators[one.indicator]
    if not may_set_values(desk.me, indicator):
        return Turn(replies=(say(words.not_of_your_group(indicator)),))
    if one.cell is not None:
        return Turn(replies=(say(words.printed(one, one.cell)),))
    before = where.results
    set_value = office_row(agreement, where.district, one, amount, desk.today, desk.me.name, "แชต", message.ms)
    after = before.with_values([office_value(set_value)])
    signed = None if agreed else voided(before, after, desk.store)
    if signed is not None:
        options = [Option(signing.SIGN_ANEW, f"{one.indicator} {one.key}"), Option(signing.LEAVE_SIGNED, "no")]
        payload = {"choosing": "signed", "agreement": agreement.id, "district": where.district}
        return asking(message, desk, ROUTE.name, signing.signed_already(where.district, *signed), options, payload)
    old = before.office.get(one.indicator, {}).get(one.key)
    levels = words.level_now(before.result(one.indicator).level, after.result(one.indicator).level)
    text = "\n".join(line for line in (words.set_to(one, indicator, amount, old, place), levels) if line)
    return Turn(replies=(say(text),), changes=(SetOfficeValue(**set_value),), must_arrive=True)


def _which(where: Scope, wants: list[Wanted], message: Message, desk: Desk) -> Turn:
    options = [
        Option(words.called(w, where.agreement.indicators[w.indicator]), f"{w.indicator} {w.key}") for w in wants[:13]
    ]
    payload = {"choosing": "key", "agreement": where.agreement.id, "district": where.district}
    return asking(message, desk, ROUTE.name, words.WHICH_VALUE, options, payload)


def office_row(
    agreement: Agreement, district: str | None, one: Wanted, amount: Decimal, day: date, by: str, source: str, at: int
) -> dict[str, Any]:  # fmt: skip
    """As the rounds keep it."""
    return {
        "agreement": agreement.id, "district": district or "", "indicator": one.indicator, "input": one.key,
        "amount": f"{amount:f}", "as_of": min(day, agreement.end).isoformat(), "strength": OFFICE,
        "set_by": by, "source": source, "at": at,
    }  # fmt: skip


ROUTE = Route(
    "valuing",
    answer,
    examples=(
        Example("ตั้งค่า งบจัดสรร บ้านกรวด 2,400,000", "ตั้งยอดเต็มหรือฐานของอำเภอ", role="supervisor"),
        Example("ตั้งค่า งบจัดสรร บ้านกรวด 2,400,000", "ตั้งยอดเต็มหรือฐานของอำเภอ", role="owner"),
    ),
    answered=answered,
)
