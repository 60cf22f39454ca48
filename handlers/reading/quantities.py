"""Puts every figure together with its unit, its sign and its heading: one quantity."""

import dataclasses
from dataclasses import dataclass
from decimal import Decimal

from handlers.reading.nouns import Counting, Kind, Reason
from handlers.reading.numbers import STARTS, Figure, figure, run
from handlers.reading.scan import Token

_HOUSE = frozenset(
    {"fill", "mark", "comma", "line", "everything", "out_of", "separator", "cumulative", "equals", "when"}
)


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

    @property
    def value(self) -> Decimal | None:
        return self.candidates[0] if self.candidates else None


def find_quantities(tokens: list[Token]) -> list[Token]:
    """The same tokens with every figure, its unit and its sign as one "quantity"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        headed = _unit_heading(tokens, at, found)
        if headed is not None:
            heading, at = headed
            found.append(heading)
            continue
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
        at = _quantity(tokens, at, end, found)
    return found


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
    read = figure(tokens[at:end])
    start = tokens[at].start
    glued = tokens[at].glued
    kind: Kind | None = None
    unit: str | None = None
    problem = read.problem
    candidates = read.candidates
    if found and found[-1].text == "-" and tokens[at].glued and not (len(found) > 1 and found[-2].kind == "quantity"):
        problem = problem or "negative"
        start = found.pop().start
        candidates = tuple(-one for one in candidates)
    while found and (found[-1].kind == "percent_before" or found[-1].text == "฿"):
        kind, unit = ("percent", "%") if found[-1].kind == "percent_before" else ("baht", "บาท")
        start = found.pop().start
    if found and found[-1].kind == "step":
        step = found.pop()
        return _step(tokens, at, end, read, step, found)
    heading = _heading(found) if kind is None else None
    per = found[-1] if found and found[-1].kind == "per" else None
    after = end
    while after < len(tokens):
        token = tokens[after]
        if token.kind == "percent":
            problem = problem or ("unit_does_not_fit" if kind == "baht" else None)
            kind, unit = "percent", "%"
        elif (token.kind == "baht" and token.text != "฿") or (token.text == "฿" and token.glued):
            problem = problem or ("unit_does_not_fit" if kind == "percent" else None)
            kind, unit = "baht", "บาท"
            after, candidates, problem = _satang(tokens, after, candidates, problem)
        elif kind is None and _unit(token) is not None:
            kind, unit = "count", _unit(token)
            if not _clean_cut(tokens, after):
                problem = problem or "unit_does_not_fit"
        else:
            break
        after += 1
        if kind == "count":
            break
    if kind in ("baht", "count"):
        after, rate = _rate(tokens, after)
        if rate and kind == "count":
            unit = f"{unit}/{rate}"
        elif rate in ("เดือน", "วัน"):
            problem = problem or "unit_does_not_fit"
    if kind is None and after < len(tokens):
        kind, unit = _said_behind(tokens[after])
    if kind is None and heading is not None:
        kind, unit = "percent", "%"
        heading.kind = "fill"
    headed = _headed(found) if kind is None and read.literal else None
    if headed is not None:
        kind, unit = headed[0], headed[1]
        candidates = tuple(one * headed[2] for one in candidates)
    if problem == "elision" and len(candidates) == 3 and after < len(tokens) and tokens[after].text.startswith(_EXACT):
        candidates, problem = candidates[:1], None  # ล้านนึงพอดี
    if per is not None and kind == "count":
        start = found.pop().start
        unit = f"{unit}/{per.text.removesuffix('ละ')}"
    text = " ".join(one.text for one in tokens[at:after])
    counting: Counting | None = None
    if unit == "ครั้ง" and found and found[-1].kind == "cumulative":
        counting = "total"
    before = next((one for one in reversed(found) if one.kind not in ("fill", "mark", "becomes")), None)
    running = before is not None and before.kind == "cumulative"
    made = Quantity(
        candidates, kind, unit, problem, counting=counting, literal=read.literal, written=text, running=running
    )
    found.append(Token("quantity", checked(made), start, tokens[after - 1].end, text, None, glued))
    return after


def _unit_heading(tokens: list[Token], at: int, found: list[Token]) -> tuple[Token, int] | None:
    """OTOP (ล้านบาท), เบิกจ่าย (%), หน่วย : บาท at the head of a table: the unit of the bare figures below."""
    token = tokens[at]
    bracket = token.text == "("
    if not (bracket or token.text.startswith("หน่วย")) or (found and found[-1].kind == "quantity"):
        return None
    end = at + 1
    while not bracket and end < len(tokens) and tokens[end].kind == "mark":
        end += 1
    if bracket and end < len(tokens) and tokens[end].text.startswith("หน่วย"):
        end += 1
        while end < len(tokens) and tokens[end].text == ":":
            end += 1
    factor = Decimal(1)
    if end < len(tokens) and tokens[end].kind == "ten" and end + 1 < len(tokens) and tokens[end + 1].kind == "baht":
        factor = Decimal(tokens[end].value)
        end += 1
    if end >= len(tokens):
        return None
    unit = tokens[end]
    if unit.kind in ("percent", "percent_before"):
        said: tuple[Kind, str, Decimal] = ("percent", "%", factor)
    elif unit.kind == "baht":
        said = ("baht", "บาท", factor)
    elif unit.kind == "unit":
        said = ("count", str(unit.value), factor)
    else:
        return None
    if bracket and not (end + 1 < len(tokens) and tokens[end + 1].text == ")"):
        return None
    end += 2 if bracket else 1
    text = "".join(one.text for one in tokens[at:end])
    return Token("heading", said, token.start, tokens[end - 1].end, text, None, token.glued), end


def _headed(found: list[Token]) -> tuple[Kind, str, Decimal] | None:
    """The unit that a heading gave, unless another topic came since."""
    for token in reversed(found):
        if token.kind == "heading":
            value: tuple[Kind, str, Decimal] = token.value
            return value
        if token.kind == "part":
            return None
    return None


_EXACT = ("พอดี", "เป๊ะ", "ถ้วน", "บาทถ้วน")


def _heading(found: list[Token]) -> Token | None:
    """ร้อยละของการ… 82: the word that names the unit stands at the head of the line."""
    for token in reversed(found):
        if token.kind in ("quantity", "line", "comma", "separator"):
            return None
        if token.kind == "percent_before":
            return token
    return None


def _unit(token: Token) -> str | None:
    """What is counted: a unit, or a word that is one behind a figure (4 คุณธรรม, 2 ศูนย์)."""
    word = token if token.kind == "unit" else token.other
    return str(word.value) if word is not None and word.kind == "unit" else None


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


def _satang(
    tokens: list[Token], at: int, candidates: tuple[Decimal, ...], problem: Reason | None
) -> tuple[int, tuple[Decimal, ...], Reason | None]:
    """1,250 บาท 50 สตางค์"""
    if at + 2 < len(tokens) and tokens[at + 2].kind == "satang" and tokens[at + 1].kind in STARTS:
        read = figure([tokens[at + 1]])
        if read.problem or read.value is None or not 0 <= read.value < 100:
            return at + 2, candidates, problem or "number_spelling"
        return at + 2, tuple(one + read.value / 100 for one in candidates), problem
    if at + 1 < len(tokens) and tokens[at + 1].kind == "baht":  # 980,000.- บาท, บาทถ้วน
        return at + 1, candidates, problem
    return at, candidates, problem


def _rate(tokens: list[Token], at: int) -> tuple[int, str | None]:
    """บาท/คน/ปี, ครั้ง/เดือน, ครั้งต่อเดือน"""
    rate: str | None = None
    while at + 1 < len(tokens) and tokens[at].text in ("/", "ต่อ"):
        behind = tokens[at + 1]
        if behind.kind == "unit" or behind.text in ("ปี", "ไตรมาส", "เดือน"):
            name = str(behind.value) if behind.kind == "unit" else behind.text
            rate = name if rate in (None, "คน", "ครัวเรือน", "หัว") else rate
            at += 2
            continue
        break
    return at, rate


def _said_behind(token: Token) -> tuple[Kind | None, str | None]:
    """940 ครัวเรือนเป้าหมาย, 85 ครัวเรือนยากจน: the unit is the head of the word behind."""
    if token.kind in ("about_target", "part", "unknown"):
        for unit in ("ครัวเรือน", "หมู่บ้าน", "ตำบล", "ชุมชน", "กลุ่ม"):
            if token.text.startswith(unit) and (token.kind != "unknown"):
                return "count", unit
    return None, None


def _clean_cut(tokens: list[Token], at: int) -> bool:
    """80 หลังประชุม is no 80 houses: what is counted ends its word, or a known word follows."""
    if tokens[at].text != "หลัง" or at + 1 >= len(tokens):
        return True
    behind = tokens[at + 1]
    return not behind.glued or behind.kind in _HOUSE


def checked(made: Quantity) -> Quantity:
    """What no result can be, whatever it is about."""
    value = made.value
    if made.problem or value is None:
        return made
    problem: Reason | None = None
    places = -int(value.as_tuple().exponent) if made.literal and "." in made.written else 0
    if made.kind == "percent" and value > 100:
        problem = "over_100"
    elif made.kind == "count" and value % 1:
        problem = "number_spelling" if places == 3 else "odd_magnitude"
    elif made.kind in ("baht", None) and places == 3:
        problem = "number_spelling"
        made = dataclasses.replace(made, candidates=(value, value * 1000))
    elif made.kind == "baht" and (value % Decimal("0.01") or value >= 10**11):
        problem = "odd_magnitude"
    return dataclasses.replace(made, problem=problem) if problem else made
