"""How a result is explained in Thai: why this level, what is missing for the next, where it stands in the document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from scoring.agreement import Agreement, Condition, Entry, Indicator, Input, Level, Proof
from scoring.document.quotes import plain
from scoring.levels.gaps import Gap, Need, Threshold
from scoring.levels.score import Reason, Result, case_threshold
from scoring.levels.totals import Scorecard

STATUS = {
    "scored": "มีระดับ",
    "incomplete": "ยังไม่มีระดับ (ข้อมูลไม่ครบ)",
    "no_criteria": "เอกสารไม่มีเกณฑ์ระดับ",
    "not_applicable": "อำเภอนี้ไม่มีตัวชี้วัดนี้",
    "undecided": "เอกสารไม่ชัด รอผู้ดูแลระบบตอบ",
    "invalid": "ตัวเลขเป็นไปไม่ได้",
}
SAYS = {">=": "ไม่น้อยกว่า", ">": "มากกว่า", "<=": "ไม่เกิน", "<": "น้อยกว่า"}
CANNOT = {
    "number": "ไม่ใช่ตัวเลข",
    "negative": "ติดลบไม่ได้",
    "part": "ต้องเป็นจำนวนเต็ม",
    "more": "คงเหลือมากกว่าทั้งหมดไม่ได้",
    "flag": "ต้องเป็นทำแล้วหรือยังไม่ทำ",
    "date": "ไม่ใช่วันที่",
    "shape": "ต้องเป็นร้อยละ หรือจำนวนคู่กัน",
    "order": "ค่าขั้นต่ำ มาตรฐาน และสูง ต้องเรียงจากน้อยไปมาก",
}
PARTS = {"num": "what", "now": "what", "den": "whole", "base": "whole"}
MONTHS = ("", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")


def number(amount: Fraction | Decimal | int) -> str:
    """1234.5 -> "1,234.5": two decimals at most, rounded for the eye only."""
    upper, lower = amount.as_integer_ratio()
    return _number(upper, lower)


def _number(upper: int, lower: int) -> str:
    if lower == 1:
        return f"{upper:,}"
    sign, upper = ("-", -upper) if upper < 0 else ("", upper)
    hundredths = (200 * upper + lower) // (2 * lower)
    whole, rest = divmod(hundredths, 100)
    return f"{sign}{whole:,}" + (f".{rest:02d}".rstrip("0") if rest else "")


def quantity(amount: Fraction | Decimal | int, unit: str) -> str:
    """4, ครัวเรือน -> "4 ครัวเรือน"; 2.5, ร้อยละ -> "2.5%"; 2.5, บาท -> "2.50 บาท"."""
    return f"{number(amount)}%" if unit == "ร้อยละ" else in_unit(number(amount), unit)


def in_unit(figure: str, unit: str) -> str:
    """Satang have two digits."""
    whole, point, rest = figure.partition(".")
    if unit.startswith("บาท") and len(rest) == 1:
        figure = f"{whole}{point}{rest}0"
    return f"{figure} {unit}".rstrip()


def day(when: date) -> str:
    return f"{when.day} {MONTHS[when.month]} {when.year + 543}"


def level(result: Result) -> str:
    return f"ระดับ {result.level}" if result.level is not None else STATUS[result.status]


def overall(card: Scorecard) -> str:
    """What the one score over the sections is made of."""
    names = {s.id: s.name.removeprefix("ตัวชี้วัด").removeprefix("ราย") for s in card.agreement.sections}
    return f"คะแนนรวม ({' + '.join(f'{names[id]} {number(share)}%' for id, share in (card.split or {}).items())})"


def why(result: Result) -> str:
    """One line: the level, what held with which figure from which line, and what the next level asks for."""
    opening = level(result)
    if result.status == "invalid" and result.fault:
        return f"{opening}: {_called(result.case.indicator, result.fault.name)} {CANNOT[result.fault.what]}"
    if result.status == "incomplete":
        return f"{opening}: ขาด {', '.join(_called(result.case.indicator, name) for name in result.missing)}"
    if result.empty:
        printed = result.case.indicator.empty_proof
        return f"{opening}: ไม่มีกลุ่มเป้าหมาย นับตามที่เอกสารกำหนด" + (f" ({at(printed)})" if printed else "")
    if result.level is None:
        return opening
    levels, said = result.case.indicator.levels, []
    if result.level:
        reached = levels[result.level - 1]
        words = " และ ".join(_said(c, result, True) for c in reached.conditions)
        said.append(f"{words} ({_lines(reached.conditions, reached)})")
    if result.level < 5:
        above = levels[result.level]
        left = [(c, result.held(c)) for c in above.conditions]
        lacks = tuple(c for c, held in left if held is not True)
        if lacks:
            words = " และ ".join(_said(c, result, held) for c, held in left if held is not True)
            said.append(f"ระดับ {above.number} ยังขาด {words} ({_lines(lacks, above)})")
    return f"{opening}: {' · '.join(said)}" if said else opening


def reason(found: Reason, result: Result) -> str:
    """One condition with its figure: "บันทึก BPM 85% (ไม่น้อยกว่า 85%)"."""
    return _said(found.condition, result, found.held)


def _said(asked: Condition, result: Result, held: bool | None) -> str:
    used = result.case.indicator.inputs[asked.input]
    if asked.op == "done":
        return f"{used.short} {'ทำแล้ว' if held else 'ยังไม่ทำ'}"
    against = case_threshold(asked, result.case, result.figures)
    if asked.reference or asked.or_table:
        asks = condition(asked, used, None if against is None else Fraction(*against))
    else:
        asks = _asks(asked, used)
    figure = result.figures.get(used.name)
    if figure is None:
        return f"{used.short} ยังไม่รายงาน ({asks})"
    if used.derive in ("date", "dates"):
        days = figure if isinstance(figure, tuple) else (figure,)
        return f"{used.short} {', '.join(day(d) for d in days if isinstance(d, date)) or 'ไม่มี'} ({asks})"
    upper, lower = figure  # type: ignore[misc]
    text = _beside(upper, lower, against)  # type: ignore[arg-type]
    shown = f"{text}%" if used.parts or used.unit == "ร้อยละ" else f"{text} {used.unit}"
    return f"{used.short} {shown} ({asks})"


def _beside(upper: int, lower: int, against: tuple[int, int] | None) -> str:
    """A figure beside what it is held against: 74.9999 never rounds to the 75 that it misses."""
    text = _number(upper, lower)
    if against is None or upper * against[1] == against[0] * lower or text != _number(*against):
        return text
    short = upper * against[1] < against[0] * lower
    return _number(100 * upper // lower if short else -(-100 * upper // lower), 100)


@lru_cache(maxsize=2048)
def _asks(asked: Condition, used: Input) -> str:
    return condition(asked, used)


def condition(asked: Condition, used: Input, threshold: Fraction | None = None) -> str:
    """What a level asks for: "ไม่น้อยกว่า 85%", "ภายใน 4 มี.ค. 2565"."""
    if asked.op == "done":
        return used.short
    if asked.op == "by":
        return f"ภายใน {day(asked.end)}" if asked.end else "ยังไม่กำหนดวัน"
    if asked.op in ("within", "each"):
        span = f"{day(asked.start)}–{day(asked.end)}" if asked.start and asked.end else "ยังไม่กำหนดวัน"
        return f"{'ทุกเดือนใน' if asked.op == 'each' else ''}ช่วง {span}"
    amount = threshold if threshold is not None else asked.amount
    if amount is None:
        return f"{SAYS[asked.op]}ค่าที่สำนักงานกำหนด"
    text = f"{SAYS[asked.op]} {quantity(amount, unit(used))}"
    return f"{text} = {asked.word}" if asked.word else text


def unit(used: Input) -> str:
    """A share, growth or reduction is shown as a percentage."""
    return "ร้อยละ" if used.parts else used.unit


def gap(found: Gap | None) -> str:
    """ "อีก 4 ครัวเรือน ถึงระดับ 3"; "" where there is none."""
    if found is None:
        return ""
    return f"{' และ '.join(need(n) for n in found.needs)} ถึงระดับ {found.reaches}"


def need(missing: Need) -> str:
    if missing.kind == "step":
        return f"เหลือขั้นที่ {missing.level} ({missing.input.short})"
    if missing.kind == "report":
        if missing.input.counts == "office_value":
            return f"รอสำนักงานตั้งค่า{missing.input.short}"
        return f"{'' if missing.input.short.startswith('รายงาน') else 'รายงาน'}{missing.input.short}"
    if missing.kind == "too_late":
        return f"{missing.input.short}เลยกำหนดแล้ว"
    assert missing.amount is not None
    down = missing.amount < 0
    said = f"{'ลดอีก' if down else 'อีก'} {quantity(abs(missing.amount), missing.unit)}"
    if missing.whole_amount is not None:
        said += f" (ประมาณ {quantity(abs(missing.whole_amount), missing.whole_unit)})"
    return said


def threshold(found: Threshold) -> str:
    """ "ระดับ 2 ที่ 18,825,241.5 บาท (ตารางพิมพ์ 18,825,241.5)" """
    if found.amount is None:
        return f"ระดับ {found.level.number} ยังไม่ทราบยอดเต็ม"
    said = f"ระดับ {found.level.number} ที่ {quantity(found.amount, found.unit)}"
    if found.printed is not None and Fraction(found.printed) != found.exact:
        said += f" (ตารางพิมพ์ {quantity(found.printed, found.unit)})"
    return said


def round_name(agreement: Agreement) -> str:
    """รอบ 1/2568; of a whole year ปี 2561."""
    return f"รอบ {agreement.round}/{agreement.fiscal_year}" if agreement.round else f"ปี {agreement.fiscal_year}"


def agreement_name(agreement: Agreement) -> str:
    """ชลบุรี รอบ 1/2568; of a whole year บุรีรัมย์ 2561."""
    return f"{agreement.province} {round_name(agreement) if agreement.round else agreement.fiscal_year}"


def round_of(agreement: str) -> str:
    """buriram-2561 -> ปี 2561; chonburi-2568-1 -> รอบ 1/2568."""
    year, _, number = agreement.partition("-")[2].partition("-")
    return f"รอบ {number}/{year}" if number else f"ปี {year}"


def source(agreement: Agreement, proof: Proof) -> str:
    """ที่มา: the words, the document, the page's heading and the line; or who entered it, when and why."""
    if proof.entry:
        return f"“{plain(proof.quote)}” {entered(proof.entry)}: {proof.entry.why}"
    where = f"{agreement.province} {agreement.fiscal_year}, {agreement.heading(proof.line)}, บรรทัด {proof.line}"
    said = f"“{plain(proof.quote)}” — {where}"
    return f"{said} ({carried(proof)})" if proof.carried_from else said


def entered(entry: Entry) -> str:
    return f"กรอกโดย {entry.by} เมื่อ {day(entry.on)}"


def carried_from(agreement: str | None, what: str = "เกณฑ์") -> str:
    return f"{what}ยกมาจาก{round_of(agreement)} ยังไม่ยืนยัน" if agreement else ""


def carried(proof: Proof) -> str:
    """Of a number carried over from another round: whether somebody said that it still holds, and who."""
    if proof.carried_from is None:
        return ""
    sure = proof.confirmed
    if sure is None:
        return carried_from(proof.carried_from, "")
    return f"ยกมาจาก{round_of(proof.carried_from)} ยืนยันโดย {sure.by} เมื่อ {day(sure.on)}: {sure.why}"


def at(proof: Proof) -> str:
    """Where a number stands, in short."""
    return entered(proof.entry) if proof.entry else f"บรรทัด {proof.line}"


def _called(indicator: Indicator, name: str) -> str:
    """ "poor_percent.den" -> ครัวเรือนยากจนเป้าหมาย."""
    base, _, part = name.partition(".")
    used = indicator.inputs[base]
    return str(getattr(used, PARTS[part])) if part else used.short


@lru_cache(maxsize=2048)
def _lines(conditions: tuple[Condition, ...], of: Level) -> str:
    """บรรทัด 253, 562; of an amendment who entered it."""
    proofs = {(p.line, p.entry): p for p in (c.proof or of.proof for c in conditions)}.values()
    lines = sorted(p.line for p in proofs if not p.entry)
    printed = [f"บรรทัด {', '.join(map(str, lines))}"] if lines else []
    return ", ".join([*printed, *(entered(p.entry) for p in proofs if p.entry)])
