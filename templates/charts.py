"""A trend as numbers for an inline SVG: places on a grid of 480 by 300, rounded to tenths for the eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from templates.words.scores import MONTHS, quantity

LEFT, RIGHT, TOP, BOTTOM = 12, 356, 18, 258  # right of it stand the labels of the level lines
LABEL = 19  # between two labels


@dataclass(frozen=True)
class Mark:
    x: str
    y: str
    says: str
    level: int | None = None


@dataclass(frozen=True)
class LevelLine:
    y: str
    label_y: str
    says: str
    level: int


@dataclass(frozen=True)
class Chart:
    path: str
    marks: tuple[Mark, ...]
    lines: tuple[LevelLine, ...]
    months: tuple[Mark, ...]


def chart(
    points: Sequence[tuple[date, Fraction, int | None]], lines: Sequence[tuple[int, Fraction]], unit: str, start: date,
    end: date,
) -> Chart:  # fmt: skip
    values = [value for _, value, _ in points] + [value for _, value in lines]
    low, high = (min(values), max(values)) if values else (Fraction(0), Fraction(1))
    room = (high - low) / 10 or Fraction(1)
    low, high = low - room, high + room
    days = max((end - start).days, 1)

    def x(day: date) -> Fraction:
        return LEFT + (RIGHT - LEFT) * Fraction(min(max((day - start).days, 0), days), days)

    def y(value: Fraction) -> Fraction:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    marks = tuple(
        Mark(_place(x(day)), _place(y(value)), f"{quantity(value, unit)} ({day.day} {MONTHS[day.month]})", level)
        for day, value, level in points
    )
    path = " ".join(f"{'M' if n == 0 else 'L'}{m.x} {m.y}" for n, m in enumerate(marks))
    return Chart(path, marks, _level_lines(lines, unit, y), _months(start, end, x))


def _level_lines(lines: Sequence[tuple[int, Fraction]], unit: str, y: object) -> tuple[LevelLine, ...]:
    assert callable(y)
    ranked = sorted(lines, key=lambda line: line[1])
    found = []
    for (level, value), label in zip(ranked, _apart([y(value) for _, value in ranked]), strict=True):
        said = f"ระดับ {level}" + (f" · {quantity(value, unit)}" if unit else "")
        found.append(LevelLine(_place(y(value)), _place(label), said, level))
    return tuple(found)


def _apart(places: Sequence[Fraction]) -> list[Fraction]:
    """Labels beside their lines, moved so that none lies upon another: from the lowest line upwards, then down."""
    found: list[Fraction] = []
    for here in places:
        lowest = found[-1] - LABEL if found else Fraction(BOTTOM)
        found.append(min(here + 5, lowest))
    if found and found[-1] < TOP:  # too high: the crowded ones come down together
        found[-1] = Fraction(TOP)
        for n in range(len(found) - 2, -1, -1):
            found[n] = max(found[n], found[n + 1] + LABEL)
    return found


def _months(start: date, end: date, x: object) -> tuple[Mark, ...]:
    assert callable(x)
    found, day = [], date(start.year, start.month, 1)
    while day <= end:
        found.append(Mark(_place(x(day)), "", MONTHS[day.month]))
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return tuple(found[:: 2 if len(found) > 6 else 1])


def _place(number: Fraction | int) -> str:
    tenths = round(number * 10)
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True)
class Bar:
    level: int | None
    n: int
    y: int
    height: int


@dataclass(frozen=True)
class Stack:
    """One day's column: from the highest level at the foot to what has no level yet at the top."""

    day: date
    month: str
    x: int
    bars: tuple[Bar, ...]
    total: int
    counts: Mapping[int | None, int]


STACK_HIGH, STACK_WIDE = 200, 720


def stacks(days: Sequence[tuple[date, Mapping[int | None, int]]]) -> tuple[Stack, ...]:
    found = []
    wide = STACK_WIDE // max(len(days), 1)
    for n, (day, counts) in enumerate(days):
        total, below, bars = sum(counts.values()), 0, []
        for level in (5, 4, 3, 2, 1, 0, None):
            if counts.get(level):
                foot = STACK_HIGH - STACK_HIGH * below // total
                below += counts[level]
                top = STACK_HIGH - STACK_HIGH * below // total
                bars.append(Bar(level, counts[level], top, foot - top))
        found.append(Stack(day, f"{day.day} {MONTHS[day.month]}", n * wide + wide // 8, tuple(bars), total, counts))
    return tuple(found)
