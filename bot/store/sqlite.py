"""The SQLite engine: one file, write-ahead log, full sync, one connection per thread, one writer at a time."""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from bot.store.engine import TAKEN, Occupied, Row, Value, exact, is_read, statements
from bot.store.reading_once import Reads

BUSY_SECONDS = 30.0
TROUBLES = ("locked", "busy", "full", "disk", "readonly", "unable to open")  # of the machine, not of the message
WORDS = {
    "serial": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "big": "INTEGER",
    "blob": "BLOB",
    "strict": "STRICT",
}


class SQLite:
    name = "sqlite"
    skip_locked = ""
    one_process = True

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and words are in it
        self._mine = threading.local()
        self._reads = Reads()
        self._all: list[Database] = []
        self._gate = threading.Lock()  # writers of this process queue here instead of polling SQLite's busy timeout
        self._opened = 0  # the file's number, of the first that was opened
        self._present = _Presence(path.with_name(path.name + ".lock"))

    def _database(self) -> Database:
        database: Database | None = getattr(self._mine, "database", None)
        if database is None:
            self._present.come()
            with suppress(OSError):  # SQLite itself says what is wrong; what it would make anybody could read
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
            )
            database = Database(connection, strict=True)
            self._opened = self._opened or _number(self.path)
            _write_ahead(connection)
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-8000"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.row_factory = sqlite3.Row
            self._mine.database, self._mine.depth = database, 0
            self._all.append(database)
        return database

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        if not is_read(sql):
            return _rows(self._writable(), sql, params)
        return self._reads.rows(sql, params, lambda: _rows(self._database().conn, sql, params))

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        return int(self._writable().execute(sql, exact(params)).rowcount)

    def _writable(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._database().conn
        self._reads.forget()
        if not self._mine.depth:
            raise RuntimeError("store: found a write outside a transaction, expected it inside one")
        return connection

    def many(self, sql: str, params: Sequence[Sequence[Value]]) -> None:
        self._writable().executemany(sql, [exact(row) for row in params])

    def stream(self, sql: str) -> Iterator[Row]:
        for row in self._database().conn.execute(sql):
            yield dict(row)

    def reading_once(self) -> AbstractContextManager[None]:
        return self._reads.once()

    def revision(self) -> int | None:
        try:
            return int(self._database().conn.execute("SELECT n FROM revision").fetchone()[0])
        except sqlite3.OperationalError:  # before the first migration
            return None

    @contextmanager
    def transaction(self, *, counted: bool = True) -> Iterator[None]:
        connection = self._database().conn
        if self._mine.depth:
            yield
            return
        with self._gate:
            connection.execute("BEGIN IMMEDIATE")
            self._reads.forget()
            self._mine.depth = 1
            try:
                yield
                if counted:
                    connection.execute("UPDATE revision SET n = n + 1")
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has rolled back already
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._reads.forget()
                self._mine.depth = 0

    @contextmanager
    def attempt(self) -> Iterator[None]:
        connection = self._writable()
        connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._reads.forget()
            if connection.in_transaction:  # a full disk has rolled back everything already
                connection.execute("ROLLBACK TO attempt")
                connection.execute("RELEASE attempt")
            raise
        else:
            connection.execute("RELEASE attempt")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        connection = self._database().conn
        assert not self._mine.depth, "snapshot: found a transaction around it, expected none"
        connection.execute("PRAGMA query_only=ON")
        connection.execute("BEGIN")
        self._mine.depth = 1
        try:
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()  # the first read fixes the moment
            yield
        finally:
            self._mine.depth = 0
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA query_only=OFF")

    def lock(self, names: Sequence[str], *, sharing: Sequence[str] = ()) -> None:
        """Nothing to do: a transaction here is alone already."""

    def try_lock(self, name: str) -> bool:
        return True

    def trouble(self) -> str:
        try:
            self.query("SELECT COUNT(*) AS n FROM sqlite_master")
        except sqlite3.Error as failure:
            return str(failure)
        return ""

    def strayed(self) -> str:
        return "its file was removed or replaced" if self._opened and _number(self.path) != self._opened else ""

    def damage(self) -> str:
        """SQLite's own words about the first fault that it finds in its file."""
        rows = self._database().conn.execute("PRAGMA quick_check(1)").fetchall()
        said = str(rows[0][0]) if rows else "no answer"
        return "" if said == "ok" else said.splitlines()[0]

    def is_bug(self, error: Exception) -> bool:
        words = str(error).lower()
        return not (isinstance(error, sqlite3.Error) and any(trouble in words for trouble in TROUBLES))

    def script(self, ddl: str) -> None:
        for statement in statements(ddl, self.name, WORDS):
            self._writable().execute(statement)

    def columns(self) -> dict[str, set[str]]:
        return {table.name: set(table.columns_dict) for table in self._database().tables}

    def last_serial(self, table: str, column: str) -> int:
        rows = self.query("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])
        return int(rows[0]["seq"]) if rows else 0

    def resume_serial(self, table: str, column: str, last: int) -> None:
        if not self.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [last, table]):
            self.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, last])

    @contextmanager
    def alone(self) -> Iterator[None]:
        self._present.be_alone()
        try:
            yield
        finally:
            self._present.share()

    def close(self) -> None:
        with self._gate:
            while self._all:
                self._all.pop().conn.close()
        self._mine = threading.local()
        self._opened = 0
        self._present.go()


def _rows(connection: sqlite3.Connection, sql: str, params: Sequence[Value]) -> list[Row]:
    return [dict(row) for row in connection.execute(sql, exact(params)).fetchall()]


def _number(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


class _Presence:
    """A lock on a file beside the database that its processes hold together: the system itself lets go of it when one
    dies. (Not on the database's own file: closing that would drop SQLite's locks on it.)"""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None
        self._lock = threading.Lock()

    def come(self) -> None:
        with self._lock:
            if self._file is not None:
                return
            try:
                self._file = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
            except OSError:  # where no file can be made SQLite cannot work either, and says so
                return
            try:
                fcntl.flock(self._file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(self._file)
                self._file = None
                raise sqlite3.OperationalError(TAKEN) from None

    def be_alone(self) -> None:
        self.come()
        if self._file is None:
            raise Occupied
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.go()  # a change of lock that fails may have lost the one before
            raise Occupied from None

    def share(self) -> None:
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_SH)

    def go(self) -> None:
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Of two who open a new file at the same moment SQLite refuses one at once, whatever its timeout: it waits here."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            return
        except sqlite3.OperationalError as failure:
            if "locked" not in str(failure) or time.monotonic() > until:
                raise
            time.sleep(0.01)
