"""More than all: the office's own whole cannot be exceeded, a target can and is asked about once, sales and จปฐ. may.

The office's own are its people, its plan's activities, its villages and subdistricts, its budget, the months gone by.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from handlers.report.outcomes import Decisions, Doubt, Refusal, known_whole
from scoring.agreement import Indicator, Input
from scoring.results.results import Results
from templates.words.report import doubts as asks
from templates.words.report import refusals

OWN = ("บาท", "หมู่บ้าน", "ตำบล", "กิจกรรม", "โครงการ", "เดือน")
MORE_THAN_ALL = ("jpt_collection",)  # more households may be collected than the target says (policy 8)
ABSURD = 10  # so many times of all that a digit too many explains it


def over(
    indicator: Indicator, used: Input, worth: Any, slot: str, results: Results, decisions: Decisions
) -> Doubt | Refusal | None:
    if used.derive == "reduction" and isinstance(worth, str) and not slot and Decimal(worth) > 100:
        return Refusal("more_than_whole", refusals.more_than_all(indicator, used, Decimal(worth), None))
    if used.derive not in ("ratio", "value"):
        return None
    found = _share(indicator, used, worth, slot, results)
    if found is None:
        return None
    amount, whole, known = found
    if amount <= whole or (indicator.topic in MORE_THAN_ALL and amount < ABSURD * whole):
        return None
    if _of_ones_own(used) or amount >= ABSURD * whole:
        return Refusal("more_than_whole", refusals.more_than_all(indicator, used, amount, known))
    stands = results.of(indicator.id, used.name, slot)
    before = _share(indicator, used, stands.value, slot, results) if stands is not None else None
    if "over" in decisions or (before is not None and before[0] > before[1]):
        return None  # asked once: what stands is more than all already
    return Doubt("over", asks.ask_over(indicator, used, amount, known), ((asks.YES_STORE, "yes"), (asks.NO_DROP, "no")))


def _of_ones_own(used: Input) -> bool:
    unit = used.unit.split("/")[0]
    return unit in OWN or (unit == "คน" and "เป้าหมาย" not in used.whole)


def _share(
    indicator: Indicator, used: Input, worth: Any, slot: str, results: Results
) -> tuple[Decimal, Decimal, Decimal | None] | None:
    """The part, the whole, and the whole that is known by its amount (None: the figure is a percentage)."""
    if isinstance(worth, str) and not slot:
        percent = (used.derive == "ratio" and not used.every) or used.unit == "ร้อยละ"
        return (Decimal(worth), Decimal(100), None) if percent else None
    if used.derive != "ratio" or not isinstance(worth, dict) or worth.get(used.parts[0]) is None:
        return None
    said = worth.get(used.parts[1])
    whole = Decimal(said) if said is not None else known_whole(used, indicator, results)
    return None if not whole else (Decimal(worth[used.parts[0]]), whole, whole)
