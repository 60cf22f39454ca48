"""One indicator's levels read: conditions and steps of each, the measures they share, and what has to be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from scoring.drafting.criteria.amounts import Found, Reading, read, spelled
from scoring.drafting.criteria.claims import UNIT
from scoring.drafting.criteria.clauses import blank, clauses, cut_short, joined
from scoring.drafting.criteria.measures import Used, condition, letters, measures, of_money, proposal
from scoring.drafting.criteria.scales import judged
from scoring.drafting.draft import Ask, Condition, Level, Measure
from scoring.drafting.paper.labels import Found as Labelled
from scoring.drafting.paper.labels import Raw
from scoring.drafting.text import Text
from scoring.drafting.words import MONEY, plain

_TAIL = re.compile(r"(?:\s|</?[A-Za-z][^<>]*>)+$")
_LEAD = re.compile(r"(?:\s|</?[A-Za-z][^<>]*>)+")
_BOTH = re.compile(
    r"^\s*[ก-๙]{2,20}และ[ก-๙]{2,20}?(?:ผ่าน|ได้รับ|เข้าร่วม|เพิ่มขึ้น|ลดลง)|ทั้ง\s*\S[^\d]{0,60}?และ"
    r"|(?:รายได้|จำนวน|ยอด|มูลค่า|อัตรา)[^\d]{0,30}และ(?:จำนวน|รายได้|ยอด|มูลค่า|อัตรา)|[A-Za-z]{2,}[^\d]{0,40}และ[^\d]{0,60}?[A-Za-z]{2,}"
)
_DEDUCTED = re.compile(r"หัก(?:ลด)?คะแนน|หัก\s*\d+(?:\.\d+)?\s*คะแนน|ถูกหัก")
_NOUNS = (
    "ครัวเรือน|กลุ่ม|หมู่บ้าน|ประชาชน|องค์กร|หน่วยงาน|ผู้|จำนวน|ตำบล|อำเภอ|จังหวัด|ชุมชน|การ|ความ|เครือข่าย|ภาคี|เจ้าหน้าที่|บุคลากร|ผลิตภัณฑ์|ของ|แผน"
    "|สมาชิก|คณะ|หรือ|อื่น|โครงการ|กิจกรรม|งาน|ระดับ|พื้นที่|สถาน|นักเรียน|เกษตรกร|ราย|ร้าน"
)
_TAIL_STEP = re.compile(
    rf"(?:(?<=[\s\d%])|(?<=ขึ้นไป))(?P<step>(?:และ|พร้อมทั้ง|พร้อม|รวมทั้ง)(?!{_NOUNS})\s*(?!{_NOUNS})[ก-๙A-Za-z])"
)
_WEIGHTED = re.compile(r"ถ่วงน้ำหนัก")
_TARGETED = re.compile(r"เป้าหมาย")
HAND = (1, 2, 3, 4, 5)


@dataclass
class Words:
    """A level's verbatim words, and the same made plain without its label."""

    raw: Raw
    quote: str
    text: str
    span: tuple[int, int]
    reading: Reading = field(default_factory=Reading)
    parts: list[tuple[int, int]] = field(default_factory=list)
    open: bool = False  # something in it is not understood: it holds no condition


@dataclass
class Made:
    levels: tuple[Level, ...] = ()
    inputs: dict[str, Measure] = field(default_factory=dict)
    asks: list[Ask] = field(default_factory=list)


def deducted(text: str) -> bool:
    return _DEDUCTED.search(plain(text)) is not None


def by_hand(line: int, quote: str, why: str, words: str) -> Made:
    """Levels that stand in no words here: a named person enters each."""
    made = tuple(Level(n, line, quote, (0, len(quote)), by_hand=True) for n in HAND)
    return Made(made, {}, [Ask("criteria_elsewhere", why, HAND, (words,))])


def make(found: Labelled, text: Text, name: str, hint: str, year: int | None) -> Made:
    """The levels as printed; a level of which a part is not understood is left without conditions, and asked about."""
    asks: list[Ask] = [Ask("contradiction", why, (), (words,)) for why, words in found.doubts]
    kept = _once(found.levels, asks)
    words = [_words(raw, text, year) for raw in kept]
    for one in words:
        asks += _level_asks(one)
    thresholds = [
        (w.raw.number, [(_counted(f, hint), _clause(w, f)) for f in w.reading.found]) for w in words if not w.open
    ]
    used = measures(thresholds, next((w.raw.unit for w in words if w.raw.unit), hint))
    conditions: dict[int, list[Condition]] = {w.raw.number: [] for w in words}
    inputs = {}
    for n, thing in enumerate(used, 1):
        scale = judged(thing, name)
        asks += scale.asks
        measure = replace(proposal(thing, name), better=scale.better)
        inputs[f"m{n}"] = measure
        asks += _measure_asks(thing, measure, name)
        for level, thresholds_here in thing.at_level.items():
            for place, threshold in enumerate(thresholds_here):
                op = scale.ops.get((level, place), threshold.op)
                floor = level in scale.floors
                conditions[level].append(condition(f"m{n}", threshold, op, floor))
    levels = tuple(_level(w, conditions[w.raw.number]) for w in words)
    asks = [a for a in asks if a.why != "equal" or _same(levels, a.levels)]
    asks += _whole_asks(levels, name)
    return Made(levels, inputs, together(asks))


def _counted(found: Found, hint: str) -> Found:
    """A bare number in a column of ล้านบาท, spelled out."""
    times = MONEY.get(hint, 1)
    if found.kind != "number" or found.unit or times == 1:
        return found
    upper = spelled(Decimal(found.to), times) if found.to else None
    return replace(found, kind="baht", unit="บาท", value=spelled(Decimal(found.value), times), to=upper)


def together(asks: list[Ask]) -> list[Ask]:
    """One question for one thing: the same asked of several levels is asked once."""
    kept: dict[tuple[str, str], Ask] = {}
    for ask in asks:
        key = (ask.about, ask.why)
        if key not in kept or ask.why in ("backwards", "equal"):
            kept[key if key not in kept else (ask.about, f"{ask.why}{len(kept)}")] = ask
            continue
        old = kept[key]
        levels = tuple(sorted({*old.levels, *ask.levels}))
        words = old.words + tuple(w for w in ask.words if w not in old.words)
        kept[key] = replace(old, levels=levels, words=words, blocks=old.blocks or ask.blocks)
    return list(kept.values())


def _once(raws: list[Raw], asks: list[Ask]) -> list[Raw]:
    kept: dict[int, Raw] = {}
    for raw in raws:
        if raw.number in kept:
            asks.append(Ask("contradiction", "level_twice", (raw.number,), (str(raw.pieces[0][0]),)))
        else:
            kept[raw.number] = raw
    missing = [n for n in HAND if n not in kept]
    if missing:
        asks.append(Ask("missing", "level_missing", tuple(missing)))
    return [kept[n] for n in sorted(kept)]


def _words(raw: Raw, text: Text, year: int | None) -> Words:
    joined_text = "\n".join(text.quote(line)[start:end] for line, start, end in raw.pieces)
    start = raw.pieces[0][1]
    lead = _LEAD.match(joined_text)
    skip = lead.end() if lead else 0
    tail = _TAIL.search(joined_text, skip)
    quote = joined_text[skip : tail.start() if tail else len(joined_text)]
    start += skip
    label = max(0, raw.begins - start)
    flat = plain(quote)
    if raw.ends and len(raw.pieces) == 1:
        flat = flat[: max(0, raw.ends - start)].ljust(len(flat))
    flat = " " * label + flat[label:]
    last = raw.pieces[-1]
    end = start + len(quote) if len(raw.pieces) == 1 else last[2]
    made = Words(raw, quote, flat.replace("\n", " "), (start, end))
    made.reading = read(made.text, year)
    made.parts = clauses(made.text)
    return made


def _level_asks(one: Words) -> list[Ask]:
    """What of one level is not understood, or not there."""
    number, reading = one.raw.number, one.reading
    asks = []
    if not one.text.strip():
        one.open = True
        return [Ask("missing", "level_empty", (number,))]
    if blank(one.text):
        one.open = True
        asks.append(Ask("missing", "left_blank", (number,), (one.text.strip()[:60],)))
    elif cut_short(one.text):
        one.open = True
        asks.append(Ask("cut", "cut_short", (number,), (one.text.strip()[-40:],)))
    reading.left += _crossed(one)
    if reading.left and not one.open:
        one.open = True
        asks.append(Ask("two_readings", "not_understood", (number,), tuple(reading.left)))
    for about, why, words in reading.asks:
        one.open = one.open or why not in ("window", "target_elsewhere", "more_than_before")
        asks.append(Ask(about, why, (number,), (words,), blocks=why not in ("window",)))
    for found in reading.found:
        before = _clause(one, found, until=found.at[0])
        if found.each or (not found.word and found.kind != "date" and _BOTH.search(before)):
            asks.append(
                Ask(
                    "two_readings",
                    "each_or_together",
                    (number,),
                    (f"{before[-60:]} {found.value}".strip(),),
                    blocks=False,
                )
            )
    return asks


def _crossed(one: Words) -> list[str]:
    """Thresholds joined otherwise than by "all of them": หรือ, two bare counts, a figure beside its percentage."""
    left = []
    found = one.reading.found
    for a, b in pairwise(found):
        between = one.text[a.at[1] : b.at[0]]
        if (
            "หรือ" in re.sub(r"หรือ(?:มากกว่า|น้อยกว่า|เท่ากับ|ต่ำกว่า|สูงกว่า)", "", between)
            and not re.search(r"\d+[.)]", between)
        ) or (
            not b.said
            and not b.word
            and not a.word
            and len(between) < 26
            and not re.search(r"\d+[.)]|และ|,|โดย|พร้อม", between)
        ):
            left.append(" ".join(one.text[a.at[0] : b.at[1] + 12].split()))
    return left


def _clause(one: Words, found: Found, until: int | None = None) -> str:
    """The words of a threshold's part, without its number and unit; of several in one part the nearer words."""
    start, end = next((p for p in one.parts if p[0] <= found.at[0] < p[1]), (0, len(one.text)))
    if until is not None:
        return one.text[start:until]
    others = [f for f in one.reading.found if f is not found and start <= f.at[0] < end]
    before = one.text[max([start, *(_past_unit(one, f) for f in others if f.at[0] < found.at[0])]) : found.at[0]]
    behind = one.text[_past_unit(one, found) : min([end, *(f.at[0] for f in others if f.at[0] > found.at[0])])]
    if others and len(letters(before)) >= 4:
        return before
    return f"{before} {behind}"


def _past_unit(one: Words, found: Found) -> int:
    unit = UNIT.match(one.text, found.at[1])
    return unit.end() if unit and not found.word else found.at[1]


def _tails(one: Words) -> list[tuple[int, int]]:
    """What a part asks for behind its last number: "ร้อยละ ๑๐๐ … และรับรองข้อมูลแล้วเสร็จ"."""
    found = []
    for start, end in one.parts:
        own = [f for f in one.reading.found if start <= f.at[0] < end]
        tail = _TAIL_STEP.search(one.text, own[-1].at[1], end) if own else None
        if tail:
            found.append((tail.start("step"), end))
    return found


def _level(one: Words, conditions: list[Condition]) -> Level:
    raw, reading = one.raw, one.reading
    holds = [
        any(start <= f.at[0] < end for f in reading.found)
        or (start <= reading.needs_at[0] < end and reading.needs_level is not None)
        for start, end in one.parts
    ]
    steps = [] if one.open else sorted(joined(one.text, one.parts, holds) + _tails(one))
    said = tuple(" ".join(_TAGLESS.sub(" ", one.quote[start:end]).split()) for start, end in steps)
    conditions.sort(key=lambda c: c.at)
    return Level(
        raw.number, raw.pieces[0][0], one.quote, one.span, raw.cell, tuple(conditions),
        tuple(step for step in said if len(step) > 2),
        reading.needs_level if reading.needs_level != raw.number else None,
    )  # fmt: skip


_TAGLESS = re.compile(r"</?[A-Za-z][^<>]*>")


def _same(levels: tuple[Level, ...], numbers: tuple[int, ...]) -> bool:
    """Whether two levels ask for nothing that tells them apart."""
    asked = [
        ({(c.input, c.op, c.value, c.to) for c in lv.conditions}, lv.steps) for lv in levels if lv.number in numbers
    ]
    return len(asked) == 2 and asked[0][0] == asked[1][0] and not (asked[1][1] and asked[0][1] != asked[1][1])


def _measure_asks(used: Used, measure: Measure, name: str) -> list[Ask]:
    """What paper does not print and a level hangs on: a growth's base, what a share of money is of, a unit."""
    numbers = tuple(sorted(used.at_level))
    printed = any(f.based for fs in used.at_level.values() for f in fs)
    asks = []
    if measure.derive in ("growth", "reduction"):
        if not printed and not re.search(r"จาก|เทียบ", used.words):
            asks.append(Ask("base", "base_not_printed", numbers, (measure.label,)))
        elif re.search(r"\d\s*เดือน(?:แรก|หลัง)", _digits(used)):
            asks.append(Ask("base", "which_year", numbers, (measure.label,)))
        if measure.derive == "reduction" and "หนี้" in f"{name} {measure.label}":
            asks.append(Ask("base", "base_zero", numbers, (measure.label,), blocks=False))
    elif used.kind == "percent" and measure.derive == "ratio" and _share_of_money(used, name):
        asks.append(Ask("base", "share_of_what", numbers, (measure.label,), ("ratio", "growth")))
    if used.kind == "number" and not used.unit:
        asks.append(Ask("unit", "no_unit", numbers, (name[:60],)))
    return asks


def _digits(used: Used) -> str:
    return used.words


def _share_of_money(used: Used, name: str) -> bool:
    """ "รายได้จากการจำหน่าย … ร้อยละ ๑๗", "หนี้เกินกำหนดต่ำกว่าร้อยละ ๒๐": of what is printed nowhere."""
    if name.startswith("ร้อยละ") or " ของ" in f" {used.words}" or "ของจำนวน" in used.words:
        return False
    if any(f.word for fs in used.at_level.values() for f in fs):
        return False
    own = used.words if len(used.letters) >= 4 else name
    return bool(re.match(r"(?:.{0,12})(?:รายได้|ยอด|มูลค่า|หนี้|เงิน)", own)) and of_money(name, own)


def _whole_asks(levels: tuple[Level, ...], name: str) -> list[Ask]:
    asks = []
    weighted = tuple(lv.number for lv in levels if lv.conditions and _WEIGHTED.search(lv.quote))
    if weighted:
        asks.append(Ask("criteria_elsewhere", "weighted_result", weighted, (name[:60],), blocks=False))
    households = {lv.number for lv in levels for c in lv.conditions if _of_ten_households(lv, c)}
    if len(households) > 1:
        asks.append(Ask("base", "fixed_for_all", tuple(sorted(households)), (name[:60],), blocks=False))
    return asks


def _of_ten_households(level: Level, asked: Condition) -> bool:
    """A fixed number of target households, which a district with fewer cannot reach."""
    if asked.op != ">=" or not asked.value.isdigit() or int(asked.value) < 10 or not _TARGETED.search(level.quote):
        return False
    return re.search(rf"{asked.value}\s*ครัวเรือน", plain(level.quote)) is not None
