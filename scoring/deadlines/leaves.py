"""Leaves: who is away on which days and who stands in, through a stand-in who is away too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Leave:
    id: str
    province: str
    person: int
    stand_in: int
    first: date
    last: date
    state: str = "asked"  # asked stands refused cancelled

    def holds(self, day: date) -> bool:
        return self.state == "stands" and self.first <= day <= self.last

    def meets(self, first: date, last: date) -> bool:
        """Has days in common with these."""
        return self.state == "stands" and self.first <= last and first <= self.last


def instead(leaves: Iterable[Leave], day: date) -> dict[int, int]:
    """Who is away -> who stands in that day; nobody where stand-ins lead in a circle."""
    direct = {leave.person: leave.stand_in for leave in leaves if leave.holds(day)}
    found = {}
    for away in direct:
        seen, who = {away}, direct[away]
        while who in direct and who not in seen:
            seen.add(who)
            who = direct[who]
        if who not in seen:
            found[away] = who
    return found
