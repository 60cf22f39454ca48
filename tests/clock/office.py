"""A province in a test: its people, a clock that can be moved, LINE's API in the same process, and what was sent."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

import bot.post.mailbox
import bot.post.sender
from bot.clock.holidays import ThaiHolidays
from bot.clock.tick import Clock
from bot.office.book import Book
from bot.post.line import Answer, Line, meaning
from bot.post.mailbox import Mailbox
from bot.post.sender import Sender
from bot.simulator.api.faults import Fault, Faults
from bot.simulator.api.line_api import LineApi
from bot.simulator.api.menus import Menus
from bot.simulator.api.sending import Sending, Sent
from bot.simulator.people.world import World
from bot.store import Store, open_store
from bot.store.post.inbox import Arrival
from handlers.desk.nouns import QUESTION_LIVES, Question
from scoring.periods import BANGKOK
from scoring.results.facts import Fact

HOLIDAYS = ThaiHolidays()
TOKEN = "token-of-the-channel"


def line_user(name: str) -> str:
    return "U" + hashlib.sha256(name.encode()).hexdigest()[:32]


class Moved:
    """The program's time, moved by the test."""

    def __init__(self) -> None:
        self.at = datetime(2018, 1, 1, 8, 0, tzinfo=BANGKOK)

    def now(self) -> datetime:
        return self.at

    def day(self) -> date:
        return self.at.date()

    def of(self, moment: datetime) -> date:
        return moment.astimezone(BANGKOK).date()

    def set(self, day: date, hour: int = 8, minute: int = 30) -> None:
        self.at = datetime.combine(day, time(hour, minute), BANGKOK)


class Loopback(Line):
    """The real client; only the wire is short: requests go to the simulator's API in the same process."""

    def __init__(self, api: LineApi) -> None:
        super().__init__(TOKEN, "http://loopback")
        self.api = api

    def _call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        data = (body if isinstance(body, str) else json.dumps(body)).encode() if body is not None else b""
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(data)),
            "wsgi.input": io.BytesIO(data),
            "HTTP_AUTHORIZATION": f"Bearer {TOKEN}", "HTTP_HOST": "127.0.0.1", "CONTENT_TYPE": "application/json",
        }  # fmt: skip
        for name, value in (headers or {}).items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        said: dict[str, Any] = {}

        def start_response(status: str, fields: Sequence[tuple[str, str]], *_: Any) -> None:
            said["status"], said["headers"] = int(status.split()[0]), dict(fields)

        text = b"".join(self.api(environ, start_response)).decode()
        return meaning(said["status"], text, said["headers"])


class Office:
    """One database, one LINE, any number of clocks."""

    def __init__(self, folder: Path, *agreements: str, patch: pytest.MonkeyPatch, url: str = "") -> None:
        """`patch` puts the moved clock in the place of the machine's; `url`: a database other than SQLite on disk."""
        patch.setattr(bot.post.mailbox, "milliseconds", self.ms)
        patch.setattr(bot.post.sender, "milliseconds", self.ms)
        self.url = url or f"sqlite:///{folder / 'office.db'}"
        self.today = Moved()
        self.world = World(clock=lambda: self.today.at.timestamp())
        self.sending = Sending(self.world, keep_messages=True)
        self.faults = Faults()
        self.api = LineApi(self.world, self.sending, Menus(self.world), self.faults, TOKEN)
        self.line = Loopback(self.api)
        self.store: Store = open_store(self.url)
        self.store.migrate()
        self.book = Book(self.store.rounds)
        self.book.refresh()
        for id in agreements:
            agreement = self.book.get(id)
            assert agreement is not None, id
            with self.store.db.transaction():
                self.store.rounds.activate(agreement=id, province=agreement.province, at=self.ms())
        self.book.refresh()
        self._begin()
        self._events = 0

    def _begin(self) -> None:
        self.sender = Sender(self.store, self.line, lambda row: ("gone", "", 0), workers=1)
        self.clock = self.new_clock()
        self.mailbox = Mailbox(self.store, self.book, self.today, "http://loopback", self._at_once)  # type: ignore[arg-type]
        self.mailbox.carry = self.clock.digests.carry

    def _at_once(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            self.sender.send(row)

    def new_clock(self, **more: Any) -> Clock:
        """Without the weekly digest, unless it is asked for (test_weekly.py)."""
        return Clock(
            self.store, Book(self.store.rounds), self.today, self.line, holidays=HOLIDAYS, milliseconds=self.ms,
            **{"makers": (), **more},
        )  # fmt: skip

    def ms(self) -> int:
        return int(self.today.at.timestamp() * 1000)

    def restart(self) -> None:
        """The process ends and another begins: only the database and LINE remember."""
        self.store.close()
        self.store = open_store(self.url)
        self.book = Book(self.store.rounds)
        self._begin()

    # people and what they do

    def person(self, name: str, province: str, role: str, *districts: str, group: str = "") -> int:
        user = line_user(name)
        self.world.add_person(name, user)
        with self.store.db.transaction():
            return self.store.people.enroll(
                name=name, province=province, role=role, districts=districts, group=group, line_user=user,
                at=self.ms(),
            )  # fmt: skip

    def reports(
        self, agreement: str, district: str | None, indicator: str, input: str, day: date, *, id: str = "",
        value: Any = "1", slot: str = "", person: int | None = None,
    ) -> None:  # fmt: skip
        """A fact as a report leaves it in the ledger."""
        self._events += 1
        fact = Fact(
            id=id or f"f{self._events}", kind="value", agreement=agreement, district=district, indicator=indicator,
            input=input, value=value, as_of=day, happened=self.ms(), slot=slot, person=person,
        )  # fmt: skip
        with self.store.db.transaction():
            self.store.ledger.record(fact=fact, now=self.ms())

    def says(
        self, name: str, text: str = "", *, data: str | None = None, id: str | None = None, chat: str = ""
    ) -> None:
        """One message through inbox and mailbox, as the web process takes it; twice the same id is a redelivery."""
        self._events += 1
        event_id = id or f"event-{self._events}"
        user = line_user(name)
        happened = self.ms() + self._events
        source = {"type": "group", "groupId": chat, "userId": user} if chat else {"type": "user", "userId": user}
        raw: dict[str, Any] = {
            "webhookEventId": event_id, "mode": "active", "timestamp": happened, "source": source,
            "replyToken": self.sending.new_token(chat or user, happened),
        }  # fmt: skip
        if data is None:
            raw |= {"type": "message", "message": {"type": "text", "id": f"m{self._events}", "text": text}}
        elif data == "unfollow":
            raw |= {"type": "unfollow"}
        else:
            raw |= {"type": "postback", "postback": {"data": data}}
        self.store.inbox.accept([Arrival(event_id, user, happened, self.ms(), json.dumps(raw))])
        for row in self.store.inbox.waiting():
            self.mailbox.handle(row)
        self.deliver()

    # time

    def tick(self) -> None:
        self.clock.tick()
        self.deliver()

    def deliver(self) -> None:
        """The sender works off the outbox; retries are due within the hour."""
        for _ in range(50):
            rows = self.store.outbox.claim(self.ms() + 3600_000)
            if not rows:
                return
            for row in rows:
                self.sender.send(row)
        raise AssertionError("the outbox does not empty")

    def try_once(self) -> None:
        for row in self.store.outbox.claim(self.ms()):
            self.sender.send(row)

    # trouble

    def down(self) -> None:
        self.faults.add(Fault("push", "500", times=None))

    def up(self) -> None:
        self.faults.clear()

    def fail_replies(self) -> None:
        """Every reply token is refused, as if it had been waited for too long."""
        self.sending.tokens = _NoTokens()  # type: ignore[assignment]

    def asks_about_a_report(self, name: str, text: str) -> None:
        """A question about a report, as the conversation leaves it."""
        person = self.store.people.by_line(line_user(name))
        assert person is not None
        question = Question(
            id=f"q-{name}", asks="reports", text="?", options=(), payload={"words": text},
            expires=self.today.at + QUESTION_LIVES, person=person.id,
        )  # fmt: skip
        with self.store.db.transaction():
            self.store.questions.ask(f"{person.line_user}/{person.line_user}", question, self.ms())

    # what was sent

    def pushes(self, since: int = 0) -> list[Sent]:
        return [s for s in self.sending.sent[since:] if s.endpoint in ("push", "multicast")]

    def pushed_to(self, name: str) -> list[str]:
        """The notification lines of what was pushed to a person."""
        user = line_user(name)
        return [words(m) for s in self.pushes() if user in s.to for m in s.messages]

    def heard(self, name: str) -> list[str]:
        """Everything that arrived at a person's telephone."""
        return [words(e.message) for e in self.world.chat(line_user(name)) if e.who == "bot"]

    def day_of(self, sent: Sent) -> date:
        return datetime.fromtimestamp(sent.at / 1000, BANGKOK).date()


class _NoTokens(dict[str, Any]):
    def get(self, key: Any, default: Any = None) -> Any:
        return default

    def __contains__(self, key: object) -> bool:
        return False


def words(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("altText") or "")


def everything(message: Any) -> str:
    """Every text of a message, buttons too."""
    if isinstance(message, dict):
        own = [
            str(message[k])
            for k in ("text", "altText", "label", "data", "fillInText")
            if isinstance(message.get(k), str)
        ]
        return "\n".join([*own, *(everything(v) for v in message.values() if isinstance(v, dict | list))])
    if isinstance(message, list):
        return "\n".join(everything(m) for m in message)
    return ""


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
