"""Rounds and what the office decided about agreements: which are open, which it made itself, answers, values."""

from typing import Any

from bot.store.engine import Engine, Row

VERSION = "agreements"  # kept: counts up with every change here, so that each process reads anew


class Rounds:
    def __init__(self, db: Engine) -> None:
        self.db = db

    # reading

    def version(self) -> str:
        rows = self.db.query("SELECT value FROM kept WHERE name = ?", [VERSION])
        return rows[0]["value"] if rows else "0"

    def opened(self) -> list[Row]:
        return self.db.query("SELECT agreement, province, opened, closed FROM rounds ORDER BY opened, agreement")

    def frozen(self, agreement: str) -> str:
        """The snapshot of a round that is closed; "" while it is open."""
        rows = self.db.query("SELECT closed, snapshot FROM rounds WHERE agreement = ?", [agreement])
        return str(rows[0]["snapshot"] or "") if rows and rows[0]["closed"] else ""

    def office_agreements(self) -> list[Row]:
        return self.db.query("SELECT id, toml, made_by, made, training FROM office_agreements ORDER BY id")

    def paper(self, file: str) -> str | None:
        """The text of a document that the office brought in."""
        rows = self.db.query("SELECT text FROM papers WHERE file = ?", [file])
        return rows[0]["text"] if rows else None

    def confirmations(self) -> list[Row]:
        """Who confirmed which part of a carried-over agreement."""
        return self.db.query("SELECT * FROM confirmations ORDER BY agreement, at, part")

    def amendments(self) -> list[Row]:
        return self.db.query("SELECT * FROM amendments ORDER BY agreement, version")

    def answers(self, agreement: str) -> list[Row]:
        """Every answer, oldest first: the last one of a question stands."""
        return self.db.query("SELECT * FROM answers WHERE agreement = ? ORDER BY seq", [agreement])

    def standing_answers(self) -> dict[str, dict[str, str]]:
        """Of every agreement: question -> its newest answer."""
        found: dict[str, dict[str, str]] = {}
        for row in self.db.query("SELECT agreement, question, value FROM answers ORDER BY seq"):
            found.setdefault(row["agreement"], {})[row["question"]] = row["value"]
        return found

    def values(self, agreement: str, district: str | None = None, *, everywhere: bool = False) -> list[Row]:
        if everywhere:
            return self.db.query("SELECT * FROM office_values WHERE agreement = ? ORDER BY seq", [agreement])
        return self.db.query(
            "SELECT * FROM office_values WHERE agreement = ? AND district = ? ORDER BY seq", [agreement, district or ""]
        )

    # writing

    def activate(self, *, agreement: str, province: str, at: int) -> bool:
        """Open a round; False when it is open already."""
        done = self.db.execute(
            "INSERT INTO rounds (agreement, province, opened) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [agreement, province, at],
        )
        self._changed()
        return bool(done)

    def close(self, *, agreement: str, by: int | None, snapshot: str, at: int) -> None:
        self.db.execute(
            "UPDATE rounds SET closed = ?, closed_by = ?, snapshot = ? WHERE agreement = ?",
            [at, by, snapshot, agreement],
        )
        self._changed()

    def reopen(self, *, agreement: str) -> None:
        self.db.execute("UPDATE rounds SET closed = NULL WHERE agreement = ?", [agreement])
        self._changed()

    def keep_agreement(self, *, id: str, toml: str, by: str, training: bool, at: int) -> None:
        self.db.execute(
            """INSERT INTO office_agreements (id, toml, made_by, made, training) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET toml = excluded.toml, made_by = excluded.made_by, made = excluded.made""",
            [id, toml, by, at, int(training)],
        )
        self._changed()

    def keep_paper(self, *, file: str, text: str, by: str, at: int) -> None:
        """A document is kept as it is: another text under its name is a fault of the caller's."""
        self.db.execute("INSERT INTO papers (file, text, kept_by, at) VALUES (?, ?, ?, ?)", [file, text, by, at])

    def confirm(self, *, agreement: str, part: str, by: str, day: str, why: str, at: int) -> None:
        """The first confirmation of a part stands."""
        self.db.execute(
            """INSERT INTO confirmations (agreement, part, confirmed_by, day, why, at) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT DO NOTHING""",
            [agreement, part, by, day, why, at],
        )
        self._changed()

    def amend(self, *, agreement: str, version: int, toml: str, by: str, at: int) -> None:
        self.db.execute(
            "INSERT INTO amendments (agreement, version, toml, made_by, at) VALUES (?, ?, ?, ?, ?)",
            [agreement, version, toml, by, at],
        )
        self._changed()

    def answer(self, *, agreement: str, question: str, value: str, why: str, by: str, at: int) -> None:
        self.db.execute(
            "INSERT INTO answers (agreement, question, value, why, answered_by, at) VALUES (?, ?, ?, ?, ?, ?)",
            [agreement, question, value, why, by, at],
        )
        self._changed()

    def set_value(self, **value: Any) -> None:
        """agreement, district, indicator, input, amount (decimal string), as_of, strength, set_by, source, at"""
        names = ("agreement", "district", "indicator", "input", "amount", "as_of", "strength", "set_by", "source", "at")
        row = [value[name] or "" if name == "district" else value[name] for name in names]
        self.db.execute(f"INSERT INTO office_values ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", row)

    def forget(self, *, source: str) -> None:
        """What a withdrawn message said of a whole; what the office entered has other sources."""
        self.db.execute("DELETE FROM office_values WHERE source = ?", [source])

    def _changed(self) -> None:
        self.db.execute(
            """INSERT INTO kept (name, value) VALUES (?, '1')
               ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(kept.value AS INTEGER) + 1 AS TEXT)""",
            [VERSION],
        )
