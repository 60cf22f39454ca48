"""Writes of an office: who signed which text, rounds, shares of targets, settings, who stands in for whom."""

from dataclasses import dataclass
from datetime import date

from handlers.desk.writers import Writers
from scoring.deadlines.leaves import Leave


@dataclass(frozen=True)
class Sign:
    """certified, verified, returned or answered, with the text that it is of; changed: the signer was told so."""

    agreement: str
    district: str
    about: str
    deed: str
    person: int | None
    snapshot: str
    hash: str
    at: int
    on_paper: str = ""
    note: str = ""

    def apply(self, store: Writers) -> None:
        store.signing.sign(
            agreement=self.agreement, district=self.district, about=self.about, deed=self.deed, person=self.person,
            on_paper=self.on_paper, note=self.note, snapshot=self.snapshot, hash=self.hash, at=self.at,
        )  # fmt: skip


@dataclass(frozen=True)
class CloseRound:
    agreement: str
    person: int
    why: str
    snapshot: str
    hash: str
    at: int

    def apply(self, store: Writers) -> None:
        store.rounds.close(agreement=self.agreement, by=self.person, snapshot=self.snapshot, at=self.at)
        store.signing.log_round(
            agreement=self.agreement, deed="closed", person=self.person, why=self.why, snapshot=self.snapshot,
            hash=self.hash, at=self.at,
        )  # fmt: skip


@dataclass(frozen=True)
class ReopenRound:
    agreement: str
    person: int
    why: str
    at: int

    def apply(self, store: Writers) -> None:
        store.rounds.reopen(agreement=self.agreement)
        store.signing.log_round(agreement=self.agreement, deed="reopened", person=self.person, why=self.why, at=self.at)


@dataclass(frozen=True)
class Share:
    """A part of a target for an officer or a village; without an amount the part is taken away."""

    agreement: str
    district: str | None
    indicator: str
    input: str
    holder: str
    amount: str | None
    by: int
    at: int

    def apply(self, store: Writers) -> None:
        if self.amount is None:
            store.sharing.unshare(
                agreement=self.agreement, district=self.district, indicator=self.indicator, input=self.input,
                holder=self.holder,
            )  # fmt: skip
        else:
            store.sharing.share(
                agreement=self.agreement, district=self.district, indicator=self.indicator, input=self.input,
                holder=self.holder, amount=self.amount, by=self.by, at=self.at,
            )  # fmt: skip


@dataclass(frozen=True)
class ChangeSetting:
    """What a province has chosen for itself; "" as the province is a setting of the whole installation."""

    province: str
    name: str
    value: str
    by: int
    at: int

    def apply(self, store: Writers) -> None:
        store.wishes.set(province=self.province, name=self.name, value=self.value, by=self.by, at=self.at)


@dataclass(frozen=True)
class AskLeave:
    """`by`: who set it at once; None: it waits for the head."""

    leave: Leave
    by: int | None
    at: int

    def apply(self, store: Writers) -> None:
        store.leaves.ask(leave=self.leave, by=self.by, at=self.at)


@dataclass(frozen=True)
class SettleLeave:
    """Agreed to, refused, cancelled, or ended on another day."""

    id: str
    state: str
    last: date
    by: int
    at: int
    person: int

    def apply(self, store: Writers) -> None:
        store.leaves.settle(id=self.id, state=self.state, last=self.last, by=self.by, at=self.at)
