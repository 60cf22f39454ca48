"""Pictures leave without place and device, upright and otherwise as they were; the original stays under its hash."""

import io
import zipfile

import pytest
from PIL import Image

from bot.exports.traces import without_traces
from tests.dashboard.conftest import Office
from tests.dashboard.evidence import attach

DISTRICT, B = "บ้านกรวด", "buriram-2561"
SECRETS = (b"SpyPhone 9", b"2026:01:02", b"14.9931", b"secret-words")


def photo(kind: str, *, turned: int = 6, progressive: bool = False) -> bytes:
    picture = Image.new("RGB", (64, 48), "red")
    picture.putpixel((3, 3), (0, 0, 255))
    exif = Image.Exif()
    exif[0x0110], exif[0x0132], exif[0x0112] = "SpyPhone 9", "2026:01:02 03:04:05", turned
    exif.get_ifd(0x8825).update({1: "N", 2: (14.0, 59.0, 35.2), 29: "14.9931"})
    file = io.BytesIO()
    more = {"comment": b"secret-words", "progressive": progressive} if kind == "JPEG" else {}
    picture.save(file, kind, exif=exif, **more)
    return file.getvalue() + (b"trailer SpyPhone 9" if kind == "JPEG" else b"")


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photo_loses_its_traces_and_keeps_every_point_and_its_right_side_up(progressive: bool, turned: int) -> None:
    before = photo("JPEG", turned=turned, progressive=progressive)
    assert SECRETS[0] in before
    after = without_traces(before, "image/jpeg")
    assert not [one for one in SECRETS if one in after]
    old, new = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert new.tobytes() == old.tobytes()
    assert dict(new.getexif()) == ({} if turned == 1 else {0x0112: turned})
    assert without_traces(after, "image/jpeg") == after


def test_a_drawing_loses_its_traces_too() -> None:
    before = photo("PNG")
    after = without_traces(before, "image/png")
    assert SECRETS[0] in before
    assert not [one for one in SECRETS if one in after]
    assert Image.open(io.BytesIO(after)).tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_a_film_keeps_its_length_and_loses_its_place() -> None:
    place = b"\x00\x00\x00\x1a\xa9xyz+14.9931+103.1/SpyP"
    inside = (8 + len(place)).to_bytes(4, "big") + b"udta" + place
    moov = (8 + len(inside)).to_bytes(4, "big") + b"moov" + inside
    before = b"\x00\x00\x00\x10ftypisom\x00\x00\x02\x00" + moov + b"\x00\x00\x00\x0cmdatdata"
    after = without_traces(before, "video/mp4")
    assert b"14.9931" not in after
    assert len(after) == len(before)
    assert after.endswith(b"mdatdata")


@pytest.mark.parametrize(("kind", "media"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_what_is_damaged_is_cut_and_never_leaves_its_traces(kind: str, media: str) -> None:
    whole = photo(kind)
    for end in range(2, len(whole)):
        assert SECRETS[0] not in without_traces(whole[:end], media)


def test_page_and_folder_give_the_clean_picture_and_head_and_overseers_the_original(office: Office) -> None:
    before = photo("JPEG")
    attach(office, "photo", DISTRICT, "function/3", level=1, content=before, media="image/jpeg", name="a.jpg")
    boss = office.visitor("นภา ผู้กำกับ")
    assert boss.get("/e/photo").data == without_traces(before, "image/jpeg")
    with zipfile.ZipFile(io.BytesIO(boss.get(f"/files/{B}/{DISTRICT}/evidence").data)) as packed:
        left = [packed.read(n) for n in packed.namelist()]
        assert "ตัดพิกัดและข้อมูลกล้องออกแล้ว" in packed.read("สรุปคะแนน.txt").decode()
    assert not [one for one in left for secret in SECRETS if secret in one]
    given = boss.get("/o/photo")
    assert given.data == before
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["Cache-Control"] == "no-store"
    officer = office.visitor("สมชาย บ้านกรวด")
    assert officer.get("/e/photo").data == without_traces(before, "image/jpeg")
    assert officer.get("/o/photo").status_code == 403
