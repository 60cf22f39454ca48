"""How an indicator went over the round: its figure on every day that it was reported for, beside the level lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scoring.agreement import Indicator, Input
from scoring.results.changes import as_known
from scoring.results.facts import Fact
from scoring.results.results import Results, made_of
from templates.words.scores import unit

MOST = 60  # days that are drawn


@dataclass(frozen=True)
class Point:
    day: date
    figure: Fraction  # of the main input; the level where an indicator has steps only
    level: int | None


@dataclass(frozen=True)
class Trend:
    what: str
    unit: str
    points: tuple[Point, ...]
    lines: tuple[tuple[int, Fraction], ...]  # level, the figure that it asks for
    start: date
    end: date


def trend(held: Results, indicator: Indicator, history: Sequence[Fact]) -> Trend:
    """From the facts that stand today, as of each day that one of them is of, by the criteria that stand today."""
    now = max((f.recorded for f in history), default=0) + 1
    standing = as_known(history, now)
    days = sorted({f.as_of for f in standing if f.as_of <= held.day})
    if len(days) > MOST:
        days = [days[n * (len(days) - 1) // (MOST - 1)] for n in range(MOST)]
    main = _main(indicator)
    points = []
    newest: dict[tuple[str, str], Fact] = {}  # of each slot, up to the day: no day looks at all facts again
    rest = deque(sorted(standing, key=lambda f: (f.as_of, f.happened)))
    for day in days:
        while rest and rest[0].as_of <= day:
            fact = rest.popleft()
            newest[fact.input, fact.slot] = fact
        then = made_of(held.agreement, held.district, day, newest.values(), held.values, held.answers)
        result = then.result(indicator.id)
        if main is None:
            if result.level is not None:
                points.append(Point(day, Fraction(result.level), result.level))
            continue
        figure = result.figures.get(main.name)
        if isinstance(figure, tuple) and len(figure) == 2 and isinstance(figure[0], int):
            points.append(Point(day, Fraction(figure[0], figure[1]), result.level))
    agreement = held.agreement
    return Trend(
        main.short if main else "ระดับ", unit(main) if main else "", tuple(points), _lines(indicator, main),
        agreement.start, max(agreement.end, held.day if points else agreement.end),
    )  # fmt: skip


def _main(indicator: Indicator) -> Input | None:
    """The figure that most levels are read from."""
    counts: dict[str, int] = {}
    for level in indicator.levels:
        for c in level.conditions:
            if c.amount is not None:
                counts[c.input] = counts.get(c.input, 0) + 1
    if not counts:
        numbers = [u for u in indicator.inputs.values() if u.derive in ("value", "ratio", "growth", "reduction")]
        return numbers[0] if numbers and not indicator.levels else None
    best = max(counts, key=lambda name: counts[name])
    return indicator.inputs[best] if counts[best] >= 2 else None


def _lines(indicator: Indicator, main: Input | None) -> tuple[tuple[int, Fraction], ...]:
    if main is None:
        return tuple((lv.number, Fraction(lv.number)) for lv in indicator.levels)
    found = []
    for level in indicator.levels:
        for c in level.conditions:
            if c.input == main.name and c.amount is not None and not c.floor:
                found.append((level.number, Fraction(c.amount)))
                break
    return tuple(found)
