"""Headings of the workbook of office values."""

from __future__ import annotations

from scoring.agreement import Agreement, Indicator, Proof
from templates.words.scores import at, round_name

DISTRICT = "อำเภอ"
AS_OF = "ข้อมูล ณ วันที่ (เช่น 2026-03-15)"
DONE = "ทำแล้ว"
YES = ("ทำแล้ว", "เสร็จ", "เสร็จแล้ว", "ใช่", "x", "X", "/", "✓", "TRUE", "1")
NO = ("ยังไม่ทำ", "ยัง", "ไม่", "ไม่ใช่", "-", "FALSE", "0")
AUTHOR = "ระดับ"


def title(agreement: Agreement, indicator: Indicator) -> str:
    return f"{agreement.province} {round_name(agreement)} · {indicator.name}"


def heading(what: str, unit: str) -> str:
    return f"{what} ({unit})" if unit else what


def so_far(what: str, unit: str) -> str:
    return f"ผลถึงปัจจุบัน: {heading(what, unit)}"


def step(short: str) -> str:
    return f"ขั้นที่ทำแล้ว: {short}"


def printed(proof: Proof) -> str:
    return f"{'แก้ไขแล้ว' if proof.entry else 'เอกสารพิมพ์ไว้'} {at(proof)} เปลี่ยนไม่ได้"
