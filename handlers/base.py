"""The nouns of a conversation: what arrives (Message), who speaks (Person), what a handler may see (Desk), what it
returns (Turn) and what is asked (Question). A handler reads, decides and returns; it writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from handlers.store import Book, Store

if TYPE_CHECKING:
    from handlers.reading import Reading

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

    @property
    def active(self) -> bool:
        return self.state in ("active", "blocked")

    @property
    def oversees(self) -> bool:
        return self.role in ("supervisor", "admin")


@dataclass(frozen=True)
class Option:
    label: str  # the button (at most 20 characters as LINE counts) and the numbered line
    value: str  # what the asking handler gets back


@dataclass(frozen=True)
class Question:
    """A question that waits for its answer: by button, by number (1, ๑) or by the option's words."""

    id: str
    asks: str  # name of the route whose `answered` takes the answer
    text: str
    options: tuple[Option, ...]
    payload: Json  # what the asking handler needs to go on, the officer's own words among it
    expires: datetime
    state: str = "open"  # open answered replaced expired
    person: int | None = None


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


@dataclass(frozen=True)
class Change:
    """One thing to be written beside the facts: the name of a method of the store's writers with its arguments."""

    table: str
    what: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """All that comes of one message; bot/mailbox writes it in one transaction and sends it afterwards."""

    replies: tuple[Json, ...] = ()
    changes: tuple[Change, ...] = ()
    pushes: tuple[Push, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    question: Question | None = None
    must_arrive: bool = False  # receipts and questions: pushed once when the free reply fails
    menus: tuple[tuple[str, str], ...] = ()  # LINE user and role: the menu under their chat changes with the role
    rides: bool = True  # due reminders may ride on the free reply


@dataclass(frozen=True)
class Example:
    """Something that a person may say, and what it is for: routing test, help text and documentation in one."""

    says: str
    does: str  # Thai, for the help text
    role: str = ""  # "": everybody


@dataclass(frozen=True)
class Route:
    name: str
    answer: Callable[["Message", "Desk"], "Turn | None"]  # None: not mine
    examples: tuple[Example, ...] = ()
    answered: Callable[["Question", "Option", "Message", "Desk"], "Turn"] | None = None
    open_to_strangers: bool = False


@dataclass
class Desk:
    """What lies before a handler while it answers one message."""

    store: Store
    book: Book
    now: datetime
    today: date
    person: Person | None
    question: Question | None = None
    public_url: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    _readings: dict[tuple[str, str], "Reading"] = field(default_factory=dict, init=False, repr=False)

    def reading(self, message: Message) -> "Reading":
        """What a message's words say; read once, however many routes look at it."""
        key = (message.id, message.text)
        if key not in self._readings:
            from handlers.reading import read  # its tables are loaded with the first message that is read

            person = self.person
            spans = [(e["index"], e["length"]) for e in message.extra.get("emojis", ()) if _is_span(e)]
            self._readings[key] = read(
                message.text,
                today=self.today,
                province=person.province or None if person else None,
                own_districts=person.districts if person else (),
                emojis=spans,
                aliases=self._aliases(),
            )
        return self._readings[key]

    def _aliases(self) -> Mapping[str, str]:
        """The province's own names for topics and districts."""
        if self.person is None or not self.person.province:
            return {}
        return {row["alias"]: row["means"] for row in self.store.wishes.aliases(self.person.province)}

    def habits(self) -> Mapping[str, str]:
        """How this person means bare amounts, and what was asked of them once."""
        return self.store.people.habits(self.person.id) if self.person else {}

    def ids(self, message: Message) -> Callable[[], str]:
        """Fresh ids that a replay of the same message would give again."""
        count = iter(range(1, 10_000))
        return lambda: f"{message.id}-{next(count)}"


def _is_span(emoji: Any) -> bool:
    return isinstance(emoji, dict) and all(type(emoji.get(key)) is int for key in ("index", "length"))


def ask(
    message: Message, desk: Desk, *, asks: str, text: str, options: Sequence[Option], payload: Json | None = None
) -> Question:
    return Question(
        id=f"{message.id}-q",
        asks=asks,
        text=text,
        options=tuple(options),
        payload={"words": message.text, **(payload or {})},
        expires=desk.now + QUESTION_LIVES,
        person=desk.person.id if desk.person else None,
    )
