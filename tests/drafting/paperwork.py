"""Plain text with tabs turned into the Word, Excel and PDF files that an office would have made of it."""

import html
import re
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Side

SECTION = re.compile(r"\s*(?:<p[^>]*>)?\s*ตัวชี้วัด(?:ราย|งาน)")  # a row that heads a section, merged over the table
RULE = re.compile(r"\|[-| ]+\|")
NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(%?)")
Rows = list[list[str]]


def blocks(text: str) -> Iterator[str | Rows]:
    """Lines by themselves, and tables: lines with tabs or pipes that stand together."""
    for table, lines in groupby(text.splitlines(), lambda line: "\t" in line or line.startswith(("| ", "|-", "- | "))):
        if not table:
            yield from lines
            continue
        rows = [cells(line) for line in lines if not RULE.fullmatch(line.removeprefix("- "))]
        rows = [row for row in rows if row != [""] * len(row)]
        width = max(map(len, rows))
        yield [row + [""] * (width - len(row)) for row in rows]


def cells(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    return [cell.strip() for cell in line.removeprefix("- ").strip().strip("|").split("|")]


def parts(cell: str) -> Iterator[list[tuple[str, bool]]]:
    """The paragraphs of a cell, each as runs of (text, underlined)."""
    for paragraph in re.split(r"</?(?:p|ul|ol|li)\b[^>]*>", cell):
        if paragraph.strip() or not re.search("<(p|ul|ol)", cell):
            runs = re.split(r"(<u>.*?</u>)", paragraph.strip(" "))
            yield [(html.unescape(re.sub("</?u>", "", run)), run.startswith("<u>")) for run in runs if run]


def spans(rows: Rows) -> Iterator[tuple[int, int, int, int]]:
    """Cells that an office merges: section headings, and the two lines of a double heading."""
    for n, row in enumerate(rows):
        if SECTION.match(row[0]) and "ระดับ" not in row[0] and not any(row[1:]) and len(row) > 1:
            yield n, 0, n, len(row) - 1
    if len(rows) > 2 and rows[0][0] and not rows[1][0] and any(rows[1]):
        for left, text in enumerate(rows[0]):
            if text and not rows[1][left]:
                yield 0, left, 1, left
            elif text:
                right = left
                while right + 1 < len(rows[0]) and not rows[0][right + 1] and rows[1][right + 1]:
                    right += 1
                if right > left:
                    yield 0, left, 0, right


def word(text: str, out: Path, font: str = "Garuda", scattered: bool = False) -> None:
    """A Word file; scattered: every few letters in a run of their own, as Word leaves a text edited often."""
    paper = Document()
    section = paper.sections[0]
    wide = any(len(block[0]) > 6 for block in blocks(text) if not isinstance(block, str))
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(1.5)
    _set_font(paper, font)
    for block in blocks(text):
        if isinstance(block, str):
            _fill(paper.add_paragraph(), block, scattered)
        else:
            _table(paper.add_table(len(block), len(block[0]), "Table Grid"), block, 26 if wide else 18, scattered)
    paper.save(str(out))


def _set_font(paper: Document, font: str) -> None:
    style = paper.styles["Normal"]
    style.font.size, style.font.name = Pt(11), font
    for name in ("w:cs", "w:eastAsia"):
        style.element.rPr.rFonts.set(qn(name), font)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), "22")
    style.element.rPr.append(size)


def _table(table: Table, rows: Rows, width: float, scattered: bool) -> None:
    weights = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    widths = [Cm(width * weight / sum(weights)) for weight in weights]
    table.autofit = False
    for column, column_width in zip(table.columns, widths, strict=True):
        column.width = column_width
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, column_width in zip(row.cells, texts, widths, strict=True):
            cell.width = column_width
            for n, runs in enumerate(parts(text)):
                paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
                for piece, underlined in runs:
                    _fill(paragraph, piece, scattered, underlined)
    for top, left, bottom, right in spans(rows):
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        for paragraph in merged.paragraphs[1:]:
            if not paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)


def _width(cell: str) -> float:
    """How wide a column a cell asks for: a long text may wrap, a number may not."""
    return max(5, min(len(cell), 900) ** 0.5, *(len(number) + 2 for number in re.findall(r"[\d,.%]+", cell)))


def numbered(text: str, out: Path) -> None:
    """A Word file whose "1. … 2. …" are an automatic list: Word shows the numbers, the text does not hold them."""
    paper = Document()
    numbering = paper.part.numbering_part.element
    for line in text.splitlines():
        match = re.match(r"([0-9]+)\. ", line)
        if not match:
            paper.add_paragraph(line)
            continue
        if match[1] == "1":
            of_style = paper.styles["List Number"].element.pPr.numPr.numId.val
            kind = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == of_style)
            each = numbering.add_num(kind)
            each.add_lvlOverride(0).add_startOverride(1)
        number = paper.add_paragraph(line[match.end() :], "List Number")._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val, number.get_or_add_numId().val = 0, each.numId
    paper.save(str(out))


def _fill(paragraph: Paragraph, text: str, scattered: bool, underlined: bool = False) -> None:
    for piece in re.findall(r"\d+|\D{1,5}", text) if scattered else [text]:
        paragraph.add_run(piece).underline = underlined or None


def excel(text: str, out: Path, numbers: bool = True) -> None:
    """An Excel file; numbers: Arabic digits become numbers shown in the same form (75% is 0.75)."""
    book = Workbook()
    sheet = book.active
    line, edge = 0, Side(style="thin")
    for block in blocks(text):
        rows = [[block]] if isinstance(block, str) else block
        for row in rows:
            line += 1
            for column, value in enumerate(row, 1):
                shown = "\n".join("".join(piece for piece, _ in runs) for runs in parts(value))
                cell = sheet.cell(line, column)
                cell.alignment = Alignment(wrap_text=column == 1 and len(row) > 1, vertical="top")
                if shown and numbers and len(row) > 1 and (match := NUMBER.fullmatch(shown)):
                    cell.value, cell.number_format = _number(match)
                else:
                    cell.value, cell.number_format = shown or None, "@"
                if len(row) > 1:
                    cell.border = Border(edge, edge, edge, edge)
        if not isinstance(block, str):
            first = line - len(rows) + 1
            for top, left, bottom, right in spans(rows):
                sheet.merge_cells(None, first + top, left + 1, first + bottom, right + 1)
    sheet.column_dimensions["A"].width = 60
    book.save(out)


def _number(match: re.Match[str]) -> tuple[int | float, str]:
    whole, fraction, percent = match.groups()
    shape = ("#,##0" if "," in whole else "0") + ("." + "0" * (len(fraction) - 1) if fraction else "") + percent
    plain = whole.replace(",", "") + (fraction or "")
    value = float(plain) if fraction else int(plain)
    return (round(value / 100, 8) if percent else value), shape


def pdf(text: str, out: Path, font: str = "Garuda") -> None:
    """A PDF with ruled tables, as LibreOffice Writer prints the Word file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{out.stem}.docx"
        word(text, source, font)
        convert(source, out)


def convert(source: Path, out: Path) -> None:
    home = f"-env:UserInstallation=file://{source.parent}/profile"
    kind = out.suffix[1:]
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    out.write_bytes((source.parent / f"{source.stem}.{kind}").read_bytes())


def printed(text: str, out: Path, font: str = "Waree") -> None:
    """A PDF as a browser prints the page."""
    body = []
    for block in blocks(text):
        if isinstance(block, str):
            body.append(f"<p>{html.escape(block)}&nbsp;</p>")
            continue
        rows = ("".join(f"<td>{_inner(cell)}</td>" for cell in row) for row in block)
        body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    style = f"body{{font:11pt {font}}} p{{margin:2pt}} table{{border-collapse:collapse}} td{{border:1px solid}}"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<meta charset=utf-8><style>{style}</style>{''.join(body)}", "utf-8")
        options = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
        subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True, timeout=120)


def _inner(cell: str) -> str:
    return "<br>".join("".join(html.escape(piece) for piece, _ in runs) for runs in parts(cell))


def words(text: str) -> str:
    """The paper's words alone, without any space: what a form may change is where a line or a cell ends."""
    plain = "".join(
        "".join(piece for piece, _ in runs)
        for block in blocks(text)
        for cell in ([block] if isinstance(block, str) else [cell for row in block for cell in row])
        for runs in parts(cell)
    )
    return re.sub(r"\s", "", plain)


def words_of_word(path: Path) -> str:
    body = Document(str(path)).element.body
    return re.sub(r"\s", "", "".join(text.text or "" for text in body.iter(qn("w:t"))))


def words_of_excel(path: Path) -> str:
    """The texts of an Excel file's cells; numbers are left out."""
    rows = [row for sheet in load_workbook(path) for row in sheet.iter_rows()]
    return re.sub(r"\s", "", "".join(cell.value for row in rows for cell in row if isinstance(cell.value, str)))
