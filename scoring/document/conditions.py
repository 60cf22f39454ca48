"""The conditions of a level as an agreement file writes them ("bpm_percent > 70 & gvh_percent >= 80"), and their proof.

poor_percent >= 85               a figure against a number that the quote prints
budget_percent < 75 (floor)      level 1 of "น้อยกว่า": whatever is reported has at least this level
hh_percent 99.42..99.60          a printed band, read by its lower bound
dpis_percent >= 100 (ทุกคน)       a number given by a word of quotes.WORDS
otop_baht >= std                 a figure against a value that the office enters or a table prints
s1                               a step, done or not
evidence_sent_date by 2022-03-04      report_dates within 2025-01-01..2025-03-31      each: in every month of it
groups_developed >= 8 @562       a number that stands on another line of the document
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from scoring.agreement import Condition, Input, Proof
from scoring.document.quotes import WORDS, Printed, dates, numbers, operator_before, spans

_NUMBER = r"\d{1,4}/\d{1,4}|\d{1,15}(?:\.\d{1,6})?"  # as amounts.typed takes it
_DAY = r"\d{4}-\d{2}-\d{2}|\?"
_CONDITION = re.compile(
    rf"(?P<input>\w+)(?: (?:(?P<op>>=|<=|<|>) (?:(?P<amount>{_NUMBER})|(?P<ref>[a-z]\w*(?:\.\w+)?))"
    rf"|(?P<lower>{_NUMBER})\.\.(?P<upper>{_NUMBER})|by (?P<by>{_DAY})|(?P<span>within|each) (?P<start>{_DAY})"
    rf"\.\.(?P<end>{_DAY})))?(?: \((?P<word>[^)]+)\))?(?: @(?P<line>\d+))?"
)
DATE_OPS = ("by", "within", "each")


class Unreadable(ValueError):
    pass


def parse(
    text: str, inputs: Mapping[str, Input], tables: frozenset[str] = frozenset()
) -> tuple[list[Condition], list[int]]:
    """The conditions of one level, and for each the other line that proves it (0: the level's own)."""
    conditions, lines = [], []
    for part in text.split(" & "):
        found = _CONDITION.fullmatch(part)
        if not found:
            raise Unreadable(
                f'found "{part}", expected a condition such as "poor_percent >= 85" or a step such as "s1"'
            )
        name = found["input"]
        if name not in inputs:
            raise Unreadable(f'found input "{name}", expected one of {", ".join(inputs)}')
        conditions.append(_condition(found, inputs, tables))
        lines.append(int(found["line"] or 0))
    return conditions, lines


def _condition(found: re.Match[str], inputs: Mapping[str, Input], tables: frozenset[str]) -> Condition:
    name, word = found["input"], found["word"] or ""
    floor = word == "floor"
    word = "" if floor else word
    derive = inputs[name].derive
    dated = bool(found["by"] or found["span"])
    if found["op"] is None and not found["lower"] and not dated:
        if derive != "flag":
            raise Unreadable(f'found "{name}" alone, expected a number behind it: it is a {derive}')
        return Condition(name, "done")
    if dated != (derive in ("date", "dates")) or derive == "flag":
        expected = "a day" if derive in ("date", "dates") else "no day" if dated else "no number"
        raise Unreadable(f'found "{found.group()}", expected {expected}: {name} is a {derive}')
    if found["by"]:
        return Condition(name, "by", end=_day(found["by"]))
    if found["span"]:
        return Condition(name, found["span"], start=_day(found["start"]), end=_day(found["end"]))
    if found["lower"]:
        return Condition(name, ">=", Decimal(found["lower"]), upper=Decimal(found["upper"]), word=word)
    if found["ref"]:
        if found["ref"] not in inputs and found["ref"] not in tables:
            raise Unreadable(f'found "{found["ref"]}", expected a number, an input or a table column')
        if found["ref"] in inputs and inputs[found["ref"]].derive != "value":
            said = f"expected an input that is a value: it is a {inputs[found['ref']].derive}"
            raise Unreadable(f'found "{found["ref"]}", {said}')
        return Condition(name, found["op"], reference=found["ref"], floor=floor)
    return Condition(name, found["op"], _amount(found["amount"]), floor=floor, word=word)


def _amount(text: str) -> Decimal | Fraction:
    """ "70" as printed; "1/3" of the whole as a percentage."""
    if "/" not in text:
        return Decimal(text)
    part, whole = (Decimal(said) for said in text.split("/"))
    if not whole:
        raise Unreadable(f'found "{text}", expected a part of something')
    return 100 * Fraction(part) / Fraction(whole)


def _day(text: str) -> date | None:
    return None if text == "?" else date.fromisoformat(text)


def unproven(
    condition: Condition,
    used: Input,
    proof: Proof,
    inputs: Mapping[str, Input],
    before: Condition | None,
    carried: bool,
) -> tuple[str, Printed | None]:
    """("", what proves it) or (what is wrong, None); `before`: the same input's condition one level below."""
    if condition.op == "done":
        return "", None
    if condition.op in DATE_OPS:
        return _dates(condition, proof.quote, carried), None
    if condition.reference:
        return _reference(condition, proof.quote, inputs), None
    if condition.word:
        return _word(condition, proof.quote, before), None
    amount = condition.amount
    printed = [n for n in numbers(proof.quote) if n.amount == amount and _unit(n, used)]
    if not printed:
        near = "%" if used.unit == "ร้อยละ" or used.parts else used.unit.split("/")[0]
        return f"{amount} {near} is not in the quote", None
    fitting = [n for n in printed if n.op == condition.op]
    if not fitting:
        said = printed[0]
        return f'"{said.words or "no operator"}" before {amount} means {said.op}, found {condition.op}', None
    if condition.upper is not None and not any(n.upper == condition.upper for n in fitting):
        return f"the band {amount}..{condition.upper} is not in the quote", None
    if condition.upper is None and all(n.upper is not None for n in fitting):
        return f"the quote prints a band from {amount} to {fitting[0].upper}, found no upper edge", None
    return "", fitting[0]


def _unit(printed: Printed, used: Input) -> bool:
    if used.parts or used.unit == "ร้อยละ":
        return printed.percent or printed.upper is not None
    return printed.after.startswith(used.unit.split("/")[0])


def _word(condition: Condition, quote: str, before: Condition | None) -> str:
    if condition.word not in WORDS:
        return f'found the word "{condition.word}", expected one of {", ".join(WORDS)}'
    if condition.word not in quote:
        return f'the word "{condition.word}" is not in the quote'
    op, printed = WORDS[condition.word]
    amount: Decimal | Fraction | None = printed
    if amount is None:
        amount = before.amount if before else None
    if (op, amount) != (condition.op, condition.amount):
        return f'"{condition.word}" means {op} {amount}, found {condition.op} {condition.amount}'
    return ""


def _reference(condition: Condition, quote: str, inputs: Mapping[str, Input]) -> str:
    if condition.reference not in inputs:
        return ""
    words = inputs[condition.reference].printed
    said = operator_before(quote, words) if words else None
    if said is None:
        return f'the words "{words}" of {condition.reference} are not in the quote'
    if said[0] != condition.op:
        return f'"{said[1] or "no operator"}" before {words} means {said[0]}, found {condition.op}'
    return ""


def _dates(condition: Condition, quote: str, carried: bool) -> str:
    """A carried-over agreement keeps day and month of the old document in its own year, or leaves the day open."""
    if condition.end is None:
        return "" if carried else "found no day, expected the day that the quote prints"
    if condition.op == "by":
        days: tuple[date, ...] = dates(quote)
        same_day = (condition.end.month, condition.end.day) in [(d.month, d.day) for d in days]
        fits = condition.end in days or (carried and same_day)
        return "" if fits else f"the day {condition.end} is not in the quote"
    wanted = (condition.start, condition.end)
    printed = spans(quote)
    fits = wanted in printed or (
        carried
        and condition.start is not None
        and (condition.start.month, condition.end.month) in [(a.month, b.month) for a, b in printed]
    )
    return "" if fits else f"the span {condition.start}..{condition.end} is not in the quote"


def continuity(levels: list[list[Condition]]) -> list[tuple[int, str]]:
    """Gaps, overlaps and steps backwards between neighbouring levels: (lower level's number, what is printed there)."""
    found = []
    for number, (low, high) in enumerate(pairwise(levels), 1):
        pairs = [(a, b) for a in low for b in high if a.input == b.input and None not in (a.amount, b.amount)]
        compared = [(a, b, _step(a, b)) for a, b in pairs]
        found += [(number, f"{a.input}: {said}") for a, b, said in compared if said not in ("", "same")]
        alike = len(low) == len(high) == len(compared) and all(said == "same" for _, _, said in compared)
        if alike and compared:
            found.append((number, f"levels {number} and {number + 1} ask for the same"))
    return found


def _step(low: Condition, high: Condition) -> str:
    a, b = low.amount, high.amount
    assert a is not None
    assert b is not None
    if low.floor:
        meets = a == b and {low.op, high.op} in ({"<", ">="}, {"<=", ">"})
        return "" if meets else f"level 1 ends at {low.op} {a} and the next begins at {high.op} {b}"
    if low.upper is not None:
        assert isinstance(low.upper, Decimal)
        if low.upper < b:
            return f"nothing is printed between {low.upper} and {b}"
        return f"{b} is printed in both levels" if low.upper == b else ""
    if low.op[0] != high.op[0]:
        return f"{low.op} {a} and {high.op} {b} point in different directions"
    if a == b:
        if low.op == high.op:
            return "same"
        return "" if len(high.op) < len(low.op) else f"{high.op} {b} is easier than {low.op} {a}"
    harder = b > a if low.op[0] == ">" else b < a
    return "" if harder else f"{high.op} {b} is easier than {low.op} {a}"
