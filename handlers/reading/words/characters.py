"""Cleans a message's characters without losing where in the original each one stood."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.results.said import Span

LONGEST = 2000
MOST_LINES = 60
ODD = "\ue000"  # a digit-like sign that is no digit (½ ² ① 8️⃣ 💯): never dropped, never read
TAB = "\ue002"  # parts the columns of a pasted table
NOT_DONE = "\ue001"  # ❌ ✗: the opposite of done, never dropped

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_SAME = {
    **{chr(0x0E50 + n): str(n) for n in range(10)},
    **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)},
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\ufe58", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d", '"'),
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u0060\u00b4", "'"),
    **dict.fromkeys("\u2044\u2215", "/"),
    **dict.fromkeys("\u3001\uff0c", ","),
    **dict.fromkeys("\u3002", "."),
    **dict.fromkeys("\u2022\u25cf\u25aa\u25e6\u2023\u25cb\u00b7\u25ab\u25a0\u25c6\u2605\u2606\u2726\u25b6\u25b8", "•"),
    **dict.fromkeys("\u2192\u27a1\u21d2\u279c\u2794\u27f6\u21e8", "→"),
    **dict.fromkeys("\u2713\u2714\u2705\u2611", "✓"),
    **dict.fromkeys("\u274c\u2717\u2718\u2716\u274e\u2612\U0001f6ab\U0001f44e", NOT_DONE),
    "\t": TAB,
    **dict.fromkeys("\u2753\u2754\u061f\u037e\U0001f914", "?"),
    **dict.fromkeys("\u0085\u2028\u2029\x0b\x0c\r", "\n"),
    "\U0001f4af": ODD,
    "\U0001f51f": ODD,
    "\u20e3": ODD,
    "\ufe6a": "%",
    "\u066a": "%",
    "\u0e45": "า",
    "\u223c": "~",
    "\u02dc": "~",
    "\u2248": "~",
}
_ABOVE_BELOW = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TONE = "\u0e48-\u0e4b"
# Applied in this order to the cleaned text; each keeps the place of what it replaces.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(f"(?<=[ก-ฮ{_TONE}]) (?=[{_ABOVE_BELOW}])"), ""),  # จ ่าย
    (re.compile(f"([{_TONE}]?)\u0e4d([{_TONE}]?)า"), r"\1\2ำ"),  # ลํา, นํ้า, น้ํา
    (re.compile(f"([{_TONE}])([\u0e31\u0e34-\u0e39])"), r"\2\1"),  # a tone typed before its vowel
    (re.compile(f"([{_ABOVE_BELOW}])\\1+"), r"\1"),  # จ่่าย, ดีี
    (re.compile("ำ[าำ]+"), "ำ"),
    (re.compile("([ะาๆ])\\1+"), r"\1"),  # จ้าาา
    (re.compile("เเ+"), "แ"),
    (re.compile("  +"), " "),
    (re.compile("(?<=[ก-ฮะ-ู็-์])([ก-ฮ])\\1\\1+"), r"\1"),  # ครับบบ
)
_PLAIN = re.compile(r"[\n -~ก-ฺเแโใไๆฯ฿็-์]*\Z")  # nothing here that the slow path would change but case and the rules


@dataclass(frozen=True)
class Clean:
    text: str
    starts: tuple[int, ...]  # where each character of `text` began in the original
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the original of the characters from `start` to `end`."""
        if end <= start:
            return (0, 0)
        return (self.starts[start], self.ends[end - 1])


def too_long(text: str) -> bool:
    return len(text) > LONGEST or text.count("\n") >= MOST_LINES


def clean(text: str, emojis: Sequence[Span] = (), mentions: Sequence[Span] = ()) -> Clean:
    cut = _cut(text, [*emojis, *mentions])
    if not cut and _PLAIN.match(text):
        chars = list(text.lower())
        starts = list(range(len(chars)))
        ends = list(range(1, len(chars) + 1))
    else:
        chars, starts, ends = _characters(text, cut)
    joined = "".join(chars)
    for pattern, replacement in _RULES:
        if pattern.search(joined):
            joined, starts, ends = _replace(pattern, replacement, joined, starts, ends)
    return Clean(joined, tuple(starts), tuple(ends))


def _cut(text: str, spans: Sequence[Span]) -> set[int]:
    """LINE counts UTF-16 units; here are the code points that its emoji and mentions cover."""
    if not spans:
        return set()
    wanted = [(at, at + length) for at, length in spans if at >= 0 and length > 0]
    found: set[int] = set()
    unit = 0
    for place, char in enumerate(text):
        if any(begin <= unit < end for begin, end in wanted):
            found.add(place)
        unit += 2 if ord(char) > 0xFFFF else 1
    return found


def _characters(text: str, cut: set[int]) -> tuple[list[str], list[int], list[int]]:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, char in enumerate(text):
        if place in cut:
            new = " "
        elif _INVISIBLE.match(char):
            continue
        else:
            new = _SAME.get(char) or _by_category(char)
        if new == ODD and char == "\u20e3" and chars and chars[-1].isdigit():
            chars[-1] = ODD  # the digit under a keycap
            ends[-1] = place + 1
            continue
        chars.append(new)
        starts.append(place)
        ends.append(place + 1)
    return chars, starts, ends


def _by_category(char: str) -> str:
    if char in "\n฿" or " " <= char <= "~":
        return char.lower()
    category = unicodedata.category(char)
    if category in ("Nd", "Nl", "No"):
        return ODD
    if category[0] in "ZC" or category in ("So", "Sk"):
        return " "
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _replace(
    pattern: re.Pattern[str], replacement: str, text: str, starts: list[int], ends: list[int]
) -> tuple[str, list[int], list[int]]:
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        new = match.expand(replacement)
        pieces += (text[at : match.start()], new)
        new_starts += starts[at : match.start()] + [starts[match.start()]] * len(new)
        new_ends += ends[at : match.start()] + [ends[match.end() - 1]] * len(new)
        at = match.end()
    pieces.append(text[at:])
    return "".join(pieces), new_starts + starts[at:], new_ends + ends[at:]
