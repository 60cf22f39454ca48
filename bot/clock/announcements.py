"""What goes out at a set time besides reminders: personal alarms, broadcasts in batches, and notices to groups."""

import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from bot.clock.provinces import Planner, Province
from bot.post.turns import SPACE
from bot.store import Store
from bot.store.engine import Row
from scoring.deadlines.obligations import satisfied
from scoring.deadlines.steps import Step, sending_day
from templates.messages import say
from templates.words.deadlines import reminders as words
from templates.words.province import broadcasts as broadcast_words
from templates.words.scores import day as thai_day

log = logging.getLogger("radap.clock")
BATCH = 500  # LINE: most users in one multicast
GAP_MS = 10  # between batches: LINE takes 200 multicasts a second
ALARM_LIVES = timedelta(hours=24)
LATE = timedelta(minutes=30)
BROADCAST_LIVES = timedelta(days=3)
EVE = Step(-1)


class Announcing:
    def __init__(self, store: Store, planner: Planner, milliseconds: Callable[[], int]) -> None:
        self.store, self.planner, self.milliseconds = store, planner, milliseconds

    # alarms

    def alarms(self, now: datetime) -> int:
        sent = 0
        for row in self.store.alarms.due(_local(now)):
            with self.store.db.transaction():
                sent += self._alarm(row, now)
        return sent

    def _alarm(self, row: Row, now: datetime) -> bool:
        age = now.replace(tzinfo=None) - datetime.fromisoformat(row["due"])
        person = self.store.people.by_id(row["person"])
        gone = person is None or person.line_user is None or person.state != "active"
        state = "dropped" if gone else "stale" if age > ALARM_LIVES else "sent"
        if not self.store.alarms.settle(id=row["id"], state=state) or state != "sent":
            return False
        assert person is not None
        assert person.line_user is not None
        at = self.milliseconds()
        text = words.alarm(row["words"] or words.ALARM_WITHOUT_WORDS, age > LATE)
        self.store.outbox.put(
            id=str(uuid.uuid5(SPACE, f"alarm:{row['id']}")), kind="push", target=person.line_user, body=[say(text)],
            now=at, must_arrive=True, due=at,
        )  # fmt: skip
        return True

    # broadcasts

    def broadcasts(self, now: datetime) -> int:
        """Due ones begin, all their batches at once; running ones finish when every batch has its answer."""
        begun = 0
        for row in self.store.broadcasts.due(_local(now)):
            with self.store.db.transaction():
                if now.replace(tzinfo=None) - datetime.fromisoformat(row["due"]) > BROADCAST_LIVES:
                    self.store.broadcasts.cancel(id=row["id"])
                elif self.store.broadcasts.begin(row["id"]):
                    self._batches(row)
                    begun += 1
        for row in self.store.broadcasts.running():
            if not self.store.broadcasts.result(row["id"]).get("waiting"):
                with self.store.db.transaction():
                    self.store.broadcasts.finish(row["id"], self.milliseconds())
        return begun

    def _batches(self, row: Row) -> None:
        people = self.store.broadcasts.recipients(row["id"])
        blocked = [p["person"] for p in people if p["line_user"] is None]
        self.store.broadcasts.put(row["id"], blocked, batch=None, state="blocked")
        sender = self.store.people.by_id(row["person"])
        message = say(broadcast_words.announcement(row["words"], sender.name if sender else ""))
        at = self.milliseconds()
        for n, batch in enumerate(_parts([p for p in people if p["line_user"] is not None], BATCH)):
            id = str(uuid.uuid5(SPACE, f"broadcast:{row['id']}:{n}"))
            self.store.broadcasts.put(row["id"], [p["person"] for p in batch], batch=id, state="out")
            self.store.outbox.put(
                id=id, kind="multicast", target=f"broadcast:{row['id']}", seq=n, now=at, due=at + n * GAP_MS,
                body={"to": [p["line_user"] for p in batch], "messages": [message]}, must_arrive=True,
            )  # fmt: skip

    # groups: off unless an office switched it on

    def groups(self, province: Province, now: datetime) -> int:
        """The working day before a deadline that somebody has still to meet; a group never hears who."""
        chats = self.store.duties.groups(province.name)
        if not chats:
            return 0
        day = now.date()
        due = [d for d in province.deadlines if d.sends and sending_day(d.day, EVE, province.workdays) == day]
        results = self.planner.done_so_far(province)
        open_ones = [d for d in due if any(not satisfied(d, place, results) for place in d.districts)]
        if not open_ones:
            return 0
        lines = dict.fromkeys(f"{d.what} ({thai_day(d.day)})" for d in open_ones)
        sent = 0
        for chat in chats:
            id = str(uuid.uuid5(SPACE, f"group:{chat}:{day.isoformat()}"))
            with self.store.db.transaction():
                at = self.milliseconds()
                if self.store.reminders.claim(
                    person=0, province=province.name, claims=[(f"group:{chat}", day.isoformat())], state="sent",
                    day=day.isoformat(), digest=id, at=at,
                ):  # fmt: skip
                    message = say(words.group_notice(lines))
                    self.store.outbox.put(
                        id=id, kind="push", target=chat, body=[message], now=at, must_arrive=True, due=at
                    )
                    sent += 1
        return sent


def _local(now: datetime) -> str:
    return now.replace(tzinfo=None).isoformat(timespec="minutes")


def _parts(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
