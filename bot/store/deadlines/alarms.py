"""Personal alarms: words that somebody wants to hear again at a time."""

from bot.store.engine import Engine, Row


class Alarms:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def waiting(self, person: int) -> list[Row]:
        return self.db.query(
            "SELECT id, due, words FROM alarms WHERE person = ? AND state = 'waiting' ORDER BY due, id", [person]
        )

    def due(self, now: str) -> list[Row]:
        return self.db.query(
            "SELECT id, person, due, words FROM alarms WHERE state = 'waiting' AND due <= ? ORDER BY due, id", [now]
        )

    def set(self, *, id: str, person: int, due: str, words: str, at: int) -> None:
        self.db.execute(
            "INSERT INTO alarms (id, person, due, words, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [id, person, due, words, at],
        )

    def settle(self, *, id: str, state: str) -> bool:
        """sent, stale or dropped; False when somebody else settled it."""
        return bool(self.db.execute("UPDATE alarms SET state = ? WHERE id = ? AND state = 'waiting'", [state, id]))

    def drop_all(self, *, person: int) -> None:
        self.db.execute("UPDATE alarms SET state = 'dropped' WHERE person = ? AND state = 'waiting'", [person])
