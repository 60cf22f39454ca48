"""Finds the words that name a day, a month or a quarter, together with the numbers that belong to them."""

import datetime
import re
from collections.abc import Callable

from handlers.reading.days.calendar import DAY, When, common_year, day_of, judged, quarter_of, span_of, weekday_of
from handlers.reading.days.named_days import named_year, relative, written
from handlers.reading.days.periods import UNIT, day_month, month, numbered_month, quarter, says, year_named
from handlers.reading.figures.numbers import NUMERIC, figure, run
from handlers.reading.words.scan import Token

_PLAIN = re.compile(r"\d{1,4}\Z")


def find_dates(tokens: list[Token], today: datetime.date) -> list[Token]:
    """The same tokens with every date, month, quarter and year put together into one "when" (or "fill") each."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        rule, made = _first(tokens, at, today)
        if made is None:
            found.append(tokens[at])
            at += 1
            continue
        when, end = made
        first, last = tokens[at], tokens[end - 1]
        text = " ".join(token.text for token in tokens[at:end])
        kind = "fill" if when is None else "when"
        found.append(Token(kind, when, first.start, last.end, text, None, first.glued, rule))
        at = end
    return _spans(found)


def _spans(tokens: list[Token]) -> list[Token]:
    """ต.ค. - ก.พ. and ตั้งแต่ 1 ต.ค. 67 ถึง 14 มี.ค. 68 are one "when"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        since = says(token, "since")
        start = at + 1 if since else at
        if start < len(tokens) and tokens[start].kind == "when" and (since or _spanned(tokens, start)):
            first: When = tokens[start].value
            end = start + 1
            if _spanned(tokens, start):
                when = span_of(first, tokens[start + 2].value)
                end = start + 3
            else:
                october = first.start is not None and first.start.month == 10
                when = When(None, None, None if october and first.problem is None else "date_unclear", cumulative=True)
            text = " ".join(one.text for one in tokens[at:end])
            found.append(Token("when", when, token.start, tokens[end - 1].end, text, None, token.glued))
            at = end
            continue
        found.append(token)
        at += 1
    return found


def _spanned(tokens: list[Token], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at + 1].kind == "range" and tokens[at + 2].kind == "when"


Found = tuple[When | None, int]  # the day or period (None: it says nothing new), and where its words end


def _at(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    return _first(tokens, at, today)[1]


def _first(tokens: list[Token], at: int, today: datetime.date) -> tuple[str, Found | None]:
    """What the first rule that holds at this place reads there, and what it is called."""
    for rule in RULES:
        found = rule(tokens, at, today)
        if found is not None:
            return rule.__name__, found
    return "", None


def _kind(tokens: list[Token], at: int) -> str:
    return tokens[at].kind if at < len(tokens) else ""


def _says(tokens: list[Token], at: int, what: str) -> bool:
    return at < len(tokens) and says(tokens[at], what)


def written_day(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """14/3/2568"""
    return (written(tokens[at].text, today), at + 1) if tokens[at].kind == "date" else None


def named_day(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """เมื่อวาน, เดือนที่แล้ว"""
    return (relative(tokens[at].value, today), at + 1) if tokens[at].kind == "day" else None


def day_of_the_week(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """วันพุธที่ผ่านมา, วันจันทร์ที่ 10"""
    return _weekday(tokens, at, today) if tokens[at].kind == "weekday" else None


def month_named(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """ก.พ. 68"""
    return month(tokens, at, today) if tokens[at].kind == "month" else None


def when_a_day(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """เมื่อ 14 มี.ค."""
    nested = _at(tokens, at + 1, today) if _says(tokens, at, "when") and at + 1 < len(tokens) else None
    return nested if nested and nested[0] else None


def on_a_day(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """วันที่ 14"""
    return _on(tokens, at, today) if _says(tokens, at, "on") else None


def of_a_month(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """เดือน ก.พ., เดือน 2"""
    every = at > 0 and tokens[at - 1].kind == "everything"  # ครบทุกเดือน
    if not _says(tokens, at, "month_of") or every or at + 1 >= len(tokens):
        return None
    return month(tokens, at + 1, today) or numbered_month(tokens, at + 1, today)


def end_of_a_month(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """สิ้นเดือน ก.พ."""
    if not _says(tokens, at, "end"):
        return None
    named = at + 2 if _says(tokens, at + 1, "month_of") and at + 2 < len(tokens) else at + 1
    return month(tokens, named, today, end=True)


def ago_without_a_number(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """วันก่อน"""
    return (When(None, None, "date_unclear"), at + 1) if _says(tokens, at, "ago") else None


def of_a_quarter(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """ไตรมาสแรก, ไตรมาส 2/2568"""
    if _says(tokens, at, "first_quarter"):
        return quarter_of(1, None, today), at + 1
    return quarter(tokens, at, today) if _says(tokens, at, "quarter") else None


def of_a_year(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """ปี 2568"""
    return year_named(tokens, at, today) if _says(tokens, at, "year") else None


def day_and_month(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """14 มี.ค. 68, 5 เดือน มีนาคม"""
    if tokens[at].kind == "date_word" or _inside_figure(tokens, at):
        return None
    day, end = _day_number(tokens, at)
    if _says(tokens, end, "month_of") and _kind(tokens, end + 1) == "month":
        end += 1
    if day is None or _kind(tokens, end) != "month":
        return None
    when, stop = day_month(tokens, day, end, today)
    return (When(None, None, "date_unclear") if _may_be_elided(tokens, at, day) else when), stop


def days_ago(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """3 วันก่อน"""
    token = tokens[at]
    if token.kind not in ("number", "digit") or not _says(tokens, at + 1, "ago") or _inside_figure(tokens, at):
        return None
    if token.value < 10 and _may_be_elided(tokens, at, int(token.value)):
        return When(None, None, "date_unclear"), at + 2
    if token.kind == "digit":
        return judged(today - int(token.value) * DAY, today), at + 2
    if not _PLAIN.match(token.text):
        return None
    return (judged(today - int(token.text) * DAY, today) if int(token.text) < 400 else None), at + 2


def bare_year(tokens: list[Token], at: int, today: datetime.date) -> Found | None:
    """2568 80%: a year before another figure"""
    token = tokens[at]
    if token.kind != "number" or not _PLAIN.match(token.text) or len(token.text) != 4 or _inside_figure(tokens, at):
        return None
    before_another = _kind(tokens, at + 1) == "number" and not tokens[at + 1].glued
    return (named_year(token.text, today), at + 1) if before_another and common_year(token.text) else None


# The first that holds decides.
RULES: tuple[Callable[[list[Token], int, datetime.date], Found | None], ...] = (
    written_day,
    named_day,
    day_of_the_week,
    when_a_day,
    on_a_day,
    of_a_month,
    end_of_a_month,
    ago_without_a_number,
    of_a_quarter,
    of_a_year,
    month_named,
    day_and_month,
    days_ago,
    bare_year,
)


def _inside_figure(tokens: list[Token], at: int) -> bool:
    """ร้อยละสี่สิบเจ็ด ธ.ค., สองแสนห้า ม.ค.: a figure is never cut in two for a day."""
    before = tokens[at - 1] if at else None
    if before is None or tokens[at].kind not in NUMERIC:
        return False
    return before.kind in ("percent_before", "step") or (before.kind in NUMERIC and tokens[at].glued)


def _may_be_elided(tokens: list[Token], at: int, day: int) -> bool:
    """2 ล้าน 5 ม.ค.: two and a half million in January, or two million on the fifth?"""
    return at > 0 and tokens[at - 1].kind == "ten" and tokens[at - 1].value >= 100 and day < 10


def _day_number(tokens: list[Token], at: int) -> tuple[int | None, int]:
    """A day of the month in digits or in words."""
    token = tokens[at]
    if token.kind == "number":
        return (int(token.text), at + 1) if re.fullmatch(r"\d{1,2}", token.text) else (None, at)
    if token.kind in ("digit", "ten", "yi"):
        end = run(tokens, at)
        read = figure(tokens[at:end])
        if read.problem is None and read.value is not None and 1 <= read.value <= 31 and read.value % 1 == 0:
            return int(read.value), end
    return None, at


def _on(tokens: list[Token], at: int, today: datetime.date) -> tuple[When | None, int] | None:
    """วันที่ 14, with or without its month."""
    if at + 1 >= len(tokens):
        return None
    nested = _at(tokens, at + 1, today)
    if nested and nested[0] is not None:
        return (None, nested[1]) if _of_a_letter(tokens, at) else nested
    day, end = _day_number(tokens, at + 1)
    if day is None or (end < len(tokens) and tokens[end].kind in UNIT):
        return None
    if end + 1 < len(tokens) and tokens[end].text == "/" and tokens[end + 1].kind == "number":
        month = tokens[end + 1].text
        if re.fullmatch(r"[1-9]|0[1-9]|1[0-2]", month):
            return day_of(day, int(month), None, today), end + 2
    try:
        named = today.replace(day=day)
    except ValueError:
        return When(None, None, "date_impossible"), end
    if named > today:
        return When(named, None, "date_unclear"), end
    return judged(named, today), end


def _of_a_letter(tokens: list[Token], at: int) -> bool:
    """ตามหนังสือที่ บร 0019/ว 957 ลงวันที่ 7 มี.ค. 68: the letter's day, not the figure's."""
    line = []
    for token in reversed(tokens[:at]):
        if token.kind == "line":
            break
        line.append(token.text)
    letter = any(text.startswith(("หนังสือ", "ตามหนังสือ", "คำสั่ง", "ประกาศ")) or "/" in text for text in line)
    return tokens[at].text == "ลงวันที่" and letter


def _weekday(tokens: list[Token], at: int, today: datetime.date) -> tuple[When, int]:
    weekday: int = tokens[at].value
    if at + 1 < len(tokens):
        following = tokens[at + 1]
        if says(following, "passed"):
            return weekday_of(weekday, today), at + 2
        if says(following, "past_unclear"):
            return When(None, None, "date_unclear"), at + 2
        nested = (
            _at(tokens, at + 1, today) if following.kind in ("number", "date", "date_word", "digit", "ten") else None
        )
        if nested and nested[0] and nested[0].day:
            when, end = nested
            if when is not None and when.day is not None and when.day.weekday() != weekday:
                return When(when.day, None, "date_impossible"), end
            assert when is not None
            return when, end
        day, end = _day_number(tokens, at + 1)
        if tokens[at].text.endswith("ที่") and day is not None and not _counted(tokens, end):
            return _weekday_and_day(weekday, day, today), end
    return weekday_of(weekday, today), at + 1


def _counted(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].kind in UNIT or tokens[at].kind in NUMERIC)


def _weekday_and_day(weekday: int, day: int, today: datetime.date) -> When:
    """วันจันทร์ที่ 10: of this month, if that was a Monday."""
    try:
        named = today.replace(day=day)
    except ValueError:
        return When(None, None, "date_impossible")
    if named > today or named.weekday() != weekday:
        return When(None, None, "date_unclear")
    return judged(named, today)
