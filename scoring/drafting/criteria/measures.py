"""The thresholds of five levels told apart: which of them speak of the same measure, and what kind of measure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scoring.drafting.criteria.amounts import Found
from scoring.drafting.draft import Condition, Measure
from scoring.drafting.words import COUNTED, DAYS, MONEY, PERCENT

ALIKE = Decimal("0.55")  # of two measures' words: above it they are one
WITHIN = Decimal("0.65")  # of the shorter one's words
_OPERATORS = re.compile(
    r"ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|มากกว่าหรือเท่ากับ|มากกว่า|น้อยกว่า|ต่ำกว่า|สูงกว่า|ไม่เกิน|ขึ้นไป|เท่ากับ|ตั้งแต่|ระหว่าง|ครบถ้วนทุก|ครบทุก|ครบ|ทุก|ร้อยละ"
    r"|จำนวน|ภายใน|เพิ่มขึ้น|ลดลง|เท่าเดิม|(?<!ราย)ได้"
)
_REMAINING = re.compile(r"คงเหลือ|คงค้าง|ค้างชำระ|เกินกำหนด|ไม่ได้รับ|ยังไม่")
_LESS = re.compile(
    r"คงเหลือ|คงค้าง|ค้างชำระ|อัตราตาย|อัตราการตาย|เสียชีวิต|ร้องเรียน|อุบัติเหตุ|ระยะเวลา|อัตราป่วย|ความสูญเสีย|การสูญเสีย|ของเสีย|หนี้เกิน|ต้นทุน|ค่าใช้จ่ายต่อ"
)
_SOLVED = re.compile(r"แก้ไข|แล้วเสร็จ|ได้รับ|ยุติ|ตอบ|ลดลง|ภายใน|ทันเวลา|ชำระ")
_MONEY = re.compile(r"รายได้|ยอดจำหน่าย|ยอดขาย|มูลค่า|เงิน|งบ|หนี้|เบิกจ่าย|ใช้จ่าย")
_GROWS = re.compile(r"(?:ร้อยละ|อัตรา)(?:ของ)?(?:ที่|การ)(?:เพิ่ม|ขยายตัว|เติบโต)|.*ที่เพิ่มขึ้น\s*$|การเพิ่มขึ้น")
_SHRINKS = re.compile(r"(?:ร้อยละ|อัตรา)(?:ของ)?(?:ที่|การ)ลด|.*ที่ลดลง(?:\s|$)|การลดลง")
_OF = re.compile(r"ของ\s*([ก-๙A-Za-z .()/]+?)(?=\s{2}|\s*(?:ได้รับ|ที่ได้|มี|และ|$))")


_SHARE = re.compile(r"^(?:ร้อยละ|อัตรา)(?:(?:ที่|การ)(?:เพิ่มขึ้น|ลดลง|ขยายตัว))?(?:ของ)?")
_SUCCESS = re.compile(r"(?:ระดับ|ร้อยละ|ผล)?(?:ของ)?(?:ความ)?สำเร็จ")
# what stands around a label once its operator and number are taken out
_LEFT_OVER = re.compile(r"^(?:และ|มี(?=\s)|โดย(?=\s))\s*|\s+(?:พ\.ศ\.?|จากปีงบประมาณ(?:\s*พ\.ศ)?|นับแต่วันที่|ของ)\s*$")


@dataclass
class Used:
    """One measure with what each level asks of it."""

    kind: str
    unit: str
    letters: frozenset[str]
    words: str
    at_level: dict[int, list[Found]] = field(default_factory=dict)
    turn: str = ""

    @property
    def every(self) -> str | None:
        return next((f.every for fs in self.at_level.values() for f in fs), None)


def letters(words: str) -> frozenset[str]:
    flat = re.sub(r"[^ก-๙A-Za-z]", "", _OPERATORS.sub("", words))
    return frozenset(flat[n : n + 2] for n in range(len(flat) - 1))


def alike(one: frozenset[str], other: frozenset[str]) -> Decimal:
    if not one or not other:
        return Decimal(0)
    return Decimal(len(one & other)) / Decimal(len(one | other))


def measures(levels: list[tuple[int, list[tuple[Found, str]]]], hint: str) -> list[Used]:
    """`levels`: each with its thresholds and the words around each; `hint`: the unit of bare numbers."""
    found: list[Used] = []
    for number, thresholds in levels:
        taken: list[Used] = []
        for place, (one, words) in enumerate(thresholds):
            kind, unit = _kind(one, hint)
            pair = _closes(one, kind, thresholds[place - 1][0], words, thresholds[place - 1][1]) if place else False
            if pair and taken:
                used = taken[-1]
                if used.kind == "number":
                    used.kind, used.unit = kind, unit
            else:
                used = _same(found, taken, kind, unit, words, one) or _new(found, kind, unit, words)
            taken.append(used)
            used.at_level.setdefault(number, []).append(one)
            used.turn = used.turn or one.turn
    return found


def _kind(one: Found, hint: str) -> tuple[str, str]:
    if one.kind == "number" and not one.unit and hint:
        return kind_of(hint), hint
    return one.kind, one.unit


def kind_of(unit: str) -> str:
    if unit in ("ร้อยละ", *PERCENT):
        return "percent"
    if unit in MONEY:
        return "baht"
    return "days" if unit in DAYS else "count" if unit in COUNTED else "number"


def _closes(one: Found, kind: str, before: Found, words: str, before_words: str) -> bool:
    """ "มากกว่า ๗๐ แต่ไม่เกิน ๘๐": two edges of one measure."""
    return words == before_words and before.op[0] == ">" and one.op[0] == "<" and kind not in ("date",)


def _same(found: list[Used], taken: list[Used], kind: str, unit: str, words: str, one: Found) -> Used | None:
    own = letters(words)
    fitting = [
        u for u in found
        if (u.kind, u.unit, u.every) == (kind, unit, one.every) and not any(u is t for t in taken)
    ]  # fmt: skip
    near = [(max(alike(own, u.letters), alike(_before_and(words), _before_and(u.words))), u) for u in fitting]
    likeness, best = max(near, key=lambda pair: pair[0], default=(Decimal(0), None))
    if best is None:
        return None
    if likeness >= ALIKE or (len(own) < 4 and len(fitting) == 1) or (len(best.letters) < 4 and len(fitting) == 1):
        best.letters = best.letters | own if len(best.letters) < 4 else best.letters
        return best
    return _all_of(fitting, own) if one.word and kind == "percent" else None


def _before_and(words: str) -> frozenset[str]:
    """Without the step that is joined behind: "จัดทำแผนแล้ว ร้อยละ ๑๐๐ และนำเสนอนายอำเภอ"."""
    return letters(re.split(r"\s(?:และ|พร้อม)", words)[0])


def _all_of(fitting: list[Used], own: frozenset[str]) -> Used | None:
    """ "ครบทุกครัวเรือนเป้าหมาย" above "ร้อยละ ๙๔ ของครัวเรือนเป้าหมาย": all of the one whose words these are."""
    near = [u for u in fitting if (least := min(len(own), len(u.letters))) >= 4
            and Decimal(len(own & u.letters)) / least >= WITHIN]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _new(found: list[Used], kind: str, unit: str, words: str) -> Used:
    used = Used(kind, unit, letters(words), " ".join(words.split()))
    found.append(used)
    return used


def proposal(used: Used, name: str) -> Measure:
    """What paper does not print of a measure is proposed, and confirmed with the row."""
    own = len(used.letters) >= 4
    label = (_label(used.words) if own else "") or name
    every = used.every
    counts = "events" if every else "as_of"
    sense = "remaining" if _REMAINING.search(label) and used.kind in ("percent", "count", "baht") else "done"
    kind = "count" if used.kind == "number" and not used.unit and name.startswith("จำนวน") else used.kind
    made = Measure(label, kind, used.unit, counts=counts, every=every, sense=sense)
    if used.kind == "date":
        window = any(f.op == "band" for fs in used.at_level.values() for f in fs)
        return replace(made, derive="dates" if window else "date", sense=None)
    if used.kind != "percent":
        return made
    derive = used.turn or ("" if own else _turned(name)) or "ratio"
    label = _SHARE.sub("", label).strip() or label
    made = replace(made, label=label)
    if derive == "ratio":
        of = _OF.search(" ".join(_OPERATORS.sub(" ", used.words).split()))
        den = of[1].strip() if of else "เป้าหมาย" if _SUCCESS.match(name) else _SHARE.sub("", name).strip() or name
        return replace(made, derive="ratio", num=label, den=_all(den) if den in label or label in den else den)
    return replace(
        made, derive=derive, now=label, base=f"{label} (ฐาน)", sense=made.sense if derive == "reduction" else "done"
    )


def _all(den: str) -> str:
    return den if "ทั้งหมด" in den else f"{den}{'' if den[-1:] >= 'ก' else ' '}ทั้งหมด"


def _label(words: str) -> str:
    """The words around the number, short."""
    said = " ".join(re.sub(r"\d[\d,.]*|[()“”\"<>=]", " ", _OPERATORS.sub(" ", words)).split())
    said = _LEFT_OVER.sub("", said[:80]).strip(" -,:;./≥≤")
    return "" if said.startswith("ของ") else said


def _turned(name: str) -> str:
    """A name that says of what the bare percentages are a growth; "ครัวเรือนที่มีรายได้เพิ่มขึ้น" is a share of households."""
    return "growth" if _GROWS.match(name) else "reduction" if _SHRINKS.match(name) else ""


def less_is_better(name: str, label: str) -> bool:
    return _LESS.search(f"{name} {label}") is not None and not _SOLVED.search(name)


def of_money(name: str, label: str) -> bool:
    return _MONEY.search(f"{name} {label}") is not None


def condition(name: str, one: Found, op: str, floor: bool) -> Condition:
    return Condition(name, op, one.value, one.to, floor, one.word, one.at)
