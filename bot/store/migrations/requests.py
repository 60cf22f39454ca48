"""009: how often somebody has asked to be let in, so that the card of one request does not answer another."""

TABLES = """
ALTER TABLE people ADD COLUMN requests {big} NOT NULL DEFAULT 0
"""
