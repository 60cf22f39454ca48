"""Thirteen-digit ID numbers: recognised by their check digit, in Arabic or Thai digits, and masked."""

import re

_DIGIT = "[0-9๐-๙]"
_ID = re.compile(rf"(?<!{_DIGIT})(?:{_DIGIT}[ \-.\u200b]?){{12}}{_DIGIT}(?!{_DIGIT})")
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
MASK = "×××××××××××××"


def is_id(text: str) -> bool:
    """A person's ID number: 13 digits of which the last checks the others, and the first is not 0."""
    digits = [int(c) for c in re.sub(r"\D", "", text.translate(_THAI))]
    if len(digits) != 13 or digits[0] == 0:
        return False
    return (11 - sum(d * (13 - n) for n, d in enumerate(digits[:12])) % 11) % 10 == digits[12]


def mask_ids(text: str) -> str:
    return _ID.sub(lambda found: MASK if is_id(found.group()) else found.group(), text)


def holds_id(text: str) -> bool:
    return mask_ids(text) != text
