"""A text file's lines, in the encodings that Thai office computers write."""

import codecs

from bot.intake.unreadable import Unreadable
from scoring.drafting.text import Line

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def lines_of(content: bytes) -> list[Line]:
    """Each line as it stands; where lines hold tabs they are the rows of a table."""
    lines: list[Line] = []
    table = row = 0
    whole = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    for text in whole.removesuffix("\n").split("\n"):
        if "\t" not in text.strip("\n"):
            row = 0
            lines.append(Line(text))
            continue
        table, row = (table, row + 1) if row else (table + 1, 1)
        lines.append(Line(text, table=table, row=row, cells=tuple(text.split("\t"))))
    return lines


def decoded(content: bytes) -> str:
    encoding = next((name for bom, name in BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise Unreadable("not_text") from None
        text = _thai_windows(content)
    if any(char < " " and char not in "\t\r\n\f\v" for char in text):
        raise Unreadable("not_text")
    return text.replace("\f", "").replace("\v", " ")  # a new page, a soft line: the file's own lines stay


def _thai_windows(content: bytes) -> str:
    """What Notepad wrote before it knew UTF-8: windows-874, mostly Thai letters."""
    try:
        text = content.decode("cp874")
    except UnicodeDecodeError:
        raise Unreadable("not_text") from None
    thai = sum("\u0e00" <= char <= "\u0e7f" for char in text)
    if thai * 3 < len(text):
        raise Unreadable("not_text")
    return text
