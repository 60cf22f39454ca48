"""migrate: prepares or upgrades the database, and says what it did."""

import argparse

from bot.config import load_settings
from bot.store import open_store


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    store = open_store(load_settings(line_needed=False).database_url)
    done = store.migrate()
    print("\n".join(f"done: {name}" for name in done) if done else "nothing to do: the database is up to date")
    store.close()
    return 0
