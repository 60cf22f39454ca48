"""The largest cards of every province stay within LINE's limits, whoever asks; the office checks each as LINE would."""

from pathlib import Path

import pytest

from bot.simulator.limits.flex_check import BUBBLE_BYTES, size_of
from scoring.document.loading import shipped
from tests.handlers.office import Office

ASKED = ("คะแนน", "เหลืออะไรบ้าง", "ทำอะไรก่อนดี", "ประวัติ", "เป้า", "ที่มา")


@pytest.mark.parametrize("agreement", sorted(shipped()))
def test_every_answer_about_every_indicator(tmp_path: Path, agreement: str) -> None:
    signed = shipped()[agreement]
    office = Office(tmp_path, (signed.end.replace(day=15)).isoformat(), agreement)
    office.enroll("กำกับ", signed.province, role="supervisor")
    district = max(signed.districts, key=lambda d: len(signed.of(d)))
    office.enroll("อำเภอ", signed.province, district)
    day = signed.end.replace(day=10).isoformat()
    for indicator in signed.of(district):
        for used in indicator.inputs.values():  # something of everything, so that every card is as full as it gets
            about = {"agreement": agreement, "district": district, "day": day, "by": "อำเภอ"}
            if used.derive == "flag":
                office.report(indicator.id, used.name, True, kind="flag", **about)
            elif used.parts:
                office.report(indicator.id, used.name, {used.parts[0]: "123", used.parts[1]: "456"}, **about)
            elif used.derive == "value":
                office.report(indicator.id, used.name, "1", **about)
    for asked in ASKED:
        office.answer("อำเภอ", asked)
        office.answer("กำกับ", f"{asked} อ.{district}")
    for short in dict.fromkeys(i.short for i in signed.indicators.values()):
        for asked in ("คะแนน", "เป้า", "ที่มา"):
            office.answer("อำเภอ", f"{asked} {short}")
    cards = [m["contents"] for m in office.said if m["type"] == "flex"]
    bubbles = [b for c in cards for b in c.get("contents", [c])]
    assert len(bubbles) > 20
    assert max(map(size_of, bubbles)) <= BUBBLE_BYTES
    assert all(m["altText"] for m in office.said if m["type"] == "flex")
