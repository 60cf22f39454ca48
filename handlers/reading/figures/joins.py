"""Joins figures that belong together: from … to …, a range, a ratio with the percentage or the remainder beside it."""

import dataclasses
import itertools
from collections.abc import Collection
from decimal import Decimal

from handlers.reading.figures.quantities import Quantity, checked
from handlers.reading.figures.wholes import LIGHT, find_wholes, is_kind, merged_into, next_not, same_unit
from handlers.reading.words.scan import Token


def join_quantities(tokens: list[Token]) -> list[Token]:
    """The same tokens with ratios, changes and ranges as one "quantity" each."""
    for join in (_districts_counted, _nth_reports, _changes, _ranges, find_wholes, _percentages, _remainders):
        joined = join(tokens)
        if len(joined) != len(tokens):
            _name(join.__name__, {id(token) for token in tokens}, joined)
        tokens = joined
    return tokens


def _name(name: str, before: Collection[int], tokens: list[Token]) -> None:
    """What a rule made bears its name, for whoever asks why."""
    for token in tokens:
        if id(token) not in before and not token.rule:
            token.rule = name


def _districts_counted(tokens: list[Token]) -> list[Token]:
    """รายงานเบิกจ่าย 3 อำเภอ, and three are named below: no figure of its own."""
    named = {token.value.district or token.value.written for token in tokens if token.kind == "place"}
    for token in tokens:
        if token.kind == "quantity" and token.value.unit == "อำเภอ" and token.value.value == len(named) > 1:
            token.kind, token.value = "fill", None
    return tokens


def _nth_reports(tokens: list[Token]) -> list[Token]:
    """GVH ครั้งที่ 1 รายงานแล้ว 14 จาก 15 หมู่บ้าน: which assessment it is, not how many."""
    for at, token in enumerate(tokens):
        if token.kind != "quantity" or token.value.counting != "nth" or at == 0 or tokens[at - 1].value != "GVH":
            continue
        rest = itertools.takewhile(lambda one: one.kind not in ("line", "part"), tokens[at + 1 :])
        if any(one.kind == "quantity" and one.value.kind in ("percent", "count") for one in rest):
            token.kind, token.value = "fill", None
    return tokens


_NOW = ("ตอนนี้", "ปัจจุบัน", "ล่าสุด", "ขณะนี้")


def _changes(tokens: list[Token]) -> list[Token]:
    """จาก 80 เป็น 85 %, 80 → 85, (with แก้) 58 เป็น 85: the second, the first kept as what it was."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        start = at
        if is_kind(tokens, at, "out_of") and tokens[at].text == "จาก" and is_kind(tokens, at + 1, "quantity"):
            at += 1
        once = _was_and_is(tokens, at)
        became = None if once is not None else _became(tokens, start, at)
        begin, of, last = (at, at + 1, once) if once is not None else (start, at, became)
        if last is None:
            found.append(tokens[start])
            at = start + 1
            continue
        found.extend(merged_into(tokens, begin, last + 1, _changed(tokens[of].value, tokens[last].value)))
        at = last + 1
    return found


def _was_and_is(tokens: list[Token], at: int) -> int | None:
    """เดือนที่แล้ว 70 ตอนนี้ 85: where the figure of now stands."""
    if not (is_kind(tokens, at, "former") and is_kind(tokens, at + 1, "quantity")):
        return None
    now = next_not(tokens, at + 2, frozenset({"mark", "comma"}))
    if not is_kind(tokens, now, "fill") or not tokens[now].text.startswith(_NOW):
        return None
    last = next_not(tokens, now, frozenset({"fill", "mark"}))
    return last if is_kind(tokens, last, "quantity") else None


def _became(tokens: list[Token], start: int, at: int) -> int | None:
    """80 เป็น 85, จาก 80 เหลือ 60: where the second figure stands."""
    middle = next_not(tokens, at + 1, frozenset({"fill", "mark", "change_up", "change_down"}))
    left = at > start and is_kind(tokens, middle, "remaining")
    becomes = is_kind(tokens, middle, "becomes") or is_kind(tokens, middle, "fall_to") or left
    if not (is_kind(tokens, at, "quantity") and becomes):
        return None
    last = next_not(tokens, middle + 1, frozenset({"fill"}))
    return last if is_kind(tokens, last, "quantity") else None


def _changed(old: Quantity, new: Quantity) -> Quantity:
    kind, unit, fit = same_unit(new, old)
    problem = new.problem or old.problem or (None if fit and kind != "step" else "two_numbers")
    return checked(dataclasses.replace(new, kind=kind, unit=unit, old=old.value, problem=problem))


def _ranges(tokens: list[Token]) -> list[Token]:
    """80-85, 80 ถึง 85, 80 หรือ 85, ระหว่าง 80 กับ 85"""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if is_kind(tokens, at, "quantity"):
            middle = at + 1
            if is_kind(tokens, middle, "mark") and tokens[middle].text in ("?", ")"):
                middle += 1
            between = found and found[-1].text == "ระหว่าง"
            joins = is_kind(tokens, middle, "range") or (between and is_kind(tokens, middle, "separator"))
            if joins and is_kind(tokens, middle + 1, "quantity"):
                first, second = tokens[at].value, tokens[middle + 1].value
                kind, unit, _ = same_unit(second, first)
                made = Quantity(first.candidates[:1] + second.candidates[:1], kind, unit, "number_range", written="")
                found.extend(merged_into(tokens, at, middle + 2, made))
                at = middle + 2
                continue
        found.append(tokens[at])
        at += 1
    return found


def _percentages(tokens: list[Token]) -> list[Token]:
    """1,230 จาก 1,300 (94.6 %): a percentage beside a ratio must agree with it and says nothing more."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if is_kind(tokens, at, "quantity") and token.value.kind == "ratio":
            last = next_not(tokens, at + 1, LIGHT | {"equals", "becomes", "comma"})
            if is_kind(tokens, last, "quantity") and tokens[last].value.kind == "percent":
                found.extend(merged_into(tokens, at, last + 1, _agreeing(token.value, tokens[last].value)))
                at = last + 1
                continue
        if is_kind(tokens, at, "quantity") and token.value.kind == "percent" and token.value.problem is None:
            last = next_not(tokens, at + 1, LIGHT | {"comma"})
            if (
                is_kind(tokens, last, "quantity")
                and tokens[last].value.kind == "ratio"
                and tokens[last - 1].text == "("
            ):
                found.extend(merged_into(tokens, at, last + 1, _agreeing(tokens[last].value, token.value)))
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
        middle = next_not(tokens, at + 1, LIGHT | {"comma"})
        if is_kind(tokens, at, "quantity") and (
            is_kind(tokens, middle, "remaining") or is_kind(tokens, middle, "lack")
        ):
            last = next_not(tokens, middle + 1, frozenset({"fill"}))
            if is_kind(tokens, last, "quantity") and _completes(tokens[at].value, tokens[last].value):
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
