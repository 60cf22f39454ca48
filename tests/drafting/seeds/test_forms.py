"""The five signed documents as Word, Excel and PDF files say what the text says."""

from pathlib import Path

import pytest

from tests.drafting.paperwork import words, words_of_excel, words_of_word

HERE = Path(__file__).parent
SOURCES = sorted((HERE.parents[2] / "scoring" / "sources").glob("*.txt"))
PAPERS = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)


@PAPERS
def test_word_and_excel_lose_and_add_nothing(source: Path) -> None:
    text = words(source.read_text("utf-8"))
    assert words_of_word(HERE / f"{source.stem}.docx") == text
    assert words_of_excel(HERE / f"{source.stem}.xlsx") == text


@PAPERS
def test_every_document_is_there_in_two_fonts_and_as_a_browser_prints_it(source: Path) -> None:
    for kind in ("garuda", "norasi", "browser"):
        assert (HERE / f"{source.stem}.{kind}.pdf").read_bytes().startswith(b"%PDF")


def test_the_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in HERE.parent.rglob("*.*")) < 6_000_000
