"""How LINE counts characters: UTF-16 units in texts, grapheme clusters in labels."""

import re
import unicodedata

_ZWJ = "\u200d"
_JOINS_AM = "\u0e33\u0eb3"  # sara am stands alone in print, yet Unicode joins it to its base
_PLAIN = re.compile(r"[\x20-\x7e]*\Z")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Grapheme clusters, by the parts of Unicode's rule that Thai and emoji need."""
    if _PLAIN.match(text):
        return len(text)
    count = 0
    before = ""
    flags = 0  # regional indicators in a row: two make one flag
    for char in text:
        flag = "\U0001f1e6" <= char <= "\U0001f1ff"
        flags = flags + 1 if flag else 0
        joined = (
            (before and _extends(char))
            or before == _ZWJ
            or (flag and flags % 2 == 0)
            or (before == "\r" and char == "\n")
        )
        if not joined:
            count += 1
        before = char
    return count


def _extends(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or char == _ZWJ
        or char in _JOINS_AM
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )
