"""Which stored figures a correction may mean: what it names decides, then what it quotes, then what came last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.correction.acts import first_of, in_force
from handlers.correction.naming import fits
from handlers.correction.sentence import Correction
from handlers.correction.which_figure import MOST, amount_of, fits_unit
from handlers.correction.which_report import as_corrected, may, of_event, stands
from handlers.desk.desk import Desk
from handlers.desk.nouns import Message
from handlers.report.outcomes import plain
from scoring.results.facts import Fact

LOOK_BACK = 100


@dataclass(frozen=True)
class Targets:
    facts: Sequence[Fact] = ()  # one: it is meant; several: it is asked
    other: Fact | None = None  # what is stored where the words said another figure


def targets(said: Correction, message: Message, desk: Desk) -> Targets:
    quoted = _quoted(message, desk)
    own = _own(desk)
    pool = [f for f in quoted if fits(f, said.named, desk)] or [f for f in own if fits(f, said.named, desk)]
    if not pool:
        return Targets()
    if said.old is not None:
        same = [f for f in pool if amount_of(f) == plain(said.old)]
        return Targets(_one_a_place(same)) if same else Targets((), pool[0])
    newest = pool[0]
    beside = ([f for f in pool if f.event_id == newest.event_id] if not quoted else pool)[::-1]  # as they were said
    figures = [f for f in beside if isinstance(f.value, str | dict)] or beside
    if said.value is not None:
        figures = [f for f in figures if fits_unit(f, said.value, desk)] or figures
    return Targets(_one_a_place(figures) if isinstance(figures[0].value, str | dict) else figures[:1])


def newest(desk: Desk) -> Sequence[Fact]:
    """The person's last figure, whether it may still be changed or not."""
    return _own(desk)[:1]


def recent(desk: Desk) -> Sequence[Fact]:
    """The person's newest figures, one of each place: to choose from where nothing is named."""
    return _one_a_place([f for f in _own(desk) if isinstance(f.value, str | dict) and may(f, desk)])[:5]


def _own(desk: Desk) -> list[Fact]:
    """What the person has reported and stands, also as somebody else brought it back; not what they brought back."""
    found: dict[str, Fact] = {}
    for fact in desk.store.ledger.of_person(desk.me.id, LOOK_BACK):
        if first_of(fact, desk).person == desk.me.id and not fact.by_evidence:
            now = fact if stands(fact, desk) else in_force(fact, desk)
            if now is not None and stands(now, desk):
                found.setdefault(now.id, now)
    return list(found.values())


def _quoted(message: Message, desk: Desk) -> list[Fact]:
    """The quoted report as it stands now, or the one that the quoted receipt was about."""
    event = desk.store.event_of_message(message.quoted_id) if message.quoted_id is not None else None
    return as_corrected(of_event(event, desk), desk)[::-1] if event else []


def _one_a_place(facts: Sequence[Fact]) -> list[Fact]:
    newest: dict[tuple[str, ...], Fact] = {}
    for fact in facts:
        newest.setdefault(fact.place, fact)
    return list(newest.values())[:MOST]
