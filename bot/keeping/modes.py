"""Modes: what the bot keeps on disk is its owner's alone, wherever it came from."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.config import Settings

OTHERS = 0o077
SHARED = 0o022  # a folder that others may write into was not made for us alone


def open_to_others(settings: Settings) -> Iterator[Path]:
    """Files and folders of ours that other users of this machine may look into."""
    for path in _ours(settings):
        with suppress(OSError):
            if path.stat().st_mode & OTHERS:
                yield path


def close_to_others(settings: Settings) -> None:
    """600 for files, 700 for folders; what belongs to somebody else stays, and doctor names it."""
    for path in list(open_to_others(settings)):
        with suppress(OSError):
            path.chmod(path.stat().st_mode & 0o700)


def _ours(settings: Settings) -> Iterator[Path]:
    if settings.database_url.startswith("sqlite:///"):
        file = Path(settings.database_url.removeprefix("sqlite:///"))
        yield from file.parent.glob(f"{file.name}*")
    if settings.data_dir.is_dir() and not settings.data_dir.stat().st_mode & SHARED:
        yield settings.data_dir
    yield from _all_in(settings.data_dir / "evidence")
    yield from _all_in(settings.data_dir / "backups")
    if settings.backup_dir is not None:
        yield from settings.backup_dir.glob("radap-*")  # the folder itself may be others' too


def _all_in(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield Path(place)
        yield from (Path(place, name) for name in names)
