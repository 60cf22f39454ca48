"""A kept draft for a person at a terminal: its files, how far it is, and what is still open."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

MOST_REPAIRS = 5
STATES = {"open": "รอตรวจ", "active": "เปิดใช้แล้ว", "dropped": "ยกเลิกแล้ว"}


class Open(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def options(self) -> Sequence[str]: ...
    @property
    def blocks(self) -> bool: ...


class File(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def size(self) -> int: ...


def kept(draft: int) -> str:
    return f"เก็บเป็นร่างที่ {draft} แล้ว ดูคำถามที่ค้าง: python -m bot agreement review {draft}"


def listed(drafts: Iterable[Mapping[str, Any]]) -> str:
    rows = [f"ร่างที่ {d['id']} {d['province'] or 'ไม่ทราบจังหวัด'} ({d['made_by']})" for d in drafts]
    return "\n".join(rows) or "ไม่มีร่างข้อตกลงที่รอตรวจ"


def shown(
    draft: Mapping[str, Any],
    files: Iterable[File],
    open_: Sequence[Open],
    asked: int,
    repairs: Sequence[tuple[int, str, str]],
    indicators: Sequence[str],
) -> str:
    """`asked`: how many questions there were; `indicators`: the ids of all, to tell how many have none open."""
    out = [
        f"ร่างที่ {draft['id']} {draft['province'] or 'ไม่ทราบจังหวัด'} {STATES[draft['state']]} แก้แล้ว {draft['version']} ครั้ง"
    ]
    out += [f"  ไฟล์ {file.name} ({file.size:,} ไบต์ sha256 {file.hash[:12]})" for file in files]
    waiting = {question.where for question in open_}
    clear = sum(one not in waiting for one in indicators)
    out.append(f"ตัวชี้วัดที่ไม่มีคำถามค้าง {clear} จาก {len(indicators)} ตอบแล้ว {asked - len(open_)} จาก {asked} คำถาม")
    for question in open_:
        later = "" if question.blocks else " (ยืนยันภายหลังได้)"
        out.append(f"  [{question.key}] {_words(question, repairs)}{later}")
        out += [f"      - {option}" for option in question.options]
    return "\n".join(out)


def _words(question: Open, repairs: Sequence[tuple[int, str, str]]) -> str:
    if question.key != "repairs":
        return question.words
    told = ", ".join(f"บรรทัด {line} {found} → {becomes}" for line, found, becomes in repairs[:MOST_REPAIRS])
    more = f" และอีก {len(repairs) - MOST_REPAIRS} แห่ง" if len(repairs) > MOST_REPAIRS else ""
    return f"ซ่อมตัวอักษรที่เสียหาย {len(repairs)} แห่ง ถูกต้องไหม: {told}{more}"
