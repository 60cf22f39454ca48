"""restore: puts a backup into the database of DATABASE_URL, all of it or nothing."""

import argparse
from pathlib import Path

from bot.config import load_settings
from bot.keeping import backups
from bot.keeping.modes import close_to_others
from bot.keeping.opening import reach, shown, telling
from bot.keeping.stopped import at_rest
from bot.now import milliseconds


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file made by python -m bot backup")
    parser.add_argument("--force", action="store_true", help="replace what is in the database (stop the bot first)")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = reach("restore", settings.database_url, settings.data_dir)
    try:
        with (
            telling("restore", "nothing was changed", store),
            at_rest("restore", store, settings.database_url),
        ):
            contents = backups.restore(store, args.file, force=args.force, at=milliseconds())
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
