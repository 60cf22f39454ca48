"""A result that was taken and stored, with what it changed: all that a receipt tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scoring.agreement import Indicator, Input
from scoring.levels.score import Result
from scoring.results.facts import Fact
from scoring.results.results import Results
from scoring.results.said import Value


@dataclass(frozen=True)
class Taken:
    facts: tuple[Fact, ...]
    indicator: Indicator
    input: Input
    office: tuple[dict[str, Any], ...] = ()  # what the officer's own "จาก y" says of the whole
    understood: str = ""  # as_of, month, total, entry, count, rate, step
    remarks: tuple[str, ...] = field(default=())
    habit: tuple[str, str] | None = None  # how this person means bare amounts here, from now on
    meant: tuple[str, str] | None = None  # what this person was asked about once, and said yes to


@dataclass(frozen=True)
class Stored:
    """One value that was stored, with what it changed: all that a receipt tells."""

    value: Value
    taken: Taken
    before: Result
    after: Result
    results: Results  # after
    effect: Any  # Fraction | None
    deadline: str
    today: date
    late: Fact | None = None  # a newer value stands; this one is kept as history
    standing_day: date | None = None
    old: Fact | None = None  # a correction: what it replaces
