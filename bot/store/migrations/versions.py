"""008: what the office says of an agreement it carried over (confirmed parts) or changed (amendments)."""

TABLES = """
CREATE TABLE confirmations (
    agreement TEXT NOT NULL,
    part TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    day TEXT NOT NULL,
    why TEXT NOT NULL,
    at {big} NOT NULL,
    PRIMARY KEY (agreement, part)
) {strict};

CREATE TABLE amendments (
    agreement TEXT NOT NULL,
    version {big} NOT NULL,
    toml TEXT NOT NULL,
    made_by TEXT NOT NULL,
    at {big} NOT NULL,
    PRIMARY KEY (agreement, version)
) {strict}
"""
