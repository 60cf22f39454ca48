"""What a paper prints beside its levels, as an agreement's rows: deadlines, open questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from scoring.drafting.draft import Ask, Draft, Indicator

Row = dict[str, Any]
AFTER = timedelta(days=62)  # evidence of a round is sent until two months after its end
MEANWHILE = "ใช้ตามที่อ่านจากเอกสาร"


def duty_key(day: date, line: int) -> str:
    """How a person's answer names a deadline."""
    return f"duty:{day.isoformat()}:{line}"


def duties(draft: Draft, period: tuple[date, date], off: set[str]) -> list[Row]:
    """Each day that the paper prints once, where it is of this round; `off`: those that somebody has put away."""
    found: dict[tuple[date, int], Row] = {}
    for one in draft.deadlines:
        if period[0] <= one.day <= period[1] + AFTER and (one.day, one.line) not in found:
            if duty_key(one.day, one.line) in off:
                continue
            what = one.what[-100:].strip() or "กำหนดส่งตามเอกสาร"
            found[one.day, one.line] = {
                "id": f"d{len(found) + 1}", "what": what, "when": "on", "on": one.day, "proof": [one.line, one.what],
                "who": "", "role": "officer",
            }  # fmt: skip
    return list(found.values())


def questions(
    draft: Draft, kept: Sequence[Indicator], given: set[tuple[str, str]], tell: Callable[[Ask], str]
) -> list[Row]:
    """What the policies answer for now, and nobody has confirmed: each is asked of the office later."""
    if not kept:
        return []
    of_paper = [("", ask) for ask in (*draft.head.asks, *draft.asks)]
    told = of_paper + [(one.id, ask) for one in kept for ask in one.asks]
    by_id = {one.id: one for one in kept}
    rows: list[Row] = []
    for of, ask in told:
        if ask.blocks or (of, ask.why) in given:
            continue
        one = by_id.get(of, kept[0])
        rows.append({"id": f"Q{len(rows) + 1}", "ask": tell(ask), "meanwhile": MEANWHILE,
                     "proof": [one.line, one.name], "indicators": [of] if of else []})  # fmt: skip
    return rows
