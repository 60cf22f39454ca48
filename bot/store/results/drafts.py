"""Drafts of new agreements: kept whole as they were read, and every step that a person took since, none overwritten."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.store.engine import Engine, Row

READING, REFUSED = "reading", "refused"  # before a draft is there for a person
OPEN, ACTIVE, DROPPED = "open", "active", "dropped"
UNDO = "undo"  # a step whose value is the version that it takes back


class Source(NamedTuple):
    """A file that a draft was read from; its bytes are among the blobs under its hash."""

    name: str
    hash: str
    size: int


class Drafts:
    def __init__(self, db: Engine) -> None:
        self.db = db

    # reading

    def get(self, draft: int) -> Row | None:
        rows = self.db.query("SELECT * FROM drafts WHERE id = ?", [draft])
        return rows[0] if rows else None

    def of(self, province: str | None = None, state: str | None = OPEN) -> list[Row]:
        """Without their texts; the newest first; of every province or state where none is named."""
        asked = [(column, value) for column, value in (("province", province), ("state", state)) if value is not None]
        where = " AND ".join(f"{column} = ?" for column, _ in asked) or "1 = 1"
        return self.db.query(
            f"SELECT id, province, state, version, made_by, at, closed FROM drafts WHERE {where} ORDER BY id DESC",
            [value for _, value in asked],
        )

    def sources(self, draft: int) -> list[Source]:
        rows = self.db.query("SELECT name, hash, size FROM draft_sources WHERE draft = ? ORDER BY place", [draft])
        return [Source(row["name"], row["hash"], row["size"]) for row in rows]

    def steps(self, draft: int) -> list[Row]:
        """Every step, oldest first, also those that were taken back."""
        return self.db.query("SELECT * FROM draft_steps WHERE draft = ? ORDER BY version", [draft])

    def standing(self, draft: int) -> list[Row]:
        """The steps that still hold: a step back takes back one step, and can itself be taken back."""
        steps = self.steps(draft)
        gone: set[int] = set()
        for step in reversed(steps):
            if step["kind"] == UNDO and step["version"] not in gone:
                gone.add(int(step["value"]))
        return [step for step in steps if step["kind"] != UNDO and step["version"] not in gone]

    def reading(self, draft: int) -> Row | None:
        """How far its files are read: pages of how many, the last sign of life, and why they were refused."""
        rows = self.db.query("SELECT * FROM draft_readings WHERE draft = ?", [draft])
        return rows[0] if rows else None

    # writing

    def await_reading(self, *, head: str, sources: Sequence[Source], by: str, at: int) -> int:
        """A draft whose files are there and still unread; `head`: what was said of it when they were brought."""
        draft = self.keep(
            province="", text="[]", repairs="[]", asks="[]", body="{}", sources=sources, by=by, at=at, state=READING
        )
        self.db.execute(
            "INSERT INTO draft_readings (draft, head, done, pages, beat, refused) VALUES (?, ?, 0, 0, 0, '')",
            [draft, head],
        )
        return draft

    def claim_reading(self, draft: int, *, silent_since: int, at: int) -> bool:
        """Whoever claims it reads it; also after another reader was silent for long."""
        return bool(
            self.db.execute(
                """UPDATE draft_readings SET beat = ? WHERE draft = ? AND beat <= ? AND refused = ''
                   AND (SELECT state FROM drafts WHERE id = draft_readings.draft) = ?""",
                [at, draft, silent_since, READING],
            )
        )

    def read_so_far(self, draft: int, *, done: int, pages: int, at: int) -> None:
        self.db.execute(
            "UPDATE draft_readings SET done = ?, pages = ?, beat = ? WHERE draft = ?", [done, pages, at, draft]
        )

    def refuse(self, draft: int, *, why: str, at: int) -> None:
        """Its files are not kept; the sentence waits for who brought them."""
        self.db.execute("DELETE FROM draft_sources WHERE draft = ?", [draft])
        self.db.execute("UPDATE draft_readings SET refused = ? WHERE draft = ?", [why, draft])
        self.db.execute(
            "UPDATE drafts SET state = ?, closed = ? WHERE id = ? AND state = ?", [REFUSED, at, draft, READING]
        )

    def forget_refused(self, draft: int) -> None:
        """Once who brought the files has seen why."""
        self.db.execute("DELETE FROM draft_readings WHERE draft = ? AND refused <> ''", [draft])
        self.db.execute("DELETE FROM drafts WHERE id = ? AND state = ?", [draft, REFUSED])

    def was_read(self, draft: int, *, province: str, text: str, repairs: str, asks: str, body: str) -> bool:
        return bool(
            self.db.execute(
                """UPDATE drafts SET state = ?, province = ?, text = ?, repairs = ?, asks = ?, body = ?
                   WHERE id = ? AND state = ?""",
                [OPEN, province, text, repairs, asks, body, draft, READING],
            )
        )

    def keep(
        self,
        *,
        province: str,
        text: str,
        repairs: str,
        asks: str,
        body: str,
        sources: Sequence[Source],
        by: str,
        at: int,
        state: str = OPEN,
    ) -> int:
        """A new draft; its number. The bytes of its files are put among the blobs before."""
        draft = int(
            self.db.query(
                """INSERT INTO drafts (province, state, version, text, repairs, asks, body, made_by, at)
                   VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?) RETURNING id""",
                [province, state, text, repairs, asks, body, by, at],
            )[0]["id"]
        )
        self.db.many(
            "INSERT INTO draft_sources (draft, place, name, hash, size) VALUES (?, ?, ?, ?, ?)",
            [[draft, place, *source] for place, source in enumerate(sources, start=1)],
        )
        return draft

    def step(self, *, draft: int, seen: int, kind: str, about: str, value: str, why: str, by: str, at: int) -> bool:
        """What a person did to the version that they saw; False where somebody else was faster, or it is closed."""
        if not self.db.execute(
            "UPDATE drafts SET version = version + 1 WHERE id = ? AND version = ? AND state = ?", [draft, seen, OPEN]
        ):
            return False
        self.db.execute(
            """INSERT INTO draft_steps (draft, version, kind, about, value, why, made_by, at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            [draft, seen + 1, kind, about, value, why, by, at],
        )
        return True

    def close(self, *, draft: int, seen: int, state: str, at: int) -> bool:
        """Made an agreement, or dropped; False where it is not as it was seen."""
        return bool(
            self.db.execute(
                "UPDATE drafts SET state = ?, closed = ? WHERE id = ? AND version = ? AND state = ?",
                [state, at, draft, seen, OPEN],
            )
        )

    def reopen(self, draft: int) -> bool:
        """A dropped one is taken up again, with all its steps."""
        return bool(
            self.db.execute(
                "UPDATE drafts SET state = ?, closed = NULL WHERE id = ? AND state = ?", [OPEN, draft, DROPPED]
            )
        )
