"""A Word file's paragraphs and tables as lines, in the order in which they are printed."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bot.intake.asked import Asked
from bot.intake.rows import MOST_LINES, one_line, row_line
from bot.intake.unreadable import Unreadable
from bot.intake.word.list_numbers import UNKNOWN, ListNumbers
from bot.intake.word.words import paragraph_text, text_boxes
from scoring.drafting.text import Line

CHANGES = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
HOLDERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "body", "hdr", "ftr", "footnote")}
LARGE = 3_000  # square millimetres of a picture, some 8 x 4 cm: more than an emblem
MILLIMETRE = 36_000  # in Word's own measure


def lines_of(content: bytes) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines, and what Word holds that no line can show: (reason, the words that stand there)."""
    document = _opened(content)
    parts = _parts(document)
    for part in parts.values():
        for tree in part:
            if next(tree.iter(*CHANGES), None) is not None:
                raise Unreadable("tracked")
    reading = _Reading(document)
    body = reading.lines(document.element.body)
    lines = [
        *(line for part in parts["header"] for line in _once(reading.lines(part))),
        *body,
        *(line for kind in ("footnotes", "footer") for part in parts[kind] for line in _once(reading.lines(part))),
    ]
    if not any(line.text.strip() for line in lines) and reading.pictures:
        raise Unreadable("scan")
    return lines, reading.asked.found


def _opened(content: bytes) -> Any:
    try:
        document = docx.Document(io.BytesIO(content))
        if document.element.body is None:
            raise Unreadable("broken")
    except Unreadable:
        raise
    except MemoryError:
        raise
    except Exception:  # python-docx and lxml raise a dozen different classes over a file that is not whole
        raise Unreadable("broken") from None
    return document


def _parts(document: Any) -> dict[str, list[Any]]:
    """The roots of the body and of what is printed around it."""
    found: dict[str, list[Any]] = {"body": [document.element.body], "header": [], "footer": [], "footnotes": []}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if not relation.is_external and kind in found:
            found[kind].append(_tree(relation))
    return found


def _once(lines: list[Line]) -> Iterator[Line]:
    """Of a header or footer only what says something: not a page's number."""
    for line in lines:
        if sum(char.isalpha() for char in line.text) >= 4:
            yield line


class _Reading:
    def __init__(self, document: Any) -> None:
        self.asked = Asked()
        self.pictures = 0
        self._table = 0
        self._numbers = ListNumbers(_root(document, "numbering"), _root(document, "styles"))

    def lines(self, root: Any) -> list[Line]:
        found: list[Line] = []
        for block in _blocks(root):
            found += self._table_lines(block) if block.tag == qn("w:tbl") else self._paragraph_lines(block)
            if len(found) > MOST_LINES:
                raise Unreadable("too_long", most=MOST_LINES)
        return found

    def _paragraph_lines(self, paragraph: Any) -> list[Line]:
        text = self._text(paragraph)
        pieces = [piece.strip() for piece in text.split("\n")] if text.strip() else [""]
        boxes = [line for box in text_boxes(paragraph) for line in self.lines(box)]
        return [*(Line(piece) for piece in pieces), *boxes]

    def _text(self, paragraph: Any) -> str:
        """The words of a paragraph with the number that its list prints before them."""
        text, strange = paragraph_text(paragraph)
        label = self._numbers.label(paragraph) if text.strip() else ""
        for why in strange:
            self.asked.add(why, text.strip()[:60])
        if UNKNOWN in label:
            self.asked.add("list_number", text.strip()[:60])
            label = ""
        if any(_area(picture) > LARGE for picture in paragraph.iter(qn("wp:extent"))):
            self.pictures += 1
            self.asked.add("picture_inside", text.strip()[:60])
        return label + text.strip() if label else text

    def _table_lines(self, table: Any) -> list[Line]:
        self._table += 1
        number, found, inner = self._table, [], []
        for at, row in enumerate(_within(table, "w:tr"), start=1):
            cells: list[str] = [""] * _span(row.find(qn("w:trPr")), "w:gridBefore", 0)
            for cell in _within(row, "w:tc"):
                properties = cell.find(qn("w:tcPr"))
                merged = None if properties is None else properties.find(qn("w:vMerge"))
                goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
                text, tables = self._cell(cell)
                cells.append("" if goes_on else text)
                cells += [""] * (_span(properties, "w:gridSpan", 1) - 1)
                inner += tables
            found.append(row_line(cells, table=number, row=at))
        return [*found, *(line for table in inner for line in self._table_lines(table))]

    def _cell(self, cell: Any) -> tuple[str, list[Any]]:
        """A cell's paragraphs in one line, and the tables that stand within it."""
        pieces: list[str] = []
        tables: list[Any] = []
        for block in _blocks(cell):
            if block.tag == qn("w:tbl"):
                tables.append(block)
            else:
                pieces += [line.text for line in self._paragraph_lines(block)]
        return one_line(pieces), tables


def _blocks(root: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls."""
    for child in root:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in HOLDERS:
            yield from _blocks(child)


def _within(root: Any, name: str) -> Iterator[Any]:
    for child in root:
        if child.tag == qn(name):
            yield child
        elif child.tag in HOLDERS:
            yield from _within(child, name)


def _span(properties: Any, name: str, otherwise: int) -> int:
    found = None if properties is None else properties.find(qn(name))
    text = "" if found is None else found.get(qn("w:val")) or ""
    return min(int(text), 63) if text.isascii() and text.isdigit() and len(text) < 4 else otherwise


def _area(extent: Any) -> int:
    sides = [extent.get("cx") or "", extent.get("cy") or ""]
    if not all(side.isascii() and side.isdigit() and len(side) < 12 for side in sides):
        return 0
    return int(sides[0]) // MILLIMETRE * (int(sides[1]) // MILLIMETRE)


def _root(document: Any, name: str) -> Any:
    found = (r for r in document.part.rels.values() if not r.is_external and r.reltype.rpartition("/")[2] == name)
    relation = next(found, None)
    return None if relation is None else _tree(relation)


def _tree(relation: Any) -> Any:
    try:
        return parse_xml(relation.target_part.blob)
    except MemoryError:
        raise
    except Exception:  # lxml's own classes
        raise Unreadable("broken") from None
