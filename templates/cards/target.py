"""Targets as a card: every level of an indicator as an amount for one district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.agreement import Condition, Indicator, Input, Level
from scoring.levels.gaps import Threshold, thresholds
from scoring.levels.score import Case, Result
from templates.cards import parts
from templates.cards.scorecard import Head
from templates.messages import tap
from templates.words import scores
from templates.words.score import asking as words
from templates.words.score import targets

Json = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """What is known for one indicator of one row."""

    indicator: Indicator
    result: Result | None  # None: this row does not report it (the province does)
    case: Case  # with the office values


def targets_card(each: Sequence[Target], head: Head) -> Json:
    bubbles = [_bubble(one, head) for one in each[:10]]
    first = each[0]
    top = _lines(first, first.indicator.levels[-1], _thresholds(first)) if first.indicator.levels else [_printed(first)]
    now = scores.level(first.result) if first.result is not None else ""
    level = "ระดับ 5 " if first.indicator.levels else ""
    alt = targets.target_alt(head.place, first.indicator, level + " ".join(t for t in top if t), now)
    short = first.indicator.short
    quick = [*(tap(word, f"{word} {short}") for word in (words.SCORE, words.SOURCE)), tap(words.FIRST)]
    return parts.flex(alt, bubbles, quick)


def short_target(one: Target, place: str) -> str:
    """For a group: one line for each level."""
    found = _thresholds(one)
    lines = [f"{words.TARGET} {one.indicator.short} {place}"]
    for level in one.indicator.levels:
        lines.append(f"{targets.level_name(level.number, False)}: {' / '.join(_lines(one, level, found))}")
    return "\n".join([*lines, _printed(one)]).strip()


def _bubble(one: Target, head: Head) -> Json:
    indicator, result = one.indicator, one.result
    found = _thresholds(one)
    body = [parts.note(indicator.name), parts.note(words.weight(indicator))]
    if result is None:
        body.append(parts.note(targets.province_row(indicator)))
    elif result.level is not None:
        body += parts.level_bar(result.level, result.level)
    elif result.status == "undecided":
        body.append(parts.note(scores.level(result), warn=True))
    body.append(parts.note(_printed(one)))
    if not indicator.levels:
        body.append(parts.line(words.NO_CRITERIA, strong=True))
    for level in indicator.levels:
        held = result is not None and result.level is not None and level.number <= result.level
        body.append(_level(one, level, found, held))
    body += [parts.note(said) for said in _wholes(one)]
    short = indicator.short
    foot = parts.buttons(
        [parts.says(words.SCORE, f"{words.SCORE} {short}"), parts.says(words.SOURCE, f"{words.SOURCE} {short}")]
    )
    return parts.bubble(head.header(f"{words.TARGET} {short}"), body, foot)


def _level(one: Target, level: Level, found: Sequence[Threshold], held: bool) -> Json:
    name = parts.text(targets.level_name(level.number, held), size="sm", weight="bold", flex=3)
    lines = [parts.text(said, size="sm") for said in _lines(one, level, found)]
    return parts.box([name, parts.box(lines, flex=8, spacing="none")], "horizontal", margin="md", spacing="sm")


def _lines(one: Target, level: Level, found: Sequence[Threshold]) -> list[str]:
    """Each condition, and where it is a percentage the amount that it is for this row."""
    said = []
    named = len({c.input for lv in one.indicator.levels for c in lv.conditions}) > 1  # else the card's title says it
    for condition in level.conditions:
        used = one.indicator.inputs[condition.input]
        threshold = next((t for t in found if t.condition is condition), None)
        value = threshold.exact if threshold is not None and condition.reference else None
        said.append(targets.asks(condition, one.indicator.inputs, value, named))
        if threshold is not None and used.parts and not condition.reference and _tells(condition, threshold):
            assert threshold.amount is not None
            assert threshold.exact is not None
            said.append(targets.as_amount(condition, used, threshold.amount, threshold.exact, threshold.printed))
    return said


def _tells(condition: Condition, threshold: Threshold) -> bool:
    """A floor has no amount to reach; a whole that is not known gives none."""
    return threshold.amount is not None and threshold.exact is not None and not condition.floor


def _thresholds(one: Target) -> tuple[Threshold, ...]:
    return thresholds(one.case.agreement, one.indicator, one.case.district, one.case.office)


def _printed(one: Target) -> str:
    """A target without levels, as the document prints it."""
    cell = one.indicator.target
    if cell is None:
        return ""
    unit = next(iter(one.indicator.inputs.values())).unit if one.indicator.inputs else ""
    return targets.printed_target(cell.amount, unit, cell.proof)


def _wholes(one: Target) -> list[str]:
    """Of what the percentages are: known with its line, or not known yet."""
    said = []
    for used in one.indicator.inputs.values():
        if used.counts == "office_value":
            if one.case.known(used.name) is None:
                said.append(targets.unknown_office_value(used))
        elif used.parts and not used.every:
            said.append(_whole(one, used))
    return list(dict.fromkeys(said))


def _whole(one: Target, used: Input) -> str:
    key = f"{used.name}.{used.parts[1]}"
    known = one.case.known(key)
    if known is None:
        return targets.unknown_whole(used)
    cell = one.indicator.tables.get(key, {}).get(one.case.district)
    return targets.known_whole(used, Fraction(*known), cell.proof if cell else None)
