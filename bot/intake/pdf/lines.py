"""A PDF's pages as lines: each ruled table row by row, the text around it in the order in which it is printed."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pdfplumber
import pypdfium2

from bot.intake.asked import Asked
from bot.intake.pdf.letters import Letter, Turned, letters_of
from bot.intake.pdf.pictures import is_scan, large_pictures
from bot.intake.pdf.ruled import Box, Ruled, tables_of
from bot.intake.pdf.second_reader import differing
from bot.intake.pdf.wrapped import HEADING, Frame, Printed, ended, join, leading_of, paragraphs, printed_lines
from bot.intake.rows import MOST_LINES, one_line, row_line
from bot.intake.unreadable import Unreadable
from scoring.drafting.text import Line

MOST_PAGES = 80
HEADS = 6  # lines around tables that are headings rather than running text


def lines_of(
    content: bytes, told: Callable[[int, int], None] = lambda done, of: None
) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines, and what no line can show: (reason, where); `told` hears how many pages are read, of how many."""
    try:
        shown = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as wrong:
        raise Unreadable("password" if "assword" in str(wrong) else "broken") from None
    if len(shown) > MOST_PAGES:
        raise Unreadable("too_many_pages", pages=len(shown), most=MOST_PAGES)
    if not len(shown):
        raise Unreadable("empty")
    try:
        lines, asked, again = _Reading(shown, content).lines(told)
        texts = [*(line.text for line in lines), *again]
        return lines, [*asked, *(("number_differs", number) for number in differing(content, texts))]
    except (Unreadable, MemoryError):
        raise
    except Exception:  # pdfminer raises whatever Python raises over a file that is not whole
        raise Unreadable("broken") from None


@dataclass
class _Table:
    """A table that may go on over the page's end."""

    number: int
    edges: tuple[int, ...]
    head: tuple[str, ...]
    rows: int
    last: list[Printed | None] = field(default_factory=list)  # of each cell of its last row the last printed line
    boxes: list[Box | None] = field(default_factory=list)


class _Reading:
    def __init__(self, shown: Any, content: bytes) -> None:
        self.shown = shown
        self.ruled = pdfplumber.open(io.BytesIO(content))
        self.asked = Asked()
        self.found: list[Line] = []
        self.table: _Table | None = None  # the one that the page before ended with
        self.tables = 0
        self.again: list[str] = []  # heads of tables that are printed again on the next page
        self.spaced = False  # lines of this file keep the space that they were broken at
        self.leading = 0.0  # the smallest distance from line to line that was found so far
        self.right = 0.0  # how far the longest line of text reaches

    def lines(
        self, told: Callable[[int, int], None] = lambda done, of: None
    ) -> tuple[list[Line], list[tuple[str, str]], list[str]]:
        scans = []
        for number, page in enumerate(self.shown, start=1):
            if self._page(number, page):
                scans.append(number)
            told(number, len(self.shown))
            if len(self.found) > MOST_LINES:
                raise Unreadable("too_long", most=MOST_LINES)
        if scans:
            raise Unreadable("scan", pages=", ".join(map(str, scans[:5])))
        if self.shown.get_formtype():
            self.asked.add("form", "")
        return self.found, self.asked.found, self.again

    def _page(self, number: int, page: Any) -> bool:
        """Whether the page is only a picture of a page; otherwise its lines are added."""
        paper = self.ruled.pages[number - 1]
        media = tuple(float(side) for side in paper.mediabox)
        turned = Turned(media, paper.rotation or 0, float(paper.height))
        letters = letters_of(page, turned)
        if is_scan(page, sum(not letter.text.isspace() for letter in letters)):
            return True
        if large_pictures(page):
            self.asked.add("picture_inside", str(number))
        tables = tables_of(paper) if letters else []
        paper.close()
        around, within = _sorted(letters, tables)
        self.spaced = self.spaced or _keeps_spaces(letters)
        self._put_together(number, around, tables, within)
        page.close()
        return False

    def _put_together(
        self, number: int, around: list[Letter], tables: list[Ruled], within: dict[Box, list[Letter]]
    ) -> None:
        lines = printed_lines(around, columns=True)
        left = min((line.left for line in lines), default=0.0)
        self.right = max((line.right for line in lines), default=self.right)
        if len(lines) <= HEADS:  # no line of them need be a full one: the tables show how wide the page is
            self.right = max(self.right, *(table.box.right for table in tables), 0.0)
        frame = Frame(left, self.right, self.spaced, self._leading(lines))
        if lines:
            self.table = self.table if not tables or lines[0].base > tables[0].box.top else None
        for table in tables:
            above = [line for line in lines if line.base < table.box.top]
            lines = lines[len(above) :]
            if above:
                self.table = None
            self._text(number, above, frame)
            self._rows(number, table, within)
        if lines:
            self.table = None
        self._text(number, lines, frame)

    def _text(self, page: int, lines: list[Printed], frame: Frame) -> None:
        texts, cut = paragraphs(lines, frame)
        for number in cut:
            self.asked.add("cut_number", number)
        for text in texts:
            cells = tuple(text.split("\t"))
            self.found.append(Line(text, page=page, cells=cells if len(cells) > 1 else ()))

    def _rows(self, page: int, table: Ruled, within: dict[Box, list[Letter]]) -> None:
        before = self.table if self.table is not None and table.goes_on(self.table.edges) else None
        if before is None:
            self.tables += 1
            before = _Table(self.tables, table.edges, (), 0)
        for row in table.rows:
            printed = [printed_lines(within.get(box, []), columns=False) if box else [] for box in row]
            cells = tuple(self._cell(lines, box) for lines, box in zip(printed, row, strict=True))
            first = self.table is before and row is table.rows[0]
            if first and cells == before.head:
                self.again.append("\t".join(cells))
                continue
            if self.table is before and before.last and self._goes_on(before, cells, printed):
                self._add_to_last(before, cells, printed)
            else:
                before.rows += 1
                before.head = before.head or cells
                self.found.append(row_line(cells, table=before.number, row=before.rows, page=page))
            before.last = [lines[-1] if lines else None for lines in printed]
            before.boxes = list(row)
            self.table = None if row is not table.rows[-1] else self.table
        self.table = before

    def _cell(self, lines: list[Printed], box: Box | None) -> str:
        if box is None:
            return ""
        texts, cut = paragraphs(lines, self._frame(box, lines))
        for number in cut:
            self.asked.add("cut_number", number)
        return one_line(texts)

    def _frame(self, box: Box, lines: list[Printed]) -> Frame:
        """The inside of a cell: as far from its right rule as its lines begin from its left one."""
        inset = max(0.0, min((line.left for line in lines), default=box.left) - box.left)
        return Frame(box.left + inset, box.right - min(inset, 6.0), self.spaced, self._leading(lines))

    def _leading(self, lines: list[Printed]) -> float:
        """As these lines tell; where they stand twice as far apart as elsewhere in the file, each is a paragraph."""
        here = leading_of(lines)
        self.leading = min(filter(None, (here, self.leading)), default=0.0)
        return here if here and here < 1.7 * self.leading else self.leading

    def _goes_on(self, table: _Table, cells: tuple[str, ...], printed: list[list[Printed]]) -> bool:
        """Whether a page's first row is only the rest of the row that the page before ended with."""
        old = self.found[-1].cells
        filled = [n for n, text in enumerate(cells) if text]
        if len(old) != len(cells) or not filled or any(not old[n] for n in filled):
            return False
        if all(self._same_text(table, n, printed[n]) for n in filled):
            return True
        if table.rows == 1 or any(HEADING.match(cells[n].removeprefix("<p>")) for n in filled):
            return False
        words = all(sum("\u0e01" <= char <= "\u0e2e" for char in cells[n]) > 1 for n in filled)
        return words and len(filled) < sum(bool(text) for text in old)

    def _same_text(self, table: _Table, n: int, lines: list[Printed]) -> bool:
        """Whether a cell's text goes on with what stood last in its column on the page before."""
        last, box = table.last[n], table.boxes[n]
        if last is None or box is None:
            return False
        return not ended(last, lines[0], replace(self._frame(box, [last]), leading=0.0))

    def _add_to_last(self, table: _Table, cells: tuple[str, ...], printed: list[list[Printed]]) -> None:
        line = self.found[-1]
        whole = list(line.cells)
        for n, text in enumerate(cells):
            if not text:
                continue
            old, new = _pieces(whole[n]), _pieces(text)
            last = table.last[n]
            if last is not None and self._same_text(table, n, printed[n]):
                joined, cut = join(old[-1] + (" " if last.text.endswith(" ") else ""), new[0])
                if cut:
                    self.asked.add("cut_number", cut)
                old, new = [*old[:-1], joined], new[1:]
            whole[n] = one_line([*old, *new])
        self.found[-1] = row_line(whole, table=line.table or 0, row=line.row or 0, page=line.page)


def _keeps_spaces(letters: list[Letter]) -> bool:
    """Whether a space of the file stands at the end of a line."""
    return any(a.text == " " and a.base < b.base - a.size / 2 for a, b in pairwise(letters) if not b.is_mark)


def _pieces(cell: str) -> list[str]:
    if not cell.startswith("<p>"):
        return [cell]
    return [piece for piece in cell.removeprefix("<p>").removesuffix("</p>").split("</p> <p>") if piece]


def _sorted(letters: list[Letter], tables: list[Ruled]) -> tuple[list[Letter], dict[Box, list[Letter]]]:
    """Letters around the tables, and those within each cell."""
    around: list[Letter] = []
    within: dict[Box, list[Letter]] = {}
    boxes = [(table.box, [cell for row in table.rows for cell in row if cell]) for table in tables]
    place: Box | None = None
    for letter in letters:
        if not letter.is_mark:
            x, y = (letter.left + letter.right) / 2, letter.base - 0.25 * letter.size
            if place is None or not place.holds(x, y):
                near = (cell for box, cells in boxes if box.holds(x, y) for cell in cells if cell.holds(x, y))
                place = next(near, None)
        (around if place is None else within.setdefault(place, [])).append(letter)
    return around, within
