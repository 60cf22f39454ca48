"""The tables, as an ordered list of migrations: done once each (upgrading.py), never edited once released."""

import re
from typing import NamedTuple

from bot.store.migrations import (
    blobs,
    clock,
    drafts,
    evidence,
    first_tables,
    leaves,
    ledger,
    pages,
    papers,
    reading,
    trail,
    versions,
)

MIGRATIONS: tuple[tuple[str, str], ...] = (
    ("001 first tables", first_tables.TABLES),
    ("002 the ledger", ledger.TABLES),
    ("003 blobs", blobs.TABLES),
    ("004 the clock", clock.TABLES),
    ("005 the pages", pages.TABLES),
    ("006 evidence", evidence.TABLES),
    # the office's day of a piece of evidence, as facts have one; in training it is not the day of the clock
    ("007 days of evidence", "\nALTER TABLE evidence ADD COLUMN day TEXT NOT NULL DEFAULT ''\n"),
    ("008 versions of agreements", versions.TABLES),
    # how often somebody has asked to be let in: the card of one request does not answer another
    ("009 requests to be let in", "\nALTER TABLE people ADD COLUMN requests {big} NOT NULL DEFAULT 0\n"),
    ("010 drafts of agreements", drafts.TABLES),
    ("011 papers of agreements", papers.TABLES),
    # words answer only what was shown last: what was sent to somebody is found by whom and when
    ("012 the outbox by target", "CREATE INDEX outbox_target ON outbox (target, created)"),
    ("013 reading of drafts", reading.TABLES),
    ("014 who did what", trail.TABLES),
    # the district that somebody has asked to move to, so that the request is found without its card
    ("015 requests to move", "\nALTER TABLE people ADD COLUMN wants TEXT NOT NULL DEFAULT ''\n"),
    ("016 pictures for the chat", pages.PICTURES),
    ("017 leaves and stand-ins", leaves.TABLES),
)


class Table(NamedTuple):
    name: str
    serial: str | None  # the column that numbers its rows


def tables() -> list[Table]:
    """Every table that the migrations make, in their order: what refers to another table comes after it."""
    found = []
    for _, ddl in MIGRATIONS:
        for name, columns in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", ddl, re.DOTALL):
            serial = re.search(r"(\w+) \{serial\}", columns)
            found.append(Table(name, serial.group(1) if serial else None))
    return found
