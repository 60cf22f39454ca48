"""A draft in the form of the contract: what `agreement draft --json` prints, and the same in Thai for a person."""

from collections.abc import Sequence
from typing import Any

from scoring.drafting.draft import Ask, Draft, Indicator, Level, Measure
from templates.words.drafting.questions import options, question


def as_json(
    draft: Draft, name: str, sha256: str, lines: int, repairs: Sequence[tuple[int, str, str]] = ()
) -> dict[str, Any]:
    head = draft.head
    return {
        "refused": None,
        "source": {"name": name, "sha256": sha256, "lines": lines},
        "repairs": [{"line": line, "from": found, "to": becomes} for line, found, becomes in repairs],
        "head": {
            "province": head.province, "districts": list(head.districts), "year": head.year, "round": head.round,
            "period": [day.isoformat() for day in head.period] if head.period else None,
            "asks": [_told(ask) for ask in head.asks],
        },
        "indicators": [_indicator(one, head.round) for one in draft.indicators],
        "tables": [
            {
                "indicator": t.indicator, "districts": len([d for d in t.rows if d]), "columns": list(t.columns),
                "line": t.line,
                "rows": {district or head.province or "": list(values) for district, (_, values) in t.rows.items()},
            }
            for t in draft.tables
        ],
        "deadlines": [{"day": d.day.isoformat(), "what": d.what, "line": d.line} for d in draft.deadlines],
        "asks": [_told(ask) for ask in draft.asks],
        "remarks": [question(ask) for ask in draft.remarks],
    }  # fmt: skip


def refused(sentence: str) -> dict[str, Any]:
    return {
        "refused": sentence, "source": None, "repairs": [], "head": None, "indicators": [], "tables": [],
        "deadlines": [], "asks": [],
    }  # fmt: skip


def _told(ask: Ask) -> str:
    """With the heading in front, so that a program finds what is asked too."""
    if ask.why == "weights_sum":
        return f"weights of section {ask.words[0]} add to {ask.words[1]}: {question(ask)}"
    return f"{ask.about}: {question(ask)}"


def _indicator(one: Indicator, round_: int | None) -> dict[str, Any]:
    return {
        "id": one.id, "section": one.section, "section_name": one.section_name, "number": one.number,
        "variant": one.variant, "round": one.round or round_,
        "districts": list(one.districts) if one.districts is not None else None,
        "name": one.name, "weight": one.weight, "scored": one.scored, "group": one.group, "line": one.line,
        "inputs": {name: _measure(measure) for name, measure in one.inputs.items()},
        "levels": [_level(level) for level in one.levels],
        "asks": [_ask(ask) for ask in one.asks],
        "remarks": [question(remark) for remark in one.remarks],
    }  # fmt: skip


def _measure(one: Measure) -> dict[str, Any]:
    unit = "%" if one.kind == "percent" else one.unit
    return {
        "label": one.label, "kind": one.kind, "unit": unit, "derive": one.derive, "num": one.num or None,
        "den": one.den or None, "now": one.now or None, "base": one.base or None, "counts": one.counts,
        "every": one.every, "sense": one.sense, "better": one.better,
    }  # fmt: skip


def _level(one: Level) -> dict[str, Any]:
    return {
        "level": one.number, "line": one.line, "cell": list(one.cell) if one.cell else None, "quote": one.quote,
        "span": list(one.span),
        "conditions": [
            {"input": c.input, "op": c.op, "value": c.value, "to": c.to, "floor": c.floor} for c in one.conditions
        ],
        "steps": list(one.steps), "needs_level": one.needs_level, "entered_by_hand": one.by_hand,
    }  # fmt: skip


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "about": ask.about, "levels": list(ask.levels), "question": question(ask), "options": options(ask),
        "blocks": ask.blocks,
    }  # fmt: skip


OPERATORS = {">=": "ตั้งแต่", ">": "มากกว่า", "<=": "ไม่เกิน", "<": "น้อยกว่า"}


def shown(draft: Draft, repairs: int = 0) -> str:
    """The draft for a person at a terminal: each indicator with its levels, and what is asked."""
    head = draft.head
    round_ = f"รอบที่ {head.round}" if head.round else ""
    out = [" ".join(filter(None, [head.province or "ไม่ทราบจังหวัด", f"ปีงบประมาณ {head.year or '?'}", round_]))]
    if repairs:
        out.append(f"ซ่อมตัวอักษร {repairs} แห่ง ต้องยืนยันก่อนใช้")
    out += [f"  ถาม: {question(ask)}" for ask in head.asks]
    for one in draft.indicators:
        weight = f" น้ำหนัก {one.weight}" if one.weight else ""
        out += ["", f"{one.id} {one.name}{weight} (บรรทัด {one.line})"]
        out += [f"  ระดับ {level.number}: {level_said(level, one)}" for level in one.levels]
        out += [f"  ถาม: {question(ask)}" for ask in one.asks]
        out += [f"  หมายเหตุ: {question(remark)}" for remark in one.remarks]
    out += ["", *(f"ตาราง {t.indicator}: {len(t.rows)} แถว ({', '.join(t.columns)})" for t in draft.tables)]
    out += [f"กำหนด {d.day.isoformat()}: {d.what[-60:]} (บรรทัด {d.line})" for d in draft.deadlines]
    out += [f"ถาม: {question(ask)}" for ask in draft.asks]
    asked = len(head.asks) + len(draft.asks) + sum(len(one.asks) for one in draft.indicators)
    out.append(f"ตัวชี้วัด {len(draft.indicators)} ตัว คำถาม {asked} ข้อ")
    return "\n".join(out)


def level_said(level: Level, one: Indicator) -> str:
    if level.by_hand:
        return "ผู้มีชื่อใส่ระดับเอง"
    parts = []
    for c in level.conditions:
        unit = "%" if one.inputs[c.input].kind == "percent" else one.inputs[c.input].unit
        number = f"{c.value}–{c.to}" if c.op == "band" else f"{OPERATORS[c.op]} {c.value}"
        parts.append(f"{number} {unit}".strip() + (" (ค่าใดก็ได้ระดับนี้)" if c.floor else ""))
    if level.needs_level is not None:
        parts.append(f"ผ่านระดับ {level.needs_level}")
    return " และ ".join([*parts, *level.steps]) or "ยังไม่มีเกณฑ์ (รอคำตอบ)"
