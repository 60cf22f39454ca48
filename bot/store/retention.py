"""Retention: what is kept how long, and the nightly sweep that keeps to it (the README has the table).

The office's records (reports with the words they came in, evidence, snapshots) stay RETAIN_YEARS; what is only the
program's own paper (traces, answers that were sent, words that became no record) stays a quarter of a year.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.store import Store

DAY = 24 * 3600 * 1000
PAPER = 90 * DAY
CODES = 30 * DAY
ATTEMPTS = 2 * DAY
BATCH = 500  # rows in one transaction: nobody waits long for a sweep

# a message that became a record: a fact, evidence, or a question that still stands in somebody's history
RECORD = """(EXISTS (SELECT 1 FROM facts f WHERE f.event_id = inbox.event_id)
          OR EXISTS (SELECT 1 FROM evidence e WHERE e.event_id = inbox.event_id))"""


@dataclass(frozen=True)
class Rule:
    what: str
    find: str  # rows whose time has come; one parameter, the moment (ms) before which it has
    then: str  # what is done with one of them


PAPERS: tuple[Rule, ...] = (
    Rule(
        "words that became no record",
        f"SELECT seq AS key FROM inbox WHERE done < ? AND state <> 'waiting' AND NOT {RECORD} LIMIT {BATCH}",
        "DELETE FROM inbox WHERE seq = ?",
    ),
    Rule(
        "traces of failures",
        f"SELECT seq AS key FROM inbox WHERE done < ? AND trace IS NOT NULL LIMIT {BATCH}",
        "UPDATE inbox SET trace = NULL WHERE seq = ?",
    ),
    Rule(
        "answers that were sent",
        f"SELECT id AS key FROM outbox WHERE done < ? AND state <> 'waiting' AND body <> '[]' LIMIT {BATCH}",
        "UPDATE outbox SET body = '[]', answer = '' WHERE id = ?",
    ),
    Rule(
        "questions",
        f"SELECT id AS key FROM questions WHERE asked < ? AND state <> 'open' LIMIT {BATCH}",
        "DELETE FROM questions WHERE id = ?",
    ),
    Rule(
        "unread marks", f"SELECT seq AS key FROM unread WHERE at < ? LIMIT {BATCH}", "DELETE FROM unread WHERE seq = ?"
    ),
    Rule(
        "alarms",
        f"SELECT id AS key FROM alarms WHERE at < ? AND state <> 'waiting' LIMIT {BATCH}",
        "DELETE FROM alarms WHERE id = ?",
    ),
    Rule(
        "strangers",  # who began to register or was refused, and whose code nobody has used
        f"""SELECT id AS key FROM people WHERE since < ? AND (state IN ('registering', 'refused')
            OR state = 'coded' AND NOT EXISTS (SELECT 1 FROM codes c WHERE c.person = people.id)) LIMIT {BATCH}""",
        "DELETE FROM people WHERE id = ?",
    ),
)
DRAFTS = """SELECT id FROM drafts WHERE state IN ('dropped', 'refused', 'reading') AND COALESCE(closed, at) < ?"""
PAPERS += (  # what refers to a draft goes before it; its files' bytes go with the other blobs
    *(
        Rule(
            f"{what} of dropped drafts",
            f"SELECT DISTINCT draft AS key FROM {table} WHERE draft IN ({DRAFTS}) LIMIT {BATCH}",
            f"DELETE FROM {table} WHERE draft = ?",
        )
        for what, table in (("steps", "draft_steps"), ("readings", "draft_readings"), ("files", "draft_sources"))
    ),
    Rule("dropped drafts", f"SELECT id AS key FROM ({DRAFTS} LIMIT {BATCH}) old", "DELETE FROM drafts WHERE id = ?"),
)
RECORDS = (
    Rule(
        "reports", f"SELECT seq AS key FROM facts WHERE recorded < ? LIMIT {BATCH}", "DELETE FROM facts WHERE seq = ?"
    ),
    Rule(
        "messages of reports",
        f"SELECT seq AS key FROM inbox WHERE done < ? AND state <> 'waiting' LIMIT {BATCH}",
        "DELETE FROM inbox WHERE seq = ?",
    ),
    Rule(
        "standing values",
        f"""SELECT fact AS key FROM current_values WHERE happened < ?
            AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.id = current_values.fact) LIMIT {BATCH}""",
        "DELETE FROM current_values WHERE fact = ?",
    ),
    Rule("evidence", f"SELECT id AS key FROM evidence WHERE at < ? LIMIT {BATCH}", "DELETE FROM evidence WHERE id = ?"),
    Rule(
        "snapshots of rounds",
        f"SELECT agreement AS key FROM rounds WHERE closed < ? AND snapshot IS NOT NULL LIMIT {BATCH}",
        "UPDATE rounds SET snapshot = NULL WHERE agreement = ?",
    ),
    Rule(
        "signatures",
        f"SELECT seq AS key FROM signatures WHERE at < ? LIMIT {BATCH}",
        "DELETE FROM signatures WHERE seq = ?",
    ),
    Rule(
        "closings of rounds",
        f"SELECT seq AS key FROM round_log WHERE at < ? LIMIT {BATCH}",
        "DELETE FROM round_log WHERE seq = ?",
    ),
    Rule(
        "ids of answers",
        f"""SELECT message_id AS key FROM sent_messages
            WHERE outbox_id IN (SELECT id FROM outbox WHERE done < ? AND state <> 'waiting') LIMIT {BATCH}""",
        "DELETE FROM sent_messages WHERE message_id = ?",
    ),
    Rule(
        "rows of answers",
        f"SELECT id AS key FROM outbox WHERE done < ? AND state <> 'waiting' LIMIT {BATCH}",
        "DELETE FROM outbox WHERE id = ?",
    ),
)
SMALL = (  # one statement each: a night's share of them is never much
    ("recipients", "DELETE FROM broadcast_recipients WHERE broadcast IN (SELECT id FROM broadcasts WHERE at < ?)"),
    ("announcements", "DELETE FROM broadcasts WHERE at < ?"),
    ("reminders", "DELETE FROM reminders WHERE at < ?"),
    ("digests", "DELETE FROM digests WHERE at < ?"),
    ("duties", "DELETE FROM duties_done WHERE at < ?"),
)
TRIES = ("attempts", "DELETE FROM attempts WHERE at < ?")
CODE = Rule(
    "codes",
    f"SELECT code_hash AS key FROM codes WHERE expires < ? LIMIT {BATCH}",
    "DELETE FROM codes WHERE code_hash = ?",
)


def sweep(store: Store, now: int, today: date, retain_years: int) -> dict[str, int]:
    """Delete what has had its time; how much of each kind."""
    records = now - (today - _years_before(today, retain_years)).days * DAY
    done = {rule.what: _apply(store, rule, now - PAPER) for rule in PAPERS}
    done |= {rule.what: _apply(store, rule, records) for rule in RECORDS}
    done[CODE.what] = _apply(store, CODE, now - CODES)
    for what, sql, before in (*((*rule, records) for rule in SMALL), (*TRIES, now - ATTEMPTS)):
        with store.db.transaction(counted=False):
            done[what] = store.db.execute(sql, [before])
    with store.db.transaction(counted=False):
        done["who did what"] = store.trail.let_go(records)
    done["evidence files"] = _blobs_without_a_name(store)
    return {what: n for what, n in done.items() if n}


def _apply(store: Store, rule: Rule, before: int) -> int:
    swept = 0
    while True:
        rows = store.db.query(rule.find, [before])
        with store.db.transaction(counted=False):
            for row in rows:
                store.db.execute(rule.then, [row["key"]])
        swept += len(rows)
        if len(rows) < BATCH:
            return swept


def _blobs_without_a_name(store: Store) -> int:
    """Bytes that no row of evidence names any more; fresh ones are left, their row may be on its way."""
    orphans = store.blobs.hashes() - store.blobs.named()
    for hash in orphans:
        with store.db.transaction(counted=False):
            store.blobs.delete(hash)
    return len(orphans)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28) + timedelta(days=1)
