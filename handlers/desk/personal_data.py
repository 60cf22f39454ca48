"""Thirteen-digit ID numbers: recognised by their check digit, in Arabic or Thai digits, and masked."""

import re

_DIGIT = "[0-9๐-๙０-９]"
_BETWEEN = r"[ \-.\u00a0\u200b\u2010-\u2015]?"
_WIDELY = r"[\s\-._/\u200b\u2010-\u2015]{0,3}"  # between the groups of the card: 1 1017 00203 45 0


def _pattern(digit: str) -> str:
    card = _WIDELY.join(f"{digit}{{{n}}}" for n in (1, 4, 5, 2, 1))
    return rf"(?:{card}|(?:{digit}{_BETWEEN}){{12}}{digit})"


_ID = re.compile(rf"(?<!{_DIGIT}){_pattern(_DIGIT)}(?!{_DIGIT})")
_MASKED = re.compile(_pattern("×"))
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def is_id(text: str) -> bool:
    """A person's ID number: 13 digits of which the last checks the others, and the first is not 0."""
    digits = [int(c) for c in re.sub(r"\D", "", text.translate(_THAI))]
    if len(digits) != 13 or digits[0] == 0:
        return False
    return (11 - sum(d * (13 - n) for n, d in enumerate(digits[:12])) % 11) % 10 == digits[12]


def mask_ids(text: str) -> str:
    """Every digit of every ID number becomes ×; nothing else moves, so that positions in the text still hold."""
    found = _ID.search(text)
    while found:
        begin, after = found.start(), found.start() + 1
        if is_id(found.group()):
            after = found.end()
            text = text[:begin] + re.sub(_DIGIT, "×", found.group()) + text[after:]
        found = _ID.search(text, after)  # digits before an ID may look like its beginning: look again one further
    return text


def holds_id(text: str) -> bool:
    """Whether there is one, or was one before it was masked."""
    return bool(_MASKED.search(text)) or mask_ids(text) != text
