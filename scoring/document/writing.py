"""An agreement's tables back into TOML, in the order and shape that the shipped files have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

ARRAYS = ("section", "indicator", "question", "duty", "correction")
ROWS = ("levels", "evidence")  # one row a line, so that a person can read them


def write(raw: Mapping[str, Any]) -> str:
    out = [f"{key} = {value(item)}" for key, item in raw.items() if key not in ARRAYS]
    for kind in ARRAYS:
        for table in raw.get(kind, ()):
            out += ["", f"[[{kind}]]", *_table(kind, table)]
    return "\n".join(out) + "\n"


def value(item: Any) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int | Decimal):
        return str(item)
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, str):
        return json.dumps(item, ensure_ascii=False)
    if isinstance(item, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {value(v)}" for k, v in item.items()) + " }"
    return "[" + ", ".join(value(part) for part in item) + "]"


def _table(kind: str, table: Mapping[str, Any]) -> list[str]:
    out = []
    for key, item in table.items():
        if key in ROWS:
            out += [f"{key} = [", *(f"  {value(row)}," for row in item), "]"]
        elif not (isinstance(item, Mapping) and key in ("inputs", "effects")) and key != "table":
            out.append(f"{key} = {value(item)}")
    if "inputs" in table:
        out += [f"[{kind}.inputs]", *(f"{name} = {value(row)}" for name, row in table["inputs"].items())]
    for answer, changes in table.get("effects", {}).items():
        out += [f"[{kind}.effects.{_key(answer)}]", *(f"{_key(k)} = {value(v)}" for k, v in changes.items())]
    for rows in table.get("table", ()):
        out += [f"[[{kind}.table]]", *(f"{k} = {value(v)}" for k, v in rows.items() if k != "rows")]
        out += ["rows = '''", rows["rows"].strip("\n"), "'''"]
    return out


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").isalnum() else value(name)
