"""Signed documents gone wrong: cut, doubled, swapped, other figures, random bytes, in the file or in its parts."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.intake.papers import PAPERS, SEEDS, SHIPPED

Change = Callable[[bytes, random.Random], bytes]
STRANGE = (
    "\x00",
    "\u200b",
    "\ufeff",
    "<p>",
    "</p>",
    "&",
    "๙" * 400,
    "-1",
    "1e9",
    "½",
    "\t\t",
    "ํา",
    "9" * 40,
    "]]>",
    "%",
)


def files() -> list[Path]:
    """Every good file that there is, of every kind; the small ones come first."""
    found = [*PAPERS.glob("0*/*.*"), *SEEDS.glob("*.*"), *SHIPPED]
    kept = [path for path in found if path.suffix in (".docx", ".pdf", ".xlsx", ".txt")]
    return sorted(kept, key=lambda path: (path.stat().st_size, str(path)))


def mutated(path: Path, dice: random.Random) -> bytes:
    content = path.read_bytes()
    if path.suffix in (".docx", ".xlsx") and dice.random() < 0.7:
        return _in_a_part(content, dice)
    return dice.choice(CHANGES)(content, dice)


def _in_a_part(content: bytes, dice: random.Random) -> bytes:
    """One part of an Office file is changed; the archive stays whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        favourites = [
            n for n in names if n.endswith(("document.xml", "sheet1.xml", "sharedStrings.xml", "numbering.xml"))
        ]
        chosen = dice.choice(favourites if favourites and dice.random() < 0.8 else names)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, dice.choice(CHANGES)(part, dice) if name == chosen else part)
    return out.getvalue()


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _hole(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + content[at + dice.choice((1, 7, 300, 5000)) :]


def _doubled(content: bytes, dice: random.Random) -> bytes:
    at, size = dice.randrange(len(content) + 1), dice.choice((3, 60, 2000))
    return content[: at + size] + content[at:]


def _noise(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 5, 60))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _text(content: bytes, dice: random.Random) -> bytes:
    """Figures, cells, lines and signs of a text are changed as a person or a bad copy would."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _noise(content, dice)
    for _ in range(dice.choice((1, 3, 20))):
        at = dice.randrange(len(text) + 1)
        what = dice.randrange(5)
        if what == 0:
            text = "".join(
                dice.choice("0123456789๐๑๒๓๔๕๖๗๘๙") if c.isdigit() and dice.random() < 0.1 else c for c in text
            )
        elif what == 1:
            lines = text.split("\n")
            dice.shuffle(lines)
            text = "\n".join(lines)
        elif what == 2:
            cells = text.split("\t")
            a, b = dice.randrange(len(cells)), dice.randrange(len(cells))
            cells[a], cells[b] = cells[b], cells[a]
            text = "\t".join(cells)
        elif what == 3:
            text = text[:at] + dice.choice(STRANGE) + text[at:]
        else:
            text = text.replace(dice.choice(("ำ", "ระดับ", "ร้อยละ", ">", "้", " ")), dice.choice(("", " ", "า", "1")), 9)
    return text.encode("utf-8", "surrogatepass")


CHANGES: tuple[Change, ...] = (_cut, _hole, _doubled, _noise, _text, _text, _text)
