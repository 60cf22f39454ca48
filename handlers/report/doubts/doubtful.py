"""What is asked before storing although it was read clearly: a value that falls, is far off, or is more than all.

Compared like with like: a month against the office's other months (else a twelfth of the base), a running total against
the one before and against the base's share of the days gone by, anything else against what stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.report.doubts.contradictions import growth_over_amounts
from handlers.report.doubts.wholes import MORE_THAN_ALL, over
from handlers.report.outcomes import Decisions, Doubt, Refusal, known_whole
from handlers.report.slots import Moment
from scoring.agreement import Indicator, Input
from scoring.levels.figures import Impossible, figure
from scoring.results.results import Results
from templates.words.report import doubts as asks
from templates.words.report import reports as words

FAR = 10  # a ten-fold slip: a digit too many or too few
OPTIONS = ((asks.YES_STORE, "yes"), (asks.NO_DROP, "no"))


@dataclass(frozen=True)
class Reported:
    """One figure about to be stored."""

    indicator: Indicator
    input: Input
    worth: Any
    moment: Moment
    day: date
    at: int  # ms: when it was sent


def doubtful(told: Reported, results: Results, decisions: Decisions) -> Doubt | Refusal | None:
    place = (told.indicator, told.input, told.worth, told.moment.slot)
    return (
        over(*place, results, decisions)
        or growth_over_amounts(*place, results, decisions)
        or _far(told, results, decisions)
        or _falls(told, results, decisions)
    )


def _far(told: Reported, results: Results, decisions: Decisions) -> Doubt | None:
    if "far" in decisions or told.moment.kind == "event":
        return None
    new = _number(told, told.worth, told.moment.slot, results)
    against = None if new is None else _usual(told, new, results)
    if new is None or against is None:
        return None
    usual, why = against
    said, expected = (words.figure(number, told.input, new[0] == "amount") for number in (new[1], usual))
    text = asks.ask_far(told.indicator, told.input, said, expected, why)
    return Doubt("far", text, OPTIONS, aside=asks.usual(expected, why))


def _usual(told: Reported, compared: Compared, results: Results) -> tuple[Fraction, str] | None:
    """What a figure is far from, and what that is; None where something explains it."""
    used, kind, new = told.input, told.moment.kind, compared[1]
    base = _base(told, results)
    stands = _stands(told, results)
    before = stands[1] if stands is not None and stands[0] == compared[0] else None
    if kind == "month" and before is not None and before and new in (before * FAR, before / FAR):
        return before, asks.BEFORE  # the same month's amount with a digit more or less
    if kind == "month":
        months = _months(told, results)
        usual = sum(months, Fraction(0)) / len(months) if months else Fraction(base or 0) / 12
        return (usual, asks.OTHER_MONTHS if months else asks.MONTHLY_BASE) if far(usual, new) else None
    if kind == "total" and base:
        gone = Fraction(base) * max((told.day - results.agreement.start).days + 1, 1) / 365
        fits = (before is not None and not far(before, new)) or not far(gone, new)
        return None if fits else (gone, asks.SHARE_OF_BASE)
    if used.derive == "growth" and isinstance(told.worth, dict) and base and new >= Fraction(base) * FAR:
        return Fraction(base), asks.BASE  # also a base that was said with it: one of them has a slip
    if before is None:
        owed = used.derive == "reduction" and compared[0] == "amount" and base
        return (Fraction(base), asks.BASE) if base and owed and far(Fraction(base), new) else None
    slip = new in (before * FAR, before / FAR) if compared[0] == "share" else far(before, new)
    return (before, asks.BEFORE) if slip and before and new else None


def _base(told: Reported, results: Results) -> Decimal | None:
    """What a growth or reduction is counted from: as it was said with the figure, else as it is known."""
    used = told.input
    if used.derive not in ("growth", "reduction"):
        return None
    said = told.worth.get(used.parts[1]) if isinstance(told.worth, dict) and used.parts else None
    return Decimal(said) if said is not None else known_whole(used, told.indicator, results)


def far(usual: Fraction, new: Fraction) -> bool:
    return usual > 0 and new > 0 and (new >= usual * FAR or new * FAR <= usual)


def _falls(told: Reported, results: Results, decisions: Decisions) -> Doubt | None:
    """What accumulates and falls; for what should go down a fall is good news, and an older figure may be smaller."""
    if told.input.sense != "done" or told.indicator.less_is_better(told.input):
        return None
    if told.moment.kind not in ("value", "month", "total", "count"):
        return None
    if not {"fall", "far", "other", "contradicts"}.isdisjoint(decisions):  # both values were shown, and this one chosen
        return None
    stands = results.of(told.indicator.id, told.input.name, told.moment.slot)
    if stands is None or (told.day, told.at) < (stands.as_of, stands.happened):
        return None
    new = _number(told, told.worth, told.moment.slot, results)
    old = _number(told, stands.value, stands.slot, results)
    if new is None or old is None or new[0] != old[0] or new[1] >= old[1]:
        return None
    was = _said(told, stands.value, old)
    now = _said(told, told.worth, new)
    return Doubt("fall", asks.ask_fall(told.indicator, told.input, was, now), OPTIONS)


def _said(told: Reported, worth: Any, number: Compared) -> str:
    """As it was reported; an amount that was compared as a share with its share."""
    said = words.worth_of(told.input, worth, told.moment.slot)
    share = isinstance(worth, dict) and number[0] == "share"
    return f"{said} ({words.figure(number[1], told.input, False)})" if share else said


def _stands(told: Reported, results: Results) -> Compared | None:
    stands = results.of(told.indicator.id, told.input.name, told.moment.slot)
    return None if stands is None else _number(told, stands.value, stands.slot, results)


def _months(told: Reported, results: Results) -> list[Fraction]:
    """The office's other months."""
    place = (told.indicator.id, told.input.name, "month")
    return [
        Fraction(Decimal(s.value))
        for s in results.standing
        if (s.indicator, s.input, s.kind) == place and s.slot != told.moment.slot
    ]


Compared = tuple[str, Fraction]  # "share" or "amount": only like is compared with like


def _number(told: Reported, worth: Any, slot: str, results: Results) -> Compared | None:
    """The figure that levels are read from; of an amount whose whole is not known, the amount itself."""
    used = told.input
    if isinstance(worth, str):
        return ("amount" if slot or not used.parts else "share"), Fraction(Decimal(worth))
    if not isinstance(worth, dict) or worth.get(used.parts[0]) is None:
        return None
    known = known_whole(used, told.indicator, results)
    if used.derive in ("growth", "reduction") or (known is None and used.parts[1] not in worth):
        return "amount", Fraction(Decimal(worth[used.parts[0]]))
    try:
        found = figure(used, worth, lambda key: None if known is None else known.as_integer_ratio())
    except Impossible:
        return None
    if isinstance(found, tuple) and isinstance(found[0], int) and isinstance(found[1], int):
        return "share", Fraction(found[0], found[1])
    return None


def odd_whole(results: Results, indicator: str, key: str, whole: Decimal) -> bool:
    """A whole that is nothing, that is smaller than its part, or that a ten-fold slip would explain."""
    signed = results.agreement.indicators[indicator]
    name = key.partition(".")[0]
    used = signed.inputs[name]
    told = results.inputs.get(indicator, {}).get(name)
    if whole <= 0 or not isinstance(told, dict) or told.get(used.parts[0]) is None:
        return whole <= 0
    part = Fraction(Decimal(told[used.parts[0]]))
    if used.derive != "ratio":
        return far(Fraction(whole), part)
    return part > Fraction(whole) and signed.topic not in MORE_THAN_ALL
