"""Backups that may lie elsewhere: encrypted, sealed by the office, refused when altered, tried before they count."""

import gzip
import io
import os
import random
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import load_settings
from bot.keeping import backups, health, sealing
from bot.keeping.nightly import Nightly
from bot.now import milliseconds
from bot.refused import Refused
from bot.today import Today
from tests.commands.an_office import HASH, PHOTO
from tests.commands.places import PAIRS, Make, Place, make, office, run_alone

__all__ = ["make"]  # the fixture
ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-03-15T02:00:00+07:00")
LINES = 3  # of the key and what to do with it
DAY = 24 * 3600_000


def sealed(place: Place, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[Path, Path]:
    """A new key, as somebody keeps it in a file, and the first backup for it."""
    capsys.readouterr()
    assert main(["backup", "--new-key", *more]) == 0
    told = capsys.readouterr().out.splitlines()
    key = place.data_dir / "paper.txt"
    key.write_text("the office's key, 15 March\n" + told[0] + "\n")
    return Path(told[LINES].split(": ")[0]), key


def test_the_key_is_shown_once_and_is_nowhere_in_the_house(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    place = office(make)
    assert main(["backup", "--new-key"]) == 0
    told = capsys.readouterr().out.splitlines()
    (path,) = backups.all_in(place.data_dir / "backups")
    assert told[0].startswith("AGE-SECRET-KEY-1")
    assert told[1:] == [
        "This key is shown once and kept nowhere here. Without it no backup opens: write it down, keep it in two",
        "places away from this machine. Backups made before it open with the key that they were made for.",
        f"{path}: 20 rows, 1 evidence files, {path.stat().st_size:,} bytes; restored to prove",
        f"its key was never tried; now: python -m bot restore {path} --try",
    ]
    assert path.name.endswith(".tar.gz.age")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == [path.name]  # no plain one lies beside it
    place.store.close()
    everything = b"".join(p.read_bytes() for p in place.data_dir.rglob("*") if p.is_file())
    assert told[0].encode() not in everything.upper()
    for name in (b"\xe0\xb8\xaa\xe0\xb8\xa1\xe0\xb8\x8a\xe0\xb8\xb2\xe0\xb8\xa2", PHOTO[:40], b"tables/"):
        assert name not in path.read_bytes()
    assert main(["backup"]) == 0
    assert "AGE-SECRET" not in capsys.readouterr().out


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_sealed_backup_of_one_engine_restores_on_another(
    one: str, other: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    source = office(make, one)
    path, key = sealed(source, capsys)
    target = make(other).use()
    assert run_alone("restore", str(path), "--key", str(key)) == 0
    before, after = source.measures(), target.measures()
    assert {name for name in before if before[name] != after[name]} <= {"trail", "kept"}
    assert target.store.blobs.get(HASH) == PHOTO
    there, here = sealing.lock_of(source.store), sealing.lock_of(target.store)
    assert there is not None
    assert here is not None
    assert there == replace(here, tried=0)  # a restore is the best of trials
    assert here.tried > 0


def test_a_key_is_typed_or_read_never_an_argument(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    place = office(make)
    path, key = sealed(place, capsys)
    for typed, code in ((key.read_text().splitlines()[1].lower() + "\n", 0), ("\n", 2), ("AGE-SECRET-KEY-1XYZ\n", 2)):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "restore", str(path), "--try"], input=typed, cwd=ROOT, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert done.stderr == ("" if code == 0 else (
            "restore: found no whole key, expected the line that begins with AGE-SECRET-KEY-1, every letter of it; "
            "nothing was changed\n"
        ))  # fmt: skip
    assert main(["restore", str(path), "--key", str(place.data_dir / "none"), "--try"]) == 2
    assert capsys.readouterr().err == (
        f"restore: --key: {place.data_dir}/none cannot be read (No such file or directory)\n"
    )


def test_backups_count_only_after_one_was_opened_with_the_key(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    place = office(make)
    main(["doctor"])  # it leaves a note of its own in the database
    path, key = sealed(place, capsys)
    today, now = Today(load_settings(line_needed=False), place.store), milliseconds()
    untried = "backup: its key was never tried, so none counts"
    assert untried not in health.health(place.store, today, now=now + DAY - 60_000)[1]["unwell"]
    assert untried in health.health(place.store, today, now=now + DAY + 60_000)[1]["unwell"]
    main(["doctor"])
    assert (
        "WRONG backup: nobody has opened one with its key yet, so none counts; run python -m bot restore FILE --try "
        "and type the key from where it is kept\n"
    ) in capsys.readouterr().out
    before = place.measures()
    assert main(["restore", str(path), "--key", str(key), "--try"]) == 0  # beside a bot that runs
    assert capsys.readouterr().out == (
        f"{path} was restored as a trial: 21 rows, 1 evidence files\nthe key is the one in use: its backups count\n"
    )
    after = place.measures()
    assert {name for name in before if before[name] != after[name]} == {"kept", "trail"}
    assert untried not in health.health(place.store, today, now=now + DAY + 60_000)[1]["unwell"]
    assert [row["deed"] for row in place.store.trail.seen("")][:3] == ["key tried", "backup", "key"]
    main(["doctor"])
    assert "nobody has opened" not in capsys.readouterr().out


def test_an_old_key_opens_its_own_backups_and_no_others(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    place = office(make)
    old, old_key = sealed(place, capsys)
    old_key = old_key.rename(place.data_dir / "old.txt")
    old = old.rename(old.with_name("radap-20260101-020000.tar.gz.age"))
    new, new_key = sealed(place, capsys)
    assert main(["restore", str(old), "--key", str(old_key), "--try"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "the key is not the one in use: it opens only backups that were made for it"
    )
    for path, key in ((old, new_key), (new, old_key)):
        assert main(["restore", str(path), "--key", str(key), "--try"]) == 2
        assert capsys.readouterr().err == (
            f"restore: {path} does not open with this key: it was made for another one, or its head was altered; "
            "nothing was changed\n"
        )
    assert sealing.lock_of(place.store).tried == 0  # type: ignore[union-attr]


def altered(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def refused(path: Path, key: sealing.Key) -> str:
    with pytest.raises(Refused) as why, sealing.decrypted(path, key):
        pass
    said = str(why.value)
    assert said.endswith("; nothing was changed")
    assert said.count("\n") == 0
    return said


def regions(content: bytes, many: int) -> list[int]:
    """Every byte of the head, and so many of the body with its ends."""
    head = content.index(b"\n---") + 48
    dice = random.Random(4)
    return [*range(head), head, len(content) - 1, *sorted(dice.sample(range(head, len(content)), many))]


def test_a_change_anywhere_is_refused(make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = office(make)
    path, written = sealed(place, capsys)
    key, content, file = sealing.read_key(written.read_text()), path.read_bytes(), tmp_path / "x.age"
    for at in regions(content, 60):
        file.write_bytes(altered(content, at))
        refused(file, key)
    for cut in (0, 1, 100, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:cut])
        refused(file, key)
    file.write_bytes(content + b"\0")
    refused(file, key)
    before = place.measures()
    file.write_bytes(altered(content, len(content) // 2))
    assert run_alone("restore", str(file), "--key", str(written), "--force") == 2
    assert capsys.readouterr().err == (
        f"restore: {file} was altered or is cut off (decryption error); nothing was changed\n"
    )
    assert place.measures() == before


@pytest.mark.fault
@pytest.mark.timeout(600)
def test_no_single_byte_can_be_changed(make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = office(make)
    path, written = sealed(place, capsys)
    key, content, file = sealing.read_key(written.read_text()), path.read_bytes(), tmp_path / "x.age"
    for at in range(len(content)):
        for bit in (1, 128):
            file.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
            refused(file, key)
    print(f"\n{len(content):,} bytes, each changed twice: {2 * len(content):,} refused")


def forged(path: Path, key: sealing.Key, change: Callable[[bytes], bytes], to: Path) -> Path:
    """By somebody who knows the public half: opened by chance, changed, and encrypted to it again."""
    with sealing.decrypted(path, key) as plain:
        content = change(gzip.decompress(plain.read()))
    lock = sealing.Lock(str(key.identity.to_public()), "00" * 32, 0)
    with to.open("wb") as file:
        sealing.encrypt(io.BytesIO(gzip.compress(content)), file, lock)
    return to


def test_who_knows_the_public_half_only_cannot_make_a_backup_of_the_office(
    make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = office(make)
    path, written = sealed(place, capsys)
    key = sealing.read_key(written.read_text())
    before = place.measures()
    false = forged(path, key, lambda tar: tar, tmp_path / "1")
    assert run_alone("restore", str(false), "--key", str(written), "--force") == 0  # the office's own seal still fits
    false = forged(path, key, lambda tar: tar.replace(b'"rows": 4', b'"rows": 5'), tmp_path / "2")
    assert run_alone("restore", str(false), "--key", str(written), "--force") == 2
    assert capsys.readouterr().err == (f"restore: {false} bears no seal of this key's office; nothing was changed\n")
    false = forged(path, key, lambda tar: without(tar, "seal"), tmp_path / "3")
    assert run_alone("restore", str(false), "--key", str(written), "--force") == 2
    assert "is damaged or is no backup of this program (KeyError: " in capsys.readouterr().err
    plain = tmp_path / "radap-20260315-020000.tar.gz"
    with sealing.decrypted(path, key) as content:
        plain.write_bytes(content.read())
    assert run_alone("restore", str(plain), "--key", str(written), "--force") == 2
    assert capsys.readouterr().err == (
        f"restore: {plain} is not encrypted, expected a file that this key opens: nobody can say who made it; nothing "
        "was changed\n"
    )
    assert before.keys() == place.measures().keys()


def without(tar: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(tar)) as old, tarfile.open(fileobj=out, mode="w") as new:
        for entry in old:
            if entry.name != name:
                new.addfile(entry, old.extractfile(entry))
    return out.getvalue()


def test_each_backup_lies_in_a_second_folder_too(
    make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place, other = office(make), tmp_path / "other disk"
    monkeypatch.setenv("BACKUP_COPY_DIR", str(other))
    assert main(["backup"]) == 2
    assert capsys.readouterr().err == (
        f"backup: BACKUP_COPY_DIR: found no folder {other}, expected it there (is its disk mounted?)\n"
    )
    other.mkdir()
    assert main(["backup"]) == 2
    plain = backups.all_in(place.data_dir / "backups")[-1].name
    assert capsys.readouterr().err == (
        f"backup: {plain} is not encrypted, so it was not copied to {other}; expected a key: python -m bot backup "
        "--new-key\n"
    )
    assert list(other.iterdir()) == []
    path, key = sealed(place, capsys)
    assert (other / path.name).read_bytes() == path.read_bytes()
    assert (other / path.name).stat().st_mode & 0o777 == 0o600
    assert main(["restore", str(other / path.name), "--key", str(key), "--try"]) == 0


def test_a_copy_that_failed_at_night_is_made_at_the_next_look_and_told_once(
    make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place, other = office(make), tmp_path / "other"
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "b"))
    monkeypatch.setenv("BACKUP_COPY_DIR", str(other))
    with place.store.db.transaction():
        sealing.new_key(place.store, 1)
    nightly = Nightly(load_settings(line_needed=False), place.store)
    for minute in (0, 10, 20):
        nightly.look(NOW.replace(minute=minute))
    assert len(backups.all_in(tmp_path / "b")) == 1
    assert place.store.kept.get(backups.FAILED)
    other.mkdir()
    nightly.look(NOW.replace(minute=30))
    assert place.store.kept.get(backups.FAILED) == ""
    assert [p.name for p in other.iterdir()] == [p.name for p in backups.all_in(tmp_path / "b")]
    os.truncate(next(other.iterdir()), 10)  # somebody's accident: the next look mends it
    nightly.look(NOW.replace(minute=40))
    assert next(other.iterdir()).read_bytes() == backups.all_in(tmp_path / "b")[0].read_bytes()
