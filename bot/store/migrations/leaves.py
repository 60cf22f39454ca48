"""017: leaves with their stand-ins; a fact reported in somebody's stead names whose."""

TABLES = """
CREATE TABLE leaves (
    id TEXT PRIMARY KEY,
    province TEXT NOT NULL,
    person {big} NOT NULL,
    stand_in {big} NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    state TEXT NOT NULL,
    asked {big} NOT NULL,
    decided_by {big},
    decided {big}
) {strict};
CREATE INDEX leaves_of_province ON leaves (province, last);
ALTER TABLE facts ADD COLUMN stood_for {big}
"""
