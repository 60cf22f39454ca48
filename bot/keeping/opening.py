"""Reaching a database from a command: opened and answering, or one sentence that says why it cannot be reached."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import Settings
from bot.keeping.alarms import couriers
from bot.keeping.modes import close_to_others
from bot.keeping.witness import TOLD, Witness
from bot.office.book import first_of
from bot.refused import Refused
from bot.store import Store, open_store
from scoring.document.loading import Unproven, shipped


def proven(command: str) -> None:
    """A shipped agreement that is not proven stops whatever would work with it, in one sentence."""
    try:
        shipped()
    except Unproven as faults:
        raise Refused(f"{command}: {not_proven(faults)}") from None


def not_proven(faults: Unproven) -> str:
    return f"a shipped agreement is not proven: {first_of(faults)}; install the program anew"


def reach(command: str, url: str, data_dir: Path, *, there: bool = False) -> Store:
    """`there`: a SQLite file that does not exist yet is refused too, instead of being made."""
    absent = absent_file(url)
    if there and absent:
        raise Refused(f"{command}: found no file {absent}, expected a SQLite database")
    try:
        store = open_store(url, data_dir)
        trouble = store.db.trouble()
    except OSError as failure:
        trouble = str(failure)
    if trouble:
        raise Refused(f"{command}: the database {shown(url)} cannot be reached: {trouble}")
    return store


def ready(command: str, settings: Settings) -> Store:
    """For a command that works on an office: its database is there, answers, and is up to date."""
    proven(command)
    store = reach(command, settings.database_url, settings.data_dir, there=True)
    if lacks := store.missing():
        store.close()
        raise Refused(f"{command}: the database lacks {', '.join(lacks)}; run: python -m bot migrate")
    return store


@contextmanager
def telling(command: str, otherwise: str, *stores: Store) -> Iterator[None]:
    """The machine's own troubles (a full disk, a server that goes away) in one sentence, with what they left undone."""
    try:
        yield
    except Refused:
        raise
    except Exception as failure:
        if not isinstance(failure, OSError) and all(store.db.is_bug(failure) for store in stores):
            raise
        raise Refused(f"{command}: {str(failure).splitlines()[0]}; {otherwise}") from failure


def absent_file(url: str) -> Path | None:
    """The SQLite file that does not exist yet."""
    file = Path(url.removeprefix("sqlite:///"))
    try:
        return file if url.startswith("sqlite:///") and not file.is_file() else None
    except OSError:  # not even its folder may be looked into: whoever opens it says why
        return None


def prepare(command: str, settings: Settings) -> Store:
    """For whoever serves: SQLite is brought to its newest shape here; PostgreSQL was prepared by `migrate`."""
    proven(command)
    url = settings.database_url
    store = reach(command, url, settings.data_dir)
    close_to_others(settings)
    try:
        if store.db.one_process:
            store.migrate()
    except Refused:
        raise
    except Exception as failure:
        raise Refused(f"{command}: the database {shown(url)} cannot be written: {failure}") from None
    if not store.missing() and (lost := Witness(settings, store).lost()):
        couriers.once(settings, f"database: {lost}", settings.data_dir / TOLD)
        raise Refused(
            f"{command}: the database {shown(url)} is not the office's: {lost}; bring it back with python -m bot "
            "restore FILE, or remove what it names to begin a new one"
        )
    if lacks := store.missing():
        raise Refused(
            f"{command}: the database {shown(url)} lacks {', '.join(lacks)}, "
            "expected it prepared by python -m bot migrate"
        )
    return store


def shown(url: str) -> str:
    """The address without its password."""
    return re.sub(r"(?<=[?&]password=)[^&]*", "***", re.sub(r"(?<=://)([^:/@]*):.*@", r"\1:***@", url))
