"""The book of agreements: those shipped and those the office made, in the version that stands, and which are open."""

import json
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.office.papers import papers
from bot.store.engine import Row
from bot.store.results.rounds import Rounds
from scoring import own_topics
from scoring.agreement import Agreement, Document, Entry
from scoring.document.answers import decided
from scoring.document.loading import Unproven, load, shipped, shipped_text
from scoring.document.versions import amended_text, in_force

log = logging.getLogger("radap.book")


class Book:
    """Read anew only when an agreement was added, amended, confirmed, opened, closed or answered."""

    def __init__(self, rounds: Rounds, today: Callable[[], date] | None = None) -> None:
        """`today` says in which version each agreement stands; without it: in its newest."""
        self._rounds, self._today = rounds, today
        self._papers = papers(rounds)
        self._lock = threading.Lock()
        self.state: tuple[str, date | None] | None = None  # what was read last: the office's changes, and the day
        self._versions: dict[str, Sequence[Agreement]] = {}
        self._decided: dict[str, Sequence[Agreement]] = {}  # the same as the administrator's answers have them
        self._texts: dict[str, object] = {}  # what each was read from, so that a change reads only what it touches
        self._rows: list[Row] = []
        self._all: dict[str, Agreement] = {}
        self._open: dict[str, list[Agreement]] = {}
        self._closed: set[str] = set()
        self._closings: dict[str, Mapping[str, Any]] = {}  # what each closed round was closed with
        self._answers: dict[str, dict[str, str]] = {}
        self._training: set[str] = set()
        self.unproven: Mapping[str, str] = {}  # agreements of the office that are closed, and the first fault of each

    def refresh(self) -> None:
        """Look whether the office changed anything or a new day began; one small query when not."""
        state = (self._rounds.version(), self._today() if self._today else None)
        if state != self.state:
            with self._lock:
                if self.state is None or state[0] != self.state[0]:
                    self._read()
                self._choose(state[1])
                self.state = state

    def _read(self) -> None:
        """Every version of every agreement."""
        office = self._rounds.office_agreements()
        confirmed: dict[str, dict[str, Entry]] = {}
        for row in self._rounds.confirmations():
            entry = Entry(row["confirmed_by"], date.fromisoformat(row["day"]), row["why"])
            confirmed.setdefault(row["agreement"], {})[row["part"]] = entry
        changes: dict[str, list[str]] = {}
        for row in self._rounds.amendments():
            changes.setdefault(row["agreement"], []).append(row["toml"])
        found: dict[str, Sequence[Agreement]] = {}
        texts: dict[str, object] = {}
        unproven: dict[str, str] = {}
        for id, text in {**dict.fromkeys(shipped()), **{row["id"]: row["toml"] for row in office}}.items():
            texts[id] = (text, changes.get(id, ()), confirmed.get(id, {}))
            if texts[id] == self._texts.get(id):
                found[id] = self._versions[id]
                continue
            try:
                found[id] = _versions(id, text, changes.get(id, ()), confirmed.get(id, {}), self._papers)
            except Unproven as faults:  # refused when it was kept; what got in all the same must not stop the others
                unproven[id] = first_of(faults)
                log.error("closed, as it is not proven: %s: %s", id, unproven[id])
        self.unproven = unproven
        self._versions, self._texts = found, {id: kept for id, kept in texts.items() if id in found}
        self._training = {row["id"] for row in office if row["training"]}
        self._rows = self._rounds.opened()
        self._closed = {row["agreement"] for row in self._rows if row["closed"]}
        self._closings = {id: json.loads(self._rounds.frozen(id) or "{}") for id in self._closed}
        closed_with = {id: dict(kept["answers"]) for id, kept in self._closings.items() if "answers" in kept}
        self._answers = {**self._rounds.standing_answers(), **closed_with}
        said = {id: tuple(decided(v, self.answers(id)) for v in found[id]) for id in found}
        rounds = [row["agreement"] for row in self._rows if row["agreement"] not in self._closed]
        topics = own_topics.shared(said[id][-1] for id in rounds if id in said)
        self._decided = {id: tuple(own_topics.with_shared(v, topics) for v in said[id]) for id in said}

    def _choose(self, day: date | None) -> None:
        everything = {id: self._standing(id, versions, day) for id, versions in self._decided.items()}
        opened: dict[str, list[Agreement]] = {}
        for row in self._rows:
            agreement = everything.get(row["agreement"])
            if agreement is None:
                if row["agreement"] not in self.unproven:
                    log.error("open round without an agreement: %s", row["agreement"])
                continue
            opened.setdefault(agreement.province, []).append(agreement)
        self._all, self._open = everything, opened

    def _standing(self, id: str, versions: Sequence[Agreement], day: date | None) -> Agreement:
        """Of a closed round the version that it was closed with, whatever was amended since."""
        closed_with = self._closings.get(id, {}).get("version")
        return next((v for v in versions if v.version == closed_with), None) or _standing(versions, day)

    def get(self, agreement: str, on: date | None = None) -> Agreement | None:
        """With a day: the version that stood then; of a closed round none that came after its closing."""
        if on is not None and agreement in self._decided:
            closed_with = self._closings.get(agreement, {}).get("version")
            versions = [v for v in self._decided[agreement] if closed_with is None or v.version <= closed_with]
            return _standing(versions or self._decided[agreement], on)
        return self._all.get(agreement)

    def versions(self, agreement: str) -> Sequence[Agreement]:
        """Every version, the first one first."""
        return self._decided.get(agreement, ())

    def all(self) -> tuple[Agreement, ...]:
        return tuple(self._all.values())

    def provinces(self) -> tuple[str, ...]:
        return tuple(sorted(self._open))

    def districts(self, province: str) -> tuple[str, ...]:
        rounds = self._open.get(province, [])
        return rounds[-1].districts if rounds else ()

    def open(self, province: str, day: date | None = None) -> tuple[Agreement, ...]:
        """The rounds of a province that are not closed, the newest first; with a day, those whose period holds it,
        real ones before those for training."""
        rounds = [a for a in self._open.get(province, []) if a.id not in self._closed]
        rounds.sort(key=lambda a: (a.start, a.id), reverse=True)
        if day is not None:
            rounds = [a for a in rounds if a.start <= day <= a.end]
            rounds.sort(key=lambda a: a.id in self._training)
        return tuple(rounds)

    def rounds(self, province: str) -> tuple[Agreement, ...]:
        """Every round that was ever opened for a province, closed ones too, the newest first."""
        return tuple(sorted(self._open.get(province, []), key=lambda a: (a.start, a.id), reverse=True))

    def topic_now(self, province: str, topic: str) -> str:
        """The own topic that a name was given to in an older round, as the open rounds have it; "" where none has."""
        return own_topics.today(topic, self._all.get(topic.partition(":")[0]), self.open(province))

    def closed(self, agreement: str) -> bool:
        return agreement in self._closed

    def training(self, agreement: str) -> bool:
        return agreement in self._training

    def answers(self, agreement: str) -> dict[str, str]:
        """Open questions that the administrator has answered: question id -> value; of a closed round as it closed."""
        return self._answers.get(agreement, {})


def first_of(faults: Unproven) -> str:
    """In one line: the first thing that is wrong, and how many more there are."""
    first, more = " ".join(str(faults.faults[0]).split()), len(faults.faults) - 1
    return f"{first} (and {more} more)" if more else first


def _standing(versions: Sequence[Agreement], day: date | None) -> Agreement:
    return versions[-1] if day is None else in_force(versions, day)


def _versions(
    id: str,
    text: str | None,
    changes: Sequence[str],
    confirmed: Mapping[str, Entry],
    sources: Callable[[str], Document],
) -> Sequence[Agreement]:
    """The first version and what each amendment made of it; `text` None: a shipped one."""
    if text is None and not changes:
        return (shipped()[id],)
    text = shipped_text(id) if text is None else text
    found = [load(text, id, sources, confirmed)]
    for change in changes:
        text = amended_text(text, change, id)
        found.append(load(text, id, sources, confirmed))
    return tuple(found)
