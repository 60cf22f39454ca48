"""The strict grammar of a figure: what may stand in it, in which order, and what makes it a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers.reading.figures.numerals import Numeral
from handlers.reading.figures.repairs import digits_only, repaired
from handlers.reading.nouns import Reason
from handlers.reading.words.scan import Token

NUMERIC = frozenset(
    ["number", "laugh", "digit", "ten", "et", "yi", "sao", "half", "point", "zero", "times", "bad", "odd", "dozen"]
)
STARTS = NUMERIC - {"times", "point", "et"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value, or its candidates and why they are only candidates."""

    candidates: tuple[Decimal, ...]
    problem: Reason | None = None
    literal: bool = False  # digits alone, so that its decimals and grouping are as written
    multiplied: bool = False  # with ล้าน, แสน, k …
    text: str = ""

    @property
    def value(self) -> Decimal | None:
        return self.candidates[0] if self.candidates else None


def run(tokens: Sequence[Token], at: int) -> int:
    """Where the run of figure words that begins at `at` ends; at itself if none begins."""
    if tokens[at].kind not in STARTS:
        return at
    end = at + 1
    while end < len(tokens) and tokens[end].kind in NUMERIC:
        if tokens[end].kind == "zero" and tokens[end - 1].kind not in ("point", "digit", "zero"):
            break  # 2 ศูนย์: two centres
        end += 1
    # จุด that no digit follows is a place where one checks in
    while end > at + 1 and tokens[end - 1].kind == "point":
        end -= 1
    return end


def figure(tokens: Sequence[Token]) -> Figure:
    """Reads one run."""
    text = " ".join(token.text for token in tokens)
    for token in tokens:
        if token.kind == "odd":
            return Figure(digits_only(tokens), "odd_characters", text=text)
    if any(token.kind == "bad" for token in tokens):
        return Figure(repaired(tokens), "number_spelling", text=text)
    if any(token.kind == "dozen" for token in tokens):
        return Figure((), "number_spelling", text=text)
    if len(tokens) == 1 and tokens[0].kind in ("number", "laugh"):
        return Figure((tokens[0].value,), literal=True, text=text)
    state = Numeral()
    problem = state.read(tokens)
    values = tuple(dict.fromkeys(state.candidates))
    if problem is None and len(values) == 1 and state.huge:
        problem = "odd_magnitude"
    return Figure(values, problem, multiplied=True, text=text)
