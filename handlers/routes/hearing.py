"""Hearing an answer: which option a person's own words choose, or that they answer and it cannot be told what.

Pure: words and options in, a choice out. Whether the question may be answered in words now is decided in dispatch.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handlers.desk.nouns import Option, Question

MOST = 13  # numbered options: a larger number is a figure of its own
_LEXICON = tomllib.loads((Path(__file__).parent / "answers.toml").read_text(encoding="utf-8"))
_WORDS: dict[str, list[str]] = {name: said.split() for name, said in _LEXICON.items() if isinstance(said, str)}
_ALSO: dict[str, list[str]] = {value: said.split() for value, said in _LEXICON["also"].items()}
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_STEP = re.compile(f"(?<=ขั้น)(ที่)?({'|'.join(_WORDS['numbers'])})")  # ขั้นสอง, ขั้นที่สอง: as an option's ขั้น 2
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOISE = re.compile(r"[^\w%⟨⟩\u0e00-\u0e7f]|_|ฯ")
_AGAIN = re.compile(r"([^\d⟨⟩])\1+")


@dataclass(frozen=True)
class Heard:
    """An answer: the option's number; or 0, and then either the question is given up or it is asked again."""

    option: int = 0
    gives_up: bool = False
    by_number: bool = False  # 2, ข้อ 2: says which of a numbered list


ASK_AGAIN = Heard()


def plain(words: str) -> str:
    """Letters and numbers alone: without blanks, signs, emoji and drawn-out letters; each number is one thing."""
    text = unicodedata.normalize("NFC", words).translate(_DIGITS).casefold().replace("เเ", "แ").replace("ํา", "ำ")
    text = _STEP.sub(lambda found: str(_WORDS["numbers"].index(found[2]) + 1), text)
    text = _NUMBER.sub(lambda found: f"⟨{_bare(found.group())}⟩", text)
    return _AGAIN.sub(r"\1", _NOISE.sub("", text))


def _bare(number: str) -> str:
    """1,230 is 1230, and 82.50 is 82.5."""
    whole = number.replace(",", "")
    return whole.rstrip("0").rstrip(".") if whole.count(".") == 1 else whole.rstrip(".")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted({re.escape(plain(w)) for w in words}, key=len, reverse=True)) + ")"


def _following(words: Iterable[str]) -> str:
    """As _any; where the word before ends with a tail's first letter, the two letters became one: โอเค ค่ะ, โอเค่ะ."""
    joined = sorted({plain(w) for w in words if len(plain(w)) > 1}, key=len, reverse=True)
    return f"(?:{_any(words)}|{'|'.join(f'(?<={re.escape(w[0])}){re.escape(w[1:])}' for w in joined)})"


_TAIL, _HEAD = _following(_WORDS["tails"]), _any(_WORDS["heads"])


def _said(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"{_HEAD}*(?:{_any(words)}{_TAIL}*)+")


_YES, _NO, _REFUSES, _GIVES_UP, _UNSURE = (
    _said(_WORDS[kind]) for kind in ("yes", "no", "refuses", "gives_up", "unsure")
)
_POLITE = re.compile(f"{_any(_WORDS['polite'])}+")
_THANKS = re.compile(f"(?:{_TAIL}|{_HEAD})+")
_NTH = re.compile(
    f"(?:{_HEAD}|{_any(_WORDS['yes'])}|{_any(_WORDS['choosing'])})*(?P<sign>{_any(_WORDS['nth'])}*)"
    f"(?P<nth>⟨\\d+⟩|{_any([*_WORDS['numbers'], *_WORDS['first'], *_WORDS['last'], *_WORDS['latter']])}){_TAIL}*"
)
_LEADS = _any([*_WORDS["heads"], *_WORDS["yes"], *_WORDS["choosing"], *_WORDS["before_names"]])
_ALL = re.compile(f"{_LEADS}*{_any(_WORDS['all'])}{_TAIL}*")
_ENDS = re.compile(f"(?P<core>.+?){_TAIL}*")
_BEGINS = re.compile(f"{_LEADS}*(?P<core>.+)")  # ใช่ค่ะ ครบทุกขั้น: yes, and the option's own words


def hear(words: str, question: Question) -> Heard | None:
    """None: these words are no answer, be they a new report or anything else."""
    said, options = plain(words), question.options
    if not said:
        return ASK_AGAIN if words.strip() and options else None  # 👍 alone
    exact = [n for n, option in enumerate(options, 1) if said == plain(option.label)]
    if len(exact) == 1:
        return Heard(exact[0])
    if _GIVES_UP.fullmatch(said):
        return Heard(gives_up=True)
    if _YES.fullmatch(said) or _POLITE.fullmatch(said):
        return Heard(_equal(_cores(said), options) or _yes(question))
    if _NO.fullmatch(said):
        n = _no(options)
        return Heard(n, gives_up=not n and bool(options) and _REFUSES.fullmatch(said) is not None)
    if _UNSURE.fullmatch(said) or _THANKS.fullmatch(said):
        return ASK_AGAIN
    if not options:
        return ASK_AGAIN if (found := _NTH.fullmatch(said)) and found["sign"] else None
    return _nth(said, options) or _all(said, options) or _named(said, options)


def _yes(question: Question) -> int:
    """Yes chooses the option that says so, else only where one thing was asked about: บันทึกตามนี้ไหม, or no."""
    said = [n for n, option in enumerate(question.options, 1) if option.label.startswith("ใช่")]
    if len(said) == 1:
        return said[0]
    offered = [n for n, option in enumerate(question.options, 1) if not option.declines]
    asks_whether = any(word in question.text for word in _WORDS["whether"])
    return offered[0] if len(offered) == 1 and asks_whether else 0


def _no(options: Sequence[Option]) -> int:
    said = [n for n, option in enumerate(options, 1) if option.label.startswith("ไม่")]
    declining = [n for n, option in enumerate(options, 1) if option.declines]
    return said[0] if len(said) == 1 else declining[0] if len(declining) == 1 else 0


def _nth(said: str, options: Sequence[Option]) -> Heard | None:
    found = _NTH.fullmatch(said)
    if found is None:
        return None
    word, last = found["nth"], len(options)
    if word in _plainly(_WORDS["latter"]):
        offered = [n for n, option in enumerate(options, 1) if not option.declines]
        return Heard(offered[1]) if len(offered) == 2 else ASK_AGAIN
    if word in _plainly(_WORDS["last"]):
        return Heard(last) if not options[-1].declines else ASK_AGAIN
    if word in _plainly(_WORDS["first"]):
        return Heard(1)
    numbers = [plain(name) for name in _WORDS["numbers"]]
    n = numbers.index(word) + 1 if word in numbers else int(word.strip("⟨⟩"))
    if 1 <= n <= last:
        return Heard(n, by_number=True)
    named = _named(said, options)  # 205000, where an option says 205,000
    return named or (ASK_AGAIN if found["sign"] or n <= MOST else None)


def _plainly(words: Sequence[str]) -> set[str]:
    return {plain(word) for word in words}


def _all(said: str, options: Sequence[Option]) -> Heard | None:
    if not _ALL.fullmatch(said):
        return None
    meant = [n for n, option in enumerate(options, 1) if "ทุก" in option.label and not option.declines]
    return Heard(meant[0]) if len(meant) == 1 else _named(said, options) or ASK_AGAIN


def _named(said: str, options: Sequence[Option]) -> Heard | None:
    """The option's own words, their beginning, or a word that only one of them has."""
    n = _by_words(said, options)
    if n:
        return Heard(n)
    return ASK_AGAIN if n is None else None


def _by_words(said: str, options: Sequence[Option]) -> int | None:
    """0: of none of them; None: of several, and it cannot be told which."""
    cores = _cores(said)
    equal = _equal(cores, options)
    if equal:
        return equal
    offered = [(n, plain(option.label)) for n, option in enumerate(options, 1) if not option.declines]
    telling = [core for core in cores if "⟨" in core or (len(core) >= 2 and len(offered) > 1)]
    for fits in (str.startswith, str.__contains__):
        found = {n for n, label in offered for core in telling if fits(label, core)}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return 0


def _equal(cores: set[str], options: Sequence[Option]) -> int:
    found = {
        n
        for n, option in enumerate(options, 1)
        if cores & {plain(option.label), *(plain(word) for word in _also(option))}
    }
    return found.pop() if len(found) == 1 else 0


def _also(option: Option) -> list[str]:
    """Other words for an option; one that chooses a unit ("count:ครัวเรือน") is called by the unit."""
    kind, _, unit = option.value.partition(":")
    return _ALSO.get(option.value, []) + ([unit] if kind in ("count", "baht") else [])


def _cores(said: str) -> set[str]:
    """The words without what is polite behind them and what only leads to them."""
    ends = _ENDS.fullmatch(said)
    without_tail = ends["core"] if ends else said
    begins = _BEGINS.fullmatch(without_tail)
    return {said, without_tail, begins["core"] if begins else without_tail}
