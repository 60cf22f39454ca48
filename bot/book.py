"""The book of agreements: those shipped with the program and those the office made, and which of them are open."""

import logging
import threading
from datetime import date

from bot.store.rounds import Rounds
from scoring.agreement import Agreement
from scoring.loading import Unproven, load, shipped

log = logging.getLogger("radap.book")


class Book:
    """Read anew only when an agreement was added, opened, closed or answered."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._lock = threading.Lock()
        self._version: str | None = None
        self._all: dict[str, Agreement] = {}
        self._open: dict[str, list[Agreement]] = {}
        self._closed: set[str] = set()
        self._answers: dict[str, dict[str, str]] = {}
        self._training: set[str] = set()

    def refresh(self) -> None:
        """Look whether the office changed anything; one small query when it did not."""
        version = self._rounds.version()
        if version != self._version:
            with self._lock:
                self._read()
                self._version = version

    def _read(self) -> None:
        everything = dict(shipped())
        training = set()
        for row in self._rounds.office_agreements():
            try:
                everything[row["id"]] = load(row["toml"], row["id"])
            except Unproven as faults:  # refused at import; what got in all the same must not stop the others
                log.error("office agreement left out: %s", faults)
            if row["training"]:
                training.add(row["id"])
        opened: dict[str, list[Agreement]] = {}
        closed = set()
        for row in self._rounds.opened():
            agreement = everything.get(row["agreement"])
            if agreement is None:
                log.error("open round without an agreement: %s", row["agreement"])
                continue
            opened.setdefault(agreement.province, []).append(agreement)
            if row["closed"]:
                closed.add(agreement.id)
        self._answers = {id: {row["question"]: row["value"] for row in self._rounds.answers(id)} for id in everything}
        self._all, self._open, self._closed, self._training = everything, opened, closed, training

    def get(self, agreement: str) -> Agreement | None:
        return self._all.get(agreement)

    def all(self) -> tuple[Agreement, ...]:
        return tuple(self._all.values())

    def provinces(self) -> tuple[str, ...]:
        return tuple(sorted(self._open))

    def districts(self, province: str) -> tuple[str, ...]:
        rounds = self._open.get(province, [])
        return rounds[-1].districts if rounds else ()

    def open(self, province: str, day: date | None = None) -> tuple[Agreement, ...]:
        """The rounds of a province that are not closed, the newest first; with a day, those whose period holds it."""
        rounds = [a for a in self._open.get(province, []) if a.id not in self._closed]
        if day is not None:
            rounds = [a for a in rounds if a.start <= day <= a.end]
        return tuple(sorted(rounds, key=lambda a: (a.start, a.id), reverse=True))

    def rounds(self, province: str) -> tuple[Agreement, ...]:
        """Every round that was ever opened for a province, closed ones too, the newest first."""
        return tuple(sorted(self._open.get(province, []), key=lambda a: (a.start, a.id), reverse=True))

    def closed(self, agreement: str) -> bool:
        return agreement in self._closed

    def training(self, agreement: str) -> bool:
        return agreement in self._training

    def answers(self, agreement: str) -> dict[str, str]:
        """Open questions that the administrator has answered: question id -> value."""
        return self._answers.get(agreement, {})
