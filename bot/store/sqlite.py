"""The SQLite engine: one file, write-ahead log, full sync, one connection per thread, one writer at a time."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.store.engine import Row, Value

BUSY_SECONDS = 30.0
TROUBLES = ("locked", "busy", "full", "disk", "readonly", "unable to open")  # of the machine, not of the message
WORDS = {"serial": "INTEGER PRIMARY KEY AUTOINCREMENT", "big": "INTEGER", "blob": "BLOB", "strict": "STRICT"}


class SQLite:
    name = "sqlite"
    skip_locked = ""
    one_process = True

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._mine = threading.local()
        self._all: list[Database] = []
        self._gate = threading.Lock()  # writers of this process queue here instead of polling SQLite's busy timeout

    def _database(self) -> Database:
        database: Database | None = getattr(self._mine, "database", None)
        if database is None:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
            )
            database = Database(connection, strict=True)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-8000"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.row_factory = sqlite3.Row
            self._mine.database, self._mine.depth = database, 0
            with self._gate:
                self._all.append(database)
        return database

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        return [dict(row) for row in self._database().conn.execute(sql, params).fetchall()]

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        return int(self._database().conn.execute(sql, params).rowcount)

    def many(self, sql: str, params: Sequence[Sequence[Value]]) -> None:
        self._database().conn.executemany(sql, params)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        connection = self._database().conn
        if self._mine.depth:
            yield
            return
        with self._gate:
            connection.execute("BEGIN IMMEDIATE")
            self._mine.depth = 1
            try:
                yield
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            else:
                connection.execute("COMMIT")
            finally:
                self._mine.depth = 0

    def lock(self, names: Sequence[str]) -> None:
        """Nothing to do: a transaction here is alone already."""

    def try_lock(self, name: str) -> bool:
        return True

    def is_bug(self, error: Exception) -> bool:
        words = str(error).lower()
        return not (isinstance(error, sqlite3.Error) and any(trouble in words for trouble in TROUBLES))

    def script(self, ddl: str) -> None:
        for statement in ddl.format(**WORDS).split(";"):
            if statement.strip():
                self._database().conn.execute(statement)

    def backup_to(self, path: Path) -> None:
        """An online, consistent copy while others read and write."""
        with sqlite3.connect(path) as copy:
            self._database().conn.backup(copy)
        copy.close()

    def close(self) -> None:
        with self._gate:
            for database in self._all:
                database.conn.close()
            self._all.clear()
        self._mine = threading.local()
