"""The provinces with their districts, as the bot hands them to the drafter."""

from functools import cache
from pathlib import Path

DISTRICTS = Path(__file__).parents[2] / "handlers" / "reading" / "words" / "districts.tsv"


@cache
def places() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in DISTRICTS.read_text("utf-8").splitlines()[1:]:
        province, district = line.split("\t")[:2]
        found.setdefault(province, []).append(district)
    return {province: tuple(names) for province, names in found.items()}
