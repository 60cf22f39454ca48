"""Takes out the numbers that are no results: list marks, villages, rooms, indicators' numbers, scores, laughter."""

import re
from collections.abc import Callable
from decimal import Decimal

from handlers.reading.figures.list_marks import LIST_MARKS, Made, at_place, filled, labelled_as
from handlers.reading.figures.numbers import NUMERIC, STARTS
from handlers.reading.figures.units import counted_unit
from handlers.reading.words.lexicon import given_names, spaced
from handlers.reading.words.scan import Token

_UNITS = frozenset({"percent", "baht", "unit", "ten", "times", "satang", "half"})
_MEASURES = ("ten", "unit", "percent", "baht")
_TITLES = frozenset(spaced("ผม หนู ดิฉัน นาย นาง นางสาว น.ส. คุณ พี่ น้อง หัวหน้า กระผม ป้า ลุง"))
_WHERE = frozenset(spaced("ที่ ไป ไปที่ งาน ออกร้านที่ ที่งาน ในงาน ตลาด"))


def find_labels(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        head = not found or found[-1].kind == "line"
        made = _first_rule(tokens, at, head)
        if made is None:
            found.append(tokens[at])
            at += 1
        else:
            token, at = made
            found.append(token)
    return found


def _first_rule(tokens: list[Token], at: int, head: bool) -> Made | None:
    for rule in RULES:
        made = rule(tokens, at, head)
        if made is not None:
            made[0].rule = rule.__name__
            return made
    return None


def some_more(tokens: list[Token], at: int, head: bool) -> Made | None:
    """จัก 20 ครัวเรือน, ร่วม 20: about so many."""
    if tokens[at].text in ("จัก", "จั๊ก", "ร่วม") and at_place(tokens, at + 1).kind in STARTS:
        return labelled_as("hedge", tokens, at, at + 1)
    return None


def how_many(tokens: list[Token], at: int, head: bool) -> Made | None:
    """กี่ครัวเรือน, จั๊กล้านบาท"""
    end = at + 1
    while at_place(tokens, end).kind in _MEASURES:
        end += 1
    if tokens[at].text not in ("กี่", "จัก", "จั๊ก") or end == at + 1:
        return None
    token, _ = labelled_as("question", tokens, at, end)
    token.text = tokens[at].text
    return token, end


def so_many_each(tokens: list[Token], at: int, head: bool) -> Made | None:
    """รุ่นละ 20 คน"""
    each = at_place(tokens, at + 1)
    if tokens[at].kind != "unit" or each.text != "ละ" or not each.glued or at_place(tokens, at + 2).kind not in STARTS:
        return None
    return labelled_as("rate", tokens, at, at + 2)


def full_hundred(tokens: list[Token], at: int, head: bool) -> Made | None:
    """เต็มร้อยเปอร์เซ็นต์"""
    token = tokens[at]
    if token.text not in ("ครบร้อย", "เต็มร้อย") or at_place(tokens, at + 1).kind != "percent":
        return None
    return Token("number", Decimal(100), token.end - 4, token.end, "100", None, True), at + 1


def plus_between_reports(tokens: list[Token], at: int, head: bool) -> Made | None:
    """เบิกจ่าย 80% + จปฐ 95%"""
    if tokens[at].text == "+" and at_place(tokens, at + 1).kind in ("part", "place"):
        return labelled_as("separator", tokens, at, at + 1)
    return None


def number_of_a_letter(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ที่ ชบ 0019/123: the letters of an office before the number of its letter."""
    end = at
    while end < min(len(tokens), at + 4) and "ก" <= tokens[end].text[0] <= "ฮ" and len(tokens[end].text) <= 3:
        if end > at and not tokens[end].glued:
            break
        end += 1
    letters = "".join(token.text for token in tokens[at:end]).replace(".", "")
    named = tokens[at].kind in ("unknown", "baht", "times", "district_before") and 1 < len(letters) <= 5
    return filled(tokens, at, end + 1) if named and at_place(tokens, end).kind == "document" else None


def named_village(tokens: list[Token], at: int, head: bool) -> Made | None:
    """บ้านโคกสว่าง หมู่ 5"""
    if tokens[at].kind != "unknown" or not tokens[at].text.startswith("บ้าน"):
        return None
    end = at + 1
    while at_place(tokens, end).glued and at_place(tokens, end).kind == "unknown":
        end += 1
    village = _labelled(tokens, end) if at_place(tokens, end).kind == "label" else None
    return filled(tokens, at, village[1]) if village is not None and tokens[end].value == "village" else None


def senders_name(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ผมวิชัย"""
    titled = tokens[at].kind == "unknown" and at > 0 and tokens[at - 1].text in _TITLES
    return filled(tokens, at, at + 1) if titled and tokens[at].text in given_names() else None


def score_asked(tokens: list[Token], at: int, head: bool) -> Made | None:
    """… ได้ 5 ไหม: a score, no result"""
    got = tokens[at].kind in ("fill", "future") and tokens[at].text in ("ได้", "จะได้")
    asked = at_place(tokens, at + 2).kind in ("question", "score")
    return (
        filled(tokens, at, at + 2) if got and asked and re.fullmatch(r"[1-5]", at_place(tokens, at + 1).text) else None
    )


def sold_in_roi_et(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ขายที่ร้อยเอ็ด: where, not 101"""
    et = at_place(tokens, at + 1)
    there = tokens[at].text == "ร้อย" and et.kind == "et" and et.glued and at > 0 and tokens[at - 1].text in _WHERE
    following = at_place(tokens, at + 2).kind
    return filled(tokens, at, at + 2) if there and following not in _UNITS and following not in STARTS else None


def sold_in_a_province(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ขายที่บุรีรัมย์: where something was sold, not who reports"""
    if tokens[at].kind == "province" and at > 0 and tokens[at - 1].text in _WHERE:
        return filled(tokens, at, at + 1)
    return None


def letter_without_figure(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ล, m, k: a factor only behind its figure"""
    token = tokens[at]
    if token.kind != "times" or (at > 0 and tokens[at - 1].kind in ("number", "laugh", "bad")):
        return None
    kind, value = (token.other.kind, token.other.value) if token.other is not None else ("unknown", None)
    return Token(kind, value, token.start, token.end, token.text, None, token.glued), at + 1


def week_of_a_report(tokens: list[Token], at: int, head: bool) -> Made | None:
    """รายงานประจำสัปดาห์ที่ 11: which report it is"""
    if tokens[at].kind != "label" or tokens[at].value != "week":
        return None
    week = re.fullmatch(r"[1-9]|[1-4]\d|5[0-3]", at_place(tokens, at + 1).text)
    return filled(tokens, at, at + 2 if week and at_place(tokens, at + 2).kind not in _UNITS else at + 1)


def labelled_number(tokens: list[Token], at: int, head: bool) -> Made | None:
    """หมู่ 5, ห้อง 3, ตัวชี้วัดที่ 2, ครั้งที่ 1"""
    return _labelled(tokens, at) if tokens[at].kind == "label" else None


def all_five_steps(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ครบทั้ง 5 ขั้นแล้ว: every level has five"""
    word = at_place(tokens, at + 2)
    whole = tokens[at].text in ("ครบทั้ง", "ครบ", "เสร็จทั้ง", "เสร็จครบทั้ง", "ผ่านทั้ง") and word.kind == "step"
    five = at_place(tokens, at + 1).text in ("5", "ห้า")
    if not (whole and five) or at_place(tokens, at + 3).kind in STARTS or at_place(tokens, at + 3).text == "ที่":
        return None
    return labelled_as("all_steps", tokens, at, at + 3)


def step_not_reached(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ขั้น 2 ยังไม่ถึงคิว: not yet done, and no bound"""
    if tokens[at].text not in ("ยังไม่ถึง", "ยังบ่ถึง", "ยังไปไม่ถึง") or at < 2 or tokens[at - 2].kind != "step":
        return None
    end = at + 1
    while at_place(tokens, end).text in ("คิว", "ไหน", "เวลา", "รอบ", "กำหนด", "มือ"):
        end += 1
    if at_place(tokens, end).kind in (*STARTS, "percent_before", "step"):
        return None
    return labelled_as("not_yet", tokens, at, end)


def identity_number(tokens: list[Token], at: int, head: bool) -> Made | None:
    """1-3101-00234-56-7"""
    return labelled_as("identity", tokens, at, at + 1) if tokens[at].kind == "identity" else None


def phone_or_document(tokens: list[Token], at: int, head: bool) -> Made | None:
    """081-234-5678 ต่อ 12, 0019/ว 957"""
    if tokens[at].kind not in ("phone", "document"):
        return None
    extension = at_place(tokens, at + 1).text == "ต่อ" and at_place(tokens, at + 2).kind == "number"
    return filled(tokens, at, at + 3 if extension else at + 1)


def laughter(tokens: list[Token], at: int, head: bool) -> Made | None:
    """5555+"""
    if tokens[at].kind != "laugh" or at_place(tokens, at + 1).kind in _UNITS:
        return None
    end = at + 1
    while at_place(tokens, end).text == "+" and tokens[end].glued:
        end += 1
    return filled(tokens, at, end)


def score_in_points(tokens: list[Token], at: int, head: bool) -> Made | None:
    """5 คะแนน, unless the office counts in points"""
    points = at_place(tokens, at + 1)
    scored = points.kind == "score" and points.text == "คะแนน" and points.other is None
    return filled(tokens, at, at + 2) if tokens[at].kind == "number" and scored else None


# The first that holds decides.
RULES: tuple[Callable[[list[Token], int, bool], Made | None], ...] = (
    some_more,
    how_many,
    so_many_each,
    full_hundred,
    plus_between_reports,
    number_of_a_letter,
    LIST_MARKS[0],
    named_village,
    senders_name,
    score_asked,
    sold_in_roi_et,
    sold_in_a_province,
    letter_without_figure,
    week_of_a_report,
    labelled_number,
    all_five_steps,
    step_not_reached,
    identity_number,
    phone_or_document,
    laughter,
    score_in_points,
    *LIST_MARKS[1:],
)


_NUMBERED = ("number", "bad", "digit", "phone", "laugh", "time", "document", "identity")
_HARMLESS = ("โทร", "ติดต่อ", "สอบถาม", "รอบ", "งวด", "หน้าที่")


def _labelled(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    token = tokens[at]
    end = at + 1
    while end < len(tokens) and tokens[end].text in (".", ":", "ที่") and tokens[end].kind in ("mark", "fill"):
        end += 1
    if end >= len(tokens) or tokens[end].kind not in _NUMBERED:
        return _without_number(token, at)
    if tokens[end].kind == "identity":
        return None
    if token.value in ("nth", "indicator"):
        return _counted_label(tokens, at, end)
    return _numbered_label(tokens, at, end)


def _without_number(token: Token, at: int) -> tuple[Token, int] | None:
    """โทร. alone; หน้าร้าน, ชั้นวาง: another word than the label"""
    if token.value in ("village", "nth"):
        return None
    harmless = token.value == "indicator" or token.text.startswith(_HARMLESS)
    return _as_kind("fill" if harmless else "unknown", token), at + 1


def _counted_label(tokens: list[Token], at: int, end: int) -> tuple[Token, int] | None:
    """ครั้งที่ 2, ตัวชี้วัดที่ 3: the number says something."""
    token, number = tokens[at], tokens[end]
    if number.kind not in ("number", "digit") or not re.fullmatch(r"\d{1,2}|[^\d]+", number.text):
        return None
    stop = _year_behind(tokens, end + 1)
    made = Token(token.value, int(number.value), token.start, tokens[stop - 1].end, token.text + number.text)
    made.glued = token.glued
    return made, stop


def _numbered_label(tokens: list[Token], at: int, end: int) -> tuple[Token, int]:
    """หมู่ 5, ห้อง 3: the number says nothing of a result; หมู่ 5 ครัวเรือน, ม. สองล้าน may."""
    token, number = tokens[at], tokens[end]
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    village = token.value == "village"
    if village and following is not None and following.glued and following.kind in NUMERIC:
        return _as_kind("unknown", token), at + 1
    if _names_a_district(tokens, end + 1):
        following = None  # หนังสือที่ 123 อำเภอสตึก…
    if not village and following is not None and following.kind in _UNITS:
        return _as_kind("fill", token), at + 1
    if village and (_no_village(number) or (following is not None and _is_counted(following))):
        return _as_kind("unknown", token), at + 1
    if number.kind == "phone" and following is not None and following.text == "ต่อ":
        end += 2  # an extension
    return filled(tokens, at, _year_behind(tokens, min(end + 1, len(tokens))))


def _as_kind(kind: str, token: Token) -> Token:
    return Token(kind, None, token.start, token.end, token.text, None, token.glued)


def _names_a_district(tokens: list[Token], at: int) -> bool:
    beyond = tokens[at + 1] if at + 1 < len(tokens) else None
    return beyond is not None and tokens[at].text == "อำเภอ" and beyond.glued and beyond.kind in ("place", "town")


def _is_counted(token: Token) -> bool:
    return token.kind == "percent" or counted_unit(token) not in (None, "หมู่บ้าน", "ตำบล", "อำเภอ")


def _no_village(number: Token) -> bool:
    return number.kind != "digit" and re.fullmatch(r"[1-9]\d?", number.text) is None


def _year_behind(tokens: list[Token], at: int) -> int:
    """รอบที่ 1/2568, ครั้งที่ 1/68"""
    if at + 1 < len(tokens) and tokens[at].text == "/" and re.fullmatch(r"25\d\d|\d\d", tokens[at + 1].text):
        return at + 2
    return at
