"""What a supervisor should look at twice: falls, amounts far from the usual, and a percentage against its own parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from statistics import median

from scoring.agreement import Indicator, Input
from scoring.levels.figures import Impossible, figure, pair
from scoring.levels.office_values import OFFICER
from scoring.levels.score import NOTHING, Case
from scoring.results.changes import Records
from scoring.results.facts import Fact
from scoring.results.overview import Overview
from scoring.results.results import COUNT, TOTAL
from templates.words import scores
from templates.words.province import province as words

FAR = 10  # times
APART = Fraction(1, 2)  # percentage points: rounding is no contradiction
MOST = 400  # facts of one place that are looked at, the newest by their day: more than one a day in a year


@dataclass(frozen=True)
class Odd:
    district: str | None
    indicator: Indicator
    kind: str  # fall, far, disagree, whole
    says: str
    fact: str


def odd(store: Records, seen: Overview, since: int) -> list[Odd]:
    """Of what was recorded since a moment (ms), in the order of districts."""
    shown = {i.id: i for i in seen.indicators}
    found: list[Odd] = []
    reported = store.ledger.reported(seen.agreement.id, since, MOST)
    for (district, indicator), standing in groupby(reported, key=lambda f: (f.district, f.indicator)):
        if indicator in shown and (district is None or district in seen.results):
            found += _of_place(seen, shown[indicator], district, standing, since)
    order = {d: n for n, d in enumerate(seen.districts)}
    return sorted(found, key=lambda o: (order.get(o.district or "", -1), o.indicator.id))


def _of_place(
    seen: Overview, indicator: Indicator, district: str | None, standing: Iterable[Fact], since: int
) -> Iterable[Odd]:
    by_input: dict[str, list[Fact]] = defaultdict(list)
    for fact in standing:
        by_input[fact.input].append(fact)
    office = seen.results[district].office.get(indicator.id, NOTHING)
    case = Case(seen.agreement, indicator, district, NOTHING, office, seen.answers, None)
    for name, facts in by_input.items():
        used = indicator.inputs.get(name)
        if used is None or used.derive in ("flag", "date", "dates"):
            continue
        for kind, says, fact in (
            *_falls(indicator, used, facts, case), *_far(used, facts), *_disagree(used, facts, case),
            *_whole(seen, indicator, used, facts, case),
        ):  # fmt: skip
            if fact.recorded >= since:
                yield Odd(district, indicator, kind, says, fact.id)


Found = tuple[str, str, Fact]


def _falls(indicator: Indicator, used: Input, facts: Sequence[Fact], case: Case) -> Iterable[Found]:
    """What adds up and is now less; where less is better, what is now more is no fall."""
    if indicator.less_is_better(used):
        return
    for slot in ("", TOTAL, COUNT):
        before: tuple[Fraction, str] | None = None
        for fact in (f for f in facts if f.slot == slot):
            now = _shown(used, fact, case)
            if now is None:
                continue
            if before is not None and before[1] == now[1] and now[0] < before[0]:
                yield "fall", words.fell(used.short, before[0], now[0], now[1], fact.as_of), fact
            before = now


def _shown(used: Input, fact: Fact, case: Case) -> tuple[Fraction, str] | None:
    """A fact as one number with its unit; None where it is none."""
    try:
        if fact.slot:
            return Fraction(*pair(fact.value, used.name)), used.unit
        found = figure(used, fact.value, case.known)
    except Impossible:
        return None
    if isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], int) and isinstance(found[1], int):
        return Fraction(found[0], found[1]), scores.unit(used)
    return None


def _far(used: Input, facts: Sequence[Fact]) -> Iterable[Found]:
    """A month ten times (or a tenth of) what the office's other months are."""
    months = {f.slot: f for f in facts if len(f.slot) == 7}
    amounts = {slot: Fraction(*pair(f.value, used.name)) for slot, f in months.items()}
    for slot, amount in amounts.items():
        others = [a for s, a in amounts.items() if s != slot and a > 0]
        if len(others) >= 2 and amount > 0:
            usual = Fraction(median(others))
            if amount >= FAR * usual or usual >= FAR * amount:
                fact = months[slot]
                yield "far", words.far_off(used.short, amount, usual, used.unit, fact.as_of), fact


def _disagree(used: Input, facts: Sequence[Fact], case: Case) -> Iterable[Found]:
    """A percentage and a pair of amounts of the same day that say different things: each report against the last of
    the other kind before it."""
    if not used.parts:
        return
    percent = other = None
    for fact in facts:
        if fact.slot != "" or not isinstance(fact.value, str | Mapping):
            continue
        percent, other = (fact, other) if isinstance(fact.value, str) else (percent, fact)
        if percent is None or other is None or percent.as_of != other.as_of:
            continue
        share, upper, lower = _shown(used, other, case), other.value.get(used.parts[0]), _lower(used, other, case)
        said = _shown(used, percent, case)
        if share is None or said is None or upper is None or not lower:
            continue
        if abs(share[0] - said[0]) > APART:
            whole = Fraction(*pair(upper, used.name))
            text = words.disagree(used.short, said[0], whole, lower, used.unit, share[0], percent.as_of)
            yield "disagree", text, fact


def _lower(used: Input, fact: Fact, case: Case) -> Fraction | None:
    value = fact.value.get(used.parts[1])
    found = case.known(f"{used.name}.{used.parts[1]}") if value is None else pair(value, used.name)
    return None if found is None else Fraction(*found)


def _whole(seen: Overview, indicator: Indicator, used: Input, facts: Sequence[Fact], case: Case) -> Iterable[Found]:
    """A whole that differs from what the document or the office has."""
    if not used.parts:
        return
    key = f"{used.name}.{used.parts[1]}"
    weak = [v.key for v in seen.results[case.district].values if v.indicator == indicator.id and v.strength == OFFICER]
    known = case.known(key)
    if known is None or key in weak:
        return
    for fact in facts:
        said = fact.value.get(used.parts[1]) if isinstance(fact.value, Mapping) else None
        if said is not None and Fraction(*pair(said, used.name)) != Fraction(*known):
            text = words.other_whole(
                used.short, Fraction(*pair(said, used.name)), Fraction(*known), used.unit, fact.as_of
            )
            yield "whole", text, fact
