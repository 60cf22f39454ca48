"""What people do on their telephones, each deed turned into the webhook that LINE would send for it."""

import random

from bot.simulator.limits.problems import Json
from bot.simulator.people import ids
from bot.simulator.people.world import Content, Group, Person
from bot.simulator.phone import events as line
from bot.simulator.phone.pictures import a_photo
from bot.simulator.phone.telephone import Telephone, id_of
from bot.simulator.phone.webhook import Delivery


class Phone(Telephone):
    """All telephones at once: the first argument of every deed is who does it (a user id or a Person)."""

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
        who, where = id_of(user), id_of(group)
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
        who, where = id_of(user), id_of(group)
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
        who, where = id_of(user), id_of(group)
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
        who, where = id_of(user), id_of(group)
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
        who, where = id_of(user), id_of(group)
        shown = {"type": "location", "title": title, "address": address, "latitude": latitude, "longitude": longitude}
        entry = self._entry(who, where, shown, quotable=False)
        read = self._read_token(entry)
        message = line.location_message(entry.id, title, address, latitude, longitude, read_token=read)
        return self._said(who, entry, self.event("message", who, where, at=entry.at, message=message))

    def sticker(self, user: str | Person, group: str | Group | None = None) -> Delivery:
        who, where = id_of(user), id_of(group)
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
        who, where = id_of(user), id_of(group)
        if says:
            self._entry(who, where, {"type": "text", "text": says}, tap=tap)
        else:
            note = {"type": "tap", "text": tap, "data": data, "params": params or {}}
            self.world.say(where or who, "system", note, quotable=False, tap=tap, event=who)
        postback = {"data": data, **({"params": params} if params else {})}
        return self.send(self.event("postback", who, where, postback=postback), user=who)

    # -- what happens to messages

    def unsend(self, user: str | Person, message_id: str) -> Delivery:
        entry = self.world.change_entry(message_id, unsent=True, unsent_at=self.world.now_ms())
        content = self.world.contents.get(message_id)
        if content is not None:
            content.gone, content.data = True, b""
        who = id_of(user)
        where = entry.chat if entry and entry.chat in self.world.groups else None
        return self.send(self.event("unsend", who, where, unsend={"messageId": message_id}), user=who)

    def edit(self, user: str | Person, message_id: str, text: str) -> Delivery:
        """Groups only: the same message id, a new quote token, no mark-as-read token."""
        entry = self.world.find(message_id)
        if entry is None or entry.chat not in self.world.groups:
            raise ValueError(f"message {message_id}: only a message in a group can be edited")
        quote = ids.long_token()
        self.world.quote_tokens[quote] = (entry.chat, message_id)
        edits = (*entry.edits, (self.world.now_ms(), str(entry.message.get("text", ""))))
        said = {"type": "text", "text": text}
        self.world.change_entry(message_id, message=said, edits=edits, quote_token=quote)
        mentions = self._mentions(text, entry.chat)
        message = line.text_message(message_id, text, quote_token=quote, read_token=None, mentions=mentions)
        return self.send(self.event("messageEdited", id_of(user), entry.chat, message=message), user=id_of(user))

    # -- friends and groups

    def follow(self, user: str | Person) -> Delivery:
        who = id_of(user)
        unblocked = self.world.people[who].blocked
        self.world.change_person(who, friend=True, blocked=False)
        self._note(who, "follow")
        return self.send(self.event("follow", who, follow={"isUnblocked": unblocked}), user=who)

    def block(self, user: str | Person) -> Delivery:
        who = id_of(user)
        self.world.change_person(who, blocked=True)
        self._note(who, "unfollow")
        return self.send(self.event("unfollow", who), user=who)

    def bot_joins(self, group: str | Group) -> Delivery:
        self.world.change_group(id_of(group), bot_in=True)
        self._note(id_of(group), "join")
        return self.send(self.event("join", None, id_of(group)))

    def bot_leaves(self, group: str | Group) -> Delivery:
        self.world.change_group(id_of(group), bot_in=False)
        self._note(id_of(group), "leave")
        return self.send(self.event("leave", None, id_of(group)))

    def member_joins(self, user: str | Person, group: str | Group) -> Delivery:
        who, where = id_of(user), id_of(group)
        members = self.world.groups[where].members
        self.world.change_group(where, members=(*members, who))
        self._note(where, "memberJoined")
        joined = {"members": [{"type": "user", "userId": who}]}
        return self.send(self.event("memberJoined", None, where, joined=joined), user=who)

    def member_leaves(self, user: str | Person, group: str | Group) -> Delivery:
        who, where = id_of(user), id_of(group)
        self.world.change_group(where, members=tuple(m for m in self.world.groups[where].members if m != who))
        self._note(where, "memberLeft")
        return self.send(
            self.event("memberLeft", None, where, left={"members": [{"type": "user", "userId": who}]}), user=who
        )

    # -- what LINE may send one day

    def unknown(self, user: str | Person, kind: str = "somethingNew") -> Delivery:
        """An event type that nobody has heard of."""
        event = self.event(kind, id_of(user))
        return self.send({**event, kind: {"what": "ever"}}, user=id_of(user))

    def unknown_message(self, user: str | Person, kind: str = "hologram") -> Delivery:
        message = {"type": kind, "id": ids.message_id(), "markAsReadToken": ids.long_token()}
        return self.send(self.event("message", id_of(user), message=message), user=id_of(user))
