"""The road of one message as a test walks it: a hosted bot, people with telephones, and what the tables say."""

import json
import time
from typing import Any

from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.people.world import Person
from bot.simulator.phone.webhook import Delivery
from bot.store.engine import Row

PROVINCE, DISTRICT, AGREEMENT = "บุรีรัมย์", "บ้านกรวด", "buriram-2561"


class Road(HostedBot):
    def __init__(self, **more: str) -> None:
        super().__init__(more=more)

    def __enter__(self) -> "Road":
        super().__enter__()
        self.command("activate", AGREEMENT)
        return self

    def stranger(self, name: str = "คนใหม่") -> Person:
        return self.line.world.add_person(name)

    def officer(self, name: str = "สมชาย ใจดี", district: str = DISTRICT, role: str = "officer") -> Person:
        person = self.stranger(name)
        self.command(
            "enroll", "--name", name, "--province", PROVINCE, "--district", district, "--role", role,
            "--line-user", person.user_id,
        )  # fmt: skip
        return person

    def supervisor(self, name: str = "นภา สุขใจ", role: str = "supervisor", province: str = PROVINCE) -> Person:
        person = self.stranger(name)
        self.command(
            "enroll", "--name", name, "--province", province, "--role", role, "--line-user", person.user_id
        )  # fmt: skip
        return person

    def says(self, person: Person, text: str, **more: Any) -> list[str]:
        """What somebody writes, and the texts that they hear after it."""
        before = len(self.heard(person))
        delivery = self.line.phone.text(person, text, **more)
        assert delivery.ok, delivery
        self.wait_idle()
        return self.heard(person)[before:]

    def heard(self, person: Person | str) -> list[str]:
        """Every text, or a card's alternative text, that the bot said in a chat."""
        chat = person if isinstance(person, str) else person.user_id
        return [str(m.get("text") or m.get("altText")) for m in self.line.said_to(chat)]

    def raw(self, *events: dict[str, Any]) -> Delivery:
        return self.line.webhook.post(list(events))

    def rows(self, sql: str, *params: Any) -> list[Row]:
        return self.service.store.db.query(sql, list(params))

    def inbox(self) -> list[Row]:
        return self.rows("SELECT * FROM inbox ORDER BY seq")

    def outbox(self) -> list[Row]:
        return self.rows("SELECT * FROM outbox ORDER BY created, seq")

    def until(self, sql: str, seconds: float = 10) -> None:
        """Wait until a query has a row."""
        end = time.monotonic() + seconds
        while not self.rows(sql):
            assert time.monotonic() < end, f"never: {sql}"
            time.sleep(0.01)


def event(event_id: str, user: str, text: str = "ฉันคือใคร", **more: Any) -> dict[str, Any]:
    """A text event as LINE sends it, with whatever a test wants to be different; None takes a field out."""
    whole = {
        "type": "message",
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "webhookEventId": event_id,
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": user},
        "replyToken": f"token-of-{event_id}",
        "message": {"type": "text", "id": f"4{abs(hash(event_id)) % 10**17}", "quoteToken": "q", "text": text},
        **more,
    }
    return {key: value for key, value in whole.items() if value is not None}


def body(*events: Any) -> bytes:
    whole = {"destination": "U" + "d" * 32, "events": list(events)}
    try:
        return json.dumps(whole, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half of an emoji can only be written as an escape
        return json.dumps(whole).encode()
