"""Correcting and withdrawing a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from scoring.agreement import Agreement, Indicator
from scoring.results.facts import Fact
from templates.words import scores
from templates.words.report import reports

NOTHING_FOUND = "ไม่พบรายงานที่จะแก้หรือยกเลิกค่ะ ไม่มีอะไรเปลี่ยนแปลง"
NOTHING_CHANGED = "ไม่ได้เปลี่ยนแปลงอะไรค่ะ"
NOT_YOURS = "รายงานนี้แก้ไขได้เฉพาะผู้รายงาน ผู้ร่วมงานในอำเภอ หรือผู้กำกับค่ะ"
UNCLEAR = "ต้องการแก้เป็นเท่าใดคะ พิมพ์เช่น “แก้เป็น 85%”"
GIVEN_UP = "ยกเลิกรายการที่ถามค้างไว้แล้ว ไม่ได้บันทึกค่ะ รายงานก่อนหน้ายังอยู่ หากต้องการถอนด้วย พิมพ์ “ยกเลิก” อีกครั้ง"
WITHDRAW, LEAVE_IT = "ถอนรายงานนี้", "ไม่ถอน"
CORRECT_THIS, LEAVE = "แก้รายการนี้", "ไม่แก้"
UNSENT = "ท่านยกเลิกข้อความแล้ว รายงานในข้อความนั้นถูกถอนด้วยค่ะ"
EDITED_UNCLEAR = "ข้อความที่แก้ไขอ่านไม่ชัดค่ะ รายงานเดิมยังอยู่ พิมพ์ “แก้เป็น …” ได้เลย"
WITHDRAWN = "ถอนรายงานแล้ว"


def step_is_undone(indicator: Indicator) -> str:
    return f"{indicator.short} ที่รายงานไว้เป็นขั้น พิมพ์ “ยกเลิก” เพื่อถอน แล้วส่งขั้นที่ถูกต้องค่ะ"


def other_value(indicator: Indicator, old: Any, value: Any) -> str:
    used = indicator.inputs[old.input]
    stands, said = reports.worth_of(used, old.value, old.slot), scores.number(value.old)
    return f"{indicator.short} ที่บันทึกไว้คือ {stands} ไม่ใช่ {said} ค่ะ แก้เป็น {reports.read_as(value)} ใช่ไหมคะ"


def ask_which_of(value: Any) -> str:
    return f"ข้อความที่รายงานไว้มีหลายตัวเลข แก้ตัวใดเป็น {reports.read_as(value)} คะ"


def of_several(indicator: Indicator, fact: Any) -> str:
    used = indicator.inputs[fact.input]
    where = f" อ.{fact.district}" if fact.district else ""
    return f"{reports.called(indicator, used)} {reports.worth_of(used, fact.value, fact.slot)}{where}"


def ask_undo(agreement: Agreement, every: Iterable[Fact]) -> str:
    """`every`: all that would go, as one message may have brought several figures."""
    found = []
    for old in every:
        indicator = agreement.indicators[old.indicator]
        found.append(f"{indicator.short} {reports.worth_of(indicator.inputs[old.input], old.value, old.slot)}")
    return f"ต้องการถอนรายงาน {' · '.join(found)} ใช่ไหมคะ"


def tell_supervisor(name: str, district: str | None, short: str, before: int | None, after: int | None) -> str:
    where = f"อ.{district} " if district else ""

    def level(n: int | None) -> str:
        return f"ระดับ {n}" if n is not None else "ไม่มีระดับ"

    return f"แจ้งการแก้ไข: {where}{short} {level(before)} → {level(after)} โดย {name}"


def withdrawn(indicator: Indicator, gone: Sequence[Any]) -> str:
    """ถอนรายงานแล้ว: เบิกจ่าย 89%; of several steps each by its name."""
    said = [f"{(used := indicator.inputs[f.input]).short} {reports.worth_of(used, f.value, f.slot)}" for f in gone]
    return f"{WITHDRAWN}: {', '.join(said)}"
