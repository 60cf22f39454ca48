"""Several versions of one agreement: an amendment names what it changes and from when; a score remembers its version.

amends = "nongkhai-2565-1"          [[indicator]]
version = 2                         id = "individual/2"
in_force = 2022-02-01               levels = [[1, { by = "…", on = 2022-02-01, why = "…" }, "words", "s1"], …]
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from scoring.agreement import Agreement, Document
from scoring.loading import ROW, Unproven, assemble, document
from scoring.proving import Fault

KEYS = {"amends", "version", "in_force", "by", "on", "why", "indicator"}


def amended(text: str, amendment: str, file: str, sources: Callable[[str], Document] = document) -> Agreement:
    """The version that an amendment makes of an agreement file's text, proven like any other."""
    raw = tomllib.loads(text, parse_float=Decimal)
    try:
        change = tomllib.loads(amendment, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        raise Unproven([Fault(file, "whole file", f"not readable as TOML: {wrong}")]) from None
    faults = _faults(raw, change, file)
    if faults:
        raise Unproven(faults)
    changes = []
    rows = {row["id"]: dict(row) for row in raw["indicator"]}
    for row in change["indicator"]:
        for key in row:
            if key != "id":
                rows[row["id"]][key] = row[key]
                changes.append(f"{row['id']}: {key}")
    new = {**raw, "indicator": list(rows.values()), "version": change["version"], "in_force": change["in_force"]}
    agreement, faults = assemble({**new, "changes": changes}, file, sources)
    if faults or agreement is None:
        raise Unproven(faults)
    return agreement


def _faults(raw: dict[str, Any], change: dict[str, Any], file: str) -> list[Fault]:
    missing = sorted(KEYS - set(change))
    if missing:
        return [Fault(file, "head", f"missing {', '.join(missing)}")]
    faults = []
    if change["amends"] != raw["id"]:
        faults.append(Fault(file, "head", f'found amends = "{change["amends"]}", expected "{raw["id"]}"'))
    if change["version"] <= raw.get("version", 1):
        later = raw.get("version", 1) + 1
        faults.append(Fault(file, "head", f"found version {change['version']}, expected {later} or later"))
    start, end = raw["period"]
    if not start <= change["in_force"] <= end:
        faults.append(Fault(file, "head", f"found in_force = {change['in_force']}, expected a day in {start}..{end}"))
    known = [row["id"] for row in raw["indicator"]]
    for row in change["indicator"]:
        if row.get("id") not in known:
            faults.append(Fault(file, "head", f'found indicator "{row.get("id")}", expected one of {", ".join(known)}'))
        faults += [Fault(file, f"indicator {row.get('id')}", f'found "{key}"') for key in row if key not in ROW]
    return faults


def in_force(versions: Sequence[Agreement], on: date) -> Agreement:
    """The newest version that stands on a day; before any amendment the first."""
    ranked = sorted(versions, key=lambda v: v.version)
    return next((v for v in reversed(ranked) if v.in_force is None or v.in_force <= on), ranked[0])
