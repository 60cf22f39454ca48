"""What may come of one read value: facts to store, one doubt to ask about, or a reason why nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from scoring.agreement import Indicator, Input
from scoring.results.facts import Fact
from scoring.results.results import Results

Decisions = Mapping[str, str]  # the answers given so far, by the doubt's key


@dataclass(frozen=True)
class Origin:
    """The message that a value came from; an answer given later does not change it."""

    event_id: str
    at: int  # ms
    day: date  # the program's day when it was sent
    person: int
    number: int = 0  # which of the message's values
    recorded: int = 0  # ms, when it is kept: the answer's time where a question stood between
    note: str = ""  # what else led to it: an answer's event, or an edited message
    words: str = ""  # as the officer wrote them, through however many questions
    figures: tuple[str, ...] = ()  # every number of the message: no example repeats one


@dataclass(frozen=True)
class Doubt:
    key: str
    text: str
    options: tuple[tuple[str, str], ...]  # label, value; the value "drop" stores nothing
    tell: tuple[int, str] | None = None  # somebody else who has to know that it is asked
    aside: str = ""  # the same in a few words, where another question can say it too


@dataclass(frozen=True)
class Refusal:
    reason: str  # counted by it
    text: str


ANSWERED = "answered:"  # a fact's note: stored by the answer to a question, whose receipt can be quoted too
EDITED = "edited:"  # a fact's note: of the same LINE message as the fact that it replaces
AGAIN = "restores:"  # a fact's note: the fact that it stands again for


ALSO = "+"  # "total+far": an option that said a second thing too, and answers both


def decided(decisions: Decisions, key: str, chosen: str) -> dict[str, str]:
    """With one more answer, and with what its option said beside it."""
    value, *also = chosen.split(ALSO) if key == "months" else [chosen]
    return {**decisions, key: value, **dict.fromkeys(also, "yes")}


def fact_of(
    results: Results, origin: Origin, indicator: Indicator, used: Input, kind: str, worth: Any, day: date,
    *, slot: str = "", n: int = 0,
) -> Fact:  # fmt: skip
    return Fact(
        id=f"{origin.event_id}-{origin.number}-{n}",
        kind=kind,
        agreement=results.agreement.id,
        district=results.district,
        indicator=indicator.id,
        input=used.name,
        value=worth,
        as_of=day,
        happened=origin.at,
        slot=slot,
        person=origin.person,
        event_id=origin.event_id,
        note=origin.note,
    )


def plain(amount: Decimal) -> str:
    """Exact and without an exponent: 450000, 82.5."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def key_of(used: Input) -> str:
    """The name of an input's whole or base among the office values: "poor_percent.den"."""
    return f"{used.name}.{used.parts[1]}" if used.parts else used.name


def known_whole(used: Input, indicator: Indicator, results: Results) -> Decimal | None:
    """What the document's table prints, else what the office or the officer entered."""
    cell = indicator.tables.get(key_of(used), {}).get(results.district)
    return cell.amount if cell is not None else results.office.get(indicator.id, {}).get(key_of(used))
