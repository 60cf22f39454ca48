"""An increase that was reported (เพิ่มอีก 5 ครัวเรือน): added to what stands, never counted from nothing, always asked."""

from __future__ import annotations

from decimal import Decimal

from handlers.reading import Value
from handlers.report.outcomes import Decisions, Doubt, plain
from scoring.levels.takers import Taker
from scoring.results.results import Results
from templates.words.report import doubts as asks
from templates.words.report import reports as words


def added(value: Value, taker: Taker) -> bool:
    """Entries add up by themselves; of an amount that stands an increase is only a part."""
    more = value.counting == "add" or value.change == "up"
    return more and taker.input.counts in ("as_of", "months") and taker.kind in ("count", "baht") and value.of is None


def increased(value: Value, taker: Taker, results: Results, decisions: Decisions) -> tuple[Decimal, list[str]] | Doubt:
    used, more = taker.input, value.value or Decimal(0)
    before = _amount(taker, results)
    chosen = decisions.get("change")
    if chosen == "sum" and before is not None:
        return before + more, [f"{plain(before)} + {plain(more)} = {plain(before + more)}"]
    if chosen is not None:
        return more, []
    stands = words.worth_of(used, plain(before), "amount") if before is not None else ""
    options = [(asks.NO_DROP, "drop")]
    if before is not None:
        options = [(asks.sum_of(words.worth_of(used, plain(before + more), "amount")), "sum"), *options]
    if used.counts == "months":
        options = [(asks.alone_in_month(value, value.date or results.day), "month"), (asks.NO_DROP, "drop")]
    elif before is not None:
        options.insert(1, (asks.alone(value), "now"))
    elif before is None:
        options = [(asks.alone(value), "now"), *options]
    return Doubt("change", asks.ask_added(taker.indicator, used, value, stands), tuple(options))


def _amount(taker: Taker, results: Results) -> Decimal | None:
    stands = results.of(taker.indicator.id, taker.input.name)
    if stands is None or taker.input.counts != "as_of":
        return None
    if isinstance(stands.value, dict):
        part = stands.value.get(taker.input.parts[0])
        return Decimal(part) if part is not None else None
    return None if taker.input.parts else Decimal(str(stands.value))
