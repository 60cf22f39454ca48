"""The mailbox: takes inbox rows, each sender's in their order, and makes of each one message one transaction."""

import json
import logging
import threading
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from bot.now import milliseconds
from bot.office.book import Book
from bot.post import events
from bot.post.holding_back import Door
from bot.post.throttle import Throttle
from bot.post.turns import SPACE, masked, talk, write
from bot.store import Store, locks
from bot.store.engine import Row
from bot.today import Today
from handlers.deadlines.stand_ins import lent
from handlers.desk.desk import Desk
from handlers.desk.nouns import Message, Person, Turn
from handlers.desk.personal_data import mask_ids
from handlers.routes.dispatch import SILENT, answer_message
from templates.words.people import faults

log = logging.getLogger("radap.mailbox")
POLL = 1.0  # seconds between looks at the inbox when nobody rings; so are rows found that other processes accepted
LATE = 1_500  # ms that a message has waited when its sender is shown that the answer is on its way
FEW = 20
SOON = 0.02  # seconds, when another process had what we wanted

Carry = Callable[[Message, Turn, datetime, str], list[dict[str, Any]]]


def sent_at(at: datetime, now: datetime) -> datetime:
    """On the program's clock: in training it stands on another day than LINE's."""
    return at if timedelta(0) <= now - at <= timedelta(days=1) else now


class Mailbox:
    """Threads that turn waiting inbox rows into facts and answers. `ring` says that something has come in."""

    def __init__(
        self, store: Store, book: Book, today: Today, public_url: str, sent: Callable[[list[Row]], None]
    ) -> None:
        self.store = store
        self.book = book
        self.today = today
        self.public_url = public_url
        self._sent = sent  # hands fresh outbox rows to the sender
        self.extra: dict[str, Any] = {}  # what a desk has from the edges: a way to make links into the pages
        self.carry: Carry | None = None  # puts due reminders on a free reply
        self.keep_company: Callable[[str], None] = lambda user: None  # shows LINE's loading animation
        self.door = Door()
        self._bell = threading.Condition()
        self._queue: list[Row] = []
        self._busy: set[str] = set()
        self._throttle = Throttle()
        self._locks = locks.Last()
        self._held: set[str] = set()
        self._held_until = 0.0
        self._known: set[int] = set()  # rows that are queued or in hand
        self._rung = True
        self._salt = uuid.uuid4().hex
        self._elsewhere = False  # a row was in another process's hands: look again soon
        self._stopping = False
        self._threads: list[threading.Thread] = []
        self.last_error_at: int | None = None

    def start(self, workers: int | None = None) -> None:
        """One thread where writers queue anyway; two where one can work while the other waits for the server."""
        for n in range(workers or (1 if self.store.db.one_process else 2)):
            thread = threading.Thread(target=self._work, name=f"mailbox-{n}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def ring(self) -> None:
        if self._rung:
            return  # somebody has rung already, and nobody has looked since
        with self._bell:
            self._rung = True
            self._bell.notify()

    def stop(self, seconds: float = 8) -> None:
        """Finish what is in hand; what waits stays in the inbox for the next start."""
        with self._bell:
            self._stopping = True
            self._bell.notify_all()
        for thread in self._threads:
            thread.join(seconds)

    def _work(self) -> None:
        while True:
            row = self._next()
            if row is None:
                return
            self.door.let_pass(milliseconds() - row["received"])
            try:
                if not self.handle(row):
                    self._elsewhere = True
            except Exception:  # the database itself failed: the row still waits, and is tried again
                log.exception("message left waiting", extra={"event": row["event_id"], "request_id": row["request_id"]})
                self.last_error_at = milliseconds()
                with self._bell:
                    self._bell.wait(POLL)
            finally:
                with self._bell:
                    self._busy.discard(row["sender"])
                    self._known.discard(row["seq"])
                    self._bell.notify()

    def _next(self) -> Row | None:
        with self._bell:
            while not self._stopping:
                row = self._pick()
                if row is None and self._rung:
                    self._refill()
                    row = self._pick()
                if row is not None:
                    return row
                if not self._bell.wait(SOON if self._elsewhere else POLL):
                    self._rung = True
            return None

    def _pick(self) -> Row | None:
        """The oldest queued row whose sender has nothing in hand."""
        if self._held and time.monotonic() >= self._held_until:
            self._held.clear()
            self._rung = True
        for n, row in enumerate(self._queue):
            if row["sender"] in self._busy:
                continue
            if not self._throttle.allows(row["sender"]):
                self._hold(row["sender"])
                return self._pick()
            self._busy.add(row["sender"])
            return self._queue.pop(n)
        return None

    def _hold(self, sender: str) -> None:
        """A flood stays in the inbox for a moment and does not fill the queue; everybody else goes on."""
        if not self._held:
            self._held_until = time.monotonic() + POLL
        self._held.add(sender)
        self._known.difference_update(row["seq"] for row in self._queue if row["sender"] == sender)
        self._queue = [row for row in self._queue if row["sender"] != sender]
        self._rung = True

    def _refill(self) -> None:
        self._rung = self._elsewhere = False
        try:
            rows = self.store.inbox.waiting(without=sorted(self._held))
        except Exception:
            log.exception("inbox cannot be read")
            self.last_error_at = milliseconds()
            self._bell.wait(POLL)
            self._rung = True
            return
        fresh = [row for row in rows if row["seq"] not in self._known]
        self._known.update(row["seq"] for row in fresh)
        late = milliseconds() - LATE
        waiting = {row["sender"] for row in fresh if row["received"] < late and row["sender"].startswith("U")}
        for sender in waiting if len(waiting) <= FEW else ():  # in a flood the answers themselves are more useful
            self.keep_company(sender)
        self._queue.extend(fresh)
        self._queue.sort(key=self._rank)
        if len(rows) >= 500:
            self._rung = True

    def _rank(self, row: Row) -> tuple[int, int, int]:
        """The oldest first. Where several processes look at the same rows, each begins with other senders (a sender's
        own rows stay in order), else all would reach for the same row at the same moment."""
        first = 0 if self.store.db.one_process else hash((self._salt, row["sender"]))
        return first, row["happened"], row["seq"]

    # one message = one transaction

    def handle(self, row: Row) -> bool:
        """False: another process has this sender in hand, or an older message of theirs comes first."""
        if not self.store.db.one_process and not self.store.inbox.waits(row["seq"]):
            return False  # another process has done it: found out cheaply
        raw, message = {}, None
        try:
            raw = json.loads(row["body"])
            message = events.to_message(raw, row["event_id"], row["happened"])
            revision, early = self._early(raw, message)
            with self.store.db.transaction():
                if not self._mine(row):
                    return False
                unchanged = revision is not None and self.store.db.revision() == revision
                turn = early if unchanged else self._turn(raw, message)
                outgoing = self._write(turn, message, raw, row["received"])
                self.store.inbox.finish(row["seq"], milliseconds(), body=masked(raw))
        except Exception as failure:
            if not self.store.db.is_bug(failure):
                raise
            outgoing = self._failed(row, raw, message)
        self._sent([{**one, "request_id": row["request_id"]} for one in outgoing])
        took = milliseconds() - row["received"]
        log.info("message handled", extra={"event": row["event_id"], "request_id": row["request_id"], "ms": took})
        return True

    def _early(self, raw: dict[str, Any], message: Message) -> tuple[int | None, Turn]:
        """The turn worked out before the writing transaction, so that webhooks do not wait for it. It counts only if
        the database's revision is still the same inside; else the message is worked out anew there."""
        revision = self.store.db.revision()
        if revision is None:
            return None, Turn()
        try:
            return revision, self._turn(raw, message)
        except Exception:  # may be because somebody wrote between two reads: inside it shows whether it is a bug
            return None, Turn()

    def _turn(self, raw: dict[str, Any], message: Message) -> Turn:
        """What is looked up twice is asked once while the turn is worked out; the writing of it looks afresh."""
        if events.is_standby(raw):
            return Turn()
        with self.store.db.reading_once():
            return self._answer(message)

    def _mine(self, row: Row) -> bool:
        """Alone with this sender's messages, and the row still waits (another process may have been faster)."""
        if not self.store.db.try_lock("sender:" + row["sender"]):
            return False
        return self.store.inbox.is_next(row["seq"], row["sender"])

    def _sender(self, message: Message, today: date) -> Person | None:
        """With the districts of those for whom they stand in today."""
        found = self.store.people.by_line(message.user) if message.user else None
        return lent(found, self.store, today) if found is not None else None

    def _answer(self, message: Message) -> Turn:
        self.book.refresh()
        now = self.today.now()
        sent = self.today.of(message.at)
        person = self._locks.hold(self.store.db, message.user or "", lambda: self._sender(message, now.date()))
        desk = Desk(
            store=self.store,
            book=self.book,
            now=now,
            today=now.date(),
            person=person,
            question=self.store.questions.open(talk(message)),
            public_url=self.public_url,
            extra=self.extra,
            sent=sent,
            at=sent_at(message.at, now),
        )
        return answer_message(message, desk)

    def _write(self, turn: Turn, message: Message, raw: dict[str, Any], received: int) -> list[Row]:
        return write(self.store, turn, message, raw, received, carry=self.carry and self._carry)

    def _carry(self, message: Message, turn: Turn, id: str) -> list[dict[str, Any]]:
        assert self.carry is not None
        return self.carry(message, turn, self.today.now(), id)

    def _failed(self, row: Row, raw: dict[str, Any], message: Message | None) -> list[Row]:
        """A handler raised: the sender hears it politely, the row keeps its trace, later messages go on."""
        reference = uuid.uuid5(SPACE, row["event_id"]).hex[:6].upper()
        trace = mask_ids(traceback.format_exc())[-8000:]  # an error may quote the words that it stumbled over
        log.exception("message failed", extra={"reference": reference, "request_id": row["request_id"]})
        with self.store.db.transaction():
            if not self._mine(row):
                return []
            self.store.inbox.fail(row["seq"], milliseconds(), reference, trace, body=masked(raw))
            if message is None or message.kind in SILENT or not message.addressed:
                return []
            turn = Turn(replies=({"type": "text", "text": faults.failed(reference)},), must_arrive=True, rides=False)
            return self._write(turn, message, raw, row["received"])
