"""How far the reading of a draft's files has come, and why they were refused."""

TABLES = """
CREATE TABLE draft_readings (
    draft {big} PRIMARY KEY REFERENCES drafts (id),
    head TEXT NOT NULL,
    done {big} NOT NULL,
    pages {big} NOT NULL,
    beat {big} NOT NULL,
    refused TEXT NOT NULL
) {strict}
"""
