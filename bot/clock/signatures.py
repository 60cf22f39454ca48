"""Tells whoever signed that what they signed has changed since: once for each certificate, whatever changed it."""

import logging
import uuid
from collections.abc import Callable
from datetime import date, datetime

from bot.office.book import Book
from bot.post.turns import SPACE
from bot.store import Store
from bot.store.engine import Row
from handlers.people.signatures import CHANGED, certificate, content, since, state, told_of_change
from scoring.agreement import Agreement
from scoring.results.signed import seal
from templates.messages import say
from templates.words.province import signing as words

log = logging.getLogger("radap.clock")


class Signatures:
    def __init__(self, store: Store, book: Book, milliseconds: Callable[[], int]) -> None:
        self.store, self.book, self.milliseconds = store, book, milliseconds
        self._seen: dict[str, tuple[str, date]] = {}  # agreement -> what its rows were when it was looked at last

    def tell(self, now: datetime) -> None:
        """Looks at an agreement only when something that can be signed was written, or a new day began."""
        for province in self.book.provinces():
            for agreement in self.book.open(province):
                mark = (f"{self.store.rounds.version()} {self.store.signing.stamp(agreement.id)}", now.date())
                if self._seen.get(agreement.id) != mark:
                    self._agreement(agreement, now.date())
                    self._seen[agreement.id] = mark

    def _agreement(self, agreement: Agreement, day: date) -> None:
        by_place: dict[tuple[str, str], list[Row]] = {}
        for row in self.store.signing.all_of(agreement.id):
            by_place.setdefault((row["district"], row["about"]), []).append(row)
        for (district, about), deeds in by_place.items():
            if certificate(deeds) is not None and not told_of_change(deeds):
                self._place(agreement, district or None, about, day)

    def _place(self, agreement: Agreement, district: str | None, about: str, day: date) -> None:
        with self.store.db.transaction():
            deeds = self.store.signing.of(agreement.id, district, about)
            signed = certificate(deeds)
            if signed is None or told_of_change(deeds):  # another clock was faster
                return
            text = content(self.store, agreement, district, about, day, self.book.answers(agreement.id))
            found = since(deeds, text)
            if not found:
                return
            at = self.milliseconds()
            self.store.signing.sign(
                agreement=agreement.id, district=district, about=about, deed=CHANGED, person=None, snapshot=text,
                hash=seal(text), at=at,
            )  # fmt: skip
            signers = {signed["person"]}
            if state(deeds) == "verified":
                signers.add(next(d["person"] for d in reversed(deeds) if d["deed"] == "verified"))
            for id in signers - {None}:
                one = self.store.people.by_id(id)
                if one is not None and one.line_user and one.state == "active":
                    self.store.outbox.put(
                        id=str(uuid.uuid5(SPACE, f"changed:{signed['seq']}:{id}")), kind="push", target=one.line_user,
                        body=[say(words.changed(agreement, district, about, found))], now=at, must_arrive=True,
                    )  # fmt: skip
