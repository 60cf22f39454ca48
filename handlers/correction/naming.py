"""What words name of something stored: topic, step, figure, district, day, part; and which facts these words fit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from handlers.correction.which_figure import amount_of
from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from handlers.report.outcomes import plain
from handlers.report.which_input import ASPECTS
from scoring.results.facts import Fact

_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_STEP = re.compile(r"(?:ขั้น(?:ตอน)?|ระดับ|สเต็ป)(?:ที่)?\s*([1-5])(?!\d)")


@dataclass(frozen=True)
class Named:
    topics: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    amount: Decimal | None = None
    district: str | None = None
    day: date | None = None
    period: str | None = None
    aspect: str | None = None

    def __bool__(self) -> bool:
        return self != Named()


def named(words: str, message: Message, desk: Desk) -> Named | None:
    """None: the words name nothing that could be stored."""
    reading = desk.reading(replace(message, text=words))
    steps = tuple(int(n) for n in _STEP.findall(words.translate(_THAI)))
    figures = [v for v in reading.values if v.value is not None and v.kind != "step"]
    found = Named(
        topics=reading.topics,
        steps=steps or tuple(int(v.value) for v in reading.values if v.kind == "step" and v.value is not None),
        amount=figures[0].value if len(figures) == 1 and not steps else None,
        district=reading.district,
        day=reading.date if reading.period is None else None,
        period=reading.period,
        aspect=next((v.aspect for v in reading.values if v.aspect), None),
    )
    return found or None


def fits(fact: Fact, wanted: Named, desk: Desk) -> bool:
    agreement = desk.book.get(fact.agreement)
    indicator = agreement.indicators.get(fact.indicator) if agreement is not None else None
    used = indicator.inputs.get(fact.input) if indicator is not None else None
    if indicator is None or used is None:
        return False
    if wanted.topics and indicator.topic not in wanted.topics:
        return False
    if wanted.steps and not (used.level in wanted.steps and used.derive in ("flag", "date", "dates")):
        return False
    if wanted.district is not None and fact.district != wanted.district:
        return False
    if wanted.amount is not None and amount_of(fact) != plain(wanted.amount):
        return False
    if wanted.aspect in ASPECTS and not any(part in used.name for part in ASPECTS[wanted.aspect or ""]):
        return False
    if wanted.period is not None and len(wanted.period) == 7 and fact.kind == "month":
        return fact.slot == wanted.period
    if wanted.period is not None and len(wanted.period) == 7:
        return fact.as_of.isoformat().startswith(wanted.period)
    return wanted.day is None or fact.as_of == wanted.day
