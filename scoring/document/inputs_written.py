"""What an officer reports, as an agreement file writes it: x_percent = { ratio = ["part", "whole"], unit = "คน" }."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.agreement import Input
from scoring.document.proving import Proving

DERIVES = ("value", "flag", "ratio", "growth", "reduction", "date", "dates")
OF_KIND = {  # which of the keys belongs to which kind of input
    "unit": ("value", "ratio", "growth", "reduction"), "sense": ("value", "ratio", "reduction"),
    "capped": ("ratio",), "every": ("value", "ratio"), "evidence": ("flag",),
    "counts": ("value", "ratio", "growth", "reduction", "dates"),
}  # fmt: skip
KEYS = {*DERIVES, "unit", "counts", "sense", "capped", "every", "printed", "short", "evidence"}


def read_inputs(raw: Mapping[str, Mapping[str, Any]], p: Proving) -> dict[str, Input]:
    place = p.place
    found = {}
    for name, row in raw.items():
        p.at(f"{place}, input {name}")
        p.unknown(row, KEYS)
        derives = [d for d in DERIVES if d in row]
        if len(derives) != 1:
            p.fault(p.place, f"found {len(derives)} of {', '.join(DERIVES)}, expected one")
            continue
        derive = derives[0]
        parts = row[derive] if derive in ("ratio", "growth", "reduction") else [row[derive], ""]
        if derive in ("value", "ratio", "growth", "reduction") and not row.get("unit"):
            p.fault(p.place, "found no unit, expected the one that officers say")
        p.among("counts", [row.get("counts", "as_of")], ("as_of", "months", "events", "office_value"))
        p.among("sense", [row.get("sense", "done")], ("done", "remaining"))
        _fits(derive, row, p)
        found[name] = Input(
            name, derive, parts[0], row.get("unit", ""), parts[1], row.get("counts", "as_of"), row.get("sense", "done"),
            None, row.get("evidence", False), row.get("capped", False), row.get("every", ""),
            row.get("short", parts[0]), row.get("printed", ""),
        )  # fmt: skip
    p.at(place)
    return found


def _fits(derive: str, row: Mapping[str, Any], p: Proving) -> None:
    for key, kinds in OF_KIND.items():
        if key in row and derive not in kinds:
            p.fault(p.place, f"found {key}, which a {derive} does not have")
    parts = row[derive] if isinstance(row[derive], list) else [row[derive]]
    wanted = 2 if derive in ("ratio", "growth", "reduction") else 1
    if len(parts) != wanted or len(set(filter(None, parts))) != wanted:
        said = "two that differ" if wanted == 2 else "one in words"
        p.fault(p.place, f"found {len(parts)} part of {derive}, expected {said}")
    counts, every, sense = row.get("counts", "as_of"), row.get("every"), row.get("sense", "done")
    if every is not None and (counts != "events" or every not in ("month", "quarter")):
        p.fault(p.place, f"found every = {every} and counts = {counts}, expected events")
    if derive == "ratio" and row.get("capped", False) != (sense == "remaining"):
        said = "expected a share that remains to be capped and no other"
        p.fault(p.place, f"found capped = {row.get('capped', False)} and sense = {sense}, {said}")
    if ("printed" in row) != (counts == "office_value"):
        has = "printed" if "printed" in row else "no printed"
        p.fault(p.place, f"found {has} and counts = {counts}, expected both of an office value or none")
