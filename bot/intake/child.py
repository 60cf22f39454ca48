"""The child process that opens one foreign file: bounded in time and memory, without database and without settings."""

import json
import resource
import sys
from typing import Any

MEMORY = 300 * 2**20
SECONDS = 60
FILES = 64


def main() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, FILES),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))
    answer = sys.stdout
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    try:
        said = read(sys.argv[1], sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        said = {"unreadable": "too_heavy", "facts": {}}
    json.dump(said, answer)
    answer.flush()


def read(name: str, content: bytes) -> dict[str, Any]:
    from bot.intake.unreadable import Unreadable

    try:
        return _read(name, content)
    except Unreadable as wrong:
        return {"unreadable": wrong.why, "facts": wrong.facts}


def _read(name: str, content: bytes) -> dict[str, Any]:
    from bot.intake.damage import mend
    from bot.intake.kinds import kind_of
    from bot.intake.rows import MOST_LETTERS, MOST_LINES
    from bot.intake.unreadable import Unreadable

    lines, asked = _lines_of(kind_of(name, content), content)
    if not any(char.isalnum() for line in lines for char in line.text):
        raise Unreadable("empty")
    if len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_LETTERS:
        raise Unreadable("too_long")
    mended = mend(lines)
    if mended.beyond:
        number = mended.beyond[0]
        raise Unreadable("damaged", line=number, words=" ".join(lines[number - 1].text.split())[:40])
    return {
        "lines": [[line.text, line.page, line.table, line.row, list(line.cells)] for line in mended.lines],
        "repairs": [[repair.line, repair.found, repair.becomes] for repair in mended.repairs],
        "asked": asked,
    }


def _lines_of(kind: str, content: bytes) -> tuple[list[Any], list[tuple[str, str]]]:
    """Each kind's libraries are loaded only where they are needed."""
    if kind == "docx":
        from bot.intake.word.lines import lines_of as word

        return word(content)
    if kind == "xlsx":
        from bot.intake.excel.lines import lines_of as excel

        return excel(content)
    if kind == "pdf":
        from bot.intake.pdf.lines import lines_of as pdf

        return pdf(content)
    from bot.intake.plain import lines_of as plain

    return plain(content), []


if __name__ == "__main__":
    main()
