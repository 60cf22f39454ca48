"""An agreement carried over to another round: the same numbers, marked as carried over until they are confirmed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from scoring.agreement import CALENDAR, HEAD, Agreement
from scoring.amounts import or_text
from scoring.document.writing import write
from scoring.periods import month_end, period

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Uncarriable(ValueError):
    """What the new agreement cannot be."""


class Unconfirmable(ValueError):
    """A part that is not there, or that cannot hold as it stands."""


def new_id(old: str, year: int, round: int | None) -> str:
    """buriram-2561, 2569, 1 -> buriram-2569-1."""
    province = old.split("-2")[0]
    return f"{province}-{year}" + (f"-{round}" if round else "")


def carry(text: str, year: int, round: int | None, by: str, on: date, why: str, new: str = "") -> str:
    """The text of the new agreement. Every number keeps the old document's line and quote as its proof.

    Dates keep day and month in the new fiscal year; where the round is another one they are left open.
    """
    raw = tomllib.loads(text, parse_float=or_text)
    name = new or new_id(raw["id"], year, round)
    if (year, round) == (raw["year"], raw.get("round")):
        raise Uncarriable(f"{name}: found year {year} and round {round}, expected others than those of {raw['id']}")
    if round not in (None, 1, 2):
        raise Uncarriable(f"{name}: found round {round}, expected 1 or 2")
    old_round, years = raw.get("round"), year - raw["year"]
    first, last = period(year, round)
    move = _Move(years, old_round, round, first, last)
    head: dict[str, Any] = {"id": name, "province": raw["province"], "year": year}
    if round:
        head["round"] = round
    head |= {"period": [first, last], "signed_for": [{"by": by, "on": on, "why": why}, f"ยกมาจาก {raw['id']}"]}
    head |= {"carried_from": raw["id"]}
    head |= {key: raw[key] for key in ("source", "sha256", "districts", "section")}
    head["indicator"] = [_indicator(row, move) for row in raw["indicator"]]
    head["question"] = [_question(q, move) for q in raw.get("question", ())]
    head["duty"] = [_duty(d, move) for d in raw.get("duty", ())]
    head["correction"] = raw.get("correction", [])
    return write(head)


def check_confirmable(agreement: Agreement, part: str) -> None:
    """Refuse to confirm what was signed, what is not there, and what still waits for a day."""
    if not agreement.carried_from:
        raise Unconfirmable(f"{agreement.id}: found a signed agreement, expected one that was carried over")
    if part not in (HEAD, CALENDAR, *agreement.indicators):
        known = ", ".join((HEAD, CALENDAR, *agreement.indicators))
        raise Unconfirmable(f'{agreement.id}: found part "{part}", expected all or one of {known}')
    for level in agreement.indicators[part].levels if part in agreement.indicators else ():
        if any(c.op in ("by", "within") and c.end is None for c in level.conditions):
            said = "found a day that was left open, expected an amendment that names it"
            raise Unconfirmable(f"{agreement.id}: {part}, level {level.number}: {said}")


class _Move:
    """Where a day of the old round falls in the new one."""

    def __init__(self, years: int, old: int | None, new: int | None, first: date, last: date) -> None:
        self.years, self.same, self.whole = years, old == new, old is None
        self.first, self.last = first, last

    def day(self, old: date) -> date | None:
        """None: left open. A whole year's day stays where the new round holds it."""
        try:
            moved = old.replace(year=old.year + self.years)
        except ValueError:  # 29 February
            moved = old.replace(year=old.year + self.years, day=28)
        if self.same or (self.whole and self.first <= moved <= self.last):
            return _last_of_february(old, moved)
        return None

    def text(self, condition: str) -> str:
        def moved(found: re.Match[str]) -> str:
            day = self.day(date.fromisoformat(found.group()))
            return day.isoformat() if day else "?"

        return _DAY.sub(moved, condition)


def _last_of_february(old: date, moved: date) -> date:
    """The end of February stays the end of February."""
    if (old.month, old.day) != (2, month_end(old.year, 2).day):
        return moved
    return month_end(moved.year, 2)


def _indicator(row: Mapping[str, Any], move: _Move) -> dict[str, Any]:
    new = dict(row)
    if "levels" in row:
        new["levels"] = [[n, line, quote, move.text(asked)] for n, line, quote, asked in row["levels"]]
    return new


def _question(row: Mapping[str, Any], move: _Move) -> dict[str, Any]:
    new = dict(row)
    if "effects" in row:
        new["effects"] = {a: {k: move.text(v) for k, v in change.items()} for a, change in row["effects"].items()}
    return new


def _duty(row: Mapping[str, Any], move: _Move) -> dict[str, Any]:
    new = dict(row)
    if "on" in row:
        day = move.day(row["on"])
        new.pop("on")
        if day:
            new["on"] = day
    if "since" in row:
        day = move.day(row["since"][0])
        new.pop("since")
        if day:
            new["since"] = [day, *row["since"][1:]]
    return new
