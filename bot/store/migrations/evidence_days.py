"""007: the office's day of a piece of evidence, as facts have one; in training it is not the day of the clock."""

TABLES = """
ALTER TABLE evidence ADD COLUMN day TEXT NOT NULL DEFAULT ''
"""
