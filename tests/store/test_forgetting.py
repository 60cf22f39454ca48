"""Forgetting somebody who has written for years, on either engine."""

import json
from datetime import date

import pytest

from bot.now import milliseconds
from bot.store import Store
from bot.store.forgetting import Forgetting
from bot.store.post.inbox import Arrival
from scoring.results.facts import Fact
from tests.road.office import event


@pytest.mark.parametrize("store", ["sqlite_store", pytest.param("postgres_store", marks=pytest.mark.postgres)])
def test_thousands_of_messages_on_either_engine(store: str, request: pytest.FixtureRequest) -> None:
    held: Store = request.getfixturevalue(store)
    user, now = "U" + "7" * 32, milliseconds() - 1000
    body = json.dumps(event("x", user, "เบิกจ่าย 82%"), ensure_ascii=False)
    held.inbox.accept([Arrival(f"e{n}", user, now, now, body) for n in range(1000)])
    held.inbox.accept([Arrival("other", "U2", now, now, body.replace(user, "U2"))])
    with held.db.transaction():
        number = held.people.enroll(
            name="50%_ก!", province="", role="admin", districts=(), group="", line_user=user, at=0
        )
        held.db.execute("UPDATE inbox SET state = 'done', done = ?", [now])
        for n in range(0, 1000, 100):
            held.ledger.record(
                fact=Fact(
                    f"f{n}", "value", "a", "d", "i", f"x{n}", "82", date(2026, 1, 1), now, person=number,
                    event_id=f"e{n}",
                ),
                now=now,
            )  # fmt: skip
        for n in range(500):
            held.outbox.put(id=f"o{n}", kind="push", target=("U2", user)[n % 2], body=[{"t": "50%_ก!"}], now=now)
        held.db.execute("UPDATE outbox SET state = 'sent', done = ?", [now])
        row = held.people.remove(person=number, here=True)
    assert row is not None
    assert Forgetting(held).forget(row) == ("done", "1500 rows", 0)
    texts = held.db.query("SELECT event_id FROM inbox WHERE body LIKE '%82%' AND sender = 'nobody' ORDER BY seq")
    assert [r["event_id"] for r in texts] == [f"e{n}" for n in range(0, 1000, 100)]
    assert held.db.query("SELECT seq FROM inbox WHERE body LIKE ?", [f"%{user}%"]) == []
    assert held.inbox.by_event("other") is not None
    assert "82%" in (held.inbox.by_event("other") or {})["body"]
    assert {r["body"] for r in held.db.query("SELECT body FROM outbox WHERE kind = 'push'")} == {"[]"}
    assert Forgetting(held).forget({**row, "body": held.db.query("SELECT body FROM outbox WHERE id = ?", [row["id"]])
                                    [0]["body"]}) == ("done", "0 rows", 0)  # fmt: skip
