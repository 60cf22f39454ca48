"""What is asked before storing although it was read clearly: a value that falls, or one that is far off."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.moments import Ask, Moment
from handlers.results import Results
from scoring.agreement import Indicator, Input
from scoring.figures import Impossible, figure
from templates.words import reports as words

FAR = 10  # a ten-fold slip: a digit too many or too few
OPTIONS = ((words.YES_STORE, "yes"), (words.NO_DROP, "no"))


def doubtful(
    used: Input,
    indicator: Indicator,
    worth: Any,
    moment: Moment,
    results: Results,
    decisions: Mapping[str, str],
) -> Ask | None:
    before = _before(used, indicator, moment, results)
    if before is None:
        return None
    old, new = before, _exact(used, worth, indicator, results)
    if new is None or old == new:
        return None
    if (
        used.derive != "ratio"
        and _far(old, new)
        and _far_from_pace(new, used, indicator, moment, results)
        and ("far" not in decisions)
    ):
        return "far", words.ask_far(indicator, old, new, used), OPTIONS
    falls = new < old and used.sense == "done" and moment.kind in ("value", "total", "count")
    if falls and used.derive != "growth" and "fall" not in decisions and "far" not in decisions:
        return "fall", words.ask_fall(indicator, old, new, used), OPTIONS
    return None


def _before(used: Input, indicator: Indicator, moment: Moment, results: Results) -> Fraction | None:
    """What stands, like with like: the same place, or for a month the mean of the months that stand."""
    if moment.kind == "month":
        months = [
            Fraction(Decimal(s.value))
            for s in results.standing
            if (s.indicator, s.input, s.kind) == (indicator.id, used.name, "month") and s.slot != moment.slot
        ]
        base = results.office.get(indicator.id, {}).get(f"{used.name}.base") or _base(used, indicator, results)
        if months:
            return sum(months, Fraction(0)) / len(months)
        return Fraction(base) / 12 if base else None
    if moment.kind == "event":
        return None
    stands = results.of(indicator.id, used.name, moment.slot)
    return None if stands is None else _exact(used, stands.value, indicator, results)


def _base(used: Input, indicator: Indicator, results: Results) -> Decimal | None:
    cell = indicator.tables.get(f"{used.name}.base", {}).get(results.district)
    return cell.amount if cell else None


def _exact(used: Input, worth: Any, indicator: Indicator, results: Results) -> Fraction | None:
    """The figure that levels are read from where there is one, else the amount itself."""
    if isinstance(worth, str) and (not used.parts or used.counts != "as_of"):
        return Fraction(Decimal(worth))
    try:
        found = figure(used, worth, lambda key: _known(key, indicator, results))
    except Impossible:
        return None
    return Fraction(*found) if isinstance(found, tuple) and isinstance(found[0], int) else None


def _known(key: str, indicator: Indicator, results: Results) -> tuple[int, int] | None:
    cell = indicator.tables.get(key, {}).get(results.district)
    amount = cell.amount if cell else results.office.get(indicator.id, {}).get(key)
    return None if amount is None else amount.as_integer_ratio()


def _far_from_pace(new: Fraction, used: Input, indicator: Indicator, moment: Moment, results: Results) -> bool:
    """A running total may well be ten times the last one; it is odd when the base's pace does not explain it either."""
    base = results.office.get(indicator.id, {}).get(f"{used.name}.base") or _base(used, indicator, results)
    if moment.kind != "total" or not base:
        return True
    elapsed = max((results.day - results.agreement.start).days, 1)
    return _far(Fraction(base) * elapsed / 365, new)


def _far(old: Fraction, new: Fraction) -> bool:
    return old > 0 and new > 0 and (new >= old * FAR or new * FAR <= old)


def odd_whole(results: Results, indicator: str, key: str, whole: Decimal) -> bool:
    """A whole that is nothing, that is smaller than its part, or that a ten-fold slip would explain."""
    name = key.partition(".")[0]
    used = results.agreement.indicators[indicator].inputs[name]
    told = results.inputs.get(indicator, {}).get(name)
    if whole <= 0 or not isinstance(told, dict) or told.get(used.parts[0]) is None:
        return whole <= 0
    part = Fraction(Decimal(told[used.parts[0]]))
    return part > Fraction(whole) if used.derive == "ratio" else _far(Fraction(whole), part)
