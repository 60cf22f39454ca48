"""Where sections, rounds and indicators begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scoring.drafting.paper.columns import Roles, below, roles
from scoring.drafting.paper.rows import Cell, Row

_KNOWN = (
    (re.compile(r"ตัวชี้วัด(?:งาน|ราย|ระดับ)?\s*ทีม"), "team"),
    (re.compile(r"ตัวชี้วัด(?:งาน|ระดับ)?\s*(?:ราย)?\s*บุคคล"), "individual"),
    (re.compile(r"(?i:function(?:al)?\s*based)"), "function"),
    (re.compile(r"(?i:agenda\s*based)"), "agenda"),
    (re.compile(r"(?i:area\s*based)"), "area"),
    (re.compile(r"(?i:innovation\s*based)"), "innovation"),
    (re.compile(r"(?i:potential\s*based)"), "potential"),
)
_OTHER = re.compile(
    r"(?:มิติ(?:ที่)?|ส่วนที่|องค์ประกอบที่|หมวด(?:ที่)?|ด้านที่|ประเด็นการประเมินที่|ตอนที่|กลุ่มตัวชี้วัดที่)\s*(\d+)\s*[:.]?\s*(?P<name>.*)"
)
_INDICATOR = re.compile(
    r"(?:^|(?<=\s\s))\s*(?:[-●•]\s*)?(?:ชื่อ)?(?:ตัวชี้วัด|KPI|Kpi|kpi)\s*(?:ที่|ลำดับที่|หลักที่)?\s*(\d{1,2}(?:\.\d{1,2})*)(?!\d)\s*[:.)\-]*\s*"
)
_UNNUMBERED = re.compile(r"^\s*(?:ชื่อ\s*)?ตัวชี้วัด\s*(?:\(KPI\)\s*)?:\s*(?=\S)")
_SERIAL = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.)]?\s+(?=\S)|^\s*(\d{1,2})\s*[.)]\s*(?=[ก-๙A-Za-z])")
_STARTS = re.compile(
    r"ร้อยละ|ระดับ|จำนวน|รายได้|มูลค่า|อัตรา|ความสำเร็จ|ผลสำเร็จ|สัดส่วน|ความพึงพอใจ|การ|โครงการ|คะแนน|ประสิทธิ|ค่าเฉลี่ย|ปริมาณ"
)
_ROUND = re.compile(r"(?:รอบการประเมิน|รอบ|ครั้ง)\s*(?:ที่)?\s*([12])(?!\d|\s*[,.]\d|\s*เดือน)(?:\s*[/(:]|\s|$)")
_HEADING = re.compile(r"^\s*(?:สรุป|แบบ|ข้อตกลง|คำรับรอง|บันทึก|รอบ|ครั้งที่|การประเมิน|ตัวชี้วัดและค่าเป้าหมาย|ประจำ)")
_PART = re.compile(r"^(?:[ก-ฮ]\.|\d{1,2}[.)]|(?:ส่วน|ตอน|หมวด)ที่\s*\d+)\s*:?\s*(?=ตัวชี้วัด)")
_SECTION_WEIGHT = re.compile(r"น(?:้ำ|ํ้า|้ํา|้า)หนัก\s*:?\s*(?:ร้อยละ)?\s*(\d{1,3}(?:\.\d+)?)")
_HEADED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})?)\s*[.)]\s*(?=[ก-๙A-Za-z].*น(?:้ำ|ํ้า|้ํา|้า)หนัก)")
_LETTERS = re.compile(r"[ก-๙A-Za-z]{2,}")


@dataclass(frozen=True)
class Section:
    id: str
    name: str
    line: int
    weight: str | None = None  # where its heading prints one


@dataclass(frozen=True)
class Anchor:
    """An indicator's first line: where it and its name begin, and the row with the columns of its table."""

    section: Section
    round: int | None
    number: str
    cell: Cell
    start: int  # within the cell's text, where the name begins
    row: int  # index of its row
    begin: int = 0  # within the cell's text, where the anchor itself begins
    roles: Roles | None = None
    numbered: bool = True


NO_SECTION = Section("individual", "", 0)  # where the paper prints none


@dataclass
class Scan:
    anchors: list[Anchor]
    sections: list[Section]
    rounds: list[tuple[int, int]]  # (line, round) of headings
    headers: dict[int, Roles]  # index of a row that is a table's header


def scan(rows: list[Row]) -> Scan:
    found = Scan([], [], [], {})
    section, round_, columns, table = NO_SECTION, None, None, 0
    told: set[int] = set()  # rounds that are named before the first indicator
    for n, row in enumerate(rows):
        if not row.filled:
            continue
        if row.table != table and row.table:
            table = row.table
            columns = columns if columns and len(row.cells) == columns.width else None
        head = below(columns, row) if columns and n - 1 in found.headers else None
        head = head or (None if columns and _same_numbers(row, columns) else roles(row))
        if head:
            columns, found.headers[n] = head, head
        heading = _heading_round(row)
        if not found.anchors:
            told |= {int(said[1]) for said in _ROUND.finditer(row.words)}
        if heading:
            if round_ is None and told == {3 - heading}:  # the first one stands within a line of the paper's head
                found.anchors[:] = [replace(a, round=3 - heading) for a in found.anchors]
            found.rounds.append((row.line, heading))
            round_ = heading
        named = _section(row, found)
        if named:
            section = named
        if head:
            continue
        found.anchors += _anchors(row, n, section, round_, columns)
    return found


def _same_numbers(row: Row, columns: Roles) -> bool:
    """A row below a header whose cells repeat the level numbers: levels without words."""
    filled = len(row.filled) > len(columns.levels)
    return bool(columns.levels) and filled and all(
        column < len(row.cells) and row.cells[column].words == str(number) for column, number in columns.levels.items()
    )  # fmt: skip


def _heading_round(row: Row) -> int | None:
    words = row.filled[0].words
    said = _ROUND.search(words)
    if not said or len(words) > 160 or (row.table and not _HEADING.match(words)):
        return None
    return int(said[1]) if said.start() < 3 or _HEADING.match(words) else None


def _section(row: Row, found: Scan) -> Section | None:
    cell = row.filled[0]
    words = _PART.sub("", cell.words)
    weight = _SECTION_WEIGHT.search(cell.words)
    for pattern, name in _KNOWN:
        based = "based" in words.lower() and len(words) < 150 and ":" not in words
        said = pattern.search(words) if based else pattern.match(words)
        if said and (len(words) < 60 or _INDICATOR.search(cell.text) or "based" in said.group().lower()):
            return _once(Section(name, said.group(), row.line, weight[1] if weight else None), found)
    other = _OTHER.match(cell.words)
    if other and len(cell.words) < 150 and (len(row.filled) == 1 or not row.table):
        known = [s for s in found.sections if s.name == cell.words]
        made = Section(f"s{other[1]}", cell.words, row.line, weight[1] if weight else None)
        return _once(known[0] if known else made, found)
    return None


def _once(section: Section, found: Scan) -> Section:
    for known in found.sections:
        if known.id == section.id:
            return known
    found.sections.append(section)
    return section


def _anchors(row: Row, n: int, section: Section, round_: int | None, columns: Roles | None) -> list[Anchor]:
    made = []
    for cell in row.filled[:3]:
        for said in _INDICATOR.finditer(cell.text):
            rest = cell.text[said.end() :]
            if _LETTERS.match(rest.lstrip('“"( ')) and not rest.startswith(("ถึง", "และ", "ต้อง", "-")):
                begin = said.start() + len(said.group()) - len(said.group().lstrip())
                made.append(Anchor(section, round_, said[1], cell, said.end(), n, begin, columns))
        if made:
            return made
        unnumbered = _UNNUMBERED.match(cell.text)
        if unnumbered and _LETTERS.match(cell.text[unnumbered.end() :]):
            return [Anchor(section, round_, "", cell, unnumbered.end(), n, 0, columns, False)]
    headed = _HEADED.match(row.filled[0].text) if not row.table else None
    if headed:
        return [Anchor(section, round_, headed[1], row.filled[0], headed.end(), n, 0, columns)]
    if columns is None or columns.name is None or columns.table != row.table:
        return []
    return _in_table(row, n, section, round_, columns)


def _in_table(row: Row, n: int, section: Section, round_: int | None, columns: Roles) -> list[Anchor]:
    """An indicator as a row of a table that has a column for its name."""
    if columns.name is None or columns.name >= len(row.cells) or len(row.filled) < 2:
        return []
    cell = row.cells[columns.name]
    if re.match(r"\s*(?:รวม|หมายเหตุ|ระดับ\s*\d)", cell.text) or not _LETTERS.search(cell.text):
        return []
    serial = (
        row.cells[columns.serial].words.rstrip(".")
        if columns.serial is not None and columns.serial < len(row.cells)
        else ""
    )
    if not re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*", serial):
        serial = ""
    printed = _SERIAL.match(cell.text)
    start = printed.end() if printed else len(cell.text) - len(cell.text.lstrip())
    number = serial or ((printed[1] or printed[2]) if printed else "")
    if not number and not _STARTS.match(cell.text[start:]):
        return []
    return [Anchor(section, round_, number, cell, start, n, 0, columns, bool(number))]


def numbered(anchors: list[Anchor]) -> list[Anchor]:
    """Indicators without a number get the next one of their section and round."""
    counts: dict[tuple[str, int | None], int] = {}
    done = []
    for anchor in anchors:
        key = (anchor.section.id, anchor.round)
        counts[key] = counts.get(key, 0) + 1
        done.append(anchor if anchor.number else replace(anchor, number=str(counts[key])))
    return done
