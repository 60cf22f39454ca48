"""Holding an agreement file against its document: quotes on their lines, numbers in their quotes, faults collected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from scoring.agreement import CALENDAR, HEAD, Cell, Condition, Document, Entry, Input, Proof
from scoring.amounts import EXPECTED, typed
from scoring.digits import ARABIC
from scoring.document.quotes import WORDS, Printed, cut_number, cut_word, numbers
from scoring.drafting.criteria.amounts import read
from scoring.drafting.criteria.clauses import cut_short
from scoring.drafting.words import plain as flat


@dataclass(frozen=True, slots=True)
class Fault:
    file: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.text}"


def part(place: str) -> str:
    """The part of an agreement that is confirmed at once: an indicator, the calendar, or the head with all else."""
    what, _, rest = place.partition(" ")
    if what == "duty":
        return CALENDAR
    return rest.partition(",")[0] if what == "indicator" else HEAD


@dataclass
class Proving:
    """One file being held against one document; `at` says which part, so that every fault has its place."""

    file: str
    paper: Document
    carried_from: str | None = None
    confirmed: Mapping[str, Entry] = field(default_factory=dict)  # part -> who confirmed it
    faults: list[Fault] = field(default_factory=list)
    place: str = "head"
    drafted: bool = False  # proven by reading its document again, as a whole (scoring/drafting/reread.py)

    def at(self, place: str) -> None:
        self.place = place

    def fault(self, place: str, text: str) -> None:
        self.faults.append(Fault(self.file, place, text))

    def line(self, number: int) -> str:
        return self.paper.lines[number - 1] if 1 <= number <= len(self.paper.lines) else ""

    def proof(self, raw: Any, whole_numbers: bool = True) -> Proof | None:
        """[line, quote] held against the document, or [{by, on, why}, words] of a named person."""
        line, quote = raw[0], raw[1]
        if len(raw) != 2:
            self.fault(self.place, f"found {len(raw)} parts of a proof, expected a line and its words")
        if isinstance(line, dict):
            if not (line.get("by") and line.get("on") and line.get("why")):
                self.fault(self.place, "found an entry without by, on or why, expected all three")
                return None
            return Proof("", 0, quote, Entry(line["by"], line["on"], line["why"]))
        if self.drafted:
            return self.stands(line, quote)
        text = self.line(line)
        if not quote or quote not in text:
            self.fault(self.place, f'quote "{quote}" is not on line {line} of {self.paper.file}')
            return None
        if whole_numbers and cut_number(text, quote):
            self.fault(self.place, f'quote "{quote}" cuts a number of line {line} of {self.paper.file}')
        if whole_numbers and cut_word(text, quote):
            self.fault(self.place, f'quote "{quote}" cuts a word of line {line} of {self.paper.file}')
        return self.stands(line, quote)

    def stands(self, line: int, quote: str) -> Proof:
        """Words of the document; of a carried-over agreement with who confirmed them."""
        confirmed = self.confirmed.get(part(self.place)) if self.carried_from else None
        return Proof(self.paper.file, line, quote, None, self.carried_from, confirmed)

    def needed(self, raw: Any, whole_numbers: bool = True) -> Proof:
        return self.proof(raw, whole_numbers) or self.nowhere()

    def nowhere(self) -> Proof:
        return Proof(self.paper.file, 0, "")

    def amount(self, raw: Any) -> tuple[Decimal, Proof]:
        """[amount, line, quote], the amount standing in the quote."""
        amount, proof = typed(str(raw[0])), self.needed(raw[1:])
        if amount is None:
            self.fault(self.place, f'found "{str(raw[0])[:40]}", expected {EXPECTED}')
            return Decimal(0), proof
        if not self.drafted and proof.quote and amount not in [n.amount for n in numbers(proof.quote)]:
            self.fault(self.place, f'{amount} is not in the quote "{proof.quote}" (line {proof.line})')
        return amount, proof

    def cell(self, raw: Any) -> Cell:
        return Cell(*self.amount(raw))

    def unknown(self, raw: Mapping[str, Any], expected: set[str]) -> None:
        for key in raw:
            if key not in expected:
                self.fault(self.place, f'found "{key}", expected one of {", ".join(sorted(expected))}')

    def among(self, what: str, found: Iterable[str], expected: Iterable[str]) -> None:
        known = list(expected)
        for name in found:
            if name not in known:
                self.fault(self.place, f'found {what} "{name}", expected one of {", ".join(known)}')


_END = re.compile(r"\s*(?:$|\t|</?p>|(?:<u>)?ระดับ [0-9๐-๙])")


def labelled(number: int, line: int, quote: str, p: Proving) -> None:
    """A level's quote begins with its number and is whole, so that no level can borrow or drop words."""
    found = re.match(r"(?:<u>)?ระดับ ([0-9๐-๙])(?:</u>)?\s|([0-9๐-๙])\t", quote)
    if not found or (found[1] or found[2]).translate(ARABIC) != str(number):
        p.fault(p.place, f'the quote "{quote[:30]}" does not begin with level {number}')
    behind = p.line(line).partition(quote)[2]
    if not _END.match(behind):
        p.fault(p.place, f'the quote stops before the end of the level, at "{behind[:30]}"')


def within(raw: Mapping[str, Any], p: Proving, starts: list[int]) -> int:
    """An indicator's weight, group and levels stand between its own first line and the next indicator's: given back."""
    first = raw["line"]
    after = min((n for n in starts if n > first), default=len(p.paper.lines) + 1)
    found = {"weight": raw.get("weight", (0, 0))[1], "group": raw.get("group", ("", 0))[1]}
    found |= {f"level {row[0]}": row[1] for row in raw.get("levels", ())}
    for what, line in found.items():
        if isinstance(line, int) and line and not first <= line < after:
            p.fault(p.place, f"{what}: found line {line}, expected one of {first} to {after - 1}")
    return after


def nothing_left(
    quote: str, conditions: list[Condition], used: list[Printed | None], inputs: Mapping[str, Input], p: Proving
) -> None:
    """Every percentage and every number with an operator in the quote is asked for by a condition."""
    asked = {c.amount for c in conditions} | {c.upper for c in conditions}
    for printed in numbers(quote):
        if (printed.words not in ("", "-") or printed.percent) and printed not in used and printed.amount not in asked:
            said = f"{printed.words} {printed.amount}".strip()
            p.fault(p.place, f'the quote also asks for "{said}", found no condition for it')
    for loose in read(flat(quote)).loose:
        p.fault(p.place, f'the quote says "{loose}", found no number right behind its operator')
    if cut_short(flat(quote)):
        p.fault(p.place, f'the quote ends in the middle of something, at "{quote[-40:]}"')
    for word in WORDS:
        if word in quote and word not in {c.word for c in conditions}:
            p.fault(p.place, f'the quote also asks for "{word}", found no condition for it')
    for entered in inputs.values():
        if entered.printed and entered.printed in quote and entered.name not in {c.reference for c in conditions}:
            p.fault(p.place, f'the quote also asks for "{entered.printed}", found no condition for it')


def proven_by(condition: Condition, proof: Proof) -> Condition:
    return replace(condition, proof=proof)


def at_level(used: Input, levels: list[int]) -> Input:
    return replace(used, level=levels[0]) if len(levels) == 1 else used


_SCOPE = re.compile("เฉพาะ|ยกเว้น")
_DISTRICT = re.compile(r"อำเภอ((?:(?!และอำเภอ)[^\s)])+)")


def only(raw: Mapping[str, Any], p: Proving, districts: tuple[str, ...]) -> frozenset[str] | None:
    """The districts that have an indicator, as its printed name says: เฉพาะอำเภอ…, ยกเว้นอำเภอ…"""
    scope = _SCOPE.search(raw["name"])
    key = {"เฉพาะ": "only", "ยกเว้น": "except"}.get(scope.group(), "") if scope else ""
    for name in ("only", "except"):
        if (name in raw) != (name == key):
            p.fault(p.place, f'found {"" if name in raw else "no "}"{name}", and the name "{raw["name"]}"')
            return None
    if not scope:
        return None
    printed = set(_DISTRICT.findall(raw["name"][scope.end() :]))
    said = set(raw[key]) | set(raw.get("unresolved", {}))
    if printed != said:
        p.fault(
            p.place, f"{key}: found {', '.join(sorted(said))}, expected {', '.join(sorted(printed))} as in the name"
        )
    p.among("district", raw[key], districts)
    p.among("district", raw.get("undecided", ()), districts)
    return frozenset(raw[key]) if key == "only" else frozenset(districts) - frozenset(raw[key])
