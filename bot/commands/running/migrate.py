"""migrate: prepares or upgrades the database, and says what it did."""

import argparse

from bot.config import load_settings
from bot.keeping.opening import reach


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = reach("migrate", settings.database_url, settings.data_dir)
    done = store.migrate()
    print("\n".join(f"done: {name}" for name in done) if done else "nothing to do: the database is up to date")
    store.close()
    return 0
