"""The outbox: what is still to be sent or fetched, each row with its own retry key, written with its facts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.store.engine import Engine, Row

COLUMNS = (
    "id, seq, kind, target, body, reply_token, token_at, must_arrive, attempts, unsure, held, due, created, event_id"
)
HOLD = 20_000  # ms: who holds a row longer than this is taken for dead, and the row's outcome for unknown


@dataclass(frozen=True)
class Finished:
    """What became of a row."""

    id: str
    state: str  # sent dropped refused given_up gone …
    at: int  # ms
    answer: str = ""
    sent_ids: tuple[str, ...] = ()


class Outbox:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def put(
        self,
        *,
        id: str,
        kind: str,  # reply push multicast fetch menu forget
        target: str,
        body: Any,
        now: int,
        seq: int = 0,
        reply_token: str | None = None,
        token_at: int | None = None,
        must_arrive: bool = False,
        due: int | None = None,
        event_id: str | None = None,
    ) -> Row:
        row: Row = {
            "id": id,
            "seq": seq,
            "kind": kind,
            "target": target,
            "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            "reply_token": reply_token,
            "token_at": token_at,
            "must_arrive": int(must_arrive),
            "attempts": 0,
            "unsure": 0,
            "held": int(due is None),  # the writing process sends it itself, at once
            "due": now + HOLD if due is None else due,
            "created": now,
            "event_id": event_id,
        }
        marks = ", ".join("?" * len(row))
        self.db.execute(f"INSERT INTO outbox ({COLUMNS}) VALUES ({marks}) ON CONFLICT DO NOTHING", list(row.values()))
        return row

    def claim(self, now: int, limit: int = 200) -> list[Row]:
        """Rows that are due, now held by the caller. One that somebody held before may have been sent already."""
        if not self.db.query("SELECT 1 AS yes FROM outbox WHERE state = 'waiting' AND due <= ? LIMIT 1", [now]):
            return []
        with self.db.transaction(counted=False):
            rows = self.db.query(
                f"""UPDATE outbox SET held = 1, due = ?,
                           unsure = CASE WHEN held = 1 AND unsure = 0 THEN 1 ELSE unsure END
                    WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' AND due <= ?
                                 ORDER BY due, seq LIMIT ? {self.db.skip_locked})
                    RETURNING {COLUMNS},
                        (SELECT i.request_id FROM inbox i WHERE i.event_id = outbox.event_id) AS request_id""",
                [now + HOLD, now, limit],
            )
        return sorted(rows, key=lambda row: (row["created"], row["seq"]))  # RETURNING keeps no order

    def renew(self, row: Row, now: int) -> bool:
        """Hold a row for longer, unless somebody else has claimed it meanwhile."""
        return bool(
            self.db.execute(
                "UPDATE outbox SET due = ? WHERE id = ? AND due = ? AND held = 1 AND state = 'waiting'",
                [now + HOLD, row["id"], row["due"]],
            )
        )

    def finish(self, id: str, state: str, now: int, answer: str = "", sent_ids: Sequence[str] = ()) -> None:
        self.finish_all([Finished(id, state, now, answer, tuple(sent_ids))])

    def finish_all(self, done: Sequence[Finished]) -> None:
        self.db.many(
            "UPDATE outbox SET state = ?, done = ?, answer = ?, sent_ids = ?, attempts = attempts + 1 WHERE id = ?",
            [(one.state, one.at, one.answer, json.dumps(one.sent_ids), one.id) for one in done],
        )
        self.db.many(
            """INSERT INTO sent_messages (message_id, outbox_id, event_id)
               SELECT ?, id, event_id FROM outbox WHERE id = ? ON CONFLICT DO NOTHING""",
            [(message_id, one.id) for one in done for message_id in one.sent_ids],
        )

    def later(self, id: str, due: int, *, unsure: bool, answer: str = "") -> None:
        """Try again later; `unsure`: the last attempt may have landed."""
        self.db.execute(
            "UPDATE outbox SET held = 0, due = ?, attempts = attempts + 1, unsure = ?, answer = ? WHERE id = ?",
            [due, int(unsure), answer, id],
        )

    def becomes_push(self, id: str, now: int, *, answer: str, maybe_doubled: bool) -> None:
        """The free reply cannot be used any more: the same row, with its own retry key, goes as a push."""
        self.db.execute(
            """UPDATE outbox SET kind = 'push', held = 0, due = ?, attempts = attempts + 1, unsure = ?, answer = ?
               WHERE id = ?""",
            [now, 2 if maybe_doubled else 0, answer, id],
        )

    def ride(self, target: str, on: str, now: int) -> list[Row]:
        """What the month's quota kept from a person, and surely was not sent, goes with the free reply `on`."""
        return self.db.query(
            """UPDATE outbox SET state = 'rode', done = ?, answer = ?
               WHERE state = 'waiting' AND target = ? AND kind = 'push' AND must_arrive = 1 AND held = 0 AND unsure = 0
                     AND answer LIKE '429 quota%' RETURNING id, body, created, seq""",
            [now, f"rode on {on}", target],
        )

    def release(self, now: int) -> None:
        """For the only process of a database, at its start: whatever was held was held by one that is no more."""
        self.db.execute("UPDATE outbox SET due = ? WHERE state = 'waiting' AND held = 1", [now])

    def shift(self, by: int) -> None:
        """The machine's clock was set by so many ms: what waits is due as long from now as before."""
        self.db.execute("UPDATE outbox SET due = due + ? WHERE state = 'waiting'", [by])

    def backlog(self) -> tuple[int, int | None]:
        row = self.db.query("SELECT COUNT(*) AS n, MIN(created) AS oldest FROM outbox WHERE state = 'waiting'")[0]
        return row["n"], row["oldest"]

    def counts(self) -> dict[str, int]:
        rows = self.db.query("SELECT kind || ':' || state AS what, COUNT(*) AS n FROM outbox GROUP BY kind, state")
        return {row["what"]: row["n"] for row in rows}

    def since(self, moment: int) -> dict[str, int]:
        """What became of those that were settled after a moment (ms)."""
        rows = self.db.query(
            "SELECT kind || ':' || state AS what, COUNT(*) AS n FROM outbox WHERE done >= ? GROUP BY kind, state",
            [moment],
        )
        return {row["what"]: row["n"] for row in rows}

    def ages(self, moment: int, newest: int) -> list[int]:
        """How long the newest answers took after a moment, from webhook to LINE's yes (ms)."""
        rows = self.db.query(
            """SELECT done - token_at AS age FROM outbox
               WHERE done >= ? AND state = 'sent' AND token_at IS NOT NULL ORDER BY done DESC LIMIT ?""",
            [moment, newest],
        )
        return [int(row["age"]) for row in rows]

    def event_of(self, message_id: str) -> str | None:
        """Which event a message that we sent had answered (for quote-replies to a receipt)."""
        rows = self.db.query("SELECT event_id FROM sent_messages WHERE message_id = ?", [message_id])
        return rows[0]["event_id"] if rows else None
