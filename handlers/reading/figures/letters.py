"""Takes out what belongs to a letter's form: its heading lines, and the names of persons with their titles."""

import re

from handlers.reading.figures.numbers import NUMERIC
from handlers.reading.words.lexicon import given_names, spaced
from handlers.reading.words.scan import Token

# A line that begins so says what the letter is, not what was reached; a doubt in such a line is still a doubt.
_HEADS = ("เรื่อง", "อ้างถึง", "สิ่งที่ส่งมาด้วย", "ส่วนราชการ", "ตำแหน่ง", "ผู้รายงาน", "ผู้จัดทำ", "ลงชื่อ", "บันทึกข้อความ")
_FEWEST_LINES = 3
_YEAR = re.compile(r"25\d\d|20\d\d")
_TITLES = frozenset(spaced("นาย นาง นางสาว น.ส. น.ส ว่าที่ร้อยตรี ว่าที่ร.ต. ว่าที่_ร.ต."))
_IN_NAMES = frozenset({"unknown", "ten", "digit", "town", "province", "place", "fill", "chat", "month", "unit"})


def find_letters(tokens: list[Token]) -> list[Token]:
    """The same tokens; what only belongs to the form of a letter is "fill"."""
    if sum(token.kind == "line" for token in tokens) + 1 >= _FEWEST_LINES:
        _headings(tokens)
    _preambles(tokens)
    return _persons(tokens)


_REPORTS = ("ขอรายงาน", "จึงขอรายงาน", "ขอส่ง", "ขอแจ้ง", "ขอนำส่ง")
_HELPERS = frozenset({"ครั้ง", "หน่วยงาน", "วัน", "เดือน", "ท่าน", "ฉบับ", "เรื่อง"})


def _preambles(tokens: list[Token]) -> None:
    """ตามที่ได้ประชุมร่วมกัน 2 ครั้ง กับ 3 หน่วยงาน อำเภอ… ขอรายงาน…: what went before is no result."""
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].kind != "line":
            continue
        line = tokens[start:at]
        start = at + 1
        report = next((n for n, one in enumerate(line) if one.text.startswith(_REPORTS)), 0)
        before = line[:report]
        if not before or not before[0].text.startswith("ตามที่") or any(one.kind == "part" for one in before):
            continue
        figures = [n for n, one in enumerate(before) if _counts(one)]
        if all(n + 1 < len(before) and before[n + 1].text in _HELPERS for n in figures):
            for n in figures:
                before[n].kind = before[n + 1].kind = "fill"
                before[n].value = before[n + 1].value = before[n + 1].other = None


def _headings(tokens: list[Token]) -> None:
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].kind != "line":
            continue
        line = tokens[start:at]
        if line and line[0].text.startswith(_HEADS) and all(_YEAR.fullmatch(one.text) for one in line if _counts(one)):
            for one in line:
                if one.kind == "unknown" or one.text == "ฯ":
                    one.kind, one.value = "fill", None
        start = at + 1


def _counts(token: Token) -> bool:
    return token.kind in NUMERIC or token.kind == "percent"


def _persons(tokens: list[Token]) -> list[Token]:
    """นายสมชาย แสนสุข: a name may be made of any words, of numbers too."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _person(tokens, at)
        if end == at:
            found.append(tokens[at])
            at += 1
            continue
        text = "".join(token.text for token in tokens[at:end])
        found.append(Token("fill", None, tokens[at].start, tokens[end - 1].end, text, None, tokens[at].glued))
        at = end
    return found


def _person(tokens: list[Token], at: int) -> int:
    """Where the name that begins at `at` ends; `at` itself if none does."""
    if tokens[at].text not in _TITLES:
        return at
    first = _word(tokens, at + 1)
    if "".join(token.text for token in tokens[at + 1 : first]) not in given_names():
        return at  # นางอง is a slip of นางรอง
    last = _word(tokens, first)
    return last if any(token.kind == "unknown" for token in tokens[first:last]) else first


def _word(tokens: list[Token], at: int) -> int:
    """The end of the words written in one piece from `at` on, if they may be a name; else `at`."""
    end = at
    while end < len(tokens) and tokens[end].kind in _IN_NAMES and (end == at or tokens[end].glued):
        end += 1
    whole = end >= len(tokens) or not tokens[end].glued or tokens[end].kind in ("mark", "line")
    return end if whole and not any(char.isdigit() for token in tokens[at:end] for char in token.text) else at
