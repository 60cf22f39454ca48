"""What LINE's answers mean: by status first, by words only where LINE offers nothing else."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.post.line import Line, meaning
from bot.simulator.server import Simulator

RATE = '{"message":"The API rate limit has been exceeded. Try again later."}'
QUOTA = '{"message":"You have reached your monthly limit."}'
USED = '{"message":"Invalid reply token"}'


@pytest.mark.parametrize(
    ("status", "text", "outcome"),
    [
        (200, "{}", "sent"),
        (202, "{}", "sent"),
        (409, '{"message":"The retry key is already accepted"}', "taken"),
        (429, RATE, "rate"),
        (429, QUOTA, "quota"),
        (400, USED, "used_token"),
        (400, '{"message":"The request body has 1 error(s)"}', "refused"),
        (401, "", "barred"),
        (403, "", "barred"),
        (404, "", "refused"),
        (413, "", "refused"),
        (408, "", "unsure"),
        (500, "", "unsure"),
        (503, "<html>", "unsure"),
        (200, "\n<!doctype html><title>Log in to this network</title>", "unsure"),
        (302, "", "unsure"),
        (200, "", "sent"),
    ],
)
def test_a_status_has_one_meaning(status: int, text: str, outcome: str) -> None:
    assert meaning(status, text, {}).outcome == outcome


def test_the_ids_of_what_was_sent_are_kept_also_when_it_had_been_accepted_before() -> None:
    text = '{"sentMessages":[{"id":"461230966842064897","quoteToken":"q"},{"id":5}],"message":"x"}'
    for status in (200, 409):
        assert meaning(status, text, {}).sent_ids == ["461230966842064897", "5"]
    assert meaning(200, '{"sentMessages":"odd"}', {}).sent_ids == []


def test_the_accepted_request_is_the_one_that_409_names() -> None:
    headers = {"X-Line-Request-Id": "second", "X-Line-Accepted-Request-Id": "first"}
    assert meaning(409, "{}", headers).request_id == "first"
    assert meaning(200, "{}", headers).request_id == "second"


KEY = "6e9a1c5e-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def simulated() -> Iterator[Simulator]:
    with Simulator(secret="s", token="t") as simulator:
        yield simulator


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [("500", "unsure"), ("429-rate", "rate"), ("429-quota", "quota"), ("409", "taken"), ("400", "refused"),
     ("401", "barred"), ("close", "unsure")],
)  # fmt: skip
def test_a_real_call_that_fails_is_an_answer_not_an_exception(simulated: Simulator, fault: str, outcome: str) -> None:
    user = simulated.world.add_person("ก").user_id
    simulated.fail("push", fault)
    answer = Line("t", simulated.url).push(user, '[{"type":"text","text":"ดี"}]', KEY)
    assert answer.outcome == outcome
    assert isinstance(answer.text, str)


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert Line("t", f"http://127.0.0.1:{port}").reply("token", "[]").outcome == "unreached"


@contextmanager
def _deaf() -> Iterator[str]:
    """Takes the connection and never answers."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        yield f"http://127.0.0.1:{deaf.getsockname()[1]}"


def test_who_does_not_answer_in_time_may_have_taken_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.post.line.TIMEOUT", (0.2, 0.2))
    with _deaf() as url:
        assert Line("t", url).reply("token", "[]").outcome == "unsure"


@contextmanager
def _speaks(*pieces: bytes, pause: float) -> Iterator[str]:
    """Takes one connection after the other and says the pieces, with a pause before each."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    one, _ = server.accept()
                    with one, contextlib.suppress(OSError):
                        one.recv(65536)
                        for piece in pieces:
                            time.sleep(pause)
                            one.sendall(piece)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\n", *[b"X-Slow: 1\r\n"] * 40],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *[b" "] * 40],
    ],
    ids=["headers", "body"],
)
def test_an_answer_that_drips_ends_with_the_whole_calls_time(
    pieces: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.post.line.TOTAL", 1.0)
    with _speaks(*pieces, pause=0.2) as url:
        line = Line("t", url)
        line.warm()
        begun = time.monotonic()
        assert line.reply("token", "[]").outcome == "unsure"
        assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize("body", [b"", b"OK", b"<html>", b"[1]", b'{"sentMess'])
def test_two_hundred_with_something_that_is_no_object_is_no_answer_of_lines(body: bytes) -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    with _speaks(whole, pause=0) as url:
        assert Line("t", url).reply("token", "[]").outcome == "unsure"
