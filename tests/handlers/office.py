"""A real office to talk to: a SQLite store on disk, opened rounds, people; every answer is checked as LINE would."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bot.config import load_settings
from bot.office.book import Book
from bot.post.events import arrivals
from bot.post.mailbox import Mailbox
from bot.simulator.limits.limits import check_messages
from bot.store import open_store
from bot.today import DAY, Today
from handlers.desk.desk import Desk
from scoring.periods import BANGKOK
from scoring.results.facts import Fact
from tests.as_line_shows import problems

Json = dict[str, Any]
SENT = ("reply", "push")


class Office:
    def __init__(self, folder: Path, day: str, *agreements: str) -> None:
        url = f"sqlite:///{folder}/radap.db"
        self.store = open_store(url, folder)
        self.store.migrate()
        self.today = Today(load_settings({"TODAY": day, "DATABASE_URL": url}, line_needed=False), self.store)
        self.book = Book(self.store.rounds, self.today.day)
        self.mailbox = Mailbox(self.store, self.book, self.today, "https://example.go.th", lambda rows: None)
        self.people: dict[str, str] = {}  # name -> LINE user id
        self.numbers: dict[str, int] = {}  # name -> person id
        self.sent = 0
        self.recorded = 0
        self.said: list[Json] = []  # every message that the bot has produced
        for agreement in agreements:
            self.activate(agreement)

    def activate(self, agreement: str) -> None:
        self.book.refresh()
        found = self.book.get(agreement)
        assert found is not None, agreement
        with self.store.db.transaction():
            self.store.rounds.activate(agreement=agreement, province=found.province, at=len(self.people))
        self.book.refresh()

    def move(self, day: str) -> None:
        with self.store.db.transaction():
            self.store.kept.put(name=DAY, value=day)

    def enroll(self, name: str, province: str, *districts: str, role: str = "officer", group: str = "") -> None:
        user = f"U{len(self.people) + 1:032x}"
        with self.store.db.transaction():
            person = self.store.people.enroll(
                name=name, province=province, role=role, districts=districts, group=group, line_user=user, at=0
            )
            self.store.people.update(person=person, agreed=1)
        self.people[name], self.numbers[name] = user, person

    def report(
        self, indicator: str, input: str, value: Any, *, agreement: str, district: str | None, day: str,
        slot: str = "", kind: str = "value", by: str | None = None, event: str | None = None,
    ) -> str:  # fmt: skip
        """A fact as the ledger holds it; its id comes back."""
        self.recorded += 1
        moment = datetime.combine(date.fromisoformat(day), time(9, self.recorded % 60), BANGKOK)
        fact = Fact(
            id=f"f{self.recorded}", kind=kind, agreement=agreement, district=district, indicator=indicator,
            input=input, value=value, as_of=date.fromisoformat(day), happened=int(moment.timestamp() * 1000),
            slot=slot, person=self.numbers.get(by or ""), event_id=event or f"e{self.recorded}",
        )  # fmt: skip
        with self.store.db.transaction():
            self.store.ledger.record(fact=fact, now=fact.happened)
        return fact.id

    def answer(self, name: str, text: str, *, group: bool = False) -> list[Json]:
        return self._deed(name, {"type": "message", "message": {"type": "text", "text": text}}, group)

    def tap(self, name: str, data: str) -> list[Json]:
        return self._deed(name, {"type": "postback", "postback": {"data": data}}, False)

    def _deed(self, name: str, event: Mapping[str, Any], group: bool) -> list[Json]:
        self.sent += 1
        user = self.people.get(name, "U" + "f" * 32)
        source = {"type": "user", "userId": user}
        if group:
            source = {"type": "group", "groupId": "C" + "1" * 32, "userId": user}
        happened, received = self.times()
        raw = {**event, "source": source, "timestamp": happened, "webhookEventId": f"w{self.sent}", "replyToken": "t"}
        if "message" in raw:
            raw["message"] = {"id": f"m{self.sent}", **raw["message"]}
        self.store.inbox.accept(arrivals(json.dumps({"events": [raw]}).encode(), received, "r"))
        before = self.store.db.query("SELECT MAX(rowid) AS n FROM outbox")[0]["n"] or 0
        (row,) = [r for r in self.store.inbox.waiting() if r["event_id"] == f"w{self.sent}"]
        self.mailbox.handle(row)
        kept = self.store.inbox.by_event(f"w{self.sent}")
        assert kept is not None
        assert kept["state"] == "done", kept["trace"]
        rows = self.store.db.query(
            "SELECT * FROM outbox WHERE rowid > ? AND target = ?", [before, source.get("groupId", user)]
        )
        messages = [m for r in rows if r["kind"] in SENT for m in json.loads(r["body"])]
        if messages:
            assert not list(check_messages({"messages": messages})), check_messages({"messages": messages})
            assert [p for row in rows if row["kind"] in SENT for p in problems(json.loads(row["body"]))] == []
        self.said += messages
        return messages

    def deliver(self, raw: Json) -> None:
        """An event as LINE brings it, perhaps once more."""
        self.store.inbox.accept(arrivals(json.dumps({"events": [raw]}).encode(), self.times()[1], "r"))
        for row in self.store.inbox.waiting():
            self.mailbox.handle(row)

    def times(self) -> tuple[int, int]:
        """When the next deed is sent and when it arrives: a minute after the last one, on the program's day."""
        happened = int(datetime.combine(self.today.day(), time(10), BANGKOK).timestamp() * 1000) + self.sent * 60_000
        return happened, happened

    def desk(self, name: str) -> Desk:
        """The desk of a person, for claims about one handler alone."""
        return Desk(
            self.store, self.book, self.today.now(), self.today.day(), self.store.people.by_line(self.people[name])
        )


def texts(thing: Any) -> list[str]:
    """Every text of a message or a part of it, in the order in which a person reads."""
    if isinstance(thing, list):
        return [t for part in thing for t in texts(part)]
    if not isinstance(thing, dict):
        return []
    found = []
    if thing.get("type") == "text" and "contents" in thing:
        return ["".join(texts(thing["contents"]))]
    if thing.get("type") in ("text", "span") and isinstance(thing.get("text"), str):
        found.append(thing["text"])
    for key in ("contents", "header", "hero", "body", "footer"):
        if key in thing:
            found += texts(thing[key])
    return found


def read_aloud(messages: list[Json]) -> str:
    return "\n".join(texts(messages))


def quick(message: Json) -> list[str]:
    """What the quick replies say."""
    return [i["action"]["label"] for i in message.get("quickReply", {}).get("items", [])]
