"""The inbox: every webhook event as it came, kept once, worked off in each sender's order."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.engine import Engine, Row
from bot.store.group_commit import Together

NOBODY = "nobody"  # the sender and the chat of an event that names none
INSERT = """INSERT INTO inbox (event_id, sender, happened, received, body, state, message_id, request_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""


@dataclass(frozen=True)
class Arrival:
    event_id: str
    sender: str  # whose order it belongs to
    happened: int  # ms
    received: int  # ms
    body: str
    state: str = "waiting"
    message_id: str | None = None
    request_id: str | None = None


class Inbox:
    def __init__(self, db: Engine, together: Together) -> None:
        self.db = db
        self._together = together

    def accept(self, arrivals: list[Arrival]) -> None:
        """Durable when this returns."""
        rows = [
            (a.event_id, a.sender, a.happened, a.received, a.body, a.state, a.message_id, a.request_id)
            for a in arrivals
        ]
        self._together.run(lambda: self.db.many(INSERT, rows))

    def waiting(self, limit: int = 500, without: Sequence[str] = ()) -> list[Row]:
        """The oldest that wait; those of some senders may be left out for now."""
        others = f"AND sender NOT IN ({', '.join('?' * len(without))})" if without else ""
        return self.db.query(
            f"""SELECT seq, event_id, sender, happened, received, body, request_id FROM inbox
                WHERE state = 'waiting' {others} ORDER BY happened, seq LIMIT ?""",
            [*without, limit],
        )

    def waits(self, seq: int) -> bool:
        return bool(self.db.query("SELECT 1 AS yes FROM inbox WHERE seq = ? AND state = 'waiting'", [seq]))

    def is_next(self, seq: int, sender: str) -> bool:
        """Whether this row still waits and nothing older of the same sender does."""
        rows = self.db.query(
            "SELECT seq FROM inbox WHERE sender = ? AND state = 'waiting' ORDER BY happened, seq LIMIT 1", [sender]
        )
        return bool(rows) and rows[0]["seq"] == seq

    def finish(self, seq: int, now: int, *, state: str = "done", body: str | None = None) -> None:
        self.db.execute(
            "UPDATE inbox SET state = ?, done = ?, body = COALESCE(?, body) WHERE seq = ?", [state, now, body, seq]
        )

    def fail(self, seq: int, now: int, reference: str, trace: str, *, body: str | None = None) -> None:
        self.db.execute(
            """UPDATE inbox SET state = 'failed', done = ?, reference = ?, trace = ?, body = COALESCE(?, body)
               WHERE seq = ?""",
            [now, reference, trace, body, seq],
        )

    def by_message(self, message_id: str) -> Row | None:
        rows = self.db.query("SELECT * FROM inbox WHERE message_id = ? ORDER BY seq LIMIT 1", [message_id])
        return rows[0] if rows else None

    def by_event(self, event_id: str) -> Row | None:
        rows = self.db.query("SELECT * FROM inbox WHERE event_id = ?", [event_id])
        return rows[0] if rows else None

    def hide(self, *, message_id: str) -> None:
        """After an unsend the raw words are gone; that something was sent, by whom and when, stays."""
        self.db.execute("UPDATE inbox SET body = '{}' WHERE message_id = ? AND state <> 'waiting'", [message_id])

    def counts(self) -> dict[str, int]:
        rows = self.db.query("SELECT state, COUNT(*) AS n FROM inbox GROUP BY state")
        return {row["state"]: row["n"] for row in rows}

    def since(self, moment: int) -> dict[str, int]:
        """What became of those that were handled after a moment (ms)."""
        rows = self.db.query("SELECT state, COUNT(*) AS n FROM inbox WHERE done >= ? GROUP BY state", [moment])
        return {row["state"]: row["n"] for row in rows}

    def backlog(self) -> tuple[int, int | None]:
        """How many wait, and since when the oldest does (ms)."""
        row = self.db.query("SELECT COUNT(*) AS n, MIN(received) AS oldest FROM inbox WHERE state = 'waiting'")[0]
        return row["n"], row["oldest"]
