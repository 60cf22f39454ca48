"""Numbers, operators and dates as official Thai documents print them, read from a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from scoring.digits import ARABIC, MONTHS, PRINTED

# What a document's words say of the number behind them; "between" is a band's lower edge.
OPERATORS = {
    "มากกว่าหรือเท่ากับ": ">=",
    "เท่ากับหรือมากกว่า": ">=",
    "น้อยกว่าหรือเท่ากับ": "<=",
    "เท่ากับหรือน้อยกว่า": "<=",
    "ไม่น้อยกว่า": ">=",
    "ไม่มากกว่า": "<=",
    "ไม่ต่ำกว่า": ">=",
    "ไม่สูงกว่า": "<=",
    "อย่างน้อย": ">=",
    "น้อยกว่า": "<",
    "เกินกว่า": ">",
    "มากกว่า": ">",
    "ต่ำกว่า": "<",
    "สูงกว่า": ">",
    "เท่ากับ": ">=",
    "ระหว่าง": ">=",
    "ไม่เกิน": "<=",
    "ตั้งแต่": ">=",
    "เกิน": ">",
}
# Words that stand for a number, and what they say.
WORDS = {
    "ทุกคน": (">=", Decimal(100)),
    "ครบทุก": (">=", Decimal(100)),
    "ครบถ้วนทุก": (">=", Decimal(100)),
    "ทุกเดือน": (">=", Decimal(100)),
    "เท่าเดิม": (">=", Decimal(0)),
    "จำนวนเพิ่มขึ้น": (">", None),  # more than the level before
    "๑ ครัวเรือน ๑ สัญญา": ("=", Decimal(1)),
}
# Longest first: ไม่น้อยกว่า contains น้อยกว่า.
_OPERATOR = re.compile("(?:" + "|".join(sorted(OPERATORS, key=len, reverse=True)) + ")$")
_FILLER = re.compile(r"(?:\s|ร้อยละ|จำนวน|(?:ไตรมาส|เดือน|กิจกรรม|คน|แห่ง|ปี)ละ)+$")
_UPWARD = re.compile(r"\s*%?\s*ขึ้นไป")
_RANGE = re.compile(r"\s*%?\s*[-–]\s*(?=[0-9๐-๙])")
_PERCENT_BEFORE = re.compile(r"ร้อยละ\s*$")
_TAGS = re.compile(r"<[^>]*>")

MONTH = "|".join(re.escape(m) for m in MONTHS)
DATE = rf"([0-9๐-๙]{{1,2}})\s*({MONTH})\s*(?:พ\.ศ\.\s*)?([0-9๐-๙]{{4}}|[0-9๐-๙]{{2}})"
_DATE = re.compile(DATE)
_MONTHS_SPAN = re.compile(rf"({MONTH})\s*[-–]\s*({MONTH})\s*([0-9๐-๙]{{4}})")
_MONTH_YEAR = re.compile(rf"({MONTH})\s*([0-9๐-๙]{{4}}|[0-9๐-๙]{{2}})")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number in a quote with the words around it."""

    amount: Decimal
    op: str  # what the words beside it say; ">=" where there are none
    words: str  # the operator's words, "" where there are none
    percent: bool
    after: str  # what stands behind it, for the unit
    upper: Decimal | None  # the upper edge, where a band is printed


def plain(text: str) -> str:
    """Without tags and double spaces, as a person reads it."""
    return " ".join(_TAGS.sub(" ", text).split())


@lru_cache(maxsize=4096)
def numbers(quote: str) -> tuple[Printed, ...]:
    found = []
    matches = list(PRINTED.finditer(quote))
    for place, match in enumerate(matches):
        before = quote[matches[place - 1].end() if place else 0 : match.start()]
        behind = quote[match.end() :]
        operator = _OPERATOR.search(_FILLER.sub("", before))
        words = operator.group() if operator else ""
        op = OPERATORS.get(words, ">=")
        if _UPWARD.match(behind):
            words = (words + "ขึ้นไป") if words else "ขึ้นไป"
        upper = None
        if _RANGE.match(behind) and place + 1 < len(matches):
            upper = Decimal(matches[place + 1].group().translate(ARABIC).replace(",", ""))
            words = words or "-"
        percent = bool(_PERCENT_BEFORE.search(before)) or behind.lstrip().startswith("%")
        amount = Decimal(match.group().translate(ARABIC).replace(",", ""))
        found.append(Printed(amount, op, words, percent, behind.lstrip()[:40], upper))
    return tuple(found)


def operator_before(quote: str, words: str) -> tuple[str, str] | None:
    """What the quote says right before `words` (a named value such as ค่าขั้นต่ำ): (operator, its words)."""
    at = quote.find(words)
    if at < 0:
        return None
    found = _OPERATOR.search(_FILLER.sub("", quote[:at]))
    return (OPERATORS[found.group()], found.group()) if found else (">=", "")


def dates(quote: str) -> tuple[date, ...]:
    """Every full Thai date in a quote, years in พ.ศ.; one that does not exist (31 September) is left out."""
    days = []
    for day, month, year in _DATE.findall(quote):
        try:
            days.append(date(_ce(year), MONTHS[month], int(day.translate(ARABIC))))
        except ValueError:
            continue
    return tuple(days)


def spans(quote: str) -> tuple[tuple[date, date], ...]:
    """Spans of months in a quote: "มกราคม - มีนาคม ๒๕๖๘", "พฤษภาคม ๒๕๖๗"."""
    found = []
    for first, last, year in _MONTHS_SPAN.findall(quote):
        ce = _ce(year)
        found.append((date(ce, MONTHS[first], 1), _month_end(ce, MONTHS[last])))
    for month, year in _MONTH_YEAR.findall(quote):
        ce = _ce(year)
        found.append((date(ce, MONTHS[month], 1), _month_end(ce, MONTHS[month])))
    return tuple(found)


def _ce(year: str) -> int:
    """ "๒๕๖๑" or "๖๑" -> 2018."""
    number = int(year.translate(ARABIC))
    return (number + 2500 if number < 100 else number) - 543


def cut_number(line: str, quote: str) -> bool:
    """Whether the quote cuts through a number of its line, at every place where it stands."""
    at = line.find(quote)
    while at >= 0:
        end = at + len(quote)
        left = _digit(quote[0]) and at > 0 and (_digit(line[at - 1]) or line[at - 1] in ".,")
        right = (
            _digit(quote[-1])
            and end < len(line)
            and (_digit(line[end]) or (line[end] in ".," and end + 1 < len(line) and _digit(line[end + 1])))
        )
        if not left and not right:
            return False
        at = line.find(quote, at + 1)
    return True


_LETTER = re.compile("[A-Za-zก-ฺเ-๎]")


def cut_word(line: str, quote: str) -> bool:
    """Whether the quote begins or ends within a word of its line, at every place where it stands."""
    at = line.find(quote)
    while at >= 0:
        end = at + len(quote)
        titled = line.endswith("หัวหน้า", 0, at)  # หัวหน้ากลุ่มงาน…: the group's name begins behind it
        left = at > 0 and not titled and _LETTER.match(quote[0]) and _LETTER.match(line[at - 1])
        if not left and not (end < len(line) and _LETTER.match(quote[-1]) and _LETTER.match(line[end])):
            return False
        at = line.find(quote, at + 1)
    return True


def _digit(char: str) -> bool:
    return char in "0123456789๐๑๒๓๔๕๖๗๘๙"


def _month_end(year: int, month: int) -> date:
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
