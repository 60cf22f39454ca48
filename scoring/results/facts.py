"""Facts: what somebody reported, exactly, for a day; and what stands now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

Exact = Any  # a decimal string, true or false, an ISO day, a list of them, or {"num": …, "den": …} of decimal strings


@dataclass(frozen=True)
class Fact:
    """One entry of the ledger. value None: withdrawn (then `replaces` names what was withdrawn)."""

    id: str
    kind: str  # value flag month total event
    agreement: str
    district: str | None  # None: the province's own row
    indicator: str
    input: str
    value: Exact
    as_of: date
    happened: int  # ms: when the message was sent
    slot: str = ""
    person: int | None = None
    event_id: str | None = None
    replaces: str | None = None
    note: str = ""
    recorded: int = 0
    stood_for: int | None = None  # in whose stead `person` reported

    @property
    def place(self) -> tuple[str, str, str, str, str]:
        return (self.agreement, self.district or "", self.indicator, self.input, self.slot)

    @property
    def by_evidence(self) -> bool:
        """A step that counts only with its evidence, marked by attaching it."""
        return self.note.startswith("evidence ")


@dataclass(frozen=True)
class Standing:
    """The value that stands now in one place of the ledger."""

    indicator: str
    district: str | None
    input: str
    slot: str
    kind: str
    value: Exact
    as_of: date
    happened: int
    fact: str
    person: int | None
