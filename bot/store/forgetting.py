"""Forgetting: what still names somebody who has left is found and taken out of the messages, a few rows at a time.

Their row of people lost its name and account when they left (bot/store/people/people.py); a row of the outbox, written
in the same transaction, brings us here, so that no crash forgets to forget. Words that became a record of the office
stay with it for RETAIN_YEARS, without who sent them. Where others wrote the name or mentioned the account it is blotted
out, sign by sign; only who decided something in the office's name (a value, a signature) stays: docs/threats.md.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.now import milliseconds
from bot.store import Store
from bot.store.engine import Row
from bot.store.people.people import FORGET
from bot.store.post.inbox import NOBODY
from bot.store.retention import RECORD

BATCH = 200  # rows in one transaction: nobody waits long
AT_ONCE, LATER = 1_000, 10_000  # ms until it is tried again: while the farewell is under way, and afterwards
PATIENCE = 22 * 3600 * 1000  # ms: the sender gives every row up after 23 hours, this one too
EMPTY = "{}"  # as after an unsend
NAMELESS = '{"name":""}'

BLOT = "×"
LONG = 12  # signs of a name that is no everyday word
# what others wrote or were asked: table, its key, the columns that may name somebody, which of its rows
OTHERS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("inbox", "seq", ("body", "trace"), "state <> 'waiting'"),
    ("questions", "id", ("words", "options", "payload"), ""),
    ("alarms", "id", ("words",), ""),
    ("broadcasts", "number", ("words",), "state = 'finished'"),  # what is still to go out says what its author said
    ("evidence", "id", ("name", "detail"), ""),
    ("facts", "seq", ("note",), ""),
    ("deadlines", "id", ("what", "why"), ""),
)

Outcome = tuple[str, str, int]  # outcome, words for the record, wait in ms


class Forgetting:
    def __init__(self, store: Store) -> None:
        self.store = store

    def forget(self, row: Row) -> Outcome:
        """For the sender: not before what they still wrote is handled and what they are still to hear has gone out."""
        age = milliseconds() - row["created"]
        if row["target"] and age < PATIENCE and self._waits(row):
            return "later", "something of theirs still waits", AT_ONCE if age < 15_000 else LATER
        return "done", f"{self.now(row)} rows", 0

    def now(self, row: Row) -> int:
        """In all that is settled already; how many rows named them."""
        if row["body"] == NAMELESS:
            return 0
        name, user, before = json.loads(row["body"])["name"], row["target"], row["created"]
        named = [one for one in (user, name) if one]
        done = self._inbox(user, before) + self._outbox(named, user, before) + self._others(user, named)
        with self.store.db.transaction():  # last: as long as it names them, it can be begun again
            self.store.db.execute("UPDATE outbox SET target = '', body = ? WHERE id = ?", [NAMELESS, row["id"]])
        return done

    def _waits(self, row: Row) -> bool:
        user = row["target"]
        return bool(
            self.store.db.query(
                "SELECT 1 AS yes FROM inbox WHERE sender = ? AND state = 'waiting' AND received <= ? LIMIT 1",
                [user, row["created"]],
            )
            or self.store.db.query(
                """SELECT 1 AS yes FROM outbox WHERE state = 'waiting' AND kind <> ? AND created <= ?
                   AND (target = ? OR body LIKE ? ESCAPE '!') LIMIT 1""",
                [FORGET, row["created"], user, holding(user)],
            )
        )

    # what they wrote

    def _inbox(self, user: str, before: int) -> int:
        if not user:
            return 0
        keys = self.store.db.query(
            "SELECT seq FROM inbox WHERE sender = ? AND state <> 'waiting' AND received <= ? ORDER BY seq",
            [user, before],
        )
        for batch in _parts([row["seq"] for row in keys]):
            marks = ", ".join("?" * len(batch))
            with self.store.db.transaction():
                rows = self.store.db.query(
                    f"SELECT seq, body, {RECORD} AS record FROM inbox WHERE seq IN ({marks})", batch
                )
                for row in rows:
                    body = without(row["body"], user) if row["record"] else EMPTY
                    self.store.db.execute(
                        "UPDATE inbox SET sender = ?, body = ?, trace = NULL WHERE seq = ?", [NOBODY, body, row["seq"]]
                    )
        return len(keys)

    # what was said to them, and about them

    def _outbox(self, named: list[str], user: str, before: int) -> int:
        """Sent answers are the program's own paper: those that name them lose their words earlier than others."""
        holds = " OR ".join("body LIKE ? ESCAPE '!' OR answer LIKE ? ESCAPE '!'" for _ in named)
        keys = self.store.db.query(
            f"""SELECT id FROM outbox WHERE state <> 'waiting' AND created <= ? AND target <> ''
                AND (target = ? OR {holds}) ORDER BY id""",
            [before, user, *(holding(one) for one in named for _ in ("body", "answer"))],
        )
        for batch in _parts([row["id"] for row in keys]):
            marks = ", ".join("?" * len(batch))
            with self.store.db.transaction():
                self.store.db.execute(
                    f"""UPDATE outbox SET body = '[]', answer = '', reply_token = NULL,
                               target = CASE WHEN target = ? THEN '' ELSE target END WHERE id IN ({marks})""",
                    [user, *batch],
                )
        return len(keys)

    # what others said, and were asked, about them

    def _others(self, user: str, named: list[str]) -> int:
        done = sum(self._blot(*one, named) for one in OTHERS)
        with self.store.db.transaction():  # asked before the account was anybody's, or as somebody who gave way
            return done + self.store.db.execute(
                """DELETE FROM questions WHERE chat LIKE ? AND NOT EXISTS
                   (SELECT 1 FROM people p WHERE p.line_user = ?)""",
                [f"%/{user or '-'}", user],
            )

    def _blot(self, table: str, key: str, columns: tuple[str, ...], which: str, named: list[str]) -> int:
        holds = " OR ".join(f"{column} LIKE ? ESCAPE '!'" for column in columns for _ in named)
        found = self.store.db.query(
            f"SELECT {key} FROM {table} WHERE {which or '1 = 1'} AND ({holds})",
            [holding(one) for _ in columns for one in named],
        )
        for batch in _parts([row[key] for row in found]):
            marks = ", ".join("?" * len(batch))
            with self.store.db.transaction():
                rows = self.store.db.query(
                    f"SELECT {key}, {', '.join(columns)} FROM {table} WHERE {key} IN ({marks})", batch
                )
                for row in rows:
                    for column in columns:
                        self._put(table, key, column, row, named)
        return len(found)

    def _put(self, table: str, key: str, column: str, row: Row, named: list[str]) -> None:
        left = blotted(row[column] or "", named)
        if left != (row[column] or ""):
            self.store.db.execute(
                f"UPDATE {table} SET {column} = ? WHERE {key} = ? AND {column} = ?", [left, row[key], row[column]]
            )


def blotted(text: str, named: list[str]) -> str:
    """A text, or JSON, in which every name is as many × as it had signs: positions in the words still hold. A name
    without a space is taken out only where it stands alone: it may also be a word."""
    for one in named:
        inside = re.escape(json.dumps(one, ensure_ascii=False)[1:-1])
        alone = inside if " " in one or len(one) > LONG else rf"(?<![\w\u0e00-\u0e7f]){inside}(?![\w\u0e00-\u0e7f])"
        text = re.sub(alone, BLOT * len(one), text)
    return text


def without(body: str, user: str) -> str:
    """An event with its words and its day, but without who sent it and whatever could reach them."""
    raw = json.loads(body)
    for name in ("source", "replyToken"):
        raw.pop(name, None)
    return json.dumps(_stripped(raw, user), ensure_ascii=False, separators=(",", ":"))


def _stripped(value: Any, user: str) -> Any:
    if isinstance(value, dict):
        return {key: _stripped(one, user) for key, one in value.items() if one != user}
    if isinstance(value, list):
        return [_stripped(one, user) for one in value if one != user]
    return value


def holding(words: str) -> str:
    """A pattern for LIKE: somewhere in JSON text."""
    inside = json.dumps(words, ensure_ascii=False)[1:-1]
    for one in "!%_":
        inside = inside.replace(one, f"!{one}")
    return f"%{inside}%"


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
