"""Examples of reports, from the indicators that a district really has: for the help text and the officer's sheet."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from scoring.agreement import Agreement, Indicator, Input
from templates.words.report.reports import said_as
from templates.words.scores import MONTHS

FIGURES = {"บาท": ("450,000 บาท", "380,000 บาท", "270,000 บาท"), "ร้อยละ": ("85%", "75%", "65%", "55%")}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def report_examples(agreement: Agreement, district: str | None) -> tuple[str, ...]:
    """One sentence for each indicator that takes reports, in the agreement's order; each is read without a question."""
    found = []
    for indicator in agreement.of(district):
        if district is None and indicator.scored == "district":
            continue
        sentence = example(indicator, district)
        if sentence and sentence not in found:
            found.append(sentence)
    return tuple(found)


def example(
    indicator: Indicator, district: str | None, today: date | None = None, of: Input | None = None,
    unlike: Collection[Decimal | None] = (),
) -> str:  # fmt: skip
    """ "" where the indicator takes no report. The month is today's: one that is to come would be asked about.
    `of`: of this input alone; `unlike`: the person's own figures, which no example repeats."""
    said = (_example(indicator, district, today, of, n) for n in range(6))
    return next((one for one in said if unlike_any(one, unlike)), "")


def unlike_any(said: str, figures: Collection[Decimal | None]) -> bool:
    return not {Decimal(n.replace(",", "")) for n in _NUMBER.findall(said)} & {abs(f) for f in figures if f is not None}


def _example(indicator: Indicator, district: str | None, today: date | None, of: Input | None, nth: int) -> str:
    """The nth of a few figures."""
    if not indicator.levels:
        return ""
    name = said_as(indicator)
    inputs = [of] if of is not None else list(indicator.inputs.values())
    shares = [u for u in inputs if u.derive == "ratio" and u.counts == "as_of"]
    share = next((u for u in shares if u.level is None or u is of), None)
    if share is not None:
        return f"{name} {_share(share, _printed(indicator, f'{share.name}.den', district), nth)}"
    months = next((u for u in inputs if u.counts == "months" and u.level is None), None)
    if months is not None:
        month = MONTHS[today.month if today else 2]
        return f"{name} เดือน {month} {_month(_printed(indicator, f'{months.name}.base', district), nth)} บาท"
    flags = sorted({u.level for u in inputs if u.derive == "flag" and u.level and not u.evidence})
    if flags:
        return f"{name} ขั้น {flags[0]} เสร็จแล้ว"
    units = [u.unit for u in inputs]
    amounts = [u for u in inputs if u.derive == "value" and units.count(u.unit) == 1]
    amount = next((u for u in amounts if u.counts == "as_of"), None)
    if amount is not None:
        return f"{name} {_of(FIGURES.get(amount.unit) or tuple(f'{n} {amount.unit}' for n in (4, 3, 2, 6, 7)), nth)}"
    times = next((u for u in amounts if u.counts == "events"), None)
    if times is None and indicator.own_topic and any(u.derive in ("date", "dates") for u in inputs):
        return f"{name} วันนี้"
    return f"{name} {times.short} รวม {2 + nth} {times.unit}" if times is not None else ""


def _printed(indicator: Indicator, key: str, district: str | None) -> int | None:
    cell = indicator.tables.get(key, {}).get(district)
    return int(cell.amount) if cell is not None else None


def _of(figures: tuple[str, ...], nth: int) -> str:
    return figures[min(nth, len(figures) - 1)]


def _share(used: Input, whole: int | None, nth: int) -> str:
    """A part of what the document prints for this district, else of a round number."""
    if used.sense == "remaining" and whole == 0:
        return f"เหลือ 0 {used.unit}"
    if used.sense == "remaining":
        return f"เหลือ {(whole or 16) // (2 + nth)} {used.unit}" if used.unit != "บาท" else f"{8 - nth}%"
    if whole is not None:
        return f"{max(whole // (2 + nth), 1)} {used.unit}"
    if used.unit == "บาท":
        return _of(("82.5%", "78.5%", "63.5%", "91.5%"), nth)
    return f"{_of(('40 จาก 50', '36 จาก 48', '42 จาก 56', '27 จาก 33'), nth)} {used.unit.split('/')[0]}"


def _month(base: int | None, nth: int) -> str:
    """A month like the base's months, so that it is not taken for a slip."""
    figure = base // 12 // 1000 * 1000 if base and base >= 12_000 else 450_000
    return f"{figure + nth * figure // 10:,}"
