"""Traces: what a camera writes beside a picture or a film (place, device, day) is left out when it leaves the office.

The original stays as it came, under its hash; its own page shows it to the head and to the province's overseers only.
What cannot be walked to its end is cut there: nothing of it leaves unseen.
"""

import re
import struct

TRACED = ("image/jpeg", "image/png", "video/mp4", "audio/mp4")
KEPT_SEGMENTS = {0xE0, 0xEE}  # JFIF and Adobe's colours; of APP2 the colour profile alone
PROFILE = b"ICC_PROFILE\0"
ORIENTATION = 0x0112
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_TRACES = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"caBX"}
INSIDE = {b"moov", b"trak", b"mdia", b"minf"}  # boxes of a film that are looked into
FILM_TRACES = {b"udta", b"meta", b"uuid", b"\xa9xyz"}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_traces(content: bytes, media: str | None) -> bytes:
    if media == "image/jpeg":
        return _jpeg(content)
    if media == "image/png":
        return _png(content)
    return _film(content) if media in ("video/mp4", "audio/mp4") else content


def _jpeg(content: bytes) -> bytes:
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xD9:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at : at + 2 + size]
        at += 2 + size
        if marker == 0xE1 and (turned := _turned(segment[4:])):
            kept.append(turned)
        if _belongs(marker, segment):
            kept.append(segment)
        if marker == 0xDA:  # the picture's own data: up to the next marker
            end = _MARKER.search(content, at)
            kept.append(content[at : end.start() if end else len(content)])
            at = end.start() if end else len(content)
    return b"".join(kept) + b"\xff\xd9"


def _belongs(marker: int, segment: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return marker in KEPT_SEGMENTS or (marker == 0xE2 and segment[4:].startswith(PROFILE))
    return marker != 0xFE  # a comment


def _turned(exif: bytes) -> bytes:
    """A segment that says only which side is up, where the camera said so: else the picture would lie on its side."""
    if exif[:6] != b"Exif\0\0" or exif[6:8] not in (b"II", b"MM"):
        return b""
    tiff, order = exif[6:], "<" if exif[6:8] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for n in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * n)
            if tag == ORIENTATION and 1 < value <= 8:
                entry = struct.pack(">HHIHHI", ORIENTATION, 3, 1, value, 0, 0)
                said = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry
                return b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said
    except struct.error:
        return b""
    return b""


def _png(content: bytes) -> bytes:
    kept, at = [PNG_HEAD], len(PNG_HEAD)
    while at + 12 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind not in PNG_TRACES:
            kept.append(content[at : at + 12 + size])
        at += 12 + size
        if kind == b"IEND":
            break
    return b"".join(kept)


def _film(content: bytes) -> bytes:
    """Boxes that hold traces become empty room of the same size: nothing else moves, so the film still plays."""
    film = bytearray(content)
    _blank(film, 0, len(film))
    return bytes(film)


def _blank(film: bytearray, at: int, end: int) -> None:
    while at + 8 <= end:
        size, kind, head = int.from_bytes(film[at : at + 4], "big"), bytes(film[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(film[at + 8 : at + 16], "big"), 16
        size = min(size, end - at) if size else end - at
        if size < head:
            return
        if kind in FILM_TRACES:
            film[at + 4 : at + 8] = b"free"
            film[at + head : at + size] = bytes(size - head)
        elif kind in INSIDE:
            _blank(film, at + head, at + size)
        at += size
