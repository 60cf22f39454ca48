"""Writes: what a turn leaves in the store, one small typed value each; the mailbox applies them in its transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk.writers import Writers
from scoring.results.facts import Fact
from scoring.results.pieces import Piece, Place


@dataclass(frozen=True)
class CloseQuestion:
    id: str
    state: str = "answered"

    def apply(self, store: Writers) -> None:
        store.questions.close(id=self.id, state=self.state)


@dataclass(frozen=True)
class RecordFact:
    fact: Fact
    now: int

    def apply(self, store: Writers) -> None:
        store.ledger.record(fact=self.fact, now=self.now)


@dataclass(frozen=True)
class SetOfficeValue:
    """A whole, base or target; the newest of the strongest source stands."""

    agreement: str
    district: str
    indicator: str
    input: str
    amount: str
    as_of: str
    strength: int
    set_by: str
    source: str
    at: int

    def apply(self, store: Writers) -> None:
        store.rounds.set_value(
            agreement=self.agreement, district=self.district, indicator=self.indicator, input=self.input,
            amount=self.amount, as_of=self.as_of, strength=self.strength, set_by=self.set_by, source=self.source,
            at=self.at,
        )  # fmt: skip


@dataclass(frozen=True)
class ForgetOfficeValues:
    """What a withdrawn message said of a whole."""

    source: str

    def apply(self, store: Writers) -> None:
        store.rounds.forget(source=self.source)


@dataclass(frozen=True)
class AddEvidence:
    piece: Piece

    def apply(self, store: Writers) -> None:
        store.evidence.add(piece=self.piece)


@dataclass(frozen=True)
class PlaceEvidence:
    bundle: str
    place: Place

    def apply(self, store: Writers) -> None:
        store.evidence.place(bundle=self.bundle, place=self.place)


@dataclass(frozen=True)
class DropEvidence:
    bundle: str

    def apply(self, store: Writers) -> None:
        store.evidence.drop(bundle=self.bundle)


@dataclass(frozen=True)
class UnsendEvidence:
    message_id: str

    def apply(self, store: Writers) -> None:
        store.evidence.unsend(message_id=self.message_id)


@dataclass(frozen=True)
class VerifyEvidence:
    evidence: str
    by: int | None

    def apply(self, store: Writers) -> None:
        store.evidence.verify(evidence=self.evidence, by=self.by)


@dataclass(frozen=True)
class Appoint:
    agreement: str
    district: str | None
    indicator: str
    duty: str
    person: int

    def apply(self, store: Writers) -> None:
        store.sharing.appoint(
            agreement=self.agreement, district=self.district, indicator=self.indicator, duty=self.duty,
            person=self.person,
        )  # fmt: skip


@dataclass(frozen=True)
class Dismiss:
    agreement: str
    district: str | None
    indicator: str
    duty: str

    def apply(self, store: Writers) -> None:
        store.sharing.dismiss(
            agreement=self.agreement, district=self.district, indicator=self.indicator, duty=self.duty,
        )  # fmt: skip


@dataclass(frozen=True)
class Arrive:
    """Somebody new, or somebody who was removed and comes back as new."""

    line_user: str
    at: int

    def apply(self, store: Writers) -> None:
        store.people.arrive(line_user=self.line_user, at=self.at)


@dataclass(frozen=True)
class BindPerson:
    """This LINE account is that person from now on."""

    person: int
    line_user: str
    code: str | None = None
    at: int = 0

    def apply(self, store: Writers) -> None:
        store.people.bind(person=self.person, line_user=self.line_user, code=self.code, at=self.at)


@dataclass(frozen=True)
class BlockPerson:
    line_user: str
    blocked: bool

    def apply(self, store: Writers) -> None:
        store.people.block(line_user=self.line_user, blocked=self.blocked)


@dataclass(frozen=True)
class RemovePerson:
    person: int

    def apply(self, store: Writers) -> None:
        store.people.remove(person=self.person)


@dataclass(frozen=True)
class UpdatePerson:
    """What is None stays as it is."""

    person: int
    state: str | None = None
    name: str | None = None
    province: str | None = None
    role: str | None = None
    work_group: str | None = None
    agreed: int | None = None
    requests: int | None = None
    wants: str | None = None
    districts: Sequence[str] | None = None

    def apply(self, store: Writers) -> None:
        said = {
            "state": self.state, "name": self.name, "province": self.province, "role": self.role,
            "work_group": self.work_group, "agreed": self.agreed, "requests": self.requests,
            "wants": self.wants,
        }  # fmt: skip
        fields = {name: value for name, value in said.items() if value is not None}
        store.people.update(person=self.person, districts=self.districts, **fields)


@dataclass(frozen=True)
class CountTry:
    """Attempts are limited: codes, registrations."""

    who: str
    what: str
    at: int

    def apply(self, store: Writers) -> None:
        store.people.tried(who=self.who, what=self.what, at=self.at)


@dataclass(frozen=True)
class KeepHabit:
    """How this person means what is said without a unit or a span."""

    person: int
    about: str
    value: str

    def apply(self, store: Writers) -> None:
        store.people.keep_habit(person=self.person, about=self.about, value=self.value)


@dataclass(frozen=True)
class HideWords:
    message_id: str

    def apply(self, store: Writers) -> None:
        store.inbox.hide(message_id=self.message_id)


@dataclass(frozen=True)
class NoteUnread:
    event_id: str
    reason: str
    province: str
    at: int

    def apply(self, store: Writers) -> None:
        store.unread.note(event_id=self.event_id, reason=self.reason, province=self.province, at=self.at)


@dataclass(frozen=True)
class SetAlarm:
    id: str
    person: int
    due: str
    words: str
    at: int

    def apply(self, store: Writers) -> None:
        store.alarms.set(id=self.id, person=self.person, due=self.due, words=self.words, at=self.at)


@dataclass(frozen=True)
class DropAlarms:
    person: int

    def apply(self, store: Writers) -> None:
        store.alarms.drop_all(person=self.person)


@dataclass(frozen=True)
class ShowObligations:
    """The numbers of the list that was shown, so that "ทำแล้ว 2" means its second line."""

    person: int
    obligations: Sequence[str]
    at: int

    def apply(self, store: Writers) -> None:
        store.duties.show(person=self.person, obligations=self.obligations, at=self.at)


@dataclass(frozen=True)
class CallDone:
    obligation: str
    person: int
    at: int

    def apply(self, store: Writers) -> None:
        store.duties.call_done(obligation=self.obligation, person=self.person, at=self.at)


@dataclass(frozen=True)
class CallUndone:
    obligation: str

    def apply(self, store: Writers) -> None:
        store.duties.call_undone(obligation=self.obligation)


@dataclass(frozen=True)
class Mute:
    person: int
    about: str
    at: int

    def apply(self, store: Writers) -> None:
        store.duties.mute(person=self.person, about=self.about, at=self.at)


@dataclass(frozen=True)
class Unmute:
    """`about` None: everything."""

    person: int
    about: str | None

    def apply(self, store: Writers) -> None:
        store.duties.unmute(person=self.person, about=self.about)


@dataclass(frozen=True)
class ChangeDeadline:
    province: str
    agreement: str
    day: str
    why: str
    by: int | None
    at: int
    what: str = ""
    duty: str = ""
    printed: str = ""
    role: str = "officer"
    districts: Sequence[str] = ()

    def apply(self, store: Writers) -> None:
        store.duties.change(
            province=self.province, agreement=self.agreement, day=self.day, why=self.why, by=self.by, at=self.at,
            what=self.what, duty=self.duty, printed=self.printed, role=self.role, districts=self.districts,
        )  # fmt: skip


@dataclass(frozen=True)
class AddDayOff:
    province: str
    day: str
    name: str
    by: int | None
    at: int

    def apply(self, store: Writers) -> None:
        store.duties.add_day_off(province=self.province, day=self.day, name=self.name, by=self.by, at=self.at)


@dataclass(frozen=True)
class SetReminders:
    """Which steps, which hour, which weekly duties; as JSON."""

    province: str
    settings: str
    by: int
    at: int

    def apply(self, store: Writers) -> None:
        store.duties.set_settings(province=self.province, settings=self.settings, by=self.by, at=self.at)


@dataclass(frozen=True)
class SetGroup:
    """`province` None: this group is told nothing any more."""

    chat: str
    province: str | None
    by: int
    at: int

    def apply(self, store: Writers) -> None:
        store.duties.set_group(chat=self.chat, province=self.province, by=self.by, at=self.at)


@dataclass(frozen=True)
class CreateBroadcast:
    id: str
    province: str
    person: int
    words: str
    whom: str
    due: str
    people: Sequence[int]
    at: int

    def apply(self, store: Writers) -> None:
        store.broadcasts.create(
            id=self.id, province=self.province, person=self.person, words=self.words, whom=self.whom, due=self.due,
            people=self.people, at=self.at,
        )  # fmt: skip


@dataclass(frozen=True)
class GiveLink:
    token: str
    person: int
    path: str
    expires: int

    def apply(self, store: Writers) -> None:
        store.visits.give_link(token=self.token, person=self.person, path=self.path, expires=self.expires)
