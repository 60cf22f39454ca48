"""backup: writes the database and its evidence into one file while the bot runs, and restores it once as a proof."""

import argparse
from pathlib import Path

from bot.config import load_settings
from bot.keeping import backups, elsewhere, sealing
from bot.keeping.opening import reach, telling
from bot.now import milliseconds, right_now
from bot.refused import Refused
from bot.store import Store
from handlers.desk.deeds import Deed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, help="the folder for the file; without it BACKUP_DIR, else DATA_DIR/backups")
    parser.add_argument("--keep", type=int, help="afterwards remove all but the newest so many backups of that folder")
    parser.add_argument(
        "--new-key", action="store_true", help="make the key that this and later backups are encrypted for; shown once"
    )


def run(args: argparse.Namespace) -> int:
    if args.keep is not None and args.keep < 1:
        raise Refused(f"backup: --keep: found {args.keep}, expected 1 or more")
    settings = load_settings(line_needed=False)
    store = reach("backup", settings.database_url, settings.data_dir, there=True)
    if store.missing():
        raise Refused("backup: the database lacks " + ", ".join(store.missing()) + "; run python -m bot migrate first")
    folder = args.to or settings.backup_dir or settings.data_dir / "backups"
    try:
        if args.new_key:
            _new_key(store)
        with telling("backup", f"no backup was made in {folder}", store):
            path, contents = backups.make(store, folder, right_now())
        if settings.backup_copy_dir is not None:
            with telling("backup", f"the backup is in {folder}, but not in {settings.backup_copy_dir}", store):
                elsewhere.copy(path, settings.backup_copy_dir)
        lock = sealing.lock_of(store)
    finally:
        store.close()
    size = path.stat().st_size
    print(
        f"{path}: {contents.rows:,} rows, {len(contents.evidence):,} evidence files, {size:,} bytes; restored to prove"
    )
    if settings.backup_copy_dir is not None:
        print(f"{settings.backup_copy_dir / path.name}: the same, read back and compared")
    for hash in contents.missing:
        print(f"evidence {hash} is named by the database but is not there: python -m bot doctor says more")
    if args.keep is not None:
        for old in backups.keep_newest(folder, args.keep):
            print(f"removed: {old}")
    if lock is None:
        print("it is not encrypted: python -m bot backup --new-key makes a key for it")
    elif not lock.tried:
        print(f"its key was never tried; now: python -m bot restore {path} --try")
    return 1 if contents.missing else 0


def _new_key(store: Store) -> None:
    at = milliseconds()
    with store.db.transaction():
        written = sealing.new_key(store, at)
        lock = sealing.lock_of(store)
        store.trail.add(Deed("key", detail=lock.public if lock else ""), way="command", by=None, at=at)
    print(written)
    print("This key is shown once and kept nowhere here. Without it no backup opens: write it down, keep it in two")
    print("places away from this machine. Backups made before it open with the key that they were made for.")
