"""The province's view: every district's results on a day, from two queries, and what a supervisor reads from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from scoring.agreement import Agreement, Indicator
from scoring.levels.gaps import Gap, gap
from scoring.levels.rollup import ProvinceRow, province
from scoring.levels.score import NOTHING
from scoring.levels.totals import Row, Scorecard
from scoring.results.facts import Standing
from scoring.results.results import Records, Results, all_results

District = str | None


@dataclass(frozen=True)
class Overview:
    """One agreement on one day. `indicators`: those that are shown (an owner sees those of the own group)."""

    agreement: Agreement
    day: date
    answers: Mapping[str, str]
    results: Mapping[District, Results]
    indicators: tuple[Indicator, ...]
    _gaps: dict[tuple[District, str], Gap | None] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def cards(self) -> Mapping[District, Scorecard]:
        """The scorecard of every district, and the province's own under None."""
        return {d: found.card() for d, found in self.results.items()}

    @cached_property
    def rows(self) -> Mapping[tuple[District, str], Row]:
        return {(d, row.indicator.id): row for d, card in self.cards.items() for row in card.rows}

    @cached_property
    def newest(self) -> Mapping[tuple[District, str], Standing]:
        """The newest report of every district and indicator."""
        found: dict[tuple[District, str], Standing] = {}
        for district, held in self.results.items():
            for entry in held.standing:
                place = (district, entry.indicator)
                if place not in found or entry.as_of > found[place].as_of:
                    found[place] = entry
        return found

    @property
    def districts(self) -> tuple[str, ...]:
        return self.agreement.districts

    def row(self, district: District, indicator: str) -> Row | None:
        """None: this row does not have the indicator."""
        return self.rows.get((district, indicator))

    def gap(self, district: District, indicator: str) -> Gap | None:
        place = (district, indicator)
        if place not in self._gaps:
            row = self.rows.get(place)
            self._gaps[place] = gap(row.result) if row is not None else None
        return self._gaps[place]

    def rollup(self, indicator: Indicator) -> ProvinceRow:
        reports = {d: self.results[d].inputs.get(indicator.id, NOTHING) for d in self.districts}
        office = {d: self.results[d].office.get(indicator.id, NOTHING) for d in self.districts}
        own = self.results[None]
        return province(
            self.agreement, indicator, reports, office, self.answers, own.inputs.get(indicator.id, NOTHING),
            own.office.get(indicator.id, NOTHING),
        )  # fmt: skip

    def of_districts(self) -> tuple[Indicator, ...]:
        """The shown indicators that districts report."""
        return tuple(i for i in self.indicators if i.scored != "province")

    def of_province(self) -> tuple[Indicator, ...]:
        """The shown indicators that only the province reports."""
        return tuple(i for i in self.indicators if i.scored == "province")


def overview(
    store: Records,
    agreement: Agreement,
    day: date,
    answers: Mapping[str, str],
    group: str | None = None,
    *,
    past: bool = False,
) -> Overview:
    """`group`: only the indicators of this กลุ่มงาน; `past`: of an earlier day."""
    shown = tuple(agreement.indicators.values()) if group is None else of_group(agreement, group)
    return Overview(agreement, day, answers, all_results(store, agreement, day, answers, past=past), shown)


def of_group(agreement: Agreement, group: str) -> tuple[Indicator, ...]:
    """The indicators that a กลุ่มงาน is responsible for by the document."""
    return tuple(i for i in agreement.indicators.values() if same_group(group, i.group))


def same_group(own: str, printed: str) -> bool:
    """กลุ่มงานสารสนเทศการพัฒนาชุมชน is printed as กลุ่ม สารสนเทศ, สารสนเทศฯ too; one line may name two groups."""
    mine = _bare(own)
    theirs = [_bare(part) for part in printed.split("/")]
    return bool(mine) and any(mine in one or one in mine for one in theirs if one)


def _bare(group: str) -> str:
    for part in ("กลุ่มงาน", "กลุ่ม", "การพัฒนาชุมชน", "ฯ", " "):
        group = group.replace(part, "")
    return group


# what is not reported


@dataclass(frozen=True)
class Silence:
    """What a district has not reported, and since when it has been silent altogether."""

    district: str
    missing: tuple[Indicator, ...]  # never reported in this round
    of: int  # how many indicators it reports
    last: date | None  # its newest report of any indicator
    asked: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # indicator -> the responsible persons


def silent(seen: Overview, only: Indicator | None = None) -> list[Silence]:
    """Districts with something unreported: who has said nothing first, then by how much is missing."""
    found = []
    for district in seen.districts:
        asked = [i for i in ([only] if only else seen.of_districts()) if _reports(seen, district, i)]
        missing = tuple(i for i in asked if (district, i.id) not in seen.newest)
        if missing:
            days = [e.as_of for (d, _), e in seen.newest.items() if d == district]
            found.append(Silence(district, missing, len(asked), max(days, default=None)))
    return sorted(found, key=lambda s: (s.last or date.min, -len(s.missing)))


def _reports(seen: Overview, district: str, indicator: Indicator) -> bool:
    row = seen.row(district, indicator.id)
    return row is not None and row.applies and not row.result.empty


# the order of the districts under one indicator


@dataclass(frozen=True)
class Ranked:
    district: str
    row: Row
    gap: Gap | None
    reported: date | None


def ranked(seen: Overview, indicator: Indicator) -> list[Ranked]:
    """The districts that have an indicator: highest level first, within a level the nearest to the next."""
    found = []
    for district in seen.districts:
        row = seen.row(district, indicator.id)
        if row is not None:
            entry = seen.newest.get((district, indicator.id))
            found.append(Ranked(district, row, seen.gap(district, indicator.id), entry.as_of if entry else None))
    return sorted(
        found, key=lambda r: (-1 if r.row.result.level is None else r.row.result.level, -far(r.gap)), reverse=True
    )


# who needs how little


@dataclass(frozen=True)
class Near:
    district: str
    indicator: Indicator
    level: int
    gap: Gap
    far: Fraction


CLOSE = Fraction(1, 10)  # within a tenth of what the next level asks for
A_STEP = Fraction(1, 20)  # a step or a figure not reported has no measure: counted as this near
NEVER = Fraction(10**6)


def near(seen: Overview, districts: Collection[str] | None = None) -> list[Near]:
    """What is within a tenth of the next level, or one step away; the nearest first."""
    found = []
    for indicator in seen.of_districts():
        for district in seen.districts if districts is None else districts:
            missing = seen.gap(district, indicator.id)
            row = seen.row(district, indicator.id)
            if missing is None or row is None or row.result.level is None:
                continue
            distance = far(missing)
            if distance <= CLOSE:
                found.append(Near(district, indicator, row.result.level, missing, distance))
    return sorted(found, key=lambda n: (n.far, n.district))


def far(missing: Gap | None) -> Fraction:
    """How far the next level is, as a share of what it asks for: to compare households with baht."""
    if missing is None:
        return NEVER
    return sum((_far(n.kind, n.amount, n.to) for n in missing.needs), Fraction(0))


def _far(kind: str, amount: Fraction | None, to: Fraction | None) -> Fraction:
    if kind == "too_late":
        return NEVER
    if kind != "amount" or amount is None:
        return A_STEP
    return abs(amount) / max(abs(to or Fraction(0)), abs(amount), Fraction(1))


# totals


def levels(seen: Overview, indicators: Iterable[Indicator]) -> dict[str, int | None]:
    """The province's own level of indicators that only it reports."""
    found = {}
    for indicator in indicators:
        row = seen.row(None, indicator.id)
        found[indicator.id] = row.result.level if row is not None else None
    return found
