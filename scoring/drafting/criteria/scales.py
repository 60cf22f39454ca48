"""Five levels of one measure held against each other: direction, floors, equal, backward, gaps, overlaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise

from scoring.drafting.criteria.amounts import Found
from scoring.drafting.criteria.measures import Used, less_is_better
from scoring.drafting.draft import REMARK, Ask


@dataclass
class Scale:
    better: str = "more"
    floors: set[int] = field(default_factory=set)
    ops: dict[tuple[int, int], str] = field(default_factory=dict)  # (level, place) -> operator, where it differs
    asks: list[Ask] = field(default_factory=list)


def judged(used: Used, name: str) -> Scale:
    scale = Scale()
    steps = [(n, used.at_level[n][0]) for n in sorted(used.at_level)]
    _floor(used, steps, scale)
    rest = [(n, f) for n, f in steps if n not in scale.floors]
    _direction(used, rest, name, scale)
    if not any(a.why in ("direction", "directions_differ", "no_order") for a in scale.asks):
        _order(used, rest, scale)
        _edges(used, steps, scale)
    return scale


def _number(text: str) -> Fraction:
    """Comparable: a day by its ordinal, "1/3" of the whole as a percentage."""
    if "-" in text:
        return Fraction(date.fromisoformat(text).toordinal())
    return 100 * Fraction(text) if "/" in text else Fraction(text)


def _low(one: Found) -> Fraction:
    return _number(one.value)


def _high(one: Found) -> Fraction:
    return _number(one.to) if one.to else _number(one.value)


def _bare(one: Found) -> bool:
    return not one.said and not one.word and one.op == ">="


def _floor(used: Used, steps: list[tuple[int, Found]], scale: Scale) -> None:
    """The lowest level of "น้อยกว่า ๗๕" under "ไม่น้อยกว่า ๗๕": whatever is reported has it (policy 5)."""
    if len(steps) < 2 or len(used.at_level[steps[0][0]]) > 1:
        return
    (level, first), (above, second) = steps[0], steps[1]
    up = first.op[0] == "<" and (second.op[0] == ">" or second.op == "band") and _low(first) <= _low(second)
    down = (
        first.op[0] == ">"
        and first.said != ""
        and (second.op[0] == "<" or second.op == "band")
        and _low(first) >= _high(second)
    )
    if not (up or down) or used.kind == "date":
        return
    if not up and second.op == "band" and not _falls(steps[1:]):
        return
    scale.floors.add(level)
    edge = _low(second) if up else _high(second)
    closed = (
        {first.op, second.op} in ({"<", ">="}, {"<=", ">"}, {"<", "band"})
        if up
        else {first.op, second.op} in ({">=", "<"}, {">", "<="})
    )
    meets = _low(first) == edge and (closed or second.op == "band")
    if not meets and (up or second.op != "band") and not _whole_step(used, _low(first), edge):
        scale.asks.append(Ask("contradiction", "floor_gap", (level, above), (first.value, second.value), blocks=False))
    if level > 1:
        scale.asks.append(Ask("contradiction", "floor_in_the_middle", (level,), (first.value,), blocks=False))


def _falls(steps: list[tuple[int, Found]]) -> bool:
    return all(_high(a) > _high(b) and _low(a) >= _low(b) for (_, a), (_, b) in pairwise(steps))


def _rises(steps: list[tuple[int, Found]]) -> bool:
    return all(_low(a) < _low(b) and _high(a) <= _high(b) for (_, a), (_, b) in pairwise(steps))


def _direction(used: Used, steps: list[tuple[int, Found]], name: str, scale: Scale) -> None:
    """What the operators say; bare numbers take it from their order, which has to be asked where they fall."""
    said = {f.op[0] for _, f in steps if not _bare(f) and f.op != "band"}
    numbers = tuple(n for n, _ in steps)
    bands = all(f.op == "band" for _, f in steps) and used.kind != "date"
    open_ended = {n: fs for n, fs in used.at_level.items() if len(fs) > 1}
    values = tuple(f.value for _, f in steps)
    if len(said) > 1 and not open_ended:
        ends = _ended_bands(steps)
        if not ends:
            scale.asks.append(Ask("contradiction", "directions_differ", numbers, values))
            return
        scale.better = ends
        return
    if said == {"<"} and not open_ended:
        scale.better = "less"
    bare = [n for n, f in steps if _bare(f)]
    if len(steps) > 1 and (bare or bands or any(f.op == "band" for _, f in steps)) and not said:
        if _falls(steps):
            scale.better = "less"
            scale.asks.append(Ask("direction", "direction", numbers, (values[0], values[-1]), ("less", "more")))
            if not bands:
                scale.ops |= {(n, 0): "<=" for n in bare}
        elif _rises(steps) and less_is_better(name, used.words) and not used.turn:
            scale.asks.append(
                Ask("direction", "rising_but_less", numbers, (values[0], values[-1]), ("more", "less"), False)
            )
        elif not _rises(steps) and len(set(values)) == len(values):
            scale.asks.append(Ask("contradiction", "no_order", numbers, values))
    elif bare and said == {"<"}:
        scale.ops |= {(n, 0): "<=" for n in bare}
        scale.asks.append(Ask("operator", "no_operator", tuple(bare), values))


def _ended_bands(steps: list[tuple[int, Found]]) -> str:
    """A scale of bands with open ends: "< 15", "15 - 24", …, ">= 45"."""
    middle = [f for _, f in steps if f.op == "band"]
    if not middle:
        return ""
    return "more" if _rises(steps) else "less" if _falls(steps) else ""


def _order(used: Used, steps: list[tuple[int, Found]], scale: Scale) -> None:
    sign = 1 if scale.better == "more" else -1
    for (n, low), (above, high) in pairwise(steps):
        a, b = (_low(low), _low(high)) if sign > 0 else (_high(low), _high(high))
        if low.word and high.word and low.value == high.value:
            continue
        if a == b and low.op == high.op and low.to == high.to:
            scale.asks.append(Ask("contradiction", "equal", (n, above), (low.value, high.value), blocks=False))
        elif sign * b < sign * a or (a == b and _easier(low.op, high.op)):
            scale.asks.append(Ask("contradiction", "backwards", (n, above), (low.value, high.value)))


def _easier(low: str, high: str) -> bool:
    return (low, high) in ((">", ">="), ("<", "<="))


def _edges(used: Used, steps: list[tuple[int, Found]], scale: Scale) -> None:
    """Values that no band has, or two have."""
    gaps, shared = [], []
    for (n, low), (above, high) in pairwise(steps):
        if low.op != "band" or used.kind == "date":
            continue
        if scale.better == "more":
            end, begin = _high(low), _low(high)
            gap, both = end < begin, end > begin or (end == begin and high.op != ">")
        else:
            end, begin = _low(low), _high(high)
            gap, both = end > begin, end < begin or (end == begin and high.op != "<")
        if gap and not _whole_step(used, end, begin):
            gaps += [n, above]
        if both:
            shared += [n, above]
    if gaps:
        scale.asks.append(Ask(REMARK, "gap", tuple(sorted(set(gaps))), (), blocks=False))
    if shared:
        scale.asks.append(Ask(REMARK, "overlap", tuple(sorted(set(shared))), (), blocks=False))


def _whole_step(used: Used, end: Fraction, begin: Fraction) -> bool:
    """Of whole things nothing lies between 4 and 5."""
    return used.kind in ("count", "days") and abs(end - begin) <= 1 and end % 1 == 0 == begin % 1
