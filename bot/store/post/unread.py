"""Unread: every message that had to be asked about or was not stored, by reason: the words grow from use."""

import json
from collections.abc import Sequence

from bot.store.engine import Engine, Row


class Unread:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def counts(self, since: int = 0) -> dict[str, int]:
        rows = self.db.query(
            "SELECT reason, COUNT(*) AS n FROM unread WHERE at >= ? GROUP BY reason ORDER BY n DESC, reason", [since]
        )
        return {row["reason"]: row["n"] for row in rows}

    def open(self, limit: int = 200) -> list[Row]:
        """The newest first, with the words as they stand in the inbox (gone after an unsend)."""
        rows = self.db.query(
            """SELECT u.seq, u.event_id, u.reason, u.province, u.at, i.sender, i.body FROM unread u
               LEFT JOIN inbox i ON i.event_id = u.event_id WHERE u.settled = 0 ORDER BY u.seq DESC LIMIT ?""",
            [limit],
        )
        return [{**row, "text": _words(row["body"])} for row in rows]

    def share(
        self, since: int, until: int, provinces: Sequence[str], agreements: Sequence[str]
    ) -> tuple[dict[str, int], int]:
        """Of a span of time: how many messages were asked back or not stored, by reason, and of how many reports."""
        here, signed = (", ".join("?" * len(names)) or "NULL" for names in (provinces, agreements))
        asked = f"FROM unread WHERE at >= ? AND at < ? AND province IN ({here}) AND reason <> 'corrected'"
        rows = self.db.query(
            f"SELECT reason, COUNT(DISTINCT event_id) AS n {asked} GROUP BY reason ORDER BY n DESC, reason",
            [since, until, *provinces],
        )
        every = self.db.query(
            f"""SELECT COUNT(*) AS n FROM (SELECT event_id {asked} UNION SELECT event_id FROM facts
                WHERE event_id IS NOT NULL AND happened >= ? AND happened < ? AND agreement IN ({signed})) AS told""",
            [since, until, *provinces, since, until, *agreements],
        )
        return {row["reason"]: row["n"] for row in rows}, int(every[0]["n"])

    def note(self, *, event_id: str, reason: str, province: str, at: int) -> None:
        self.db.execute(
            "INSERT INTO unread (event_id, reason, words, province, at) VALUES (?, ?, '', ?, ?)",
            [event_id, reason, province, at],
        )

    def province(self, seq: int) -> str:
        rows = self.db.query("SELECT province FROM unread WHERE seq = ?", [seq])
        return str(rows[0]["province"]) if rows else ""

    def unsettle(self, *, seq: int) -> None:
        self.db.execute("UPDATE unread SET settled = 0 WHERE seq = ?", [seq])

    def settle(self, *, seq: int) -> None:
        self.db.execute("UPDATE unread SET settled = 1 WHERE seq = ?", [seq])


def _words(body: str | None) -> str:
    message = json.loads(body).get("message") if body else None
    return str(message.get("text") or "") if isinstance(message, dict) else ""
