"""The dossier: what was attached to which indicator, read for pages and exports."""

from bot.store.engine import Engine, Row

GONE = ("gone", "withdrawn")


class Dossier:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def of(self, agreement: str, district: str | None, indicator: str | None = None) -> list[Row]:
        """Everything that a district attached, in the order of indicators and levels."""
        where, params = "agreement = ? AND district = ?", [agreement, district or ""]
        if indicator is not None:
            where, params = f"{where} AND indicator = ?", [*params, indicator]
        rows = self.db.query(f"SELECT * FROM evidence WHERE {where} ORDER BY indicator, level, at, id", params)
        return [row for row in rows if row["state"] not in GONE]

    def one(self, id: str) -> Row | None:
        rows = self.db.query("SELECT * FROM evidence WHERE id = ?", [id])
        return rows[0] if rows and rows[0]["state"] not in GONE else None

    def counted(self, agreement: str) -> dict[tuple[str, str], int]:
        """How many pieces each district and indicator has."""
        rows = self.db.query(
            """SELECT district, indicator, COUNT(*) AS n FROM evidence
               WHERE agreement = ? AND state NOT IN ('gone', 'withdrawn') GROUP BY district, indicator""",
            [agreement],
        )
        return {(row["district"], row["indicator"]): row["n"] for row in rows}
