"""Which place of the ledger a figure takes: the newest value, a month, a running total, a count, a dated entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.reading import Value
from handlers.results import COUNT, ENTRY, TOTAL, Results
from scoring.agreement import Input
from scoring.topics import Taker
from templates.words import reports as words


@dataclass(frozen=True)
class Moment:
    slot: str
    kind: str  # value, month, total, count, event
    understood: str
    day: date | None = None  # where it differs from the day of the report
    days: int = 0
    habit: tuple[str, str] | None = None


Ask = tuple[str, str, tuple[tuple[str, str], ...]]  # key, text, options


def moment(
    value: Value,
    used: Input,
    taker: Taker,
    results: Results,
    today: date,
    decisions: Mapping[str, str],
    habits: Mapping[str, str],
) -> Moment | Ask:
    if used.counts == "months" and taker.kind != "percent" and value.of is None:
        return _months(value, used, taker, today, decisions, habits)
    if used.counts == "events" and taker.kind == "count":
        return _events(value, used, taker, results, today, decisions)
    return Moment("", "value", "as_of")


def _months(
    value: Value, used: Input, taker: Taker, today: date, decisions: Mapping[str, str], habits: Mapping[str, str]
) -> Moment | Ask:
    day = value.date or today
    if value.cumulative is True:
        return Moment(TOTAL, "total", "total")
    if value.period and len(value.period) == 7 and value.period[4] == "-":
        return Moment(value.period, "month", "month")
    if value.cumulative is False:
        return Moment(day.strftime("%Y-%m"), "month", "month")
    about = f"months:{taker.indicator.id}:{used.name}"
    chosen = decisions.get("months") or habits.get(about)
    if chosen is None:
        options = ((words.running_total(day), "total"), (words.month_amount(day), "month"))
        return "months", words.ask_month_or_total(taker.indicator, value), options
    habit = (about, chosen)
    if chosen == "total":
        return Moment(TOTAL, "total", "total", habit=habit)
    return Moment(day.strftime("%Y-%m"), "month", "month", habit=habit)


def _events(
    value: Value, used: Input, taker: Taker, results: Results, today: date, decisions: Mapping[str, str]
) -> Moment | Ask:
    day = value.date or today
    if used.every and value.counting is None and used.derive != "ratio":
        return Moment("", "value", "as_of")  # a rate per month or quarter, told as such
    if used.every and used.derive == "ratio":
        if value.counting in ("add", "nth") or value.value == 1 or decisions.get("events") == "add":
            return Moment(f"{ENTRY}{day.isoformat()}", "event", "entry")
        return "events", words.ask_each_month(taker.indicator, used), ((words.one_in_month(day), "add"),)
    standing = [s for s in results.standing if s.indicator == taker.indicator.id and s.input == used.name]
    counting = value.counting or decisions.get("events")
    if counting is None and standing:
        n = value.value or Decimal(0)
        options = ((words.count_in_all(n), "total"), (words.count_more(n), "add"))
        return "events", words.ask_count(taker.indicator, used, n), options
    if counting == "add":
        return Moment(f"{ENTRY}{day.isoformat()}", "event", "entry")
    return Moment(COUNT, "count", "count")
