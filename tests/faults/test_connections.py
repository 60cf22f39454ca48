"""Slow senders, silent ones, those who never hang up: none of them holds a thread, and nobody else waits for them."""

import contextlib
import hashlib
import http.client
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.now import milliseconds
from bot.server import connections
from bot.simulator.people.world import Person
from bot.simulator.server import Simulator
from tests.benchmarks.running import free_port, wait_for_port
from tests.faults.web_process import AGREEMENT, DISTRICTS, ROOT, WebProcess, office, report

POST = b"POST /callback HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
DEAF = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"  # and then does not hang up
SOON = 4.0  # seconds: whoever had to wait for a dozen of the slow, two at a time for a second each, would wait for six
LINES_PATIENCE = 2.0  # seconds


class Small:
    """Our connections before a small application, with two threads and a second's patience."""

    def __init__(self, folder: Path, connections: int = 40, files: int = 0) -> None:
        def few() -> None:
            if files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

        self.port = free_port()
        self.child = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/faults/small_app.py"), str(self.port), str(connections)],
            stderr=(folder / "log").open("wb"), preexec_fn=few,
        )  # fmt: skip
        wait_for_port(self.port)

    def connect(self, said: bytes = b"") -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self.port), 10)
        line.sendall(said)
        return line

    def asks(self, body: bytes = b"x") -> float:
        """Seconds until somebody who means well is answered."""
        begun = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("POST", "/callback", body)
        assert line.getresponse().read() == told(body)
        line.close()
        return time.monotonic() - begun


def picture(size: int) -> bytes:
    """A JPEG of so many bytes that nobody can press smaller: its beginning, its data, its end."""
    return b"\xff\xd8\xff\xda\x00\x02" + os.urandom(size - 8).replace(b"\xff", b"\xfe") + b"\xff\xd9"


def told(body: bytes) -> bytes:
    return f"{len(body)} {hashlib.sha256(body).hexdigest()}".encode()


def everything(line: socket.socket) -> bytes:
    """What the other side says until it hangs up."""
    said = b""
    with contextlib.suppress(ConnectionError):
        while piece := line.recv(65536):
            said += piece
    return said


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    small = Small(tmp_path_factory.mktemp("small"))
    yield small
    small.child.terminate()
    small.child.wait(20)


@pytest.mark.parametrize(
    "said",
    [b"", b"P", POST, POST + b"Content-Length: 9\r\n\r\nx", CHUNKED + b"5\r\nab"],
)
def test_many_who_do_not_finish_hold_up_nobody_and_are_let_go(small: Small, said: bytes) -> None:
    slow = [small.connect(said) for _ in range(12)]
    assert small.asks() < SOON
    begun = time.monotonic()
    answers = {everything(line)[:40] for line in slow}
    assert time.monotonic() - begun < 5
    assert answers == {b"HTTP/1.1 408 Request Timeout\r\nConnection" if said else b""}


def test_a_byte_at_a_time_wins_no_time(small: Small) -> None:
    line, begun = small.connect(POST + b"X-Long: "), time.monotonic()
    with pytest.raises(ConnectionError):
        while time.monotonic() - begun < 10:
            line.sendall(b"x")
            time.sleep(0.05)
    assert time.monotonic() - begun < 5


def test_who_does_not_hang_up_after_the_answer_holds_up_nobody(small: Small) -> None:
    lines = [small.connect(DEAF) for _ in range(8)]
    took = [small.asks() for _ in range(3)]
    assert sum(took) < SOON
    for line in lines:
        assert everything(line).endswith(told(b""))


def test_in_a_crowd_the_slowest_makes_room(small: Small) -> None:
    slow = [small.connect(POST) for _ in range(100)]  # of forty places
    assert small.asks() < SOON
    assert everything(slow[0]).startswith(b"HTTP/1.1 408 ")


def test_where_no_more_files_may_be_opened_it_goes_on_too(tmp_path: Path) -> None:
    small = Small(tmp_path, connections=1000, files=64)
    slow = [small.connect(POST) for _ in range(90)]
    assert small.asks() < 5
    assert small.child.poll() is None  # it did not die of it
    assert len(slow) == 90
    small.child.terminate()
    small.child.wait(20)


def test_who_does_not_read_the_answer_is_not_waited_for(small: Small) -> None:
    deaf = [small.connect(b"GET /huge HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(2)]  # one for each thread
    assert small.asks() < 5
    for line in deaf:
        line.close()


@pytest.mark.parametrize("size", [0, 1, 70_000, 1024 * 1024])
@pytest.mark.parametrize("chunked", [False, True])
def test_what_comes_in_pieces_arrives_whole(small: Small, size: int, chunked: bool) -> None:
    body = os.urandom(size)
    chunks = [body[at : at + 60_001] for at in range(0, size, 60_001)]
    if chunked:
        whole = CHUNKED + b"".join(b"%x;x=1\r\n%s\r\n" % (len(one), one) for one in chunks) + b"0\r\n\r\n"
    else:
        whole = POST + b"Content-Length: %d\r\n\r\n" % size + body
    line = small.connect()
    for at in range(0, len(whole), 30_000):
        line.sendall(whole[at : at + 30_000])
        time.sleep(0.001)
    line.shutdown(socket.SHUT_WR)
    assert everything(line).endswith(b"\r\n\r\n" + told(body))


def test_requests_sent_at_once_are_answered_one_after_the_other(small: Small) -> None:
    bodies = [b"a", b"bb", b"", b"dddd"]
    whole = b"".join(POST + b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    line = small.connect(whole[:-2])
    time.sleep(0.2)
    line.sendall(whole[-2:])
    line.shutdown(socket.SHUT_WR)
    said = everything(line)
    assert [said.count(told(body)) for body in bodies] == [1, 1, 1, 1]
    assert said.index(told(b"a")) < said.index(told(b"bb")) < said.index(told(b"dddd"))


def test_the_beginning_of_a_second_request_holds_no_thread(small: Small) -> None:
    slow = [small.connect(POST + b"Content-Length: 1\r\n\r\nx" + POST) for _ in range(6)]
    assert small.asks() < SOON
    for line in slow:
        assert everything(line).count(b"HTTP/1.1 ") == 2  # the answer, and that its time is over


def test_a_kept_connection_is_used_again(small: Small) -> None:
    line = http.client.HTTPConnection("127.0.0.1", small.port, timeout=10)
    for n in range(5):
        line.request("POST", "/callback", b"x" * n)
        assert line.getresponse().read() == told(b"x" * n)
    line.close()


@pytest.mark.parametrize(
    "said",
    [
        POST + b"Content-Length: 1200000\r\n\r\n",
        POST + b"X: " + b"x" * 40_000,
    ],
)
def test_what_is_too_large_is_refused_before_it_is_sent(small: Small, said: bytes) -> None:
    assert everything(small.connect(said))[9:12] in (b"413", b"431")


def test_papers_alone_may_be_as_large_as_papers_are(small: Small) -> None:
    body = os.urandom(8 * 1024 * 1024)
    line = http.client.HTTPConnection("127.0.0.1", small.port, timeout=10)
    line.request("POST", "/drafts", body)
    assert line.getresponse().read() == told(body)
    line.close()
    too_much = b"POST /drafts HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (65 * 1024 * 1024)
    assert everything(small.connect(too_much))[9:12] == b"413"


def test_few_bring_papers_at_one_time_and_nobody_waits_for_them(small: Small) -> None:
    begun = b"POST /drafts HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n" + bytes(70_000)
    slow = [small.connect(begun) for _ in range(9)]
    assert small.asks() < SOON
    slow[-1].settimeout(3)
    assert everything(slow[-1])[9:12] in (b"408", b"")  # the seventh and all after it
    slow[0].sendall(bytes(1_930_000))  # longer than the others' second of patience: a second for each 40 KB
    assert slow[0].recv(20)[9:12] == b"200"


@pytest.mark.parametrize("said", [b"200000\r\n", b"1" * 300])
def test_chunks_that_promise_too_much_hold_nobody_and_are_refused_in_time(small: Small, said: bytes) -> None:
    assert everything(small.connect(CHUNKED + said)).startswith(b"HTTP/1.1 408 ")
    line = small.connect(CHUNKED + b"200000\r\n")
    with contextlib.suppress(ConnectionError):
        for _ in range(30):
            line.sendall(bytes(64 * 1024))
    assert everything(line)[:12] in (b"HTTP/1.1 413", b"")  # what is still on its way may cut the answer off


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"\r\n\r\n\r\nGET\r\n\r\n",
        b"x" * 100 + b"\r\n\r\n",
        POST + b"Content-Length: x\r\n\r\n",
        CHUNKED + b"zz\r\n",
    ],
)
def test_what_is_no_request_is_answered_so_at_once(small: Small, said: bytes) -> None:
    """Whoever is answered only when our patience is over is told 408. Who speaks no 1.1 is answered in 1.0."""
    assert everything(small.connect(said))[9:12] in (b"400", b"405", b"500")


def test_told_to_stop_it_does_not_wait_for_the_slow(tmp_path: Path) -> None:
    small = Small(tmp_path)
    slow = [small.connect(POST) for _ in range(3)]
    time.sleep(0.2)
    begun = time.monotonic()
    small.child.terminate()
    small.child.wait(20)
    assert time.monotonic() - begun < 4
    assert len(slow) == 3


def _many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(2048, hard)), hard))


def _webhooks(line: Simulator, web: WebProcess, person: Person, many: int, first: int = 0) -> tuple[float, float]:
    """The middle and the 99th of a hundred, in milliseconds until each was taken in; every one is answered."""
    took = []
    for n in range(first, first + many):
        delivery = line.phone.text(person, report(n))
        assert delivery.ok
        took.append(delivery.seconds * 1000)
    web.health.wait_idle(60)
    took.sort()
    return took[many // 2], took[many * 99 // 100 - 1]


def _slow(web: WebProcess, said: bytes) -> socket.socket:
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one.connect(("127.0.0.1", web.port))
    one.sendall(said)
    return one


def _beside_dawdlers(tmp_path: Path, line: Simulator, many: int) -> tuple[float, float, float]:
    """Milliseconds of webhooks without anybody else, and their middle and 99th beside so many; half of those send their
    bodies slowly."""
    _many_files()
    (person,) = office(tmp_path, line, 1)
    web = WebProcess(tmp_path, line).start()
    alone, _ = _webhooks(line, web, person, 40)
    body = POST + b"Content-Length: 99\r\n\r\n{"
    slow = [_slow(web, (b"", body, POST, body, DEAF, CHUNKED + b"5\r\nab")[n % 6]) for n in range(many)]
    middle, last = _webhooks(line, web, person, 40, first=40)
    web.stop()
    print(f"\n{len(slow)} who dawdle: webhooks taken in {middle:.1f} ms (without them {alone:.1f}), p99 {last:.0f}")
    assert len(line.said_to(person.user_id)) == 80
    return alone, middle, last


def test_the_bot_takes_webhooks_while_many_dawdle(tmp_path: Path, line: Simulator) -> None:
    """Five for each thread. Whoever had to wait for one of them would wait until its patience is over."""
    _, _, last = _beside_dawdlers(tmp_path, line, 40)
    assert last < connections.PATIENCE * 1000 / 2


@pytest.mark.fault
def test_the_bot_takes_webhooks_while_two_hundred_dawdle(tmp_path: Path, line: Simulator) -> None:
    """On a busy machine nobody dawdling is the measure."""
    alone, middle, last = _beside_dawdlers(tmp_path, line, 200)
    assert middle < max(10, 3 * alone)
    assert last < LINES_PATIENCE * 1000


def _photo(web: WebProcess, size: int) -> tuple[str, str]:
    """A file of the first officer's district, and a session in which it may be fetched."""
    store, content = web.store(), picture(size)
    hash = hashlib.sha256(content).hexdigest()
    with store.db.transaction():
        store.blobs.put(hash, content)
        store.db.execute(
            """INSERT INTO evidence (id, agreement, district, indicator, kind, name, hash, size, media, state, event_id,
                                     person, at)
               VALUES ('p1', ?, ?, 'team/1', 'image', 'x.jpg', ?, ?, 'image/jpeg', 'kept', 'e1', 1, 1)""",
            [AGREEMENT, DISTRICTS[0], hash, size],
        )
        store.visits.begin(session="s1", person=1, now=milliseconds())
    store.close()
    return "/e/p1", "radap=s1"


def _beside_stalled(tmp_path: Path, line: Simulator, many: int, url: str = "") -> tuple[float, float]:
    """The 99th of webhooks alone, and beside so many who each fetch a photo of 15 MB and read nothing of it."""
    _many_files()
    (person,) = office(tmp_path, line, 1, url)
    web = WebProcess(tmp_path, line, **({"DATABASE_URL": url} if url else {}))
    size = 15 * 1024 * 1024
    path, cookie = _photo(web, size)
    web.start()
    _, alone = _webhooks(line, web, person, 40)
    ask = f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n".encode()
    slow = [_slow(web, ask) for _ in range(many)]
    for one in slow:  # each has begun to get it
        assert one.recv(12) == b"HTTP/1.1 200"
    middle, last = _webhooks(line, web, person, 40, first=40)
    quick = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
    quick.request("GET", path, headers={"Cookie": cookie})
    assert len(quick.getresponse().read()) == size
    web.kill()  # it would give those who stall time to read on
    print(f"\n{len(slow)} who stall: webhooks taken in {middle:.1f} ms, p99 {last:.0f} (without them {alone:.0f})")
    assert len(line.said_to(person.user_id)) == 80
    return alone, last


def test_readers_who_stall_hold_up_no_webhook(tmp_path: Path, line: Simulator) -> None:
    """Three for each thread. Whoever had to wait for one of them would wait until it is let go."""
    _, last = _beside_stalled(tmp_path, line, 24)
    assert last < connections.STANDSTILL * 1000 / 3


@pytest.mark.fault
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_two_hundred_readers_who_stall_hold_up_no_webhook(
    tmp_path: Path, line: Simulator, engine: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    alone, last = _beside_stalled(tmp_path, line, 200, url)
    assert last < max(100, 3 * alone)


def test_who_asks_through_a_proxy_reads_no_figures(tmp_path: Path, line: Simulator) -> None:
    web = WebProcess(tmp_path, line).start()
    asked = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
    found = []
    for headers in ({}, {"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}):
        asked.request("GET", "/metrics", headers=headers)
        answer = asked.getresponse()
        answer.read()
        found.append(answer.status)
    web.stop()
    assert found == [200, 403, 403]


def test_told_to_stop_it_finishes_what_is_in_hand(tmp_path: Path, line: Simulator) -> None:
    """A photo that is being fetched arrives whole, a webhook that was taken is kept, and nobody new comes in."""
    (person,) = office(tmp_path, line, 1)
    web = WebProcess(tmp_path, line)
    size = 4 * 1024 * 1024  # far more than any buffer between us
    path, cookie = _photo(web, size)
    web.start()
    one = _slow(web, f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n".encode())
    said = one.recv(4096)
    assert line.phone.text(person, report(1)).ok
    assert web.child is not None
    web.child.terminate()
    time.sleep(0.5)
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", web.port), 2)
    said += everything(one)
    assert len(said.partition(b"\r\n\r\n")[2]) == size
    assert web.child.wait(20) == 0
    store = web.store()
    assert [row["kind"] for row in store.db.query("SELECT kind FROM facts")] == ["value"]
    store.close()
