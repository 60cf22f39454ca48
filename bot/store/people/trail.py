"""The trail: who did what with the power that the office gave them; rows are only added, chained by hashes.

Persons stand by their number, so that forgetting a name breaks no link. The newest row is written last in its
transaction: whoever adds one waits for nothing after it. The database refuses changes, and lets go only what had its
time, which `trail_end` tells with the hash of the last of it: the chain begins there.
"""

import hashlib
import json

from bot.store.engine import Engine, Row
from handlers.desk.deeds import Deed

SAID = ("at", "person", "way", "deed", "agreement", "whom", "province", "detail")
ALL = ", ".join(("seq", *SAID, "before", "hash"))


class Trail:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def add(self, deed: Deed, *, way: str, by: int | None, at: int) -> None:
        """Inside a transaction."""
        self.db.lock(["trail"])
        rows = self.db.query("SELECT hash FROM trail ORDER BY seq DESC LIMIT 1")
        before = str(rows[0]["hash"]) if rows else self._end()
        row = {
            "at": at, "person": by, "way": way, "deed": deed.deed, "agreement": deed.agreement, "whom": deed.whom,
            "province": deed.province or self._province(deed.agreement, deed.whom), "detail": deed.detail,
        }  # fmt: skip
        self.db.execute(
            f"INSERT INTO trail ({', '.join(SAID)}, before, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*row.values(), before, link(before, row)],
        )

    def _province(self, agreement: str, whom: int | None) -> str:
        rows = self.db.query("SELECT province FROM rounds WHERE agreement = ?", [agreement])
        rows = rows or self.db.query("SELECT province FROM people WHERE id = ?", [whom])
        return str(rows[0]["province"]) if rows else ""

    def seen(self, province: str, words: str = "", most: int = 500) -> list[Row]:
        """The newest first, of one province and of the whole office (or, without one, of all); `words` stand somewhere
        in the row."""
        rows = self.db.query(f"SELECT {ALL} FROM trail WHERE province IN (?, '') OR ? = '' ORDER BY seq DESC",
                             [province, province])  # fmt: skip
        return [row for row in rows if words.casefold() in _text(row)][:most]

    def broken(self) -> int | None:
        """The first row that is not as it was written, or whose forerunner is not."""
        before = self._end()
        for row in self.db.query(f"SELECT {ALL} FROM trail ORDER BY seq"):
            if before != row["before"] or link(before, row) != row["hash"]:
                return int(row["seq"])
            before = row["hash"]
        return None

    def newest(self) -> tuple[int, str]:
        """Number and hash of the last row; 0 where there is none."""
        rows = self.db.query("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1")
        return (int(rows[0]["seq"]), str(rows[0]["hash"])) if rows else (0, self._end())

    def let_go(self, before: int) -> int:
        """Inside a transaction: the oldest rows that were all written before this moment (ms) have had their time."""
        self.db.lock(["trail"])
        had = self.db.query(
            """SELECT seq, hash FROM trail WHERE seq < COALESCE((SELECT MIN(seq) FROM trail WHERE at >= ?),
               (SELECT MAX(seq) + 1 FROM trail)) ORDER BY seq DESC LIMIT 1""",
            [before],
        )
        if not had:
            return 0
        self.db.execute("DELETE FROM trail_end")
        self.db.execute("INSERT INTO trail_end (upto, hash) VALUES (?, ?)", [had[0]["seq"], had[0]["hash"]])
        return self.db.execute("DELETE FROM trail WHERE seq <= ?", [had[0]["seq"]])

    def _end(self) -> str:
        rows = self.db.query("SELECT hash FROM trail_end")
        return str(rows[0]["hash"]) if rows else ""


def give_way(db: Engine) -> None:
    """Inside a transaction that fills a whole database anew: what is there may go."""
    db.execute("DELETE FROM trail_end")
    db.execute("INSERT INTO trail_end (upto, hash) VALUES (?, '')", [2**62])


def link(before: str, row: Row) -> str:
    said = json.dumps([before, *(row[name] for name in SAID)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _text(row: Row) -> str:
    return " ".join(str(row[name]) for name in SAID if row[name] is not None).casefold()
