"""The child process that opens one foreign file: bounded in time and memory, without database and without settings.

Its last line is the answer; lines before it, "n of m", tell how many pages are read. With a page's number behind the
name its answer is that page as a picture.
"""

import contextlib
import json
import os
import resource
import sys
from collections.abc import Callable
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
    make_way()
    answer = sys.stdout
    sys.stdout = sys.stderr  # whatever a library prints is no answer

    def told(done: int, of: int) -> None:
        answer.write(f"{done} of {of}\n")
        answer.flush()

    content = sys.stdin.buffer.read()
    if len(sys.argv) > 2:
        from bot.intake.pdf.page_picture import png

        answer.buffer.write(png(content, int(sys.argv[2])))
        answer.flush()
        return
    try:
        said = json.dumps(read(sys.argv[1], content, told))
    except (MemoryError, RecursionError):
        said = json.dumps({"unreadable": "too_heavy", "facts": {}})
    answer.write(said)
    answer.flush()


def make_way() -> None:
    """The web process stays on one core: whoever reads for it takes another, and lets others go first."""
    os.nice(5)
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))


def read(name: str, content: bytes, told: Callable[[int, int], None] = lambda done, of: None) -> dict[str, Any]:
    from bot.intake.unreadable import Unreadable

    try:
        return _read(name, content, told)
    except Unreadable as wrong:
        return {"unreadable": wrong.why, "facts": wrong.facts}


def _read(name: str, content: bytes, told: Callable[[int, int], None]) -> dict[str, Any]:
    from bot.intake.damage import mend
    from bot.intake.kinds import kind_of
    from bot.intake.rows import MOST_LETTERS, MOST_LINES
    from bot.intake.unreadable import Unreadable

    lines, asked = _lines_of(kind_of(name, content), content, told)
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


def _lines_of(kind: str, content: bytes, told: Callable[[int, int], None]) -> tuple[list[Any], list[tuple[str, str]]]:
    """Each kind's libraries are loaded only where they are needed."""
    if kind == "docx":
        from bot.intake.word.lines import lines_of as word

        return word(content)
    if kind == "xlsx":
        from bot.intake.excel.lines import lines_of as excel

        return excel(content)
    if kind == "pdf":
        from bot.intake.pdf.lines import lines_of as pdf

        return pdf(content, told)
    from bot.intake.plain import lines_of as plain

    return plain(content), []


if __name__ == "__main__":
    main()
