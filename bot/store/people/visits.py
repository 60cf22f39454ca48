"""Visits to the pages: links that open them once, and the sessions that a used link begins."""

import hashlib

from bot.store.engine import Engine, Row

LINK_LIVES = 15 * 60 * 1000  # ms
SESSION_LIVES = 8 * 3600 * 1000  # a working day


def kept_as(secret: str) -> str:
    """Links and sessions are kept as hashes: who reads the database cannot use them."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Visits:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def link(self, token: str, now: int) -> Row | None:
        """A link that can still be used."""
        rows = self.db.query(
            "SELECT id, person, path FROM links WHERE id = ? AND used IS NULL AND expires > ?", [kept_as(token), now]
        )
        return rows[0] if rows else None

    def person(self, session: str, now: int) -> int | None:
        """Whose session it is, while it lasts."""
        rows = self.db.query("SELECT person FROM sessions WHERE id = ? AND expires > ?", [kept_as(session), now])
        return int(rows[0]["person"]) if rows else None

    def open_of(self, person: int, now: int) -> list[int]:
        """Since when (ms) somebody has the pages open, one for each device."""
        sql = "SELECT started FROM sessions WHERE person = ? AND expires > ? ORDER BY started"
        return [int(row["started"]) for row in self.db.query(sql, [person, now])]

    # writing

    def give_link(self, *, token: str, person: int, path: str, expires: int) -> None:
        self.db.execute(
            "INSERT INTO links (id, person, path, expires) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [kept_as(token), person, path, expires],
        )

    def use(self, token: str, now: int) -> Row | None:
        """Use a link up; of two who use it at the same moment one gets it."""
        rows = self.db.query(
            """UPDATE links SET used = ? WHERE id = ? AND used IS NULL AND expires > ?
               RETURNING person, path""",
            [now, kept_as(token), now],
        )
        return rows[0] if rows else None

    def begin(self, *, session: str, person: int, now: int) -> None:
        self.db.execute("DELETE FROM sessions WHERE expires <= ?", [now])
        self.db.execute("DELETE FROM links WHERE expires <= ?", [now - LINK_LIVES])
        self.db.execute(
            "INSERT INTO sessions (id, person, started, expires) VALUES (?, ?, ?, ?)",
            [kept_as(session), person, now, now + SESSION_LIVES],
        )

    def end(self, *, session: str) -> None:
        self.db.execute("DELETE FROM sessions WHERE id = ?", [kept_as(session)])

    def end_all(self, *, person: int) -> None:
        """Sessions, and links that would begin new ones."""
        for table in ("sessions", "links"):
            self.db.execute(f"DELETE FROM {table} WHERE person = ?", [person])
