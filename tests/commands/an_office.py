"""A small office in a database: something in every kind of table, evidence among it."""

import hashlib
from datetime import date, datetime, timedelta

from bot.store import Store
from bot.store.post.inbox import Arrival
from handlers.desk.nouns import Option, Question
from scoring.results.facts import Fact

PHOTO = b"\xff\xd8\xff a photo \x00\x01" * 50
HASH = hashlib.sha256(PHOTO).hexdigest()


def fill(store: Store) -> None:
    store.inbox.accept([Arrival("e1", "Ua", 1, 2, '{"message":{"text":"เบิกจ่าย 82.5% ?"}}', message_id="m1")])
    with store.db.transaction():
        person = store.people.enroll(
            name="สมชาย", province="บุรีรัมย์", role="officer", districts=("บ้านกรวด", "สตึก"), group="", line_user="Ua", at=5
        )
        gone = store.people.enroll(
            name="x", province="บุรีรัมย์", role="officer", districts=(), group="", line_user=None, at=5
        )
        store.db.execute("DELETE FROM people WHERE id = ?", [gone])
        store.people.give_code(person=person, code="ABCDEFGH", at=5)
        store.rounds.activate(agreement="buriram-2561", province="บุรีรัมย์", at=6)
        store.rounds.set_value(
            agreement="buriram-2561", district="บ้านกรวด", indicator="function/2", input="base",
            amount="12345678901234567.89", as_of="2018-03-15", strength=2, set_by="x", source="chat", at=7,
        )  # fmt: skip
        for n, value in enumerate(("18664342.10", {"num": "19", "den": "20"}, True, None)):
            store.ledger.record(
                fact=Fact(
                    id=f"f{n}", kind="value", agreement="buriram-2561", district="บ้านกรวด", indicator="function/2",
                    input=f"i{n % 3}", value=value, as_of=date(2018, 3, 15), happened=n, person=person,
                    replaces="f0" if value is None else None, note="'; DROP TABLE facts; -- 100% \n",
                ),
                now=9,
            )  # fmt: skip
        asked = datetime.fromisoformat("2026-03-15T09:00:00+07:00")
        store.questions.ask(
            "Ua/Ua", Question("q1", "report", "?", (Option("ก", "1"),), {}, asked + timedelta(hours=6)), 1
        )
        store.outbox.put(id="o1", kind="push", target="Ua", body=[{"type": "text"}], now=3)
        store.blobs.put(HASH, PHOTO)
        store.db.execute(
            """INSERT INTO evidence (id, agreement, district, indicator, kind, hash, size, state, event_id, at)
               VALUES ('v1', 'buriram-2561', 'บ้านกรวด', 'function/3', 'image', ?, ?, 'kept', 'e1', 4)""",
            [HASH, len(PHOTO)],
        )
