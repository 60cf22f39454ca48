"""A trend as numbers for an inline SVG: places on a grid of 640 by 300, rounded to tenths for the eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from templates.words.scores import MONTHS, quantity

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 16, 624, 22, 262
LABEL = 15  # pixels between two labels of level lines


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
    found: list[LevelLine] = []
    last = Fraction(10**9)
    for level, value in sorted(lines, key=lambda line: line[1]):
        here = y(value)
        label = min(here - 4, last - LABEL)  # labels never lie upon each other
        last = label
        said = f"ระดับ {level}" + (f" · {quantity(value, unit)}" if unit else "")
        found.append(LevelLine(_place(here), _place(label), said, level))
    return tuple(found)


def _months(start: date, end: date, x: object) -> tuple[Mark, ...]:
    assert callable(x)
    found, day = [], date(start.year, start.month, 1)
    while day <= end:
        found.append(Mark(_place(x(day)), "", MONTHS[day.month]))
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return tuple(found[:: 2 if len(found) > 8 else 1])


def _place(number: Fraction | int) -> str:
    tenths = round(number * 10)
    return f"{tenths // 10}.{tenths % 10}"
