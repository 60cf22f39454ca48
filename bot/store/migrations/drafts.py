"""Drafts of new agreements: the files they were read from, their text, and what persons answered and mended."""

TABLES = """
CREATE TABLE drafts (
    id {serial},
    province TEXT NOT NULL,
    state TEXT NOT NULL,
    version {big} NOT NULL,
    text TEXT NOT NULL,
    repairs TEXT NOT NULL,
    asks TEXT NOT NULL,
    body TEXT NOT NULL,
    made_by TEXT NOT NULL,
    at {big} NOT NULL,
    closed {big}
) {strict};

CREATE TABLE draft_sources (
    draft {big} NOT NULL REFERENCES drafts (id),
    place {big} NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    size {big} NOT NULL,
    PRIMARY KEY (draft, place)
) {strict};

CREATE TABLE draft_steps (
    draft {big} NOT NULL REFERENCES drafts (id),
    version {big} NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    value TEXT NOT NULL,
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    at {big} NOT NULL,
    PRIMARY KEY (draft, version)
) {strict}
"""
