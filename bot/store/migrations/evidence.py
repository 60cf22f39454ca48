"""006: evidence is looked up by who sent it, by what was sent together and by its bytes."""

TABLES = """
CREATE INDEX evidence_person ON evidence (person, at);
CREATE INDEX evidence_bundle ON evidence (bundle);
CREATE INDEX evidence_hash ON evidence (hash) WHERE hash IS NOT NULL
"""
