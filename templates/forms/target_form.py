"""สรุปตัวชี้วัดและค่าเป้าหมาย: each indicator with what its five levels ask for, its weight and its source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.agreement import Agreement, Indicator, Level
from scoring.document.quotes import plain
from scoring.levels.gaps import Threshold, thresholds
from templates.words.province import exports as words
from templates.words.scores import quantity

LEVEL = re.compile(r"^\s*ระดับ(?:ที่)?\s*[1-5๑-๕]\s*[:.]?\s*")
BARE = re.compile(r"^[1-5๑-๕]\s+")
Office = Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True)
class TargetLine:
    number: str
    name: str
    levels: tuple[str, ...]  # five; () where the document has no levels
    instead: str  # of levels: the target that is printed, or that there is none
    weight: Decimal | None
    source: str


@dataclass(frozen=True)
class TargetSection:
    name: str
    lines: tuple[TargetLine, ...]
    weight: Decimal | None


@dataclass(frozen=True)
class TargetForm:
    title: str
    under: tuple[str, ...]
    sections: tuple[TargetSection, ...]


def target_form(
    agreement: Agreement, district: str | None, indicators: tuple[Indicator, ...], office: Office,
    answers: Mapping[str, str], remarks: tuple[str, ...] = (),
) -> TargetForm:  # fmt: skip
    sections = []
    for section in agreement.sections:
        rows = [i for i in indicators if i.section == section.id]
        if rows:
            lines = tuple(_line(agreement, i, district, office.get(i.id, {})) for i in rows)
            sections.append(TargetSection(section.name, lines, agreement.weight_of(section.id, district, answers)))
    return TargetForm(words.TARGETS, (*words.whose(agreement, district), *remarks), tuple(sections))


def _line(agreement: Agreement, row: Indicator, district: str | None, office: Mapping[str, Decimal]) -> TargetLine:
    amounts = thresholds(agreement, row, district, office)
    instead = ""
    if not row.levels:
        instead = plain(row.target.proof.quote) if row.target else words.NO_CRITERIA
    return TargetLine(
        row.number, row.name, tuple(_asks(row, level, amounts) for level in row.levels), instead, row.weight, row.group
    )


def _asks(row: Indicator, level: Level, amounts: tuple[Threshold, ...]) -> str:
    """The document's words, with the amount that a percentage comes to for this district."""
    said = LEVEL.sub("", level.text)
    bare = BARE.sub("", said)
    if any(sign.isdigit() for sign in bare) or not bare.startswith(_units(row)):
        said = bare  # "๑ ไม่น้อยกว่าร้อยละ ๖๐" is of level 1; "๑ แห่ง" is one place
    known = [
        quantity(t.amount, t.unit) for t in amounts
        if t.level is level and t.amount is not None and row.inputs[t.condition.input].parts
    ]  # fmt: skip
    return f"{said} (= {', '.join(known)})" if known else said


def _units(row: Indicator) -> tuple[str, ...]:
    return tuple(used.unit for used in row.inputs.values() if used.unit)
