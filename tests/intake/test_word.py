"""What Word prints and its text does not hold, and what its text holds and Word does not print."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from bot.intake.taking import NotTaken
from tests.intake.papers import taken


def read(paper: Any) -> list[str]:
    return [line.text for line in taken("a.docx", saved(paper)).text.lines if line.text]


def saved(paper: Any) -> bytes:
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def numbered(paper: Any, *levels: str, text: str = "%1.") -> None:
    """A list whose levels count in these ways: list 77."""
    rules = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{way}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, way in enumerate(levels)
    )
    numbering = paper.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{rules}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(paper: Any, text: str, level: int = 0) -> None:
    properties = paper.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def test_the_numbers_of_a_list_are_restored() -> None:
    paper = docx.Document()
    numbered(paper, "thaiNumbers", text="ระดับ %1")
    for text in ("มีแผน", "ร้อยละ ๘๐", "รายงาน"):
        item(paper, text)
    assert read(paper) == ["ระดับ ๑ มีแผน", "ระดับ ๒ ร้อยละ ๘๐", "ระดับ ๓ รายงาน"]


def test_a_deeper_level_of_a_list_counts_anew_under_each_number() -> None:
    paper = docx.Document()
    numbered(paper, "decimal", "thaiLetters", text="%2%1)")
    for text, level in (("ก", 1), ("ข", 1), ("หนึ่ง", 0), ("ค", 1)):
        item(paper, text, level)
    assert read(paper) == ["ก1) ก", "ข1) ข", "%21) หนึ่ง", "ก1) ค"]


def test_a_way_of_counting_that_is_not_known_is_asked_about() -> None:
    paper = docx.Document()
    numbered(paper, "chineseCounting")
    item(paper, "ร้อยละ ๘๐")
    found = taken("a.docx", saved(paper))
    assert found.text.lines[0].text == "ร้อยละ ๘๐"
    assert found.asks == ("เลขลำดับอัตโนมัติหน้าข้อความนี้อ่านไม่ได้ บนกระดาษเป็นเลขอะไร (a.docx: ร้อยละ ๘๐)",)


def test_a_merged_cell_stands_once_and_keeps_its_column() -> None:
    paper = docx.Document()
    table = paper.add_table(3, 3)
    for n, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(n)
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    lines = taken("a.docx", saved(paper)).text.lines
    assert [line.cells for line in lines if line.table] == [
        ("<p>0</p> <p>1</p>", "", "2"), ("3", "4", "<p>5</p> <p>8</p>"), ("6", "7", ""),
    ]  # fmt: skip
    assert [(line.table, line.row) for line in lines if line.table] == [(1, 1), (1, 2), (1, 3)]


def test_hidden_text_and_field_codes_are_not_printed() -> None:
    paper = docx.Document()
    paragraph = paper.add_paragraph("ร้อยละ ")
    paragraph.add_run("90").font.hidden = True
    code = OxmlElement("w:instrText")
    code.text = "PAGE 99"
    paragraph.add_run("80")._r.append(code)
    assert read(paper) == ["ร้อยละ 80"]


def test_words_struck_out_stay_and_are_asked_about() -> None:
    paper = docx.Document()
    paper.add_paragraph("ร้อยละ ").add_run("90").font.strike = True
    found = taken("a.docx", saved(paper))
    assert found.text.lines[0].text == "ร้อยละ 90"
    assert found.asks == ("มีข้อความขีดฆ่า ยังใช้อยู่หรือยกเลิกแล้ว (a.docx: ร้อยละ 90)",)


def test_signs_of_the_symbol_font_are_letters() -> None:
    paper = docx.Document()
    run = paper.add_paragraph("ค่า ").add_run()
    run._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Symbol" w:char="F0B3"/>'))
    run._r.append(parse_xml(f"<w:t {nsdecls('w')}>80</w:t>"))
    assert read(paper) == ["ค่า ≥80"]


def test_content_controls_and_text_boxes_are_read() -> None:
    paper = docx.Document()
    body = paper.element.body
    words = f"<w:p {nsdecls('w')}><w:r><w:t>%s</w:t></w:r></w:p>"
    body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{words % 'ในกรอบ'}</w:sdtContent></w:sdt>"))
    box = f"<w:pict {nsdecls('w')}><w:txbxContent>{words % 'ในกล่อง ๗๐'}</w:txbxContent></w:pict>"
    paper.add_paragraph("ข้างนอก").add_run()._r.append(parse_xml(box))
    assert read(paper) == ["ในกรอบ", "ข้างนอก", "ในกล่อง ๗๐"]


def test_what_is_printed_above_and_below_every_page_stands_once_and_page_numbers_not_at_all() -> None:
    paper = docx.Document()
    paper.add_paragraph("เนื้อหา")
    paper.sections[0].header.paragraphs[0].text = "รอบที่ ๑ ปี ๒๕๗๐"
    paper.sections[0].footer.paragraphs[0].text = "- ๒ -"
    assert read(paper) == ["รอบที่ ๑ ปี ๒๕๗๐", "เนื้อหา"]


@pytest.mark.parametrize("name", ["w:ins", "w:del", "w:moveTo"])
def test_tracked_changes_are_refused_wherever_they_stand(name: str) -> None:
    paper = docx.Document()
    paper.add_paragraph("ร้อยละ 80")
    header = paper.sections[0].header.paragraphs[0]
    header._p.append(OxmlElement(name))
    with pytest.raises(NotTaken, match=r"“a\.docx” มีรอยแก้ไขที่ยังไม่ตัดสิน \(Track Changes\)"):
        taken("a.docx", saved(paper))


def test_a_large_picture_is_asked_about_and_an_emblem_is_not() -> None:
    paper = docx.Document()
    for side in (1_080_000, 3_600_000):
        extent = OxmlElement("wp:extent")
        extent.set("cx", str(side))
        extent.set("cy", str(side))
        drawing = OxmlElement("w:drawing")
        drawing.append(extent)
        paper.add_paragraph(f"รูปกว้าง {side}").add_run()._r.append(drawing)
    assert taken("a.docx", saved(paper)).asks == (
        "มีรูปภาพใหญ่ในไฟล์ ถ้าในรูปมีตารางหรือเกณฑ์ ระบบจะไม่เห็น ในรูปมีตัวเลขของข้อตกลงไหม (a.docx: รูปกว้าง 3600000)",
    )
    assert qn("w:drawing") in {element.tag for element in paper.element.iter()}
