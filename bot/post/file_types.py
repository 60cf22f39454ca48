"""What a file is, told by its bytes: the few kinds that are kept as evidence, and nothing else.

Taken: JPEG, PNG, PDF, Word, Excel and PowerPoint without macros (.docx .xlsx .pptx), MP4 films and M4A sounds.
Not taken: archives (nobody sees what is in them), the old Office formats and everything with macros (they can hold
programs), HEIC pictures (most office computers cannot show them), pictures and Office files that would grow beyond all
measure when they are opened, and whatever is not recognised.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

OFFICE = {
    "word/document.xml": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "vnd.openxmlformats-officedocument.presentationml.presentation",
}
MOST_PARTS = 10_000  # entries of an Office file
MOST_UNPACKED = 400 * 1024 * 1024  # bytes of all its entries
MOST_RATIO, SMALL = 100, 20 * 1024 * 1024  # times the file's own size, where the entries together are not small
MOST_PIXELS = 120_000_000  # of a picture: a telephone's largest has 108 million
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # in which macros are kept, whatever their part is named
MACROS = "_VBA_PROJECT".encode("utf-16-le")
WITH_MACROS = (b"macroenabled", b"vbaproject")  # in the list of what each part is
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG markers that tell height and width
SOUNDS = (b"M4A ", b"M4B ")
FILMS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash")


@dataclass(frozen=True)
class Media:
    type: str  # as HTTP names it
    kind: str  # image video audio file


def recognise(content: bytes, sent_as: str) -> Media | None:
    """`sent_as`: the kind of the LINE message; it decides only where one format holds films and sounds alike."""
    if content.startswith(b"\xff\xd8\xff"):
        return Media("image/jpeg", "image") if _pixels_of_jpeg(content) <= MOST_PIXELS else None
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
        return Media("image/png", "image") if width * height <= MOST_PIXELS else None
    if content.startswith(b"%PDF-"):
        return Media("application/pdf", "file")
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content[4:8] == b"ftyp":
        return _film(content[8:12], sent_as)
    return None


def _film(brand: bytes, sent_as: str) -> Media | None:
    if brand in SOUNDS or (brand in FILMS and sent_as == "audio"):
        return Media("audio/mp4", "audio")
    return Media("video/mp4", "video") if brand in FILMS else None


def _office(content: bytes) -> Media | None:
    """An Office file is an archive with known parts; they are listed, and looked into only for macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" not in names or _bursts(archive, len(content)) or _has_macros(archive):
                return None
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
        return None
    for part, subtype in OFFICE.items():
        if part in names:
            return Media(f"application/{subtype}", "file")
    return None


def _bursts(archive: zipfile.ZipFile, size: int) -> bool:
    """What the entries say that they hold; one that holds more than it says ends at what it said."""
    entries = archive.infolist()
    unpacked = sum(one.file_size for one in entries)
    return (
        len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > max(SMALL, MOST_RATIO * size)
        or any(one.file_size > SMALL and one.file_size > MOST_RATIO * max(one.compress_size, 1) for one in entries)
    )  # fmt: skip


def _has_macros(archive: zipfile.ZipFile) -> bool:
    with archive.open("[Content_Types].xml") as listed:
        said = listed.read(SMALL).lower()
    if any(word in said for word in WITH_MACROS):
        return True
    for one in archive.infolist():
        if one.filename.lower().endswith("vbaproject.bin"):
            return True
        with archive.open(one) as part:
            if part.read(len(OLE)) == OLE and MACROS in part.read(SMALL):
                return True
    return False


def _pixels_of_jpeg(content: bytes) -> int:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        if content[at + 1] in FRAMES:
            return int.from_bytes(content[at + 5 : at + 7], "big") * int.from_bytes(content[at + 7 : at + 9], "big")
        if content[at + 1] == 0xFF:  # a marker may have more than one of them before it
            at += 1
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return 0
