"""What a storage engine must offer to the tables: one SQL dialect with `?`, rows as dicts, and transactions."""

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any, Protocol

ENGINES = ("sqlite", "postgresql")
ANOTHER = "-- of another engine: "
Row = dict[str, Any]
Value = str | int | bytes | None  # never float, never Decimal: exact numbers cross this border as text


class Engine(Protocol):
    name: str
    skip_locked: str  # what a SELECT adds to pass over rows that another process holds
    one_process: bool  # no other process works on this database

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """Rows of a SELECT, or of a write with RETURNING."""

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        """A write; how many rows it touched."""

    def many(self, sql: str, params: Sequence[Sequence[Value]]) -> None:
        """The same write for many rows."""

    def stream(self, sql: str) -> Iterator[Row]:
        """Inside a snapshot: the rows of a large SELECT, a few at a time."""

    def transaction(self, *, counted: bool = True) -> AbstractContextManager[None]:
        """All or nothing. Inside another transaction of the same thread it joins that one. SQLite lets no other
        writer come between from the first read on; PostgreSQL has many writers, and what must be alone takes a lock.
        `counted` moves the revision on: what handlers read may be different afterwards."""

    def reading_once(self) -> AbstractContextManager[None]:
        """For one turn: what this thread reads a second time is not asked again, until it writes or takes a lock."""

    def revision(self) -> int | None:
        """A number that moves with every counted transaction; None where nobody counts (many writers)."""

    def attempt(self) -> AbstractContextManager[None]:
        """Inside a transaction: a part that may fail without costing the rest. When it raises, what it wrote is gone,
        and the transaction can go on; without it PostgreSQL lets nothing follow an error."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads only, all of one moment, while others go on writing."""

    def lock(self, names: Sequence[str], *, sharing: Sequence[str] = ()) -> None:
        """Inside a transaction, until it ends: hold these names alone, and before them share those with others who
        share them; waits for whoever has them."""

    def try_lock(self, name: str) -> bool:
        """Inside a transaction: take this name if it is free, else say no at once."""

    def trouble(self) -> str:
        """Why the database cannot be reached; empty when it can."""

    def strayed(self) -> str:
        """Why this process and its database know each other no more, so that it must be started anew; else empty."""

    def damage(self) -> str:
        """What is broken in the database's own files, as far as a quick look finds it; else empty."""

    def is_bug(self, error: Exception) -> bool:
        """Whether trying again would only fail again: not so when the database was locked, full or away."""

    def script(self, ddl: str) -> None:
        """Statements of a migration in the shared dialect; {serial} {big} {blob} {strict} are the engine's words,
        a line that begins with {on_sqlite} or {on_postgresql} is for that engine; a statement ends with a line."""

    def columns(self) -> dict[str, set[str]]:
        """The tables that are there, with the names of their columns."""

    def last_serial(self, table: str, column: str) -> int:
        """The highest number that a serial column has given out so far."""

    def resume_serial(self, table: str, column: str, last: int) -> None:
        """Go on numbering after `last`: for rows that were carried over with their numbers."""

    def alone(self) -> AbstractContextManager[None]:
        """As long as it lasts no other process is on this database, and none comes: every engine holds a lock together
        with all others from its first use until it is closed or its process dies, this one then holds it alone. Raises
        Occupied where another has it."""

    def close(self) -> None:
        """Give back what this thread and the engine hold."""


class Occupied(Exception):
    """Another process is on the database."""


ERA = "era"  # kept: another word each time that all rows are replaced
TAKEN = "locked: a restore or a move is at work on it"  # said to whoever comes meanwhile


def exact(params: Sequence[Any]) -> Sequence[Any]:
    """The same parameters; a float or a Decimal among them is refused before any driver can round it."""
    for value in params:
        if isinstance(value, float | Decimal):
            raise TypeError(
                f"store: found the {type(value).__name__} {value}, expected text: exact numbers cross this border as "
                "decimal strings"
            )
    return params


def statements(ddl: str, engine: str, words: dict[str, str]) -> list[str]:
    """The statements of a migration in one engine's words."""
    lines = ddl.format(**words, **{f"on_{name}": "" if name == engine else ANOTHER for name in ENGINES}).splitlines()
    mine = "\n".join(line for line in lines if not line.startswith(ANOTHER))
    return [one for one in re.split(r";[ \t]*(?:\n|$)", mine) if one.strip()]


def is_read(sql: str) -> bool:
    """Whether a statement only reads, so that it needs no transaction and may be tried again."""
    return sql.lstrip()[:6].upper() not in ("INSERT", "UPDATE", "DELETE")
