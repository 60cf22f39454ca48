"""What a file is, told by its bytes: the few kinds that are kept as evidence, and nothing else.

Taken: JPEG, PNG, PDF, Word, Excel and PowerPoint without macros (.docx .xlsx .pptx), MP4 films and M4A sounds.
Not taken: archives (nobody sees what is in them), the old Office formats and everything with macros (they can hold
programs), HEIC pictures (most office computers cannot show them), and whatever is not recognised.
"""

import io
import zipfile
from dataclasses import dataclass

OFFICE = {
    "word/document.xml": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "vnd.openxmlformats-officedocument.presentationml.presentation",
}
MOST_PARTS = 10_000  # entries of an Office file
SOUNDS = (b"M4A ", b"M4B ")
FILMS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash")


@dataclass(frozen=True)
class Media:
    type: str  # as HTTP names it
    kind: str  # image video audio file


def recognise(content: bytes, sent_as: str) -> Media | None:
    """`sent_as`: the kind of the LINE message; it decides only where one format holds films and sounds alike."""
    if content.startswith(b"\xff\xd8\xff"):
        return Media("image/jpeg", "image")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media("image/png", "image")
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
    """An Office file is an archive with known parts; its parts are listed, never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if "[Content_Types].xml" not in names or len(names) > MOST_PARTS:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    for part, subtype in OFFICE.items():
        if part in names:
            return Media(f"application/{subtype}", "file")
    return None
