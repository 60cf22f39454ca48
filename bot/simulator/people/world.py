"""Who there is, who is in which chat, and everything that was said: the state behind the telephone and the API."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.simulator.limits.problems import Json
from bot.simulator.people import ids

KEPT_ENTRIES = 2000  # bubbles kept per chat
PIECE = 30  # bubbles that the page takes at once
KEPT_CALLS = 500  # calls kept for the page's log


@dataclass(frozen=True)
class Person:
    user_id: str
    name: str
    role: str = ""  # only for the eye: the bot knows nothing of it
    province: str = ""
    district: str = ""
    friend: bool = True
    blocked: bool = False


@dataclass(frozen=True)
class Group:
    group_id: str
    name: str
    members: tuple[str, ...] = ()
    bot_in: bool = True


@dataclass(frozen=True)
class Entry:
    """One bubble (or one line in the middle of the screen) of one chat."""

    id: str  # message id
    chat: str
    who: str  # "bot", "system" or a user id
    at: int  # ms
    message: Json
    rev: int = 0
    day: str = ""  # the day that the program took for today, where it plays one
    quote_token: str = ""
    quoted: str = ""
    tap: str = ""  # the button that was tapped to say this
    unsent: bool = False
    unsent_at: int = 0
    edits: tuple[tuple[int, str], ...] = ()  # when, and what it said before
    read: bool = False
    problem: str = ""  # why the bot did not take it
    event: str = ""  # webhookEventId, for redelivery


@dataclass
class Content:
    """The bytes of a photo, a file, a film: what the content API hands out."""

    data: bytes
    mime: str
    kind: str
    ready_at: float = 0.0  # 202 until then
    failed: bool = False
    gone: bool = False  # unsent: 410
    external: bool = False  # not kept by LINE: its address stands in the event


@dataclass
class World:
    clock: Callable[[], float] = time.time
    bot_user_id: str = field(default_factory=ids.user_id)
    bot_name: str = "ระดับ"
    day: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    chats: dict[str, deque[Entry]] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    quote_tokens: dict[str, tuple[str, str]] = field(default_factory=dict)  # token -> (chat, message id)
    read_tokens: dict[str, tuple[str, str]] = field(default_factory=dict)
    typing_until: dict[str, float] = field(default_factory=dict)
    calls: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    rev: int = 0
    people_rev: int = 0
    _touched: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT_ENTRIES))
    changed: threading.Condition = field(default_factory=lambda: threading.Condition(threading.RLock()))
    _last_ms: int = 0
    _chat_of: dict[str, str] = field(default_factory=dict)  # message id -> chat

    # -- people and groups

    def add_person(self, name: str, user_id: str | None = None, **more: Any) -> Person:
        return self._keep_person(Person(user_id or ids.user_id(), name, **more))

    def change_person(self, user_id: str, **change: Any) -> Person:
        return self._keep_person(replace(self.people[user_id], **change))

    def _keep_person(self, person: Person) -> Person:
        with self.changed:
            self.people[person.user_id] = person
            self._people_changed()
        return person

    def add_group(self, name: str, members: tuple[str, ...] = (), group_id: str | None = None) -> Group:
        return self._keep_group(Group(group_id or ids.group_id(), name, members))

    def change_group(self, group_id: str, **change: Any) -> Group:
        return self._keep_group(replace(self.groups[group_id], **change))

    def _keep_group(self, group: Group) -> Group:
        with self.changed:
            self.groups[group.group_id] = group
            self._people_changed()
        return group

    def set_day(self, day: str) -> None:
        with self.changed:
            self.day = day
            self._people_changed()

    def touch_people(self) -> None:
        """Menus, quota or typing changed: whoever looks should look again."""
        with self.changed:
            self._people_changed()

    def _people_changed(self) -> None:
        self.rev += 1
        self.people_rev = self.rev
        self.changed.notify_all()

    def reaches(self, chat: str) -> bool:
        """Whether what is sent to this chat arrives; LINE answers 200 either way."""
        if chat in self.groups:
            return self.groups[chat].bot_in
        person = self.people.get(chat)
        return person is not None and person.friend and not person.blocked

    def heads(self, chat: str) -> int:
        """How many people a push into this chat costs."""
        if chat in self.groups:
            return len(self.groups[chat].members)
        return 1 if self.reaches(chat) else 0

    # -- what is said

    def now_ms(self) -> int:
        """Event times: milliseconds, and never twice the same, so that order is certain."""
        with self.changed:
            self._last_ms = max(int(self.clock() * 1000), self._last_ms + 1)
            return self._last_ms

    def say(self, chat: str, who: str, message: Json, *, quotable: bool = True, **more: Any) -> Entry:
        with self.changed:
            entry = Entry(
                id=more.pop("id", None) or ids.message_id(),
                chat=chat,
                who=who,
                at=more.pop("at", None) or self.now_ms(),
                message=message,
                day=self.day,
                quote_token=ids.long_token() if quotable else "",
                **more,
            )
            if entry.quote_token:
                self.quote_tokens[entry.quote_token] = (chat, entry.id)
            if who == "bot":
                self.typing_until.pop(chat, None)
            return self._keep(entry, new=True)

    def change_entry(self, message_id: str, **change: Any) -> Entry | None:
        with self.changed:
            entry = self.find(message_id)
            if entry is None:
                return None
            return self._keep(replace(entry, **change), new=False)

    def _keep(self, entry: Entry, *, new: bool) -> Entry:
        self.rev += 1
        entry = replace(entry, rev=self.rev)
        chat = self.chats.setdefault(entry.chat, deque(maxlen=KEPT_ENTRIES))
        if new:
            chat.append(entry)
            self._chat_of[entry.id] = entry.chat
        else:
            place = next(i for i, old in enumerate(chat) if old.id == entry.id)
            chat[place] = entry
        self._touched.append(entry)
        self.changed.notify_all()
        return entry

    def find(self, message_id: str) -> Entry | None:
        with self.changed:
            chat = self.chats.get(self._chat_of.get(message_id, ""), ())
            return next((entry for entry in reversed(chat) if entry.id == message_id), None)

    def chat(self, chat: str) -> list[Entry]:
        with self.changed:
            return list(self.chats.get(chat, ()))

    def show_typing(self, chat: str, seconds: int) -> None:
        with self.changed:
            self.typing_until[chat] = self.clock() + seconds
            self._people_changed()

    def mark_read(self, token: str) -> bool:
        """All of the person's messages up to the one of this token; False: no such token."""
        with self.changed:
            if token not in self.read_tokens:
                return False
            chat, message_id = self.read_tokens[token]
            for entry in self.chat(chat):
                if entry.who != "bot" and not entry.read:
                    self.change_entry(entry.id, read=True)
                if entry.id == message_id:
                    break
            return True

    def log(self, call: Json) -> None:
        with self.changed:
            self.rev += 1
            self.calls.append({**call, "rev": self.rev})
            self.changed.notify_all()

    # -- for the page

    def changes(self, since: int) -> Json:
        """What is new after revision `since`; a newcomer (0) gets each chat's last words."""
        with self.changed:
            missed = len(self._touched) == KEPT_ENTRIES and self._touched[0].rev > since
            anew = since == 0 or missed
            if anew:
                entries = [entry for chat in self.chats.values() for entry in _last_words(chat)]
            else:
                found: dict[str, Entry] = {}
                for entry in reversed(self._touched):
                    if entry.rev <= since:
                        break
                    found.setdefault(entry.id, entry)
                entries = sorted(found.values(), key=lambda e: e.rev)
            return {
                "rev": self.rev,
                "anew": anew,
                "entries": [asdict(entry) for entry in entries],
                "calls": [call for call in self.calls if call["rev"] > since],
                "people_changed": self.people_rev > since,
            }

    def earlier(self, chat: str, before: str) -> Json:
        """The messages before one of a chat (or its last ones), in order, and whether there are more before them."""
        with self.changed:
            kept = self.chat(chat)
            until = next((n for n, entry in enumerate(kept) if entry.id == before), len(kept))
            start = max(0, until - PIECE)
            return {"entries": [asdict(entry) for entry in kept[start:until]], "more": start > 0}

    def wait_for_change(self, since: int, seconds: float) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.rev > since, timeout=seconds)


def _last_words(chat: Iterable[Entry]) -> list[Entry]:
    """From the last bubble that somebody said to the end: what the list of people shows."""
    last: list[Entry] = []
    for entry in reversed(list(chat)):
        last.insert(0, entry)
        if entry.who != "system":
            break
    return last
