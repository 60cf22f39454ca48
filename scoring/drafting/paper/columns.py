"""Which column of a table holds the indicator, its weight, who answers for it, its unit, and each of the levels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from scoring.drafting.paper.rows import Cell, Row

_LEVEL = re.compile(r"(?:(?:ค่า)?(?:ระดับ|คะแนน|ระดับคะแนน)(?:ที่)?\s*)?([0-5])(?:\s*คะแนน)?(?:\s*\((?:[ก-๙]+)\))?")
_WEIGHT = re.compile(r"น\s*(?:้ำ|ํ้า|้ํา|้\s*า)\s*ห\s*นัก|(?i:weight)")
_GROUP = re.compile(r"แหล่งข้อมูล|หน่วยงาน|รับผิดชอบ|เจ้าภาพ|กลุ่มงาน")
_UNIT = re.compile(r"หน่วย(?:วัด|นับ)|^หน่วย$")
_SERIAL = re.compile(r"(?:ลำดับ(?:ที่)?|ที่|ข้อ|(?i:no)\.?|ตัวชี้วัดที่)")
_NAME = re.compile(r"ตัวชี้วัด|(?i:kpi)|รายการประเมิน|ผลงาน|เกณฑ์วัดการดำเนินงาน|เกณฑ์ชี้วัด|ประเด็นการประเมิน")
_SCORE = re.compile(r"(?:ค่า)?(?:ระดับ|คะแนน|ระดับคะแนน|ค่าคะแนน)(?:ที่)?(?:\s*\(.*\))?")
_CRITERION = re.compile(r"เกณฑ์|ผลการดำเนินงาน|ผลสำเร็จ|ค่าเป้าหมาย|รายละเอียด|คำอธิบาย|เงื่อนไข")
_ROUND = re.compile(r"(?:รอบ|ครั้ง)(?:การประเมิน)?\s*(?:ที่)?\s*([12])(?!\d)")
_ANCHOR = re.compile(r"ตัวชี้วัด\s*(?:ที่)?\s*\d")


@dataclass
class Roles:
    """Columns by their number; `levels` says which level stands in which column."""

    name: int | None = None
    serial: int | None = None
    weight: int | None = None
    group: int | None = None
    unit: int | None = None
    score: int | None = None  # the column of rows' level numbers
    criterion: int | None = None
    levels: dict[int, int] = field(default_factory=dict)
    width: int = 0
    line: int = 0
    table: int = 0
    twice: bool = False  # a level stands in two columns
    rounds: dict[int, int] = field(default_factory=dict)  # column -> the round whose levels stand in it

    @property
    def any(self) -> bool:
        known = [self.weight, self.group, self.unit, self.score, self.criterion]
        return len(self.levels) >= 3 or (self.name is not None and any(k is not None for k in known)) or (
            self.score is not None and (self.criterion is not None or bool(self.rounds))
        )  # fmt: skip


def level_of(words: str) -> int | None:
    found = _LEVEL.fullmatch(words.strip())
    return int(found[1]) if found else None


def roles(row: Row) -> Roles | None:
    """What a header row says of its columns, or None: the row is no header."""
    found = Roles(width=len(row.cells), line=row.line, table=row.table)
    levels = [(cell.column, number) for cell in row.filled if (number := level_of(cell.words)) is not None]
    if len(levels) >= 3 and _in_order([number for _, number in levels]):
        found.levels = dict(levels)
        found.twice = len({number for _, number in levels}) < len(levels)
    for cell in row.filled:
        if cell.column not in found.levels:
            _role(cell, found)
    return found if found.any else None


def _in_order(numbers: list[int]) -> bool:
    steps = {b - a for a, b in pairwise(numbers)}
    return steps in ({1}, {-1})


def _role(cell: Cell, found: Roles) -> None:
    words = cell.words
    if len(words) > 130 or _ANCHOR.search(words):
        return
    of_round = _ROUND.match(words)
    if of_round:
        found.rounds[cell.column] = int(of_round[1])
        return
    if _WEIGHT.search(words):
        found.weight = cell.column if found.weight is None else found.weight
    elif _SERIAL.fullmatch(words):
        found.serial = cell.column
    elif _SCORE.fullmatch(words):
        found.score = cell.column
    elif _NAME.search(words):
        found.name = cell.column if found.name is None else found.name
    elif _UNIT.search(words):
        found.unit = cell.column
    elif _GROUP.search(words):
        found.group = cell.column
    elif _CRITERION.search(words):
        found.criterion = cell.column


def below(above: Roles, row: Row) -> Roles | None:
    """A second header row adds to the first: the level numbers below "เกณฑ์การให้คะแนน"."""
    levels = [(cell.column, number) for cell in row.filled if (number := level_of(cell.words)) is not None]
    if len(levels) >= 3 and len(levels) == len(row.filled) and _in_order([number for _, number in levels]):
        above.levels = dict(levels)
        above.width = max(above.width, len(row.cells))
        above.score = above.criterion = None
        return above
    return None
