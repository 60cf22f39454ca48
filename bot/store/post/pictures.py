"""Pictures that chats show: a drawing each, behind an address that nobody guesses, until it expires."""

import hashlib

from bot.store.engine import Engine, Row


class Pictures:
    """Kept under the hash of its address: who reads the database cannot open them."""

    def __init__(self, db: Engine) -> None:
        self.db = db

    def keep(self, *, token: str, svg: str, expires: int) -> None:
        """Those that have expired long ago go on the occasion."""
        self.db.execute("DELETE FROM pictures WHERE expires < ?", [expires - 2 * LIVES])
        self.db.execute(
            "INSERT INTO pictures (id, svg, expires) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [_kept_as(token), svg, expires],
        )

    def find(self, token: str) -> Row | None:
        """The drawing and when it expires."""
        rows = self.db.query("SELECT svg, expires FROM pictures WHERE id = ?", [_kept_as(token)])
        return rows[0] if rows else None


LIVES = 14 * 24 * 3600 * 1000  # ms: two weeks of scrolling back


def _kept_as(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
