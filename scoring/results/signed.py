"""What is signed, as a text whose hash is the seal; what has changed since; and what a closed round froze."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from scoring.levels.totals import Row, Scorecard
from scoring.results.overview import Overview
from scoring.results.results import Results

Pieces = Iterable[tuple[str, int | None, str]]  # of evidence: indicator, level and id
SINCE_THEN = ("as_of",)  # of what was signed before the day was left out of it


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


def district_snapshot(held: Results, card: Scorecard, evidence: Pieces = ()) -> str:
    """What a district certifies: the figures, the levels, the agreement's version and the evidence, of whatever day."""
    agreement = held.agreement
    content = card_of(held, card)
    for indicator, level, piece in sorted(evidence, key=str):
        row = content["indicators"].get(indicator)
        if row is not None:
            row.setdefault("evidence", []).append([level, piece])
    return canonical(
        {
            "agreement": agreement.id,
            "version": agreement.version,
            "document": agreement.document.sha256,
            "answers": dict(held.answers),
            "district": held.district or "",
            **content,
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
            "criteria": _answers_about(held),
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


def _answers_about(held: Results) -> dict[str, str]:
    """The administrator's answers that make criteria of this district other than printed."""
    own = {i.id for i in held.agreement.of(held.district, held.answers)}
    asked = held.agreement.questions
    known = {q: said for q, said in held.answers.items() if q in asked}
    return {q: said for q, said in known.items() if own & set(asked[q].indicators) and asked[q].effects.get(said)}


def card_of(held: Results, card: Scorecard) -> dict[str, Any]:
    """Every figure and level that the card shows: the district's own, and the province's one value for all."""
    shared = held.province or held
    return {
        "indicators": {row.indicator.id: _row(held, row) for row in card.rows}
        | {row.indicator.id: _row(shared, row) for row in card.shared},
        "totals": {t.section.id: None if t.on_five is None else str(t.on_five) for t in card.sections}
        | ({} if card.overall is None else {"overall": str(card.overall)}),
    }


def _row(held: Results, row: Row) -> dict[str, Any]:
    id = row.indicator.id
    return {
        "inputs": _plain(held.inputs.get(id, {})),
        "office": {k: f"{v:f}" for k, v in held.office.get(id, {}).items()},
        "level": row.result.level,
        "status": row.result.status,
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


# what became of it


@dataclass(frozen=True)
class Difference:
    """One indicator that is another one now than when it was signed; "": the agreement, or its criteria."""

    indicator: str
    what: tuple[str, ...]  # inputs, office, level, evidence, weight, levels, values; or version, criteria, totals
    then: int | None = None  # the level
    now: int | None = None


def differences(then: str, now: str) -> tuple[Difference, ...]:
    """What a signature covers and has changed since; nothing: it is still of exactly these numbers."""
    before, after = _content(then), _content(now)
    named = ("version", "document", "criteria")  # an answer that changes no level and no total is no change
    whole = tuple(name for name in named if name in before and before[name] != after.get(name))
    found = [Difference("", whole)] if whole else []
    old, new = before.get("indicators", {}), after.get("indicators", {})
    with_evidence = _sealed_with_evidence(then)
    for id in dict.fromkeys((*old, *new)):
        a, b = old.get(id, {}), new.get(id, {})
        without = {"status"} | (set() if with_evidence else {"evidence"}) | _not_sealed_then(a)
        what = tuple(n for n in dict.fromkeys((*a, *b)) if n not in without and a.get(n) != b.get(n))
        if what:
            found.append(Difference(id, what, a.get("level"), b.get("level")))
    if not found and "totals" in before and before["totals"] != after.get("totals"):
        found.append(Difference("", ("totals",)))
    return tuple(found)


def _not_sealed_then(row: Mapping[str, Any]) -> set[str]:
    """Of the province's one value for all a snapshot once held the level alone."""
    return {"inputs", "office"} - set(row) if set(row) <= {"level", "status", "evidence"} else set()


def levels_otherwise(then: str, card: Scorecard) -> list[Difference]:
    """Where a card has another level than what was signed."""
    signed = _content(then)["indicators"]
    return [
        Difference(row.indicator.id, ("level",), signed[row.indicator.id]["level"], row.result.level)
        for row in card.every
        if row.indicator.id in signed and signed[row.indicator.id]["level"] != row.result.level
    ]


def _content(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def _sealed_with_evidence(text: str) -> bool:
    """Before evidence was part of it, a snapshot held its day."""
    return not any(name in _content(text) for name in SINCE_THEN)


# the frozen figures


def frozen(text: str, held: Results) -> Results:
    """What a closed round shows: the figures of its closing in the place of what was amended since; the reports that
    led to them, and those after, stand beside. As it is where the snapshot is of another version of the agreement."""
    kept = _content(text)
    rows = kept["districts"].get(held.district or "")
    if rows is None or held.agreement.version != kept["version"]:
        return held
    indicators = rows["indicators"].items()
    inputs = {id: row["inputs"] for id, row in indicators if row.get("inputs")}
    office = {id: {k: Decimal(v) for k, v in row["office"].items()} for id, row in indicators if row.get("office")}
    return replace(
        held, day=date.fromisoformat(kept["as_of"]), inputs=inputs, office=office, answers=kept["answers"],
        province=frozen(text, held.province) if held.province else None,
    )  # fmt: skip


def frozen_overview(text: str, seen: Overview) -> Overview:
    """The province's view of a closed round."""
    found = {district: frozen(text, held) for district, held in seen.results.items()}
    day = next(iter(found.values())).day
    return Overview(seen.agreement, day, _content(text)["answers"], found, seen.indicators)
