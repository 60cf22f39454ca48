"""restore: puts a backup into the database of DATABASE_URL, all of it or nothing."""

import argparse
import getpass
import sys
import tempfile
from pathlib import Path

from bot.config import Settings, load_settings
from bot.keeping import backups, sealing
from bot.keeping.modes import close_to_others
from bot.keeping.opening import reach, ready, shown, telling
from bot.keeping.sealing import Key
from bot.keeping.stopped import at_rest
from bot.now import milliseconds
from bot.refused import Refused
from handlers.desk.deeds import Deed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file made by python -m bot backup")
    parser.add_argument("--force", action="store_true", help="replace what is in the database (stop the bot first)")
    parser.add_argument("--key", type=Path, help="a file that holds the key; without it the key is asked for")
    parser.add_argument("--try", dest="only_try", action="store_true", help="prove file and key, change nothing")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    key = _key(args)
    if args.only_try:
        return _try(args.file, key, settings)
    store = reach("restore", settings.database_url, settings.data_dir)
    try:
        with (
            telling("restore", "nothing was changed", store),
            at_rest("restore", store, settings.database_url),
        ):
            contents = backups.restore(store, args.file, key=key, force=args.force, at=milliseconds())
            if key is not None:
                with store.db.transaction():
                    sealing.was_tried(store, key, milliseconds())
    finally:
        store.close()
    close_to_others(settings)
    print(
        f"restored into {shown(settings.database_url)}: {contents.rows:,} rows, {len(contents.evidence):,} evidence "
        f"files, as they were on {contents.made[:16].replace('T', ' ')}"
    )
    for hash in contents.missing:
        print(f"evidence {hash} was not there when the backup was made")
    return 0


def _key(args: argparse.Namespace) -> Key | None:
    """Never from the command line itself, where others could read it."""
    if args.key is not None:
        try:
            return sealing.read_key(args.key.read_text("utf-8", "replace"))
        except OSError as failure:
            raise Refused(f"restore: --key: {args.key} cannot be read ({failure.strerror})") from None
    if not args.file.is_file() or not sealing.is_sealed(args.file):
        return None
    asked = "the key (AGE-SECRET-KEY-1…): "
    return sealing.read_key(getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline())


def _try(path: Path, key: Key | None, settings: Settings) -> int:
    """The bot may run meanwhile: nothing of its own is touched but the note that the key works."""
    with tempfile.TemporaryDirectory() as place, telling("restore", "nothing was changed"):
        contents = backups.prove(path, Path(place), key)
    print(f"{path} was restored as a trial: {contents.rows:,} rows, {len(contents.evidence):,} evidence files")
    if key is None:
        return 0
    store = ready("restore", settings)
    at = milliseconds()
    with store.db.transaction():
        if sealing.was_tried(store, key, at):
            store.trail.add(Deed("key tried", detail=path.name), way="command", by=None, at=at)
            print("the key is the one in use: its backups count")
        else:
            print("the key is not the one in use: it opens only backups that were made for it")
    store.close()
    return 0
