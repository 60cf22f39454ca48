"""The nouns of a conversation: what arrives (Message), who speaks (Person), what comes of it (Turn), what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from handlers.desk.writers import Writers

Json = dict[str, Any]
QUESTION_LIVES = timedelta(hours=6)


@dataclass(frozen=True)
class Message:
    """One LINE event, reduced to what a conversation needs; the raw event stays in the inbox."""

    id: str  # webhookEventId: also the seed of every id that this message gives birth to
    kind: str  # text image video audio file location sticker postback follow unfollow unsend edited join leave other
    at: datetime  # when it happened (not when it came)
    user: str | None  # LINE user id; missing for some people in groups
    chat: str  # where to answer: user id, group id or room id
    group: bool = False
    text: str = ""
    data: str = ""  # postback data
    message_id: str | None = None
    quoted_id: str | None = None
    addressed: bool = True  # in a group: mentioned, or called by the prefix
    extra: Mapping[str, Any] = field(default_factory=dict)  # file name and size, location, image set, picked date …

    @property
    def ms(self) -> int:
        """When it happened, in milliseconds, as the store keeps it."""
        return int(self.at.timestamp() * 1000)


@dataclass(frozen=True)
class Person:
    id: int
    line_user: str | None
    name: str
    province: str
    role: str  # officer head owner supervisor admin
    districts: tuple[str, ...]
    group: str  # กลุ่มงาน of an owner
    state: str  # registering waiting active blocked removed refused
    agreed: bool = False  # has seen what is kept, who sees it and how to have it removed
    requests: int = 0  # to be let in, this one counted
    wants: str = ""  # the district that they have asked to move to
    lent: tuple[str, ...] = ()  # of `districts`: those of persons who are away today
    stands_for: tuple[tuple[int, str], ...] = ()  # who these are: number and name

    @property
    def active(self) -> bool:
        return self.state in ("active", "blocked")

    @property
    def home(self) -> tuple[str, ...]:
        """The districts that are the person's own."""
        return tuple(d for d in self.districts if d not in self.lent)

    @property
    def oversees(self) -> bool:
        return self.role in ("supervisor", "admin")


@dataclass(frozen=True)
class Option:
    label: str  # the button (at most 20 characters as LINE counts) and the numbered line
    value: str  # what the asking handler gets back

    @property
    def declines(self) -> bool:
        """ไม่ใช่, ไม่บันทึก: nothing comes of it."""
        return self.value in ("no", "drop")


@dataclass(frozen=True)
class Question:
    """A question that waits for its answer: by button, by number (1, ๑) or by the option's words."""

    id: str
    asks: str  # name of the route whose `answered` takes the answer
    text: str
    options: tuple[Option, ...]
    payload: Json  # what the asking handler needs to go on, the officer's own words among it
    expires: datetime
    state: str = "open"  # open answered replaced expired superseded given_up unsent refused held
    person: int | None = None

    def held(self) -> "Question":
        """Waits until its person is let in."""
        return replace(self, state="held")


@dataclass(frozen=True)
class Fetch:
    """A photo or file to collect from LINE after the commit, and to keep as evidence."""

    message_id: str
    evidence: str


@dataclass(frozen=True)
class Push:
    """Words for somebody else than the one who wrote."""

    to: int  # person id
    messages: tuple[Json, ...]
    question: Question | None = None  # asked of that person


class Change(Protocol):
    """One thing to be written: each is a small typed value of handlers/desk/writes.py."""

    def apply(self, store: Writers) -> None: ...


@dataclass(frozen=True)
class Turn:
    """All that comes of one message; bot/mailbox writes it in one transaction and sends it afterwards."""

    replies: tuple[Json, ...] = ()
    changes: tuple[Change, ...] = ()
    pushes: tuple[Push, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    question: Question | None = None
    unsaved: tuple[Question, ...] = ()  # what was refused beside it: listed as not saved, waiting for nothing
    must_arrive: bool = False  # receipts and questions: pushed once when the free reply fails
    menus: tuple[tuple[str, str], ...] = ()  # LINE user and role: the menu under their chat changes with the role
    rides: bool = True  # due reminders may ride on the free reply
