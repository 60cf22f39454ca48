"""Where a level counts only with its evidence: how far the figures alone would reach, and which evidence is missing."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.agreement import Level
from scoring.levels.score import Result, score


@dataclass(frozen=True, slots=True)
class Apart:
    """The figures are at `level`; `lacks` are the levels up to it whose evidence is not there."""

    level: int
    lacks: tuple[int, ...]


def apart(result: Result) -> Apart | None:
    """None where evidence holds nothing back."""
    case = result.case
    missing = [u for u in case.indicator.inputs.values() if u.evidence and case.inputs.get(u.name) is not True]
    if result.level is None or result.empty or not missing:
        return None
    complete = {**case.inputs, **{u.name: True for u in missing}}
    signed = case.agreement.indicators[case.indicator.id]
    full = score(
        case.agreement, signed, case.district, complete, office=case.office, answers=case.answers, round=case.round
    )
    if full.level is None or full.level <= result.level:
        return None
    if all(c.op == "done" for level in case.indicator.levels[: full.level] for c in level.conditions):
        return None  # steps alone: there is no figure that has come further
    return Apart(full.level, tuple(sorted({u.level for u in missing if u.level and u.level <= full.level})))


def to_show(result: Result) -> Level | None:
    """The level whose evidence is to be thought of next: the first that counts only with it and lacks it, else the one
    that is reached, or the first; None where the document asks for none there."""
    indicator = result.case.indicator
    if not indicator.levels or result.empty:
        return None
    missing = [u.level for u in indicator.inputs.values() if u.evidence and result.case.inputs.get(u.name) is not True]
    waiting = min((n for n in missing if n is not None), default=None)
    if waiting is None and result.level is None:
        return None
    level = indicator.levels[(waiting or max(result.level or 0, 1)) - 1]
    return level if level.evidence or waiting else None
