"""A number from outside, exactly and within bounds or not at all: what a person types, what a file hands over."""

from __future__ import annotations

import re
from decimal import Decimal

WHOLE, PLACES = 15, 6  # digits before and behind the point that a person may type
FILE_PLACES = 20  # decimals that a workbook's cell may have: its programs reckon in binary
MOST = 60  # digits on either side that `score` may be asked about
EXPECTED = f"an amount like 2400000.50, of at most {WHOLE} digits and {PLACES} decimals"
_TYPED = re.compile(r"([0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3}){1,4}|[0-9๐-๙]{1,15})(?:\.([0-9๐-๙]{1,6}))?")
_WRITTEN = re.compile(r"[+-]?\d{1,60}(?:\.\d{1,60})?(?:[eE][+-]?\d{1,2})?", re.ASCII)


def typed(told: str) -> Decimal | None:
    """2,400,000.50 in either kind of digits; no sign, no exponent: nobody types an amount so."""
    found = _TYPED.fullmatch(told.strip())
    return Decimal(found.group().replace(",", "")) if found else None


def typable(value: Decimal) -> bool:
    """Whether a person may have typed this much so exactly."""
    return bounded(value, WHOLE, PLACES)


def written(told: str, places: int = MOST) -> Decimal | None:
    """A decimal string as programs write it, also with a small exponent (7E-05)."""
    found = Decimal(told) if _WRITTEN.fullmatch(told) else None
    return found if found is not None and bounded(found, MOST, places) else None


def or_text(told: str) -> Decimal | str:
    """A number of a TOML file; what is none within bounds stays text, so that its place in the file is named."""
    found = written(told)
    return told if found is None else found


def bounded(value: Decimal, whole: int = MOST, places: int = MOST) -> bool:
    """Few enough digits to be reckoned with: an exponent of a few letters unfolds to a million of them."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -places <= exponent and value.adjusted() < whole and exponent < whole
