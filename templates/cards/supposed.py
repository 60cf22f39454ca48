"""A what-if as a card: in another colour, and marked as not stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoring.agreement import Indicator
from scoring.levels.gaps import gap
from scoring.levels.score import Result
from scoring.levels.totals import Scorecard
from templates.cards import parts
from templates.cards.scorecard import Head
from templates.messages import tap
from templates.words import scores
from templates.words.score import asking as words

Json = dict[str, Any]


@dataclass(frozen=True)
class Supposed:
    """One figure that was supposed, as read."""

    indicator: Indicator
    value: str
    notes: tuple[str, ...] = ()


Each = Sequence[tuple[Supposed, Result, Result]]  # before, after


def supposed_card(each: Each, before: Scorecard, after: Scorecard, head: Head) -> Json:
    body: list[Json] = []
    for n, (one, was, now) in enumerate(each):
        body += [parts.between()] if n else []
        body += [
            parts.line(words.supposed(one.indicator, one.value), strong=True),
            *(parts.note(said) for said in one.notes),
            *parts.level_bar(was.level, now.level, colour=parts.SUPPOSED),
            parts.line(words.change(was, now), big=True),
            parts.note(scores.gap(gap(now))),
        ]
    totals = _totals(each, before, after)
    body += [parts.between()] if totals else []
    body += [parts.line(said) for said in totals]
    one = each[0][0]
    foot = parts.buttons([parts.typing(words.REPORT_THIS, f"{one.indicator.short} {one.value}")])
    made = parts.bubble(head.header(words.WHAT_IF, words.SUPPOSED), body, foot, colour=parts.SUPPOSED)
    quick = [tap(words.SCORE), tap(words.FIRST)]
    return parts.flex(_alt(each, totals), [made], quick)


def supposed_short(each: Each, before: Scorecard, after: Scorecard, place: str) -> str:
    """For a group."""
    return f"{_alt(each, _totals(each, before, after))} ({place})"


def _alt(each: Each, totals: Sequence[str]) -> str:
    return words.supposed_alt([f"{o.indicator.short} {o.value} {words.change(a, b)}" for o, a, b in each] + [*totals])


def _totals(each: Each, before: Scorecard, after: Scorecard) -> list[str]:
    """The sections that the supposed figures belong to, before and after."""
    wanted = {one.indicator.section for one, _, now in each if now.level is not None}
    return [
        words.total_change(old.section.name, old.on_five, new.on_five)
        for old, new in zip(before.sections, after.sections, strict=True)
        if old.section.id in wanted and old.on_five is not None and new.on_five is not None
    ]
