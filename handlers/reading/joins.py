"""Joins figures that belong together: so many of so many, from … to …, a range, the percentage that a ratio comes to."""

import dataclasses
from decimal import Decimal

from handlers.reading.nouns import Kind
from handlers.reading.quantities import Quantity, checked
from handlers.reading.scan import Token
from handlers.reading.topics import weak_parts

_LIGHT = frozenset({"fill", "mark", "everything", "cumulative", "aspect", "equals", "tick"})


def join_quantities(tokens: list[Token]) -> list[Token]:
    """The same tokens with ratios, changes and ranges as one "quantity" each."""
    for join in (_changes, _ranges, _wholes, _percentages, _remainders):
        tokens = join(tokens)
    return tokens


def _next(tokens: list[Token], at: int, skip: frozenset[str] = _LIGHT) -> int:
    """The next place from `at` on that is not skipped; len(tokens) if none on this line."""
    while at < len(tokens) and tokens[at].kind in skip:
        at += 1
    return at


def _is(tokens: list[Token], at: int, kind: str) -> bool:
    return at < len(tokens) and tokens[at].kind == kind


_KEPT = frozenset({"part", "aspect", "place", "when", "remaining", "cumulative", "month_only"})


def _merged(tokens: list[Token], start: int, end: int, made: Quantity) -> list[Token]:
    """One quantity for tokens[start:end]; what else stood between them goes before it."""
    kept = [one for one in tokens[start:end] if one.kind in _KEPT]
    text = " ".join(one.text for one in tokens[start:end] if one not in kept)
    return [*kept, Token("quantity", made, tokens[start].start, tokens[end - 1].end, text, None, tokens[start].glued)]


def _same_unit(first: Quantity, second: Quantity) -> tuple[Kind | None, str | None, bool]:
    """The unit of a pair: said once or twice, but not two different ones."""
    if first.kind is None:
        return second.kind, second.unit, True
    if second.kind is None or (first.kind, first.unit) == (second.kind, second.unit):
        return first.kind, first.unit, True
    house = {"ครัวเรือน", "หลัง", "หลังคาเรือน"}
    return first.kind, first.unit, first.kind == second.kind == "count" and {first.unit, second.unit} <= house


_NOW = ("ตอนนี้", "ปัจจุบัน", "ล่าสุด", "ขณะนี้")


def _changes(tokens: list[Token]) -> list[Token]:
    """จาก 80 เป็น 85 %, 80 → 85, (with แก้) 58 เป็น 85: the second, the first kept as what it was."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        start = at
        if _is(tokens, at, "out_of") and tokens[at].text == "จาก" and _is(tokens, at + 1, "quantity"):
            at += 1
        was = _is(tokens, at, "former") and _is(tokens, at + 1, "quantity")
        now = _next(tokens, at + 2, frozenset({"mark", "comma"})) if was else at
        if was and now < len(tokens) and tokens[now].kind == "fill" and tokens[now].text.startswith(_NOW):
            last = _next(tokens, now, frozenset({"fill", "mark"}))
            if _is(tokens, last, "quantity"):
                old, new = tokens[at + 1].value, tokens[last].value
                kind, unit, fit = _same_unit(new, old)
                problem = new.problem or old.problem or (None if fit and kind != "step" else "two_numbers")
                made = dataclasses.replace(new, kind=kind, unit=unit, old=old.value, problem=problem)
                found.extend(_merged(tokens, at, last + 1, checked(made)))
                at = last + 1
                continue
        middle = _next(tokens, at + 1, frozenset({"fill", "mark", "change_up", "change_down"}))
        left = at > start and _is(tokens, middle, "remaining")
        if _is(tokens, at, "quantity") and (_is(tokens, middle, "becomes") or _is(tokens, middle, "fall_to") or left):
            last = _next(tokens, middle + 1, frozenset({"fill"}))
            if _is(tokens, last, "quantity"):
                old, new = tokens[at].value, tokens[last].value
                kind, unit, fit = _same_unit(new, old)
                problem = new.problem or old.problem or (None if fit and kind != "step" else "two_numbers")
                made = dataclasses.replace(new, kind=kind, unit=unit, old=old.value, problem=problem)
                found.extend(_merged(tokens, start, last + 1, checked(made)))
                at = last + 1
                continue
        at = start
        found.append(tokens[at])
        at += 1
    return found


def _ranges(tokens: list[Token]) -> list[Token]:
    """80-85, 80 ถึง 85, 80 หรือ 85, ระหว่าง 80 กับ 85"""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if _is(tokens, at, "quantity"):
            middle = at + 1
            if _is(tokens, middle, "mark") and tokens[middle].text in ("?", ")"):
                middle += 1
            between = found and found[-1].text == "ระหว่าง"
            joins = _is(tokens, middle, "range") or (between and _is(tokens, middle, "separator"))
            if joins and _is(tokens, middle + 1, "quantity"):
                first, second = tokens[at].value, tokens[middle + 1].value
                kind, unit, _ = _same_unit(second, first)
                made = Quantity(first.candidates[:1] + second.candidates[:1], kind, unit, "number_range", written="")
                found.extend(_merged(tokens, at, middle + 2, made))
                at = middle + 2
                continue
        found.append(tokens[at])
        at += 1
    return found


def _wholes(tokens: list[Token]) -> list[Token]:
    """1,230 จาก 1,300 / 1,230/1,300 / เป้า 1,300 เก็บได้ 1,230 / ครบทั้ง 1,300"""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        made = (
            _part_then_whole(tokens, at)
            or _whole_then_part(tokens, at)
            or _counted_then_done(tokens, at)
            or _all_of(tokens, at)
        )
        if made is None:
            found.append(tokens[at])
            at += 1
        else:
            merged, at = made
            found += merged
    return found


def _part_then_whole(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    if not _is(tokens, at, "quantity") or tokens[at].value.kind == "step":
        return None
    middle = _next(tokens, at + 1)
    slash = _is(tokens, at + 1, "mark") and tokens[at + 1].text == "/"
    inside = _is(tokens, at + 1, "fill") and tokens[at + 1].text == "ใน"
    if slash or inside:
        last = at + 2
    elif _is(tokens, middle, "out_of") or _is(tokens, middle, "about_target") or _is(tokens, middle, "whole"):
        if _is(tokens, middle, "about_target") and not _says_of(tokens[middle].text) and tokens[middle].kind != "whole":
            if not (tokens[middle - 1].text == "(" or tokens[middle].text.startswith("เป้า")):
                return None
        last = _next(tokens, middle + 1, _LIGHT | {"about_target", "whole", "part", "out_of"})
    else:
        return None
    if not _is(tokens, last, "quantity"):
        return None
    target = any(token.kind == "about_target" for token in tokens[at:last])
    return _pair(tokens, at, last + 1, tokens[at].value, tokens[last].value, target, slash)


def _says_of(text: str) -> bool:
    return text.startswith(("จาก", "ของ", "ใน"))


_BETWEEN = _LIGHT | {"comma", "unit", "part", "place", "becomes"}


def _whole_then_part(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    """The target or the whole stands first; the result is the next figure about the same topic."""
    first = tokens[at]
    is_all = first.kind == "everything" and first.text == "ทั้งหมด"
    is_money = first.kind == "part" and first.value in ("MONEY", "ALLOCATION")
    is_target = first.kind in ("about_target", "whole")
    if not (is_target or is_all or is_money or (first.kind == "out_of" and first.text != "ต่อ")):
        return None
    start = _next(tokens, at + 1, _LIGHT | {"when", "part"} if is_target else _LIGHT | {"when"})
    if not _is(tokens, start, "quantity"):
        return None
    last = start + 1
    while last < len(tokens) and tokens[last].kind in _BETWEEN | {"about_target"}:
        last += 1
    if not _is(tokens, last, "quantity"):
        return None
    groups = [any(one.kind == "part" for one in tokens[at:start])]
    groups.append(any(one.kind == "part" and (is_money or one.value not in weak_parts()) for one in tokens[start:last]))
    if sum(groups) > 1 and not is_money:
        return None
    if any(one.kind == "about_target" and _says_of(one.text) for one in tokens[start:last]):
        return None  # กลุ่มเป้าหมาย … 51 ครัวเรือน จากเป้าหมาย 64: the second is the whole
    if is_all and not _done_between(tokens, start, last):
        return None
    if is_money and (
        not groups[1]
        or any(one.value not in ("BUDGET", "WOMEN_FUND", "MONEY") for one in tokens[start:last] if one.kind == "part")
    ):
        return None
    return _pair(tokens, at, last + 1, tokens[last].value, tokens[start].value, True, False)


def _done_between(tokens: list[Token], start: int, end: int) -> bool:
    return any(
        one.text.endswith(("แล้ว", "ได้", "เสร็จ")) for one in tokens[start + 1 : end] if one.kind in ("fill", "part")
    )


def _counted_then_done(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    """25 กิจกรรม เสร็จแล้ว 22: so many there are, so many are done."""
    if not _is(tokens, at, "quantity") or tokens[at].value.kind != "count" or tokens[at].value.problem:
        return None
    last = at + 1
    while last < len(tokens) and tokens[last].kind in ("fill", "mark") and tokens[last].text not in ("(", "/"):
        last += 1
    if not _is(tokens, last, "quantity") or last == at + 1 or not _done_between(tokens, at, last):
        return None
    whole: Quantity = tokens[at].value
    part: Quantity = tokens[last].value
    if part.kind is not None and (part.kind, part.unit) != (whole.kind, whole.unit):
        return None
    if part.problem or part.value is None or whole.value is None or part.value > whole.value or whole.counting:
        return None
    return _pair(tokens, at, last + 1, part, whole, True, False)


def _all_of(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    if tokens[at].kind != "everything" or tokens[at].text not in ("ครบทั้ง", "ครบทั้งหมด", "ครบทุก"):
        return None
    last = _next(tokens, at + 1, frozenset({"fill"}))
    if not _is(tokens, last, "quantity"):
        return None
    quantity: Quantity = tokens[last].value
    if quantity.kind != "count" or quantity.problem or quantity.value is None:
        return None
    made = dataclasses.replace(quantity, kind="ratio", of=quantity.value)
    return _merged(tokens, at, last + 1, made), last + 1


def _pair(
    tokens: list[Token], start: int, end: int, part: Quantity, whole: Quantity, target: bool, slash: bool
) -> tuple[list[Token], int] | None:
    if part.kind == "step" or whole.kind == "step" or part.of is not None or whole.of is not None:
        return None
    kind, unit, fit = _same_unit(part, whole)
    problem = part.problem or whole.problem
    if part.kind == "percent" and whole.kind in ("count", "baht", None):
        if whole.kind is None and not target:
            problem = problem or "unit_does_not_fit"
        return _merged(tokens, start, end, dataclasses.replace(part, problem=problem)), end
    if kind == "percent":
        if not target:
            problem = problem or "two_numbers"
        return _merged(
            tokens, start, end, checked(dataclasses.replace(part, kind="percent", unit="%", problem=problem))
        ), end
    if not fit:
        problem = problem or "unit_does_not_fit"
    if problem is None and part.value is not None and whole.value is not None:
        if kind is None and slash and _like_a_date(part, whole):
            problem = "date_unclear"
        elif whole.value <= 0:
            problem = "odd_magnitude"
        elif part.value > whole.value:
            problem = "more_than_whole"
        elif kind != "baht" and (part.value % 1 or whole.value % 1):
            problem = "odd_magnitude"
    made = Quantity(part.candidates, "ratio", unit, problem, of=whole.value, literal=part.literal, written=part.written)
    return _merged(tokens, start, end, made), end


def _like_a_date(part: Quantity, whole: Quantity) -> bool:
    assert part.value is not None and whole.value is not None
    if whole.value > 1000 and whole.value == int(whole.value) and len(whole.written) == 4:
        return whole.written.startswith(("25", "20"))  # 1/2568
    return 1 <= part.value <= 31 and 1 <= whole.value <= 12


def _percentages(tokens: list[Token]) -> list[Token]:
    """1,230 จาก 1,300 (94.6 %): a percentage beside a ratio must agree with it and says nothing more."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if _is(tokens, at, "quantity") and token.value.kind == "ratio":
            last = _next(tokens, at + 1, _LIGHT | {"equals", "becomes", "comma"})
            if _is(tokens, last, "quantity") and tokens[last].value.kind == "percent":
                found.extend(_merged(tokens, at, last + 1, _agreeing(token.value, tokens[last].value)))
                at = last + 1
                continue
        if _is(tokens, at, "quantity") and token.value.kind == "percent" and token.value.problem is None:
            last = _next(tokens, at + 1, _LIGHT | {"comma"})
            if _is(tokens, last, "quantity") and tokens[last].value.kind == "ratio" and tokens[last - 1].text == "(":
                found.extend(_merged(tokens, at, last + 1, _agreeing(tokens[last].value, token.value)))
                at = last + 1
                continue
        found.append(token)
        at += 1
    return found


def _remainders(tokens: list[Token]) -> list[Token]:
    """1,230/1,300 เหลืออีก 70: a remainder that agrees says nothing more."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        middle = _next(tokens, at + 1, _LIGHT | {"comma"})
        if _is(tokens, at, "quantity") and (_is(tokens, middle, "remaining") or _is(tokens, middle, "lack")):
            last = _next(tokens, middle + 1, frozenset({"fill"}))
            if _is(tokens, last, "quantity") and _completes(tokens[at].value, tokens[last].value):
                text = " ".join(one.text for one in tokens[at : last + 1])
                whole = Token("quantity", tokens[at].value, tokens[at].start, tokens[last].end, text)
                whole.glued = tokens[at].glued
                found.append(whole)
                at = last + 1
                continue
        found.append(tokens[at])
        at += 1
    return found


def _completes(done: Quantity, left: Quantity) -> bool:
    if done.problem or left.problem or done.value is None or left.value is None:
        return False
    if done.kind == "ratio" and done.of is not None:
        return left.unit in (None, done.unit) and done.value + left.value == done.of
    return done.kind == left.kind == "percent" and done.value + left.value == 100


def _agreeing(ratio: Quantity, percent: Quantity) -> Quantity:
    problem = ratio.problem or percent.problem
    if problem or ratio.value is None or ratio.of is None or percent.value is None:
        return dataclasses.replace(ratio, problem=problem or "disagreeing_percent")
    shown = Decimal(1).scaleb(int(percent.value.as_tuple().exponent)) if percent.value % 1 else Decimal(1)
    if abs(100 * ratio.value - percent.value * ratio.of) < shown * ratio.of:
        return ratio
    return dataclasses.replace(ratio, problem="disagreeing_percent", also_percent=percent.value)
