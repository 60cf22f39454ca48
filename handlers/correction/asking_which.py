"""What a correction asks back: which report, which of several figures, what the new figure is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.correction.naming import Named
from handlers.correction.sentence import Correction
from handlers.desk.desk import Desk, ask
from handlers.desk.nouns import Message, Option, Turn
from handlers.desk.questions import asking
from handlers.report.message_values import value_from, value_to
from handlers.report.outcomes import plain
from scoring.agreement import Indicator
from scoring.results.facts import Fact
from templates.messages import say
from templates.words.report import correcting as words

NAME = "correcting"


def ask_which_of(several: Sequence[Fact], said: Correction, message: Message, desk: Desk) -> Turn:
    """แก้เป็น 85, and the last message held three figures."""
    return _ask(words.ask_which_of(said), several, {"key": "correct", **_payload(said)}, message, desk)


def ask_other_value(old: Fact, said: Correction, message: Message, desk: Desk) -> Turn:
    """ไม่ใช่ 82 เป็น 87, and 86 is stored."""
    text = words.other_value(_indicator(old, desk), old, said)
    options = [Option(words.CORRECT_THIS, old.id), Option(words.LEAVE, "no")]
    return _asked(text, options, {"key": "correct", **_payload(said)}, message, desk)


def ask_report(several: Sequence[Fact], message: Message, desk: Desk) -> Turn:
    """แก้ตัวเลข: which one?"""
    return _ask(words.ASK_REPORT, several, {"key": "report"}, message, desk)


def ask_figure(fact: Fact, message: Message, desk: Desk) -> Turn:
    """Which figure shall stand: answered with a figure, so there is nothing to tap."""
    text = words.ask_figure(_indicator(fact, desk), fact)
    question = ask(message, desk, asks=NAME, text=text, options=(), payload={"key": "figure", "fact": fact.id})
    return Turn(replies=(say(text),), question=question, must_arrive=True)


def _ask(text: str, several: Sequence[Fact], payload: dict[str, Any], message: Message, desk: Desk) -> Turn:
    options = [Option(words.of_several(_indicator(f, desk), f), f.id) for f in several]
    return _asked(text, [*options, Option(words.LEAVE, "no")], payload, message, desk)


def _asked(
    text: str, options: Sequence[Option], payload: dict[str, Any], message: Message, desk: Desk
) -> Turn:  # fmt: skip
    return asking(message, desk, NAME, text, options, payload)


def _indicator(fact: Fact, desk: Desk) -> Indicator:
    agreement = desk.book.get(fact.agreement)
    assert agreement is not None
    return agreement.indicators[fact.indicator]


def _payload(said: Correction) -> dict[str, Any]:
    return {
        "value": value_to(said.value) if said.value is not None else None,
        "whole": said.whole,
        "topic": said.topic,
        "district": said.district,
        "day": said.day.isoformat() if said.day else None,
        "period": said.period,
        "scale": said.scale,
        "unit": said.unit,
        "old": plain(said.old) if said.old is not None else None,
    }


def correction_of(payload: dict[str, Any]) -> Correction:
    return Correction(
        Named(),
        old=Decimal(payload["old"]) if payload.get("old") else None,
        value=value_from(payload["value"]) if payload["value"] else None,
        whole=payload["whole"],
        topic=payload["topic"],
        district=payload["district"],
        day=date.fromisoformat(payload["day"]) if payload["day"] else None,
        period=payload["period"],
        scale=payload["scale"],
        unit=payload["unit"],
    )
