"""Correcting and withdrawing a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from scoring.agreement import Agreement, Indicator
from scoring.results.facts import Fact
from templates.words import scores
from templates.words.report import reports

NOTHING_FOUND = "ไม่พบรายงานที่จะแก้หรือยกเลิกค่ะ ไม่มีอะไรเปลี่ยนแปลง"
NOTHING_CHANGED = "ไม่ได้เปลี่ยนแปลงอะไรค่ะ"
NOT_YOURS = "รายงานนี้แก้ไขได้เฉพาะผู้รายงาน ผู้ร่วมงานในอำเภอ หรือผู้กำกับค่ะ"


def round_closed(agreement: Agreement) -> str:
    return f"{scores.round_name(agreement)} ปิดแล้ว จึงแก้หรือถอนไม่ได้ค่ะ แก้ไขได้เฉพาะผู้กำกับระดับจังหวัด"


UNCLEAR = "ยังไม่ได้บันทึกหรือแก้ไขอะไรค่ะ ต้องการแก้เป็นเท่าใดคะ พิมพ์เช่น “แก้เป็น 85%”"
REPORTED_ANEW = "มีการรายงานเรื่องนี้ใหม่แล้ว จึงไม่นำค่าเก่ากลับมาค่ะ ค่าปัจจุบันยังอยู่เหมือนเดิม"
NOTHING_TO_BRING_BACK = "ไม่พบรายการที่เพิ่งยกเลิกค่ะ (นำกลับได้ภายใน 1 ชั่วโมง) พิมพ์รายงานใหม่ได้เลย"
BRING_BACK = "เอากลับมา"
WHOLE_GIVEN_UP = "ไม่ถามยอดเต็มแล้วค่ะ รายงานที่บันทึกไว้ยังอยู่ หากต้องการถอนด้วย พิมพ์ “ยกเลิก” อีกครั้ง"
GIVEN_UP = "ยกเลิกรายการที่ถามค้างไว้แล้ว ไม่ได้บันทึกค่ะ รายงานก่อนหน้ายังอยู่ หากต้องการถอนด้วย พิมพ์ “ยกเลิก” อีกครั้ง"
WITHDRAW, LEAVE_IT = "ถอนรายงานนี้", "ไม่ถอน"
CORRECT_THIS, LEAVE = "แก้รายการนี้", "ไม่แก้"
UNSENT = "ท่านยกเลิกข้อความแล้ว รายงานในข้อความนั้นถูกถอนด้วยค่ะ"
EDITED_UNCLEAR = "ข้อความที่แก้ไขอ่านไม่ชัดค่ะ รายงานเดิมยังอยู่ พิมพ์ “แก้เป็น …” ได้เลย"
WITHDRAWN = "ถอนรายงานแล้ว"
STANDS_AGAIN = "กลับไปใช้ค่าเดิม"
BROUGHT_BACK = "นำกลับมาแล้ว"


def step_is_undone(indicator: Indicator) -> str:
    return f"{indicator.short} ที่รายงานไว้เป็นขั้น พิมพ์ “ยกเลิก” เพื่อถอน แล้วส่งขั้นที่ถูกต้องค่ะ"


def other_value(indicator: Indicator, old: Any, said: Any) -> str:
    used = indicator.inputs[old.input]
    stands, was = reports.worth_of(used, old.value, old.slot), scores.number(said.old)
    return f"{indicator.short} ที่บันทึกไว้คือ {stands} ไม่ใช่ {was} ค่ะ แก้เป็น {becomes(said)} ใช่ไหมคะ"


def ask_which_of(said: Any) -> str:
    return f"มีหลายตัวเลขที่อาจหมายถึง แก้ตัวใดเป็น {becomes(said)} คะ"


def becomes(said: Any) -> str:
    """What a correction changes, in the person's words: 85%, อ.สัตหีบ, เดือน ม.ค. 2568."""
    parts = []
    if said.value is not None:
        parts.append(f"{'ยอดเต็ม ' if said.whole else ''}{reports.read_as(said.value)}")
    if said.unit or said.scale != 1:
        parts.append(f"หน่วย{SCALES[said.scale]}{said.unit or ''}")
    if said.topic:
        parts.append(reports.topic(said.topic))
    if said.district:
        parts.append(f"อ.{said.district}")
    if said.period and len(said.period) == 7:
        parts.append(f"เดือน {scores.MONTHS[int(said.period[5:])]} {int(said.period[:4]) + 543}")
    elif said.day:
        parts.append(f"วันที่ {scores.day(said.day)}")
    return " ".join(parts)


SCALES = {1: "", 1_000: "พัน", 10_000: "หมื่น", 100_000: "แสน", 1_000_000: "ล้าน"}
ASK_REPORT = "ต้องการแก้รายการใดคะ"


def ask_figure(indicator: Indicator, fact: Any) -> str:
    where = f" อ.{fact.district}" if fact.district else ""
    used = indicator.inputs[fact.input]
    stands = f"{reports.worth_of(used, fact.value, fact.slot)}{_counted(fact)}"
    return f"{reports.called(indicator, used)}{where} ตอนนี้คือ {stands} ค่ะ แก้เป็นเท่าใดคะ พิมพ์ตัวเลขใหม่มาได้เลย"


def no_whole(indicator: Indicator) -> str:
    return f"{indicator.short} ไม่ได้รายงานเป็นจำนวนจากยอดเต็ม จึงไม่มียอดเต็มให้แก้ค่ะ ไม่มีอะไรเปลี่ยนแปลง"


def share_becomes_amount(indicator: Indicator, said: Any) -> str:
    shown = becomes(said)
    return (
        f"{indicator.short} บันทึกไว้เป็นร้อยละ จึงแก้เป็น {shown} ไม่ได้ค่ะ ไม่มีอะไรเปลี่ยนแปลง "
        f"พิมพ์พร้อมหน่วย เช่น “แก้เป็น 85%” หรือส่งจำนวนมาใหม่พร้อมยอดเต็ม"
    )


def cannot_become(indicator: Indicator, said: Any) -> str:
    return f"{indicator.short} แก้เป็น{becomes(said)}ไม่ได้ค่ะ ไม่มีอะไรเปลี่ยนแปลง ถ้าส่งผิดเรื่อง พิมพ์ “ยกเลิก” แล้วส่งใหม่"


def of_several(indicator: Indicator, fact: Any) -> str:
    used = indicator.inputs[fact.input]
    where = f" อ.{fact.district}" if fact.district else ""
    return f"{reports.called(indicator, used)} {reports.worth_of(used, fact.value, fact.slot)}{_counted(fact)}{where}"


def _counted(fact: Any) -> str:
    """Of which month, or a running total to which day: two months may have the same amount."""
    return f" ({reports.understood(fact.kind, fact.slot, fact.as_of)})" if fact.kind in ("month", "total") else ""


def ask_undo(agreement: Agreement, every: Iterable[Fact]) -> str:
    """`every`: all that would go, as one message may have brought several figures."""
    found = []
    for old in every:
        indicator = agreement.indicators[old.indicator]
        used = indicator.inputs[old.input]
        step = f"ขั้น {used.level} " if used.derive == "flag" and used.level else ""
        found.append(f"{indicator.short} {step}{reports.worth_of(used, old.value, old.slot)}")
    return f"ต้องการถอนรายงาน {' · '.join(found)} ใช่ไหมคะ"


def tell_supervisor(name: str, district: str | None, short: str, before: int | None, after: int | None) -> str:
    where = f"อ.{district} " if district else ""

    def level(n: int | None) -> str:
        return f"ระดับ {n}" if n is not None else "ไม่มีระดับ"

    return f"แจ้งการแก้ไข: {where}{short} {level(before)} → {level(after)} โดย {name}"


def nothing_named(said: str) -> str:
    shown = said if len(said) <= 40 else said[:39] + "…"
    return f"ไม่พบ “{shown}” ที่บันทึกไว้ค่ะ ไม่มีอะไรเปลี่ยนแปลง พิมพ์ “ประวัติ” เพื่อดูรายการที่มี"


def withdrawn(agreement: Agreement, gone: Sequence[Any], stands: Sequence[Any] = ()) -> str:
    """ถอนรายงานแล้ว: เบิกจ่าย 89%; of several steps each by its name; of a correction the value that stands again."""
    if stands:
        instead = _each(agreement, gone, {f.place[:4] for f in stands})
        return f"ยกเลิกการแก้ไขแล้ว {STANDS_AGAIN}: {_each(agreement, stands)} (แทน {instead})"
    return f"{WITHDRAWN}: {_each(agreement, gone)}"


def brought_back(agreement: Agreement, facts: Sequence[Any]) -> str:
    """นำกลับมาแล้ว: เบิกจ่าย 89%."""
    return f"{BROUGHT_BACK}: {_each(agreement, facts)}"


def _each(agreement: Agreement, facts: Sequence[Any], unnamed: Collection[Any] = ()) -> str:
    return ", ".join(one_fact(agreement, fact, fact.place[:4] not in unnamed) for fact in facts)


def one_fact(agreement: Agreement, fact: Any, by_name: bool = True) -> str:
    """เบิกจ่าย 89%, เบิกจ่าย 450,000 บาท (ยอดเดือน ก.พ. 2568)."""
    used = agreement.indicators[fact.indicator].inputs[fact.input]
    said = reports.worth_of(used, fact.value, fact.slot)
    month = f" ({reports.understood('month', fact.slot, fact.as_of)})" if fact.kind == "month" else ""
    return f"{used.short} {said}{month}" if by_name else f"{said}{month}"
