"""Thirteen-digit ID numbers: recognised by their check digit, in the digits of any script, and masked."""

import re

_UNSEEN = "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]{0,3}"
_DASHES = r"\-\u2010-\u2015\u2212"
_BETWEEN = rf"{_UNSEEN}(?:(?:\r\n|[\s{_DASHES}._/]){_UNSEEN})?"
_WIDELY = rf"{_UNSEEN}(?:[\s{_DASHES}._/]{{1,3}}{_UNSEEN})?"  # between the groups of the card: 1 1017 00203 45 0
_FEW = 1  # line breaks in a number that is not grouped as on the card: more are a column of figures


def _pattern(digit: str) -> str:
    groups = [f"{digit}(?:{_UNSEEN}{digit}){{{n - 1}}}" for n in (1, 4, 5, 2, 1)]
    return rf"(?:(?P<card>{_WIDELY.join(groups)})|(?:{digit}{_BETWEEN}){{12}}{digit})"


_ID = re.compile(r"(?<!\d)" + _pattern(r"\d") + r"(?!\d)")
_MASKED = re.compile(_pattern("×"))
_DIGIT = re.compile(r"\d")


def is_id(text: str) -> bool:
    """A person's ID number: 13 digits of which the last checks the others, and the first is not 0."""
    digits = [int(c) for c in _DIGIT.findall(text)]
    if len(digits) != 13 or digits[0] == 0:
        return False
    return (11 - sum(d * (13 - n) for n, d in enumerate(digits[:12])) % 11) % 10 == digits[12]


def mask_ids(text: str) -> str:
    """Every digit of every ID number becomes ×; nothing else moves, so that positions in the text still hold."""
    found = _ID.search(text)
    while found:
        begin, after = found.start(), found.start() + 1
        whole = found.group("card") is not None or found.group().count("\n") <= _FEW
        if whole and is_id(found.group()):
            after = found.end()
            text = text[:begin] + _DIGIT.sub("×", found.group()) + text[after:]
        found = _ID.search(text, after)  # digits before an ID may look like its beginning: look again one further
    return text


def holds_id(text: str) -> bool:
    """Whether there is one, or was one before it was masked."""
    return bool(_MASKED.search(text)) or mask_ids(text) != text
