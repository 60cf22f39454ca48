"""The document page reads like the paper: tables as tables, the letter's own number, the proven words marked."""

import pytest

from scoring.document.loading import shipped
from templates.paper import blocks, title


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        ("sakaeo-2567-1", "ที่ สก ๐๐๑๙/ว ๐๙๕๗ ลว. ๗ มี.ค. ๒๕๖๗"),  # lines 3 and 10
        ("buriram-2561", "ที่ บร ๐๐๑๙/ว๕๘๓ ลว. ๑ ก.พ. ๒๕๖๑"),
        ("nongkhai-2565-1", "ที่ นค ๐๐๑๙.๑/๑ ๒๖๖๐"),  # NKI-17: its day is missing on paper
        ("chonburi-2568-1", "รอบ 1/2568"),  # CBI-21: no letterhead
    ],
)
def test_a_letter_is_called_by_its_number_and_day(agreement: str, said: str) -> None:
    assert title(shipped()[agreement].document.lines, "รอบ 1/2568") == said


def test_a_table_of_the_paper_is_a_table_with_its_rows_and_cells() -> None:
    levels = "ตัวชี้วัดที่ ๑  ระดับ ๑ ร้อยละ ๗๐  ระดับ ๒ ร้อยละ ๘๐\t๔๐"
    lines = ["หัวข้อ", "<p>ตัวชี้วัด</p>\t<p>น้ำหนัก</p>", levels, "", "| ก | 1 |", "| ข | 2 |"]
    first, table, pipes = blocks(lines, 1, 6, {3: ["ร้อยละ ๗๐"]})
    assert (first.table, table.table, pipes.table) == (False, True, True)
    assert [n for n, _ in table.rows] == [2, 3]
    (_, (name, weight)) = table.rows[1]
    assert ["".join(p.text for p in paragraph) for paragraph in name.paragraphs] == [
        "ตัวชี้วัดที่ ๑", "ระดับ ๑ ร้อยละ ๗๐", "ระดับ ๒ ร้อยละ ๘๐",
    ]  # fmt: skip
    assert [p.text for paragraph in name.paragraphs for p in paragraph if p.marked] == ["ร้อยละ ๗๐"]
    assert weight.paragraphs[0][0].text == "๔๐"
    shown = [[part.paragraphs[0][0].text.strip() for part in cells] for _, cells in pipes.rows]
    assert shown == [["ก", "1"], ["ข", "2"]]


@pytest.mark.parametrize("agreement", sorted(shipped()))
def test_no_tag_and_no_line_is_lost_on_the_page(agreement: str) -> None:
    lines = shipped()[agreement].document.lines
    shown = blocks(lines, 1, len(lines), {})
    text = "".join(p.text for b in shown for _, cells in b.rows for c in cells for ps in c.paragraphs for p in ps)
    assert "<" not in text
    numbers = {n for b in shown for n, _ in b.rows}
    assert {n for n, line in enumerate(lines, 1) if any(c.isalnum() for c in line)} - numbers == set()
