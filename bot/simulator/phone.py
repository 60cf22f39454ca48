"""What people do on their telephones, each deed turned into the webhook that LINE would send for it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.simulator import events as line
from bot.simulator import ids
from bot.simulator.pictures import a_photo
from bot.simulator.problems import Json
from bot.simulator.sending import Sending
from bot.simulator.webhook import Delivery, Webhook
from bot.simulator.world import Content, Entry, Group, Person, World

HELD = Delivery(200, 0.0, ())  # inside a batch: posted when the batch ends
NO_REPLY = ("unsend", "unfollow", "leave", "memberLeft")  # events without a reply token


class Phone:
    """All telephones at once: the first argument of every deed is who does it (a user id or a Person)."""

    def __init__(self, world: World, sending: Sending, webhook: Webhook) -> None:
        self.world, self.sending, self.webhook = world, sending, webhook
        self.last_events: dict[str, tuple[Json, ...]] = {}  # user -> what they caused last
        self._batch: list[Json] | None = None

    # -- sending

    def send(self, *events: Json, user: str | None = None) -> Delivery:
        """Post ready-made events; a bubble whose event the bot did not take says so."""
        if user:
            self.last_events[user] = events
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
        return self.webhook.redeliver(self.last_events[_id(user)])

    def duplicate(self, user: str | Person) -> Delivery:
        """The network brings the same webhook twice, unmarked."""
        return self.webhook.post(self.last_events[_id(user)])

    # -- messages

    def text(
        self,
        user: str | Person,
        text: str,
        group: str | Group | None = None,
        *,
        quote: str | None = None,
        tap: str = "",
        emojis: list[Json] | None = None,
        nameless: bool = False,
        standby: bool = False,
        at: int | None = None,
    ) -> Delivery:
        """A typed (or tapped) text. `quote`: the message id that it answers; `nameless`: LINE leaves out the userId;
        `standby`: another module has the chat, so there is no reply token."""
        who, where = _id(user), _id(group)
        mentions = self._mentions(text, where) if where else []
        entry = self._entry(who, where, {"type": "text", "text": text}, quoted=quote or "", tap=tap, at=at)
        message = line.text_message(
            entry.id,
            text,
            quote_token=entry.quote_token,
            read_token=self._read_token(entry),
            quoted=quote,
            mentions=mentions,
            emojis=emojis,
        )
        event = self.event("message", None if nameless else who, where, at=entry.at, message=message)
        if standby:
            event["mode"] = "standby"
            del event["replyToken"]
        return self._said(who, entry, event)

    def photo(
        self,
        user: str | Person,
        pictures: list[bytes] | None = None,
        group: str | Group | None = None,
        *,
        count: int = 1,
        mime: str = "image/png",
        external: str | None = None,
        numbered: bool = True,
        shuffle: int | None = None,
    ) -> Delivery:
        """One photo, or several sent at once: one event each, joined by imageSet (`numbered`: with index and total)."""
        who, where = _id(user), _id(group)
        shots = pictures or [a_photo(number) for number in range(count)]
        set_id = ids.message_id() if len(shots) > 1 else None
        made: list[Json] = []
        for number, data in enumerate(shots, start=1):
            entry = self._entry(who, where, {"type": "image"})
            self.world.contents[entry.id] = Content(data, mime, "image", external=external is not None)
            whole = {"id": set_id, **({"index": number, "total": len(shots)} if numbered else {})}
            message = line.media_message(
                "image",
                entry.id,
                quote_token=entry.quote_token,
                read_token=self._read_token(entry),
                image_set=whole if set_id else None,
                address=external,
            )
            made.append(self._mark(entry, self.event("message", who, where, at=entry.at, message=message)))
        if shuffle is not None:
            random.Random(shuffle).shuffle(made)
        return self.send(*made, user=who)

    def media(
        self,
        user: str | Person,
        kind: str,
        data: bytes,
        mime: str,
        group: str | Group | None = None,
        *,
        ready_in: float = 0.0,
        fails: bool = False,
    ) -> Delivery:
        """A film or a sound: `ready_in` seconds the content API answers 202."""
        who, where = _id(user), _id(group)
        entry = self._entry(who, where, {"type": kind})
        content = Content(data, mime, kind, ready_at=self.world.clock() + ready_in if ready_in else 0.0, failed=fails)
        self.world.contents[entry.id] = content
        message = line.media_message(
            kind, entry.id, quote_token=entry.quote_token, read_token=self._read_token(entry), duration=4000
        )
        return self._said(who, entry, self.event("message", who, where, at=entry.at, message=message))

    def file(
        self,
        user: str | Person,
        name: str,
        data: bytes,
        group: str | Group | None = None,
        *,
        mime: str = "application/octet-stream",
        says_size: int | None = None,
    ) -> Delivery:
        who, where = _id(user), _id(group)
        size = len(data) if says_size is None else says_size
        entry = self._entry(who, where, {"type": "file", "fileName": name, "fileSize": size}, quotable=False)
        self.world.contents[entry.id] = Content(data, mime, "file")
        message = line.file_message(entry.id, name, size, read_token=self._read_token(entry))
        return self._said(who, entry, self.event("message", who, where, at=entry.at, message=message))

    def location(
        self,
        user: str | Person,
        latitude: float,
        longitude: float,
        title: str = "",
        address: str = "",
        group: str | Group | None = None,
    ) -> Delivery:
        who, where = _id(user), _id(group)
        shown = {"type": "location", "title": title, "address": address, "latitude": latitude, "longitude": longitude}
        entry = self._entry(who, where, shown, quotable=False)
        read = self._read_token(entry)
        message = line.location_message(entry.id, title, address, latitude, longitude, read_token=read)
        return self._said(who, entry, self.event("message", who, where, at=entry.at, message=message))

    def sticker(self, user: str | Person, group: str | Group | None = None) -> Delivery:
        who, where = _id(user), _id(group)
        entry = self._entry(who, where, {"type": "sticker"})
        message = line.sticker_message(entry.id, quote_token=entry.quote_token, read_token=self._read_token(entry))
        return self._said(who, entry, self.event("message", who, where, at=entry.at, message=message))

    # -- buttons

    def postback(
        self,
        user: str | Person,
        data: str,
        group: str | Group | None = None,
        *,
        params: Json | None = None,
        says: str = "",
        tap: str = "",
    ) -> Delivery:
        """A tapped postback button; `says` is its displayText, `params` what a date picker or menu switch adds."""
        who, where = _id(user), _id(group)
        if says:
            self._entry(who, where, {"type": "text", "text": says}, tap=tap)
        else:
            note = {"type": "tap", "text": tap, "data": data, "params": params or {}}
            self.world.say(where or who, "system", note, quotable=False, tap=tap, event=who)
        postback = {"data": data, **({"params": params} if params else {})}
        return self.send(self.event("postback", who, where, postback=postback), user=who)

    # -- what happens to messages

    def unsend(self, user: str | Person, message_id: str) -> Delivery:
        entry = self.world.change_entry(message_id, unsent=True)
        content = self.world.contents.get(message_id)
        if content is not None:
            content.gone, content.data = True, b""
        who = _id(user)
        where = entry.chat if entry and entry.chat in self.world.groups else None
        return self.send(self.event("unsend", who, where, unsend={"messageId": message_id}), user=who)

    def edit(self, user: str | Person, message_id: str, text: str) -> Delivery:
        """Groups only: the same message id, a new quote token, no mark-as-read token."""
        entry = self.world.find(message_id)
        if entry is None or entry.chat not in self.world.groups:
            raise ValueError(f"message {message_id}: only a message in a group can be edited")
        quote = ids.long_token()
        self.world.quote_tokens[quote] = (entry.chat, message_id)
        self.world.change_entry(message_id, message={"type": "text", "text": text}, edited=True, quote_token=quote)
        mentions = self._mentions(text, entry.chat)
        message = line.text_message(message_id, text, quote_token=quote, read_token=None, mentions=mentions)
        return self.send(self.event("messageEdited", _id(user), entry.chat, message=message), user=_id(user))

    # -- friends and groups

    def follow(self, user: str | Person) -> Delivery:
        who = _id(user)
        unblocked = self.world.people[who].blocked
        self.world.change_person(who, friend=True, blocked=False)
        self._note(who, "follow")
        return self.send(self.event("follow", who, follow={"isUnblocked": unblocked}), user=who)

    def block(self, user: str | Person) -> Delivery:
        who = _id(user)
        self.world.change_person(who, blocked=True)
        self._note(who, "unfollow")
        return self.send(self.event("unfollow", who), user=who)

    def bot_joins(self, group: str | Group) -> Delivery:
        self.world.change_group(_id(group), bot_in=True)
        self._note(_id(group), "join")
        return self.send(self.event("join", None, _id(group)))

    def bot_leaves(self, group: str | Group) -> Delivery:
        self.world.change_group(_id(group), bot_in=False)
        self._note(_id(group), "leave")
        return self.send(self.event("leave", None, _id(group)))

    def member_joins(self, user: str | Person, group: str | Group) -> Delivery:
        who, where = _id(user), _id(group)
        members = self.world.groups[where].members
        self.world.change_group(where, members=(*members, who))
        self._note(where, "memberJoined")
        joined = {"members": [{"type": "user", "userId": who}]}
        return self.send(self.event("memberJoined", None, where, joined=joined), user=who)

    def member_leaves(self, user: str | Person, group: str | Group) -> Delivery:
        who, where = _id(user), _id(group)
        self.world.change_group(where, members=tuple(m for m in self.world.groups[where].members if m != who))
        self._note(where, "memberLeft")
        return self.send(
            self.event("memberLeft", None, where, left={"members": [{"type": "user", "userId": who}]}), user=who
        )

    # -- what LINE may send one day

    def unknown(self, user: str | Person, kind: str = "somethingNew") -> Delivery:
        """An event type that nobody has heard of."""
        event = self.event(kind, _id(user))
        return self.send({**event, kind: {"what": "ever"}}, user=_id(user))

    def unknown_message(self, user: str | Person, kind: str = "hologram") -> Delivery:
        message = {"type": kind, "id": ids.message_id(), "markAsReadToken": ids.long_token()}
        return self.send(self.event("message", _id(user), message=message), user=_id(user))

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


def _id(one: str | Person | Group | None) -> Any:
    """The id behind a person, a group or an id; None stays None."""
    if isinstance(one, Person):
        return one.user_id
    if isinstance(one, Group):
        return one.group_id
    return one
