"""Takes out the numbers that are no results: list marks, villages, rooms, indicators' numbers, scores, laughter."""

import re
from decimal import Decimal

from handlers.reading.figures.numbers import STARTS
from handlers.reading.figures.units import counted_unit
from handlers.reading.words.lexicon import given_names, spaced
from handlers.reading.words.scan import Token

_UNITS = frozenset({"percent", "baht", "unit", "ten", "times", "satang", "half"})


_TITLES = frozenset(spaced("ผม หนู ดิฉัน นาย นาง นางสาว น.ส. คุณ พี่ น้อง หัวหน้า กระผม ป้า ลุง"))
_WHERE = frozenset(spaced("ที่ ไป ไปที่ งาน ออกร้านที่ ที่งาน ในงาน ตลาด"))


def _asks(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind in ("question", "score")


def _counted(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].kind in _UNITS or tokens[at].kind in STARTS)


def find_labels(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        head = not found or found[-1].kind == "line"
        made = _label(tokens, at, head)
        if made is None:
            found.append(token)
            at += 1
        else:
            token, at = made
            found.append(token)
    return found


def _label(tokens: list[Token], at: int, head: bool) -> tuple[Token, int] | None:
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text in ("จัก", "จั๊ก", "ร่วม") and after is not None and after.kind in STARTS:
        return Token("hedge", None, token.start, token.end, token.text, None, token.glued), at + 1
    if token.text in ("กี่", "จัก", "จั๊ก") and after is not None and after.kind in ("ten", "unit", "percent", "baht"):
        end = at + 1
        while end < len(tokens) and tokens[end].kind in ("ten", "unit", "percent", "baht"):
            end += 1
        return Token("question", None, token.start, tokens[end - 1].end, token.text, None, token.glued), end
    each = token.kind == "unit" and after is not None and after.text == "ละ" and after.glued
    if each and at + 2 < len(tokens) and tokens[at + 2].kind in STARTS:  # รุ่นละ 20 คน
        return Token("rate", None, token.start, tokens[at + 1].end, token.text + "ละ", None, token.glued), at + 2
    if token.text in ("ครบร้อย", "เต็มร้อย") and after is not None and after.kind == "percent":
        return Token("number", Decimal(100), token.end - 4, token.end, "100", None, True), at + 1
    if token.text == "+" and after is not None and after.kind in ("part", "place"):
        return Token("separator", None, token.start, token.end, token.text, None, token.glued), at + 1
    letter = _letter_number(tokens, at)
    if letter is not None:
        return _fill(tokens, at, letter)
    thai_mark = _lettered(tokens, at, head)
    if thai_mark is not None:
        return _fill(tokens, at, thai_mark)
    if token.kind == "unknown" and token.text.startswith("บ้าน"):
        end = at + 1
        while end < len(tokens) and tokens[end].glued and tokens[end].kind == "unknown":
            end += 1
        village = _labelled(tokens, end) if end < len(tokens) and tokens[end].kind == "label" else None
        if village is not None and tokens[end].value == "village":
            return _fill(tokens, at, village[1])
    if token.kind == "unknown" and at and tokens[at - 1].text in _TITLES and token.text in given_names():
        return _fill(tokens, at, at + 1)
    score = token.kind in ("fill", "future") and token.text in ("ได้", "จะได้") and after is not None
    if score and after is not None and re.fullmatch(r"[1-5]", after.text) and _asks(tokens, at + 2):
        return _fill(tokens, at, at + 2)
    province = token.text == "ร้อย" and after is not None and after.kind == "et" and after.glued
    if province and at and tokens[at - 1].text in _WHERE and not _counted(tokens, at + 2):
        return _fill(tokens, at, at + 2)
    if token.kind == "province" and at and tokens[at - 1].text in _WHERE:
        return _fill(tokens, at, at + 1)  # where something was sold, not who reports
    if token.kind == "times" and (at == 0 or tokens[at - 1].kind not in ("number", "laugh", "bad")):
        other = token.other
        kind = other.kind if other is not None else "unknown"
        return Token(
            kind, other.value if other else None, token.start, token.end, token.text, None, token.glued
        ), at + 1
    if token.kind == "label" and token.value == "week":
        return _week(tokens, at)
    if token.kind == "label":
        return _labelled(tokens, at)
    if token.kind == "identity":
        return Token("identity", None, token.start, token.end, token.text), at + 1
    if token.kind in ("phone", "document"):
        extension = (
            after is not None and after.text == "ต่อ" and at + 2 < len(tokens) and tokens[at + 2].kind == "number"
        )
        return _fill(tokens, at, at + 3 if extension else at + 1)
    if token.kind == "laugh" and (after is None or after.kind not in _UNITS):
        end = at + 1
        while end < len(tokens) and tokens[end].text == "+" and tokens[end].glued:
            end += 1
        return _fill(tokens, at, end)
    a_score = after is not None and after.kind == "score" and after.text == "คะแนน"
    if token.kind == "number" and after is not None and a_score and after.other is None:  # else the office counts in it
        return _fill(tokens, at, at + 2)
    list_mark = token.kind == "number" and re.fullmatch(r"[1-9]|[12]\d", token.text) and after is not None
    if list_mark and after is not None and after.glued and after.text in (".", ")"):
        opened = _open_bracket(tokens, at)
        beyond = tokens[at + 2] if at + 2 < len(tokens) else None
        digits_follow = beyond is not None and beyond.glued and beyond.kind in ("number", "laugh", "bad")
        topic_follows = beyond is not None and beyond.kind in ("part", "place", "district_before") and not token.glued
        placed = head or ((after.text == ")" or topic_follows) and _next_mark(tokens, at))
        if not opened and not digits_follow and placed:
            return _fill(tokens, at, at + 2)
    if token.kind == "number" and after is not None and after.text == "." and after.glued and not _grows(tokens, at):
        return Token("bad", token.text + ".", token.start, after.end, token.text + ".", None, token.glued), at + 2
    if list_mark and head and after is not None and after.kind in ("place", "district_before") and not after.glued:
        line = [one.kind for one in _line(tokens, at + 1)]
        if any(kind in STARTS for kind in line):
            return _fill(tokens, at, at + 1)  # the number of a table's row
    if token.text == "(" and at + 2 < len(tokens) and tokens[at + 2].text == ")" and head:
        inside = tokens[at + 1]
        if inside.kind == "number" and re.fullmatch(r"[1-9]|1\d", inside.text):
            return _fill(tokens, at, at + 3)
    if token.kind == "step" and token.text in ("ข้อ", "ข้อที่") and head and after is not None and after.kind == "number":
        end = at + 2
        while end < len(tokens) and tokens[end].kind == "mark":
            end += 1
        line = [one.kind for one in _line(tokens, end)]
        if line[:1] == ["part"] and any(kind in ("number", "digit", "ten", "step") for kind in line):
            return _fill(tokens, at, end)
    return None


_LETTERS = ("ก", "ข", "ค", "ง", "จ", "ฉ", "ช")


def _lettered(tokens: list[Token], at: int, head: bool) -> int | None:
    """ก) เบิกจ่าย 76% ข) แผนงาน 78%: letters that count, in their order."""
    if tokens[at].text not in _LETTERS or at + 2 >= len(tokens) or tokens[at + 1].text not in (")", "."):
        return None
    if not tokens[at + 1].glued or tokens[at].glued:
        return None
    n = _LETTERS.index(tokens[at].text)
    before = [token.text for token in tokens[:at] if token.text.startswith(_LETTERS) and len(token.text) <= 2]
    follows = tokens[at + 2].kind in ("part", "place", "fill", "district_before", "aspect")
    return at + 2 if follows and (n == 0 or head or _LETTERS[n - 1] in [text[0] for text in before]) else None


def _letter_number(tokens: list[Token], at: int) -> int | None:
    """ที่ ชบ 0019/123: the letters of an office before the number of its letter."""
    end = at
    while end < len(tokens) and "ก" <= tokens[end].text[0] <= "ฮ" and len(tokens[end].text) <= 3 and end < at + 4:
        if end > at and not tokens[end].glued and tokens[end].kind != "document":
            break
        end += 1
    letters = "".join(token.text for token in tokens[at:end]).replace(".", "")
    found = at < end < len(tokens) and tokens[end].kind == "document" and 1 < len(letters) <= 5
    return end + 1 if found and tokens[at].kind in ("unknown", "baht", "times", "district_before") else None


def _week(tokens: list[Token], at: int) -> tuple[Token, int]:
    """รายงานประจำสัปดาห์ที่ 11: which report it is."""
    end = at + 1
    if end < len(tokens) and tokens[end].kind == "number" and re.fullmatch(r"[1-9]|[1-4]\d|5[0-3]", tokens[end].text):
        following = tokens[end + 1] if end + 1 < len(tokens) else None
        if following is None or following.kind not in _UNITS:
            end += 1
    return _fill(tokens, at, end)


def _grows(tokens: list[Token], at: int) -> bool:
    """Whether what stands behind the point belongs to another thing than the figure: 16.30 น., .-"""
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    return behind is not None and behind.glued and behind.kind not in ("percent", "fill", "mark", "baht", "unit")


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


def _labelled(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    token = tokens[at]
    end = at + 1
    while end < len(tokens) and tokens[end].text in (".", ":", "ที่") and tokens[end].kind in ("mark", "fill"):
        end += 1
    number = tokens[end] if end < len(tokens) else None
    numeric = number is not None and number.kind in (
        "number",
        "bad",
        "digit",
        "phone",
        "laugh",
        "time",
        "document",
        "identity",
    )
    if number is None or not numeric:
        if token.value in ("village", "nth"):
            return None
        harmless = token.value == "indicator" or token.text.startswith(("โทร", "ติดต่อ", "สอบถาม", "รอบ", "งวด", "หน้าที่"))
        if not harmless:  # หน้าร้าน, ชั้นวาง: another word than the label
            return Token("unknown", None, token.start, token.end, token.text, None, token.glued), at + 1
        return Token("fill", None, token.start, token.end, token.text, None, token.glued), at + 1
    if number.kind == "identity":
        return None
    if token.value in ("nth", "indicator"):
        if number.kind not in ("number", "digit") or not re.fullmatch(r"\d{1,2}|[^\d]+", number.text):
            return None
        stop = _year_behind(tokens, end + 1)
        made = Token(token.value, int(number.value), token.start, tokens[stop - 1].end, token.text + number.text)
        made.glued = token.glued
        return made, stop
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if _names_a_district(tokens, end + 1):
        following = None  # หนังสือที่ 123 อำเภอสตึก…
    if following is not None and following.kind in _UNITS and token.value != "village":
        return Token("fill", None, token.start, token.end, token.text, None, token.glued), at + 1
    if token.value == "village" and (_no_village(number) or (following is not None and _is_counted(following))):
        return Token("unknown", None, token.start, token.end, token.text, None, token.glued), at + 1  # หมู่ 5 ครัวเรือน
    if number.kind == "phone" and following is not None and following.text == "ต่อ":
        end += 2  # an extension
    return _fill(tokens, at, _year_behind(tokens, min(end + 1, len(tokens))))


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


def _fill(tokens: list[Token], start: int, end: int) -> tuple[Token, int]:
    text = "".join(token.text for token in tokens[start:end])
    return Token("fill", None, tokens[start].start, tokens[end - 1].end, text, None, tokens[start].glued), end
