"""Which place of the ledger a figure takes: the newest value, a month, a running total, a count, a dated entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.reading import Value
from handlers.report.outcomes import Decisions, Origin
from scoring.agreement import Input
from scoring.levels.takers import Taker
from scoring.results.results import COUNT, ENTRY, TOTAL, Results
from templates.words.report import doubts as asks


@dataclass(frozen=True)
class Moment:
    slot: str
    kind: str  # value, month, total, count, event
    understood: str
    habit: tuple[str, str] | None = None
    remark: str = ""


Ask = tuple[str, str, tuple[tuple[str, str], ...]]  # key, text, options
DROP = (asks.NO_DROP, "drop")


def moment(
    value: Value, used: Input, taker: Taker, results: Results, origin: Origin, decisions: Decisions,
    habits: Mapping[str, str],
) -> Moment | Ask:  # fmt: skip
    if used.counts == "months" and taker.kind != "percent" and value.of is None:
        return _months(value, used, taker, results, origin.day, decisions, habits)
    if used.counts == "events" and taker.kind == "count":
        return _events(value, used, taker, results, origin, decisions)
    return Moment("", "value", "as_of")


def habit_of(indicator: str, name: str) -> str:
    return f"months:{indicator}:{name}"


def _months(
    value: Value, used: Input, taker: Taker, results: Results, today: date, decisions: Decisions,
    habits: Mapping[str, str],
) -> Moment | Ask:  # fmt: skip
    day = value.date or today
    if value.cumulative is True:
        return Moment(TOTAL, "total", "total")
    if value.period and len(value.period) == 7 and value.period[4] == "-":
        return _month(value.period, used, taker, results)
    if value.period and "-Q" in value.period:
        if (day - results.agreement.start).days < 93:  # the first quarter's amount is the running total
            return Moment(TOTAL, "total", "total")
        if decisions.get("months") == "total":
            return Moment(TOTAL, "total", "total")
        return "months", asks.ask_quarter(taker.indicator, value), ((asks.running_total(day), "total"), DROP)
    month = day.strftime("%Y-%m")
    if value.cumulative is False or decisions.get("change") == "month":
        return _month(month, used, taker, results)
    about = habit_of(taker.indicator.id, used.name)
    chosen = decisions.get("months") or habits.get(about)
    if chosen is None:
        options = ((asks.RUNNING_TOTAL, "total"), (asks.month_amount(day), "month"))
        return "months", asks.ask_month_or_total(taker.indicator, used, value, day), options
    habit = (about, chosen)
    if chosen == "total":
        return Moment(TOTAL, "total", "total", habit)
    found = _month(month, used, taker, results)
    return Moment(found.slot, found.kind, found.understood, habit, found.remark)


def _month(slot: str, used: Input, taker: Taker, results: Results) -> Moment:
    """A month that the running total holds already adds nothing to it, and the receipt says so."""
    total = results.of(taker.indicator.id, used.name, TOTAL)
    held = total is not None and slot <= total.as_of.strftime("%Y-%m")
    return Moment(slot, "month", "month", remark=asks.held_by_total(total.as_of) if total and held else "")


def _events(
    value: Value, used: Input, taker: Taker, results: Results, origin: Origin, decisions: Decisions
) -> Moment | Ask:
    day = value.date or origin.day
    n = value.value or Decimal(0)
    chosen = decisions.get("events")
    if used.every and used.derive == "ratio":
        if value.counting in ("add", "nth") or n == 1 or chosen == "add":
            return _entry(value, day, used, taker, results, origin, decisions)
        return "events", asks.ask_each_month(taker.indicator, used), ((asks.one_in_month(day), "add"), DROP)
    if used.every:
        if chosen == "rate" or "/" in (value.unit or ""):
            return Moment("", "value", "rate")
        if value.counting in ("add", "nth") or chosen == "add":
            return _entry(value, day, used, taker, results, origin, decisions)
        options = ((asks.each_period(used, n), "rate"), (asks.times_in_month(n, used, day), "add"))
        return "events", asks.ask_rate(taker.indicator, used), options
    standing = [s for s in results.standing if s.indicator == taker.indicator.id and s.input == used.name]
    if (value.counting or chosen) is None and standing:
        options = ((asks.count_in_all(n, used), "total"), (asks.count_more(n, used), "add"))
        return "events", asks.ask_count(taker.indicator, used, n), options
    if (value.counting or chosen) == "add":
        return _entry(value, day, used, taker, results, origin, decisions)
    return Moment(COUNT, "count", "count")


def _entry(
    value: Value, day: date, used: Input, taker: Taker, results: Results, origin: Origin, decisions: Decisions
) -> Moment | Ask:
    """ประชุมแล้ว twice on one day by one person is one meeting; เพิ่มอีก 2 ครั้ง is two more, said again it is asked."""
    once = value.done is True or used.every
    slot = f"{ENTRY}{day.isoformat()}:{origin.person if once else origin.event_id}"
    remark = ""
    same = _of_a_colleague(day, used, taker, results, origin) if once and value.aspect == "meeting" else None
    if same is not None:
        return Moment(same, "event", "entry", remark=asks.one_meeting(day, used))
    count = results.of(taker.indicator.id, used.name, COUNT)
    if not once and "again" not in decisions and _said_today(value, day, used, taker, results, origin):
        n = value.value or Decimal(0)
        options = ((asks.count_more(n, used), "yes"), (asks.SENT_TWICE, "keep"))
        return "again", asks.ask_again(taker.indicator, used, n), options
    if once and results.of(taker.indicator.id, used.name, slot) is not None:
        remark = asks.once_a_day(day)
    elif count is not None and day < count.as_of:
        remark = asks.held_by_count(count.as_of)
    return Moment(slot, "event", "entry", remark=remark)


def _of_a_colleague(day: date, used: Input, taker: Taker, results: Results, origin: Origin) -> str | None:
    """The place of a meeting of that day that somebody else has reported: one meeting told by two is one."""
    place, of = (taker.indicator.id, used.name), f"{ENTRY}{day.isoformat()}:"
    mine = f"{of}{origin.person}"
    entries = [s.slot for s in results.standing if (s.indicator, s.input) == place and s.slot.startswith(of)]
    return None if mine in entries else next(iter(entries), None)


def _said_today(value: Value, day: date, used: Input, taker: Taker, results: Results, origin: Origin) -> bool:
    """The same number more, of the same day and by the same person: sent twice, or twice as many?"""
    place, same = (taker.indicator.id, used.name), f"{ENTRY}{day.isoformat()}:"
    return any(
        (s.indicator, s.input) == place
        and s.slot.startswith(same)
        and s.slot != f"{same}{origin.event_id}"
        and s.person == origin.person
        and Decimal(str(s.value)) == value.value
        for s in results.standing
    )
