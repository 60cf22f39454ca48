"""The pages' tables: links and sessions, sign-offs, what became of rounds, shares of targets, settings, aliases."""

TABLES = """
CREATE TABLE links (
    id TEXT PRIMARY KEY,
    person {big} NOT NULL,
    path TEXT NOT NULL,
    expires {big} NOT NULL,
    used {big}
) {strict};

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    person {big} NOT NULL,
    started {big} NOT NULL,
    expires {big} NOT NULL
) {strict};
CREATE INDEX sessions_of ON sessions (person);

CREATE TABLE signatures (
    seq {serial},
    agreement TEXT NOT NULL,
    district TEXT NOT NULL,
    about TEXT NOT NULL,
    deed TEXT NOT NULL,
    person {big},
    on_paper TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    snapshot TEXT NOT NULL DEFAULT '',
    hash TEXT NOT NULL DEFAULT '',
    at {big} NOT NULL
) {strict};
CREATE INDEX signatures_of ON signatures (agreement, district, about);

CREATE TABLE round_log (
    seq {serial},
    agreement TEXT NOT NULL,
    deed TEXT NOT NULL,
    person {big},
    why TEXT NOT NULL DEFAULT '',
    snapshot TEXT NOT NULL DEFAULT '',
    hash TEXT NOT NULL DEFAULT '',
    at {big} NOT NULL
) {strict};
CREATE INDEX round_log_of ON round_log (agreement);

CREATE TABLE target_shares (
    agreement TEXT NOT NULL,
    district TEXT NOT NULL,
    indicator TEXT NOT NULL,
    input TEXT NOT NULL,
    holder TEXT NOT NULL,
    amount TEXT NOT NULL,
    set_by {big},
    at {big} NOT NULL,
    PRIMARY KEY (agreement, district, indicator, input, holder)
) {strict};

CREATE TABLE province_settings (
    province TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    set_by {big},
    at {big} NOT NULL,
    PRIMARY KEY (province, name)
) {strict};

CREATE TABLE aliases (
    province TEXT NOT NULL,
    kind TEXT NOT NULL,
    alias TEXT NOT NULL,
    means TEXT NOT NULL,
    set_by {big},
    at {big} NOT NULL,
    PRIMARY KEY (province, kind, alias)
) {strict}
"""

# 016: drawings that chats show as pictures, each behind an address of its own until it expires
PICTURES = """
CREATE TABLE pictures (
    id TEXT PRIMARY KEY,
    svg TEXT NOT NULL,
    expires {big} NOT NULL
) {strict};
CREATE INDEX pictures_expires ON pictures (expires)
"""
