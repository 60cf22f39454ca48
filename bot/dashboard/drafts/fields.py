"""The plain fields of a mended level: operator, number, unit and steps become the condition that the program reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from scoring.amounts import typed
from scoring.digits import ARABIC
from scoring.periods import BUDDHIST
from templates.words.drafting import page as words

NEW = "new"  # a figure that the draft did not find
MOST_STEPS = 6
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Unfit(ValueError):
    """What was typed cannot be used; its words are for the person."""


def levels(form: Mapping[str, str], held: Mapping[int, Mapping[str, Any]]) -> dict[str, str]:
    """{"3": "m1 >= 80 & s3_1", "s3_1": "…"} of the levels that differ from what the fields held."""
    made: dict[str, str] = {}
    for n in range(1, 6):
        if not _differs(form, n, held[n]):
            continue
        conditions = [text for k in range(len(held[n]["rows"])) if (text := _condition(form, n, k, made))]
        steps = [" ".join(line.split())[:80] for line in form.get(f"l{n}_steps", "").splitlines() if line.strip()]
        for k, step in enumerate(steps[:MOST_STEPS], 1):
            made[f"s{n}_{k}"] = step
            conditions.append(f"s{n}_{k}")
        if not conditions:
            raise Unfit(words.NOT_READABLE)
        made[str(n)] = " & ".join(conditions)
    return made


def _differs(form: Mapping[str, str], n: int, held: Mapping[str, Any]) -> bool:
    now = [tuple(form.get(f"l{n}_{k}_{part}", "").strip() for part in ("op", "value", "to"))
           for k in range(len(held["rows"]))]  # fmt: skip
    then = [(row["op"] if row["value"] else now[k][0], row["value"], row["to"]) for k, row in enumerate(held["rows"])]
    inputs = [form.get(f"l{n}_{k}_input", "") for k in range(len(held["rows"]))]
    moved = any(row["value"] and inputs[k] != row["input"] for k, row in enumerate(held["rows"]))
    return now != then or moved or form.get(f"l{n}_steps", "").split() != held["steps"].split()


def _condition(form: Mapping[str, str], n: int, k: int, made: dict[str, str]) -> str:
    name, op, value, to = (form.get(f"l{n}_{k}_{part}", "").strip() for part in ("input", "op", "value", "to"))
    if not value:
        return ""
    if name == NEW:
        unit = " ".join(form.get("unit", "").split())[:30]
        if not unit:
            raise Unfit(words.NO_UNIT)
        percent = unit in ("%", "ร้อยละ")
        name = "n1"
        made["n1.kind"], made["n1.unit"] = (
            ("percent", "") if percent else ("date", "") if op == "by" else ("number", unit)
        )
        if op == "by":
            made["n1.derive"] = "date"
    if op == "by":
        return f"{name} by {_day(value).isoformat()}"
    if op == "band":
        low, high = typed(value), typed(to)
        if low is None or high is None or high <= low:
            raise Unfit(words.NOT_A_BAND)
        return f"{name} {low}..{high}"
    amount = typed(value)
    if amount is None or op not in words.OPERATORS:
        raise Unfit(words.NOT_A_NUMBER)
    return f"{name} {op} {amount}"


def _day(told: str) -> date:
    told = told.translate(ARABIC)
    try:
        if found := _DAY.fullmatch(told):
            year = int(found[3])
            return date(year - BUDDHIST if year > 2400 else year, int(found[2]), int(found[1]))
        return date.fromisoformat(told)
    except ValueError:
        raise Unfit(words.NOT_A_DAY) from None
