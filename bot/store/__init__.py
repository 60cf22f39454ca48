"""The store: tables over one engine (SQLite or PostgreSQL), opened by a database address."""

from pathlib import Path

from bot.store.deadlines.alarms import Alarms
from bot.store.deadlines.broadcasts import Broadcasts
from bot.store.deadlines.duties import Duties
from bot.store.deadlines.kept import Kept
from bot.store.deadlines.reminders import Reminders
from bot.store.engine import Engine
from bot.store.group_commit import Together
from bot.store.people.leaves import Leaves
from bot.store.people.people import People
from bot.store.people.province_settings import Wishes
from bot.store.people.trail import Trail
from bot.store.people.visits import Visits
from bot.store.post.inbox import Inbox
from bot.store.post.outbox import Outbox
from bot.store.post.pictures import Pictures
from bot.store.post.questions import Questions
from bot.store.post.unread import Unread
from bot.store.results.blobs import Blobs
from bot.store.results.dossier import Dossier
from bot.store.results.drafts import Drafts
from bot.store.results.evidence import Evidence
from bot.store.results.ledger import Ledger
from bot.store.results.rounds import Rounds
from bot.store.results.sharing import Sharing
from bot.store.results.signing import Signing
from bot.store.sqlite import SQLite
from bot.store.upgrading import migrate, missing


class Store:
    """All tables over one engine; handlers see it only through the protocols in handlers/desk/store.py."""

    def __init__(self, db: Engine, data_dir: Path | None = None) -> None:
        self.db = db
        self.blobs = Blobs(db, data_dir)
        self.disk = db.path.parent if isinstance(db, SQLite) else None  # without room there nothing goes on
        self.together = Together(db)
        self.inbox = Inbox(db, self.together)
        self.outbox = Outbox(db)
        self.people = People(db)
        self.leaves = Leaves(db)
        self.questions = Questions(db)
        self.kept = Kept(db)
        self.ledger = Ledger(db)
        self.rounds = Rounds(db)
        self.evidence = Evidence(db)
        self.unread = Unread(db)
        self.reminders = Reminders(db)
        self.duties = Duties(db)
        self.alarms = Alarms(db)
        self.broadcasts = Broadcasts(db)
        self.visits = Visits(db)
        self.pictures = Pictures(db)
        self.trail = Trail(db)
        self.signing = Signing(db)
        self.sharing = Sharing(db)
        self.wishes = Wishes(db)
        self.dossier = Dossier(db)
        self.drafts = Drafts(db)

    def event_of_message(self, message_id: str) -> str | None:
        """The event that a LINE message belongs to: one that a person sent, or one that we sent in answer to it."""
        row = self.inbox.by_message(message_id)
        return row["event_id"] if row else self.outbox.event_of(message_id)

    def migrate(self) -> list[str]:
        return migrate(self.db)

    def missing(self) -> list[str]:
        return missing(self.db)

    def close(self) -> None:
        self.db.close()


def open_engine(url: str) -> Engine:
    if url.startswith("postgresql://"):
        from bot.store.postgres import Postgres  # its driver is loaded only where it is used

        return Postgres(url)
    return SQLite(Path(url.removeprefix("sqlite:///")))


def open_store(url: str, data_dir: Path | None = None) -> Store:
    """The store behind a DATABASE_URL; data_dir (DATA_DIR) is needed by whoever handles evidence files on SQLite."""
    return Store(open_engine(url), data_dir)
