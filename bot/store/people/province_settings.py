"""Wishes of a province: its settings by name, and its own names for topics and districts."""

from bot.store.engine import Engine, Row


class Wishes:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def settings(self, province: str) -> dict[str, str]:
        rows = self.db.query("SELECT name, value FROM province_settings WHERE province = ?", [province])
        return {row["name"]: row["value"] for row in rows}

    def aliases(self, province: str, kind: str = "") -> list[Row]:
        """kind: topic or district; "" both."""
        rows = self.db.query(
            "SELECT kind, alias, means FROM aliases WHERE province = ? ORDER BY kind, alias", [province]
        )
        return [row for row in rows if kind in ("", row["kind"])]

    # writing

    def set(self, *, province: str, name: str, value: str, by: int, at: int) -> None:
        self.db.execute(
            """INSERT INTO province_settings (province, name, value, set_by, at) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (province, name)
               DO UPDATE SET value = excluded.value, set_by = excluded.set_by, at = excluded.at""",
            [province, name, value, by, at],
        )

    def call(self, *, province: str, kind: str, alias: str, means: str, by: int, at: int) -> None:
        self.db.execute(
            """INSERT INTO aliases (province, kind, alias, means, set_by, at) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (province, kind, alias)
               DO UPDATE SET means = excluded.means, set_by = excluded.set_by, at = excluded.at""",
            [province, kind, alias, means, by, at],
        )

    def uncall(self, *, province: str, kind: str, alias: str) -> None:
        self.db.execute("DELETE FROM aliases WHERE province = ? AND kind = ? AND alias = ?", [province, kind, alias])
