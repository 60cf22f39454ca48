"""From what was reported to exact figures: each a pair of integers (upper, lower), never rounded."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from scoring.agreement import Input
from scoring.amounts import bounded

Pair = tuple[int, int]  # upper / lower, lower > 0; not reduced: comparing needs no reduced form
Figure = Pair | bool | date | tuple[date, ...]
TOO_LONG = 10**60  # no amount has sixty digits; a number that cannot be shown again must not come in
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DECIMAL = re.compile(r"([+-]?)(\d{1,60})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,2}))?", re.ASCII)
_BUDDHIST = 2400  # a year from here on is one of พ.ศ. in the place of ค.ศ.: silently late by 543 years


class Impossible(Exception):
    """An input that cannot be: negative, not a number, a part of a whole thing, more remaining than there was."""

    def __init__(self, name: str, what: str, found: object) -> None:
        super().__init__(f"{name}: found {found!r}, expected {EXPECTED[what]}")
        self.name, self.what, self.found = name, what, found


EXPECTED = {
    "number": "a decimal string or an integer",
    "negative": "no negative number",
    "part": "a whole number",
    "more": "not more remaining than there was",
    "flag": "true or false",
    "date": "an ISO date, its year in ค.ศ.",
    "shape": "a percentage, or an object of its two parts",
    "order": "minimum, standard and high in rising order",
}


def pair(value: object, name: str) -> Pair:
    """A decimal string or integer, exactly."""
    if isinstance(value, str):
        found = _DECIMAL.fullmatch(value)
        if found:
            sign, whole, rest, power = found.groups()
            if power:
                exact = Decimal(value)
                if not bounded(exact):
                    raise Impossible(name, "number", value)
                return exact.as_integer_ratio()
            upper = int(whole + rest) if rest else int(whole)
            return (-upper if sign == "-" else upper), (10 ** len(rest) if rest else 1)
    elif isinstance(value, int) and not isinstance(value, bool) and -TOO_LONG < value < TOO_LONG:
        return value, 1
    elif isinstance(value, Decimal) and bounded(value):
        return value.as_integer_ratio()
    raise Impossible(name, "number", value)


def amount(value: object, used: Input) -> Pair:
    """A reported amount: not negative, and whole where only whole things are counted."""
    found = pair(value, used.name)
    if found[0] < 0:
        raise Impossible(used.name, "negative", value)
    if used.countable and found[0] % found[1]:
        raise Impossible(used.name, "part", value)
    return found


def figure(used: Input, value: Any, known: Callable[[str], Pair | None], factor: Pair = (1, 1)) -> Figure | None:
    """The figure that levels are read from; None where not (or not wholly) reported. `known`: "x.den" -> amount."""
    if value is None:
        return None
    if used.derive == "value":
        return amount(value, used)
    if used.derive == "flag":
        if not isinstance(value, bool):
            raise Impossible(used.name, "flag", value)
        return value
    if used.derive == "date":
        return _date(value, used.name)
    if used.derive == "dates":
        days = value if isinstance(value, list | tuple) else [value]
        return tuple(_date(day, used.name) for day in days)
    if isinstance(value, Mapping):
        return _parts(used, value, known, factor)
    return _percentage(used, value)


def _percentage(used: Input, value: object) -> Pair:
    found = pair(value, used.name)
    upper, lower = found
    if used.derive == "ratio" and upper < 0:
        raise Impossible(used.name, "negative", value)
    if used.capped and upper > 100 * lower:
        raise Impossible(used.name, "more", value)
    if (used.derive == "growth" and upper < -100 * lower) or (used.derive == "reduction" and upper > 100 * lower):
        raise Impossible(used.name, "negative", value)  # less than nothing would be left
    return found


def parts(
    used: Input, value: Mapping[str, Any], known: Callable[[str], Pair | None]
) -> tuple[Pair | None, Pair | None]:
    """(num, den) or (now, base); the lower one is looked up where it is left out."""
    first, second = used.parts
    if any(key not in (first, second) for key in value):
        raise Impossible(used.name, "shape", dict(value))
    upper, lower = value.get(first), value.get(second)
    return (
        None if upper is None else amount(upper, used),
        known(f"{used.name}.{second}") if lower is None else amount(lower, used),
    )


def _parts(used: Input, value: Mapping[str, Any], known: Callable[[str], Pair | None], factor: Pair) -> Pair | None:
    upper, lower = parts(used, value, known)
    if upper is None or lower is None:
        return None
    (a, b), (c, d) = upper, lower
    if used.capped and a * d > c * b:
        raise Impossible(used.name, "more", dict(value))
    if c == 0:
        return None  # a share, growth or reduction over nothing is a figure not reported
    c, d = c * factor[0], d * factor[1]
    if used.derive == "ratio":
        return 100 * a * d, b * c
    change = a * d - c * b  # (now - base) * b * d
    return (100 * change if used.derive == "growth" else -100 * change), b * c


def _date(value: object, name: str) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):  # a day that there is not
            value = date.fromisoformat(value)
    if isinstance(value, date) and value.year < _BUDDHIST:
        return value
    raise Impossible(name, "date", value)
