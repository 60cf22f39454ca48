"""Reads months, quarters and years by name, with the numbers that belong to them."""

import datetime
import re

from handlers.reading.days.calendar import BUDDHIST, When, common_year, day_of, month_of, quarter_of
from handlers.reading.days.named_days import named_year
from handlers.reading.figures.numbers import NUMERIC
from handlers.reading.words.scan import Token

UNIT = frozenset({"percent", "baht", "unit", "ten", "times", "satang", "hedge", "half", "point", "dozen"})


def says(token: Token, what: str) -> bool:
    return token.kind == "date_word" and token.value == what


def _after_year(tokens: list[Token], at: int, day_named: bool) -> tuple[int | None, bool, int]:
    """The year behind a month: (common year, whether it is unclear, where it ends)."""
    start = at
    worded = False
    while at < len(tokens) and (says(tokens[at], "year") or tokens[at].text in ("'", "/")):
        worded = worded or tokens[at].kind == "date_word"
        at += 1
    if (
        at >= len(tokens)
        or tokens[at].kind not in ("number", "bad")
        or not re.fullmatch(r"\d{2}|\d{4}", tokens[at].text)
    ):
        return None, False, start
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and not worded and (after.kind in UNIT or (after.kind in NUMERIC and after.glued)):
        return None, False, start
    year = common_year(tokens[at].text)
    if year is None:
        if worded or (day_named and len(tokens[at].text) == 2):
            return None, True, at + 1
        return None, False, start
    return year, False, at + 1


def day_month(tokens: list[Token], day: int, at: int, today: datetime.date) -> tuple[When, int]:
    year, unclear, end = _after_year(tokens, at + 1, day_named=True)
    if unclear:
        return When(None, None, "date_unclear"), end
    return day_of(day, tokens[at].value, year, today), end


def month(tokens: list[Token], at: int, today: datetime.date, end: bool = False) -> tuple[When, int] | None:
    if at >= len(tokens) or tokens[at].kind != "month":
        return None
    year, unclear, stop = _after_year(tokens, at + 1, day_named=False)
    if unclear:
        return When(None, None, "date_unclear"), stop
    if year is None and stop < len(tokens) and tokens[stop].text in ("ปีที่แล้ว", "ปีก่อน", "ปีที่ผ่านมา"):
        year, stop = today.year - 1, stop + 1
    return month_of(tokens[at].value, year, today, end), stop


def numbered_month(tokens: list[Token], at: int, today: datetime.date) -> tuple[When, int] | None:
    token = tokens[at]
    if token.kind == "number" and re.fullmatch(r"[1-9]|1[0-2]", token.text):
        after = tokens[at + 1].kind if at + 1 < len(tokens) else ""
        if after not in UNIT:
            year, unclear, end = _after_year(tokens, at + 1, day_named=False)
            return (When(None, None, "date_unclear") if unclear else month_of(int(token.text), year, today)), end
    return None


def quarter(tokens: list[Token], at: int, today: datetime.date) -> tuple[When, int] | None:
    at += 1
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "digit" or (token.kind == "number" and re.fullmatch(r"\d", token.text)):
        number = int(token.value)
    else:
        return None
    year = None
    start = at + 1
    end = start
    while end < len(tokens) and (tokens[end].text == "/" or says(tokens[end], "year")):
        end += 1
    if end > start and end < len(tokens) and tokens[end].kind == "number" and common_year(tokens[end].text):
        common = common_year(tokens[end].text)
        assert common is not None
        year = common + BUDDHIST
        end += 1
    else:
        end = start
    return quarter_of(number, year, today), end


def year_named(tokens: list[Token], at: int, today: datetime.date) -> tuple[When | None, int] | None:
    end = at + 1
    while end < len(tokens) and (
        says(tokens[end], "year") or (tokens[end].kind == "fill" and not tokens[end].text.strip("ฯ"))
    ):
        end += 1
    if end >= len(tokens):
        return None
    token = tokens[end]
    if token.kind in ("number", "bad") and re.fullmatch(r"\d{2}|\d{4}", token.text):
        after = tokens[end + 1] if end + 1 < len(tokens) else None
        if after is not None and after.kind in UNIT and len(token.text) == 2:
            return None
        return named_year(token.text, today), end + 1
    return None
