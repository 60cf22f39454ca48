"""Expected results as data: here those that hang on an answer or an office value; the others in tests/expected/."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDERS = (Path(__file__).parent, Path(__file__).parents[2] / "expected")


def cases(folders: tuple[Path, ...] = FOLDERS) -> Iterator[tuple[str, dict[str, Any]]]:
    """(file:line, case) of every expected result."""
    for folder in folders:
        for file in sorted(folder.rglob("*.jsonl")):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if line.strip():
                    yield f"{file.name}:{number}", json.loads(line)
