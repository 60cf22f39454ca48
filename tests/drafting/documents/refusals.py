"""Makes the files that must be refused: python -m tests.drafting.documents.refusals (needs msoffcrypto-tool)."""

import io
import subprocess
import tempfile
import zipfile
from copy import deepcopy
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image

from tests.drafting.paperwork import convert, excel, pdf, word

HERE = Path(__file__).parent
PAPER = (HERE / "001-phayao-2570-1" / "paper.txt").read_text("utf-8")
SHORT = (HERE / "014-chumphon-runs" / "paper.txt").read_text("utf-8")


def picture() -> Image.Image:
    """The first page as a scanner sees it."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.pdf"
        pdf(SHORT, page)
        command = ["pdftoppm", "-r", "100", "-gray", "-png", "-singlefile", str(page), str(page.with_suffix(""))]
        subprocess.run(command, check=True)
        return Image.open(page.with_suffix(".png")).rotate(0.6, expand=True, fillcolor=255).copy()


def scan(out: Path) -> None:
    picture().save(out, "PDF", quality=40)


def photo(out: Path) -> None:
    picture().save(out, "JPEG", quality=40)


def old_word(out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        word(PAPER, source)
        convert(source, out)


def tracked(out: Path) -> None:
    """Level 5 was 85, became 90: the insertion is what python-docx drops without a word."""
    paper = Document()
    for line in SHORT.splitlines():
        paragraph = paper.add_paragraph()
        if "90 ขึ้นไป" not in line:
            paragraph.add_run(line)
            continue
        before, after = line.split("90")
        paragraph.add_run(before)
        change(paragraph, "w:del", "w:delText", "85")
        change(paragraph, "w:ins", "w:t", "90")
        paragraph.add_run(after)
    paper.save(str(out))


def change(paragraph: Paragraph, kind: str, holder: str, text: str) -> None:
    mark = OxmlElement(kind)
    for name, value in (("w:id", "1"), ("w:author", "ผู้แก้ไข"), ("w:date", "2026-11-12T09:00:00Z")):
        mark.set(qn(name), value)
    run = deepcopy(paragraph.add_run()._r)
    paragraph._p.remove(paragraph.runs[-1]._r)
    words = OxmlElement(holder)
    words.text = text
    run.append(words)
    mark.append(run)
    paragraph._p.append(mark)


def locked(out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"open{out.suffix}"
        (excel if out.suffix == ".xlsx" else word)(SHORT, source)
        with source.open("rb") as plain, out.open("wb") as secret:
            OOXMLFile(plain).encrypt("ระดับ2570", secret)


def locked_pdf(out: Path) -> None:
    options = (
        '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"2570"}}'
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        word(SHORT, source)
        home = f"-env:UserInstallation=file://{folder}/profile"
        kind = f"pdf:writer_pdf_Export:{options}"
        command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        out.write_bytes((Path(folder) / "paper.pdf").read_bytes())


def bomb(out: Path) -> None:
    """A Word file of some hundred kilobytes whose text is 256 MiB long."""
    frame = io.BytesIO()
    Document().save(frame)
    with zipfile.ZipFile(frame) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bad:
        for name in good.namelist():
            if name != "word/document.xml":
                bad.writestr(name, good.read(name))
        with bad.open("word/document.xml", "w", force_zip64=True) as text:
            start = good.read("word/document.xml").split(b"<w:sectPr")[0]
            text.write(start + b"<w:p><w:r><w:t>")
            for _ in range(256):
                text.write(b"0" * 2**20)
            text.write(b"</w:t></w:r></w:p></w:body></w:document>")


def other_kind(out: Path) -> None:
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", SHORT)


def damaged(out: Path) -> None:
    """Tone marks turned into digits: what the digits were, nobody can tell."""
    hurt = SHORT.replace("ร้อยละ", "ร1อยละ").replace("น้ำหนัก", "น1ำหนัก").replace("ต่ำกว่า", "ต3ำกว3า")
    out.write_text(hurt, "utf-8") if out.suffix == ".txt" else word(hurt, out)


def empty(out: Path) -> None:
    out.write_bytes(b"" if out.suffix != ".txt" else b" \n\n\t\n")


MADE = {
    "101-refused-scan/paper.pdf": scan,
    "102-refused-old-word/paper.doc": old_word,
    "103-refused-tracked/paper.docx": tracked,
    "104-refused-password-excel/paper.xlsx": locked,
    "105-refused-password-word/paper.docx": locked,
    "106-refused-password-pdf/paper.pdf": locked_pdf,
    "107-refused-empty/paper.docx": empty,
    "108-refused-blank/paper.txt": empty,
    "109-refused-bomb/paper.docx": bomb,
    "110-refused-photo/paper.pdf": photo,
    "111-refused-other-kind/paper.xlsx": other_kind,
    "112-refused-damaged/paper.txt": damaged,
    "113-refused-damaged-word/paper.docx": damaged,
}

if __name__ == "__main__":
    for place, make in MADE.items():
        make(HERE / place)
