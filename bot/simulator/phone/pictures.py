"""Photos, films and sounds out of nothing: small PNG files, each different, for people who have no camera at hand."""

import struct
import zlib


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour with a lighter frame."""
    pale = bytes(min(255, part + 60) for part in colour)
    edge = b"\x00" + pale * width
    row = b"\x00" + pale * 2 + bytes(colour) * (width - 4) + pale * 2
    data = b"".join(edge if y in (0, 1, height - 2, height - 1) else row for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(data)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_photo(number: int = 0) -> bytes:
    """Number makes the colour, so that two photos of one set have different bytes."""
    return png(160, 120, (40 + number * 53 % 160, 90 + number * 31 % 120, 60 + number * 17 % 150))


# the smallest film and sound: a head that says what they are, and nothing to play
A_FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
A_SOUND = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A isom"
