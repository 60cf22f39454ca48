"""The words of charts in chat: what a picture shows, its figures as text, and where to look when none can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from templates.words.scores import day, quantity

WHOLE = "ทั้งจังหวัด"
LEGEND = "5–0 = ระดับ · ช่องว่าง (–) = ยังไม่มีระดับ · ทั้งจังหวัดมีระดับเมื่อครบทุกอำเภอ"
GRID = "ภาพรวมจังหวัด"
WHICH = "ต้องการดูกราฟของตัวชี้วัดใดคะ"
CHART = "กราฟ"
MOST = 12  # days that are told as text
NO_PICTURE = "ส่งเป็นรูปไม่ได้ เพราะระบบยังไม่มีที่อยู่ https สำหรับรูป ดูกราฟได้ที่หน้าเว็บ พิมพ์ “แดชบอร์ด”"


def title(short: str) -> str:
    return f"แนวโน้ม {short}"


def place(where: str, round_name: str, as_of: date, marks: Sequence[str]) -> str:
    return " · ".join([where, round_name, f"ณ {day(as_of)}", *marks])


def nothing(short: str, where: str) -> str:
    return f"{short} {where} ยังไม่มีรายงานในรอบนี้ จึงยังไม่มีกราฟค่ะ"


def told(
    short: str,
    where: str,
    points: Sequence[tuple[date, Fraction, int | None]],
    lines: Sequence[tuple[int, Fraction]],
    unit: str,
) -> str:
    """The figures of a trend for those who cannot see it; of many days the newest."""
    rows = [f"{day(when)}: {_worth(figure, unit)}{_level(level)}" for when, figure, level in points[-MOST:]]
    left = len(points) - len(rows)
    asked = [f"ระดับ {level} ที่ {quantity(figure, unit)}" for level, figure in lines] if unit else []
    return "\n".join(
        [
            f"{title(short)} {where}",
            *([f"(อีก {left} วันก่อนหน้านี้ดูที่หน้าเว็บ)"] if left else []),
            *rows,
            *([f"เกณฑ์: {' · '.join(asked)}"] if asked else []),
        ]
    )


def _worth(figure: Fraction, unit: str) -> str:
    return quantity(figure, unit) if unit else f"ระดับ {quantity(figure, '')}"


def _level(level: int | None) -> str:
    return f" (ระดับ {level})" if level is not None else " (ยังไม่มีระดับ)"
