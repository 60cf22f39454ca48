"""Taking files in: each is read in a child process of its own, and all of them together make one text."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.intake.damage import Repair
from bot.intake.unreadable import Unreadable
from scoring.drafting.text import Line, Text, begins
from templates.words.drafting import taking_in as words

ROOT = Path(__file__).parents[2]
PASTED = "ข้อความที่วาง.txt"  # the name of a text that was pasted into the page
SECONDS = 240  # of waiting for one file on a busy machine; the child's own limit of computing is shorter
MOST_FILES = 10
ERRORS = subprocess.DEVNULL  # what a child says on its way out; the tests listen
PAGES = re.compile(rb"(\d+) of (\d+)")
Told = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Nobody waits to hear how far it is."""


@dataclass(frozen=True)
class Given:
    """One file as it was given."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Source:
    """A file that was taken in: its name, the hash of its bytes, and which lines of the text came of it."""

    name: str
    sha256: str
    content: bytes
    first: int  # line, from 1
    lines: int


@dataclass(frozen=True)
class Taken:
    text: Text
    sources: tuple[Source, ...]
    repairs: tuple[Repair, ...]
    asks: tuple[str, ...]  # questions about what no line can show


class NotTaken(Exception):
    """Its words are one sentence for a person: what was found, and what to do."""


def take_in(files: Sequence[Given], told: Told = silent) -> Taken:
    """All files or none; `told` hears how many pages of the file in hand are read, of how many."""
    if not files:
        raise NotTaken(words.refused("none", "", {}))
    if len(files) > MOST_FILES:
        raise NotTaken(words.refused("too_many_files", "", {"count": len(files), "most": MOST_FILES}))
    lines: list[Line] = []
    sources: list[Source] = []
    repairs: list[Repair] = []
    asks: list[str] = []
    for given, name in zip(files, _names(files), strict=True):
        try:
            said = read_apart(given, told)
        except Unreadable as wrong:
            raise NotTaken(words.refused(wrong.why, name, wrong.facts)) from None
        if lines:
            lines.append(Line(begins(name), name))
        before = len(lines)
        lines += [_line(row, name) for row in said["lines"]]
        repairs += [Repair(before + line, found, becomes) for line, found, becomes in said["repairs"]]
        asks += _asks(name, said["asked"])
        hash = hashlib.sha256(given.content).hexdigest()
        sources.append(Source(name, hash, given.content, before + 1, len(lines) - before))
    return Taken(Text(tuple(lines)), tuple(sources), tuple(repairs), tuple(asks))


def read_apart(given: Given, told: Told = silent) -> dict[str, Any]:
    """What the child says of one file; it knows neither our settings nor the database."""
    said: dict[str, Any] = json.loads(_answer(given.content, [given.name], told).rpartition(b"\n")[2])
    if "unreadable" in said:
        raise Unreadable(said["unreadable"], **said["facts"])
    return said


def page_picture(content: bytes, page: int) -> bytes | None:
    """A PDF's page as a PNG, drawn by the child too; None where it cannot be."""
    try:
        return _answer(content, ["page.pdf", str(page)], silent)
    except Unreadable:
        return None


def _answer(content: bytes, words: Sequence[str], told: Told) -> bytes:
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-s", "-B", "-m", "bot.intake.child", *words]
    with tempfile.TemporaryFile() as paper:
        paper.write(content)
        paper.seek(0)
        child = subprocess.Popen(command, stdin=paper, stdout=subprocess.PIPE, stderr=ERRORS, cwd=ROOT, env=environment)
    late = threading.Timer(SECONDS, child.kill)
    late.start()
    try:
        answer = b""
        for line in child.stdout or ():
            answer += line
            if len(words) == 1 and (at := PAGES.fullmatch(line.strip())):
                told(int(at[1]), int(at[2]))
        code = child.wait()
    finally:
        late.cancel()
        child.kill()  # where we were stopped meanwhile
        if child.stdout:
            child.stdout.close()
    if code in (-24, -9):  # computed for too long, or was ended by the machine for want of memory
        raise Unreadable("too_heavy")
    if code:
        raise Unreadable("broken")
    return answer


def _names(files: Sequence[Given]) -> list[str]:
    """Each file's own name; a second file of one name gets a number."""
    names: list[str] = []
    for given in files:
        plain = " ".join(Path(given.name.replace("\\", "/")).name.split())[:80] or "ไฟล์"
        again = sum(name == plain or name.startswith(plain + " (") for name in names)
        names.append(f"{plain} ({again + 1})" if again else plain)
    return names


def _line(row: list[Any], file: str) -> Line:
    text, page, table, at, cells = row
    return replace(Line(text, file), page=page, table=table, row=at, cells=tuple(cells))


def _asks(file: str, asked: Sequence[Sequence[str]]) -> list[str]:
    """One question for all the places of one kind."""
    kinds = dict.fromkeys(why for why, _ in asked)
    return [words.look(kind, file, [where for why, where in asked if why == kind]) for kind in kinds]
