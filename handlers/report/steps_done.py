"""Steps: a step said to be done marks its flag, a dated one is kept with its day; a level with a figure asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from handlers.reading import Value
from handlers.reading.pairing.figureless import ALL_STEPS
from handlers.report.outcomes import Decisions, Doubt, Origin, Refusal, fact_of
from handlers.report.which_input import ASPECTS
from scoring.agreement import Indicator, Input
from scoring.levels.takers import Taker
from scoring.results.results import ENTRY, Results
from scoring.results.stored import Taken
from templates.words.report import doubts as asks
from templates.words.report import refusals
from templates.words.report.examples import example

DATED = ("date", "dates")


def take_step(
    value: Value, indicator: Indicator, results: Results, origin: Origin, decisions: Decisions
) -> Taken | Doubt | Refusal:
    if value.aspect == ALL_STEPS:
        return _every(value, indicator, results, origin)
    if value.value is None:
        return _by_name(value, indicator, results, origin, decisions)
    n = int(value.value)
    if value.value != n or not 1 <= n <= len(indicator.levels):
        return Refusal("no_such_input", refusals.no_such_step(indicator, value))
    flags = _flags(indicator, n)
    if not flags:
        dated = [u for u in indicator.inputs.values() if u.derive in DATED and u.level == n]
        if dated and value.done is not False:
            return _dated(dated[0], n, value, indicator, results, origin, decisions)
        used = indicator.inputs[indicator.levels[n - 1].conditions[0].input]
        said = example(indicator, results.district, results.day, used, (value.value, *_own(origin)))
        return Refusal("no_such_input", refusals.level_is_a_figure(indicator, n, said))
    if value.done is False:
        return _marked(indicator, flags, False, value, results, origin)
    if any(f.evidence for f in flags):  # the document counts this step only with its evidence: words do not mark it
        return Refusal("needs_evidence", refusals.needs_evidence(indicator, n))
    reported = results.inputs.get(indicator.id, {})
    earlier = [f for level in range(1, n) for f in _flags(indicator, level) if not f.evidence]
    before = [f for f in earlier if reported.get(f.name) is not True]
    if before and indicator.cumulative and "steps" not in decisions:
        open_levels = sorted({f.level or 0 for f in before})
        return Doubt(
            "steps",
            asks.ask_earlier_steps(indicator, n, open_levels),
            ((asks.ALL_STEPS, "all"), (asks.only_step(n), "only")),
        )
    marked = [*before, *flags] if decisions.get("steps") == "all" else flags
    return _marked(indicator, marked, True, value, results, origin)


def _every(value: Value, indicator: Indicator, results: Results, origin: Origin) -> Taken | Refusal:
    """ครบทุกขั้น: every flag is marked; what a figure or a day measures is named and waits for it."""
    flags = sorted((u for u in indicator.inputs.values() if u.derive == "flag"), key=lambda u: u.level or 0)
    shown = next((f.level or 1 for f in flags if f.evidence), None)
    if shown is not None:
        return Refusal("needs_evidence", refusals.needs_evidence(indicator, shown))
    if not flags or value.done is False:
        return Refusal("no_such_input", refusals.which_step(indicator))
    marked = {f.name for f in flags}
    wanting = [
        (n, used)
        for n, level in enumerate(indicator.levels, 1)
        for used in dict.fromkeys(indicator.inputs[c.input] for c in level.conditions)
        if used.name not in marked
    ]
    taken = _marked(indicator, flags, True, value, results, origin)
    if not wanting:
        return taken
    said = example(indicator, results.district, results.day, wanting[0][1], _own(origin))
    return replace(taken, remarks=(refusals.levels_still_measured(wanting, said),))


def _own(origin: Origin) -> list[Decimal]:
    return [Decimal(figure) for figure in origin.figures]


def take_day(
    value: Value, taker: Taker, results: Results, origin: Origin, decisions: Decisions
) -> Taken | Doubt | Refusal:
    """A day that is itself the result: ส่งแผน 20 ม.ค."""
    return _dated(taker.input, taker.input.level or 0, value, taker.indicator, results, origin, decisions)


def _by_name(
    value: Value, indicator: Indicator, results: Results, origin: Origin, decisions: Decisions
) -> Taken | Doubt | Refusal:
    """ทำ MOU แล้ว, ส่งหลักฐานแล้ว 3 มี.ค.: the step that these words name."""
    parts = ASPECTS.get(value.aspect or "", ())
    named = [u for u in indicator.inputs.values() if any(part in u.name for part in parts)]
    dated = [u for u in named if u.derive in DATED]
    flags = [u for u in named if u.derive == "flag"]
    if dated:
        return _dated(dated[0], dated[0].level or 0, value, indicator, results, origin, decisions)
    if flags:
        return _marked(indicator, flags, value.done is not False, value, results, origin)
    return Refusal("no_such_input", refusals.which_step(indicator))


def _dated(
    used: Input, n: int, value: Value, indicator: Indicator, results: Results, origin: Origin, decisions: Decisions
) -> Taken | Doubt:
    """A step that counts by its day: the day is taken from the words, else asked for."""
    chosen = decisions.get("day")
    when = value.date or (date.fromisoformat(chosen) if chosen else None)
    if when is None:
        options = ((asks.today_option(origin.day), origin.day.isoformat()), (asks.NOT_NOW, "drop"))
        return Doubt("day", asks.ask_day(indicator, used, n), options)
    if used.derive == "date":
        fact = fact_of(results, origin, indicator, used, "value", when.isoformat(), when)
    else:
        slot = f"{ENTRY}{when.isoformat()}"
        fact = fact_of(results, origin, indicator, used, "event", "1", when, slot=slot)
    return Taken((fact,), indicator, used, understood="day")


def _flags(indicator: Indicator, level: int) -> list[Input]:
    return [u for u in indicator.inputs.values() if u.derive == "flag" and u.level == level]


def _marked(
    indicator: Indicator, flags: Sequence[Input], done: bool, value: Value, results: Results, origin: Origin
) -> Taken:
    day = value.date or origin.day
    facts = tuple(fact_of(results, origin, indicator, f, "flag", done, day, n=n) for n, f in enumerate(flags))
    return Taken(facts, indicator, flags[0], understood="step")
