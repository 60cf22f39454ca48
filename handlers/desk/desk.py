"""What a handler is (Route) and what it sees while it answers (Desk): it reads, decides, returns and writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from handlers.desk.nouns import QUESTION_LIVES, Json, Message, Option, Person, Question, Turn
from handlers.desk.store import Book, Store

if TYPE_CHECKING:
    from handlers.reading import Reading


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
    told: Callable[["Question", "Message", "Desk"], "Turn | None"] | None = None  # other words for the open question
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
    sent: date | None = None  # the day on which the message was sent; None: today
    at: datetime | None = None  # when it was sent; None: now
    _readings: dict[tuple[str, str], "Reading"] = field(default_factory=dict, init=False, repr=False)

    @property
    def day(self) -> date:
        """The day that a report is of and that "yesterday" counts from: that of its sending, not of its handling."""
        return self.sent or self.today

    @property
    def moment(self) -> datetime:
        """When the message was sent: an answer is as old as its sending, however late it is handled."""
        return self.at or self.now

    @property
    def me(self) -> Person:
        """The person who speaks, where the routes let nobody else through."""
        assert self.person is not None
        return self.person

    def reading(self, message: Message) -> "Reading":
        """What a message's words say; read once, however many routes look at it."""
        key = (message.id, message.text)
        if key not in self._readings:
            from handlers.reading import read  # its tables are loaded with the first message that is read

            person = self.person
            spans = [(e["index"], e["length"]) for e in message.extra.get("emojis", ()) if _is_span(e)]
            self._readings[key] = read(
                message.text,
                today=self.day,
                province=person.province or None if person else None,
                own_districts=person.districts if person else (),
                emojis=spans,
                aliases=self._aliases(),
                agreements=self.book.open(person.province) if person and person.province else (),
            )
        return self._readings[key]

    def _aliases(self) -> Mapping[str, str]:
        """The province's own names for topics and districts."""
        if self.person is None or not self.person.province:
            return {}
        province = self.person.province
        given = {row["alias"]: row["means"] for row in self.store.wishes.aliases(province)}
        now = {name: self.book.topic_now(province, means) if ":" in means else means for name, means in given.items()}
        return {name: means for name, means in now.items() if means}

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
