"""Broadcasts: what was announced to whom, in batches, and what became of each."""

from collections.abc import Sequence

from bot.store.engine import Engine, Row


class Broadcasts:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def by_number(self, number: int) -> Row | None:
        return self._one("number = ?", number)

    def by_id(self, id: str) -> Row | None:
        return self._one("id = ?", id)

    def _one(self, where: str, value: str | int) -> Row | None:
        rows = self.db.query(f"SELECT * FROM broadcasts WHERE {where}", [value])
        return rows[0] if rows else None

    def last_of(self, person: int) -> Row | None:
        rows = self.db.query("SELECT * FROM broadcasts WHERE person = ? ORDER BY number DESC LIMIT 1", [person])
        return rows[0] if rows else None

    def result(self, id: str) -> dict[str, int]:
        """How many recipients: waiting, sent, blocked, failed."""
        rows = self.db.query(
            """SELECT CASE WHEN r.state <> 'out' THEN r.state WHEN o.state = 'sent' THEN 'sent'
                           WHEN o.state = 'waiting' THEN 'waiting' ELSE 'failed' END AS what, COUNT(*) AS n
               FROM broadcast_recipients r LEFT JOIN outbox o ON o.id = r.batch WHERE r.broadcast = ? GROUP BY 1""",
            [id],
        )
        return {row["what"]: row["n"] for row in rows}

    def due(self, now: str) -> list[Row]:
        return self.db.query(
            "SELECT * FROM broadcasts WHERE state = 'waiting' AND due <= ? ORDER BY due, number", [now]
        )

    def running(self) -> list[Row]:
        return self.db.query("SELECT * FROM broadcasts WHERE state = 'running' ORDER BY number")

    def recipients(self, id: str) -> list[Row]:
        """Who still waits for it, with the account that it goes to (None: blocked, removed)."""
        return self.db.query(
            """SELECT r.person, CASE WHEN p.state = 'active' THEN p.line_user ELSE NULL END AS line_user
               FROM broadcast_recipients r LEFT JOIN people p ON p.id = r.person
               WHERE r.broadcast = ? AND r.state = 'waiting' ORDER BY r.person""",
            [id],
        )

    # writing

    def create(
        self, *, id: str, province: str, person: int, words: str, whom: str, due: str, people: Sequence[int], at: int
    ) -> None:
        done = self.db.execute(
            """INSERT INTO broadcasts (id, province, person, words, whom, due, at) VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT DO NOTHING""",
            [id, province, person, words, whom, due, at],
        )
        if done:
            self.db.many(
                "INSERT INTO broadcast_recipients (broadcast, person) VALUES (?, ?)", [(id, p) for p in people]
            )

    def begin(self, id: str) -> bool:
        """False when another clock was faster."""
        return bool(self.db.execute("UPDATE broadcasts SET state = 'running' WHERE id = ? AND state = 'waiting'", [id]))

    def put(self, id: str, people: Sequence[int], *, batch: str | None, state: str) -> None:
        self.db.many(
            "UPDATE broadcast_recipients SET batch = ?, state = ? WHERE broadcast = ? AND person = ?",
            [(batch, state, id, person) for person in people],
        )

    def finish(self, id: str, at: int) -> None:
        self.db.execute("UPDATE broadcasts SET state = 'finished', finished = ? WHERE id = ?", [at, id])

    def cancel(self, *, id: str) -> None:
        """Only one that has not begun."""
        self.db.execute("UPDATE broadcasts SET state = 'cancelled' WHERE id = ? AND state = 'waiting'", [id])

    def pushes_since(self, since: int) -> int:
        """Our own count of what went out on the quota since a moment; LINE's may lag behind."""
        pushes = self.db.query(
            "SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent' AND kind = 'push' AND done >= ?", [since]
        )
        many = self.db.query(
            """SELECT COUNT(*) AS n FROM broadcast_recipients r JOIN outbox o ON o.id = r.batch
               WHERE o.state = 'sent' AND o.done >= ?""",
            [since],
        )
        return int(pushes[0]["n"]) + int(many[0]["n"])
