"""Files that are refused: one sentence each, with what was found and what to do."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from bot.intake import kinds
from bot.intake.taking import Given, NotTaken, take_in
from tests.intake.papers import PAPERS, taken

WRITTEN = sorted(PAPERS.glob("*-refused-*/answers.json"))
AS_WORD = "กรุณาใช้ไฟล์ Word (.docx) ต้นฉบับ หรือพิมพ์ข้อความส่งเข้ามาแทนค่ะ"


def why(name: str, content: bytes) -> str:
    with pytest.raises(NotTaken) as refused:
        taken(name, content)
    return str(refused.value)


@pytest.mark.parametrize("answers", WRITTEN, ids=lambda path: path.parent.name)
def test_every_paper_that_must_be_refused_is_refused_for_its_reason(answers: Path) -> None:
    expected = json.loads(answers.read_text("utf-8"))
    for files in expected["given"]["files"]:
        with pytest.raises(NotTaken) as refused:
            take_in([Given(name, answers.with_name(name).read_bytes()) for name in files])
        assert any(word in str(refused.value) for word in expected["about"])
        assert "\n" not in str(refused.value)


SENTENCES = {
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")):
        "ไฟล์ “a.doc” เป็น Word รุ่นเก่า (.doc) อ่านไม่ได้ กรุณาเปิดไฟล์ใน Word แล้วบันทึกใหม่เป็น .docx ค่ะ",
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")):
        "ไฟล์ “a.xls” เป็น Excel รุ่นเก่า (.xls) อ่านไม่ได้ กรุณาเปิดไฟล์ใน Excel แล้วบันทึกใหม่เป็น .xlsx ค่ะ",
    ("a.jpg", b"\xff\xd8\xff\xe0 123"): f"ไฟล์ “a.jpg” เป็นรูปภาพ ระบบอ่านตัวหนังสือในภาพไม่ได้ {AS_WORD}",
    ("a.csv", "ระดับ,๑".encode()):
        "ไฟล์ “a.csv” ไม่ใช่ไฟล์เอกสารที่อ่านได้ (เป็น .csv) กรุณาใช้ .docx .pdf .xlsx หรือ .txt ค่ะ",
    ("a.txt", b"<!DOCTYPE html><p>"):
        "ไฟล์ “a.txt” ไม่ใช่ไฟล์เอกสารที่อ่านได้ (เป็น HTML) กรุณาใช้ .docx .pdf .xlsx หรือ .txt ค่ะ",
    ("a.txt", b"\xa1\x00\x01\x02\xff\xfe\xfd"):
        "ไฟล์ “a.txt” ไม่ใช่ไฟล์ข้อความที่อ่านได้ กรุณาบันทึกเป็น .txt แบบ UTF-8 หรือใช้ไฟล์ Word (.docx) ค่ะ",
    ("a.pdf", b"%PDF-1.7 nothing behind"):
        "ไฟล์ “a.pdf” เสียหรือไม่ครบ เปิดอ่านไม่ได้ กรุณาเปิดในโปรแกรมเดิม บันทึกใหม่ แล้วส่งอีกครั้งค่ะ",
    ("../ก.txt", b"  \r\n"): "ไฟล์ “ก.txt” ว่างเปล่า ไม่พบข้อความ กรุณาเลือกไฟล์ที่มีเนื้อหาข้อตกลงค่ะ",
}  # fmt: skip


@pytest.mark.parametrize("given", SENTENCES, ids=lambda given: given[0])
def test_the_sentence_says_what_was_found_and_what_to_do(given: tuple[str, bytes]) -> None:
    assert why(*given) == SENTENCES[given]


def with_part(name: str, content: bytes) -> bytes:
    """A Word file of one line, with one more part."""
    out = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph("ร้อยละ ๘๐")
    paper.save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_any_part_are_a_bomb(encoding: str) -> None:
    declared = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "ใหญ่หรือซับซ้อนเกินไฟล์เอกสาร" in why("a.docx", with_part("word/extra.xml", declared.encode(encoding)))


def test_what_unpacks_to_far_more_is_a_bomb_whatever_the_archive_says() -> None:
    assert "ใหญ่หรือซับซ้อนเกินไฟล์เอกสาร" in why("a.docx", with_part("word/media/x", bytes(kinds.MOST_UNPACKED)))


def test_a_file_with_macros_and_one_too_large_are_refused() -> None:
    assert "มีมาโคร (โปรแกรม)" in why("a.docx", with_part("word/vbaProject.bin", b"x"))
    assert why("a.txt", b"x" * (kinds.MOST_BYTES + 1)).startswith("ไฟล์ “a.txt” ใหญ่ 21 MB เกินที่รับได้ 20 MB")


def test_no_file_and_too_many_files_are_refused() -> None:
    with pytest.raises(NotTaken, match="ยังไม่ได้เลือกไฟล์"):
        take_in([])
    with pytest.raises(NotTaken, match="ส่งมา 11 ไฟล์ เกินที่รับได้ 10 ไฟล์"):
        take_in([Given(f"{n}.txt", b"x") for n in range(11)])
