"""Puts every figure together with its unit, its sign and its heading: one quantity."""

import dataclasses
from dataclasses import dataclass
from decimal import Decimal

from handlers.reading.figures.numbers import STARTS, Figure, figure, run
from handlers.reading.figures.steps import Listed, listed
from handlers.reading.figures.units import (
    clean_cut,
    counted_unit,
    headed_by,
    percent_heading,
    rate_of,
    said_behind,
    satang,
    unit_heading,
)
from handlers.reading.nouns import Reason
from handlers.reading.words.scan import Token
from scoring.amounts import typable
from scoring.results.said import Counting, Kind

MOST_COUNTED = 1_000_000  # no province has as many households


HOUSES = frozenset({"ครัวเรือน", "หลัง", "หลังคาเรือน"})  # three words for one thing


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as said; `problem` is why it must be asked about."""

    candidates: tuple[Decimal, ...]
    kind: Kind | None
    unit: str | None
    problem: Reason | None = None
    of: Decimal | None = None
    old: Decimal | None = None
    counting: Counting | None = None
    also_percent: Decimal | None = None  # the percentage said beside a ratio, when it disagrees
    literal: bool = True
    written: str = ""
    running: bool = False  # สะสม, รวม stands right before it
    part: str | None = None  # the aspect that stands right before it: เกิดรายได้ 4 กลุ่ม

    @property
    def value(self) -> Decimal | None:
        return self.candidates[0] if self.candidates else None


def find_quantities(tokens: list[Token]) -> list[Token]:
    """The same tokens with every figure, its unit and its sign as one "quantity"."""
    tokens = list(tokens)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        headed = unit_heading(tokens, at, found)
        if headed is not None:
            heading, at = headed
            found.append(heading)
            continue
        steps = listed(tokens, at)
        if steps is not None:
            found += _each_step(tokens, at, steps)
            at = steps.end
            continue
        if token.kind == "percent" and token.text == "%" and _heads_a_topic(tokens, at, found):
            token.kind = "percent_before"
        if token.kind == "nth":
            made = Quantity((Decimal(token.value),), "count", "ครั้ง", counting="nth", written=token.text)
            found.append(Token("quantity", made, token.start, token.end, token.text, None, token.glued))
            at += 1
            continue
        end = run(tokens, at) if token.kind in STARTS else at
        if end == at or _no_figure(tokens, at, end):
            found.append(token)
            at += 1
            continue
        end = _first_of_two(tokens, at, end, found)
        _drop_repetition(tokens, end, figure(tokens[at:end]))
        at = _quantity(tokens, at, end, found)
    return found


def _heads_a_topic(tokens: list[Token], at: int, found: list[Token]) -> bool:
    """% เบิกจ่าย 79.4"""
    head = not found or found[-1].kind == "line"
    return head and at + 1 < len(tokens) and tokens[at + 1].kind == "part"


def _bare_place(tokens: list[Token], at: int, end: int) -> bool:
    """OTOP ล้านบาท, ขายได้เป็นแสน: one million, or in the millions? ร้อยเปอร์เซ็นต์ and ล้านพอดี are figures."""
    alone = end == at + 1 and tokens[at].kind == "ten" and tokens[at].value >= 100
    behind = tokens[end : end + 2]
    exact = any(token.kind == "percent" or token.text.startswith(_EXACT) for token in behind)
    heads = at > 0 and tokens[at - 1].kind == "percent_before"
    return alone and not exact and not heads


def _drop_repetition(tokens: list[Token], at: int, said: Figure) -> None:
    """20 (ยี่สิบ) ครัวเรือน: the same figure again in brackets, in words or in digits, says nothing more."""
    if at + 1 >= len(tokens) or tokens[at].text != "(" or tokens[at + 1].kind not in STARTS or said.problem:
        return
    end = run(tokens, at + 1)
    if end >= len(tokens) or tokens[end].text != ")":
        return
    again = figure(tokens[at + 1 : end])
    if again.problem is None and again.value == said.value and again.literal != said.literal:
        del tokens[at : end + 1]


def _no_figure(tokens: list[Token], at: int, end: int) -> bool:
    """ศูนย์ that is a centre: a zero only before a unit or after เป็น, =, เท่ากับ, ร้อยละ."""
    if end - at > 1 or tokens[at].kind != "zero":
        return False
    after = tokens[end].kind if end < len(tokens) else ""
    before = tokens[at - 1] if at else None
    if after in ("percent", "baht", "unit"):
        return False
    return before is None or not (
        before.kind in ("becomes", "equals", "percent_before") or before.text in ("เท่ากับ", "=")
    )


def _first_of_two(tokens: list[Token], at: int, end: int, found: list[Token]) -> int:
    """ขั้น 3 80%: the step's number ends where another figure in digits begins after a blank."""
    if found and found[-1].kind == "step" and tokens[at].kind in ("number", "digit"):
        return at + 1
    return end


def _quantity(tokens: list[Token], at: int, end: int, found: list[Token]) -> int:
    """Appends the quantity of the run at..end to `found`; returns where it ends."""
    made = _Assembling(tokens, at, end, found)
    made.minus_before()
    made.unit_before()
    if found and found[-1].kind == "step":
        return _step(tokens, at, end, made.read, found.pop(), found)
    heading = percent_heading(found) if made.kind is None else None
    per = found[-1] if found and found[-1].kind == "per" else None
    made.units_behind()
    _drop_repetition(tokens, made.after, made.read)
    made.rate_behind()
    made.unit_in_the_word_behind()
    made.unit_of_a_heading(heading)
    made.exactly()
    made.each_month(per)
    found.append(made.token())
    return made.after


class _Assembling:
    """One figure on its way to a quantity: what stands before and behind it is taken in, piece by piece."""

    def __init__(self, tokens: list[Token], at: int, end: int, found: list[Token]) -> None:
        self.tokens = tokens
        self.at = at
        self.found = found  # what stands before the figure
        self.after = end  # where what belongs to it ends
        self.read = figure(tokens[at:end])
        self.start = tokens[at].start
        self.kind: Kind | None = None
        self.unit: str | None = None
        self.problem = self.read.problem or ("hedge" if _bare_place(tokens, at, end) else None)
        self.candidates = self.read.candidates

    def behind(self) -> Token | None:
        return self.tokens[self.after] if self.after < len(self.tokens) else None

    def minus_before(self) -> None:
        """-5 %, but not 80-85"""
        found = self.found
        minus = bool(found) and found[-1].text == "-" and self.tokens[self.at].glued
        if minus and not (len(found) > 1 and found[-2].kind == "quantity"):
            self.problem = self.problem or "negative"
            self.start = found.pop().start
            self.candidates = tuple(-one for one in self.candidates)

    def unit_before(self) -> None:
        """ร้อยละ 80, ฿500"""
        found = self.found
        while found and (found[-1].kind == "percent_before" or found[-1].text == "฿"):
            percent = found[-1].kind == "percent_before"
            self.kind, self.unit = ("percent", "%") if percent else ("baht", "บาท")
            self.start = found.pop().start

    def units_behind(self) -> None:
        """80 %, 1,250 บาท 50 สตางค์, 20 ครัวเรือน; ร้อยละ 80 บาท does not fit"""
        while (token := self.behind()) is not None:
            if token.kind == "percent":
                self._takes("percent", "%", other="baht")
            elif (token.kind == "baht" and token.text != "฿") or (token.text == "฿" and token.glued):
                self._takes("baht", "บาท", other="percent")
                self.after, self.candidates, self.problem = satang(
                    self.tokens, self.after, self.candidates, self.problem
                )
            elif self.kind is None and counted_unit(token) is not None:
                self.kind, self.unit = "count", counted_unit(token)
                if not clean_cut(self.tokens, self.after):
                    self.problem = self.problem or "unit_does_not_fit"
            else:
                break
            self.after += 1
            if self.kind == "count":
                break
        behind = self.behind()
        if self.kind == "percent" and behind is not None and behind.kind == "unit" and behind.text != "หลัง":
            self.problem = self.problem or "unit_does_not_fit"  # ร้อยละ 23 ครัวเรือน

    def _takes(self, kind: Kind, unit: str, other: Kind) -> None:
        self.problem = self.problem or ("unit_does_not_fit" if self.kind == other else None)
        self.kind, self.unit = kind, unit

    def rate_behind(self) -> None:
        """2 ครั้ง/เดือน; 500 บาทต่อวัน is no result"""
        if self.kind not in ("baht", "count"):
            return
        self.after, rate = rate_of(self.tokens, self.after)
        if rate and self.kind == "count":
            self.unit = f"{self.unit}/{rate}"
        elif rate in ("เดือน", "วัน"):
            self.problem = self.problem or "unit_does_not_fit"

    def unit_in_the_word_behind(self) -> None:
        """85 ครัวเรือนยากจน"""
        behind = self.behind()
        if self.kind is None and behind is not None:
            self.kind, self.unit = said_behind(behind)

    def unit_of_a_heading(self, heading: Token | None) -> None:
        """ร้อยละของ… 82, OTOP (ล้านบาท) 1.2"""
        if self.kind is None and heading is not None:
            self.kind, self.unit = "percent", "%"
            heading.kind = "fill"
        headed = headed_by(self.found) if self.kind is None and self.read.literal else None
        if headed is not None:
            self.kind, self.unit = headed[0], headed[1]
            self.candidates = tuple(one * headed[2] for one in self.candidates)

    def exactly(self) -> None:
        """ล้านนึงพอดี: nothing is left out"""
        behind = self.behind()
        three = self.problem == "elision" and len(self.candidates) == 3
        if three and behind is not None and behind.text.startswith(_EXACT):
            self.candidates, self.problem = self.candidates[:1], None

    def each_month(self, per: Token | None) -> None:
        """เดือนละ 2 ครั้ง"""
        if per is not None and self.kind == "count":
            self.start = self.found.pop().start
            self.unit = f"{self.unit}/{per.text.removesuffix('ละ')}"

    def token(self) -> Token:
        found = self.found
        text = " ".join(one.text for one in self.tokens[self.at : self.after])
        total = self.unit == "ครั้ง" and bool(found) and found[-1].kind == "cumulative"
        before = next((one for one in reversed(found) if one.kind not in ("fill", "mark", "becomes")), None)
        made = Quantity(
            self.candidates,
            self.kind,
            self.unit,
            self.problem,
            counting="total" if total else None,
            literal=self.read.literal,
            written=text,
            running=before is not None and before.kind == "cumulative",
            part=str(before.value) if before is not None and before.kind == "aspect" else None,
        )
        end = self.tokens[self.after - 1].end
        return Token("quantity", checked(made), self.start, end, text, None, self.tokens[self.at].glued)


_EXACT = ("พอดี", "เป๊ะ", "ถ้วน", "บาทถ้วน")


def _step(tokens: list[Token], at: int, end: int, read: Figure, step: Token, found: list[Token]) -> int:
    value = read.value
    problem = read.problem
    if problem is None and (value is None or value % 1 or not 1 <= value <= 5):
        problem = "odd_magnitude"
    if end < len(tokens) and tokens[end].kind in ("percent", "baht", "unit"):
        problem = problem or "unit_does_not_fit"
    text = step.text + " ".join(one.text for one in tokens[at:end])
    made = Quantity(read.candidates, "step", "ขั้น", problem, literal=read.literal, written=text)
    found.append(Token("quantity", made, step.start, tokens[end - 1].end, text, None, step.glued))
    return end


def _each_step(tokens: list[Token], at: int, steps: Listed) -> list[Token]:
    """ขั้น 1-3: one quantity for each."""
    start, end = tokens[at].start, tokens[steps.end - 1].end
    text = "".join(token.text for token in tokens[at : steps.end])
    return [
        Token("quantity", Quantity((Decimal(n),), "step", "ขั้น", written=text), start, end, text, None, tokens[at].glued)
        for n in steps.steps
    ]


def checked(made: Quantity) -> Quantity:
    """What no result can be, whatever it is about."""
    value = made.value
    if made.problem or value is None:
        return made
    problem: Reason | None = None
    places = -int(value.as_tuple().exponent) if made.literal and "." in made.written else 0
    if not typable(value):
        problem = "odd_magnitude"
    elif made.kind == "percent" and value > 100:
        problem = "over_100"
    elif made.kind == "count" and value >= MOST_COUNTED:
        problem = "odd_magnitude"
    elif made.kind == "count" and value % 1:
        problem = "number_spelling" if places == 3 else "odd_magnitude"
    elif made.kind in ("baht", None) and places == 3:
        problem = "number_spelling"
        made = dataclasses.replace(made, candidates=(value, value * 1000))
    elif made.kind == "baht" and (value % Decimal("0.01") or value >= 10**11):
        problem = "odd_magnitude"
    return dataclasses.replace(made, problem=problem) if problem else made
