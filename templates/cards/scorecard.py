"""The scorecard as a card: every indicator with its level, weight and what is missing; or one indicator closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from scoring.levels.gaps import Gap, gap
from scoring.levels.totals import Row, Scorecard, effect
from templates.cards import parts
from templates.messages import tap
from templates.words import scores
from templates.words.report.examples import example
from templates.words.score import asking as words

Json = dict[str, Any]
MOST_EVIDENCE = 300


@dataclass(frozen=True)
class Head:
    """Where and when a card is about, as it is said."""

    place: str  # อ.บ้านกรวด
    round: str  # รอบ 1/2568
    today: date
    marks: tuple[str, ...] = ()  # training, unconfirmed, ended

    def header(self, title: str, mark: str = "") -> Json:
        marks = " · ".join([*([mark] if mark else []), *self.marks])
        return parts.header(title, words.where(self.place, self.round), marks)


def scorecard_card(card: Scorecard, head: Head) -> Json:
    shorts = {row.indicator.id: row.indicator.short for row in card.every}
    body: list[Json] = []
    for section in card.sections:
        body.append(parts.heading(section.section.name, words.total(section)))
        for row in card.shared:
            if row.indicator.section == section.section.id:
                body.append(parts.row(row.indicator.short, words.right(row, parts.dots(row.result.level)), ""))
        for row in card.rows:
            if row.indicator.section == section.section.id:
                ask = parts.says(row.indicator.short, f"{words.SCORE} {row.indicator.short}")
                right = words.right(row, parts.dots(row.result.level))
                body.append(parts.row(row.indicator.short, right, words.under(row, gap(row.result)), action=ask))
        below = words.under_total(section, shorts, shared=section.section.one_value and card.district is not None)
        body.append(parts.note(below, warn=bool(section.missing)))
    body.append(parts.between())
    body.append(parts.line(words.overall(card), strong=True))
    body += [parts.note(remark) for remark in words.remarks(card, open_questions(card.rows))]
    body.append(parts.note(words.days_left(card.agreement.end, head.today)))
    foot = parts.buttons([parts.says(words.MISSING), parts.says(words.FIRST)])
    made = parts.bubble(head.header(words.SCORE), body, foot)
    return parts.flex(
        words.score_alt(head.place, card), [made], [tap(words.MISSING), tap(words.FIRST), tap(words.HISTORY)]
    )


def open_questions(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Question -> the indicators whose result awaits its answer; none where nothing is reported yet."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.result.level is None and row.result.status != "undecided":
            continue
        for question in row.result.open:
            found.setdefault(question, []).append(row.indicator.id)
    return found


@dataclass(frozen=True)
class Detail:
    """One indicator, closely."""

    row: Row
    last: str = ""  # the newest report, in words


def details_card(card: Scorecard, details: Sequence[Detail], head: Head) -> Json:
    bubbles = [_detail(card, one, head) for one in details[:10]]
    first = details[0].row
    short = first.indicator.short
    quick = [
        tap(words.TARGET, f"{words.TARGET} {short}"),
        tap(words.SOURCE, f"{words.SOURCE} {short}"),
        tap(words.SCORE),
    ]
    alt = " / ".join(words.detail_alt(head.place, d.row, gap(d.row.result)) for d in details)
    return parts.flex(alt, bubbles, quick)


def _detail(card: Scorecard, one: Detail, head: Head) -> Json:
    row, result = one.row, one.row.result
    missing = gap(result)
    body = [
        parts.note(row.indicator.name),
        *parts.level_bar(result.level, result.level),
        parts.line(scores.level(result), big=True),
        parts.line(_how(row, head.today) if missing is None else words.missing(row, missing), strong=True),
        parts.note(_gain(card, row, missing)),
        parts.note(words.weight(row.indicator)),
        parts.note(one.last),
        parts.note(_evidence(row, missing)),
        *(parts.note(remark) for remark in words.remarks(card, open_questions([row]))),
    ]
    short = row.indicator.short
    foot = parts.buttons(
        [parts.says(words.TARGET, f"{words.TARGET} {short}"), parts.says(words.SOURCE, f"{words.SOURCE} {short}")]
    )
    return parts.bubble(head.header(short), body, foot)


def _gain(card: Scorecard, row: Row, missing: Gap | None) -> str:
    if missing is None:
        return ""
    points = effect(card, row.indicator.id, row.result.level, missing.reaches)
    section = next(s.name for s in card.agreement.sections if s.id == row.indicator.section)
    return words.gain(points, section, missing.reaches) if points else ""


def _evidence(row: Row, missing: Gap | None) -> str:
    """What the document asks for at the level that comes next (at level 5: of that level)."""
    levels = row.indicator.levels
    if not levels or row.result.level is None:
        return ""
    level = levels[(missing.level if missing else row.result.level or 1) - 1]
    said = words.evidence(level) if level.evidence else ""
    return said if len(said) <= MOST_EVIDENCE else said[:MOST_EVIDENCE] + "…"


def missing_card(card: Scorecard, head: Head) -> Json:
    """What there is no level for first, with an example to copy; then what is missing for the next level."""
    none = [r for r in card.rows if r.applies and r.result.level is None]
    below = [r for r in card.rows if r.result.level is not None and r.result.level < 5]
    body: list[Json] = []
    if not none and not below:
        body.append(parts.line(words.ALL_FIVE, strong=True))
    if none:
        body.append(parts.heading(words.FIRST_REPORT, str(len(none))))
        for row in none:
            ask = parts.says(row.indicator.short, f"{words.SCORE} {row.indicator.short}")
            body.append(
                parts.row(
                    row.indicator.short, words.weight(row.indicator), _how(row, head.today), warn=True, action=ask
                )
            )
    if below:
        body.append(parts.heading(words.NEXT, str(len(below))))
        for row in below:
            ask = parts.says(row.indicator.short, f"{words.SCORE} {row.indicator.short}")
            right = words.right(row, parts.dots(row.result.level))
            body.append(parts.row(row.indicator.short, right, words.missing(row, gap(row.result)), action=ask))
    body.append(parts.note(words.days_left(card.agreement.end, head.today)))
    names = [f"{r.indicator.short} {words.missing(r, gap(r.result))}" for r in (*none, *below)]
    alt = words.missing_alt(head.place, names, len(none))
    foot = parts.buttons([parts.says(words.FIRST), parts.says(words.SCORE)])
    return parts.flex(alt, [parts.bubble(head.header(words.MISSING), body, foot)], [tap(words.FIRST), tap(words.SCORE)])


def _how(row: Row, today: date) -> str:
    """What is missing, and for what can be reported an example to copy."""
    said = words.missing(row, None)
    if row.result.status != "incomplete":
        return said
    return f"{said} · {words.example(example(row.indicator, row.result.case.district, today))}"


@dataclass(frozen=True)
class Step:
    """One thing that could be done next, with what it brings."""

    row: Row
    gap: Gap
    points: Fraction | None


@dataclass(frozen=True)
class Pace:
    """Where an indicator will stand at the end of the round if it goes on like this."""

    row: Row
    level: int | None
    now: Fraction
    end: Fraction
    unit: str
    as_of: date


def priority_card(card: Scorecard, steps: Sequence[Step], paces: Sequence[Pace], head: Head) -> Json:
    none = [r for r in card.rows if r.applies and r.result.level is None]
    none.sort(key=lambda r: -(r.indicator.weight or 0))
    body: list[Json] = []
    if none:
        body.append(parts.heading(words.FIRST_REPORT, str(len(none))))
        body += [parts.row(r.indicator.short, words.weight(r.indicator), _how(r, head.today), warn=True) for r in none]
    if steps:
        body.append(parts.heading(words.NEXT))
    for n, step in enumerate(steps, 1):
        ask = parts.says(step.row.indicator.short, f"{words.SCORE} {step.row.indicator.short}")
        under = words.first_under(step.gap, step.row.result.level)
        body.append(parts.row(f"{n}. {step.row.indicator.short}", words.first_right(step.points), under, action=ask))
    if not none and not steps:
        body.append(parts.line(words.ALL_FIVE, strong=True))
    if steps and all(step.points is None for step in steps):
        body.append(parts.note(words.NO_WEIGHTS))
    if paces:
        body.append(parts.heading(words.pace_head(card.agreement.end)))
    for pace in paces:
        under = words.pace_under(pace.now, pace.end, pace.unit, pace.as_of)
        body.append(parts.row(pace.row.indicator.short, words.pace_right(pace.level), under))
    body.append(parts.note(words.days_left(card.agreement.end, head.today)))
    names = [r.indicator.short for r in none] + [f"{s.row.indicator.short} {scores.gap(s.gap)}" for s in steps]
    foot = parts.buttons([parts.says(words.SCORE), parts.says(words.MISSING)])
    made = parts.bubble(head.header(words.FIRST), body, foot)
    return parts.flex(words.first_alt(head.place, names), [made], [tap(words.SCORE), tap(words.MISSING)])
