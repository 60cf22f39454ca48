"""The five shipped documents and the written papers as files of every kind, and what of them is compared."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.intake.taking import Given, Taken, take_in
from scoring.drafting.text import Line

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "scoring/sources").glob("*.txt"))
SEEDS = ROOT / "tests/drafting/seeds"
PAPERS = ROOT / "tests/drafting/documents"
FIGURES = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
RULES = re.compile(r"(?m)^(?:- )?\|[-| ]+\|$")  # what only Markdown prints between a table's head and its rows


def taken(name: str, content: bytes) -> Taken:
    return take_in([Given(name, content)])


def content(texts: Iterable[str]) -> list[str]:
    """What the lines say: without marks of paragraphs, double spaces and empty lines, all figures Arabic."""
    said = (re.sub(r"</?(?:u|p|ul|ol|li)\b[^>]*>|\|", " ", RULES.sub("", text)) for text in texts)
    return [" ".join(text.split()).translate(FIGURES) for text in said if text.split() and text.strip("- ")]


def letters(text: str) -> str:
    """A text without its spaces: a line of a PDF is broken where the page had no more room."""
    return "".join(content(text.split("\n"))).replace(" ", "").replace("□", "").replace("●", "")


def numbers(lines: Iterable[Line]) -> Counter[str]:
    found = (re.findall(r"\d[\d,.]*\d|\d", text) for text in content(line.text for line in lines))
    return Counter(number for line in found for number in line)
