"""One figure or milestone that somebody stated, with everything that the words say about it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["percent", "count", "baht", "ratio", "step", "number", "days", "date"]
Sense = Literal["done", "remaining"]
Counting = Literal["nth", "total", "add"]
Role = Literal["result", "target", "base", "whole"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Value:
    """One figure or milestone that the message states, with everything that the words say about it."""

    topic: str | None
    kind: Kind | None  # None: the unit must come from the context (a bare correction)
    value: Decimal | None
    unit: str | None  # as the contract writes it: "%", "บาท", "ขั้น", "ครัวเรือน", …
    of: Decimal | None = None  # the whole of a ratio
    district: str | None = None
    date: datetime.date | None = None  # the day that it is of; the last day of a named past month or quarter
    period: str | None = None  # "2025-02", "FY2568-Q1"
    # True: สะสม, รวมทั้งหมด, ตั้งแต่ ต.ค.; False: a month alone (เฉพาะเดือน); None: not said
    cumulative: bool | None = None
    sense: Sense | None = None  # remaining: เหลือ, คงเหลือ, ค้าง; done: only where the words say so
    done: bool | None = None  # a step or flag: done, not done; None for figures
    aspect: str | None = None  # which part of the topic the words name: "bpm", "gvh", "kbo", "meeting", … (topics.toml)
    counting: Counting | None = None  # events: ครั้งที่ n (nth), รวม n ครั้ง (total), ประชุมแล้ว / เพิ่มอีก (add)
    role: Role = "result"  # set_value and query_target: an office's target, base or whole instead of a result
    old: Decimal | None = None  # what it was before, where the words say so (จาก 80 เป็น 85)
    change: Literal["up", "down"] | None = None  # เพิ่มขึ้น 5 %, ลดลง 12 หลัง: a change, not a level (asked)
    span: Span = (0, 0)  # in the original text
    called: str = ""  # the short name of a topic that is an indicator's own
