"""One style of digits on one form: ๑ ๒ ๓ or 1 2 3, as the province chose."""

from __future__ import annotations

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")


def in_style(words: str, thai: bool) -> str:
    return words.translate(TO_THAI if thai else TO_ARABIC)
