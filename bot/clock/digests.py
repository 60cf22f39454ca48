"""Digests go out: each claims its steps and its day in the same transaction as the outbox row that carries it."""

import logging
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.clock.provinces import STALE_DAYS, Planner, Province
from bot.post.turns import SPACE
from bot.store import Store
from handlers.deadlines.digest import digest_messages
from handlers.deadlines.reminders import Item, owed
from handlers.deadlines.stand_ins import lent
from handlers.desk.desk import Desk
from handlers.desk.nouns import Message, Person, Question, Turn
from handlers.desk.unsaved import asked_at, still_waits, unsaved
from handlers.province.charts import Draw
from handlers.province.digest_makers import MAKERS, DigestMaker
from scoring.deadlines.obligations import satisfied

log = logging.getLogger("radap.clock")
BATCH = 50  # persons in one transaction: others must be able to write in between
QUIET_MS = 10 * 60 * 1000  # nobody is reminded within ten minutes of own words
MOST_MESSAGES = 5
LOST = timedelta(days=7)

Json = dict[str, Any]
Work = list[tuple[Person, list[Item]]]


class Digests:
    def __init__(
        self,
        store: Store,
        planner: Planner,
        *,
        makers: Sequence[DigestMaker] = MAKERS,
        draw: Draw | None = None,
        milliseconds: Callable[[], int],
    ) -> None:
        self.store, self.planner = store, planner
        self.draw = draw  # makes an image message of a drawing
        self.makers, self.milliseconds = makers, milliseconds

    # what there is to send

    def work(self, province: Province, now: datetime) -> tuple[Work, bool]:
        """Who is to be reminded now; and whether that is all (nobody was left for later). Marks what is satisfied."""
        day = now.date()
        steps = province.pending(day)
        if not steps and not self.makers:
            return [], True
        directory = self.planner.directory(province, day).on(day)
        found = self.planner.owed(province, steps, province.window(day), directory)
        if found.cleared:
            self._mark(province, [(o, s, 0) for o, s in found.cleared], "cleared", now)
        had = self.store.reminders.had(day.isoformat())
        busy = self.store.duties.busy(self.milliseconds(), now, QUIET_MS)
        told = sorted({*found.digests, *(directory.supervisors if self.makers else ())})
        work, everybody = [], True
        for id in told:
            if id in had:
                continue
            if id in busy:
                everybody = False
                continue
            work.append((directory.people[id], found.digests.get(id, [])))
        return work, everybody

    def mark_stale(self, province: Province, now: datetime) -> None:
        """Steps whose day has long passed are not sent late; they are marked, for whoever looks."""
        steps = province.stale(now.date())
        if not steps:
            return
        since = now.date() - timedelta(days=2 * STALE_DAYS)
        found = self.planner.owed(province, steps, since, self.planner.directory(province, now.date()).on(now.date()))
        rows = [(o, s, person) for person, items in found.digests.items() for i in items for o, s in i.claims()]
        self._mark(province, rows, "stale", now)

    def _mark(self, province: Province, rows: Sequence[tuple[str, str, int]], state: str, now: datetime) -> None:
        if rows:
            with self.store.db.transaction():
                self.store.reminders.mark(
                    sorted(rows), province=province.name, state=state, day=now.date().isoformat(),
                    at=self.milliseconds(),
                )  # fmt: skip

    # sending

    def send(self, province: Province, work: Work, now: datetime) -> int:
        """How many digests went into the outbox."""
        sent = 0
        for start in range(0, len(work), BATCH):
            with self.store.db.transaction():
                results = self.planner.done_so_far(province)  # a report may have come in since
                for person, items in work[start : start + BATCH]:
                    items = [i for i in items if not satisfied(i.deadline, i.district, results)]
                    sent += self._push(province, person, items, now)
        return sent

    def _push(self, province: Province, person: Person, items: list[Item], now: datetime) -> bool:
        if person.line_user is None:
            return False
        id = self._fresh_id(person, now)
        messages = self._claimed(province, person, items, now, outbox=id, how="push")
        if not messages:
            return False
        at = self.milliseconds()
        self.store.outbox.put(
            id=id, kind="push", target=person.line_user, body=list(messages), now=at, must_arrive=True, due=at
        )
        return True

    def _fresh_id(self, person: Person, now: datetime) -> str:
        """The retry key: of this person and day; another one only when the first was withdrawn unsent."""
        n = 0
        while True:
            id = str(uuid.uuid5(SPACE, f"digest:{person.id}:{now.date().isoformat()}:{n}"))
            if not self.store.db.query("SELECT 1 FROM outbox WHERE id = ? AND state = 'withdrawn'", [id]):
                return id
            n += 1

    def _claimed(
        self,
        province: Province,
        person: Person,
        items: list[Item],
        now: datetime,
        *,
        outbox: str,
        how: str,
        room: int = 5,
    ) -> tuple[Json, ...]:
        """The digest of what could be claimed; nothing when another digest has the day or all the steps."""
        day, at = now.date().isoformat(), self.milliseconds()
        if not self.store.reminders.take_day(person=person.id, day=day, outbox=outbox, how=how, at=at):
            return ()
        state = "rode" if how == "ride" else "sent"
        mine = self.store.reminders.claim(
            person=person.id, province=province.name, claims=[c for i in items for c in i.claims()], state=state,
            day=day, digest=outbox, at=at,
        )  # fmt: skip
        left = [i for i in items if any(c in mine for c in i.claims())]
        levels = self.planner.levels(province, now.date())
        lost = self._lost(person, now)
        messages = list(digest_messages(person, left, now.date(), province.agreements, levels, lost))
        desk = Desk(self.store, self.planner.book, now, now.date(), person, extra={"picture": self.draw})
        for maker in self.makers if person.oversees else ():
            made = maker(desk)
            if made is None or len(messages) + len(made.messages) > room:
                continue
            if self.store.reminders.claim(
                person=person.id, province=province.name, claims=[(made.name, how)], state=state, day=day,
                digest=outbox, at=at,
            ):  # fmt: skip
                messages += made.messages
                for change in made.changes:
                    change.apply(self.store)
        if not messages:
            self.store.reminders.give_day_back(person=person.id, day=day, outbox=outbox)
        return tuple(messages)

    def _lost(self, person: Person, now: datetime) -> Iterable[Question]:
        """What was asked about in the last week and never stored: said so."""
        found = unsaved(person.id, self.store, self.planner.book, now)
        return [q for q in reversed(found) if not still_waits(q, now) and asked_at(q) >= now - LOST]

    # riding on a free reply

    def carry(self, message: Message, turn: Turn, now: datetime, outbox: str) -> list[Json]:
        """The replies of a turn with what rides on them."""
        fits = turn.rides and turn.question is None and 0 < len(turn.replies) <= MOST_MESSAGES - 2
        if not fits or message.group or message.user is None:
            return list(turn.replies)
        person = self.store.people.by_line(message.user)
        person = lent(person, self.store, now.date()) if person is not None else None
        if person is None or person.state != "active" or not person.province:
            return list(turn.replies)
        return joined(turn.replies, self.ride_along(person, now, outbox, MOST_MESSAGES - len(turn.replies)))

    def ride_along(self, person: Person, now: datetime, outbox: str, room: int) -> tuple[Json, ...]:
        """The person's due things for a free reply that is being written; claimed in its transaction."""
        province = self.planner.province(person.province)
        steps = province.pending(now.date())
        if not steps or self.store.reminders.has_had(person.id, now.date().isoformat()):
            return ()
        since = province.window(now.date()).isoformat()
        found = owed(
            steps,
            self.planner.directory(province, now.date()).on(now.date()),
            self.planner.done_so_far(province),
            {person.id: self.store.reminders.claims_of(person.id, since)},
            muted={person.id: self.store.duties.muted_of(person.id)},
        )
        items = found.digests.get(person.id, [])
        if not items:
            return ()
        try:
            with self.store.db.attempt():
                return self._claimed(province, person, items, now, outbox=outbox, how="ride", room=room)
        except Exception:  # the answer itself must not fail because of a reminder
            log.exception("reminder did not ride", extra={"outbox": outbox})
            return ()


def joined(replies: Sequence[Json], ride: Sequence[Json]) -> list[Json]:
    """The reply with what rides on it. Quick replies show only on the last message: they move there."""
    if not ride:
        return list(replies)
    *before, last = replies
    quick = last.get("quickReply", {}).get("items", [])
    *more, end = ride
    taps = [*quick, *end.get("quickReply", {}).get("items", [])][:13]
    last = {key: value for key, value in last.items() if key != "quickReply"}
    return [*before, last, *more, {**end, **({"quickReply": {"items": taps}} if taps else {})}]
