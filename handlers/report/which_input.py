"""Which indicator and which of its inputs a value belongs to; or what has to be asked, or why it is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from handlers.reading import Value
from handlers.reading.words.topics import topics
from handlers.report.outcomes import Decisions, Doubt, Refusal
from scoring.agreement import Indicator, Input
from scoring.levels.takers import Taker, inputs_for_topic, takers
from scoring.results.facts import Standing
from scoring.results.results import Results
from scoring.results.said import Kind
from templates.words.report import doubts as asks
from templates.words.report import refusals
from templates.words.report import reports as words
from templates.words.report.examples import example

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
    "logged": ("hh_logged",),
    "workshop": ("s2_workshop",),
    "mou": ("s2_mou",),
    "forum": ("forum",),
    "sara": ("sara_ok",),
    "evidence": ("evidence_sent",),
    "groups_developed": ("groups_developed", "groups_increase"),
    "groups_income": ("groups_income",),
    "income_up": ("income_up", "s5_1"),
}
# what an indicator by nature counts: said where no input is called so, it names none
NATURAL = ("helped",)
SAME_UNIT = {"หลัง": "ครัวเรือน", "หลังคาเรือน": "ครัวเรือน", "ราย": "คน", "ท่าน": "คน", "หมู่": "หมู่บ้าน", "ศูนย์": "แห่ง"}
Own = Sequence[Decimal | None]  # the figures that a person wrote
# where an agreement lacks a topic: what officers may have meant, nearest first
NEAR = {
    "budget_spent": ("plan_success", "women_fund_spending", "access_to_fund"),
    "women_fund_spending": ("women_fund_debt", "budget_spent"),
    "women_fund_debt": ("women_fund_spending", "access_to_fund"),
    "otop_income": ("otop_online_income", "silk_sales"),
    "otop_online_income": ("otop_income",),
    "silk_sales": ("otop_income",),
    "rural_income": ("otop_income",),
    "poor_households": ("poverty_tpmap", "sammachip"),
    "poverty_tpmap": ("poor_households", "sammachip"),
    "sammachip": ("poor_households", "access_to_fund", "pracharat"),
    "access_to_fund": ("community_fund_center",),
    "community_fund_center": ("access_to_fund",),
    "sufficiency_village": ("strong_subdistrict",),
    "strong_subdistrict": ("sufficiency_village",),
    "moral_org": ("transparency",),
    "transparency": ("moral_org",),
    "click_chumchon": ("big_data",),
    "big_data": ("click_chumchon", "jpt_collection"),
    "jpt_collection": ("poor_households", "poverty_tpmap"),
    "plan_success": ("budget_spent",),
    "pracharat": ("otop_income",),
    "tourism_community": ("otop_income",),
}


def choose(
    value: Value, results: Results, decisions: Decisions, own: Own = (), person: int | None = None
) -> Taker | Doubt | Refusal:
    """`own`: every figure of the person's message. With a person: where several inputs fit, the one that their reports
    of this indicator and unit always took."""
    indicators = having(results, value.topic or "")
    if not indicators:
        return _none(value, results, own)
    kind = value.kind or "percent"
    if kind == "step":
        return _steps(value, indicators, results, decisions, own)
    unit = value.unit or ""
    fitting = _fitting(value, kind, unit, results)
    if isinstance(fitting, Doubt):
        return fitting if "input" not in decisions else _decided(value, kind, results, decisions, own)
    if not fitting:
        return Refusal(
            "no_such_input", refusals.no_such_input(indicators[0], value, _example(indicators, results, value, own))
        )
    found = [t for t in fitting if not t.turned] or fitting
    if "input" in decisions:
        found = [t for t in found if _name(t) == decisions["input"]] or found
    if len({_name(t) for t in found}) > 1:
        usual = _as_always(found, results, person)
        return usual or Doubt("input", asks.ask_which_input(value), _options(found))
    return found[0]


def _as_always(found: Sequence[Taker], results: Results, person: int | None) -> Taker | None:
    """Only where all that this person reported of these inputs, in this unit, stands under one of them."""
    stands = [
        taker
        for taker in found
        for s in results.standing
        if (s.indicator, s.input, s.person) == (taker.indicator.id, taker.input.name, person)
        and (taker.kind == "percent") == _is_share(s, taker.input)
    ]
    return stands[0] if person is not None and len({_name(taker) for taker in stands}) == 1 else None


def _is_share(stands: Standing, used: Input) -> bool:
    return bool(used.parts) and not stands.slot and isinstance(stands.value, str)


def having(results: Results, topic: str) -> tuple[Indicator, ...]:
    """The indicators of a topic that this row reports; district ones are none of the province's."""
    agreement, district = results.agreement, results.district
    return tuple(
        i
        for i in agreement.indicators_of_topic(topic, district)
        if (district is not None or i.scored != "district") and agreement.has(i, district, results.answers) is not False
    )


def shown_too(indicator: Indicator, results: Results) -> tuple[Indicator, ...]:
    """Those of the same topic without criteria: they take no report, the figure is shown under them too."""
    return tuple(i for i in having(results, indicator.topic) if i is not indicator and not i.levels and i.inputs)


def _none(value: Value, results: Results, own: Own) -> Refusal:
    agreement, topic = results.agreement, value.topic or ""
    others = [i for i in agreement.indicators.values() if i.topic == topic]
    if not others:
        near = _near(value, results)
        return Refusal(
            "not_in_agreement",
            refusals.not_in_agreement(agreement, value, near, _example([near], results, value, own) if near else ""),
        )
    if results.district is None:
        return Refusal("not_yours", refusals.by_district_only(others[0]))
    if all(i.scored == "province" for i in others):
        return Refusal("not_yours", refusals.province_only(others[0]))
    return Refusal("not_in_agreement", refusals.not_of_district(agreement, others[0], results.district))


def _near(value: Value, results: Results) -> Indicator | None:
    for topic in NEAR.get(value.topic or "", ()):
        near = [i for i in having(results, topic) if i.levels]
        if near:
            return near[0]
    return None


def _steps(
    value: Value, indicators: Sequence[Indicator], results: Results, decisions: Decisions, own: Own
) -> Taker | Doubt | Refusal:
    """The indicator whose steps are meant; its flags are found by the step's number, or by what the words name."""
    stepped = [i for i in indicators if any(u.derive in ("flag", "date", "dates") for u in i.inputs.values())]
    if not stepped:
        return Refusal("no_such_input", refusals.no_steps(indicators[0], _example(indicators, results, value, own)))
    chosen = [i for i in stepped if i.id == decisions.get("indicator")] or stepped
    if len(chosen) > 1:
        return Doubt("indicator", words.ASK_WHICH_INDICATOR, tuple((i.short, i.id) for i in chosen))
    return Taker(chosen[0], next(iter(chosen[0].inputs.values())), "step", "", "", int(value.value or 0))


def _fitting(value: Value, kind: str, unit: str, results: Results) -> list[Taker] | Doubt:
    agreement, district, topic = results.agreement, results.district, value.topic or ""
    allowed = {i.id for i in having(results, topic)}

    def taking(with_unit: str) -> list[Taker]:
        every = takers(agreement, topic, district, kind, with_unit, value.sense or "")
        return [t for t in every if t.indicator.id in allowed]

    found = next((fit for one in _same_units(unit) if (fit := taking(one))), [])
    usual = topics()[topic].whole_unit if topic in topics() else None
    if not found and (not unit or (kind == "ratio" and unit == usual)):
        found = taking("")  # the unit is the topic's usual one, and was not said
    times = kind == "count" and unit in ("", "ครั้ง")
    ways = inputs_for_topic(agreement, topic, district) if times else ()
    monthly = [  # counted in times too, though computed month by month
        t
        for t in ways
        if t.indicator.id in allowed and t.kind == "count" and t.input.counts == "events" and t.input.every
    ]
    if value.aspect not in ASPECTS or (":" in topic and len(found) == 1):  # an own topic's only input of its kind
        return [*found, *(t for t in monthly if t not in found)]
    named = _named(value, found) or _named(value, taking("") if kind == "ratio" else [])
    named = named or _named(value, monthly)
    if value.aspect in NATURAL and not _named(value, ways or inputs_for_topic(agreement, topic, district)):
        return found
    if not named and found:
        return Doubt("input", asks.ask_which_input(value), _options(found))
    return named


def _same_units(unit: str) -> tuple[str, ...]:
    """The unit as said, and other words for it: หลัง is a ครัวเรือน."""
    usual = SAME_UNIT.get(unit, unit)
    return tuple(dict.fromkeys((unit, usual, *(other for other, of in SAME_UNIT.items() if of == usual))))


def _named(value: Value, found: Iterable[Taker]) -> list[Taker]:
    """Only what the words name: a meeting is never taken for a field visit, though both are counted in times."""
    return [t for t in found if any(part in t.input.name for part in ASPECTS[value.aspect or ""])]


def _decided(value: Value, kind: str, results: Results, decisions: Decisions, own: Own) -> Taker | Refusal:
    every = takers(results.agreement, value.topic or "", results.district, kind, "", value.sense or "")
    chosen = [t for t in every if _name(t) == decisions["input"]]
    if chosen:
        return chosen[0]
    having_it = having(results, value.topic or "")
    said = _example(having_it, results, value, own)
    return Refusal("no_such_input", refusals.no_such_input(having_it[0], value, said))


def _example(indicators: Iterable[Indicator], results: Results, value: Value, own: Own) -> str:
    """A report that would be stored, of what the district has; never with a figure of the person's message."""
    own = (value.value, value.of, *own)
    shown = (example(i, results.district, results.day, unlike=own) for i in indicators)
    return next((said for said in shown if said), "")


# a unit that nobody said is asked for, not chosen


def with_unit(value: Value, decisions: Decisions) -> Value:
    """The value with the unit that was chosen for it."""
    if value.kind is not None or value.value is None or "unit" not in decisions:
        return value
    kind, _, unit = decisions["unit"].partition(":")
    return replace(value, kind="ratio" if value.of is not None else _KINDS[kind], unit=unit)


def unit_asked(value: Value, results: Results, own: Own = ()) -> Doubt | Refusal | None:
    """Which unit the figure has: of those that the topic takes here, without what cannot be."""
    indicators = having(results, value.topic or "")
    if value.kind is not None or value.value is None or not indicators:
        return None
    allowed = {i.id for i in indicators if i.levels} or {i.id for i in indicators}
    ways = inputs_for_topic(results.agreement, value.topic or "", results.district)
    units = dict.fromkeys(
        (t.kind, t.unit.split("/")[0]) for t in ways if t.indicator.id in allowed and t.kind in _KINDS
    )
    options = {
        f"{kind}:{'%' if kind == 'percent' else unit}": asks.in_this_unit(value, kind, unit)
        for kind, unit in units
        if (value.value <= 100 if kind == "percent" else kind == "baht" or value.value == int(value.value))
    }
    if not options:
        return Refusal(
            "no_such_input", refusals.no_such_input(indicators[0], value, _example(indicators, results, value, own))
        )
    offered = tuple((label, chosen) for chosen, label in options.items())
    if len(offered) == 1:
        return Doubt("unit", asks.ask_this_unit(value, offered[0][0]), (*offered, (asks.NO_DROP, "drop")))
    return Doubt("unit", asks.ask_unit(value), offered)


_KINDS: dict[str, Kind] = {"percent": "percent", "count": "count", "baht": "baht"}


def _name(taker: Taker) -> str:
    return f"{taker.indicator.id}:{taker.input.name}"


def _options(found: Iterable[Taker]) -> tuple[tuple[str, str], ...]:
    found = tuple(found)
    several = len({t.indicator.id for t in found}) > 1
    options = {_name(t): asks.input_option(t.indicator, t.input, several) for t in found}
    return tuple((label, v) for v, label in options.items())
