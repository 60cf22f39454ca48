"""One running bot: the store with the mailbox, the sender and the clock around it, started and stopped together."""

import threading
from collections import Counter
from typing import Any

from bot.book import Book
from bot.clock import Clock
from bot.clockwork import Today, milliseconds
from bot.config import Settings
from bot.dashboard.links import Links
from bot.fetching import Fetching
from bot.line import Line
from bot.mailbox import Mailbox
from bot.sender import Sender
from bot.store import Store, open_store

TOO_OLD = 60_000  # ms: a message that waits longer than this means that something is wrong


class Service:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store: Store = open_store(settings.database_url, settings.data_dir)
        self.today = Today(settings, self.store)
        self.line = Line(settings.channel_token, settings.api_host)
        self.sender = Sender(self.store, self.line, Fetching(settings, self.store, self.line).fetch)
        self.book = Book(self.store.rounds)
        self.mailbox = Mailbox(self.store, self.book, self.today, settings.public_url, self.sender.take)
        self.mailbox.extra["link"] = Links(settings).offer
        self.clock = Clock(self.store, self.book, self.today, self.line)
        self.mailbox.carry = self.clock.digests.carry
        self.counts: Counter[str] = Counter()
        self.started = False

    def start(self) -> None:
        """After the fork, in the process that serves: threads do not survive a fork."""
        threading.Thread(target=self.line.warm, name="warm", daemon=True).start()
        self.sender.start()
        self.mailbox.start()
        if self.store.db.one_process:  # with PostgreSQL a process of its own ticks: python -m bot clock
            self.clock.start()
        self.started = True

    def stop(self) -> None:
        """Finish what is in hand: first no new message, then the answers that are on their way."""
        if self.started:
            self.clock.stop()
            self.mailbox.stop()
            self.sender.stop()
            self.started = False
        self.store.close()

    def health(self) -> tuple[bool, dict[str, Any]]:
        """Whether the bot can serve, and what is not well; numbers only, no names."""
        now = milliseconds()
        try:
            inbox_waiting, inbox_oldest = self.store.inbox.backlog()
            outbox_waiting, outbox_oldest = self.store.outbox.backlog()
        except Exception as failure:
            return False, {"ok": False, "unwell": [f"database: {type(failure).__name__}"]}
        unwell = []
        if inbox_oldest is not None and now - inbox_oldest > TOO_OLD:
            unwell.append("inbox: messages wait for more than a minute")
        if outbox_oldest is not None and now - outbox_oldest > 10 * TOO_OLD:
            unwell.append("outbox: answers wait for more than ten minutes")
        return True, {
            "ok": not unwell,
            "unwell": unwell,
            "inbox_waiting": inbox_waiting,
            "inbox_oldest_ms": 0 if inbox_oldest is None else now - inbox_oldest,
            "outbox_waiting": outbox_waiting,
            "day": self.today.day().isoformat(),
        }
