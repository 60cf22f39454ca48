"""Printed lines put together again: letters become lines, and lines that were only broken for want of room one text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from bot.intake.pdf.letters import MARKS, Letter

SPACE = 0.2  # of the letter's height: a gap this wide between two letters is a space
FOLLOWING = MARKS | frozenset("ะาำๅ")  # a Thai word never begins with one of these
COLUMN = 2.5  # times the letter's height: a gap this wide parts two columns
LONG_WORD = 12  # letters
HEADINGS = ("ตัวชี้วัดที่", "ตัวชี้วัดราย", "ตัวชี้วัดงาน", "ระดับ", "ขั้นตอน", "น้ำหนัก", "เป้าหมาย", "หมายเหตุ", "คำอธิบาย")
HEADING = re.compile("|".join(HEADINGS[:3]))
LABEL = re.compile(rf"(?:{'|'.join(HEADINGS)}|[0-9๐-๙]{{1,2}}(?:\.[0-9๐-๙]{{1,2}})*[.)]\s*\D|[-•–▪●]\s)")
STRONG = re.compile("|".join((*HEADINGS[:3], r"ระดับ(?:คะแนน)?\s*[0-9๐-๙]\s")))
REFERS = re.compile(r"(?:เกณฑ์|ผ่าน|ถึง|ใน|และ|หรือ|ได้)\s*$")  # words that a level named in a sentence stands behind
NUMERIC = re.compile(r"[0-9๐-๙.,]")
WELL = re.compile(r"(?:[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+|[0-9๐-๙]+)(?:\.[0-9๐-๙]+)?")
THAI = re.compile("[\u0e01-\u0e4e]")


@dataclass(slots=True)
class Printed:
    """One printed line."""

    text: str  # with the space at its end, where the file holds one
    left: float
    right: float
    base: float
    size: float


def printed_lines(letters: list[Letter], columns: bool) -> list[Printed]:
    """From top to bottom; what stands on one line is one, with a tab where `columns` stand apart."""
    rows: list[list[Letter]] = []
    for letter in sorted((a for a in letters if not a.is_mark), key=lambda a: a.base):
        if rows and letter.base - rows[-1][0].base < 0.4 * max(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    marks = [letter for letter in letters if letter.is_mark]
    rows = [row for row in rows if not all(letter.is_space for letter in row)]
    if len(rows) > 4 and sum(len(row) < 3 for row in rows) * 2 > len(rows):  # written upright, letter under letter
        text = "".join(letter.text for letter in letters)
        edges = rows[0]
        return [Printed(text, edges[0].left, edges[-1].right, edges[0].base, edges[0].size)] if text.strip() else []
    return [_line(row, _over(row, marks), columns) for row in rows]


def _over(row: list[Letter], marks: list[Letter]) -> list[Letter]:
    """The marks that stand over or under this line."""
    base, size = row[0].base, row[0].size
    return [mark for mark in marks if abs(mark.base - base) < 0.4 * max(mark.size, size)]


def _line(row: list[Letter], marks: list[Letter], columns: bool) -> Printed:
    solid = _once(sorted(row, key=lambda letter: letter.left))
    above: dict[int, str] = {}
    for mark in marks:
        above.setdefault(_under(solid, mark), "")
        above[_under(solid, mark)] += mark.text
    text = ""
    before: Letter | None = None
    for n, letter in enumerate(solid):
        gap = letter.left - _reach(before) if before is not None else 0.0
        if columns and gap > COLUMN * letter.size:
            text = text.rstrip() + "\t"
        elif gap > SPACE * letter.size and not text.endswith((" ", "\t")) and letter.text[0] not in FOLLOWING:
            text += " "
        text += letter.text + above.get(n, "")
        before = letter if not letter.is_space or before is None else Letter(" ", 0, letter.right, 0, letter.size)
    ink = [letter for letter in solid if not letter.is_space]
    return Printed(text, ink[0].left, ink[-1].right, ink[0].base, max(letter.size for letter in ink))


def _reach(letter: Letter) -> float:
    """Where a letter ends; where a font joins one with ำ and names only the first half, as far as ำ reaches."""
    half = len(letter.text) > 1 and letter.text.endswith("ำ") and letter.right - letter.left < 0.6 * letter.size
    return letter.right + (0.45 * letter.size if half else 0.0)


def _once(row: list[Letter]) -> list[Letter]:
    """Without what is printed twice in one place: bold by printing twice, a mark that carries its letter's name too."""
    found: list[Letter] = []
    for letter in row:
        before = found[-1] if found else None
        if before is not None and before.text == letter.text and not letter.is_space:
            shared = min(before.right, letter.right) - letter.left
            if shared > (0.6 if len(letter.text) == 1 else 0.3) * (letter.right - letter.left):
                before.right = max(before.right, letter.right)
                continue
        found.append(letter)
    return found


def _under(row: list[Letter], mark: Letter) -> int:
    """The letter that a mark stands over: the last one that begins before the mark's middle."""
    middle = (mark.left + mark.right) / 2
    found = bisect_right(row, middle, key=lambda letter: letter.left) - 1
    while found > 0 and row[found].is_space:
        found -= 1
    return max(found, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """What lines are broken by: the edges of a cell or page, and how this file ends its lines."""

    left: float
    right: float
    spaced: bool  # a line broken at a space keeps that space at its end
    leading: float = 0.0  # from line to line within a paragraph, in heights of a letter; 0 where it is not known


def leading_of(lines: list[Printed]) -> float:
    """The usual distance from line to line in heights of a letter: a small one of those that there are, as paragraphs
    stand wider apart; 0 where lines are too few to tell."""
    steps = sorted((b.base - a.base) / a.size for a, b in pairwise(lines) if b.base - a.base > 0.8 * a.size)
    return steps[len(steps) // 4] if len(steps) > 2 else 0.0


def paragraphs(lines: list[Printed], frame: Frame) -> tuple[list[str], list[str]]:
    """The texts that were meant, and the numbers that a line's end may have cut in two."""
    found: list[str] = []
    cut: list[str] = []
    before: Printed | None = None
    for line in lines:
        if before is None or ended(before, line, frame):
            found.append(line.text.strip(" "))
        else:
            joined, doubtful = join(found[-1] + (" " if before.text.endswith(" ") else ""), line.text)
            found[-1] = joined.rstrip(" ")
            if doubtful:
                cut.append(doubtful)
        before = line
    return [text for text in found if text.strip()], cut


def ended(before: Printed, line: Printed, frame: Frame) -> bool:
    """Whether a paragraph ended with the line before: on purpose, not for want of room."""
    text, more = before.text, line.text.lstrip()
    room = frame.right - before.right
    if frame.leading and line.base - before.base > 1.4 * frame.leading * before.size:
        return True
    if STRONG.match(more):
        return not REFERS.search(text)
    first = more[:1]
    if NUMERIC.match(first) and NUMERIC.match(text[-1:]):
        whole = _number_over(text, more)
        return whole is None or (whole[1] and room > 0.4 * before.size)
    room_for_space = room > 0.5 * before.size  # a space that finds none at the line's end is not in the file
    if frame.spaced and room_for_space and not text.endswith(" ") and THAI.match(text[-1:]) and not THAI.match(first):
        return True  # between a Thai letter and a figure no line is broken without a space
    if LABEL.match(more) and room > 3 * line.size:
        return True
    if frame.spaced and text.endswith(" "):
        return room > 0.35 * (frame.right - frame.left) + _needed(line)
    return room > _needed(line)


def _needed(line: Printed) -> float:
    """The room that the first word would have taken: up to a space, at most as many letters as a long word has."""
    text = line.text.strip(" ")
    letters = sum(char not in MARKS for char in text) or 1
    word = re.split(r"[ \t]", text)[0]
    return (line.right - line.left) / letters * min(
        sum(char not in MARKS for char in word), LONG_WORD
    ) + 0.5 * line.size


def join(text: str, more: str) -> tuple[str, str]:
    """Two halves of a text; the second part of the answer is a number that the line's end may have cut."""
    first, last = more.lstrip(" ")[:1], text[-1:]
    if last in (" ", "") or more.startswith(" "):
        return text.rstrip(" ") + " " + more.lstrip(" "), ""
    if NUMERIC.match(last) and NUMERIC.match(first) and (whole := _number_over(text, more)):
        return text + more, whole[0] if whole[1] else ""
    if last in "-–/(" or first in "/)%" or (THAI.match(last) and THAI.match(first)):
        return text + more, ""
    return text + " " + more, ""


def _number_over(text: str, more: str) -> tuple[str, bool] | None:
    """The number that stands over both lines, and whether each half alone is a number too; None if it is none."""
    head = re.search(r"[0-9๐-๙.,]+$", text)
    tail = re.match(r"[0-9๐-๙.,]+", more)
    if head is None or tail is None:
        return None
    halves = head.group().lstrip(".,"), tail.group()
    if not WELL.fullmatch("".join(halves)):
        return None
    return "".join(halves), bool(WELL.fullmatch(halves[0]) and WELL.fullmatch(halves[1]))
