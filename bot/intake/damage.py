"""Damage of a text that was copied or converted: found, and mended where no figure is touched."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

from scoring.drafting.text import Line

WORDS = Path(__file__).with_name("damaged.toml")
TONES = "่้๊๋"
MARKS = "ัิีึืฺุู็่้๊๋์ํ"
TOKEN = f"(?:[เแโใไ]?[ก-ฮ][{MARKS}]*[ะาำๅ]?|[เแโใไะาำๅ]|[{MARKS}]+)"  # a letter or two that stand alone
# tone marks and vowels that Thai fonts of the nineties keep apart for tall letters, from U+F700 on
PRIVATE = dict(enumerate(("ฐ", *"ิีึื", *"่้๊๋์" * 2, "ญ", *"ัํ็", *"่้๊๋์", "\u0e38", "\u0e39", "\u0e3a"), start=0xF700))
OLD_FONT = re.compile("[ก-๎]*[\uf700-\uf71a][ก-๎\uf700-\uf71a]*")
RINGED = ("น้", "ต่", "ซ้", "ย้", "ล้", "ค้")  # น้ำ ต่ำ ซ้ำ ย้ำ ล้ำ ค้ำ
FIGURES = re.compile(r"[0-9๐-๙]+")
NIKHAHIT = re.compile(f"([{TONES}]?)ํ([{TONES}]?)า")
DOUBLED = re.compile(r"ำ[าำ]|(?<=[ก-ฮ])าำ")
APART = re.compile(f"(?<![ก-๎]){TOKEN}(?: {TOKEN}){{3,}}(?![ก-๎])")
FIGURES_APART = re.compile(r"(?<![0-9๐-๙.,/])[0-9๐-๙] [0-9๐-๙](?![0-9๐-๙.,/])")
GAP_BEFORE_VOWEL = re.compile(f"([ก-ฮ])([{TONES}]?) +า")
UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]")
MOJIBAKE = re.compile("(?:à¸|à¹|Ã |ï¿½|¡ÒÃ|ÃÐ´Ñº|ÃéÍÂ)")


@dataclass(frozen=True)
class Repair:
    """One mended place: line (from 1), what stands there, and what it becomes."""

    line: int
    found: str
    becomes: str


@dataclass(frozen=True)
class Mended:
    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...]
    beyond: tuple[int, ...]  # lines whose damage cannot be mended without touching a figure, or whose letters are lost


def mend(lines: Iterable[Line]) -> Mended:
    whole: list[Line] = []
    repairs: list[Repair] = []
    beyond: list[int] = []
    for number, line in enumerate(lines, start=1):
        texts = [mended(text) for text in (line.cells or (line.text,))]
        if any(text.beyond for text in texts):
            beyond.append(number)
        for text in texts:
            repairs += [Repair(number, found, becomes) for found, becomes in text.repairs]
        if any(text.repairs for text in texts):
            said = tuple(text.text for text in texts)
            line = replace(line, text="\t".join(said), cells=said if line.cells else ())
        whole.append(line)
    return Mended(tuple(whole), tuple(repairs), tuple(beyond))


@dataclass(frozen=True)
class MendedText:
    text: str
    repairs: tuple[tuple[str, str], ...]
    beyond: bool


def mended(text: str) -> MendedText:
    """One text; a repair that would change a figure is not made, and the text is beyond mending."""
    if text.isascii():
        return MendedText(text, (), False)
    repairs: list[tuple[str, str]] = []
    beyond = False

    def swap(found: str, becomes: str) -> str:
        nonlocal beyond
        if FIGURES.findall(found) != FIGURES.findall(becomes):
            beyond = True
            return found
        repairs.append((found, becomes))
        return becomes

    whole = OLD_FONT.sub(lambda m: swap(m[0], m[0].translate(PRIVATE)), text)
    whole = APART.sub(lambda m: swap(m[0], m[0].replace(" ", "")) if _spelled(m[0]) else m[0], whole)
    if repairs and FIGURES_APART.search(whole):
        beyond = True
    whole = _around(NIKHAHIT, whole, lambda m: f"{m[1] or m[2]}ำ", swap)
    whole = _around(DOUBLED, whole, lambda m: "ำ", swap)
    whole = _around(GAP_BEFORE_VOWEL, whole, _closed, swap)
    pattern, meant = broken_words()
    whole = pattern.sub(lambda m: swap(m[0], meant[m[0]]), whole)
    lost = UNREADABLE.search(whole) or MOJIBAKE.search(whole) or any(map(FIGURES.search, _toned(whole)))
    return MendedText(whole, tuple(repairs), beyond or bool(lost))


def _spelled(run: str) -> bool:
    """Whether letters stand apart that were a word: short words are none, nor is a list of letters (ก ข ค ง จ)."""
    alone = sum(len(token) == 1 for token in run.split(" "))
    return alone > 1 and any(char in MARKS or char in "ะาำๅเแโใไ" for char in run)


def _toned(text: str) -> list[str]:
    """The listed words, also where a figure stands in the place of a tone mark: ร1อยละ."""
    return words_with_tones().findall(text)


def _around(
    pattern: re.Pattern[str], text: str, becomes: Callable[[re.Match[str]], str], swap: Callable[[str, str], str]
) -> str:
    """Each place mended; the repair is listed with the letters of the word around it."""
    found = ""
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        left = re.search(r"(?:[ะเแโใไก-ฮาำ][ัิ-ฺ็-๎]*){0,8}$", text[last:start])
        right = re.match(r"[ก-๎]{0,8}", text[end:])
        head, tail = left[0] if left else "", right[0] if right else ""
        new = swap(head + match[0] + tail, head + becomes(match) + tail)
        found += text[last : start - len(head)] + new[: len(new) - len(tail)]
        last = end
    return found + text[last:]


def _closed(match: re.Match[str]) -> str:
    """ "ส าเร็จ" lost the ring of its ำ; under a tone mark (เป้ าหมาย) the space alone is wrong, but for น้ำ, ต่ำ."""
    letter, tone = match[1], match[2]
    lost = not tone or (letter + tone in RINGED and not match.string.endswith("ห", 0, match.start()))
    return letter + tone + ("ำ" if lost else "า")


@cache
def _words() -> dict[str, list[str]]:
    return {name: text.split() for name, text in tomllib.loads(WORDS.read_text("utf-8")).items()}


@cache
def broken_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Every broken form of the listed words, none of which is a right word, with the word it was."""
    right = {word for words in _words().values() for word in words}
    meant: dict[str, str] = {}
    for word in _words()["sara_am"]:
        meant.setdefault(word.replace("ำ", "า"), word)
        meant.setdefault(word.replace("ำ", " ำ"), word)
    for word in _words()["slipped"]:
        for broken in _slipped(word):
            meant.setdefault(broken, word)
    for word in _words()["toneless"]:
        meant.setdefault("".join(char for char in word if char not in TONES), word)
    meant = {broken: word for broken, word in meant.items() if broken not in right}
    return re.compile("|".join(re.escape(b) for b in sorted(meant, key=len, reverse=True))), meant


@cache
def words_with_tones() -> re.Pattern[str]:
    words = {word for name in ("slipped", "toneless") for word in _words()[name] if any(char in TONES for char in word)}
    forms = ("".join(f"[0-9{TONES}]" if char in TONES else char for char in word) for word in words)
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))


def _slipped(word: str) -> set[str]:
    """The word with one or more groups of marks behind the letter after them."""
    groups = [m.span() for m in re.finditer(f"[{MARKS}]+(?=[ก-ฮ])", word)]
    found = set()
    for count in range(1, min(len(groups), 3) + 1):
        for chosen in combinations(groups, count):
            letters = list(word)
            for start, end in chosen:
                letters[start : end + 1] = [letters[end], *letters[start:end]]
            found.add("".join(letters))
    return found
