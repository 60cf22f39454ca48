"""One running bot: the store with the mailbox, the sender and the clock around it, started and stopped together."""

import threading
from collections import Counter
from typing import Any

from bot.clock.tick import Clock
from bot.config import Settings
from bot.keeping import health
from bot.keeping.alarms.watching import watching
from bot.keeping.nightly import Nightly
from bot.keeping.witness import Witness
from bot.links import Links
from bot.office.book import Book
from bot.office.paper_reading import PaperReading
from bot.pictures import Pictures
from bot.post.fetching import Fetching
from bot.post.line import Line
from bot.post.mailbox import Mailbox
from bot.post.richmenu import Linking
from bot.post.sender import Sender
from bot.refused import Refused
from bot.server.hung import Hung
from bot.store import Store, open_store
from bot.store.forgetting import Forgetting
from bot.today import Today
from handlers import reading


class Service:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store: Store = open_store(settings.database_url, settings.data_dir)
        self.today = Today(settings, self.store)
        self.line = Line(settings.channel_token, settings.api_host)
        self.sender = Sender(self.store, self.line, Fetching(settings, self.store, self.line).fetch)
        self.sender.menu = Linking(self.line).link
        self.sender.forget = Forgetting(self.store).forget
        self.book = Book(self.store.rounds, self.today.day)
        self.mailbox = Mailbox(self.store, self.book, self.today, settings.public_url, self.sender.take)
        self.mailbox.keep_company = self.sender.keep_company
        self.mailbox.extra["link"] = Links(settings).offer
        self.mailbox.extra["picture"] = draw = Pictures(settings).offer
        self.clock = Clock(self.store, self.book, self.today, self.line, draw=draw)
        self.mailbox.carry = self.clock.digests.carry
        self.nightly = Nightly(settings, self.store)
        self.witness = Witness(settings, self.store)
        ticks = self.store.db.one_process
        self.hung = Hung()
        self.watch = watching(
            settings, self.store, self.today, self.book, self.line, ticks=ticks, more=[self.hung.unwell]
        )
        self.papers = PaperReading(self.store)
        self.counts: Counter[str] = Counter()
        self.started = False

    def _warm(self) -> None:
        """What the first message would wait for otherwise: the tables of reading, the SDK of LINE."""
        reading.warm()
        self.line.warm()

    def start(self) -> None:
        """After the fork, in the process that serves: threads do not survive a fork."""
        self.prepare()
        threading.Thread(target=self._warm, name="warm", daemon=True).start()
        self.sender.start()
        self.mailbox.start()
        if self.store.db.one_process:  # with PostgreSQL a process of its own ticks: python -m bot clock
            self.clock.start()
            self.nightly.start()
        self.watch.start()
        self.started = True

    def prepare(self) -> None:
        """One process alone with its file prepares it itself; with a server the release step has done so."""
        if self.store.db.one_process:
            self.store.migrate()
        elif missing := self.store.missing():
            raise Refused(f"serve: the database lacks {', '.join(missing)}; run: python -m bot migrate")

    def stop(self) -> None:
        """Finish what is in hand: first no new message, then the answers that are on their way."""
        self.papers.stop()
        if self.started:
            self.nightly.stop()
            self.watch.stop()
            self.clock.stop()
            self.mailbox.stop()
            self.sender.stop()
            self.started = False
        self.store.close()

    def health(self) -> tuple[bool, dict[str, Any]]:
        """Whether the bot can serve, and what is not well; numbers only, no names."""
        well, state = health.health(self.store, self.today, self.book.unproven, lost=self.witness.lost)
        if stuck := self.hung.unwell():
            state |= {"ok": False, "unwell": [*state["unwell"], *stuck]}
        return well, state

    def metrics(self) -> str:
        return health.metrics(self.store, self.today, self.counts, self.sender.counts)
