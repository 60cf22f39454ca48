"""002: agreements made by the office, rounds, answers, office values, facts, evidence, duties of people."""

TABLES = """
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
CREATE INDEX facts_of ON facts (agreement, district, indicator, input, slot, as_of, happened, seq);
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
