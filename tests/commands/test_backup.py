"""backup and restore: a whole office goes into a file and out of it on any engine, unchanged to the last letter."""

import gzip
import io
import json
import os
import re
import resource
import subprocess
import sys
import tarfile
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.keeping import backups
from bot.store import open_store
from handlers.desk.deeds import Deed
from tests.commands.an_office import HASH, PHOTO
from tests.commands.places import PAIRS, POSTGRES, Make, Place, make, office, run_alone

__all__ = ["make"]  # the fixture
ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-03-15T02:00:00+07:00")


def backup_of(place: Place, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["backup"]) == 0
    capsys.readouterr()
    (path,) = backups.all_in(place.data_dir / "backups")
    return path


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_backup_of_one_engine_restores_on_another(
    one: str, other: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    source = office(make, one)
    path = backup_of(source, capsys)
    target = make(other).use()
    assert run_alone("restore", str(path)) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(
        r"restored into .+: 18 rows, 1 evidence files, as they were on 20\d\d-\d\d-\d\d \d\d:\d\d\n", said
    )
    assert target.measures() == source.measures()
    assert (source.trail(), target.trail()) == (["backup"], ["backup", "restore"])
    assert target.store.blobs.get(HASH) == PHOTO
    assert target.store.blobs.in_database is (other == "postgresql")


@pytest.mark.parametrize("engine", ["sqlite", POSTGRES])
def test_numbers_go_on_after_a_restore(engine: str, make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    path = backup_of(office(make), capsys)
    target = make(engine).use()
    assert run_alone("restore", str(path)) == 0
    with target.store.db.transaction():
        target.store.people.arrive(line_user="Unew", at=1)
    person = target.store.people.by_line("Unew")
    assert person is not None
    assert person.id == 3  # 1 is there, 2 was given out once and stays retired


@pytest.mark.parametrize("engine", ["sqlite", POSTGRES])
def test_a_backup_is_of_one_moment_while_others_write(engine: str, make: Make) -> None:
    """Writers keep two tables equal all the time; so does every backup."""
    place = office(make, engine)
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            with place.store.db.transaction():
                place.store.kept.put(name=f"n{n}", value="x" * 50)
                place.store.people.tried(who="U", what="code", at=n)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        rows = []
        for second in range(3):
            _, contents = backups.make(place.store, place.data_dir / "b", NOW.replace(second=second))
            kept = contents.tables["kept"]["rows"] - contents.tables["attempts"]["rows"]
            rows.append((kept, contents.tables["attempts"]["rows"]))
    finally:
        stop.set()
        thread.join(10)
    assert [kept for kept, _ in rows] == [1, 2, 2]  # the agreements' version; after the first also the backup's note
    assert rows[0][1] < rows[-1][1]


def test_a_database_that_is_not_empty_is_not_overwritten(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source = office(make)
    path = backup_of(source, capsys)
    before = source.measures()
    assert run_alone("restore", str(path)) == 2
    assert capsys.readouterr().err == (
        "restore: found 1 rows in the table inbox, expected an empty database; --force replaces all that is in it; "
        "nothing was changed\n"
    )
    with source.store.db.transaction():
        source.store.kept.put(name="later", value="1")
        source.store.people.remove(person=1)
        source.store.trail.add(Deed("remove", whom=1), way="page", by=1, at=5)
    seq, hash = source.store.trail.newest()
    assert run_alone("restore", str(path), "--force") == 0
    assert source.measures() == before
    assert source.trail() == ["backup", "restore"]
    assert source.store.trail.seen("")[0]["detail"] == f"{path.name} in place of {seq} {hash}"


def test_a_damaged_backup_changes_nothing(make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = office(make)
    path = backup_of(source, capsys)
    before = source.measures()
    whole = path.read_bytes()
    half = tmp_path / "half.tar.gz"
    half.write_bytes(whole[: len(whole) // 2])
    junk = tmp_path / "junk.tar.gz"
    junk.write_bytes(b"not a backup")
    other = tmp_path / "other.tar.gz"
    with tarfile.open(other, "w:gz"):
        pass
    for file in (half, junk, other):
        assert run_alone("restore", str(file), "--force") == 2
        said = capsys.readouterr().err
        assert said.startswith(f"restore: {file} is damaged or is no backup of this program (")
        assert said.endswith("); nothing was changed\n")
    assert run_alone("restore", str(tmp_path / "none")) == 2
    assert capsys.readouterr().err == f"restore: found no file {tmp_path / 'none'}, expected a backup\n"
    assert source.measures() == before
    assert source.trail() == ["backup"]


def test_a_changed_row_in_a_backup_is_noticed(make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = office(make)
    path = backup_of(source, capsys)
    before = source.measures()
    plain = gzip.decompress(path.read_bytes())
    assert plain.count(b"18664342.10") == 1
    changed = tmp_path / "changed.tar.gz"
    changed.write_bytes(gzip.compress(plain.replace(b"18664342.10", b"18664343.10")))
    assert run_alone("restore", str(changed), "--force") == 2
    assert capsys.readouterr().err == (
        f"restore: {changed} is damaged or is no backup of this program (ValueError: table facts: found 4 rows, "
        "expected 4 as they were); nothing was changed\n"
    )
    assert source.measures() == before


@pytest.mark.parametrize("engine", ["sqlite", POSTGRES])
@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        (b'"note":', b'"nott":', "ValueError: table facts: "),  # the database's own words follow
        (b'"note":', b'"n)--":', "ValueError: table facts: found a column 'n)--', expected a name of our own"),
        (b'"id":"f1"', b'"id":"f0"', "ValueError: table facts: "),
    ],
)
def test_no_column_of_a_file_becomes_part_of_a_statement(
    engine: str, was: bytes, becomes: bytes, says: str, make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = office(make, engine)
    path = backup_of(source, capsys)
    before = source.measures()
    plain = gzip.decompress(path.read_bytes())
    assert was in plain
    changed = tmp_path / "changed.tar.gz"
    at = plain.index(b"tables/facts.jsonl")
    changed.write_bytes(gzip.compress(plain[:at] + plain[at:].replace(was, becomes, 4)))
    assert run_alone("restore", str(changed), "--force") == 2
    said = capsys.readouterr().err
    assert said.startswith(f"restore: {changed} is damaged or is no backup of this program ({says}")
    assert said.endswith("); nothing was changed\n")
    assert said.count("\n") == 1
    assert source.measures() == before


def test_what_a_killed_backup_left_lying_is_cleared_after_a_day(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source = office(make)
    folder = source.data_dir / "backups"
    for name, age in (("old", 25), ("new", 23)):
        (folder / f".proof-{name}").mkdir(parents=True)
        (folder / f".proof-{name}" / "proof.db").write_bytes(b"x")
        (folder / f".partial-{name}").write_bytes(b"x")
        for left in (folder / f".proof-{name}", folder / f".partial-{name}"):
            os.utime(left, (time.time() - age * 3600,) * 2)
    path = backup_of(source, capsys)
    assert {one.name for one in folder.iterdir()} == {path.name, ".proof-new", ".partial-new"}


def test_a_changed_photo_in_a_backup_is_noticed(make: Make, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = backup_of(office(make), capsys)
    plain = gzip.decompress(path.read_bytes())
    changed = tmp_path / "changed.tar.gz"
    changed.write_bytes(gzip.compress(plain.replace(b" a photo ", b" a ph0to ")))
    target = make("sqlite").use()
    assert run_alone("restore", str(changed)) == 2
    assert f"expected {HASH}); nothing was changed" in capsys.readouterr().err
    assert target.store.ledger.fact("f0") is None


def test_a_backup_of_a_newer_program_is_refused(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source = office(make)
    with source.store.db.transaction():
        source.store.db.execute("INSERT INTO migrations (name) VALUES ('999 of tomorrow')")
    assert main(["backup"]) == 2
    assert capsys.readouterr().err.endswith(
        " holds the migration '999 of tomorrow', which this version of the program does not know; expected a backup "
        "made by this version or an older one; nothing was changed\n"
    )
    assert list((source.data_dir / "backups").iterdir()) == []  # what could not be proven is not left lying about


def test_a_backup_of_an_older_program_fills_what_it_knows(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source = office(make)
    path = backup_of(source, capsys)
    with backups.opened(path, None) as tar:
        contents = backups.contents_of(tar, path)
    old = source.data_dir / "old.tar.gz"
    with tarfile.open(path) as new, tarfile.open(old, "w:gz") as out:
        for entry in new:
            if entry.name == "tables/reminders.jsonl":
                continue
            content = new.extractfile(entry)
            assert content is not None
            if entry.name == "contents.json":
                said = json.loads(content.read())
                del said["tables"]["reminders"]
                said["migrations"].remove("004 the clock")
                body = json.dumps(said).encode()
                entry.size, content = len(body), io.BytesIO(body)  # type: ignore[assignment]
            out.addfile(entry, content)
    target = make("sqlite").use()
    assert run_alone("restore", str(old)) == 0
    assert target.measures() == source.measures()
    assert "004 the clock" in contents.migrations


def test_missing_evidence_is_named_and_the_rest_is_kept(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source = office(make)
    source.store.blobs.path(HASH).unlink()
    assert main(["backup"]) == 1
    assert capsys.readouterr().out.splitlines()[1] == (
        f"evidence {HASH} is named by the database but is not there: python -m bot doctor says more"
    )
    (path,) = backups.all_in(source.data_dir / "backups")
    target = make("sqlite").use()
    assert run_alone("restore", str(path)) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"evidence {HASH} was not there when the backup was made"
    assert target.measures() == source.measures()


def test_a_backup_says_what_it_holds_and_only_its_owner_may_read_it(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    source = office(make)
    assert main(["backup", "--to", str(source.data_dir / "mine")]) == 0
    (path,) = backups.all_in(source.data_dir / "mine")
    assert capsys.readouterr().out == (
        f"{path}: 18 rows, 1 evidence files, {path.stat().st_size:,} bytes; restored to prove\n"
        "it is not encrypted: python -m bot backup --new-key makes a key for it\n"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert source.store.kept.get(backups.KEPT) is not None


def test_the_newest_backups_are_kept(tmp_path: Path, make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    names = [f"radap-202603{day:02}-020000.tar.gz" for day in range(1, 6)]
    for name in (*names, "radap-notes.tar.gz", "mine.txt"):
        (folder / name).write_bytes(b"")
    assert [p.name for p in backups.keep_newest(folder, 3)] == names[:2]
    assert [p.name for p in backups.keep_newest(folder, 0)] == names[2:4]
    assert sorted(p.name for p in folder.iterdir()) == sorted([names[4], "mine.txt", "radap-notes.tar.gz"])
    office(make)
    assert main(["backup", "--to", str(folder), "--keep", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"removed: {folder / names[4]}"
    assert main(["backup", "--to", str(folder), "--keep", "0"]) == 2
    assert capsys.readouterr().err == "backup: --keep: found 0, expected 1 or more\n"


@pytest.mark.parametrize("engine", ["sqlite", POSTGRES])
def test_a_night_has_one_backup_however_many_clocks_tick(engine: str, make: Make) -> None:
    place, made = office(make, engine), []
    folder = place.data_dir / "nightly"
    assert backups.nightly(place.store, folder, NOW.replace(hour=1, minute=59)) is None

    def tick() -> None:
        store = open_store(place.url, place.data_dir)
        made.append(backups.nightly(store, folder, NOW))
        store.close()

    clocks = [threading.Thread(target=tick) for _ in range(4)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join(60)
    assert [path.name for path in made if path] == ["radap-20260315-020000.tar.gz"]
    assert backups.nightly(place.store, folder, NOW.replace(hour=23)) is None
    for day in (16, 17):
        assert backups.nightly(place.store, folder, NOW.replace(day=day), keep=2)
    assert [(row["deed"], row["way"]) for row in place.store.trail.seen("")] == [("backup", "clock")] * 3
    assert [path.name[6:14] for path in backups.all_in(folder)] == ["20260316", "20260317"]


def test_a_nightly_backup_that_failed_is_tried_again_in_an_hour(make: Make) -> None:
    place = office(make)
    folder = place.data_dir / "file"
    folder.write_text("")
    with pytest.raises(FileExistsError):
        backups.nightly(place.store, folder, NOW)
    folder.unlink()
    assert backups.nightly(place.store, folder, NOW.replace(minute=59)) is None
    assert backups.nightly(place.store, folder, NOW.replace(hour=3)) is not None


def test_a_folder_that_cannot_be_written_is_named(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    place = office(make)
    file = place.data_dir / "file"
    file.write_text("")
    assert main(["backup", "--to", str(file)]) == 2
    assert capsys.readouterr().err == (f"backup: [Errno 17] File exists: '{file}'; no backup was made in {file}\n")


@pytest.mark.parametrize("command", ["backup", "restore", "move"])
def test_a_full_disk_is_told_in_one_sentence(command: str, make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source = office(make)
    path = backup_of(source, capsys)
    other = source.data_dir / "other.db"
    words = {
        "backup": ["backup", "--to", str(source.data_dir / "b")],
        "restore": ["restore", str(path)],
        "move": ["move", "--from", source.url, "--to", f"sqlite:///{other}"],
    }[command]
    env = {**os.environ, "DATABASE_URL": source.url if command != "restore" else f"sqlite:///{other}"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),  # no file may grow further
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"{command}: ")
    assert done.stderr.count("\n") == 1
    assert [p.name for p in source.data_dir.glob("b/*")] == []
