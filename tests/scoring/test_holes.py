"""Two holes that the proof had: a word between operator and number, and a level that is cut short."""

import hashlib
import tomllib
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.agreement import Document
from scoring.document.loading import AGREEMENTS, assemble, document

STEM = "nongkhai-2565-1"


def faults(line: int, printed: str, indicator: str, condition: str) -> list[str]:
    """The file's faults when level 5 of an indicator is printed otherwise, and quoted as it is printed."""
    raw: dict[str, Any] = tomllib.loads((AGREEMENTS / f"{STEM}.toml").read_text(), parse_float=Decimal)
    paper = document(f"{STEM}.txt")
    lines = [printed + "\t\t" if n == line else text for n, text in enumerate(paper.lines, 1)]
    changed = replace(paper, lines=tuple(lines), sha256=hashlib.sha256("\n".join(lines).encode()).hexdigest())
    raw["sha256"] = changed.sha256
    row = next(i for i in raw["indicator"] if i["id"] == indicator)
    row["levels"][4] = [5, line, printed, condition]
    row["inputs"]["s5"] = {"flag": "ขั้นที่ห้า"}
    if condition != "s5":
        del row["inputs"]["s5"]

    def source(_: str) -> Document:
        return changed

    return [f.text for f in assemble(raw, STEM, source)[1] if f.place == f"indicator {indicator}, level 5"]


def test_a_word_between_operator_and_number_is_no_proof() -> None:
    assert faults(74, "<u>ระดับ ๕</u> มากกว่าเป้าหมาย ร้อยละ๑๒๐", "team/1", "budget_percent >= 120") == [
        'the quote says "ระดับ 5 มากกว่าเป้าหมาย ร้อยละ120", found no number right behind its operator'
    ]
    assert faults(74, "<u>ระดับ ๕</u> ไม่น้อยกว่าเป้าหมาย คือ ร้อยละ ๑๒๐", "team/1", "budget_percent >= 120") != []
    assert faults(74, "<u>ระดับ ๕</u> มากกว่าร้อยละ ๑๒๐", "team/1", "budget_percent > 120") == []


def test_a_level_cut_short_is_no_step() -> None:
    said = 'the quote ends in the middle of something, at "<u>ระดับ ๕</u> คงเหลือ ไม่"'
    assert faults(74, "<u>ระดับ ๕</u> คงเหลือ ไม่", "team/1", "s5") == [said]
    assert faults(74, "<u>ระดับ ๕</u> มีแผนและ", "team/1", "s5") != []
    assert faults(74, "<u>ระดับ ๕</u> มีแผน (ฉบับปรับปรุง", "team/1", "s5") != []
