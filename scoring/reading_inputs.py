"""What an officer reports, as an agreement file writes it: x_percent = { ratio = ["part", "whole"], unit = "คน" }."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.agreement import Input
from scoring.proving import Proving

DERIVES = ("value", "flag", "ratio", "growth", "reduction", "date", "dates")
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
        found[name] = Input(
            name, derive, parts[0], row.get("unit", ""), parts[1], row.get("counts", "as_of"), row.get("sense", "done"),
            None, row.get("evidence", False), row.get("capped", False), row.get("every", ""),
            row.get("short", parts[0]), row.get("printed", ""),
        )  # fmt: skip
    p.at(place)
    return found
