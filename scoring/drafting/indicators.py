"""The indicators of a text: what is one indicator in several places, its weight, group, districts, and levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.drafting.criteria import levels
from scoring.drafting.criteria.measures import alike
from scoring.drafting.draft import REMARK, Ask, Indicator
from scoring.drafting.paper import labels
from scoring.drafting.paper.anchors import NO_SECTION, Anchor, Scan, numbered
from scoring.drafting.paper.columns import Roles
from scoring.drafting.paper.rows import Row
from scoring.drafting.paper.scope import Scope, scope
from scoring.drafting.text import Text
from scoring.drafting.words import plain

_NAME_ENDS = re.compile(
    r"\s{3,}|\s*(?:มอบหมายให้|\(?น\s*้?\s*[ำํ]?\s*้?\s*า?\s*หนัก|หน่วยวัด|เกณฑ์การให้คะแนน|ค่าเป้าหมาย\s*:|คำอธิบาย)"
    r"|\s(?:ระดับ|คะแนน)(?:ที่|คะแนน)?\s*[0-5](?!\d)|\s1\s+2\s+3\s+4\s+5"
)
_WEIGHT_WORDS = re.compile(
    r"(?:ค่า)?น(?:้ำ|ํ้า|้ํา|้า)\s?หนัก(?:คะแนน|ตัวชี้วัด)?\s*[:=]?\s*\(?(?:ร้อยละ|%)?\s*[:=]?\s*(\d{1,3}(?:\.\d+)?|-)(?![\d.])"
)
_WEIGHT_CELL = re.compile(r"(?:ร้อยละ\s*)?(\d{1,3}(?:\.\d+)?)\s*%?")
_OWNER = re.compile(r"(?:ผู้รับผิดชอบ|หน่วยงานรับผิดชอบ|หน่วยงานที่รับผิดชอบ|ผู้กำกับดูแล|เจ้าภาพ)(?:ตัวชี้วัด|หลัก)?\s*:\s*(.+)")
_GROUP = re.compile(r"(?:กลุ่มงาน|กลุ่ม|ฝ่าย|กอง|สำนัก|ศูนย์)[ก-๙A-Za-z/ฯ]+")
_UNIT = re.compile(r"หน่วย(?:วัด|นับ)\s*:\s*(\S+)")
_NAME_UNIT = re.compile(r"\((?:หน่วย\s*:?\s*)?(บาท|ร้อยละ|คน|ราย|ครัวเรือน|แห่ง|ครั้ง|วัน|คะแนน|กลุ่ม|หมู่บ้าน)\)")
_POSITION = re.compile(r"ระหว่าง\s*พัฒนาการจังหวัด|ตำแหน่ง|ผู้รับการประเมิน|ผู้รับคำรับรอง")
_SPENT = re.compile(r"เบิกจ่าย")
_ONE = Decimal("0.85")
_NUMBERED_ONE = Decimal("0.5")


@dataclass(frozen=True)
class Weight:
    """As printed, with its line and words; `others`: other weights printed for the same indicator."""

    printed: str | None = None
    line: int = 0
    quote: str = ""
    others: tuple[str, ...] = ()


@dataclass
class Block:
    """One place where an indicator stands: its anchor, the rows up to the next one, and the levels in them."""

    anchor: Anchor
    rows: list[Row]
    name: str
    found: labels.Found
    scope: Scope
    weight: Weight
    group: tuple[str | None, int]
    hint: str
    hand: str = ""  # why a person enters the levels: deductions, scale_without_words


def blocks(text: Text, rows: list[Row], scan: Scan, districts: Sequence[str], province: str | None) -> list[Block]:
    anchors = numbered(scan.anchors)
    made = []
    for n, anchor in enumerate(anchors):
        following = anchors[n + 1] if n + 1 < len(anchors) else None
        after = following.row if following else len(rows)
        region = rows[anchor.row : max(after, anchor.row + 1)]
        beside = following if following and following.row == anchor.row else None
        for one, headers in _by_round(anchor, region, scan):
            made.append(_block(text, one, region, headers, districts, province, beside))
    return made


def _by_round(anchor: Anchor, region: list[Row], scan: Scan) -> list[tuple[Anchor, dict[int, Roles]]]:
    """An indicator whose table has a column of levels for each round is two: one for each."""
    heads = [h for h in scan.headers if anchor.row <= h < anchor.row + len(region) and len(scan.headers[h].rounds) > 1]
    if not heads:
        return [(anchor, scan.headers)]
    made = []
    for column, round_ in sorted(scan.headers[heads[0]].rounds.items()):
        chosen = {h: replace(scan.headers[h], criterion=column) for h in heads}
        made.append((replace(anchor, round=round_), {**scan.headers, **chosen}))
    return made


def _block(
    text: Text,
    anchor: Anchor,
    rows: list[Row],
    headers: dict[int, Roles],
    districts: Sequence[str],
    province: str | None,
    beside: Anchor | None,
) -> Block:
    cell = anchor.cell
    rest = cell.text[anchor.start : beside.begin if beside and beside.cell is cell else None]
    ends = _NAME_ENDS.search(rest)
    end = ends.start() if ends else len(rest)
    raw = text.quote(cell.line)[cell.start + anchor.start : cell.start + anchor.start + end]
    name = " ".join(re.sub(r"</?[A-Za-z][^<>]*>", " ", raw).split()).strip(" :-")
    begin = cell.start + anchor.start
    found = labels.levels(rows, begin, headers, anchor.row)
    first = found.levels[0].pieces[0][:2] if found.levels else None
    head = _head_words(rows, begin, first)
    words = "\n".join(row.words for row in rows)
    block = Block(
        anchor,
        rows,
        name,
        found,
        scope(f"{rest[:end]} {head}", districts, province),
        _weight(text, anchor, rows, found),
        _group(text, anchor, rows),
        _hint(anchor, rows, name),
    )
    if levels.deducted(words):
        block.hand = "deductions"
    elif not found.levels and any(why == "scale_without_words" for why, _ in found.doubts):
        block.hand = "scale_without_words"
    return block


def _head_words(rows: list[Row], begin: int, first: tuple[int, int] | None) -> str:
    """The words between an indicator's first line and its first level: where เฉพาะอำเภอ may stand."""
    said = []
    for row in rows[:6]:
        for cell in row.filled:
            if first and (cell.line, cell.end) > first:
                inside = cell.line == first[0] and cell.start < first[1]
                if inside:
                    said.append(cell.text[max(0, begin - cell.start) : first[1] - cell.start])
                return "  ".join(said)
            if cell.line > rows[0].line or cell.end > begin:
                said.append(cell.text[max(0, begin - cell.start) if cell.line == rows[0].line else 0 :][:300])
        if row is not rows[0] and row.table:
            break
    return "  ".join(said)


def _weight(text: Text, anchor: Anchor, rows: list[Row], found: labels.Found) -> Weight:
    row, roles = rows[0], anchor.roles
    if roles and roles.weight is not None and roles.weight < len(row.cells):
        cell = row.cells[roles.weight]
        amount = _WEIGHT_CELL.fullmatch(cell.words)
        if amount and len(row.cells) in (roles.width, roles.width - 1):
            own = Weight(amount[1], row.line, text.quote(row.line)[cell.start : cell.end].strip())
            elsewhere = _WEIGHT_WORDS.search(row.words)
            if elsewhere and elsewhere[1] not in ("-", own.printed):
                return replace(own, others=(amount[1], elsewhere[1]))
            return own
        if cell.words and cell.words not in "-–":
            return Weight(None, row.line, "", (cell.words[:40],))
    last = max((piece[0] for level in found.levels for piece in level.pieces), default=rows[-1].line)
    said = [
        Weight(m[1], r.line, text.quote(r.line)[c.start + m.start() : c.start + m.end()].strip())
        for r in rows if r.line <= last for c in r.filled for m in _WEIGHT_WORDS.finditer(c.text)
    ]  # fmt: skip
    values = {w.printed for w in said if w.printed}
    if len(values) > 1:
        return Weight(None, said[0].line, "", tuple(sorted(values)))
    return said[0] if values and values != {"-"} else Weight()


def _group(text: Text, anchor: Anchor, rows: list[Row]) -> tuple[str | None, int]:
    row, roles = rows[0], anchor.roles
    if roles and roles.group is not None and roles.group < len(row.cells):
        cell = row.cells[roles.group]
        if cell.words and len(row.cells) in (roles.width, roles.width - 1):
            raw = re.sub(r"</?[A-Za-z][^<>]*>", " ", text.quote(cell.line)[cell.start : cell.end])
            return " ".join(raw.split()), row.line
    for row in rows:
        owner = _OWNER.search(row.words)
        group = _GROUP.search(owner[1]) if owner else None
        if group:
            return group.group(), row.line
    return None, 0


def _hint(anchor: Anchor, rows: list[Row], name: str) -> str:
    """The unit of a number that stands alone."""
    row, roles = rows[0], anchor.roles
    if roles and roles.unit is not None and roles.unit < len(row.cells) and row.cells[roles.unit].words:
        unit = row.cells[roles.unit].words
        return "" if unit == "จำนวน" else unit
    for row in rows:
        said = _UNIT.search(row.words)
        if said:
            return "" if said[1] == "จำนวน" else said[1]
    if name.startswith("ร้อยละ"):
        return "ร้อยละ"
    unit_in_name = _NAME_UNIT.search(name)
    return unit_in_name[1] if unit_in_name else "คะแนน" if "คะแนน" in name else ""


def gathered(found: list[Block]) -> list[list[Block]]:
    """Blocks of one indicator together, the one with levels first; two with levels of their own stay two."""
    groups: list[list[Block]] = []
    bags = [_bag(block.name) for block in found]
    known: list[frozenset[str]] = []
    for block, bag in zip(found, bags, strict=True):
        mine = None
        for n, group in enumerate(groups):
            if _one(group, known[n], block, bag):
                mine = n
                break
        if mine is None:
            groups.append([block])
            known.append(bag)
        else:
            groups[mine].append(block)
            groups[mine].sort(key=lambda b: not (b.found.levels or b.hand))
    return groups


def _one(group: list[Block], bag: frozenset[str], block: Block, own: frozenset[str]) -> bool:
    first = group[0]
    if (first.found.levels or first.hand) and (block.found.levels or block.hand):
        return False
    rounds = {b.anchor.round for b in (first, block)} - {None}
    if len(rounds) > 1:
        return False
    sections = {b.anchor.section.id for b in (*group, block)}
    same_number = any(b.anchor.number == block.anchor.number and b.anchor.numbered for b in group)
    sure = alike(bag, own)
    if same_number and sure >= _NUMBERED_ONE and (first.name[:4] == block.name[:4] or len(sections) == 1):
        return True
    inside = min(len(first.name), len(block.name)) > 15 and (first.name in block.name or block.name in first.name)
    if inside and len(sections) == 1 and not (first.found.levels or block.found.levels):
        return True
    return sure >= _ONE and first.name[:4] == block.name[:4] and (len(sections) == 1 or not same_number or sure >= _ONE)


def _bag(name: str) -> frozenset[str]:
    flat = re.sub(r"[^ก-๙A-Za-z]", "", plain(name))
    return frozenset(flat[n : n + 2] for n in range(len(flat) - 1))


def indicators(text: Text, found: list[Block], year: int | None, half: bool) -> list[Indicator]:
    made = [_indicator(text, group, year, half) for group in gathered(found)]
    return _identified(made)


def _indicator(text: Text, group: list[Block], year: int | None, half: bool) -> Indicator:
    block = group[0]
    earliest = min(group, key=lambda b: b.anchor.cell.line).anchor
    anchor = block.anchor
    line = anchor.cell.line
    if block.hand:
        quote = " ".join(text.quote(line).split()) and text.quote(line).strip()
        read = levels.by_hand(line, quote, block.hand, block.name[:60])
    elif block.found.levels:
        read = levels.make(block.found, text, block.name, block.hint, year)
    else:
        read = levels.Made(asks=[Ask("criteria_elsewhere", "no_levels", (), (block.name[:60],))])
        read.asks += [Ask("two_readings", why, (), (words,)) for why, words in block.found.doubts]
    weight = next((b.weight for b in group if b.weight.printed or b.weight.others), block.weight)
    asks = list(read.asks)
    if weight.others:
        asks.append(Ask("weight", "weight_unclear", (), weight.others))
    asks += [
        Ask("district", "district_unknown", (), (name,), block.scope.candidates) for name in block.scope.unresolved
    ]
    if block.scope.words and not block.scope.districts and not block.scope.unresolved:
        asks.append(Ask("district", "districts_unknown", (), (block.scope.words,)))
    whole_year = _SPENT.search(block.name) or "ประจำปี" in block.name
    if half and whole_year and _says_nothing(block):
        asks.append(Ask(REMARK, "half_or_year", (), (block.name[:60],), ("year", "half"), blocks=False))
    section = earliest.section if not anchor.numbered or earliest.section.id != NO_SECTION.id else anchor.section
    owner = next((b.group for b in group if b.group[0]), (None, 0))
    return Indicator(
        f"{section.id}/{earliest.number}", section.id, section.name, earliest.number, block.name, line,
        block.scope.words, anchor.round, block.scope.districts, weight.printed, weight.line, "district", *owner,
        read.inputs, read.levels, tuple(a for a in asks if a.about != REMARK),
        tuple(a for a in asks if a.about == REMARK), section.line, section.weight, weight.quote,
    )  # fmt: skip


def _says_nothing(block: Block) -> bool:
    """Whether the levels are bare percentages: nothing in them says what is counted."""
    return block.name.startswith("ร้อยละ") and all(
        len(re.sub(r"[^ก-๙]", "", _level_words(block, raw))) < 24 for raw in block.found.levels
    )


def _level_words(block: Block, raw: labels.Raw) -> str:
    line, _, end = raw.pieces[0]
    row = next((r for r in block.rows if r.line == line), None)
    cell = next((c for c in row.cells if c.start <= raw.begins <= c.end), None) if row else None
    return cell.text[raw.begins - cell.start : end - cell.start] if cell else ""


def _identified(made: list[Indicator]) -> list[Indicator]:
    """Variants of one number get A, B …; two of one number without districts are asked about."""
    keys = [(i.section, i.number, i.round) for i in made]
    done = []
    for n, indicator in enumerate(made):
        if keys.count(keys[n]) == 1:
            done.append(indicator)
            continue
        letter = chr(ord("A") + keys[:n].count(keys[n]) % 26)
        asks = indicator.asks
        if indicator.variant is None:
            asks += (Ask("contradiction", "number_twice", (), (indicator.number,)),)
        done.append(replace(indicator, id=f"{indicator.id}{letter}", asks=asks))
    return done
