"""The answers agree with their papers: quotes stand where they say, inputs are used, forms hold the paper's words."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.drafting.paperwork import words, words_of_excel, words_of_word

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if (path / "answers.json").exists())
PAPERS = [folder for folder in FOLDERS if (folder / "paper.txt").exists() and "refused" not in folder.name]
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
SPELLED = re.compile("ทุก|ครึ่ง")  # the number is a word
DAY = re.compile(r"\d{4}-\d\d-\d\d")
INDICATOR = {"id", "section", "section_name", "number", "variant", "round", "districts", "name", "weight", "scored"}
INDICATOR |= {"group", "line", "inputs", "levels", "asks", "may_ask"}


def answers(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "answers.json").read_text("utf-8"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_that_is_given_is_there(folder: Path) -> None:
    for files in answers(folder)["given"]["files"]:
        assert [name for name in files if not (folder / name).is_file()] == []


@pytest.mark.parametrize("folder", PAPERS, ids=lambda folder: folder.name)
def test_every_quote_stands_on_its_line(folder: Path) -> None:
    lines = (folder / "paper.txt").read_text("utf-8").splitlines()
    for indicator in answers(folder)["indicators"]:
        assert set(indicator) == INDICATOR
        assert indicator["name"] in lines[indicator["line"] - 1]
        for level in indicator["levels"]:
            start, end = level["span"]
            assert lines[level["line"] - 1][start:end] == level["quote"]
            assert [step for step in level["steps"] if step not in level["quote"]] == []


@pytest.mark.parametrize("folder", PAPERS, ids=lambda folder: folder.name)
def test_every_level_is_measured_done_entered_or_asked(folder: Path) -> None:
    for indicator in answers(folder)["indicators"]:
        levels = [level["level"] for level in indicator["levels"]]
        assert levels == sorted(set(levels))
        asked = {n for ask in indicator["asks"] for n in ask["levels"]}
        for level in indicator["levels"]:
            known = level["conditions"] or level["steps"] or level["entered_by_hand"]
            assert known or level["level"] in asked, (indicator["id"], level["level"])
        used = {condition["input"] for level in indicator["levels"] for condition in level["conditions"]}
        assert used == set(indicator["inputs"]), indicator["id"]


@pytest.mark.parametrize("folder", PAPERS, ids=lambda folder: folder.name)
def test_every_number_of_a_condition_stands_in_its_quote(folder: Path) -> None:
    for indicator in answers(folder)["indicators"]:
        for level in indicator["levels"]:
            digits = level["quote"].translate(ARABIC).replace(",", "")
            if SPELLED.search(digits):
                continue
            printed = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", digits)]
            known = {number * scale for number in printed for scale in (1, 100_000, 1_000_000)}  # แสน, ล้าน
            for condition in level["conditions"]:
                values = [
                    value for value in (condition["value"], condition["to"]) if value and not DAY.fullmatch(value)
                ]
                for part in (part for value in values for part in value.split("/")):
                    assert Decimal(part) in known, (indicator["id"], level["level"], part)


@pytest.mark.parametrize("folder", PAPERS, ids=lambda folder: folder.name)
def test_word_and_excel_have_the_words_of_the_paper(folder: Path) -> None:
    paper = (folder / "paper.txt").read_text("utf-8")
    if folder.name == "023-phetchabun-lists":  # there Word counts the list itself
        paper = re.sub(r"(?m)^[0-9]\. ", "", paper)
    text = words(paper)
    for form in folder.glob("paper.docx"):
        assert words_of_word(form) == text
    for form in folder.glob("paper.xlsx"):  # its numbers are numbers there
        assert re.sub(r"[0-9.,%]", "", words_of_excel(form)) == re.sub(r"[0-9.,%]", "", text)
