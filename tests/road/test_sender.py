"""The sender: free replies first, a push only for what matters, nothing lost silently, nothing twice."""

import json
import logging
import time

import pytest

from bot.now import milliseconds
from bot.post import sender
from bot.store.engine import Row
from tests.road.office import Road

WORDS = [{"type": "text", "text": "ดี"}]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same waits, twenty times shorter."""
    monkeypatch.setattr(sender, "BACKOFF", (50, 100, 200))
    monkeypatch.setattr(sender, "POLL", 0.05)


def put(road: Road, kind: str = "push", *, age: int = 0, must: bool = True, unsure: int = 0, to: str = "") -> Row:
    """An outbox row of somebody who wrote `age` ms ago, handed to the sender."""
    user = to or road.stranger().user_id
    now = milliseconds()
    store, id = road.service.store, f"{time.time_ns():032x}"
    id = f"{id[:8]}-{id[8:12]}-{id[12:16]}-{id[16:20]}-{id[20:]}"
    token = road.line.sending.new_token(user, now - age) if kind == "reply" else None
    with store.db.transaction():
        row = store.outbox.put(
            id=id, kind=kind, target=user, body=WORDS, now=now, reply_token=token, token_at=now - age,
            must_arrive=must, event_id="e1",
        )  # fmt: skip
        if unsure:
            store.outbox.later(id, now + 50, unsure=True, answer="")
    if not unsure:
        road.service.sender.take([row])
    return row


def finished(road: Road, row: Row, seconds: float = 10) -> Row:
    road.until(f"SELECT 1 FROM outbox WHERE id = '{row['id']}' AND state <> 'waiting'", seconds)
    return road.rows("SELECT * FROM outbox WHERE id = ?", row["id"])[0]


def arrived(road: Road, row: Row) -> int:
    return len(road.line.said_to(row["target"]))


@pytest.mark.parametrize(
    ("fault", "effect", "attempts"),
    [("500", False, 2), ("500", True, 2), ("close", False, 2), ("close", True, 2), ("429-rate", False, 2),
     ("401", False, 2)],
)  # fmt: skip
def test_a_reply_of_unknown_outcome_is_tried_with_its_token_and_arrives_once(
    road: Road, fault: str, effect: bool, attempts: int
) -> None:
    road.line.fail("reply", fault, effect=effect)
    row = finished(road, put(road, "reply"))
    assert (row["state"], row["kind"], row["attempts"]) == ("sent", "reply", attempts)
    assert arrived(road, row) == 1
    assert road.line.sending.counts["push"] == 0


def test_an_old_reply_that_matters_is_pushed_once(road: Road) -> None:
    row = finished(road, put(road, "reply", age=sender.TOKEN_LIVES))
    assert (row["state"], row["kind"], row["unsure"]) == ("sent", "push", 0)
    assert arrived(road, row) == 1
    assert road.line.sending.counts["reply"] == 0
    assert [s.retry_key for s in road.line.sent] == [row["id"]]


def test_an_old_reply_that_has_lost_its_moment_is_dropped(road: Road) -> None:
    row = finished(road, put(road, "reply", age=sender.TOKEN_LIVES, must=False))
    assert (row["state"], row["answer"]) == ("dropped", "0 dropped  reply token too old")
    assert arrived(road, row) == 0


def test_an_old_reply_of_unknown_outcome_is_pushed_and_counted_as_maybe_doubled(road: Road) -> None:
    row = finished(road, put(road, "reply", age=sender.TOKEN_LIVES, unsure=1))
    assert (row["state"], row["kind"], row["unsure"]) == ("sent", "push", 2)
    assert road.service.sender.counts["maybe_doubled"] == 1


def test_a_token_that_is_dead_although_we_thought_it_young_makes_a_push_and_no_doubt(road: Road) -> None:
    now, store, user = milliseconds(), road.service.store, road.stranger().user_id
    with store.db.transaction():
        late = store.outbox.put(
            id="6e9a1c5e-0000-4000-8000-000000000009", kind="reply", target=user, body=WORDS, now=now,
            reply_token="never-given", token_at=now, must_arrive=True,
        )  # fmt: skip
    road.service.sender.take([late])
    row = finished(road, late)
    assert (row["kind"], row["state"], row["unsure"]) == ("push", "sent", 0)
    assert arrived(road, row) == 1


@pytest.mark.parametrize("fault", ["500", "close", "409", "429-rate", "503"])
@pytest.mark.parametrize("effect", [False, True])
def test_a_push_keeps_its_retry_key_and_arrives_once(road: Road, fault: str, effect: bool) -> None:
    road.line.fail("push", fault, effect=effect, times=2 if fault != "409" else 1)
    row = finished(road, put(road))
    assert row["state"] == "sent"
    assert arrived(road, row) == 1
    assert {s.retry_key for s in road.line.sent} == {row["id"]}


def test_the_ids_that_line_gave_are_kept_also_from_409(road: Road) -> None:
    road.line.fail("push", "500", effect=True)
    row = finished(road, put(road))
    assert row["answer"].startswith("409 taken ")
    (sent,) = road.line.sent
    assert json.loads(row["sent_ids"]) == list(sent.message_ids)
    assert road.service.store.outbox.event_of(sent.message_ids[0]) == "e1"


def test_what_line_refuses_is_final_and_kept_with_lines_own_words(road: Road, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "radap.sender")
    road.line.fail("push", "400", times=5)
    row = finished(road, put(road))
    assert (row["state"], row["attempts"]) == ("refused", 1)
    assert row["answer"].endswith('{"message": "Simulated 400"}')
    assert row["answer"].startswith("400 refused ")
    assert [r.message for r in caplog.records] == ["not sent: LINE refused"]
    assert arrived(road, row) == 0


def test_over_quota_pushes_wait_long_and_replies_go_on(road: Road) -> None:
    road.line.sending.quota = 0
    push = put(road)
    road.until("SELECT 1 FROM outbox WHERE attempts = 1 AND state = 'waiting'")
    waiting = road.rows("SELECT due, attempts, answer FROM outbox WHERE id = ?", push["id"])[0]
    assert sender.QUOTA_PAUSE - 5_000 < waiting["due"] - milliseconds() <= sender.QUOTA_PAUSE
    assert waiting["answer"].startswith("429 quota ")
    assert finished(road, put(road, "reply"))["state"] == "sent"
    with road.service.store.db.transaction():  # leave nothing behind that the hour would keep
        road.service.store.outbox.finish(push["id"], "given_up", milliseconds())


def test_a_push_is_given_up_before_line_forgets_its_retry_key(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "GIVE_UP", 300)
    road.line.fail("push", "500", times=None)
    row = finished(road, put(road))
    assert row["state"] == "given_up"
    assert row["attempts"] >= 3


def test_the_sender_rests_when_there_is_nothing_to_do(road: Road) -> None:
    finished(road, put(road, "reply", age=sender.TOKEN_LIVES))  # the way over the watch, which is woken for it
    looks = []
    claim = road.service.store.outbox.claim
    road.service.store.outbox.claim = lambda now: looks.append(now) or claim(now)  # type: ignore[method-assign]
    time.sleep(0.5)
    assert len(looks) <= 12  # every 50 ms; it span without pause after its first push


def test_one_persons_messages_leave_in_their_order(road: Road) -> None:
    user = road.stranger()
    rows, now, store = [], milliseconds(), road.service.store
    with store.db.transaction():
        for n in range(20):
            rows.append(
                store.outbox.put(
                    id=f"6e9a1c5e-0000-4000-8000-{n:012}",
                    kind="push",
                    target=user.user_id,
                    now=now,
                    seq=n,
                    body=[{"type": "text", "text": str(n)}],
                )
            )
    road.service.sender.take(rows)
    road.wait_idle()
    assert road.heard(user) == [str(n) for n in range(20)]


@pytest.mark.parametrize("status", ["400", "404", "418"])
def test_a_reply_that_something_says_no_to_is_pushed_where_it_matters(road: Road, status: str) -> None:
    road.line.fail("reply", status)
    row = finished(road, put(road, "reply"))
    assert (row["state"], row["kind"]) == ("sent", "push")
    assert arrived(road, row) == 1


def test_a_reply_that_is_called_taken_is_asked_again_with_its_token(road: Road) -> None:
    """LINE knows no retry key of a reply: 409 says nothing of it, the used token does."""
    road.line.fail("reply", "409")
    row = finished(road, put(road, "reply"))
    assert (row["state"], row["kind"]) == ("sent", "reply")
    assert arrived(road, row) == 1


@pytest.mark.parametrize("status", ["404", "418"])
def test_only_line_judges_a_push_and_only_with_400(road: Road, status: str) -> None:
    road.line.fail("push", status)
    row = finished(road, put(road))
    assert (row["state"], row["attempts"]) == ("sent", 2)
    assert arrived(road, row) == 1


def test_what_the_quota_kept_back_comes_with_the_next_free_reply_once(road: Road) -> None:
    person = road.officer()
    road.line.fail("push", "429-quota", times=None)
    kept = put(road, "push", to=person.user_id)
    road.until(f"SELECT 1 FROM outbox WHERE id = '{kept['id']}' AND attempts > 0")
    assert road.heard(person) == []
    first, second = road.says(person, "ฉันคือใคร")
    assert first == "ดี"
    assert second.startswith("คุณสมชาย")
    assert finished(road, kept)["state"] == "rode"
    assert len(road.says(person, "ฉันคือใคร")) == 1
