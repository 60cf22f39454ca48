"""The words around a figure that say its unit: a heading of the table, what is counted, satang, a rate."""

from decimal import Decimal

from handlers.reading.figures.numbers import figure, run
from handlers.reading.nouns import Reason
from handlers.reading.words.scan import Token
from scoring.results.said import Kind

_HOUSE = frozenset(
    {"fill", "mark", "comma", "line", "everything", "out_of", "separator", "cumulative", "equals", "when"}
)


def unit_heading(tokens: list[Token], at: int, found: list[Token]) -> tuple[Token, int] | None:
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
    said = _named(tokens[end], factor)
    if said is None:
        return None
    if bracket and not (end + 1 < len(tokens) and tokens[end + 1].text == ")"):
        return None
    end += 2 if bracket else 1
    text = "".join(one.text for one in tokens[at:end])
    return Token("heading", said, token.start, tokens[end - 1].end, text, None, token.glued), end


def _named(unit: Token, factor: Decimal) -> tuple[Kind, str, Decimal] | None:
    """(%), (ล้านบาท), หน่วย : ครัวเรือน"""
    if unit.kind in ("percent", "percent_before"):
        return "percent", "%", factor
    if unit.kind == "baht":
        return "baht", "บาท", factor
    return ("count", str(unit.value), factor) if unit.kind == "unit" else None


def headed_by(found: list[Token]) -> tuple[Kind, str, Decimal] | None:
    """The unit that a heading gave, unless another topic came since."""
    for token in reversed(found):
        if token.kind == "heading":
            value: tuple[Kind, str, Decimal] = token.value
            return value
        if token.kind == "part":
            return None
    return None


def percent_heading(found: list[Token]) -> Token | None:
    """ร้อยละของการ… 82: the word that names the unit stands at the head of the line."""
    for token in reversed(found):
        if token.kind in ("quantity", "line", "comma", "separator"):
            return None
        if token.kind == "percent_before":
            return token
    return None


def counted_unit(token: Token) -> str | None:
    """What is counted: a unit, or a word that is one behind a figure (4 คุณธรรม, 2 ศูนย์)."""
    word = token if token.kind == "unit" else token.other
    return str(word.value) if word is not None and word.kind == "unit" else None


def satang(
    tokens: list[Token], at: int, candidates: tuple[Decimal, ...], problem: Reason | None
) -> tuple[int, tuple[Decimal, ...], Reason | None]:
    """1,250 บาท 50 สตางค์, ห้าสิบสตางค์"""
    end = run(tokens, at + 1) if at + 1 < len(tokens) else at + 1
    if end > at + 1 and end < len(tokens) and tokens[end].kind == "satang":
        read = figure(tokens[at + 1 : end])
        if read.problem or read.value is None or not 0 <= read.value < 100 or read.value % 1:
            return end, candidates, problem or "number_spelling"
        return end, tuple(one + read.value / 100 for one in candidates), problem
    if at + 1 < len(tokens) and tokens[at + 1].kind == "baht":  # 980,000.- บาท, บาทถ้วน
        return at + 1, candidates, problem
    return at, candidates, problem


def rate_of(tokens: list[Token], at: int) -> tuple[int, str | None]:
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


def said_behind(token: Token) -> tuple[Kind | None, str | None]:
    """940 ครัวเรือนเป้าหมาย, 85 ครัวเรือนยากจน: the unit is the head of the word behind."""
    if token.kind in ("about_target", "part", "unknown"):
        for unit in ("ครัวเรือน", "หมู่บ้าน", "ตำบล", "ชุมชน", "กลุ่ม"):
            if token.text.startswith(unit) and (token.kind != "unknown"):
                return "count", unit
    return None, None


def clean_cut(tokens: list[Token], at: int) -> bool:
    """80 หลังประชุม is no 80 houses: what is counted ends its word, or a known word follows."""
    if tokens[at].text != "หลัง" or at + 1 >= len(tokens):
        return True
    behind = tokens[at + 1]
    return not behind.glued or behind.kind in _HOUSE
