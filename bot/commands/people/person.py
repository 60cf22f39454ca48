"""person: everything kept about one person as JSON (export), or their name and account taken away (remove)."""

import argparse
import json
from dataclasses import asdict

from bot.config import load_settings
from bot.keeping.opening import ready
from bot.now import milliseconds
from bot.refused import Refused
from bot.store import Store
from bot.store.engine import Row
from bot.store.forgetting import Forgetting
from handlers.desk.deeds import Deed
from handlers.desk.nouns import Person


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("do", choices=("export", "remove"))
    parser.add_argument("number", type=int, help="the person's number (“ฉันคือใคร” in chat tells it)")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = ready("person", settings)
    try:
        person = store.people.by_id(args.number)
        if person is None:
            raise Refused(f"person: found nobody with the number {args.number}, expected one that “ฉันคือใคร” shows")
        if args.do == "export":
            print(json.dumps(exported(store, person), ensure_ascii=False, indent=1))
        else:
            _remove(store, args.number)
    finally:
        store.close()
    return 0


def _remove(store: Store, number: int) -> None:
    with store.db.transaction():
        row = store.people.remove(person=number, here=True)
        store.trail.add(Deed("remove", whom=number), way="command", by=None, at=milliseconds())
    print(f"{number}: name, account, districts, duties and codes are removed; the office's reports stay")
    if row is None:
        return
    forgetting = Forgetting(store)
    outcome, words, _ = forgetting.forget(row)
    if outcome == "done":
        with store.db.transaction():
            store.outbox.finish(row["id"], "sent", milliseconds())
        print(f"{words} of messages and answers lost who sent them")
    else:
        with store.db.transaction():
            store.outbox.later(row["id"], milliseconds(), unsure=False)
        print(f"{words}: the running bot takes the name out of the messages once it is done")


def exported(store: Store, person: Person) -> dict[str, object]:
    """All rows that are about this person, what they sent and what was said to them."""

    def rows(sql: str, *params: int | str) -> list[Row]:
        return store.db.query(sql, params)

    user, number = person.line_user, person.id
    return {
        "person": asdict(person),
        "habits": store.people.habits(number),
        "messages": rows("SELECT event_id, happened, body, state FROM inbox WHERE sender = ? ORDER BY seq", user)
        if user
        else [],
        "answers": rows("SELECT kind, created, body, state FROM outbox WHERE target = ? ORDER BY created, seq", user)
        if user
        else [],
        "reports": rows("SELECT * FROM facts WHERE person = ? ORDER BY seq", number),
        "evidence": rows("SELECT * FROM evidence WHERE person = ? ORDER BY at", number),
        "questions": rows("SELECT * FROM questions WHERE person = ? ORDER BY asked", number),
        "duties": store.sharing.of_person(number),
        "signatures": rows("SELECT * FROM signatures WHERE person = ? ORDER BY seq", number),
        "alarms": rows("SELECT due, words, state FROM alarms WHERE person = ? ORDER BY due, id", number),
        "muted": rows("SELECT about, at FROM muted WHERE person = ? ORDER BY about", number),
        "announcements": rows(
            "SELECT number, words, due, state FROM broadcasts WHERE person = ? ORDER BY number", number
        ),
        "reminders": rows("SELECT day, how FROM digests WHERE person = ? ORDER BY day", number),
    }
