"""Takes out the signs that only count lines: 1. 2) (3) ข้อ 4, ก); and tells a half-typed figure from them."""

import re
from collections.abc import Callable

from handlers.reading.figures.numbers import STARTS
from handlers.reading.words.scan import Token

Made = tuple[Token, int]  # the token that a rule made, and where it ends
_NOTHING = Token("", None, 0, 0, "")
_LETTERS = ("ก", "ข", "ค", "ง", "จ", "ฉ", "ช")


def at_place(tokens: list[Token], at: int) -> Token:
    """The token there; beyond the end one that is nothing."""
    return tokens[at] if at < len(tokens) else _NOTHING


def labelled_as(kind: str, tokens: list[Token], start: int, end: int) -> Made:
    text = "".join(token.text for token in tokens[start:end])
    return Token(kind, None, tokens[start].start, tokens[end - 1].end, text, None, tokens[start].glued), end


def filled(tokens: list[Token], start: int, end: int) -> Made:
    return labelled_as("fill", tokens, start, end)


def lettered_mark(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ก) เบิกจ่าย 76% ข) แผนงาน 78%: letters that count, in their order"""
    token, sign = tokens[at], at_place(tokens, at + 1)
    if token.text not in _LETTERS or token.glued or sign.text not in (")", ".") or not sign.glued:
        return None
    n = _LETTERS.index(token.text)
    before = [one.text[0] for one in tokens[:at] if one.text.startswith(_LETTERS) and len(one.text) <= 2]
    follows = at_place(tokens, at + 2).kind in ("part", "place", "fill", "district_before", "aspect")
    return filled(tokens, at, at + 2) if follows and (n == 0 or head or _LETTERS[n - 1] in before) else None


def numbered_mark(tokens: list[Token], at: int, head: bool) -> Made | None:
    """1. เบิกจ่าย 2) จปฐ"""
    token, sign, beyond = tokens[at], at_place(tokens, at + 1), at_place(tokens, at + 2)
    if not _small(token) or not sign.glued or sign.text not in (".", ")"):
        return None
    digits_follow = beyond.glued and beyond.kind in ("number", "laugh", "bad")
    topic_follows = beyond.kind in ("part", "place", "district_before") and not token.glued
    placed = head or ((sign.text == ")" or topic_follows) and _next_mark(tokens, at))
    return filled(tokens, at, at + 2) if placed and not digits_follow and not _open_bracket(tokens, at) else None


def half_typed(tokens: list[Token], at: int, head: bool) -> Made | None:
    """เบิกจ่าย 82.: what stood behind the point is missing"""
    token, point, behind = tokens[at], at_place(tokens, at + 1), at_place(tokens, at + 2)
    if token.kind != "number" or point.text != "." or not point.glued:
        return None
    if behind.glued and behind.kind not in ("percent", "fill", "mark", "baht", "unit"):
        return None  # 16.30 น.
    return Token("bad", token.text + ".", token.start, point.end, token.text + ".", None, token.glued), at + 2


def row_number(tokens: list[Token], at: int, head: bool) -> Made | None:
    """1 นางรอง 82.5: the number of a table's row"""
    name = at_place(tokens, at + 1)
    if not _small(tokens[at]) or not head or name.kind not in ("place", "district_before") or name.glued:
        return None
    return filled(tokens, at, at + 1) if any(one.kind in STARTS for one in _line(tokens, at + 1)) else None


def bracketed_mark(tokens: list[Token], at: int, head: bool) -> Made | None:
    """(1) เบิกจ่าย"""
    inside, closed = at_place(tokens, at + 1), at_place(tokens, at + 2).text == ")"
    number = inside.kind == "number" and re.fullmatch(r"[1-9]|1\d", inside.text)
    return filled(tokens, at, at + 3) if head and tokens[at].text == "(" and closed and number else None


def item_mark(tokens: list[Token], at: int, head: bool) -> Made | None:
    """ข้อ 2 เบิกจ่าย 80%: which of the points, not which step"""
    item = tokens[at].kind == "step" and tokens[at].text in ("ข้อ", "ข้อที่")
    if not item or not head or at_place(tokens, at + 1).kind != "number":
        return None
    end = at + 2
    while at_place(tokens, end).kind == "mark":
        end += 1
    line = [one.kind for one in _line(tokens, end)]
    reports = line[:1] == ["part"] and any(kind in ("number", "digit", "ten", "step") for kind in line)
    return filled(tokens, at, end) if reports else None


def _small(token: Token) -> bool:
    return token.kind == "number" and re.fullmatch(r"[1-9]|[12]\d", token.text) is not None


def _next_mark(tokens: list[Token], at: int) -> bool:
    """Within a line only 1) and what follows n) is a list mark: in จปฐ 12) the 12 is a figure."""
    before = str(int(tokens[at].text) - 1)
    return before == "0" or any(
        token.text == before and tokens[place + 1].text in (".", ")") for place, token in enumerate(tokens[:at])
    )


def _open_bracket(tokens: list[Token], at: int) -> bool:
    """Whether a bracket before this place is still open: (วันที่ 14) is no list."""
    for token in reversed(tokens[:at]):
        if token.text == "(":
            return True
        if token.text == ")" or token.kind == "line":
            return False
    return False


def _line(tokens: list[Token], at: int) -> list[Token]:
    end = at
    while end < len(tokens) and tokens[end].kind != "line":
        end += 1
    return tokens[at:end]


LIST_MARKS: tuple[Callable[[list[Token], int, bool], Made | None], ...] = (
    lettered_mark,
    numbered_mark,
    half_typed,
    row_number,
    bracketed_mark,
    item_mark,
)
