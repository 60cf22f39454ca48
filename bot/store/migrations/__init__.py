"""The tables, as an ordered list of migrations; each is recorded when done, and never edited once released."""

from bot.store.engine import Engine
from bot.store.migrations import first_tables, ledger

MIGRATIONS: tuple[tuple[str, str], ...] = (
    ("001 first tables", first_tables.TABLES),
    ("002 the ledger", ledger.TABLES),
)


def migrate(db: Engine) -> list[str]:
    """Bring the database to the newest shape; the names of what was done."""
    with db.transaction():
        db.lock(["migrate"])
        db.script("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) {strict}")
        have = {row["name"] for row in db.query("SELECT name FROM migrations")}
        done = []
        for name, tables in MIGRATIONS:
            if name not in have:
                db.script(tables)
                db.execute("INSERT INTO migrations (name) VALUES (?)", [name])
                done.append(name)
        return done


def missing(db: Engine) -> list[str]:
    """Migrations that this database still lacks."""
    try:
        have = {row["name"] for row in db.query("SELECT name FROM migrations")}
    except Exception:  # the table itself is not there: each driver has its own error class
        have = set()
    return [name for name, _ in MIGRATIONS if name not in have]
