"""Which figure of a message that held several a correction means: the one that its words fit, else it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from handlers.correction.which_report import as_corrected, of_event
from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from handlers.reading import Value
from handlers.report.outcomes import plain
from handlers.report.which_input import ASPECTS, SAME_UNIT
from scoring.agreement import Input
from scoring.results.facts import Fact

MOST = 10


def which_of(old: Fact, value: Value, message: Message, desk: Desk) -> Sequence[Fact]:
    """`old` alone where its message stored nothing else; otherwise all that the words may mean."""
    event = desk.store.event_of_message(message.quoted_id) if message.quoted_id is not None else old.event_id
    beside = [f for f in as_corrected(of_event(event, desk), desk) if isinstance(f.value, str | dict)] if event else []
    said = [f for f in beside if _fits(f, value, desk)]
    if value.old is not None:
        said = [f for f in said if amount_of(f) == plain(value.old)] or said
    found = said or beside
    return found[:MOST] if len(beside) > 1 and found else [old]


def amount_of(fact: Fact) -> str | None:
    """The figure itself, of a ratio its upper part."""
    if isinstance(fact.value, str):
        return fact.value
    if isinstance(fact.value, dict):
        return str(fact.value.get("num") or fact.value.get("now") or "") or None
    return None


def _fits(fact: Fact, value: Value, desk: Desk) -> bool:
    agreement = desk.book.get(fact.agreement)
    if agreement is None:
        return False
    indicator = agreement.indicators[fact.indicator]
    used = indicator.inputs[fact.input]
    if value.topic not in (None, indicator.topic) or value.district not in (None, fact.district):
        return False
    if value.aspect in ASPECTS and not any(part in used.name for part in ASPECTS[value.aspect or ""]):
        return False
    if value.kind is None:
        return value.value is None or value.value <= Decimal(100) or not _is_share(fact, used)
    if value.kind == "percent":
        return _is_share(fact, used)
    unit = SAME_UNIT.get(value.unit or "", value.unit or "")
    return not _is_share(fact, used) and (not unit or used.unit.startswith(unit))


def _is_share(fact: Fact, used: Input) -> bool:
    return isinstance(fact.value, str) and not fact.slot and (bool(used.parts) or used.unit == "ร้อยละ")
