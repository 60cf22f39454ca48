"""An agreement printed for a person: sections, indicators, levels with their lines, deadlines, open questions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.agreement import Agreement, Duty, Indicator
from scoring.document.quotes import plain
from scoring.levels.gaps import Threshold, thresholds
from templates.words.scores import at, day, number, quantity


def shown(
    agreement: Agreement, district: str | None = None, office: Mapping[str, Mapping[str, Decimal]] | None = None
) -> str:
    """A whole agreement for a person: sections, indicators, levels, duties, open questions."""
    span = f"{day(agreement.start)} – {day(agreement.end)}"
    out = [f"{agreement.id}  {agreement.province}  {span}" + (f"  อำเภอ{district}" if district else "")]
    for section in agreement.sections:
        rows = [i for i in agreement.of(district) if i.section == section.id]
        if not rows:
            continue
        total = agreement.weight_of(section.id, district)
        out.append(f"\n{section.name}" + (f" (น้ำหนักรวม {number(total)})" if total is not None and district else ""))
        for row in rows:
            out += _row(agreement, row, district, thresholds(agreement, row, district, (office or {}).get(row.id, {})))
    out.append("\nกำหนดส่งและงานประจำ")
    out += [f"  {duty(d)} · {d.what} · {d.who} ({at(d.proof)})" for d in agreement.duties]
    out.append("\nคำถามที่เอกสารเปิดไว้")
    out += [f"  {q.id}: {q.ask} (ระหว่างนี้: {q.meanwhile}; บรรทัด {q.proof.line})" for q in agreement.questions.values()]
    return "\n".join(out)


def _row(agreement: Agreement, row: Indicator, district: str | None, amounts: tuple[Threshold, ...]) -> list[str]:
    undecided = agreement.has(row, district) is None
    weight = "" if row.weight is None else f" น้ำหนัก {number(row.weight)}"
    out = [f"  {row.id} {row.name}{weight}{' · ' + row.group if row.group else ''}{' · รอคำตอบ' if undecided else ''}"]
    if row.no_criteria:
        out.append(f"    เอกสารไม่มีเกณฑ์ระดับ (บรรทัด {row.no_criteria.line})")
    if row.target:
        out.append(f"    เป้าหมาย: {plain(row.target.proof.quote)} ({at(row.target.proof)})")
    for lv in row.levels:
        out.append(f"    {lv.text} ({at(lv.proof)})")
        out += [f"      = {quantity(t.amount, t.unit)}" for t in amounts if t.level is lv and t.amount is not None
                and row.inputs[t.condition.input].parts]  # fmt: skip
        out += [f"      หลักฐาน: {plain(e.quote)} ({at(e)})" for e in lv.evidence]
    out += [f"    หลักฐาน: {plain(e.quote)} ({at(e)})" for e in row.evidence]
    if row.empty_proof:
        out.append(f"    {plain(row.empty_proof.quote)} ({at(row.empty_proof)})")
    return out


WHEN = {"month_end": "ทุกสิ้นเดือน", "monthly": "ทุกเดือน", "quarterly": "ทุกไตรมาส", "weekly": "ทุกสัปดาห์",
        "each_meeting": "ทุกครั้งที่มีการประชุม", "open": "ไม่พิมพ์วัน"}  # fmt: skip


def duty(asked: Duty) -> str:
    if asked.on:
        return day(asked.on)
    if asked.when == "after_notice":
        return f"ภายใน {asked.days} วันหลังได้รับแจ้ง"
    return WHEN.get(asked.when, "ยังไม่กำหนดวัน")
