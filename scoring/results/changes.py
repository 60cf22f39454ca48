"""What has changed since a moment: the level that was known then beside the level that is known now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from scoring.agreement import Indicator
from scoring.results.facts import Fact
from scoring.results.overview import Overview
from scoring.results.results import made_of

MOST = 400  # places that are compared; more than that have not changed in any week of work


class Ledger(Protocol):
    def history(self, agreement: str, district: str | None, indicator: str | None = None) -> list[Fact]: ...
    def reported(self, agreement: str, recorded: int, most: int) -> list[Fact]: ...
    def places(self, agreement: str, recorded: int) -> list[tuple[str | None, str]]: ...


class Records(Protocol):
    @property
    def ledger(self) -> Ledger: ...


@dataclass(frozen=True)
class Changed:
    district: str | None
    indicator: Indicator
    before: int | None
    after: int | None

    @property
    def up(self) -> bool:
        return direction(self.before, self.after) > 0

    @property
    def down(self) -> bool:
        return direction(self.before, self.after) < 0


def direction(before: int | None, after: int | None) -> int:
    """1 better, -1 worse, 0 neither: a first report at level 0 is no improvement, nor is its withdrawal a fall."""
    return ((after or 0) > (before or 0)) - ((after or 0) < (before or 0))


def changed(store: Records, seen: Overview, since: int) -> list[Changed]:
    """Every shown level that is another one than was known at a moment (ms); what fell comes first."""
    shown = {i.id for i in seen.indicators}
    places = [(d, i) for d, i in store.ledger.places(seen.agreement.id, since) if i in shown]
    found = []
    for district, indicator in places[:MOST]:
        row = seen.row(district, indicator)
        if row is None:
            continue
        history = store.ledger.history(seen.agreement.id, district, indicator)
        held = made_of(
            seen.agreement, district, seen.day, as_known(history, since), seen.results[district].values, seen.answers
        )
        before = held.result(indicator).level
        if before != row.result.level:
            found.append(Changed(district, row.indicator, before, row.result.level))
    return sorted(found, key=lambda c: (direction(c.before, c.after), c.district or ""))


def as_known(history: Iterable[Fact], before: int) -> Sequence[Fact]:
    """The facts that stood at a moment: neither recorded later, nor withdrawn or replaced by then."""
    known = [f for f in history if f.recorded < before]
    replaced = {f.replaces for f in known if f.replaces}
    return [f for f in known if f.id not in replaced and f.value is not None]
