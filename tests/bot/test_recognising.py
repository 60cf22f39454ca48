"""Claims about what a file is by its bytes; whatever is not known for certain is not taken."""

import io
import zipfile

import pytest

from bot.post.file_types import recognise
from bot.simulator.phone.pictures import A_FILM, A_SOUND, a_photo


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zip:
        for name in names:
            zip.writestr(name, "x")
    return packed.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")
EXCEL = archive("[Content_Types].xml", "xl/workbook.xml")
POINT = archive("[Content_Types].xml", "ppt/presentation.xml")
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


@pytest.mark.parametrize(
    ("content", "type", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "image/jpeg", "image"),
        (a_photo(), "image/png", "image"),
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf", "file"),
        (WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "file"),
        (EXCEL, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "file"),
        (POINT, "application/vnd.openxmlformats-officedocument.presentationml.presentation", "file"),
        (A_FILM, "video/mp4", "video"),
        (A_SOUND, "audio/mp4", "audio"),
    ],
)
def test_what_is_taken(content: bytes, type: str, kind: str) -> None:
    media = recognise(content, "file")
    assert media is not None
    assert (media.type, media.kind) == (type, kind)


def test_a_sound_in_a_films_box_is_a_sound_where_it_was_sent_as_one() -> None:
    media = recognise(A_FILM, "audio")
    assert media is not None
    assert (media.type, media.kind) == ("audio/mp4", "audio")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"film",
        b"\xff\xd8",  # cut before it says anything
        b"MZ\x90\x00 a program",
        b"\n%PDF-1.4",  # something stands before it
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word file",
        HEIC,
        archive("a.jpg", "b.jpg"),
        archive("word/document.xml"),  # without its list of parts
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaproject.BIN"),
        archive("[Content_Types].xml", "AndroidManifest.xml"),
        WORD[: len(WORD) // 2],
    ],
)
def test_what_is_not_taken(content: bytes) -> None:
    assert recognise(content, "file") is None
    assert recognise(content, "image") is None


def office(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, content in {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **parts}.items():
            zip.writestr(name, content)
    return packed.getvalue()


PROJECT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "_VBA_PROJECT".encode("utf-16-le")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/vbaProject.bin", b"x"),
        ("word/media/image1.png", PROJECT),  # whatever it is named
        ("[Content_Types].xml", b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
        ("[Content_Types].xml", b'<Override PartName="/a" ContentType="application/vnd.ms-office.vbaProject"/>'),
    ],
)
def test_macros_are_known_by_what_is_in_the_file(part: str, content: bytes) -> None:
    assert recognise(office(**{part: content}), "file") is None


def test_an_object_without_macros_is_no_macro() -> None:
    assert recognise(office(**{"word/embeddings/a.bin": PROJECT[:300]}), "file") is not None


def test_an_office_file_that_bursts_when_it_is_opened_is_not_taken() -> None:
    big = office(**{"word/media/a.bmp": b"\x00" * 30_000_000})
    assert len(big) < 40_000
    assert recognise(big, "file") is None
    assert recognise(office(**{"word/media/a.bmp": b"\x00" * 3_000_000}), "file") is not None  # small all the same


def test_a_picture_of_more_pixels_than_any_camera_is_not_taken() -> None:
    def png(width: int, height: int) -> bytes:
        size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
        return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + b"\x08\x02"

    def jpeg(width: int, height: int) -> bytes:
        size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
        return b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xff\xc2\x00\x11\x08" + size + b"\x03" + b"\x00" * 20

    for made in (png, jpeg):
        assert recognise(made(12_000, 9_000), "image") is not None  # 108 million
        assert recognise(made(50_000, 50_000), "image") is None
