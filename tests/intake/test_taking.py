"""Several files make one text; each is read by a process that has neither our settings nor much memory."""

import hashlib
import os

import pytest

from bot.intake import child
from bot.intake.taking import Given, NotTaken, read_apart, take_in
from scoring.drafting.text import from_plain


def test_several_files_make_one_text_and_every_line_names_its_file() -> None:
    one, two = "ระดับ ๑\nจานวน ๕\n".encode(), "เมือง\t๕๐".encode()
    found = take_in([Given("ข้อตกลง.txt", one), Given("เป้า.txt", two), Given("C:\\x\\เป้า.txt", two)])
    assert [(line.file, line.text) for line in found.text.lines] == [
        ("ข้อตกลง.txt", "ระดับ ๑"), ("ข้อตกลง.txt", "จำนวน ๕"), ("เป้า.txt", "[ไฟล์ เป้า.txt]"), ("เป้า.txt", "เมือง\t๕๐"),
        ("เป้า.txt (2)", "[ไฟล์ เป้า.txt (2)]"), ("เป้า.txt (2)", "เมือง\t๕๐"),
    ]  # fmt: skip
    assert [(s.name, s.first, s.lines) for s in found.sources] == [
        ("ข้อตกลง.txt", 1, 2), ("เป้า.txt", 4, 1), ("เป้า.txt (2)", 6, 1),
    ]  # fmt: skip
    whole = "\n".join(line.text for line in found.text.lines)
    kept = from_plain(whole, "ข้อตกลง.txt")
    assert [line.file for line in kept.lines] == [line.file for line in found.text.lines]  # also from the text alone
    assert found.sources[0].sha256 == hashlib.sha256(one).hexdigest()
    assert found.sources[0].content == one
    assert [(r.line, r.found) for r in found.repairs] == [(2, "จานวน")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_text_file_is_read_in_the_encodings_of_thai_offices(encoding: str) -> None:
    text = "ตัวชี้วัดที่ ๑\r\nระดับ ๑ ไม่น้อยกว่าร้อยละ ๗๐\r\n"
    found = take_in([Given("a.txt", text.encode(encoding))])
    assert [line.text for line in found.text.lines] == ["ตัวชี้วัดที่ ๑", "ระดับ ๑ ไม่น้อยกว่าร้อยละ ๗๐"]


def test_the_child_has_no_settings_and_its_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///secret.db")
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    said = read_apart(Given("a.txt", "ก".encode()))
    assert said["lines"] == [["ก", None, None, None, []]]
    assert "DATABASE_URL" in os.environ
    assert child.MEMORY <= 300 * 2**20


def test_a_child_that_dies_or_runs_too_long_makes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.taking.SECONDS", 0.001)
    with pytest.raises(NotTaken, match="ใช้เวลาหรือหน่วยความจำมากเกินไป"):
        take_in([Given("a.txt", b"x")])
