"""Cuts a clean text into words and figures: figures by their shape, words by the cheapest way through the table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from handlers.reading.words.characters import NOT_DONE, ODD, TAB
from handlers.reading.words.lexicon import Table, Word, longest, table
from scoring.amounts import typed


@dataclass(slots=True)
class Token:
    kind: str
    value: Any
    start: int
    end: int
    text: str
    other: Word | None = None
    glued: bool = False  # no blank between it and the token before
    rule: str = ""  # which named rule made it, for whoever asks why


_THAI = "ก-ฺเ-์๎"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("identity", re.compile(r"(?<!\d)\d[- ]?\d{4}[- ]?\d{5}[- ]?\d{2}[- ]?\d(?![\d,.]\d|\d)")),
    ("phone", re.compile(r"(?<![\d,.])0\d(?:[- ]?\d){7,8}(?![\d,]|\.\d)")),
    (
        "date",
        re.compile(r"(?<![\d.,/])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2}))(?![\d/]|[.,]\d)"),
    ),
    ("date", re.compile(r"(?<![\d.,/])\d{1,2} \d{1,2} 25\d\d(?![\d/]|[.,]\d)")),
    ("time", re.compile(rf"(?<![\d.,])(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)? ?น(?:\.|(?![{_THAI}]))")),
    ("time", re.compile(r"(?<![\d.,])(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)")),
    ("time", re.compile(r"(?<![\d.,])\d{1,2} ?(?:โมง|ทุ่ม)(?:เช้า|เย็น|ครึ่ง)?")),
    ("document", re.compile(r"(?<![\d.,])0\d{3}(?:\.\d+)?/ ?(?:ว ?)?\d+")),
    ("number", re.compile(r"\d[\d.,]*")),
)
_LEGAL = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?\Z")
_LAUGHTER = re.compile(r"5{3,}\Z")
_SKIP = re.compile(r"https?://\S+|@[^\s\d]+|\((?:สติกเกอร์|sticker|รูปภาพ)\)|\([a-z][a-z !']*\)")
_LATIN = re.compile(r"[a-z][a-z']*")
_DEPENDENT = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎")
_BLANKS = frozenset(f" \n{TAB}")
_LATIN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
# months and million-baht without their points: never the beginning of another word
_SHORT = frozenset(
    ["มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค", "ลบ", "ล", "บ", "อ", "จ", "พศ", "คร"]
)
_PUNCTUATION = {
    "\n": "line",
    ",": "comma",
    ";": "comma",
    "|": "comma",
    "✓": "tick",
    NOT_DONE: "not_yet",
    ODD: "odd",
    TAB: "tab",
}
_OWN, _SLIP, _OTHER, _UNKNOWN = 1.0, 1.7, 1.6, 4.0
MOST_SYLLABLES = 20  # of one word
MOST_FIGURES = 150  # more is no report that a person typed


def scan(text: str, extra: Table | None = None, extra_reach: Mapping[str, int] | None = None) -> list[Token]:
    """All tokens but blanks, in order; what nothing explains comes out as "unknown".

    `extra` are the province's own words, `extra_reach` how long the longest is by its first two characters.
    """
    further = extra_reach or {}
    tokens: list[Token] = []
    at = 0
    size = len(text)
    last = 0
    while at < size:
        char = text[at]
        if char == " ":
            at += 1
            continue
        found = _shape(text, at, tokens) if "0" <= char <= "9" else None
        if found is None and char in "h@(":
            match = _SKIP.match(text, at)
            if match and not (char == "(" and all(w in table() for w in match[0][1:-1].split())):
                found = [Token("fill", None, at, match.end(), match[0])]
        if found is None:
            end = _run_end(text, at)
            found = _cheapest(text, at, end, extra, further)
        if found and tokens:
            found[0].glued = found[0].start == last
        tokens += found
        at = last = tokens[-1].end
    return _tabs(_without_gibberish(tokens) if len(tokens) > MOST_SYLLABLES else tokens)


def _without_gibberish(tokens: list[Token]) -> list[Token]:
    """กขคกขคกขค…: more unknown syllables without a blank than any word has are one word that nobody knows."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        end = at + 1
        while end < len(tokens) and tokens[at].kind == tokens[end].kind == "unknown" and tokens[end].glued:
            end += 1
        if end - at > MOST_SYLLABLES:
            text = "".join(token.text for token in tokens[at:end])
            kept.append(Token("unknown", None, tokens[at].start, tokens[end - 1].end, text, None, tokens[at].glued))
        else:
            kept += tokens[at:end]
        at = end
    return kept


def _tabs(tokens: list[Token]) -> list[Token]:
    """A tab parts two figures; between other words it is a blank."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind != "tab":
            kept.append(token)
        elif (
            kept
            and at + 1 < len(tokens)
            and _ends_figure(kept[-1])
            and tokens[at + 1].kind in ("number", "laugh", "bad")
        ):
            kept.append(Token("tab", None, token.start, token.end, token.text))
    return kept


def _ends_figure(token: Token) -> bool:
    return token.kind in ("number", "laugh", "bad", "percent", "baht", "ten", "times", "unit")


def _run_end(text: str, at: int) -> int:
    """To the next figure or line: words are cut between these (a word of the table may hold a figure: 4ท)."""
    if "0" <= text[at] <= "9":
        return len(text)
    end = at + 1
    while end < len(text) and not "0" <= text[end] <= "9" and text[end] != "\n":
        if text[end] in "h@(" and _SKIP.match(text, end):
            break
        end += 1
    return end


def _shape(text: str, at: int, before: list[Token]) -> list[Token] | None:
    for length in range(min(longest().get(text[at : at + 2], 0), len(text) - at), 1, -1):
        word = table().get(text[at : at + length])
        if word is not None and _stands(text, at, at + length):
            return [Token(word.kind, word.value, at, at + length, text[at : at + length], word.other)]
    for kind, pattern in _SHAPES:
        match = pattern.match(text, at)
        if match is None:
            continue
        if kind != "number":
            return [Token(kind, match[0], at, match.end(), match[0])]
        return [_number(text, at, match[0])]
    raise AssertionError(f"a digit is always a number: {text[at : at + 20]!r}")


def _number(text: str, at: int, chunk: str) -> Token:
    core = chunk.rstrip(".,")
    end = at + len(core)
    tail = text[end : end + 3]
    bad = not _LEGAL.match(core) or typed(core) is None
    if tail[:1] in (".", ",") and (tail[1:2].isdigit() or (tail[1:2] == " " and tail[2:3].isdigit())):
        bad = True  # 82. 5 and 1, 250,000
    if at and (text[at - 1] in ".," and (at < 2 or not text[at - 2].isdigit()) and not _after_abbreviation(text, at)):
        bad = True  # .5
    if tail[:1] in _LATIN_LETTERS and tail[:1] not in "kmtb%po":
        bad = True  # 8o, 1oo
    if tail[:2] in ("?%", "_%") or (tail[:1] in ("?", "_") and tail[1:2].isdigit()):
        bad = True  # 8?%, 8_2%
    if at and text[at - 1] in "lo" and (at < 2 or text[at - 2] not in _LATIN_LETTERS):
        bad = True
    if bad:
        return Token("bad", core, at, end, core)
    kind = "laugh" if _LAUGHTER.match(core) else "number"
    return Token(kind, Decimal(core.replace(",", "")), at, end, core)


def _after_abbreviation(text: str, at: int) -> bool:
    """ม.5, พ.ศ.2568, มี.ค.68: the point belongs to the letters before it."""
    return at >= 2 and "ก" <= text[at - 2] <= "์"


def _stands(text: str, start: int, end: int) -> bool:
    """Whether a word may be cut out here: never inside a syllable or a Latin word."""
    after = text[end] if end < len(text) else ""
    if after in _DEPENDENT:
        return False
    last = text[end - 1]
    if last in _LATIN_LETTERS and after in _LATIN_LETTERS and after:
        return False
    if end - start == 1 and last in "km":  # 250k: stuck to its figure, and nothing stuck to it
        free = not "ก" <= after <= "๎" or text.startswith("บาท", end)
        return start > 0 and text[start - 1].isdigit() and free
    first = text[start]
    if first in ".," and end - start > 1 and not (start and text[start - 1].isdigit()):
        return False  # 980,000.- is money, ต.ค.-ธ.ค. is not
    if first in _LATIN_LETTERS and start and text[start - 1] in _LATIN_LETTERS:
        return False
    if end - start <= 3 and "ก" <= after <= "๎" and text[start:end] in _SHORT:
        return False
    return not (end - start == 1 and start and "ก" <= text[start - 1] <= "๎" and "ก" <= first <= "ฮ")


def _cheapest(text: str, start: int, end: int, extra: Table | None, further: Mapping[str, int]) -> list[Token]:
    """The way through with the fewest words, ours before others, the unknown last; long words before short ones."""
    words = table()
    reach = longest()
    size = end - start
    cost = [0.0] + [1e9] * size
    back: list[tuple[int, Word | None, str]] = [(0, None, "")] * (size + 1)
    for place in range(size):
        here = cost[place]
        if here >= 1e9:
            continue
        at = start + place
        char = text[at]
        if char == " ":
            if here < cost[place + 1]:
                cost[place + 1] = here
                back[place + 1] = (place, None, "space")
            # a word never begins with a blank
            continue
        if char not in _DEPENDENT:
            furthest = reach.get(text[at : at + 2], reach.get(char, 0))
            if further:
                furthest = max(furthest, further.get(text[at : at + 2], 0))
            limit = min(at + furthest, end)
            for stop in range(at + 1, limit + 1):
                piece = text[at:stop]
                if extra and piece in extra:
                    word = extra[piece]
                elif piece in words:
                    word = words[piece]
                else:
                    continue
                if not _stands(text, at, stop):
                    continue
                length = stop - at
                price = here + (_OTHER if word is None else _SLIP if word.slip else _OWN) - 0.004 * length
                if price < cost[place + length]:
                    cost[place + length] = price
                    back[place + length] = (place, word, "word")
        step, kind = _unknown(text, at, end)
        price = here + (1.5 if kind == "mark" else _UNKNOWN)
        if price < cost[place + step]:
            cost[place + step] = price
            back[place + step] = (place, None, kind)
    return _way_back(text, start, size, back)


def _unknown(text: str, at: int, end: int) -> tuple[int, str]:
    char = text[at]
    if char in _LATIN_LETTERS:
        match = _LATIN.match(text, at, end)
        assert match
        return match.end() - at, "unknown"
    if not "ก" <= char <= "๎" or char in "ๆฯ":
        return 1, "mark"
    stop = at + 1
    if char in "เแโใไ" and stop < end:
        stop += 1
    while stop < end and text[stop] in _DEPENDENT:
        stop += 1
    return stop - at, "unknown"


def _way_back(text: str, start: int, size: int, back: list[tuple[int, Word | None, str]]) -> list[Token]:
    found: list[Token] = []
    place = size
    while place > 0:
        before, word, kind = back[place]
        left, right = start + before, start + place
        piece = text[left:right]
        glued = left > 0 and text[left - 1] not in _BLANKS
        if kind == "word" and word is not None:
            found.append(Token(word.kind, word.value, left, right, piece, word.other, glued))
        elif kind in ("word", "unknown"):
            found.append(Token("unknown", None, left, right, piece, None, glued))
        elif kind == "mark":
            found.append(Token(_PUNCTUATION.get(piece, "mark"), piece, left, right, piece, None, glued))
        place = before
    found.reverse()
    return found or [Token("fill", None, start, start + size, text[start : start + size])]
