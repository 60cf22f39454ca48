"""What a storage engine must offer to the tables: one SQL dialect with `?`, rows as dicts, and transactions."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

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

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, and alone from its first read on: no other writer comes between. Inside another
        transaction of the same thread it joins that one."""

    def lock(self, names: Sequence[str]) -> None:
        """Inside a transaction: wait until nobody else holds any of these names; held until the transaction ends."""

    def try_lock(self, name: str) -> bool:
        """Inside a transaction: take this name if it is free, else say no at once."""

    def is_bug(self, error: Exception) -> bool:
        """Whether trying again would only fail again: not so when the database was locked, full or away."""

    def script(self, ddl: str) -> None:
        """Statements of a migration in the shared dialect; {serial} {big} {blob} {strict} are the engine's words."""

    def close(self) -> None:
        """Give back what this thread and the engine hold."""
