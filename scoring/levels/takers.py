"""Which indicator and which of its inputs takes a reading."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.agreement import Agreement, Indicator, Input


@dataclass(frozen=True, slots=True)
class Taker:
    """One way to report an input: as a percentage, as an amount, as two amounts, as a step."""

    indicator: Indicator
    input: Input
    kind: str  # percent, count, baht, number, days, ratio, step, date
    part: str  # "" (the figure itself), "num" or "now" (its upper part), "num/den" or "now/base" (both)
    unit: str
    step: int | None = None
    turned: bool = False  # the reading's sense is the other one: converted only where the whole is known


def inputs_for_topic(agreement: Agreement, topic: str, district: str | None) -> tuple[Taker, ...]:
    """Everything that the indicators of a topic take from a district; office values are no reports."""
    return tuple(
        taker
        for indicator in agreement.indicators_of_topic(topic, district)
        for used in indicator.inputs.values()
        if used.counts != "office_value"
        for taker in _ways(indicator, used)
    )


def takers(
    agreement: Agreement,
    topic: str,
    district: str | None,
    kind: str,
    unit: str = "",
    sense: str = "",
    step: int | None = None,
) -> tuple[Taker, ...]:
    """The ones that take such a reading; one without criteria only where no other takes it."""
    found = [
        Taker(
            t.indicator,
            t.input,
            t.kind,
            t.part,
            t.unit,
            t.step,
            bool(sense) and sense != t.input.sense and t.kind != "step",
        )
        for t in inputs_for_topic(agreement, topic, district)
        if t.kind == kind and _unit_fits(t, unit) and (kind != "step" or step is None or t.step == step)
    ]
    scored = [t for t in found if t.indicator.levels]
    return tuple(scored or found)


def _ways(indicator: Indicator, used: Input) -> tuple[Taker, ...]:
    amount = used.kind if used.kind != "percent" else "count"
    if used.parts:
        upper = used.parts[0]
        return (
            Taker(indicator, used, "percent", "", "ร้อยละ"),
            Taker(indicator, used, "ratio", "/".join(used.parts), used.unit),
            Taker(indicator, used, amount, upper, used.unit),
        )
    if used.derive == "flag":
        return (Taker(indicator, used, "step", "", "", used.level),)
    if used.derive in ("date", "dates"):
        return (Taker(indicator, used, "date", "", ""),)
    if used.kind == "percent":
        return (Taker(indicator, used, "percent", "", used.unit),)
    return (Taker(indicator, used, amount, "", used.unit),)


def _unit_fits(taker: Taker, unit: str) -> bool:
    """No unit said fits all; else what is counted, or a part of it: ครั้ง fits ครั้ง/เดือน, โครงการ fits โครงการ/กิจกรรม;
    กิจกรรม/เดือน is no ครั้ง/เดือน."""
    if not unit or taker.kind in ("percent", "baht", "step", "date"):
        return True
    return bool(_counted(unit) & _counted(taker.unit))


def _counted(unit: str) -> set[str]:
    parts = set(unit.split("/"))
    return parts - _PERIODS or parts


_PERIODS = frozenset({"เดือน", "ไตรมาส", "สัปดาห์", "ปี"})
