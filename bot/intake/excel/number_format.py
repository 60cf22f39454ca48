"""A number of a sheet as Excel prints it: percentages, thousands, decimals and words of its number format."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

TOKEN = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<digits>t?[0#?][0#?,]*(?:\.[0#?]+)?,*)|(?P<percent>%)|(?P<sign>.)"
)
CONDITION = re.compile(r"[<>=]")
LITERAL = " -+()/:$฿."


@dataclass(frozen=True)
class Printed:
    text: str
    exact: bool  # nothing of the number was rounded away, and the format is one that is known


def general(value: int | float) -> str:
    """As Excel shows a number without a format: fifteen digits at most, never an exponent."""
    if isinstance(value, int):
        return str(value)
    return plain(Decimal(format(value, ".15g")))


def plain(amount: Decimal) -> str:
    text = format(amount, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if amount else "0"


def printed(value: int | float, code: str) -> Printed:
    amount = Decimal(general(value))
    sections = _sections(code)
    section = sections[0]
    if len(sections) > 1 and amount < 0:
        section, amount = sections[1], -amount
    elif len(sections) > 2 and amount == 0:
        section = sections[2]
    if section.strip().lower() in ("general", "@", ""):
        return Printed(plain(amount), True)
    return _formatted(amount, section)


def _sections(code: str) -> list[str]:
    """Parts for more than, less than and equal to nothing; a semicolon within quotes parts nothing."""
    return re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*)(?:;|$)', code)[: code.count(";") + 1] or [code]


def _formatted(amount: Decimal, section: str) -> Printed:
    pieces: list[str] = []
    digits: str | None = None
    place = 0
    percent = 0
    for token in TOKEN.finditer(section):
        kind = token.lastgroup or ""
        text = token.group(kind)
        if kind == "digits" and digits is None:
            digits, place = text, len(pieces)
            pieces.append("")
        elif kind in ("words", "escaped"):
            pieces.append(text)
        elif kind == "space":
            pieces.append(" ")
        elif kind == "percent":
            percent += 1
            pieces.append("%")
        elif kind == "bracket" and not CONDITION.search(text):
            continue  # a colour, a language
        elif kind == "sign" and (text in LITERAL or "\u0e00" <= text <= "\u0e7f"):
            pieces.append(text)
        elif kind != "fill":
            return Printed(plain(amount), False)  # an exponent, a fraction, a condition: not known here
    if digits is None:
        return Printed("".join(pieces).strip(), not pieces or amount == 0)
    shown = amount * 100**percent / 1000 ** len(digits[len(digits.rstrip(",")) :])
    text, exact = _digits(shown, digits.rstrip(",").removeprefix("t"))
    pieces[place] = text
    return Printed(" ".join("".join(pieces).split()), exact)


def _digits(amount: Decimal, mask: str) -> tuple[str, bool]:
    whole, _, part = mask.partition(".")
    least = part.rstrip("#?").count("0") + part.rstrip("#?").count("#")
    with localcontext() as exactly:
        exactly.prec = 60
        rounded = amount.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    text = format(rounded, ",f" if "," in whole else "f")
    if "." in text:
        head, _, tail = text.partition(".")
        while len(tail) > least and tail.endswith("0"):
            tail = tail[:-1]
        text = f"{head}.{tail}" if tail else head
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    width = whole.replace(",", "").count("0")
    head, dot, tail = text.partition(".")
    return sign + head.rjust(width, "0") + dot + tail, rounded == amount
