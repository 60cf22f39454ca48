"""The documents say what is there: files that exist, settings that are read, commands that are known."""

import re
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS

ROOT = Path(__file__).parents[1]
DOCS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/handbook.md", "docs/threats.md",
        "docs/new-agreement.md")  # fmt: skip
ROOMS = ("bot/", "handlers/", "templates/", "scoring/", "tests/", "docs/", "deploy/")
MADE = ("gallery/",)  # by a command


def section(text: str, title: str) -> str:
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("doc", DOCS)
def test_every_file_that_a_document_names_is_there(doc: str) -> None:
    named = re.findall(r"`((?:[\w.*-]+/)+[\w.*-]*)`", (ROOT / doc).read_text("utf-8"))
    gone = [n for n in named if n.startswith(ROOMS) and n not in MADE and not list(ROOT.glob(n.rstrip("/")))]
    assert gone == []


def test_the_table_of_settings_is_what_the_program_reads() -> None:
    table = section((ROOT / "README.md").read_text("utf-8"), "Settings")
    names = "\n".join(row.split("|")[1] for row in table.splitlines() if row.startswith("|"))
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", names))
    code = "\n".join(p.read_text("utf-8") for p in [*(ROOT / "bot").rglob("*.py"), *ROOT.glob("*.py")])
    read = {name for name in told if re.search(rf"[\"']{name}[\"']", code)}
    assert told - read == set()
    config = (ROOT / "bot/config.py").read_text("utf-8")
    assert set(re.findall(r"[\"']([A-Z]{3,}[A-Z_]+)[\"']", config)) - told == set()


def test_the_table_of_commands_names_every_command_once() -> None:
    table = section((ROOT / "README.md").read_text("utf-8"), "Commands")
    told = re.findall(r"`([a-z]+)", "\n".join(r.split("|", 2)[2] for r in table.splitlines() if r.startswith("| ")))
    known = {name for name, _, _ in COMMANDS}
    assert known - set(told) == set()
    assert set(told) - known == set()


def test_a_documents_picture_is_small_enough_for_a_telephone() -> None:
    """80 kB at most, and each is shown somewhere."""
    pictures = sorted((ROOT / "docs/pictures").iterdir())
    assert [(p.name, p.stat().st_size) for p in pictures if p.stat().st_size > 80_000] == []
    words = "".join((ROOT / doc).read_text("utf-8") for doc in DOCS)
    assert [p.name for p in pictures if f"pictures/{p.name}" not in words] == []
