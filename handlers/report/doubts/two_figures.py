"""Two figures of one message for the same place of the ledger: neither replaces the other in silence."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.report.doubts.doubtful import Reported
from handlers.report.outcomes import Decisions, Doubt, Origin, Refusal, known_whole
from scoring.results.results import Results
from templates.words.report import doubts as asks
from templates.words.report import reports as words


def said_twice(told: Reported, results: Results, origin: Origin, decisions: Decisions) -> Doubt | Refusal | None:
    """80 %, 80,000 บาท: the share stands and the amount is named; 82 %, 2 %: which of them is asked."""
    stands = results.of(told.indicator.id, told.input.name, told.moment.slot)
    if stands is None or "same" in decisions or stands.as_of != told.day or stands.value == told.worth:
        return None
    event, _, number = stands.fact.rpartition("-")[0].rpartition("-")
    if event != origin.event_id or number == str(origin.number):
        return None
    was = words.worth_of(told.input, stands.value, stands.slot)
    now = words.worth_of(told.input, told.worth, told.moment.slot)
    if _comes_to(told, stands.value, results):
        return Refusal("beside_percent", asks.beside_percent(told.indicator, told.input, was, now))
    return Doubt("same", asks.ask_which_of_two(told.indicator, told.input), ((asks.keep(was), "keep"), (now, "yes")))


def _comes_to(told: Reported, share: Any, results: Results) -> bool:
    """A lone amount beside its percentage says nothing more, unless the whole is known and tells otherwise."""
    if not isinstance(told.worth, dict) or not isinstance(share, str) or told.moment.slot:
        return False
    upper, lower = told.input.parts
    if told.input.derive != "ratio" or told.worth.get(lower) is not None:
        return False
    known = known_whole(told.input, told.indicator, results)
    if not known:
        return True
    shown = Fraction(1, 10 ** max(-int(Decimal(share).as_tuple().exponent), 0))
    return abs(100 * Fraction(Decimal(told.worth[upper])) / Fraction(known) - Fraction(Decimal(share))) < shown
