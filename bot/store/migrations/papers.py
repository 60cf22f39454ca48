"""011: the text of the documents that the agreements made by the office stand on."""

TABLES = """
CREATE TABLE papers (
    file TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    at {big} NOT NULL
) {strict}
"""
