"""001: inbox, outbox, people, codes, questions, kept values."""

TABLES = """
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

CREATE TABLE revision (
    n {big} NOT NULL
) {strict};
INSERT INTO revision (n) VALUES (0);

CREATE TABLE kept (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) {strict}
"""
