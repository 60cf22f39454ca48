"""A level's words read through a coverage gate: each number and operator is used, claimed by a rule, or asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from scoring.drafting.criteria.claims import NUMBER, UNIT, claimed, list_marks, slogans
from scoring.drafting.criteria.days import Day, days
from scoring.drafting.words import (
    ALL_OF,
    BEFORE,
    BEHIND,
    DAYS,
    EVERY,
    MONEY,
    MULTIPLES,
    PERCENT,
    POINTS,
    TIMES,
    VAGUE,
    alternatives,
)


def _loose(words: Iterable[str]) -> str:
    """A pattern of the words, longest first, that bears spaces and the spellings of ำ within them."""
    return "|".join(_letters(w) for w in sorted(words, key=len, reverse=True))


def _letters(word: str) -> str:
    parts = [re.escape(char) for char in word.replace("่ำ", "\0").replace("ำ", "\1")]
    spelled = r"\s*".join(parts)
    return spelled.replace("\0", r"(?:่\s*ำ|่\s*ํ?\s*า|ํ\s*่\s*า)").replace("\1", r"(?:ำ|ํ?\s*า)")


_OPERATOR = re.compile(rf"({_loose(BEFORE)})$")
_ANY_OPERATOR = re.compile(
    _loose([w for w in BEFORE if w not in ("ครบ", "ระหว่าง", "ตั้งแต่", "ภายใน", "เกิน", "ขั้นต่ำ")] + ["กว่า", "ขึ้นไป"])
)
_BEHIND = re.compile(rf"\s*({_loose(BEHIND)})")
_SPELLED = {re.sub(r"\s", "", w): op for w, op in (BEFORE | BEHIND).items()}
_NEGATION = re.compile(r"(?:ไม่|มิ|ห้าม)\s*(?:ให้|ได้|ควร)?\s*$")
_FILLER = re.compile(
    r"(?:\s|ร้อยละ|จำ\s?นวน|เป็น|ที่(?=\s*$)|[:“\"(]|(?:เดือน|ไตรมาส|สัปดาห์|ปี|กิจกรรม|คน|แห่ง|หมู่บ้าน|ตำบล|อำเภอ|กลุ่ม|ชุมชน|โครงการ|ครัวเรือน|ๆ|รอบ|ครั้ง|วัน|ด้าน|เรื่อง)\s*ละ|ของ(?=\s*ร้อยละ))+$"
)
_PERCENT_BEFORE = re.compile(r"ร\s*้\s*อ\s*ย\s*ล\s*ะ\s*$")
_RANGE = re.compile(rf"\s*(?:{alternatives(PERCENT)})?\s*(?:-|ถึง)\s*(?:ร้อยละ)?\s*(?=\d)")
_OWN_UNIT = re.compile(r"\s*(?!ของ|และ|จาก|ที่|ใน|ต่อ|เมื่อ|โดย|หรือ|ขึ้น|ตาม|เป็น|ได้|แต่)([ก-๙]{2,12})(?=\s|$|ขึ้นไป)")
_LEFT_OVER = re.compile(r"เหลือ(?:เพียง)?\s*(?:ร้อยละ|จำนวน)?\s*$")  # "ลดลงเหลือร้อยละ ๕": less is better, or a base
_SPELLED_OUT = re.compile(r"ร้อยละ\s*(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่)")
_EACH = re.compile(
    r"(เดือน|ไตรมาส|สัปดาห์|ปี|กิจกรรม|คน|แห่ง|หมู่บ้าน|ตำบล|อำเภอ|กลุ่ม|ชุมชน|โครงการ|ครัวเรือน|ๆ|รอบ|ครั้ง|วัน|ด้าน|เรื่อง)\s*ละ\s*(?:จำนวน)?\s*$"
)
_PER = re.compile(r"\s*(?:/|ต่อ)\s*(เดือน|ไตรมาส)")
_GROWTH = re.compile(r"(?:เพิ่มขึ้น|ขยายตัว|เติบโต|สูงขึ้น|เพิ่ม)(?:ได้)?(?:\s*(?:จาก|เมื่อเทียบ|เทียบ)[^:;]{0,90})?\s*$")
_REDUCTION = re.compile(r"(?:ลดลง|ลด)(?:ได้)?(?:\s*(?:จาก|เมื่อเทียบ|เทียบ)[^:;]{0,90})?\s*$")
_AS_BEFORE = re.compile(r"(?:ได้)?เท่าเดิม|ไม่เพิ่มขึ้น")
_ALL = re.compile(rf"(ครบถ้วนทุก|ครบทุก|ทุก)\s*({alternatives(ALL_OF)}|เดือน|ไตรมาส|[ก-๙]+)")
_NEEDS = re.compile(r"(?:ผ่าน|บรรลุ|ได้)[^\d]{0,40}?ระดับ(?:คะแนน)?(?:ที่)?\s*([0-5])(?!\d)")
_FRACTION = re.compile(r"(?P<upper>\d+)\s*ใน\s*(?P<lower>\d+)(?!\d)|(?P<half>(?:กึ่งหนึ่ง|ครึ่งหนึ่ง))")
_BELOW_A_NAME = re.compile(r"(?:ต่ำ|สูง)กว่า\s*(?:เกณฑ์|เส้น|มาตรฐาน|ปริญญา|อายุ|วัย)")
_NAMED = re.compile(r"(?:เท่ากับหรือ)?(?:มากกว่า|น้อยกว่า|สูงกว่า|ต่ำกว่า|เท่ากับ|ไม่เกิน|เกิน|ถึง)\s*(?:ค่า|เป้าหมาย|แผน|เกณฑ์)[ก-๙]*")
_SET_ELSEWHERE = re.compile(r"เป้าหมายที่\s*(?:[ก-๙]+ฯ?\s*){0,2}กำหนด|ตามที่(?:ได้)?(?:กำหนดเป้าหมาย)")


@dataclass(frozen=True)
class Found:
    """One threshold: the number, what is asked of it, and the words around it."""

    op: str
    value: str
    to: str | None
    kind: str
    unit: str
    at: tuple[int, int]
    said: str = ""  # the operator's words; "" for a bare number
    turn: str = ""  # growth or reduction, where the words in front say so
    every: str | None = None
    each: str = ""  # "กิจกรรมละ": asked of each of several things
    word: str = ""  # the word that stands for the number
    based: bool = False  # growth whose base the words print


@dataclass
class Reading:
    found: list[Found] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # numbers and operators that nothing explains
    loose: list[str] = field(default_factory=list)  # operators with no number: "มากกว่าเป้าหมาย ร้อยละ ๑๒๐"
    asks: list[tuple[str, str, str]] = field(default_factory=list)  # (about, why, the paper's words)
    needs_level: int | None = None
    needs_at: tuple[int, int] = (0, 0)


@dataclass
class Gate:
    """The text with what has been explained so far."""

    text: str
    used: list[bool]

    def take(self, start: int, end: int) -> None:
        self.used[start:end] = [True] * (end - start)

    def free(self, start: int, end: int) -> bool:
        return not any(self.used[start:end])


def read(text: str, year: int | None = None) -> Reading:
    """`text` is plain (words.plain) and without the level's label; places in it are kept."""
    gate, reading = Gate(text, [False] * len(text)), Reading()
    for day in days(text, year):
        _day(day, gate, reading)
    needs = _NEEDS.search(text)
    if needs:
        reading.needs_level, reading.needs_at = int(needs[1]), needs.span()
        gate.take(*needs.span())
    for _, start, end in list_marks(text):
        gate.take(start, end)
    for start, end in slogans(text):
        gate.take(start, end)
    for fraction in _FRACTION.finditer(text):
        _fraction(fraction, gate, reading)
    _numbers(gate, reading)
    _words(gate, reading)
    _leftovers(gate, reading)
    reading.found.sort(key=lambda f: f.at)
    return reading


def _day(day: Day, gate: Gate, reading: Reading) -> None:
    gate.take(day.start, day.end)
    if day.why:
        reading.asks.append(("two_readings", day.why, gate.text[day.start : day.end]))
    elif day.op:
        op = "band" if day.first else day.op
        first, last = day.first or day.last, day.last if day.first else None
        assert first is not None
        value, to = first.isoformat(), last.isoformat() if isinstance(last, date) else None
        reading.found.append(Found(op, value, to, "date", "", (day.start, day.end), day.said))
        if day.first:
            reading.asks.append(("two_readings", "window", gate.text[day.start : day.end]))


def _fraction(found: re.Match[str], gate: Gate, reading: Reading) -> None:
    """ "๑ ใน ๓" is one third of the whole, "ครึ่งหนึ่ง" is 50 %."""
    half = found["half"] is not None
    upper, lower = (1, 2) if half else (int(found["upper"]), int(found["lower"]))
    if not gate.free(*found.span()) or not 0 < upper <= lower:
        return
    operator, said, start = _operator(gate, found.start()) or (">=", "", found.start())
    gate.take(start, found.end())
    if operator == "?" or _joined_in_front(gate.text, found.start()):
        reading.left.append(_around(gate.text, start, found.end()))
        return
    word = found.group() if half else ""
    value = "50" if half else f"{upper}/{lower}"
    reading.found.append(Found(operator, value, None, "percent", "ร้อยละ", found.span(), said or word, word=word))


def _operator(gate: Gate, at: int) -> tuple[str, str, int] | None:
    """(operator, its words, where they begin) right in front of a number, fillers between them left out."""
    before = gate.text[:at]
    filler = _FILLER.search(before)
    stem = before[: filler.start()] if filler else before
    found = _OPERATOR.search(stem)
    if not found:
        return None
    said = re.sub(r"\s", "", found[1])
    said = said.replace("ํ่า", "่ำ").replace("่ํา", "่ำ").replace("ํา", "ำ").replace("ต่า", "ต่ำ")
    op = _SPELLED.get(said)
    if op is None or _NEGATION.search(stem[: found.start()]):
        return "?", said, found.start()
    return op, said, found.start()


def _numbers(gate: Gate, reading: Reading) -> None:
    text = gate.text
    places = [m.span() for m in NUMBER.finditer(text) if gate.free(*m.span())]
    n = 0
    while n < len(places):
        start, end = places[n]
        n += 1
        if not gate.free(start, end):
            continue
        if claimed(text, start, end):
            gate.take(start, end)
            continue
        between = _RANGE.match(text, end)
        upper = places[n] if between and n < len(places) and places[n][0] == between.end() else None
        if upper:
            n += 1
        _threshold(gate, reading, (start, end), upper)


def _threshold(gate: Gate, reading: Reading, at: tuple[int, int], upper: tuple[int, int] | None) -> None:
    text, (start, end) = gate.text, at
    last = upper[1] if upper else end
    first, top = _amount(text[start:end]), _amount(text[upper[0] : upper[1]]) if upper else None
    if first is None or (upper and (top is None or top <= first)):
        reading.left.append(text[start:last].strip())
        gate.take(start, last)
        return
    kind, unit, times, close = _unit(text, start, end, last)
    op, said, begin = _operator(gate, start) or ("", "", start)
    own = _OWN_UNIT.match(text, last) if said and kind == "number" and not unit else None
    if own:
        kind, unit, close = "count", own[1], own.end()
    behind = _BEHIND.match(text, close) or _BEHIND.match(text, last)
    if behind and behind.start() >= close:
        close = behind.end()
    elif behind:
        close = max(close, behind.end())
    if behind:
        tail = _SPELLED.get(re.sub(r"\s", "", behind[1]), "?")
        op = tail if op in ("", tail) else "?"
        said += re.sub(r"\s", "", behind[1])
    each = _EACH.search(text[:start])
    per = _PER.match(text, close)
    if per:
        close = per.end()
    if text[close : close + 10].lstrip().startswith("กว่า") or any(
        re.search(re.escape(v) + r"[^\d]{0,12}$", text[:start]) for v in VAGUE
    ):
        op = "?"
    if (op == "band" and not upper) or _strange(text, start, last) or (not said and _LEFT_OVER.search(text[:start])):
        op = "?"
    if upper and op in ("", "band", ">=") and said in ("", "ระหว่าง", "ตั้งแต่"):
        op = "band"
    elif upper:
        op = "?"
    alone = text.strip() == text[start:last]
    if not op and not unit and kind != "percent" and not alone:
        gate.take(start, last)
        reading.left.append(_around(text, start, last))
        return
    gate.take(min(begin, start), max(close, last))
    if op == "?" or (not said and kind == "days" and not upper) or _joined_in_front(text, start):
        reading.left.append(_around(text, min(begin, start), max(close, last)))
        return
    stem = text[:begin] if said and begin < start else _FILLER.sub("", text[:start])
    turn = _turn(stem) if kind in ("percent", "baht", "count") else ("", False)
    every = EVERY.get(each[1] if each else per[1] if per else "")
    reading.found.append(
        Found(
            op or ">=",
            spelled(first, times),
            spelled(top, times) if top is not None else None,
            kind,
            unit,
            (start, last),
            said,
            turn[0],
            every,
            each[1] if each and not every else "",
            based=turn[1],
        )
    )


def _strange(text: str, start: int, last: int) -> bool:
    """A sign or a letter at the number that no rule explains: ±5, -5, 80+, 8O."""
    before = text[:start].rstrip()
    minus = text[:start].endswith("-") and not re.search(r"[\d%]\s*-$", text[:start])
    return (
        before.endswith(("±", "~", "≈", "≠", "∼"))
        or minus
        or re.match(r"\s*\+|[A-Za-z]|[ก-ฮ](?![ก-๙])", text[last:]) is not None
    )


def _joined_in_front(text: str, start: int) -> bool:
    """A number said to be the whole or the start of something else: จาก ๕๐ คน, ทั้ง ๕ คุณธรรม."""
    return (
        re.search(r"(?:จาก(?:ทั้งหมด|จำนวน|เดิม)?|ทั้ง|เดิม|(?<![ก-๙])เหลือ)\s*(?:ร้อยละ|จำนวน)?\s*$", text[:start]) is not None
    )


def _turn(stem: str) -> tuple[str, bool]:
    stem = stem.rstrip()
    for pattern, name in ((_GROWTH, "growth"), (_REDUCTION, "reduction")):
        found = pattern.search(stem)
        if found:
            return name, "จาก" in found.group() or "เทียบ" in found.group()
    return "", False


def _unit(text: str, start: int, end: int, last: int) -> tuple[str, str, int, int]:
    """(kind, unit, what the number is multiplied by, where the unit ends)."""
    found = UNIT.match(text, last)
    if _PERCENT_BEFORE.search(text[:start]) or any(text[p:].lstrip().startswith(PERCENT) for p in (end, last)):
        return "percent", "ร้อยละ", 1, found.end() if found and found[1] in PERCENT else last
    if not found:
        return "number", "", 1, last
    unit, close = found[1], found.end()
    if unit in MONEY:
        return "baht", "บาท", MONEY[unit], close
    if unit in MULTIPLES:
        inner = UNIT.match(text, close)
        if inner and inner[1] not in PERCENT:
            return "count", inner[1], MULTIPLES[unit], inner.end()
        return "number", "", MULTIPLES[unit], close
    if unit in DAYS:
        return "days", unit, 1, close
    if unit in POINTS or unit in TIMES:
        return "number", unit, 1, close
    return "count", unit, 1, close


def _amount(digits: str) -> Decimal | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", digits):
        return Decimal(digits.replace(",", ""))
    return None


def spelled(amount: Decimal, times: int) -> str:
    """As printed; "2.5 ล้าน" spelled out."""
    return _text(amount) if times == 1 else _text((amount * times).normalize() + 0)


def _text(amount: Decimal) -> str:
    return format(amount, "f")


def _words(gate: Gate, reading: Reading) -> None:
    """Words that stand for a number: ครบทุกหมู่บ้าน, ทุกคน, ทุกเดือน, เท่าเดิม."""
    text = gate.text
    for found in _ALL.finditer(text):
        if not gate.free(*found.span()) or text[found.end() :].lstrip().startswith("ที่มี"):
            continue
        whole, noun = found[1], found[2]
        known = next((unit for unit in ALL_OF if noun.startswith(unit)), "")
        if noun in EVERY:
            said = found.group()
            reading.found.append(
                Found(">=", "1", None, "count", "ครั้ง", found.span(), said, every=EVERY[noun], word=said)
            )
        elif known or whole != "ทุก":
            word = whole + (known if whole == "ทุก" else "")
            reading.found.append(Found(">=", "100", None, "percent", "ร้อยละ", found.span(), word, word=word))
        else:
            continue
        gate.take(*found.span())
    same = _AS_BEFORE.search(text)
    if same:
        reading.found.append(Found(">=", "0", None, "percent", "ร้อยละ", same.span(), "", "reduction", word="เท่าเดิม"))
        gate.take(*same.span())
    more = re.search(r"จำนวน\s*เพิ่มขึ้น", text)
    if more and not any(f.at[0] >= more.end() and not text[more.end() : f.at[0]].strip() for f in reading.found):
        reading.asks.append(("missing", "more_than_before", more.group()))


def _leftovers(gate: Gate, reading: Reading) -> None:
    text = gate.text
    reading.left += [_around(text, *said.span()) for said in _SPELLED_OUT.finditer(text)]
    for name in _BELOW_A_NAME.finditer(text):
        if gate.free(*name.span()):
            gate.take(*name.span())
    named = next((n for n in _NAMED.finditer(text) if gate.free(*n.span())), None)
    if named and re.match(r"\s*(?:ร้อยละ\s*)?\d", text[named.end() :]):
        reading.asks.append(("two_readings", "word_between", _around(text, named.start(), named.end())))
        reading.loose.append(_around(text, *named.span()))
    elif named and any(not f.said and not f.word and f.at[0] >= named.end() for f in reading.found):
        reading.left.append(_around(text, *named.span()))
        reading.loose.append(_around(text, *named.span()))
    elif named:
        reading.asks.append(("criteria_elsewhere", "named_value", _around(text, *named.span())))
    elsewhere = _SET_ELSEWHERE.search(text)
    if elsewhere and not named:
        why = "target_elsewhere" if reading.found else "target_not_printed"
        reading.asks.append(("criteria_elsewhere", why, _around(text, *elsewhere.span())))
    for found in _ANY_OPERATOR.finditer(text):
        if gate.free(*found.span()):
            if not (named and named.start() <= found.start() <= named.end()):
                reading.left.append(_around(text, *found.span()))
                reading.loose.append(_around(text, *found.span()))
            gate.take(*found.span())


def _around(text: str, start: int, end: int) -> str:
    """The words of a place with a little of what stands beside it."""
    return " ".join(text[max(0, start - 12) : end + 18].split())
