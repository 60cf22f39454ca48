"""person: everything kept about one person as JSON (export), or their name and account taken away (remove)."""

import argparse
import json

from bot.config import load_settings
from bot.refused import Refused
from bot.store import Store, open_store


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("do", choices=("export", "remove"))
    parser.add_argument("number", type=int, help="the person's number (“ฉันคือใคร” in chat tells it)")


def run(args: argparse.Namespace) -> int:
    store = open_store(load_settings(line_needed=False).database_url)
    person = store.people.by_id(args.number)
    if person is None:
        raise Refused(f"person: found nobody with the number {args.number}, expected one that “ฉันคือใคร” shows")
    if args.do == "export":
        print(json.dumps(exported(store, args.number), ensure_ascii=False, indent=1))
    else:
        with store.db.transaction():
            store.people.remove(person=args.number)
        print(f"{args.number}: name, account, districts and codes are removed; the office's reports stay")
    store.close()
    return 0


def exported(store: Store, number: int) -> dict[str, object]:
    """All rows that are about this person, and the messages that they sent."""
    person = store.people.by_id(number)
    assert person is not None
    messages = (
        store.db.query(
            "SELECT event_id, happened, body, state FROM inbox WHERE sender = ? ORDER BY seq", [person.line_user]
        )
        if person.line_user
        else []
    )
    return {
        "person": {
            "number": person.id,
            "line_user": person.line_user,
            "name": person.name,
            "province": person.province,
            "role": person.role,
            "districts": person.districts,
            "group": person.group,
            "state": person.state,
        },
        "habits": store.people.habits(number),
        "messages": messages,
        "reports": store.db.query("SELECT * FROM facts WHERE person = ? ORDER BY seq", [number]),
        "evidence": store.db.query("SELECT * FROM evidence WHERE person = ? ORDER BY at", [number]),
        "questions": store.db.query("SELECT * FROM questions WHERE person = ? ORDER BY asked", [number]),
    }
