"""What is on file and cannot both be true: a growth over amounts that say another, two persons' values of one day."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from handlers.desk.desk import Desk
from handlers.report.outcomes import AGAIN, Decisions, Doubt, Origin, known_whole
from scoring.agreement import Indicator, Input
from scoring.results.facts import Fact, Standing
from scoring.results.results import Results, months_sum
from templates.words.report import doubts as asks
from templates.words.report import reports as words

NEAR = Fraction(1, 2)  # of a per cent: what rounding explains
MUCH = 50  # a growth of so many per cent, not called a growth, may be a share of the target


def growth_over_amounts(
    indicator: Indicator, used: Input, worth: object, slot: str, results: Results, decisions: Decisions
) -> Doubt | None:
    """เพิ่มขึ้น 17 % over reported baht that say 4 %."""
    if used.derive != "growth" or not isinstance(worth, str) or slot or "contradicts" in decisions:
        return None
    base = known_whole(used, indicator, results)
    told = [s for s in results.standing if (s.indicator, s.input) == (indicator.id, used.name) and s.slot]
    if not base or not told:
        return None
    amount = months_sum(told)
    by_amounts = 100 * Fraction(amount) / Fraction(base) - 100
    if abs(Fraction(Decimal(worth)) - by_amounts) <= NEAR:
        return None
    text = asks.ask_growth(indicator, used, Decimal(worth), amount, base, by_amounts)
    return Doubt("contradicts", text, ((asks.use_percent(Decimal(worth)), "yes"), (asks.KEEP_AMOUNTS, "keep")))


def two_persons(
    fact: Fact, used: Input, before: Results, origin: Origin, decisions: Decisions, desk: Desk
) -> Doubt | None:
    """Another person's different value for the same day: both are named to both, the second is asked."""
    stands = before.of(fact.indicator, fact.input, fact.slot)
    if desk.book.closed(before.agreement.id):
        return None  # a supervisor amends, and said so
    if stands is None or "other" in decisions or fact.kind not in ("value", "month", "total", "count"):
        return None
    by = _said_by(stands, desk)
    if by is None or by == origin.person or stands.as_of != fact.as_of:
        return None
    if _same(fact.value, stands.value, used):
        return None
    indicator = before.agreement.indicators[fact.indicator]
    other = desk.store.people.by_id(by)
    theirs, mine = (words.worth_of(used, v, fact.slot) for v in (stands.value, fact.value))
    name = other.name if other is not None and other.name else asks.SOMEBODY
    text = asks.ask_other(indicator, used, before.district, name, theirs, mine, fact.as_of)
    told = asks.tell_other(indicator, used, before.district, desk.me.name, theirs, mine, fact.as_of)
    tell = (by, told) if other is not None and other.active else None
    return replace(Doubt("other", text, ((asks.use_mine(mine), "yes"), (asks.keep_theirs(theirs), "keep"))), tell=tell)


def _said_by(stands: Standing, desk: Desk) -> int | None:
    """Who reported it, whoever took a correction of it back."""
    fact = desk.store.ledger.fact(stands.fact)
    first = desk.store.ledger.fact(fact.note.removeprefix(AGAIN)) if fact and fact.note.startswith(AGAIN) else None
    return first.person if first is not None else stands.person


def _same(mine: object, theirs: object, used: Input) -> bool:
    """80 % and 40 of 50 are the same value."""
    a, b = _figure(mine, used), _figure(theirs, used)
    return mine == theirs or (a is not None and a == b)


def _figure(worth: object, used: Input) -> Fraction | None:
    if isinstance(worth, str):
        try:
            return Fraction(Decimal(worth))
        except ArithmeticError:
            return None
    if not isinstance(worth, dict) or used.derive != "ratio":
        return None
    part, whole = (worth.get(p) for p in used.parts)
    return 100 * Fraction(Decimal(part)) / Fraction(Decimal(whole)) if part is not None and whole else None
