"""The summary score form (แบบสรุปคะแนนผลการประเมิน) and the snapshot that is signed and kept when a round closes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Indicator
from scoring.levels.totals import Row, Scorecard, SectionTotal
from scoring.results.overview import Overview
from scoring.results.results import Results

Evidenced = Collection[tuple[str, int | None]]  # indicator and level with verified evidence


@dataclass(frozen=True)
class FormLine:
    indicator: Indicator
    row: Row
    weighted: Fraction | None  # level × weight ÷ weight of all that apply: the lines add up to the total


@dataclass(frozen=True)
class FormSection:
    total: SectionTotal
    lines: tuple[FormLine, ...]


@dataclass(frozen=True)
class Form:
    card: Scorecard
    sections: tuple[FormSection, ...]


def form(card: Scorecard) -> Form:
    sections = []
    for total in card.sections:
        rows = [r for r in card.every if r.indicator.section == total.section.id]
        sections.append(FormSection(total, tuple(FormLine(r.indicator, r, _weighted(r, total)) for r in rows)))
    return Form(card, tuple(sections))


def _weighted(row: Row, total: SectionTotal) -> Fraction | None:
    if row.result.level is None or row.indicator.weight is None or total.weight is None or not row.applies:
        return None
    return Fraction(row.result.level * row.indicator.weight) / Fraction(total.weight)


def verified_only(held: Results, evidenced: Evidenced) -> Results:
    """The same without the steps whose evidence nobody of the province has verified."""

    def counts(indicator: str, name: str, value: Any) -> bool:
        signed = held.agreement.indicators.get(indicator)
        used = signed.inputs.get(name) if signed else None
        if used is None or used.derive != "flag" or value is not True:
            return True
        return (indicator, used.level) in evidenced

    return held.made_from(s for s in held.standing if counts(s.indicator, s.input, s.value))


# what is signed


def snapshot(seen: Overview) -> str:
    """Everything that the scores of a round come from, and the scores: the same results give the same text."""
    districts: dict[str, Any] = {}
    for district, held in seen.results.items():
        card = seen.cards[district]
        districts[district or ""] = card_of(held, card)
    return canonical(
        {
            "agreement": seen.agreement.id,
            "version": seen.agreement.version,
            "document": seen.agreement.document.sha256,
            "as_of": seen.day.isoformat(),
            "answers": dict(seen.answers),
            "districts": districts,
        }
    )


def district_snapshot(held: Results, card: Scorecard) -> str:
    """What a district certifies."""
    agreement = held.agreement
    return canonical(
        {
            "agreement": agreement.id,
            "version": agreement.version,
            "document": agreement.document.sha256,
            "as_of": held.day.isoformat(),
            "answers": dict(held.answers),
            "district": held.district or "",
            **card_of(held, card),
        }
    )


def targets_snapshot(held: Results) -> str:
    """What is acknowledged at the start of a round: the indicators with their weights and levels, and the wholes."""
    agreement = held.agreement
    return canonical(
        {
            "agreement": agreement.id,
            "version": agreement.version,
            "document": agreement.document.sha256,
            "district": held.district or "",
            "indicators": {
                i.id: {
                    "weight": None if i.weight is None else str(i.weight),
                    "levels": [lv.text for lv in i.levels],
                    "values": {k: str(c[held.district].amount) for k, c in i.tables.items() if held.district in c}
                    | {k: f"{v:f}" for k, v in held.office.get(i.id, {}).items()},
                }
                for i in agreement.of(held.district, held.answers)
            },
        }
    )


def card_of(held: Results, card: Scorecard) -> dict[str, Any]:
    return {
        "indicators": {
            row.indicator.id: {
                "inputs": _plain(held.inputs.get(row.indicator.id, {})),
                "office": {k: f"{v:f}" for k, v in held.office.get(row.indicator.id, {}).items()},
                "level": row.result.level,
                "status": row.result.status,
            }
            for row in card.rows
        }
        | {row.indicator.id: {"level": row.result.level, "status": row.result.status} for row in card.shared},
        "totals": {t.section.id: None if t.on_five is None else str(t.on_five) for t in card.sections}
        | ({} if card.overall is None else {"overall": str(card.overall)}),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return f"{value:f}" if isinstance(value, Decimal) else value


def canonical(thing: Mapping[str, Any]) -> str:
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def levels_then(text: str) -> dict[tuple[str, str], int | None]:
    """district and indicator -> the level in a round's snapshot."""
    kept = json.loads(text)
    return {
        (district, indicator): row["level"]
        for district, held in kept["districts"].items()
        for indicator, row in held["indicators"].items()
    }
