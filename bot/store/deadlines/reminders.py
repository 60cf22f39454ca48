"""Reminders as they were sent: each claimed once by its own row, with the digest that carried it.

A row says (obligation, step, person) and its state: 'sent' (a push), 'rode' (on a free reply), 'cleared' (satisfied in
time; person 0: everybody) or 'stale' (too late to be sent). Only the first two are final.
"""

from collections.abc import Iterable, Sequence

from bot.store.engine import Engine, Row

FINAL = "('sent', 'rode')"
EVERYBODY = 0
Claim = tuple[str, str]  # obligation, step


class Reminders:
    def __init__(self, db: Engine) -> None:
        self.db = db

    # reading

    def claims(self, province: str, since: str) -> dict[int, set[Claim]]:
        """What each person has had of the steps since a sending day."""
        rows = self.db.query(
            f"SELECT person, obligation, step FROM reminders WHERE province = ? AND day >= ? AND state IN {FINAL}",
            [province, since],
        )
        found: dict[int, set[Claim]] = {}
        for row in rows:
            found.setdefault(row["person"], set()).add((row["obligation"], row["step"]))
        return found

    def claims_of(self, person: int, since: str) -> set[Claim]:
        rows = self.db.query(
            f"SELECT obligation, step FROM reminders WHERE person = ? AND day >= ? AND state IN {FINAL}",
            [person, since],
        )
        return {(row["obligation"], row["step"]) for row in rows}

    def cleared(self, province: str, since: str) -> set[Claim]:
        rows = self.db.query(
            "SELECT obligation, step FROM reminders WHERE person = ? AND province = ? AND day >= ?",
            [EVERYBODY, province, since],
        )
        return {(row["obligation"], row["step"]) for row in rows}

    def had(self, day: str) -> set[int]:
        """Who has had a digest on a day."""
        return {row["person"] for row in self.db.query("SELECT person FROM digests WHERE day = ?", [day])}

    def has_had(self, person: int, day: str) -> bool:
        return bool(self.db.query("SELECT 1 FROM digests WHERE person = ? AND day = ?", [person, day]))

    def lag(self, day: str, now: int) -> int | None:
        """How long the slowest digest of a day took to LINE, or has waited so far (ms); None: there is none."""
        rows = self.db.query(
            """SELECT MAX(COALESCE(o.done, ?) - d.at) AS lag FROM digests d JOIN outbox o ON o.id = d.outbox
               WHERE d.day = ?""",
            [now, day],
        )
        return None if rows[0]["lag"] is None else int(rows[0]["lag"])

    def counts(self) -> dict[str, int]:
        rows = self.db.query("SELECT state, COUNT(*) AS n FROM reminders GROUP BY state")
        return {row["state"]: row["n"] for row in rows}

    # writing: all inside the transaction of the outbox row that they belong to

    def take_day(self, *, person: int, day: str, outbox: str, how: str, at: int) -> bool:
        """One digest per person and day: False when another tick, process or reply was faster."""
        return bool(
            self.db.execute(
                "INSERT INTO digests (person, day, outbox, how, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [person, day, outbox, how, at],
            )
        )

    def give_day_back(self, *, person: int, day: str, outbox: str) -> None:
        self.db.execute("DELETE FROM digests WHERE person = ? AND day = ? AND outbox = ?", [person, day, outbox])

    def claim(
        self, *, person: int, province: str, claims: Iterable[Claim], state: str, day: str, digest: str, at: int
    ) -> set[Claim]:
        """Those that are now this digest's own; one that was sent before stays with the digest that carried it."""
        mine = set()
        for obligation, step in claims:
            rows = self.db.query(
                f"""INSERT INTO reminders (obligation, step, person, province, state, day, digest, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (obligation, step, person) DO UPDATE SET state = excluded.state, day = excluded.day,
                        digest = excluded.digest, at = excluded.at WHERE reminders.state NOT IN {FINAL}
                    RETURNING step""",
                [obligation, step, person, province, state, day, digest, at],
            )
            if rows:
                mine.add((obligation, step))
        return mine

    def mark(self, rows: Sequence[tuple[str, str, int]], *, province: str, state: str, day: str, at: int) -> None:
        """Steps that need no word (cleared) or get none any more (stale, muted)."""
        self.db.many(
            """INSERT INTO reminders (obligation, step, person, province, state, day, at) VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT DO NOTHING""",
            [(obligation, step, person, province, state, day, at) for obligation, step, person in rows],
        )

    def unsent(self, since: str, *, closed: bool = False) -> list[Row]:
        """Digests that did not go out: LINE did not take them in a day, or the reply that they rode on was dropped.

        When the offices are `closed` also those that still wait for another try: nothing goes out at night.
        """
        return self.db.query(
            """SELECT d.outbox, o.state FROM digests d JOIN outbox o ON o.id = d.outbox
               WHERE d.day >= ? AND (o.state IN ('dropped', 'given_up')
                   OR (o.state = ? AND d.how = 'push' AND o.held = 0)) ORDER BY d.person""",
            [since, "waiting" if closed else ""],
        )

    def take_back(self, since: str, *, closed: bool = False) -> int:
        """They give their claims back, so that a later digest carries them."""
        back = 0
        for row in self.unsent(since, closed=closed):
            if row["state"] == "waiting" and not self.db.execute(
                "UPDATE outbox SET state = 'withdrawn' WHERE id = ? AND state = 'waiting' AND held = 0", [row["outbox"]]
            ):
                continue  # in some sender's hands at this moment
            self.forget(row["outbox"])
            back += 1
        return back

    def forget(self, outbox: str) -> None:
        """A digest that never went out: its steps and its day are free again."""
        self.db.execute("DELETE FROM reminders WHERE digest = ?", [outbox])
        self.db.execute("DELETE FROM digests WHERE outbox = ?", [outbox])
