"""Whether words may be the name of a topic or a district: never a figure, a unit, a place or a word of the grammar."""

from typing import Literal

from handlers.reading.words.characters import clean
from handlers.reading.words.lexicon import Word, table
from handlers.reading.words.scan import scan
from scoring.document.complete import LONGEST_NAME

# Why a name is refused. The list is closed; each has one sentence in templates/words/.
Refused = Literal["short", "long", "figure", "unit", "place", "day", "grammar"]
_FIGURES = frozenset("digit ten et yi sao half point zero dozen number laugh bad nth".split())  # noqa: SIM905
_UNITS = frozenset(["unit", "percent", "percent_before", "baht", "satang", "times", "step", "per", "rate"])
_PLACES = frozenset(["place", "town", "province", "district_before", "province_before", "smaller", "province_wide"])
_DAYS = frozenset(["month", "weekday", "date_word", "day", "date", "time", "label"])
_OF_A_PLACE = frozenset(
    {"part", "place", "fill", "aspect", "chat", "courtesy", "more"}
)  # what else a district's name may be
_SAY_NOTHING = frozenset({"mark", "comma", "line", "fill"})


def refused(name: str, of_a_place: bool = False) -> Refused | None:
    """Why these words cannot be a name; None where they can."""
    said = clean(name).text.strip()
    if len(said) < 2:
        return "short"
    if len(said) > LONGEST_NAME:
        return "long"
    if any(char.isdigit() for char in said):
        return "figure"
    word = table().get(said) or table().get(said.replace(" ", ""))
    if word is not None:
        allowed = _OF_A_PLACE if of_a_place else frozenset({"part"})
        return None if word.kind in allowed else _kind(word)
    kinds = {token.kind for token in scan(said)} - _SAY_NOTHING
    if kinds and kinds <= _FIGURES | _UNITS | _DAYS | (frozenset() if of_a_place else _PLACES):
        return next(why for why, of in _WHY if kinds & of)
    return None


_WHY: tuple[tuple[Refused, frozenset[str]], ...] = (
    ("figure", _FIGURES), ("unit", _UNITS), ("place", _PLACES), ("day", _DAYS),
)  # fmt: skip


def _kind(word: Word) -> Refused:
    return next((why for why, of in _WHY if word.kind in of), "grammar")


def telling(name: str) -> bool:
    """Whether a name has a word of its own, beside those of the grammar: ครัวเรือนในพื้นที่ has none."""
    return any(token.kind in ("unknown", "part") for token in scan(clean(name).text))
