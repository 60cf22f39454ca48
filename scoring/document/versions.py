"""Several versions of one agreement: an amendment names what it changes and from when; a score remembers its version.

amends = "nongkhai-2565-1"          [[indicator]]
version = 2                         id = "individual/2"
in_force = 2022-02-01               levels = [[1, "amendment", "ระดับ 1 …", "s1"], …]
by = "…"                            [[duty]]
on = 2022-01-25                     id = "record"
why = "หนังสือที่ …"                  on = 2022-03-11
                                    proof = ["amendment", "ภายในวันที่ ๑๑ มีนาคม ๒๕๖๕"]

Where a line of the document would stand, "amendment" says that by, on and why of the head prove the words beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from scoring.agreement import Agreement, Document, Entry
from scoring.amounts import or_text
from scoring.document.duties_written import DUTY
from scoring.document.loading import ROW, UNTOUCHED, Unproven, document, load
from scoring.document.proving import Fault
from scoring.document.writing import write

HEAD = ("amends", "version", "in_force", "by", "on", "why")
CHANGED = {"indicator": ROW, "duty": DUTY}
DRAFTED = {"indicator": ("id", "weight", "levels", "cells"), "duty": ("id", "on", "proof")}
HERE = "amendment"
MOST_VERSIONS = 1000


def amended(
    text: str,
    amendment: str,
    file: str,
    sources: Callable[[str], Document] = document,
    confirmed: Mapping[str, Entry] = UNTOUCHED,
) -> Agreement:
    """The version that an amendment makes of an agreement file's text, proven like any other."""
    return load(amended_text(text, amendment, file), file, sources, confirmed)


def amended_text(text: str, amendment: str, file: str) -> str:
    """The agreement's file with the amendment worked in."""
    raw = tomllib.loads(text, parse_float=or_text)
    try:
        change = tomllib.loads(amendment, parse_float=or_text)
    except (ValueError, RecursionError) as wrong:  # also a whole number of thousands of digits
        raise Unproven([Fault(file, "whole file", f"not readable as TOML: {wrong}")]) from None
    if faults := _faults(raw, change, file):
        raise Unproven(faults)
    entry = {"by": change["by"], "on": change["on"], "why": change["why"]}
    changes = []
    for kind in CHANGED:
        rows = {row["id"]: dict(row) for row in raw.get(kind, ())}
        for row in change.get(kind, ()):
            changed = {key: _proven_here(value, entry) for key, value in row.items() if key != "id"}
            if "cells" in changed:
                changed["cells"] = _cells(rows[row["id"]].get("cells", []), changed["cells"])
            rows[row["id"]] |= changed
            changes += [f"{row['id']}: {key}" for key in changed]
        raw[kind] = list(rows.values())
    return write({**raw, "version": change["version"], "in_force": change["in_force"], "changes": changes})


def draft(text: str, parts: Sequence[str], in_force: date) -> str:
    """An amendment of these indicators and deadlines as they stand, with their lines, for a clerk to change.

    A changed row has "amendment" for its line; one that keeps its line must keep the document's words.
    """
    raw = tomllib.loads(text, parse_float=or_text)
    found = {
        kind: [{key: row[key] for key in keys if key in row} for row in raw.get(kind, ()) if row["id"] in parts]
        for kind, keys in DRAFTED.items()
    }
    head = {"amends": raw["id"], "version": raw.get("version", 1) + 1, "in_force": in_force}
    return write({**head, "by": "…", "on": in_force, "why": "…", **found})


def _proven_here(value: Any, entry: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [entry if one == HERE else _proven_here(one, entry) for one in value]
    return value


def _cells(before: list[Any], changed: list[Any]) -> list[Any]:
    """A table's changed cells; those of an earlier amendment stand where this one does not name them."""
    named = [cell[:2] for cell in changed]
    return [cell for cell in before if cell[:2] not in named] + changed


def _faults(raw: Mapping[str, Any], change: Mapping[str, Any], file: str) -> list[Fault]:
    missing = [key for key in HEAD if not change.get(key)]
    if missing:
        return [Fault(file, "head", f"missing {', '.join(missing)}")]
    if wrong := [
        Fault(file, "head", f"found {key} = {change[key]!r}, expected {what}")
        for key, kind, what in (("version", int, "a whole number"), ("in_force", date, "a day like 2022-02-01"),
                                ("on", date, "a day like 2022-01-25"), ("by", str, "a name"), ("why", str, "a reason"))
        if type(change[key]) is not kind
    ]:  # fmt: skip
        return wrong
    faults = [
        Fault(file, "head", f'found "{key}", expected one of {", ".join((*HEAD, *CHANGED))}')
        for key in change
        if key not in (*HEAD, *CHANGED)
    ]
    if change["amends"] != raw["id"]:
        faults.append(Fault(file, "head", f'found amends = "{change["amends"]}", expected "{raw["id"]}"'))
    if not raw.get("version", 1) < change["version"] < MOST_VERSIONS:
        later = raw.get("version", 1) + 1
        faults.append(Fault(file, "head", f"found version {change['version']}, expected {later} or later"))
    start, end = raw["period"]
    earliest = raw.get("in_force", start)
    if not earliest <= change["in_force"] <= end:
        faults.append(
            Fault(file, "head", f"found in_force = {change['in_force']}, expected a day in {earliest}..{end}")
        )
    if not any(change.get(kind) for kind in CHANGED):
        faults.append(Fault(file, "head", "found nothing that changes, expected an [[indicator]] or a [[duty]]"))
    for kind, keys in CHANGED.items():
        rows = change.get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            faults.append(Fault(file, kind, f"found {rows!r}, expected [[{kind}]] tables"))
            continue
        known = [row["id"] for row in raw.get(kind, ())]
        for row in rows:
            if row.get("id") not in known:
                said = f'found {kind} "{row.get("id")}", expected one of {", ".join(known)}'
                faults.append(Fault(file, kind, said))
            elif set(row) == {"id"}:
                faults.append(Fault(file, f"{kind} {row['id']}", "found nothing that changes"))
            faults += [Fault(file, f"{kind} {row.get('id')}", f'found "{key}"') for key in row if key not in keys]
    return faults


def in_force(versions: Sequence[Agreement], on: date) -> Agreement:
    """The newest version that stands on a day; before any amendment the first."""
    ranked = sorted(versions, key=lambda v: v.version)
    return next((v for v in reversed(ranked) if v.in_force is None or v.in_force <= on), ranked[0])
