"""Joins figures that belong together: from … to …, a range, a ratio with the percentage or the remainder beside it."""

import dataclasses
import itertools
from decimal import Decimal

from handlers.reading.figures.quantities import Quantity, checked
from handlers.reading.figures.wholes import LIGHT, find_wholes, is_kind, merged_into, next_not, same_unit
from handlers.reading.words.scan import Token


def join_quantities(tokens: list[Token]) -> list[Token]:
    """The same tokens with ratios, changes and ranges as one "quantity" each."""
    for join in (_districts_counted, _nth_reports, _changes, _ranges, find_wholes, _percentages, _remainders):
        tokens = join(tokens)
    return tokens


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
        was = is_kind(tokens, at, "former") and is_kind(tokens, at + 1, "quantity")
        now = next_not(tokens, at + 2, frozenset({"mark", "comma"})) if was else at
        if was and now < len(tokens) and tokens[now].kind == "fill" and tokens[now].text.startswith(_NOW):
            last = next_not(tokens, now, frozenset({"fill", "mark"}))
            if is_kind(tokens, last, "quantity"):
                old, new = tokens[at + 1].value, tokens[last].value
                kind, unit, fit = same_unit(new, old)
                problem = new.problem or old.problem or (None if fit and kind != "step" else "two_numbers")
                made = dataclasses.replace(new, kind=kind, unit=unit, old=old.value, problem=problem)
                found.extend(merged_into(tokens, at, last + 1, checked(made)))
                at = last + 1
                continue
        middle = next_not(tokens, at + 1, frozenset({"fill", "mark", "change_up", "change_down"}))
        left = at > start and is_kind(tokens, middle, "remaining")
        if is_kind(tokens, at, "quantity") and (
            is_kind(tokens, middle, "becomes") or is_kind(tokens, middle, "fall_to") or left
        ):
            last = next_not(tokens, middle + 1, frozenset({"fill"}))
            if is_kind(tokens, last, "quantity"):
                old, new = tokens[at].value, tokens[last].value
                kind, unit, fit = same_unit(new, old)
                problem = new.problem or old.problem or (None if fit and kind != "step" else "two_numbers")
                made = dataclasses.replace(new, kind=kind, unit=unit, old=old.value, problem=problem)
                found.extend(merged_into(tokens, start, last + 1, checked(made)))
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
