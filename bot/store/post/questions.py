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

    def unanswered(self, person: int, since: int) -> list[Question]:
        """What a person wrote that was never stored, because the question about it was not answered."""
        rows = self.db.query(
            """SELECT * FROM questions WHERE person = ? AND asked >= ? AND state IN ('open', 'expired', 'replaced')
               ORDER BY asked""",
            [person, since],
        )
        return [_question(row) for row in rows]

    def ask(self, chat: str, question: Question, at: int) -> None:
        self.db.execute("UPDATE questions SET state = 'replaced' WHERE chat = ? AND state = 'open'", [chat])
        self.db.execute(
            """INSERT INTO questions (id, chat, person, asks, words, options, payload, expires, asked)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
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
