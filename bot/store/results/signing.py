"""Signing: who certified, verified or returned what, with the snapshot that they saw; and when rounds were closed."""

from typing import Any

from bot.store.engine import Engine, Row


class Signing:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def of(self, agreement: str, district: str | None, about: str) -> list[Row]:
        """Every deed of one district about the targets or the results, oldest first."""
        return self.db.query(
            "SELECT * FROM signatures WHERE agreement = ? AND district = ? AND about = ? ORDER BY seq",
            [agreement, district or "", about],
        )

    def all_of(self, agreement: str) -> list[Row]:
        return self.db.query("SELECT * FROM signatures WHERE agreement = ? ORDER BY seq", [agreement])

    def rounds(self, agreement: str) -> list[Row]:
        """Every closing and reopening of a round, oldest first."""
        return self.db.query("SELECT * FROM round_log WHERE agreement = ? ORDER BY seq", [agreement])

    def stamp(self, agreement: str) -> str:
        """Another one whenever a fact, an office value, a piece of evidence or a signature of it was written."""
        counted = []
        for table, last in (("facts", "recorded"), ("office_values", "seq"), ("signatures", "seq")):
            row = self.db.query(
                f"SELECT COUNT(*) AS n, MAX({last}) AS last FROM {table} WHERE agreement = ?", [agreement]
            )[0]
            counted.append(f"{row['n']}:{row['last']}")
        pieces = self.db.query("SELECT id, state, level FROM evidence WHERE agreement = ? ORDER BY id", [agreement])
        return f"{' '.join(counted)} {hash(tuple((p['id'], p['state'], p['level']) for p in pieces))}"

    # writing

    def sign(self, **deed: Any) -> None:
        """agreement, district, about (targets, results), deed (certified, verified, returned, answered), person,
        on_paper (who signed the sheet), note, snapshot, hash, at"""
        names = ("agreement", "district", "about", "deed", "person", "on_paper", "note", "snapshot", "hash", "at")
        row = [deed.get(name) or "" if name not in ("person", "at") else deed[name] for name in names]
        self.db.execute(f"INSERT INTO signatures ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", row)

    def log_round(
        self, *, agreement: str, deed: str, person: int, why: str, at: int, snapshot: str = "", hash: str = ""
    ) -> None:
        self.db.execute(
            "INSERT INTO round_log (agreement, deed, person, why, snapshot, hash, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [agreement, deed, person, why, snapshot, hash, at],
        )
