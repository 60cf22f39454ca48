"""Elsewhere: each backup also lies in a second folder, on another disk or another machine, read back and compared."""

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.keeping import backups
from bot.refused import Refused

BLOCK = 1024 * 1024


def copy(made: Path, folder: Path, keep: int = backups.KEEP) -> Path | None:
    """The new backup there; None where it lies there already. What is not encrypted does not leave the house."""
    there = folder / made.name
    if not folder.is_dir():  # not made by us: on a disk that is not mounted it would lie in the wrong place
        raise Refused(f"backup: BACKUP_COPY_DIR: found no folder {folder}, expected it there (is its disk mounted?)")
    if not made.name.endswith(".age"):
        raise Refused(
            f"backup: {made.name} is not encrypted, so it was not copied to {folder}; expected a key: "
            "python -m bot backup --new-key"
        )
    if there.is_file() and there.stat().st_size == made.stat().st_size:
        return None
    handle, partial = tempfile.mkstemp(dir=folder, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as file, made.open("rb") as source:
            shutil.copyfileobj(source, file, BLOCK)
            file.flush()
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # read back from the disk, not from memory
        if _hash(Path(partial)) != _hash(made):
            raise Refused(f"backup: the copy in {folder} is not what was written, expected {made.name} as it is")
        os.replace(partial, there)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(partial)
        raise
    backups.keep_newest(folder, keep)
    return there


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
