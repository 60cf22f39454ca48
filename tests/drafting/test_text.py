"""The canonical text: line n of a quote is line n of the file."""

from scoring.drafting.text import Line, Text, from_plain


def test_lines_of_a_plain_text_are_the_lines_of_its_file() -> None:
    text = from_plain("หัวเรื่อง\r\n\nตัวชี้วัดที่ ๑", "ก.txt")
    assert text.lines == (Line("หัวเรื่อง", "ก.txt"), Line("", "ก.txt"), Line("ตัวชี้วัดที่ ๑", "ก.txt"))
    assert text.quote(3) == "ตัวชี้วัดที่ ๑"


def test_a_row_of_a_table_remembers_where_it_stood() -> None:
    row = Line("ระดับ ๑\tร้อยละ ๗๐", "ข.docx", page=2, table=1, row=3, cells=("ระดับ ๑", "ร้อยละ ๗๐"))
    assert Text((row,)).quote(1) == "\t".join(row.cells)
