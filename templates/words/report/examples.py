"""Examples of reports, from the indicators that a district really has: for the help text and the officer's sheet."""

from __future__ import annotations

from datetime import date

from scoring.agreement import Agreement, Indicator, Input
from templates.words.report.reports import said_as
from templates.words.scores import MONTHS

FIGURES = {"บาท": "450,000 บาท", "ร้อยละ": "85%"}


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


def example(indicator: Indicator, district: str | None, today: date | None = None, of: Input | None = None) -> str:
    """ "" where the indicator takes no report. The month is today's: one that is to come would be asked about.
    `of`: of this input alone."""
    if not indicator.levels:
        return ""
    name = said_as(indicator)
    inputs = [of] if of is not None else list(indicator.inputs.values())
    shares = [u for u in inputs if u.derive == "ratio" and u.counts == "as_of"]
    share = next((u for u in shares if u.level is None or u is of), None)
    if share is not None:
        return f"{name} {_share(share, _printed(indicator, f'{share.name}.den', district))}"
    months = next((u for u in inputs if u.counts == "months" and u.level is None), None)
    if months is not None:
        month = MONTHS[today.month if today else 2]
        return f"{name} เดือน {month} {_month(_printed(indicator, f'{months.name}.base', district))} บาท"
    flags = sorted({u.level for u in inputs if u.derive == "flag" and u.level and not u.evidence})
    if flags:
        return f"{name} ขั้น {flags[0]} เสร็จแล้ว"
    units = [u.unit for u in inputs]
    amounts = [u for u in inputs if u.derive == "value" and units.count(u.unit) == 1]
    amount = next((u for u in amounts if u.counts == "as_of"), None)
    if amount is not None:
        return f"{name} {FIGURES.get(amount.unit, f'4 {amount.unit}')}"
    times = next((u for u in amounts if u.counts == "events"), None)
    if times is None and indicator.own_topic and any(u.derive in ("date", "dates") for u in inputs):
        return f"{name} วันนี้"
    return f"{name} {times.short} รวม 2 {times.unit}" if times is not None else ""


def _printed(indicator: Indicator, key: str, district: str | None) -> int | None:
    cell = indicator.tables.get(key, {}).get(district)
    return int(cell.amount) if cell is not None else None


def _share(used: Input, whole: int | None) -> str:
    """A part of what the document prints for this district, else of a round number."""
    if used.sense == "remaining" and whole == 0:
        return f"เหลือ 0 {used.unit}"
    if used.sense == "remaining":
        return f"เหลือ {(whole or 16) // 2} {used.unit}" if used.unit != "บาท" else "8%"
    if whole is not None:
        return f"{max(whole // 2, 1)} {used.unit}"
    return "82.5%" if used.unit == "บาท" else f"40 จาก 50 {used.unit.split('/')[0]}"


def _month(base: int | None) -> str:
    """A month like the base's months, so that it is not taken for a slip."""
    return f"{base // 12 // 1000 * 1000:,}" if base and base >= 12_000 else "450,000"
