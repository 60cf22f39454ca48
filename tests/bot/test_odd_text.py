"""Characters that no database keeps (NUL, half a surrogate pair) cost neither the message nor its neighbours."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.office.book import Book
from bot.post.events import arrivals
from bot.post.mailbox import Mailbox
from bot.store import Store, open_store
from bot.today import Today

ODD = "a\x00b\ud83dc"
BODY = json.dumps(
    {
        "events": [
            {
                "type": "message", "webhookEventId": f"e{ODD}", "timestamp": 1, "mode": "active", "replyToken": "t",
                "source": {"type": "user", "userId": f"U{ODD}"},
                "message": {"id": f"m{ODD}", "type": "text", "text": f"สวัสดี{ODD}"},
            },
            {"type": "postback", "webhookEventId": "e2", "timestamp": 2, "replyToken": "t2", ODD: [ODD, {"x": ODD}],
             "source": {"type": "user", "userId": "U2"}, "postback": {"data": f"q:{ODD}:1"}},
        ]
    }
).encode()  # fmt: skip


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/radap.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    store = open_store(url, tmp_path)
    store.migrate()
    yield store
    store.close()


def test_they_are_taken_out_before_the_event_is_kept() -> None:
    first, second = arrivals(BODY, 5, "r")
    assert (first.event_id, first.sender, first.message_id) == ("eab?c", "Uab?c", "mab?c")
    assert json.loads(first.body)["message"]["text"] == "สวัสดีab?c"
    assert json.loads(second.body)["ab?c"] == ["ab?c", {"x": "ab?c"}]


def test_real_emoji_stay_as_they_are() -> None:
    for ensure_ascii in (True, False):
        body = json.dumps({"events": [{"message": {"text": "😀"}}]}, ensure_ascii=ensure_ascii).encode()
        (row,) = arrivals(body, 5, "r")
        assert json.loads(row.body) == {"message": {"text": "😀"}}


def test_the_message_is_answered_like_any_other(store: Store) -> None:
    store.inbox.accept(arrivals(BODY, 5, "r"))
    settings = load_settings({}, line_needed=False)
    mailbox = Mailbox(store, Book(store.rounds), Today(settings, store), "http://x", lambda rows: None)
    for row in store.inbox.waiting():
        mailbox.handle(row)
    assert store.inbox.counts() == {"done": 2}
