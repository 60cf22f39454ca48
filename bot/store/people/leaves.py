"""Leaves: who is away when, who stands in, who agreed; days that passed stay as they were."""

from __future__ import annotations

from datetime import date

from bot.store.engine import Engine, Row
from scoring.deadlines.leaves import Leave


class Leaves:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def of_province(self, province: str, since: date) -> list[Leave]:
        """Asked for or standing, with days on or after this one, the nearest first."""
        rows = self.db.query(
            """SELECT * FROM leaves WHERE province = ? AND last >= ? AND state IN ('asked', 'stands')
               ORDER BY first, id""",
            [province, since.isoformat()],
        )
        return [_leave(row) for row in rows]

    def one(self, id: str) -> Leave | None:
        rows = self.db.query("SELECT * FROM leaves WHERE id = ?", [id])
        return _leave(rows[0]) if rows else None

    # writing

    def ask(self, *, leave: Leave, by: int | None, at: int) -> None:
        """`by`: who set it, where it stands at once. A second time the same id has no second effect."""
        self.db.execute(
            """INSERT INTO leaves (id, province, person, stand_in, first, last, state, asked, decided_by, decided)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            [leave.id, leave.province, leave.person, leave.stand_in, leave.first.isoformat(), leave.last.isoformat(),
             leave.state, at, by, at if by is not None else None],
        )  # fmt: skip

    def settle(self, *, id: str, state: str, last: date, by: int, at: int) -> None:
        """Agreed to, refused, cancelled, or ended earlier."""
        self.db.execute(
            "UPDATE leaves SET state = ?, last = ?, decided_by = ?, decided = ? WHERE id = ?",
            [state, last.isoformat(), by, at, id],
        )


def _leave(row: Row) -> Leave:
    return Leave(
        row["id"], row["province"], row["person"], row["stand_in"], date.fromisoformat(row["first"]),
        date.fromisoformat(row["last"]), row["state"],
    )  # fmt: skip
