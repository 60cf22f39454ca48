"""What a file is, told by its bytes before anything opens it: one of the four kinds that are read, or why not."""

import io
import zipfile
import zlib

from bot.intake.unreadable import Unreadable

MOST_BYTES = 20 * 2**20  # of one file
MOST_PARTS = 3_000  # of an Office file
MOST_UNPACKED = 80 * 2**20
STEP = 2**16

MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Office files before 2007, and of encrypted newer ones
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")  # no program writes them into an Office file
OTHERS = {
    b"\x89PNG": "image", b"\xff\xd8\xff": "image", b"GIF8": "image", b"II*\x00": "image", b"MM\x00*": "image",
    b"{\\rtf": "RTF", b"Rar!": "RAR", b"7z\xbc\xaf": "7Z", b"\x1f\x8b": "GZ",
}  # fmt: skip
IMAGE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")


def kind_of(name: str, content: bytes) -> str:
    """docx, xlsx, pdf or txt."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", size=len(content) // 2**20 + 1, most=MOST_BYTES // 2**20)
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    if content.startswith(OLE):
        raise Unreadable(_old_office(content))
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(content)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return _plain(name, content)


def _plain(name: str, content: bytes) -> str:
    found = next((kind for start, kind in OTHERS.items() if content.startswith(start)), "")
    if content[4:8] == b"ftyp":
        found = "image" if content[8:12] in IMAGE_BRANDS else "MP4"
    if found == "image" or (content.startswith(b"BM") and content[6:10] == bytes(4)):
        raise Unreadable("picture")
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if found or head.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Unreadable("other_kind", found=found or "HTML")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in ("", "txt", "text"):
        raise Unreadable("other_kind", found=f".{ending[:10]}")
    return "txt"


def _old_office(content: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return "password"
    return "old_word" if holds("WordDocument") else "old_excel" if holds("Workbook") else "old_office"


def _office(content: bytes) -> str:
    """Which Office file it is; its parts are unpacked within bounds first, as what the archive says of them may lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename for entry in archive.infolist()}
            kind = next((kind for part, kind in MAIN_PARTS.items() if part in names), None)
            if kind is None or "[Content_Types].xml" not in names:
                raise Unreadable("other_kind", found="ZIP")
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Unreadable("macros", kind=kind)
            if len(archive.infolist()) > MOST_PARTS or len(names) < len(archive.infolist()):
                raise Unreadable("bomb")
            _unpacked_within_bounds(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError, RuntimeError) as wrong:
        # RuntimeError: a part of the archive has a password
        raise Unreadable("password" if "encrypted" in str(wrong) else "broken") from None
    return kind


def _unpacked_within_bounds(archive: zipfile.ZipFile) -> None:
    total = 0
    for entry in archive.infolist():
        is_xml = entry.filename.lower().endswith((".xml", ".rels"))
        before = b""
        with archive.open(entry) as part:
            while block := part.read(STEP):
                total += len(block)
                if total > MOST_UNPACKED:
                    raise Unreadable("bomb")
                if is_xml:
                    seen = before + block.replace(b"\0", b"")  # also where it is written in UTF-16
                    if any(word in seen for word in DECLARATIONS):
                        raise Unreadable("bomb")
                    before = seen[-16:]
