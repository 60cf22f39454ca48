"""003: the bytes of evidence. Used where the database keeps them (PostgreSQL); on SQLite they are files."""

TABLES = """
CREATE TABLE blobs (
    hash TEXT PRIMARY KEY,
    size {big} NOT NULL,
    bytes {blob} NOT NULL
) {strict}
"""
