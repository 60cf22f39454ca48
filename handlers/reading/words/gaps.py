"""Closes the blanks that dictation and old phones put inside a word: เบิก จ่าย, กอง ทุน สตรี, เจ็ด สิบ เก้า จุด ห้า."""

import re
from itertools import accumulate

from handlers.reading.words.characters import Clean
from handlers.reading.words.lexicon import DIGITS, PLACES, is_number, table

_GROUPS = re.compile("(?<![ก-๎])[ก-๎]++(?: [ก-๎]++)+")
_NUMERALS = frozenset({*DIGITS, *PLACES, "เอ็ด", "ยี่", "จุด", "ศูนย์"}) - {"นึง"}
_JOINED = frozenset({"part", "percent", "percent_before", "baht", "month", "unit"})
_HARMLESS = _JOINED | {
    "fill",
    "digit",
    "ten",
    "et",
    "yi",
    "point",
    "zero",
    "courtesy",
    "aspect",
    "town",
    "label",
    "more",
}
MOST_PIECES = 6


def close_gaps(clean: Clean) -> Clean:
    """The same text without the blanks inside its words; a doubting word is never closed over."""
    drop: set[int] = set()
    for match in _GROUPS.finditer(clean.text):
        _close(match[0].split(" "), match.start(), drop)
    if not drop:
        return clean
    kept = [at for at in range(len(clean.text)) if at not in drop]
    return Clean(
        "".join(clean.text[at] for at in kept),
        tuple(clean.starts[at] for at in kept),
        tuple(clean.ends[at] for at in kept),
    )


def _close(pieces: list[str], start: int, drop: set[int]) -> None:
    places = list(accumulate((len(piece) + 1 for piece in pieces), initial=start))
    at = 0
    while at < len(pieces):
        end = _numeral(pieces, at) or _word(pieces, at) or at + 1
        drop.update(places[n] - 1 for n in range(at + 1, end))
        at = end


def _numeral(pieces: list[str], at: int) -> int | None:
    """Every word of the number stands alone: เก้า สิบ เอ็ด."""
    end = at
    while end < len(pieces) and pieces[end] in _NUMERALS:
        end += 1
    longer = end
    while longer < len(pieces) and (pieces[longer] in _NUMERALS or is_number(pieces[longer])):
        longer += 1
    if longer > end and at < longer - 1 and any(piece in ("จุด", "เอ็ด") for piece in pieces[at + 1 : longer]):
        return longer  # แปดสิบ เจ็ด จุด ห้า, เก้าสิบ เอ็ด: neither word stands alone
    places = any(piece in PLACES or piece == "จุด" for piece in pieces[at:end])
    return end if end - at >= 2 and places and pieces[at] not in ("จุด", "ศูนย์", "เอ็ด") else None


def _word(pieces: list[str], at: int) -> int | None:
    words = table()
    for end in range(min(at + MOST_PIECES, len(pieces)), at + 1, -1):
        word = words.get("".join(pieces[at:end]))
        if word is None or word.kind not in _JOINED or word.slip:
            continue
        last = words.get(pieces[end - 1])
        if last is None or last.kind in _HARMLESS:
            return end
    return None
