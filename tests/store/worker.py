"""A mailbox in a process of its own: takes in its share of messages and works until nothing waits in the database.

Every message records one fact whose note names the fact before it and whose value counts: a chain shows whether
anybody came between reading and writing; the non-repeatable `tried` row shows whether anything was done twice.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

from bot.config import load_settings
from bot.office.book import Book
from bot.post.mailbox import Mailbox
from bot.store import open_store
from bot.store.post.inbox import Arrival
from bot.today import Today
from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Turn
from handlers.desk.writes import CountTry, RecordFact
from handlers.routes import table
from scoring.results.facts import Fact

AGREEMENT, DISTRICT, DAY = "buriram-2561", "บ้านกรวด", date(2018, 3, 15)


def answer(message: Message, desk: Desk) -> Turn:
    happened = message.ms
    tried = CountTry(who=message.user, what=message.id, at=happened)
    if desk.person is None:
        return Turn(replies=({"type": "text", "text": "?"},), changes=(tried,))
    before = desk.store.ledger.history(AGREEMENT, DISTRICT)
    fact = Fact(
        id=message.id, kind="value", agreement=AGREEMENT, district=DISTRICT, indicator="function/2", input="income",
        value=str(len(before) + 1), as_of=DAY, happened=happened, person=desk.person.id, event_id=message.id,
        note=before[-1].id if before else "nothing",
    )  # fmt: skip
    kept = RecordFact(fact=fact, now=happened)
    return Turn(replies=({"type": "text", "text": fact.value},), changes=(tried, kept))


def main(url: str, share: Path, threads: int) -> None:
    table.ROUTES = (Route("chain", answer, open_to_strangers=True),)
    store = open_store(url)
    settings = load_settings({"DATABASE_URL": url}, line_needed=False)
    sent: list[str] = []
    mailbox = Mailbox(
        store, Book(store.rounds), Today(settings, store), "http://x", lambda rows: sent.extend(r["id"] for r in rows)
    )
    mailbox.start(threads)
    for line in share.read_text().splitlines():
        body = json.loads(line)
        store.inbox.accept([Arrival(body["webhookEventId"], body["source"]["userId"], body["timestamp"], 1, line)])
        mailbox.ring()
    until = time.monotonic() + 60
    while store.inbox.backlog()[0] and time.monotonic() < until:
        time.sleep(0.02)
    mailbox.stop()
    store.close()
    print(json.dumps(sent))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
