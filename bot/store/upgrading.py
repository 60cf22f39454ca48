"""Upgrading: migrations are done once each, with the hash of what was done; what the tables lack all the same is seen.

An early version edited a migration after databases had it, so that "done" was not the same everywhere. Each row of
`migrations` therefore bears the hash of its text, and the columns that are there are compared with those that all
migrations together make.
"""

import hashlib
import re

from bot.refused import Refused
from bot.store.engine import Engine
from bot.store.migrations import MIGRATIONS

CONSTRAINTS = ("PRIMARY", "UNIQUE", "CHECK", "FOREIGN")
Shape = dict[str, dict[str, str]]  # table -> column -> as the migration declares it


def migrate(db: Engine) -> list[str]:
    """Bring the database to the newest shape; the names of what was done."""
    with db.transaction(counted=False):
        db.lock(["migrate"])
        db.script("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) {strict}")
        if "hash" not in db.columns()["migrations"]:
            db.script("ALTER TABLE migrations ADD COLUMN hash TEXT")
        have = _done(db)
        done = []
        for name, tables in MIGRATIONS:
            if name not in have:
                db.script(tables)
                db.execute("INSERT INTO migrations (name, hash) VALUES (?, ?)", [name, hash_of(tables)])
                done.append(name)
        done += _mend(db)
        for name, tables in MIGRATIONS:  # every column is there now: what was edited since counts as done
            if name in have and have[name] != hash_of(tables):
                db.execute("UPDATE migrations SET hash = ? WHERE name = ?", [hash_of(tables), name])
                done += [f"{name}, which was edited since: every table and column of it is there"] if have[name] else []
        return done


def missing(db: Engine) -> list[str]:
    """What this database still lacks: migrations, those that were edited since, columns."""
    try:
        have = _done(db)
    except Exception:  # the table itself is not there: each driver has its own error class
        have = {}
    lacks = [name for name, _ in MIGRATIONS if name not in have]
    lacks += [f"{name} as it is now" for name, tables in MIGRATIONS if have.get(name, "") not in ("", hash_of(tables))]
    if lacks:
        return lacks
    return [f"the table {table}" if not column else f"the column {column} of {table}" for table, column in lacking(db)]


def lacking(db: Engine) -> list[tuple[str, str]]:
    """Tables (with an empty column) and columns that all migrations together make and this database has not."""
    there = db.columns()
    found: list[tuple[str, str]] = []
    for table, columns in shape().items():
        if table not in there:
            found.append((table, ""))
        else:
            found += [(table, column) for column in columns if column not in there[table]]
    return found


def _mend(db: Engine) -> list[str]:
    """A table that an early version left out is made; a column is added where its rows have a value for it."""
    done = []
    for table, column in lacking(db):
        if not column:
            db.script(_making(table))
            done.append(f"the table {table}, which an early version had left out")
            continue
        declared = shape()[table][column]
        if "NOT NULL" in declared and "DEFAULT" not in declared:
            raise Refused(
                f"migrate: the table {table} lacks the column {column}, which a version before the first release had "
                "left out and which no row can be without; expected a database of a released version: bring back a "
                "backup, or begin a new database; nothing was changed"
            )
        db.script(f"ALTER TABLE {table} ADD COLUMN {column} {declared}")
        done.append(f"the column {column} of {table}, which an early version had left out")
    return done


def _making(table: str) -> str:
    """The statements of the migrations that make a table, fill it at the start, and make it quick to search."""
    about = re.compile(rf"\s*(CREATE TABLE|INSERT INTO|CREATE (UNIQUE )?INDEX \w+ ON) {table}\b")
    return ";".join(one for _, ddl in MIGRATIONS for one in ddl.split(";") if about.match(one))


def shape() -> Shape:
    """What all migrations make, read from their text."""
    found: Shape = {}
    for _, ddl in MIGRATIONS:
        for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", ddl, re.DOTALL):
            lines = [re.sub(r"\s*--.*", "", line).strip().rstrip(",") for line in body.splitlines()]
            columns = [line.split(" ", 1) for line in lines if line and not line.startswith(CONSTRAINTS)]
            found[table] = dict(columns)
        for table, column, declared in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+) ([^;\n]+)", ddl):
            found[table][column] = declared
    return found


def hash_of(ddl: str) -> str:
    """Of what it does: remarks and spacing may change."""
    return hashlib.sha256(" ".join(re.sub(r"--[^\n]*", "", ddl).split()).encode()).hexdigest()


def _done(db: Engine) -> dict[str, str]:
    return {row["name"]: row.get("hash") or "" for row in db.query("SELECT * FROM migrations")}
