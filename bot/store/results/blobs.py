"""Blobs: the bytes of evidence by their hash; in the database on PostgreSQL, as files under DATA_DIR on SQLite."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from bot.store.engine import Engine

HASH = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """The same bytes are kept once. Put them before the row that names them commits: a file that nobody names is
    swept up later, a name without its file could not be mended."""

    def __init__(self, db: Engine, data_dir: Path | None) -> None:
        self.db = db
        self._folder = data_dir / "evidence" if data_dir is not None else None

    @property
    def in_database(self) -> bool:
        return not self.db.one_process

    @property
    def folder(self) -> Path:
        if self._folder is None:
            raise RuntimeError("blobs: found no folder for evidence files, expected open_store to be given DATA_DIR")
        return self._folder

    def path(self, hash: str) -> Path:
        """Where the file is (SQLite)."""
        if not HASH.fullmatch(hash):
            raise ValueError(f"blobs: found the hash {hash!r}, expected 64 hexadecimal digits")
        return self.folder / hash[:2] / hash

    def put(self, hash: str, content: bytes) -> None:
        """Durable when this returns."""
        found = hashlib.sha256(content).hexdigest()
        if found != hash:
            raise ValueError(f"blobs: found content with the hash {found}, expected {hash}")
        if self.in_database:
            self.db.execute(
                "INSERT INTO blobs (hash, size, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [hash, len(content), content],
            )
            return
        path = self.path(hash)
        if path.exists() and path.stat().st_size == len(content):
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _write(path, content)

    def get(self, hash: str) -> bytes | None:
        if self.in_database:
            rows = self.db.query("SELECT bytes FROM blobs WHERE hash = ?", [hash])
            return bytes(rows[0]["bytes"]) if rows else None
        try:
            return self.path(hash).read_bytes()
        except FileNotFoundError:
            return None

    def open(self, hash: str) -> IO[bytes] | None:
        """To be read piece by piece, however slowly: it lies on disk, not in memory."""
        if not self.in_database:
            try:
                return self.path(hash).open("rb")
            except FileNotFoundError:
                return None
        content = self.get(hash)
        if content is None:
            return None
        file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
        file.write(content)
        file.seek(0)
        return file

    def delete(self, hash: str) -> None:
        if self.in_database:
            self.db.execute("DELETE FROM blobs WHERE hash = ?", [hash])
            return
        with suppress(FileNotFoundError):
            self.path(hash).unlink()

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every hash that is kept, with the number of bytes under it."""
        if self.in_database:
            for row in self.db.query("SELECT hash, size FROM blobs ORDER BY hash"):
                yield row["hash"], row["size"]
            return
        for path in sorted(self.folder.glob("??/*")):
            if HASH.fullmatch(path.name):
                yield path.name, path.stat().st_size

    def hashes(self) -> set[str]:
        return {hash for hash, _ in self.sizes()}

    def named(self) -> set[str]:
        """Every hash that a row of evidence names, or a draft as the file that it was read from."""
        rows = self.db.query("SELECT hash FROM evidence WHERE hash IS NOT NULL UNION SELECT hash FROM draft_sources")
        return {row["hash"] for row in rows}


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, also when the power fails."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
