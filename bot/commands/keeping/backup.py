"""backup: writes the database and its evidence into one file while the bot runs, and restores it once as a proof."""

import argparse
from pathlib import Path

from bot.config import load_settings
from bot.keeping import backups
from bot.keeping.opening import reach, telling
from bot.now import right_now
from bot.refused import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, help="the folder for the file; without it BACKUP_DIR, else DATA_DIR/backups")
    parser.add_argument("--keep", type=int, help="afterwards remove all but the newest so many backups of that folder")


def run(args: argparse.Namespace) -> int:
    if args.keep is not None and args.keep < 1:
        raise Refused(f"backup: --keep: found {args.keep}, expected 1 or more")
    settings = load_settings(line_needed=False)
    store = reach("backup", settings.database_url, settings.data_dir, there=True)
    if store.missing():
        raise Refused("backup: the database lacks " + ", ".join(store.missing()) + "; run python -m bot migrate first")
    folder = args.to or settings.backup_dir or settings.data_dir / "backups"
    try:
        with telling("backup", f"no backup was made in {folder}", store):
            path, contents = backups.make(store, folder, right_now())
    finally:
        store.close()
    size = path.stat().st_size
    print(
        f"{path}: {contents.rows:,} rows, {len(contents.evidence):,} evidence files, {size:,} bytes; restored to prove"
    )
    for hash in contents.missing:
        print(f"evidence {hash} is named by the database but is not there: python -m bot doctor says more")
    if args.keep is not None:
        for old in backups.keep_newest(folder, args.keep):
            print(f"removed: {old}")
    return 1 if contents.missing else 0
