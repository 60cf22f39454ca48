"""The store: tables over one engine (SQLite or PostgreSQL), opened by a database address."""

from pathlib import Path

from bot.store.engine import Engine
from bot.store.inbox import Inbox
from bot.store.kept import Kept
from bot.store.ledger import Ledger
from bot.store.outbox import Outbox
from bot.store.people import People
from bot.store.questions import Questions
from bot.store.rounds import Rounds
from bot.store.migrations import migrate, missing
from bot.store.sqlite import SQLite


class Store:
    """All tables over one engine; handlers see it only through the protocols in handlers/store.py."""

    def __init__(self, db: Engine) -> None:
        self.db = db
        self.inbox = Inbox(db)
        self.outbox = Outbox(db)
        self.people = People(db)
        self.questions = Questions(db)
        self.kept = Kept(db)
        self.ledger = Ledger(db)
        self.rounds = Rounds(db)

    def migrate(self) -> list[str]:
        return migrate(self.db)

    def missing(self) -> list[str]:
        return missing(self.db)

    def close(self) -> None:
        self.db.close()


def open_store(url: str) -> Store:
    return Store(SQLite(Path(url.removeprefix("sqlite:///"))))
