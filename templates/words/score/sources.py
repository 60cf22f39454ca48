"""Where a number stands: the verbatim words with document, heading and line; or who entered it, when and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from scoring.agreement import Agreement, Correction, Indicator, Proof, Question
from scoring.document.quotes import plain
from templates.words import scores
from templates.words.scores import agreement_name, day, number, quantity

TITLE = "ที่มา"
MOST = 300  # characters of one quote
HEADING = 90
NAMED = "(บรรทัดนี้มีชื่อบุคคล จึงไม่แสดงข้อความ)"
WEIGHT, NAME, NO_CRITERIA, PRINTED_TARGET = "น้ำหนัก", "ชื่อตัวชี้วัด", "ไม่มีเกณฑ์ระดับ", "เป้าหมาย"
NO_WEIGHT = "เอกสารไม่พิมพ์น้ำหนักของตัวชี้วัดนี้"
NO_SUCH_QUESTION = "ไม่พบคำถามหมายเลขนี้ในข้อตกลงของรอบนี้ค่ะ"


def document(agreement: Agreement) -> str:
    return f"ข้อตกลง{agreement_name(agreement)} ({agreement.document.file})"


def heading(agreement: Agreement, line: int) -> str:
    """The heading above a line, by which a person finds it on paper."""
    return _cut(agreement.heading(line), HEADING)


def under(line: int) -> str:
    return f"บรรทัด {line}"


def quote(words: str) -> str:
    return f"“{_cut(plain(words), MOST - 2)}”"


def weight(amount: Decimal) -> str:
    return f"{WEIGHT} {number(amount)}"


def level(n: int) -> str:
    return f"ระดับ {n}"


def row_of(district: str | None, province: str) -> str:
    return f"ตาราง แถว{'อ.' + district if district else 'จ.' + province}"


def entered(proof: Proof) -> str:
    assert proof.entry is not None
    return f"“{_cut(plain(proof.quote), MOST - 2)}” {scores.entered(proof.entry)}: {proof.entry.why}"


def correction(found: Correction) -> str:
    return f"พิมพ์ว่า “{_cut(found.proof.quote, 80)}” ใช้เป็น “{_cut(found.corrected, 80)}” เพราะ{found.why} ({found.id})"


def office_value(what: str, amount: Decimal, unit: str, by: str, as_of: date) -> str:
    return f"{what}: {quantity(amount, unit)} ตั้งโดย{by} ณ {day(as_of)}"


def question_lines(question: Question, answer: str | None) -> list[str]:
    lines = [question.ask]
    if answer is not None:
        return [*lines, f"คำตอบของผู้ดูแล: {answer}"]
    if question.options:
        lines.append(f"ทางเลือก: {' / '.join(question.options)}")
    return [*lines, f"ระหว่างรอคำตอบ: {question.meanwhile}"]


def unclear(question: Question) -> str:
    """What a receipt explains once: what is not clear, and what is done meanwhile."""
    return f"{question.id} รอยืนยัน: {question.ask} · ระหว่างนี้ {question.meanwhile}"


def alt(indicator: Indicator, agreement: Agreement, lines: list[int]) -> str:
    shown = ", ".join(map(str, dict.fromkeys(lines)))
    where = f" บรรทัด {shown}" if shown else ""
    return f"{TITLE} {indicator.short}: ข้อตกลง{agreement_name(agreement)}{where}"


def question_alt(question: Question) -> str:
    return f"{question.id}: {question.ask}"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
