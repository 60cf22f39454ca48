"""The clock's tables: reminders sent, digests, done duties, settings, deadlines by the office, alarms, broadcasts."""

TABLES = """
CREATE TABLE reminders (
    obligation TEXT NOT NULL,
    step TEXT NOT NULL,
    person {big} NOT NULL,
    province TEXT NOT NULL,
    state TEXT NOT NULL,
    day TEXT NOT NULL,
    digest TEXT,
    at {big} NOT NULL,
    PRIMARY KEY (obligation, step, person)
) {strict};
CREATE INDEX reminders_of_province ON reminders (province, day);
CREATE INDEX reminders_of_person ON reminders (person, day);
CREATE INDEX reminders_of_digest ON reminders (digest) WHERE digest IS NOT NULL;

CREATE TABLE digests (
    person {big} NOT NULL,
    day TEXT NOT NULL,
    outbox TEXT NOT NULL,
    how TEXT NOT NULL,
    at {big} NOT NULL,
    PRIMARY KEY (person, day)
) {strict};
CREATE INDEX digests_of_day ON digests (day);
CREATE INDEX digests_of_outbox ON digests (outbox);

CREATE TABLE duties_done (
    obligation TEXT PRIMARY KEY,
    person {big},
    at {big} NOT NULL
) {strict};

CREATE TABLE reminder_settings (
    province TEXT PRIMARY KEY,
    settings TEXT NOT NULL,
    set_by {big},
    at {big} NOT NULL
) {strict};

CREATE TABLE muted (
    person {big} NOT NULL,
    about TEXT NOT NULL,
    at {big} NOT NULL,
    PRIMARY KEY (person, about)
) {strict};

CREATE TABLE deadlines (
    id {serial},
    province TEXT NOT NULL,
    agreement TEXT NOT NULL,
    duty TEXT NOT NULL,
    printed TEXT NOT NULL,
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    role TEXT NOT NULL,
    districts TEXT NOT NULL,
    why TEXT NOT NULL,
    set_by {big},
    at {big} NOT NULL
) {strict};
CREATE INDEX deadlines_of ON deadlines (province);

CREATE TABLE days_off (
    province TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    set_by {big},
    at {big} NOT NULL,
    PRIMARY KEY (province, day)
) {strict};

CREATE TABLE shown_deadlines (
    person {big} PRIMARY KEY,
    obligations TEXT NOT NULL,
    at {big} NOT NULL
) {strict};

CREATE TABLE alarms (
    id TEXT PRIMARY KEY,
    person {big} NOT NULL,
    due TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    at {big} NOT NULL
) {strict};
CREATE INDEX alarms_waiting ON alarms (due) WHERE state = 'waiting';
CREATE INDEX alarms_of_person ON alarms (person);

CREATE TABLE broadcasts (
    number {serial},
    id TEXT NOT NULL UNIQUE,
    province TEXT NOT NULL,
    person {big} NOT NULL,
    words TEXT NOT NULL,
    whom TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    at {big} NOT NULL,
    finished {big}
) {strict};
CREATE INDEX broadcasts_waiting ON broadcasts (due) WHERE state <> 'finished';

CREATE TABLE broadcast_recipients (
    broadcast TEXT NOT NULL,
    person {big} NOT NULL,
    batch TEXT,
    state TEXT NOT NULL DEFAULT 'waiting',
    PRIMARY KEY (broadcast, person)
) {strict};
CREATE INDEX broadcast_batches ON broadcast_recipients (batch) WHERE batch IS NOT NULL;

CREATE TABLE reminder_groups (
    chat TEXT PRIMARY KEY,
    province TEXT NOT NULL,
    set_by {big},
    at {big} NOT NULL
) {strict}
"""
