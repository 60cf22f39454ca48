"""Taking one read value: the facts that it makes, or what is in doubt, or why it is refused.

Pure: the value, what stands (Results) and the answers given so far go in; Taken, Doubt or Refusal comes out. An
answer to a doubt is one more decision, and the same value is taken anew with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.reading import Value
from handlers.reading.words.topics import topics
from handlers.report import slots
from handlers.report.doubts.contradictions import MUCH
from handlers.report.doubts.doubtful import Reported, doubtful
from handlers.report.doubts.increments import added, increased
from handlers.report.doubts.two_figures import said_twice
from handlers.report.outcomes import Decisions, Doubt, Origin, Refusal, fact_of, key_of, known_whole, plain
from handlers.report.steps_done import take_day, take_step
from handlers.report.which_input import choose, shown_too, unit_asked, with_unit
from scoring.agreement import Indicator, Input
from scoring.levels.figures import Impossible, figure
from scoring.levels.office_values import OFFICER, differs
from scoring.levels.takers import Taker
from scoring.results.results import Results
from scoring.results.stored import Taken
from templates.words.report import doubts as asks
from templates.words.report import refusals
from templates.words.report import reports as words

__all__ = ["Decisions", "Doubt", "Origin", "Refusal", "Taken", "plain", "take"]


def take(
    value: Value, results: Results, origin: Origin, decisions: Decisions, habits: Decisions
) -> Taken | Doubt | Refusal:
    value = with_unit(value, decisions)
    own = [Decimal(figure) for figure in origin.figures]
    lacking = unit_asked(value, results, own)
    if lacking is not None:
        return lacking
    found = choose(value, results, decisions, own)
    as_always = choose(value, results, decisions, own, origin.person) if _which_input(found) else None
    found = as_always or found
    if not isinstance(found, Taker):
        return found
    if value.kind == "step":
        return take_step(value, found.indicator, results, origin, decisions)
    if value.kind == "date":
        return take_day(value, found, results, origin, decisions)
    taken = _figure(value, found, results, origin, decisions, habits)
    if isinstance(taken, Taken) and as_always is not None:
        return replace(taken, remarks=(words.as_always(found.input), *taken.remarks))
    return taken


def _which_input(found: Taker | Doubt | Refusal) -> bool:
    return isinstance(found, Doubt) and found.key == "input"


def _figure(
    value: Value, taker: Taker, results: Results, origin: Origin, decisions: Decisions, habits: Decisions
) -> Taken | Doubt | Refusal:
    used, indicator = taker.input, taker.indicator
    day = value.date or origin.day
    if value.value is None:
        return Refusal("no_number", refusals.no_number(indicator))
    about = f"means:{indicator.id}:{used.name}"
    if _unlike(value, taker) and decisions.get("means", habits.get(about)) != "yes":
        options = ((asks.means_this(used), "yes"), (asks.NO_DROP, "drop"))
        return Doubt("means", asks.ask_meaning(indicator, used, value), options)
    changed = _changed(value, taker, decisions)
    if isinstance(changed, Doubt | Refusal):
        return changed
    amount, whole = changed, value.of
    remarks: list[str] = []
    if added(value, taker):
        more = increased(value, taker, results, decisions)
        if isinstance(more, Doubt):
            return more
        amount, remarks = more
    if decisions.get("of") == "known":  # what is left is counted from it, too
        whole, known = None, known_whole(used, indicator, results)
        remarks += [words.used_whole(used, known)] if known is not None else []
    unsaid = _helped_or_left(value, used) or (decisions.get("sense") == "ask" and value.sense is None)
    if unsaid and decisions.get("sense", "ask") == "ask":
        return Doubt("sense", asks.ask_sense(indicator, used, value), asks.sense_options(used, value))
    if taker.turned or (unsaid and decisions["sense"] == "other"):
        turned = _turn(amount, whole, taker, results)
        if turned is not None and decisions.get("sense") != "same":
            remarks.append(words.subtraction(value, turned, whole or known_whole(used, indicator, results)))
            amount = turned
        elif "sense" not in decisions:
            return Doubt("sense", asks.ask_sense(indicator, used, value), asks.sense_options(used, value))
        elif decisions["sense"] == "other":
            lacking = asks.ask_with_whole(indicator, used, value) if used.parts else ""
            return Refusal("remaining", lacking or refusals.no_such_input(indicator, value, ""))
    if whole is not None and used.parts and "of" not in decisions:
        known = differs(results.values, results.agreement, results.district, indicator.id, key_of(used), whole, day)
        if known is not None:
            printed = results.district in indicator.tables.get(key_of(used), {})
            turned = _turn(changed, known, taker, results) if amount != changed else None
            label = asks.use_known(amount if turned is None else turned, known, value.unit or used.unit.split("/")[0])
            options = ((label, "known"), (asks.NO_DROP, "drop"))
            return Doubt("of", asks.ask_other_whole(used, whole, known, printed), options)
    moment = slots.moment(value, used, taker, results, origin, decisions, habits)
    if isinstance(moment, tuple):
        return Doubt(*moment)
    if moment.kind == "event" and used.every and (used.derive == "ratio" or value.counting == "nth"):
        amount = Decimal(1)  # one entry: the months that have one are counted
    worth = _worth(amount, whole, taker, moment.kind)
    wrong = _impossible(used, worth, moment.kind, indicator, results)
    if wrong is not None:
        return Refusal("impossible", refusals.impossible(indicator, used, value, wrong))
    told = Reported(indicator, used, worth, moment, day, origin.at)
    doubt = said_twice(told, results, origin, decisions) or doubtful(told, results, decisions)
    if doubt is not None:
        return doubt
    if moment.remark:
        remarks.append(moment.remark)
    remarks += [words.shown_under(other) for other in shown_too(indicator, results)]
    fact = fact_of(results, origin, indicator, used, moment.kind, worth, day, slot=moment.slot)
    office = _officers_whole(whole, taker, results, origin, day)
    meant = (about, "yes") if _unlike(value, taker) else None
    return Taken((fact,), indicator, used, office, moment.understood, tuple(remarks), moment.habit, meant)


def _unlike(value: Value, taker: Taker) -> bool:
    """A debt's percentage where the document measures another percentage (Sa Kaeo's weighted result)."""
    natural = topics()[taker.indicator.topic].remaining if taker.indicator.topic in topics() else False
    return natural and taker.kind == "percent" and taker.input.derive == "value" and value.aspect is None


def _helped_or_left(value: Value, used: Input) -> bool:
    """ครัวเรือนยากจน 45/60, where those that are left are counted: 45 helped, or 45 left?"""
    return (
        used.sense == "remaining" and value.kind == "ratio" and value.sense is None and value.topic == "poor_households"
    )


def _changed(value: Value, taker: Taker, decisions: Decisions) -> Decimal | Doubt | Refusal:
    """เพิ่มขึ้น 17 % is the very figure of a growth, ลดลง 5 % that of a reduction; elsewhere a change is no level."""
    amount, derive = value.value or Decimal(0), taker.input.derive
    percent = taker.kind == "percent"
    if percent and derive == "growth" and value.change is not None:
        return amount if value.change == "up" else -amount
    if percent and derive == "growth" and amount >= MUCH and "change" not in decisions:  # OTOP 85%: of the target?
        options = ((asks.grown(value), "up"), (asks.NO_DROP, "drop"))
        return Doubt("change", asks.ask_unsaid_growth(taker.indicator, value), options)
    if percent and derive == "reduction":
        if value.change is not None:
            return amount if value.change == "down" else -amount
        if decisions.get("change") != "down":  # a share that is overdue, or one that was worked off?
            if decisions.get("change") == "share":
                return Refusal("no_such_input", asks.reduction_wanted(taker.indicator, taker.input))
            return Doubt("change", asks.ask_reduction(taker.indicator, value), asks.reduction_options(value))
    elif value.change and value.counting != "add" and not added(value, taker) and "change" not in decisions:
        return Doubt("change", asks.ask_change(taker.indicator, value), asks.change_options(value))
    return amount


def _worth(amount: Decimal, whole: Decimal | None, taker: Taker, kind: str) -> Any:
    """As the scoring takes it: a bare figure, or its parts."""
    if kind in ("month", "total", "event", "count") or not taker.input.parts or taker.part == "":
        return plain(amount)
    upper, lower = taker.input.parts
    return {upper: plain(amount)} if whole is None else {upper: plain(amount), lower: plain(whole)}


def _impossible(used: Input, worth: Any, kind: str, indicator: Indicator, results: Results) -> str | None:
    """What cannot be is never stored: half a household, more remaining than there was."""
    known = known_whole(used, indicator, results) if used.parts else None
    if used.parts and isinstance(worth, str) and kind != "value":
        worth = {used.parts[0]: worth}
    try:
        figure(used, worth, lambda key: None if known is None else known.as_integer_ratio())
    except Impossible as wrong:
        return wrong.what
    return None


def _turn(amount: Decimal, whole: Decimal | None, taker: Taker, results: Results) -> Decimal | None:
    """Remaining told as done, or done as remaining: only where the whole is known."""
    if taker.input.derive != "ratio":
        return None
    if taker.kind == "percent":
        return Decimal(100) - amount if 0 <= amount <= 100 else None
    known = whole if whole is not None else known_whole(taker.input, taker.indicator, results)
    return known - amount if known is not None and 0 <= amount <= known else None


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
            "input": key_of(taker.input),
            "amount": plain(whole),
            "as_of": day.isoformat(),
            "strength": OFFICER,
            "set_by": str(origin.person),
            "source": f"message {origin.event_id}",
            "at": origin.at,
        },
    )
