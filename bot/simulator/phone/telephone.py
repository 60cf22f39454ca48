"""What every deed on a telephone needs: an event with its token, a bubble on the screen, and the way to the bot."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.simulator.api.sending import Sending
from bot.simulator.limits.problems import Json
from bot.simulator.people import ids
from bot.simulator.people.world import Entry, Group, Person, World
from bot.simulator.phone import events as line
from bot.simulator.phone.webhook import HELD, Delivery, Webhook

KEPT_EVENTS = 5000
NO_REPLY = ("unsend", "unfollow", "leave", "memberLeft")  # events without a reply token


class Telephone:
    """The part that sends; the deeds are in phone.py."""

    def __init__(self, world: World, sending: Sending, webhook: Webhook) -> None:
        self.world, self.sending, self.webhook = world, sending, webhook
        self.last_events: dict[str, tuple[Json, ...]] = {}  # user -> what they caused last
        self.events: dict[str, Json] = {}  # webhookEventId -> the event, the newest KEPT_EVENTS of them
        self._batch: list[Json] | None = None

    # -- sending

    def send(self, *events: Json, user: str | None = None) -> Delivery:
        """Post ready-made events; a bubble whose event the bot did not take says so."""
        if user:
            self.last_events[user] = events
        for event in events:
            self.events[event["webhookEventId"]] = event
        while len(self.events) > KEPT_EVENTS:
            self.events.pop(next(iter(self.events)), None)
        if self._batch is not None:
            self._batch.extend(events)
            return HELD
        delivery = self.webhook.post(events)
        if delivery.problem:
            for event in events:
                if "id" in event.get("message", {}):
                    self.world.change_entry(event["message"]["id"], problem=delivery.problem)
        return delivery

    @contextmanager
    def batch(self, *, shuffle: int | None = None) -> Iterator[list[Delivery]]:
        """All deeds inside go out in one webhook; with `shuffle` (a seed) in another order than they were done."""
        deliveries: list[Delivery] = []
        self._batch = []
        try:
            yield deliveries
        finally:
            events, self._batch = self._batch, None
        if shuffle is not None:
            random.Random(shuffle).shuffle(events)
        if events:
            deliveries.append(self.send(*events))

    def event(
        self, kind: str, user: str | None, group: str | None = None, *, at: int | None = None, **more: Any
    ) -> Json:
        """One event of the present moment, with a living reply token where its kind has one."""
        at = at or self.world.now_ms()
        chat = group or user or ""
        token = None if kind in NO_REPLY else self.sending.new_token(chat, at)
        return line.event(kind, at=at, user=user, group=group, replyToken=token, **more)

    def redeliver(self, user: str | Person) -> Delivery:
        return self.webhook.redeliver(self.last_events[id_of(user)])

    def duplicate(self, user: str | Person) -> Delivery:
        """The network brings the same webhook twice, unmarked."""
        return self.webhook.post(self.last_events[id_of(user)])

    # -- inside

    def _entry(self, who: str, where: str | None, message: Json, **more: Any) -> Entry:
        return self.world.say(where or who, who, message, **more)

    def _mentions(self, text: str, group: str) -> list[Json]:
        names = {self.world.people[m].name: m for m in self.world.groups[group].members if m in self.world.people}
        return line.mentions_in(text, names, self.world.bot_name, self.world.bot_user_id)

    def _read_token(self, entry: Entry) -> str:
        token = ids.long_token()
        self.world.read_tokens[token] = (entry.chat, entry.id)
        return token

    def _mark(self, entry: Entry, event: Json) -> Json:
        self.world.change_entry(entry.id, event=event["webhookEventId"])
        return event

    def _said(self, who: str, entry: Entry, event: Json) -> Delivery:
        return self.send(self._mark(entry, event), user=who)

    def _note(self, chat: str, what: str) -> None:
        self.world.say(chat, "system", {"type": what}, quotable=False)


def id_of(one: str | Person | Group | None) -> Any:
    """The id behind a person, a group or an id; None stays None."""
    if isinstance(one, Person):
        return one.user_id
    if isinstance(one, Group):
        return one.group_id
    return one
