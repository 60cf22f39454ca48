"""How many statements a wholly handled message costs on each engine."""

import json
from datetime import date
from typing import Any, ClassVar

import psycopg
import pytest

from bot.config import load_settings
from bot.office.book import Book
from bot.post.mailbox import Mailbox
from bot.store import Store
from bot.store.engine import Row
from bot.store.post.inbox import Arrival
from bot.store.postgres import Postgres
from bot.store.sqlite import SQLite
from bot.today import Today

AGREEMENT, PROVINCE, DISTRICTS = "nongkhai-2565-1", "หนองคาย", ("ท่าบ่อ", "โพนพิสัย", "ศรีเชียงใหม่", "สังคม", "เฝ้าไร่")
TODAY = date(2022, 2, 15)
MOST = {  # was, when each was read as often as somebody asked: 26, 21, 17 on SQLite and 28, 23, 19 on PostgreSQL
    "sqlite": {"เบิกจ่าย 82.5%": 23, "คะแนน": 19, "ฉันคือใคร": 15},
    "postgresql": {"เบิกจ่าย 82.5%": 23, "คะแนน": 19, "ฉันคือใคร": 15},
}


class Counted(psycopg.Cursor[Any]):
    said: ClassVar[list[str]] = []  # by all cursors

    def execute(self, query: Any, *args: Any, **more: Any) -> "Counted":
        self.said.append(str(query))
        return super().execute(query, *args, **more)

    def executemany(self, query: Any, *args: Any, **more: Any) -> None:
        self.said.append(str(query))
        super().executemany(query, *args, **more)


def listen(store: Store) -> list[str]:
    """Every statement that the driver hears from this thread from now on."""
    if isinstance(store.db, SQLite):
        said: list[str] = []
        store.db._database().conn.set_trace_callback(said.append)
        return said
    assert isinstance(store.db, Postgres)
    for connection in store.db._open()._pool:
        connection.cursor_factory = Counted
    Counted.said = []
    return Counted.said


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue("sqlite_store" if request.param == "sqlite" else "postgres_store")
    with found.db.transaction():
        found.rounds.activate(agreement=AGREEMENT, province=PROVINCE, at=0)
        for n, district in enumerate(DISTRICTS):
            person = found.people.enroll(
                name=f"เจ้าหน้าที่ {n}", province=PROVINCE, role="officer", districts=[district], group="",
                line_user=f"U{n:032x}", at=0,
            )  # fmt: skip
            found.people.update(person=person, agreed=1)
    return found


@pytest.fixture
def mailbox(store: Store) -> Mailbox:
    today = Today(load_settings({"TODAY": TODAY.isoformat()}, line_needed=False), store)
    return Mailbox(store, Book(store.rounds, today.day), today, "https://example.go.th", lambda rows: None)


def accept(mailbox: Mailbox, n: int, text: str) -> Row:
    user, at = f"U{n % len(DISTRICTS):032x}", 1_644_900_000_000 + n
    body = {
        "type": "message", "webhookEventId": f"e{n}", "timestamp": at, "mode": "active", "replyToken": f"t{n}",
        "source": {"type": "user", "userId": user}, "message": {"id": f"m{n}", "type": "text", "text": text},
    }  # fmt: skip
    mailbox.store.inbox.accept([Arrival(f"e{n}", user, at, at, json.dumps(body))])
    (row,) = mailbox.store.inbox.waiting()
    return row


@pytest.mark.parametrize("text", MOST["sqlite"])
def test_a_message_takes_no_more_statements_than_it_needs(mailbox: Mailbox, text: str) -> None:
    """From the row in hand to the commit, as the driver hears them; each sender has written before."""
    for n in range(len(DISTRICTS)):
        assert mailbox.handle(accept(mailbox, n, text))
    for n in range(5, 22):
        row, said = accept(mailbox, n, text), listen(mailbox.store)
        assert mailbox.handle(row)
        assert len(said) <= MOST[mailbox.store.db.name][text], "\n".join(said)
        assert len(said) > 10, "nobody listened"
    assert mailbox.store.inbox.counts() == {"done": 22}
