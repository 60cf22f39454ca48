"""Backups: the database and its evidence in one file, proven by restoring it, restorable on SQLite and PostgreSQL."""

import gzip
import hmac
import io
import json
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from bot.keeping import sealing
from bot.keeping.sealing import Key
from bot.refused import Refused
from bot.store import Store, locks, open_store
from bot.store.copying import (
    Measure,
    Measuring,
    begin_era,
    carried,
    empty,
    fill,
    first_rows,
    inhabited,
    last_of,
    line_of,
    measure,
    rows_of,
)
from bot.store.engine import Row
from bot.store.migrations import MIGRATIONS, Table
from handlers.desk.deeds import Deed

FORMAT = 1
NAME = re.compile(r"radap-\d{8}-\d{6}\.tar\.gz(\.age)?")
SEAL = "seal"  # of contents.json, which has the hashes of everything else
KEPT = "backup"  # kept: when the last one was made (ms)
FAILED = "backup_failed"  # kept: when the nightly one failed last (ms); empty after one that succeeded
TRIED = "backup_tried"  # kept: when the nightly one was begun last (ms)
KEEP = 14  # of the scheduled backups
NIGHT = 2  # o'clock: not before
AGAIN = 3600 * 1000  # ms after a night's backup failed
LEFT = 24 * 3600  # seconds
DAMAGE = (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class Contents:
    """What a backup says that it holds."""

    made: str
    engine: str
    migrations: list[str]
    tables: dict[str, dict[str, Any]]  # name -> rows, hash, last
    evidence: list[str]
    missing: list[str]  # evidence that was named but not there when the backup was made

    @property
    def rows(self) -> int:
        return sum(table["rows"] for table in self.tables.values())


def make(store: Store, folder: Path, now: datetime, way: str = "command") -> tuple[Path, Contents]:
    """Write a backup of this moment while others go on writing; it gets its name only after it was restored once.
    The trail says so before anything leaves: the backup itself tells that it was made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(folder, now)
    lock = sealing.lock_of(store)
    path = folder / f"radap-{now:%Y%m%d-%H%M%S}.tar.gz{sealing.SUFFIX if lock else ''}"
    with store.db.transaction(counted=False):
        store.trail.add(Deed("backup", detail=path.name), way=way, by=None, at=int(now.timestamp() * 1000))
    handle, partial = tempfile.mkstemp(dir=folder, prefix=".partial-")  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            if lock is None:
                key, contents = None, _write(store, file, folder, now)
            else:
                with tempfile.TemporaryFile(dir=folder) as plain:
                    contents = _write(store, plain, folder, now, lock.proof)
                    plain.seek(0)
                    key = sealing.encrypt(plain, file, lock)
            file.flush()
            os.fsync(file.fileno())
        prove(Path(partial), folder, key)
        os.replace(partial, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(partial)
        raise
    with store.db.transaction():
        store.kept.put(name=KEPT, value=str(int(now.timestamp() * 1000)))
        if store.kept.get(FAILED):
            store.kept.put(name=FAILED, value="")
    return path, contents


def _clear(folder: Path, now: datetime) -> None:
    """What a backup left lying that was killed: nobody works on it any more after a day."""
    for pattern in (".partial-*", ".proof-*"):
        for left in folder.glob(pattern):
            if now.timestamp() - left.lstat().st_mtime > LEFT:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _write(store: Store, file: IO[bytes], folder: Path, now: datetime, proof: str = "") -> Contents:
    measures: dict[str, dict[str, Any]] = {}
    evidence, missing = [], []
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
        with store.db.snapshot():
            for table in carried():
                measuring = Measuring()
                with tempfile.TemporaryFile(dir=folder) as lines:
                    for row in measuring.passing(rows_of(store.db, table)):
                        lines.write(line_of(row).encode() + b"\n")
                    _add(tar, f"tables/{table.name}.jsonl", lines, now)
                measures[table.name] = {**asdict(measuring.measure()), "last": last_of(store.db, table)}
            for hash in sorted(store.blobs.named()):
                content = store.blobs.get(hash)
                if content is None:
                    missing.append(hash)
                    continue
                evidence.append(hash)
                _add(tar, f"evidence/{hash}", io.BytesIO(content), now)
            migrations = [row["name"] for row in store.db.query("SELECT name FROM migrations ORDER BY name")]
        still_named = store.blobs.named() if missing else set()  # what was withdrawn meanwhile is not missed
        missing = [hash for hash in missing if hash in still_named]
        contents = Contents(now.isoformat(), store.db.name, migrations, measures, evidence, missing)
        said = json.dumps({"format": FORMAT, **asdict(contents)}).encode()
        _add(tar, "contents.json", io.BytesIO(said), now)
        if proof:
            _add(tar, SEAL, io.BytesIO(sealing.seal(said, proof)), now)
    return contents


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], now: datetime) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = content.seek(0, io.SEEK_END), int(now.timestamp()), 0o600
    content.seek(0)
    tar.addfile(entry, content)


@contextmanager
def opened(path: Path, key: Key | None) -> Iterator[tarfile.TarFile]:
    """The archive; whatever is wrong with it is told in one sentence."""
    if not path.is_file():
        raise Refused(f"restore: found no file {path}, expected a backup")
    sealed = sealing.is_sealed(path)
    if sealed and key is None:
        raise Refused(f"restore: {path} is encrypted, expected its key (--key FILE, or typed when asked)")
    if key is not None and not sealed:
        raise Refused(
            f"restore: {path} is not encrypted, expected a file that this key opens: nobody can say who made it; "
            "nothing was changed"
        )
    try:
        with ExitStack() as open_:
            plain = open_.enter_context(sealing.decrypted(path, key) if key else path.open("rb"))
            tar = open_.enter_context(tarfile.open(fileobj=plain, mode="r:gz"))
            if key is not None and not hmac.compare_digest(
                _read(tar, SEAL), sealing.seal(_read(tar, "contents.json"), key.proof)
            ):
                raise Refused(f"restore: {path} bears no seal of this key's office; nothing was changed")
            yield tar
    except DAMAGE as fault:
        raise Refused(
            f"restore: {path} is damaged or is no backup of this program ({type(fault).__name__}: {fault}); "
            "nothing was changed"
        ) from fault


def contents_of(tar: tarfile.TarFile, path: Path) -> Contents:
    said = json.loads(_read(tar, "contents.json"))
    if said.pop("format") != FORMAT:
        raise ValueError("unknown format")
    contents = Contents(**said)
    known = [name for name, _ in MIGRATIONS]
    for name in contents.migrations:
        if name not in known:
            raise Refused(
                f"restore: {path} holds the migration {name!r}, which this version of the program does not know; "
                "expected a backup made by this version or an older one; nothing was changed"
            )
    return contents


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    if file is None:
        raise ValueError(f"{name} is no file")
    return file.read()


def restore(
    store: Store, path: Path, *, key: Key | None = None, force: bool = False, at: int | None = None
) -> Contents:
    """All or nothing: the database's rows are replaced in one transaction, which commits only when every table has
    the count and the hash that the backup names and its evidence is there. Files that are left over harm nobody.
    `at`: the trail goes on from the backup's own, and its next row tells which trail it took the place of."""
    with opened(path, key) as tar:
        contents = contents_of(tar, path)
        store.migrate()
        _replace(store, tar, contents, path, force=force, at=at)
    return contents


def _replace(
    store: Store, tar: tarfile.TarFile, contents: Contents, path: Path, *, force: bool, at: int | None
) -> None:
    with store.db.transaction():
        locks.hold_all(store.db)
        found = first_rows(store.db)
        if found and not force:
            raise Refused(
                f"restore: found {found[1]} rows in the table {found[0]}, expected an empty database; --force replaces "
                "all that is in it; nothing was changed"
            )
        seq, hash = store.trail.newest()
        empty(store.db)
        for table in carried():
            said = contents.tables.get(table.name, {"rows": 0, "hash": f"{0:064x}", "last": 0})
            if table.name in contents.tables:
                _fill(store, table, _rows(tar, table), said["last"])
            kept = measure(store.db, table)
            if kept != Measure(said["rows"], said["hash"]):
                raise ValueError(f"table {table.name}: found {kept.rows} rows, expected {said['rows']} as they were")
        for name in contents.evidence:
            store.blobs.put(name, _read(tar, f"evidence/{name}"))
        if at is not None:
            replaced = f" in place of {seq} {hash}" if seq else ""
            store.trail.add(Deed("restore", detail=path.name + replaced), way="command", by=None, at=at)
        begin_era(store.db)


def _fill(store: Store, table: Table, rows: Iterator[Row], last: int) -> None:
    """What the database itself cannot take is damage too: a column that it does not have, a row that is there twice."""
    try:
        fill(store.db, table, rows, last)
    except DAMAGE:
        raise
    except Exception as fault:
        if not store.db.is_bug(fault):
            raise
        raise ValueError(f"table {table.name}: {str(fault).splitlines()[0]}") from fault


def _rows(tar: tarfile.TarFile, table: Table) -> Iterator[Row]:
    file = tar.extractfile(f"tables/{table.name}.jsonl")
    if file is None:
        raise ValueError(f"{table.name} is no file")
    for line in file:
        yield json.loads(line)


def prove(path: Path, folder: Path, key: Key | None = None) -> Contents:
    """Restore a backup into a place of its own that vanishes afterwards."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".proof-") as place:
        store = open_store(f"sqlite:///{place}/proof.db", Path(place))
        try:
            return restore(store, path, key=key)
        finally:
            store.close()


def nightly(store: Store, folder: Path, now: datetime, keep: int = KEEP) -> Path | None:
    """For the clock's tick: one backup a day, by whichever clock comes first, and only the newest are kept."""
    at = int(now.timestamp() * 1000)
    if now.hour < NIGHT:
        return None
    with store.db.transaction():
        store.db.lock(["backup"])
        last, tried = (int(store.kept.get(name) or 0) for name in (KEPT, TRIED))
        if datetime.fromtimestamp(last / 1000, now.tzinfo).date() >= now.date() or at - tried < AGAIN:
            return None
        store.kept.put(name=TRIED, value=str(at))
    if not inhabited(store.db) and (older := all_in(folder)):
        raise Refused(f"backup: found an empty database, expected the office of {older[-1]}; no backup was made")
    path, _ = make(store, folder, now, "clock")
    keep_newest(folder, keep)
    return path


def all_in(folder: Path) -> list[Path]:
    """The oldest first."""
    return sorted(path for path in folder.glob("radap-*.tar.gz*") if NAME.fullmatch(path.name))


def keep_newest(folder: Path, keep: int = KEEP) -> list[Path]:
    """Remove all but the newest `keep` backups (never the last one); what was removed."""
    old = all_in(folder)[: -max(keep, 1)]
    for path in old:
        path.unlink()
    return old
