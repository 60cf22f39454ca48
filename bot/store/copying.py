"""Carrying: every row of every table from one database to another (or through a file), counted and compared."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bot.store.engine import ERA, Engine, Row
from bot.store.migrations import Table, tables
from bot.store.people.trail import give_way

NOT_CARRIED = ("revision", "blobs")  # an engine's own counter; bytes of evidence go by bot/store/results/blobs.py
BATCH = 500  # rows of one write
COLUMN = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True)
class Measure:
    """How many rows a table has, and one hash of them all that does not depend on their order."""

    rows: int
    hash: str


class Measuring:
    """Counts rows while they pass."""

    def __init__(self) -> None:
        self._rows = self._sum = 0

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._rows += 1
            self._sum += int.from_bytes(hashlib.sha256(line_of(row).encode()).digest(), "big")
            yield row

    def measure(self) -> Measure:
        return Measure(self._rows, f"{self._sum % 2**256:064x}")


def line_of(row: Row) -> str:
    """The one way to write a row down: alike on every engine."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def carried() -> list[Table]:
    return [table for table in tables() if table.name not in NOT_CARRIED]


def rows_of(db: Engine, table: Table) -> Iterator[Row]:
    """Inside a snapshot (or a transaction)."""
    order = f" ORDER BY {table.serial}" if table.serial else ""
    return db.stream(f"SELECT * FROM {table.name}{order}")


def measure(db: Engine, table: Table) -> Measure:
    measuring = Measuring()
    for _ in measuring.passing(rows_of(db, table)):
        pass
    return measuring.measure()


def fill(db: Engine, table: Table, rows: Iterable[Row], last: int) -> None:
    """`last`: the highest number that the table's serial column had ever given out."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        names = list(batch[0])
        for name in names:  # of a file that anybody may have written: nothing else of it becomes part of a statement
            if not COLUMN.fullmatch(name):
                raise ValueError(f"table {table.name}: found a column {name[:40]!r}, expected a name of our own")
        sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        db.many(sql, [[row[name] for name in names] for row in batch])
    if table.serial:
        db.resume_serial(table.name, table.serial, last)


def last_of(db: Engine, table: Table) -> int:
    return db.last_serial(table.name, table.serial) if table.serial else 0


def empty(db: Engine) -> None:
    give_way(db)
    for table in reversed(carried()):
        db.execute(f"DELETE FROM {table.name}")


def inhabited(db: Engine) -> bool:
    """Whether an office lives in it: somebody, a round, a report."""
    return bool(
        db.query(
            """SELECT 1 AS yes WHERE EXISTS (SELECT 1 FROM people) OR EXISTS (SELECT 1 FROM rounds)
               OR EXISTS (SELECT 1 FROM facts)"""
        )
    )


def begin_era(db: Engine) -> None:
    """Last of all, when other rows are in their place: who still remembers the former ones notices it."""
    db.execute("DELETE FROM kept WHERE name = ?", [ERA])
    db.execute("INSERT INTO kept (name, value) VALUES (?, ?)", [ERA, uuid.uuid4().hex])


def first_rows(db: Engine) -> tuple[str, int] | None:
    """A table that has rows already, and how many; None when nobody has used the database yet: what a bot that was only
    started keeps for itself does not count."""
    for table in carried():
        if table.name == "kept":
            continue
        n = int(db.query(f"SELECT COUNT(*) AS n FROM {table.name}")[0]["n"])
        if n:
            return table.name, n
    return None
