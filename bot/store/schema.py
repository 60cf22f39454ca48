"""The tables, as an ordered list of migrations; each is recorded when done, and never edited once released."""

from collections.abc import Callable

from bot.store.engine import Engine


def first_tables(db: Engine) -> None:
    db.script(FIRST)


FIRST = """
CREATE TABLE inbox (
    seq {serial},
    event_id TEXT NOT NULL UNIQUE,
    sender TEXT NOT NULL,
    happened {big} NOT NULL,
    received {big} NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    reference TEXT,
    trace TEXT,
    done {big},
    message_id TEXT,
    request_id TEXT
) {strict};
CREATE INDEX inbox_waiting ON inbox (happened, seq) WHERE state = 'waiting';
CREATE INDEX inbox_sender ON inbox (sender, happened, seq) WHERE state = 'waiting';
CREATE INDEX inbox_message ON inbox (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX inbox_done ON inbox (done);

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    seq {big} NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    body TEXT NOT NULL,
    reply_token TEXT,
    token_at {big},
    must_arrive {big} NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting',
    attempts {big} NOT NULL DEFAULT 0,
    unsure {big} NOT NULL DEFAULT 0,
    held {big} NOT NULL DEFAULT 0,
    due {big} NOT NULL,
    created {big} NOT NULL,
    done {big},
    answer TEXT,
    sent_ids TEXT,
    event_id TEXT
) {strict};
CREATE INDEX outbox_waiting ON outbox (due) WHERE state = 'waiting';
CREATE INDEX outbox_done ON outbox (done);

CREATE TABLE sent_messages (
    message_id TEXT PRIMARY KEY,
    outbox_id TEXT NOT NULL,
    event_id TEXT
) {strict};

CREATE TABLE people (
    id {serial},
    line_user TEXT UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    province TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    work_group TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'registering',
    agreed {big} NOT NULL DEFAULT 0,
    since {big} NOT NULL
) {strict};
CREATE INDEX people_of_province ON people (province, state);

CREATE TABLE person_districts (
    person {big} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    district TEXT NOT NULL,
    PRIMARY KEY (person, district)
) {strict};

CREATE TABLE codes (
    code_hash TEXT PRIMARY KEY,
    person {big} NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    expires {big} NOT NULL,
    used {big}
) {strict};

CREATE TABLE attempts (
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    at {big} NOT NULL
) {strict};
CREATE INDEX attempts_of ON attempts (who, what, at);

CREATE TABLE questions (
    id TEXT PRIMARY KEY,
    chat TEXT NOT NULL,
    person {big},
    asks TEXT NOT NULL,
    words TEXT NOT NULL,
    options TEXT NOT NULL,
    payload TEXT NOT NULL,
    expires TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    asked {big} NOT NULL
) {strict};
CREATE INDEX questions_open ON questions (chat) WHERE state = 'open';
CREATE INDEX questions_person ON questions (person, asked);

CREATE TABLE kept (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) {strict}
"""


def ledger(db: Engine) -> None:
    db.script(LEDGER)


LEDGER = """
CREATE TABLE office_agreements (
    id TEXT PRIMARY KEY,
    toml TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made {big} NOT NULL,
    training {big} NOT NULL DEFAULT 0
) {strict};

CREATE TABLE rounds (
    agreement TEXT PRIMARY KEY,
    province TEXT NOT NULL,
    opened {big} NOT NULL,
    closed {big},
    closed_by {big},
    snapshot TEXT
) {strict};

CREATE TABLE answers (
    seq {serial},
    agreement TEXT NOT NULL,
    question TEXT NOT NULL,
    value TEXT NOT NULL,
    why TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    at {big} NOT NULL
) {strict};

CREATE TABLE office_values (
    seq {serial},
    agreement TEXT NOT NULL,
    district TEXT NOT NULL,
    indicator TEXT NOT NULL,
    input TEXT NOT NULL,
    amount TEXT NOT NULL,
    as_of TEXT NOT NULL,
    strength {big} NOT NULL,
    set_by TEXT NOT NULL,
    source TEXT NOT NULL,
    at {big} NOT NULL
) {strict};
CREATE INDEX office_values_of ON office_values (agreement, district);

CREATE TABLE facts (
    seq {serial},
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    agreement TEXT NOT NULL,
    district TEXT NOT NULL,
    indicator TEXT NOT NULL,
    input TEXT NOT NULL,
    slot TEXT NOT NULL,
    value TEXT,
    as_of TEXT NOT NULL,
    happened {big} NOT NULL,
    recorded {big} NOT NULL,
    person {big},
    event_id TEXT,
    replaces TEXT,
    note TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX facts_of ON facts (agreement, district, indicator, input, slot);
CREATE INDEX facts_event ON facts (event_id);
CREATE INDEX facts_person ON facts (person, seq);
CREATE INDEX facts_recorded ON facts (agreement, recorded);
CREATE INDEX facts_replaces ON facts (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE current_values (
    agreement TEXT NOT NULL,
    district TEXT NOT NULL,
    indicator TEXT NOT NULL,
    input TEXT NOT NULL,
    slot TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    as_of TEXT NOT NULL,
    happened {big} NOT NULL,
    fact TEXT NOT NULL,
    person {big},
    PRIMARY KEY (agreement, district, indicator, input, slot)
) {strict};

CREATE TABLE habits (
    person {big} NOT NULL,
    about TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (person, about)
) {strict};

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    agreement TEXT NOT NULL,
    district TEXT NOT NULL,
    indicator TEXT NOT NULL,
    level {big},
    kind TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    hash TEXT,
    size {big},
    media TEXT,
    state TEXT NOT NULL,
    message_id TEXT,
    event_id TEXT NOT NULL,
    person {big},
    at {big} NOT NULL,
    verified_by {big},
    bundle TEXT
) {strict};
CREATE INDEX evidence_of ON evidence (agreement, district, indicator);
CREATE INDEX evidence_message ON evidence (message_id);

CREATE TABLE duties_of_people (
    agreement TEXT NOT NULL,
    district TEXT NOT NULL,
    indicator TEXT NOT NULL,
    duty TEXT NOT NULL,
    person {big} NOT NULL,
    PRIMARY KEY (agreement, district, indicator, duty, person)
) {strict};

CREATE TABLE unread (
    seq {serial},
    event_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    province TEXT NOT NULL,
    at {big} NOT NULL,
    settled {big} NOT NULL DEFAULT 0
) {strict}
"""

MIGRATIONS: tuple[tuple[str, Callable[[Engine], None]], ...] = (
    ("001 first tables", first_tables),
    ("002 the ledger", ledger),
)


def migrate(db: Engine) -> list[str]:
    """Bring the database to the newest shape; the names of what was done."""
    with db.transaction():
        db.lock(["migrate"])
        db.script("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) {strict}")
        have = {row["name"] for row in db.query("SELECT name FROM migrations")}
        done = []
        for name, change in MIGRATIONS:
            if name not in have:
                change(db)
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
