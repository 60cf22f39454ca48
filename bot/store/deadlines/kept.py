"""Single values kept by name: the program's day in training, the last tick, the version of the agreements."""

from bot.store.engine import Engine


class Kept:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def get(self, name: str) -> str | None:
        rows = self.db.query("SELECT value FROM kept WHERE name = ?", [name])
        return rows[0]["value"] if rows else None

    def several(self, *names: str) -> list[str | None]:
        """The values of these names, in their order."""
        marks = ", ".join("?" * len(names))
        rows = self.db.query(f"SELECT name, value FROM kept WHERE name IN ({marks})", names)
        found = {row["name"]: row["value"] for row in rows}
        return [found.get(name) for name in names]

    def put(self, *, name: str, value: str) -> None:
        self.db.execute(
            "INSERT INTO kept (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )
