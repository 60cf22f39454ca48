"""Several processes on one PostgreSQL: each sender's order holds, nothing is done twice, a district has one chain."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store
from scoring.results.facts import Fact
from tests.store.worker import AGREEMENT, DISTRICT

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).parents[2]


def enroll(store: Store, user: str, role: str, districts: tuple[str, ...] = (), province: str = "บุรีรัมย์") -> None:
    with store.db.transaction():
        store.people.enroll(
            name=user, province=province, role=role, districts=districts, group="g", line_user=user, at=1
        )


def message(user: str, n: int) -> dict[str, Any]:
    return {
        "type": "message", "webhookEventId": f"{user}-{n:03}", "timestamp": 1_000_000 + n, "mode": "active",
        "replyToken": f"t{user}{n}", "source": {"type": "user", "userId": user},
        "message": {"id": f"m{user}{n}", "type": "text", "text": str(n)},
    }  # fmt: skip


def start(store: Store, tmp_path: Path, name: str, share: list[dict[str, Any]]) -> subprocess.Popen[str]:
    file = tmp_path / f"{name}.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in share))
    command = [sys.executable, "-m", "tests.store.worker", store.db.url, str(file), "2"]  # type: ignore[attr-defined]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def shared_out(messages: list[dict[str, Any]], users: list[str]) -> list[dict[str, Any]]:
    """What comes in through one process. A person's messages come in one after the other, as from LINE: who could
    only take in the second before the first would handle it first, and be right."""
    return [one for one in messages if one["source"]["userId"] in users]


def finished(process: subprocess.Popen[str]) -> list[str]:
    out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err
    assert "Traceback" not in err, err
    ids: list[str] = json.loads(out)
    return ids


def chain(store: Store) -> list[Fact]:
    """The district's facts, after it was proven that each came right after the one that it saw as the last."""
    facts = store.ledger.history(AGREEMENT, DISTRICT)
    assert [fact.value for fact in facts] == [str(n) for n in range(1, len(facts) + 1)]
    assert [fact.note for fact in facts] == ["nothing", *(fact.id for fact in facts[:-1])]
    return facts


def everything_once_and_in_order(store: Store, messages: list[dict[str, Any]]) -> None:
    wanted = sorted(one["webhookEventId"] for one in messages)
    assert store.inbox.counts() == {"done": len(messages)}
    assert [r["what"] for r in store.db.query("SELECT what FROM attempts ORDER BY what")] == wanted
    orders: dict[int | None, list[int]] = {}
    for fact in chain(store):
        orders.setdefault(fact.person, []).append(fact.happened)
    assert all(order == sorted(order) for order in orders.values())


def test_two_hundred_reports_for_one_district_form_one_chain(postgres_store: Store, tmp_path: Path) -> None:
    store = postgres_store
    users = [f"U{n}" for n in range(8)]
    for user in users:
        enroll(store, user, "officer", (DISTRICT,))
    messages = [message(user, n) for n in range(25) for user in users]
    one = start(store, tmp_path, "one", shared_out(messages, users[0::2]))
    two = start(store, tmp_path, "two", shared_out(messages, users[1::2]))
    first, second = finished(one), finished(two)
    everything_once_and_in_order(store, messages)
    assert len(chain(store)) == 200
    assert len(set(first + second)) == len(first + second) == 200


def test_one_senders_messages_that_come_in_everywhere_stay_in_order(postgres_store: Store, tmp_path: Path) -> None:
    store = postgres_store
    enroll(store, "U0", "officer", (DISTRICT,))
    messages = [message("U0", n) for n in range(60)]
    with store.db.transaction():  # all are there before anybody works: order is the mailbox's, not the network's
        for one in messages:
            body = json.dumps(one)
            store.db.execute(
                "INSERT INTO inbox (event_id, sender, happened, received, body) VALUES (?, 'U0', ?, 1, ?)",
                [one["webhookEventId"], one["timestamp"], body],
            )
    for process in [start(store, tmp_path, name, []) for name in ("one", "two", "three")]:
        finished(process)
    everything_once_and_in_order(store, messages)


def test_every_role_at_once_waits_for_nobody_in_a_circle(postgres_store: Store, tmp_path: Path) -> None:
    store = postgres_store
    enroll(store, "Ua", "officer", (DISTRICT,))
    enroll(store, "Ub", "head", (DISTRICT, "สตึก"))
    enroll(store, "Uc", "officer", ("กระสัง", DISTRICT))
    enroll(store, "Us", "supervisor")
    enroll(store, "Uo", "owner")
    enroll(store, "Ux", "admin", province="")
    users = ["Ua", "Ub", "Uc", "Us", "Uo", "Ux", "Ustranger"]
    messages = [message(user, n) for n in range(15) for user in users]
    shares = [shared_out(messages, users[0::2]), shared_out(messages, users[1::2])]
    for process in [start(store, tmp_path, f"share{n}", share) for n, share in enumerate(shares)]:
        finished(process)
    everything_once_and_in_order(store, messages)
    assert len(chain(store)) == 15 * 6


def test_what_a_killed_process_had_in_hand_is_done_once_by_another(postgres_store: Store, tmp_path: Path) -> None:
    store = postgres_store
    users = [f"U{n}" for n in range(4)]
    for user in users:
        enroll(store, user, "officer", (DISTRICT,))
    messages = [message(user, n) for n in range(30) for user in users]
    with store.db.transaction():
        for one in messages:
            store.db.execute(
                "INSERT INTO inbox (event_id, sender, happened, received, body) VALUES (?, ?, ?, 1, ?)",
                [one["webhookEventId"], one["source"]["userId"], one["timestamp"], json.dumps(one)],
            )
    killed = start(store, tmp_path, "killed", [])
    while store.inbox.counts().get("done", 0) < 10:
        time.sleep(0.005)
        assert killed.poll() is None
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=10)
    left = store.inbox.backlog()[0]
    assert left > 0
    finished(start(store, tmp_path, "after", []))
    everything_once_and_in_order(store, messages)
