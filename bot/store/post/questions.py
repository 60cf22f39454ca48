"""Questions that wait for an answer, one open at a time in a chat."""

import json
from dataclasses import asdict
from datetime import datetime

from bot.store.engine import Engine, Row
from handlers.desk.nouns import Option, Question


class Questions:
    def __init__(self, db: Engine) -> None:
        self.db = db

    def open(self, chat: str) -> Question | None:
        rows = self.db.query(
            "SELECT * FROM questions WHERE chat = ? AND state = 'open' ORDER BY asked DESC LIMIT 1", [chat]
        )
        return _question(rows[0]) if rows else None

    def by_id(self, id: str) -> Question | None:
        rows = self.db.query("SELECT * FROM questions WHERE id = ?", [id])
        return _question(rows[0]) if rows else None

    def shown_last(self, id: str, by_number: bool = False) -> bool:
        """Whether nothing else (no other numbered list) has been sent to this person since; a group's talk apart."""
        rows = self.db.query("SELECT chat, asked FROM questions WHERE id = ?", [id])
        if not rows:
            return False
        (chat, user), asked = rows[0]["chat"].rsplit("/", 1), rows[0]["asked"]
        return not self.db.query(
            """SELECT 1 AS yes FROM outbox o LEFT JOIN inbox i ON i.event_id = o.event_id
               WHERE (o.target = ? AND o.created > ? AND o.kind IN ('reply', 'push') AND o.body LIKE ?
                      AND (o.event_id IS NULL OR o.target = ? OR i.sender = ?))
                  OR (o.target >= 'broadcast:' AND o.target < 'broadcast;' AND o.created > ? AND o.body LIKE ?)
               LIMIT 1""",
            [chat, asked, "%1. %" if by_number else "%", user, user, asked, f"%{user or '-'}%"],
        )

    def unanswered(self, person: int, since: int) -> list[Question]:
        """What a person wrote that was never stored, because the question about it was not answered."""
        rows = self.db.query(
            """SELECT * FROM questions WHERE person = ? AND asked >= ?
               AND state IN ('open', 'expired', 'replaced', 'refused') ORDER BY asked""",
            [person, since],
        )
        return [_question(row) for row in rows]

    def held(self, person: int, since: int) -> list[Question]:
        """Reports of somebody who was not let in yet, the oldest first."""
        rows = self.db.query(
            "SELECT * FROM questions WHERE person = ? AND state = 'held' AND asked >= ? ORDER BY asked", [person, since]
        )
        return [_question(row) for row in rows]

    def ask(self, chat: str, question: Question, at: int) -> None:
        """Asked, or shown once more; the one that was open before waits no longer."""
        self.db.execute("UPDATE questions SET state = 'replaced' WHERE chat = ? AND state = 'open'", [chat])
        self.db.execute(
            """INSERT INTO questions (id, chat, person, asks, words, options, payload, expires, asked)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET state = 'open', asked = excluded.asked, expires = excluded.expires""",
            [
                question.id,
                chat,
                question.person,
                question.asks,
                question.text,
                json.dumps([asdict(o) for o in question.options], ensure_ascii=False),
                json.dumps(question.payload, ensure_ascii=False),
                question.expires.isoformat(),
                at,
            ],
        )

    def note_unsaved(self, chat: str, question: Question, at: int) -> None:
        """Words that were refused beside something else: they wait for nothing and are listed as not saved."""
        open_one = self.open(chat)
        self.ask(chat, question, at)
        self.close(id=question.id, state="refused" if question.state == "open" else question.state)
        if open_one is not None:
            self.db.execute("UPDATE questions SET state = 'open' WHERE id = ?", [open_one.id])

    def close(self, *, id: str, state: str = "answered") -> None:
        self.db.execute("UPDATE questions SET state = ? WHERE id = ?", [state, id])


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        asks=row["asks"],
        text=row["words"],
        options=tuple(Option(**o) for o in json.loads(row["options"])),
        payload=json.loads(row["payload"]),
        expires=datetime.fromisoformat(row["expires"]),
        state=row["state"],
        person=row["person"],
    )
