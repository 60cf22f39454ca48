"""Taking one read value: which indicator and input it belongs to, and which facts it makes; or what is in doubt.

Pure: the value, what stands (Results) and the answers given so far go in; Taken, Doubt or Refusal comes out. An
answer to a doubt is one more decision, and the same value is taken anew with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from handlers import doubts, moments
from handlers.facts import Fact
from handlers.reading import Value
from handlers.results import Results
from scoring.agreement import Indicator, Input
from scoring.office import OFFICER, differs
from scoring.topics import Taker, inputs_for_topic, takers
from templates.words import reports as words

# an aspect of the reading -> what the input's name holds
ASPECTS = {
    "kbo": ("kbo",),
    "quadrant_d": ("qd",),
    "gvh": ("gvh",),
    "bpm": ("bpm",),
    "tourism": ("tourism",),
    "meeting": ("meeting",),
    "field_visit": ("field_visits",),
    "visit": ("_visits",),
    "publicity": ("publicity", "pr"),
    "channels": ("channels",),
    "media": ("media",),
    "downloads": ("downloads",),
    "database": ("db_",),
    "analysed": ("hh_analysed",),
    "helped": ("hh_helped",),
    "workshop": ("s2_workshop",),
    "mou": ("s2_mou",),
    "forum": ("forum",),
    "income_up": ("income_up", "s5_1"),
}
SAME_UNIT = {"หลัง": "ครัวเรือน", "หลังคาเรือน": "ครัวเรือน", "ราย": "คน", "ท่าน": "คน", "หมู่": "หมู่บ้าน", "ศูนย์": "แห่ง"}


@dataclass(frozen=True)
class Origin:
    """The message that a value came from; an answer given later does not change it."""

    event_id: str
    at: int  # ms
    day: date  # the program's day when it was sent
    person: int
    number: int = 0  # which of the message's values


@dataclass(frozen=True)
class Doubt:
    key: str
    text: str
    options: tuple[tuple[str, str], ...]  # label, value


@dataclass(frozen=True)
class Refusal:
    reason: str  # counted by it
    text: str


@dataclass(frozen=True)
class Taken:
    facts: tuple[Fact, ...]
    indicator: Indicator
    input: Input
    office: tuple[dict[str, Any], ...] = ()  # what the officer's own "จาก y" says of the whole
    understood: str = ""  # as_of, month, total, entry, count, step
    remarks: tuple[str, ...] = field(default=())
    habit: tuple[str, str] | None = None  # how this person means bare amounts here, from now on


Decisions = Mapping[str, str]


def take(
    value: Value, results: Results, origin: Origin, decisions: Decisions, habits: Decisions
) -> Taken | Doubt | Refusal:
    found = _input(value, results, decisions)
    if not isinstance(found, Taker):
        return found
    if value.kind == "step":
        return _step(value, found.indicator, results, origin, decisions)
    return _figure(value, found, results, origin, decisions, habits)


# which input


def _input(value: Value, results: Results, decisions: Decisions) -> Taker | Doubt | Refusal:
    agreement, district, topic = results.agreement, results.district, value.topic or ""
    indicators = agreement.indicators_of_topic(topic, district)
    if not indicators:
        above = agreement.indicators_of_topic(topic, None)
        if above:
            return Refusal("not_yours", words.province_only(above[0]))
        return Refusal("not_in_agreement", words.not_in_agreement(agreement, topic))
    unit = SAME_UNIT.get(value.unit or "", value.unit or "")
    kind = value.kind or "percent"
    if kind == "step":
        having = [i for i in indicators if any(u.derive == "flag" for u in i.inputs.values())]
        if not having:
            return Refusal("no_such_input", words.no_steps(indicators[0]))
        chosen = _one_of(having, decisions)
        if isinstance(chosen, Doubt):
            return chosen
        return Taker(chosen, next(iter(chosen.inputs.values())), "step", "", "", int(value.value or 0))
    found = list(takers(agreement, topic, district, kind, unit if kind == "count" else "", value.sense or ""))
    if not found and kind == "count" and unit == "":
        found = list(takers(agreement, topic, district, "count", "", value.sense or ""))
    if value.aspect in ASPECTS:
        found, others = _named(value, kind, unit, found, inputs_for_topic(agreement, topic, district)), found
        if not found and others and "input" not in decisions:
            return Doubt("input", words.ASK_WHICH_INPUT, _input_options(others))
        found = found or others
    if not found:
        return Refusal("no_such_input", words.no_such_input(indicators[0], value))
    same_sense = [t for t in found if not t.turned]
    found = same_sense or found
    if "input" in decisions:
        found = [t for t in found if f"{t.indicator.id}:{t.input.name}" == decisions["input"]] or found
    if len({(t.indicator.id, t.input.name) for t in found}) > 1:
        return Doubt("input", words.ASK_WHICH_INPUT, _input_options(found))
    return found[0]


def _named(value: Value, kind: str, unit: str, found: list[Taker], ways: Sequence[Taker]) -> list[Taker]:
    """Only what the words name: a meeting is never taken for a field visit, though both are counted in times."""

    def named(t: Taker) -> bool:
        return any(part in t.input.name for part in ASPECTS[value.aspect or ""])

    times = kind == "count" and unit in ("", "ครั้ง")
    return [t for t in found if named(t)] or [
        t for t in ways if times and named(t) and t.kind == "count" and t.input.counts == "events" and t.input.every
    ]


def _input_options(found: Iterable[Taker]) -> tuple[tuple[str, str], ...]:
    options = {f"{t.indicator.id}:{t.input.name}": words.input_option(t.indicator, t.input) for t in found}
    return tuple((label, v) for v, label in options.items())


def _one_of(indicators: list[Indicator], decisions: Decisions) -> Indicator | Doubt:
    chosen = [i for i in indicators if i.id == decisions.get("indicator")] or indicators
    if len(chosen) > 1:
        return Doubt("indicator", words.ASK_WHICH_INDICATOR, tuple((i.short, i.id) for i in chosen))
    return chosen[0]


# steps


def _step(
    value: Value, indicator: Indicator, results: Results, origin: Origin, decisions: Decisions
) -> Taken | Doubt | Refusal:
    n = int(value.value or 0)
    if not 1 <= n <= len(indicator.levels):
        return Refusal("no_such_input", words.no_such_step(indicator, n))
    flags = _flags(indicator, n)
    if not flags:
        return Refusal("no_such_input", words.level_is_a_figure(indicator, n))
    if value.done is False:
        return _taken_flags(indicator, flags, False, origin, value, results)
    reported = results.inputs.get(indicator.id, {})
    before = [f for level in range(1, n) for f in _flags(indicator, level) if reported.get(f.name) is not True]
    if before and indicator.cumulative and "steps" not in decisions:
        open_levels = sorted({f.level or 0 for f in before})
        return Doubt(
            "steps",
            words.ask_earlier_steps(indicator, n, open_levels),
            ((words.all_steps(n), "all"), (words.only_step(n), "only")),
        )
    marked = [*before, *flags] if decisions.get("steps") == "all" else flags
    return _taken_flags(indicator, marked, True, origin, value, results)


def _flags(indicator: Indicator, level: int) -> list[Input]:
    return [u for u in indicator.inputs.values() if u.derive == "flag" and u.level == level]


def _taken_flags(
    indicator: Indicator, flags: list[Input], done: bool, origin: Origin, value: Value, results: Results
) -> Taken:
    facts = tuple(
        _fact(results, origin, indicator, used, "flag", done, value.date or origin.day, n=n)
        for n, used in enumerate(flags)
    )
    return Taken(facts, indicator, flags[0], understood="step")


# figures


def _figure(
    value: Value, taker: Taker, results: Results, origin: Origin, decisions: Decisions, habits: Decisions
) -> Taken | Doubt | Refusal:
    used, indicator = taker.input, taker.indicator
    day = value.date or origin.day
    amount, whole, remarks = value.value, value.of, []
    if amount is None:
        return Refusal("no_number", words.no_number(indicator))
    if taker.turned:
        turned = _turn(amount, whole, taker, results)
        if turned is None:
            return Refusal("remaining", words.ask_for_done(indicator, used, value))
        remarks.append(words.subtraction(used, value, turned, whole or _known_whole(taker, results)))
        amount = turned
    if whole is not None and used.parts and "of" not in decisions:
        known = differs(results.values, results.agreement, results.district, indicator.id, _key(used), whole, day)
        if known is not None:
            return Doubt("of", words.ask_other_whole(used, whole, known), words.whole_options(whole, known))
    if decisions.get("of") == "known":
        whole = None
    moment = moments.moment(value, used, taker, results, origin.day, decisions, habits)
    if isinstance(moment, tuple):
        return Doubt(*moment)
    if moment.kind == "event" and used.every:
        amount = Decimal(1)  # one entry: the months that have one are counted
    worth = _worth(amount, whole, taker, moment.kind)
    doubt = doubts.doubtful(used, indicator, worth, moment, results, decisions)
    if doubt is not None:
        return Doubt(*doubt)
    if moment.days > 1:  # one dated entry for each time
        remarks.append(words.entries(moment.days))
    fact = _fact(results, origin, indicator, used, moment.kind, worth, moment.day or day, slot=moment.slot)
    office = _officers_whole(whole, taker, results, origin, day)
    return Taken((fact,), indicator, used, office, moment.understood, tuple(remarks), moment.habit)


def _worth(amount: Decimal, whole: Decimal | None, taker: Taker, kind: str) -> Any:
    """As the scoring takes it: a bare figure, or its parts."""
    if kind in ("month", "total", "event", "count") or not taker.input.parts or taker.part == "":
        return plain(amount)
    upper, lower = taker.input.parts
    return {upper: plain(amount)} if whole is None else {upper: plain(amount), lower: plain(whole)}


def plain(amount: Decimal) -> str:
    """Exact and without an exponent: 450000, 82.5."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _turn(amount: Decimal, whole: Decimal | None, taker: Taker, results: Results) -> Decimal | None:
    """Remaining told as done, or done as remaining: only where the whole is known."""
    if taker.kind == "percent":
        return Decimal(100) - amount if 0 <= amount <= 100 and taker.input.derive == "ratio" else None
    known = whole if whole is not None else _known_whole(taker, results)
    return known - amount if known is not None and 0 <= amount <= known and taker.input.derive == "ratio" else None


def _known_whole(taker: Taker, results: Results) -> Decimal | None:
    cell = taker.indicator.tables.get(_key(taker.input), {}).get(results.district)
    if cell is not None:
        return cell.amount
    return results.office.get(taker.indicator.id, {}).get(_key(taker.input))


def _key(used: Input) -> str:
    return f"{used.name}.{used.parts[1]}" if used.parts else used.name


def _officers_whole(
    whole: Decimal | None, taker: Taker, results: Results, origin: Origin, day: date
) -> tuple[dict[str, Any], ...]:
    """The officer's own "จาก y" stands at once for later lone numerators, weaker than what the office entered."""
    if whole is None or not taker.input.parts or taker.input.every:
        return ()
    return (
        {
            "agreement": results.agreement.id,
            "district": results.district or "",
            "indicator": taker.indicator.id,
            "input": _key(taker.input),
            "amount": plain(whole),
            "as_of": day.isoformat(),
            "strength": OFFICER,
            "set_by": str(origin.person),
            "source": f"message {origin.event_id}",
            "at": origin.at,
        },
    )


def _fact(
    results: Results,
    origin: Origin,
    indicator: Indicator,
    used: Input,
    kind: str,
    worth: Any,
    day: date,
    *,
    slot: str = "",
    n: int = 0,
) -> Fact:
    return Fact(
        id=f"{origin.event_id}-{origin.number}-{n}",
        kind=kind,
        agreement=results.agreement.id,
        district=results.district,
        indicator=indicator.id,
        input=used.name,
        value=worth,
        as_of=day,
        happened=origin.at,
        slot=slot,
        person=origin.person,
        event_id=origin.event_id,
    )
