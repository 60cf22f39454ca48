"""Why a report is not stored, what was read all the same, and an example to copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from scoring.agreement import Agreement, Indicator, Input
from templates.words.report import doubts
from templates.words.report.reports import about, read_as
from templates.words.scores import agreement_name, day, number, round_name

PERSONAL_DATA = "ข้อความมีเลขประจำตัวประชาชนค่ะ จึงไม่บันทึก โปรดส่งเฉพาะตัวเลขผลงาน"
NAME_THE_DISTRICT = "ยังไม่บันทึกค่ะ โปรดระบุอำเภอ เช่น “บ้านกรวด เบิกจ่าย 82.5%”"
NOBODYS = "ไม่พบสิทธิ์รายงานของท่านค่ะ โปรดติดต่อผู้ดูแลของจังหวัด"


def not_in_agreement(agreement: Agreement, value: Any, near: Indicator | None, example: str) -> str:
    lines = [
        f"อ่านได้ว่า {about(value)} {read_as(value)}",
        f"ข้อตกลง{agreement_name(agreement)} ไม่มีตัวชี้วัด{about(value)} จึงไม่นับคะแนนและไม่บันทึกค่ะ",
    ]
    if near is not None:
        lines.append(f"ที่ใกล้เคียงคือ “{near.short}” รับเป็น{_takes(near)}{such_as(example)}")
    else:
        lines.append("พิมพ์ “คะแนน” เพื่อดูตัวชี้วัดทั้งหมด")
    return "\n".join(lines)


def not_of_district(agreement: Agreement, indicator: Indicator, district: str) -> str:
    return f"{indicator.short} ไม่ใช้กับอำเภอ{district}ตามข้อตกลง{agreement_name(agreement)} จึงไม่บันทึกค่ะ"


def no_such_input(indicator: Indicator, value: Any, example: str) -> str:
    lines = [f"อ่านได้ว่า {about(value)} {read_as(value)}"]
    if not indicator.inputs:
        return f"{lines[0]}\n{indicator.short} ไม่มีเกณฑ์ระดับในเอกสาร จึงไม่บันทึกค่ะ"
    lines.append(f"“{indicator.short}” รับเป็น{_takes(indicator)} จึงยังไม่บันทึกค่ะ")
    if example:
        lines.append(f"ลองพิมพ์: “{example}”")
    return "\n".join(lines)


def such_as(example: str) -> str:
    return f" เช่น “{example}”" if example else ""


def _takes(indicator: Indicator) -> str:
    """What an indicator takes, at most three things: 48 characters of a telephone's line each."""
    figures = [u for u in indicator.inputs.values() if u.derive != "flag" and u.counts != "office_value"]
    said = [_taken_as(u) for u in figures[:3]]
    if any(u.derive == "flag" for u in indicator.inputs.values()):
        said.append("ขั้นที่ทำเสร็จ")
    return " หรือ".join(dict.fromkeys(said))


def _taken_as(used: Input) -> str:
    if used.parts:
        return f"ร้อยละหรือจำนวน{used.unit} ({used.short})"
    if used.derive in ("date", "dates"):
        return f"วันที่ ({used.short})"
    return f"{'ร้อยละ' if used.unit == 'ร้อยละ' else f'จำนวน{used.unit}'} ({used.short})"


def no_steps(indicator: Indicator, example: str) -> str:
    if not indicator.inputs:
        return f"{indicator.short} ไม่มีเกณฑ์ระดับในเอกสาร จึงไม่บันทึกค่ะ"
    return f"{indicator.short} ไม่ได้วัดเป็นขั้น จึงไม่บันทึกค่ะ วัดเป็นตัวเลข{such_as(example)}"


def no_such_step(indicator: Indicator, value: Any) -> str:
    return f"{indicator.short} มีขั้น 1 ถึง {len(indicator.levels)} ไม่มี{read_as(value)} จึงไม่บันทึกค่ะ"


def level_is_a_figure(indicator: Indicator, n: int, example: str) -> str:
    used = [indicator.inputs[c.input] for c in indicator.levels[n - 1].conditions]
    asked = " และ".join(dict.fromkeys(u.short for u in used))
    return f"{indicator.short} ระดับ {n} วัดด้วยตัวเลข ({asked}) จึงยังไม่บันทึกค่ะ โปรดส่งตัวเลข{such_as(example)}"


def levels_still_measured(wanting: Sequence[tuple[int, Input]], example: str) -> str:
    """Every step is done: what the words cannot mark, because a figure or a day measures it."""
    by_name: dict[str, list[int]] = {}
    for n, used in wanting:
        by_name.setdefault(used.short, []).append(n)
    said = " · ".join(f"ระดับ {', '.join(map(str, levels))} ({name})" for name, levels in by_name.items())
    return f"ยังต้องส่งตัวเลขหรือวันที่ของ {said} {such_as(example)}"


def which_step(indicator: Indicator) -> str:
    flags = [u for u in indicator.inputs.values() if u.derive == "flag"]
    lines = [f"{indicator.short} ขั้นใดเสร็จแล้วคะ ยังไม่บันทึก พิมพ์เช่น “{indicator.short} ขั้น {flags[0].level or 1} เสร็จแล้ว”"]
    return "\n".join([*lines, *(f"ขั้น {u.level} {u.short}" for u in flags if u.level)])


def no_number(indicator: Indicator) -> str:
    return f"ไม่พบตัวเลขของ{indicator.short} ค่ะ จึงยังไม่บันทึก"


_IMPOSSIBLE = {
    "part": "ต้องเป็นจำนวนเต็ม",
    "negative": "น้อยกว่าศูนย์ไม่ได้",
    "more": "มากกว่าที่มีทั้งหมดไม่ได้",
}


def impossible(indicator: Indicator, used: Input, value: Any, what: str) -> str:
    why = _IMPOSSIBLE.get(what, "ตัวเลขเป็นไปไม่ได้")
    return f"{indicator.short} {read_as(value)}: {used.short}{why} จึงไม่บันทึกค่ะ โปรดตรวจตัวเลขแล้วส่งใหม่"


def more_than_all(indicator: Indicator, used: Input, amount: Decimal, whole: Decimal | None) -> str:
    all_there_is = used.whole or "ทั้งหมด"
    if whole is None:
        said = f"{indicator.short} {number(amount)}% เกินร้อยละ 100 ของ{all_there_is}"
    else:
        said = f"{indicator.short} {number(amount)} มากกว่า{all_there_is} ({number(whole)})"
    mend = "ส่งตัวเลขที่ถูกต้องมาใหม่" if whole is None else "ส่งตัวเลขใหม่ หรือถ้ายอดเต็มผิด ส่งพร้อมยอดเต็มที่ถูก"
    return f"{said} เป็นไปไม่ได้ จึงไม่บันทึกค่ะ โปรด{mend}"


def not_yours(district: str, own: Sequence[str]) -> str:
    mine = f" ท่านรายงานได้ของอำเภอ{' '.join(own)}" if own else ""
    return f"ท่านไม่มีสิทธิ์รายงานของอำเภอ{district} จึงไม่บันทึกค่ะ{mine}"


def no_such_district(district: str, agreement: Agreement) -> str:
    return f"อำเภอ{district}ไม่อยู่ในข้อตกลงของจังหวัด{agreement.province} จึงไม่บันทึกค่ะ"


def owners_province_only(district: str) -> str:
    return f"กลุ่มงานรายงานค่าของจังหวัดค่ะ ผลของอำเภอ{district}รายงานโดยอำเภอหรือผู้กำกับ จึงไม่บันทึก"


def not_your_group(groups: Iterable[str]) -> str:
    return f"ตัวชี้วัดนี้รับผิดชอบโดย {' '.join(sorted(groups))} จึงไม่บันทึกค่ะ"


def province_only(indicator: Indicator) -> str:
    return f"{indicator.short} เป็นตัวชี้วัดระดับจังหวัด รายงานโดย{indicator.group or 'จังหวัด'} จึงไม่บันทึกค่ะ"


def by_district_only(indicator: Indicator) -> str:
    return f"{indicator.short} เก็บผลเป็นรายอำเภอ ไม่มีค่าระดับจังหวัด จึงไม่บันทึกค่ะ"


def outside_rounds(when: date, rounds: Sequence[Agreement], oversees: bool, closed: bool = False) -> str:
    lines = [f"วันที่ {day(when)} ไม่อยู่ในรอบประเมินที่เปิดอยู่ จึงยังไม่บันทึกค่ะ"]
    if rounds:
        had = rounds[0]
        lines.append(f"รอบล่าสุดที่เปิดคือ{round_name(had)} ({day(had.start)} – {day(had.end)})")
    if rounds and closed and oversees:
        lines.append(f"แก้ไขรอบที่ปิดแล้วได้ โดยบอกวันในรอบด้วย เช่น ต่อท้ายว่า “ณ {day(rounds[0].end)}”")
    lines.append("เปิดรอบใหม่ได้จากหน้าผู้ดูแลระบบ" if oversees else "โปรดแจ้งผู้กำกับของจังหวัดให้เปิดรอบ แล้วส่งข้อความนี้อีกครั้ง")
    return "\n".join(lines)


def next_round(ended: Agreement | None, when: date, oversees: bool) -> str:
    """A result of the round that nobody has opened yet."""
    name = doubts.next_round(ended) if ended is not None else "รอบใหม่"
    todo = "เปิดรอบได้จากหน้าผู้ดูแลระบบ" if oversees else "โปรดแจ้งผู้กำกับของจังหวัดให้เปิดรอบ แล้วส่งข้อความนี้อีกครั้ง"
    return f"{name} ยังไม่เปิด ผลวันที่ {day(when)} จึงยังไม่บันทึกค่ะ\n{todo}"


def round_closed(agreement: Agreement) -> str:
    return f"{round_name(agreement)} ปิดแล้ว จึงไม่บันทึกค่ะ แก้ไขได้เฉพาะผู้กำกับระดับจังหวัด"


def other_province(district: str, province: str) -> str:
    return f"อำเภอ{district}ไม่อยู่ในจังหวัด{province} จึงไม่บันทึกค่ะ"


def needs_evidence(indicator: Indicator, n: int) -> str:
    return (
        f"{indicator.short} ขั้น {n} นับเมื่อมีหลักฐานค่ะ จึงยังไม่บันทึก\n"
        f"พิมพ์ “แนบหลักฐาน {indicator.short} ขั้น {n}” แล้วส่งรูปหรือไฟล์ได้เลย"
    )
