"""The webhook's edge: only what LINE signed is kept, all of it, once; and the answer comes at once."""

import http.client
import io
import json
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bot.config import load_settings
from bot.server.web import LARGEST, create_app, read_body, signed
from bot.service import Service
from bot.simulator.phone.webhook import sign
from tests.road.office import Road, body, event

OLD, NEW = "the-old-secret", "the-new-secret"
USER = "U" + "1" * 32


class Edge:
    """The web application alone: nothing works off what it keeps."""

    def __init__(self, folder: Path) -> None:
        env = {
            "LINE_CHANNEL_SECRET": f"{OLD},{NEW}",
            "LINE_CHANNEL_ACCESS_TOKEN": "token",
            "DATABASE_URL": f"sqlite:///{folder}/radap.db",
            "DATA_DIR": str(folder),
        }
        settings = load_settings(env)
        self.service = Service(settings)
        self.service.store.migrate()
        self.app = create_app(settings, self.service)

    def post(self, raw: bytes, headers: dict[str, str] | None = None, **more: Any) -> tuple[int, bytes]:
        headers = {"x-line-signature": sign(raw, OLD)} if headers is None else headers
        answer = self.app.test_client().post("/callback", data=raw, headers=headers, **more)
        return answer.status_code, answer.data

    def kept(self) -> list[str]:
        return [row["event_id"] for row in self.service.store.inbox.waiting()]


@pytest.fixture
def edge(tmp_path: Path) -> Edge:
    return Edge(tmp_path)


# the signature


def test_lines_own_vector() -> None:
    raw = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    secret = "8c570fa6dd201bb328f1c1eac23a96d8"
    assert signed(raw, "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=", (secret,))
    assert not signed(raw + b" ", "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=", (secret,))


def test_while_a_secret_is_rotated_both_sign(edge: Edge) -> None:
    for n, secret in enumerate((OLD, NEW)):
        raw = body(event(f"e{n}", USER))
        assert edge.post(raw, {"x-line-signature": sign(raw, secret)}) == (200, b"")
    assert edge.kept() == ["e0", "e1"]


@pytest.mark.parametrize("name", ["x-line-signature", "X-Line-Signature", "X-LINE-SIGNATURE", "x-LINE-signature"])
def test_the_header_is_found_however_it_is_written(edge: Edge, name: str) -> None:
    raw = body(event("e1", USER))
    assert edge.post(raw, {name: sign(raw, OLD)}) == (200, b"")


@pytest.mark.parametrize("wrong", [None, "", "x", "ก", sign(b"other", OLD), "a-third-secret", "=" * 10_000, "\xff\xfe"])
def test_a_wrong_or_missing_signature_is_refused_and_nothing_is_kept(edge: Edge, wrong: str | None) -> None:
    raw = body(event("e1", USER))
    if wrong == "a-third-secret":
        wrong = sign(raw, wrong)
    environ = {} if wrong is None else {"HTTP_X_LINE_SIGNATURE": wrong}
    answer = edge.app.test_client().post("/callback", data=raw, environ_overrides=environ)
    assert (answer.status_code, answer.data) == (400, b"bad signature")
    assert edge.kept() == []


def test_the_bytes_count_not_the_json(edge: Edge) -> None:
    whole = {"destination": "U1", "events": [event("e1", USER, "บ้านกรวด")]}
    spaced, escaped = json.dumps(whole, indent=2).encode(), json.dumps(whole, ensure_ascii=True).encode()
    assert edge.post(spaced, {"x-line-signature": sign(escaped, OLD)}) == (400, b"bad signature")
    assert edge.post(spaced) == (200, b"")


# what is in it


@pytest.mark.parametrize("raw", [b'{"destination":"U1","events":[]}', b'{"events":null}', b"{}"])
def test_no_events_is_well(edge: Edge, raw: bytes) -> None:
    assert edge.post(raw) == (200, b"")
    assert edge.kept() == []


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b'"x"', b'{"events":5}', b"[" * 100_000])
def test_what_is_signed_and_no_webhook_is_refused(edge: Edge, raw: bytes) -> None:
    assert edge.post(raw) == (400, b"not a webhook")
    assert edge.kept() == []


def test_several_people_in_one_webhook_keep_their_order_of_time(edge: Edge) -> None:
    shuffled = [event(f"e{n}", f"U{n % 3}", timestamp=1_000 + n) for n in (4, 0, 5, 2, 1, 3)]
    assert edge.post(body(*shuffled)) == (200, b"")
    assert edge.kept() == [f"e{n}" for n in range(6)]


def test_an_odd_event_between_two_costs_neither(edge: Edge) -> None:
    odd: list[Any] = [None, 7, [], {}, {"type": []}, {"webhookEventId": 5}, event("e2", USER, timestamp=2**70),
                      event("e3", "U\x00\ud83d"), {"webhookEventId": "\ud83d"}]  # fmt: skip
    raw = body(event("first", USER), *odd, event("last", USER))
    assert edge.post(raw) == (200, b"")
    assert len(edge.kept()) == len(odd) + 2
    assert {"first", "last", "e2", "e3"} <= set(edge.kept())


def test_the_same_event_is_kept_once_also_within_one_webhook(edge: Edge) -> None:
    one = event("e1", USER)
    again = {**one, "deliveryContext": {"isRedelivery": True}}
    assert edge.post(body(one, one)) == (200, b"")
    assert edge.post(body(again, event("e2", USER))) == (200, b"")
    assert edge.kept() == ["e1", "e2"]
    row = edge.service.store.inbox.by_event("e1")
    assert row is not None
    assert json.loads(row["body"])["deliveryContext"] == {"isRedelivery": False}


def test_the_raw_event_is_the_truth_also_what_nobody_knows_yet(edge: Edge) -> None:
    one = event("e1", USER, type="hologram", hologram={"depth": 3, "ชื่อ": ["ก", 1.5, None]})
    edge.post(body(one))
    row = edge.service.store.inbox.by_event("e1")
    assert row is not None
    assert json.loads(row["body"]) == one


# its size


def test_a_body_of_a_mebibyte_is_taken_and_one_byte_more_is_not(edge: Edge) -> None:
    fill = body(event("e1", USER, "x")).replace(b'"x"', b'"%s"')
    whole = fill % (b"x" * (LARGEST - len(fill) + 2))
    assert len(whole) == LARGEST
    assert edge.post(whole) == (200, b"")
    assert edge.post(whole + b" ") == (413, b"too large")


def test_a_body_in_pieces_is_read_to_its_end_and_no_further_than_allowed() -> None:
    pieces = io.BytesIO(b"x" * (LARGEST + 500))
    assert read_body({"wsgi.input": pieces}) is None
    assert pieces.tell() == LARGEST + 1
    assert read_body({"wsgi.input": io.BytesIO(b"abc")}) == b"abc"
    assert read_body({"wsgi.input": io.BytesIO(b"abc"), "CONTENT_LENGTH": ""}) == b"abc"
    assert read_body({"wsgi.input": io.BytesIO(b"abc"), "CONTENT_LENGTH": "2"}) == b"ab"
    for odd in ("-1", "²", "1e3", "+2"):
        assert read_body({"wsgi.input": io.BytesIO(b"abc"), "CONTENT_LENGTH": odd}) == b"abc"


# its answer


def test_it_answers_only_posts(edge: Edge) -> None:
    assert edge.app.test_client().get("/callback").status_code == 404
    assert edge.app.test_client().put("/callback", data=b"x").status_code == 404


def test_nothing_slow_happens_in_the_request(road: Road) -> None:
    """LINE takes a second for each answer: ten webhooks are acknowledged long before the first has gone out."""
    road.line.fail("reply", "latency", latency_ms=1000, times=None)
    person = road.officer()
    took = [road.line.phone.text(person, "ฉันคือใคร").seconds for _ in range(10)]
    assert max(took) < 0.5
    road.line.faults.clear()


def test_what_cannot_be_kept_is_not_acknowledged_so_that_it_comes_again(edge: Edge, tmp_path: Path) -> None:
    raw = body(event("e1", USER))
    edge.service.store.db.query("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(tmp_path / "radap.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert edge.post(raw) == (503, b"cannot be kept now")
    other.execute("ROLLBACK")
    other.close()
    assert edge.post(raw) == (200, b"")
    assert edge.kept() == ["e1"]


def test_who_sends_slowly_does_not_hold_up_what_is_handled(road: Road) -> None:
    person = road.officer()
    host, port = road.url.removeprefix("http://").split(":")
    slow = [http.client.HTTPConnection(host, int(port)) for _ in range(4)]
    for line in slow:
        line.putrequest("POST", "/callback")
        line.putheader("content-length", "1000")
        line.endheaders(b"{")
    begun = time.monotonic()
    for _ in range(20):
        road.says(person, "ฉันคือใคร")
    assert time.monotonic() - begun < 5
    for line in slow:
        line.close()


def test_webhooks_that_come_at_once_are_all_kept(edge: Edge) -> None:
    def post(n: int) -> None:
        for k in range(20):
            assert edge.post(body(event(f"{n}-{k}", f"U{n}")))[0] == 200

    threads = [threading.Thread(target=post, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(edge.kept()) == 160
    assert edge.service.counts["accepted"] == 160
