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

from bot.simulator.server import Simulator
from tests.benchmarks.running import free_port, wait_for_port
from tests.faults.web_process import ROOT, WebProcess, office, report

POST = b"POST /callback HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
DEAF = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"  # and then does not hang up
SOON = 2.0  # seconds: LINE's patience


class Porch:
    """The porch before a small application, with two threads and a second's patience."""

    def __init__(self, folder: Path, connections: int = 40, files: int = 0) -> None:
        def few() -> None:
            if files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

        self.port = free_port()
        conf = folder / "conf.py"
        conf.write_text(
            "from bot.server import worker\n"
            "worker.PATIENCE, worker.FAREWELL, worker.STANDSTILL = 1.0, 0.5, 1\n"
            f"worker_class, threads, bind = 'bot.server.worker.Porch', 2, '127.0.0.1:{self.port}'\n"
            f"worker_connections, control_socket_disable = {connections}, True\n"
        )
        self.child = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", str(conf), "tests.faults.porch_app:app"], cwd=ROOT,
            stderr=(folder / "log").open("wb"), env={**os.environ, "PYTHONPATH": str(ROOT)}, preexec_fn=few,
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
def porch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Porch]:
    porch = Porch(tmp_path_factory.mktemp("porch"))
    yield porch
    porch.child.terminate()
    porch.child.wait(20)


@pytest.mark.parametrize(
    "said",
    [b"", b"P", POST, POST + b"Content-Length: 9\r\n\r\nx", CHUNKED + b"5\r\nab"],
)
def test_many_who_do_not_finish_hold_up_nobody_and_are_let_go(porch: Porch, said: bytes) -> None:
    slow = [porch.connect(said) for _ in range(12)]
    assert porch.asks() < SOON
    begun = time.monotonic()
    answers = {everything(line)[:40] for line in slow}
    assert time.monotonic() - begun < 5
    assert answers == {b"HTTP/1.1 408 Request Timeout\r\nConnection" if said else b""}


def test_a_byte_at_a_time_wins_no_time(porch: Porch) -> None:
    line, begun = porch.connect(POST + b"X-Long: "), time.monotonic()
    with pytest.raises(ConnectionError):
        while time.monotonic() - begun < 10:
            line.sendall(b"x")
            time.sleep(0.05)
    assert time.monotonic() - begun < 5


def test_who_does_not_hang_up_after_the_answer_holds_up_nobody(porch: Porch) -> None:
    lines = [porch.connect(DEAF) for _ in range(8)]
    took = [porch.asks() for _ in range(3)]
    assert sum(took) < SOON
    for line in lines:
        assert everything(line).endswith(told(b""))


def test_in_a_crowd_the_slowest_makes_room(porch: Porch) -> None:
    slow = [porch.connect(POST) for _ in range(100)]  # of forty places
    assert porch.asks() < SOON
    assert everything(slow[0]).startswith(b"HTTP/1.1 408 ")


def test_where_no_more_files_may_be_opened_it_goes_on_too(tmp_path: Path) -> None:
    porch = Porch(tmp_path, connections=1000, files=64)
    children = Path(f"/proc/{porch.child.pid}/task/{porch.child.pid}/children")
    worker = children.read_text()
    slow = [porch.connect(POST) for _ in range(90)]
    assert porch.asks() < 5
    assert children.read_text() == worker  # it did not die of it
    assert len(slow) == 90
    porch.child.terminate()
    porch.child.wait(20)


def test_who_does_not_read_the_answer_is_not_waited_for(porch: Porch) -> None:
    deaf = [porch.connect(b"GET /huge HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(2)]  # one for each thread
    assert porch.asks() < 5
    for line in deaf:
        line.close()


@pytest.mark.parametrize("size", [0, 1, 70_000, 1024 * 1024])
@pytest.mark.parametrize("chunked", [False, True])
def test_what_comes_in_pieces_arrives_whole(porch: Porch, size: int, chunked: bool) -> None:
    body = os.urandom(size)
    chunks = [body[at : at + 60_001] for at in range(0, size, 60_001)]
    if chunked:
        whole = CHUNKED + b"".join(b"%x;x=1\r\n%s\r\n" % (len(one), one) for one in chunks) + b"0\r\n\r\n"
    else:
        whole = POST + b"Content-Length: %d\r\n\r\n" % size + body
    line = porch.connect()
    for at in range(0, len(whole), 30_000):
        line.sendall(whole[at : at + 30_000])
        time.sleep(0.001)
    line.shutdown(socket.SHUT_WR)
    assert everything(line).endswith(b"\r\n\r\n" + told(body))


def test_requests_sent_at_once_are_answered_one_after_the_other(porch: Porch) -> None:
    bodies = [b"a", b"bb", b"", b"dddd"]
    whole = b"".join(POST + b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    line = porch.connect(whole[:-2])
    time.sleep(0.2)
    line.sendall(whole[-2:])
    line.shutdown(socket.SHUT_WR)
    said = everything(line)
    assert [said.count(told(body)) for body in bodies] == [1, 1, 1, 1]
    assert said.index(told(b"a")) < said.index(told(b"bb")) < said.index(told(b"dddd"))


def test_the_beginning_of_a_second_request_holds_no_thread(porch: Porch) -> None:
    slow = [porch.connect(POST + b"Content-Length: 1\r\n\r\nx" + POST) for _ in range(6)]
    assert porch.asks() < SOON
    for line in slow:
        assert everything(line).count(b"HTTP/1.1 ") == 2  # the answer, and that its time is over


def test_a_kept_connection_is_used_again(porch: Porch) -> None:
    line = http.client.HTTPConnection("127.0.0.1", porch.port, timeout=10)
    for n in range(5):
        line.request("POST", "/callback", b"x" * n)
        assert line.getresponse().read() == told(b"x" * n)
    line.close()


@pytest.mark.parametrize(
    "said",
    [
        POST + b"Content-Length: 1048577\r\n\r\n",
        POST + b"X: " + b"x" * 40_000,
        CHUNKED + b"200000\r\n",
        CHUNKED + b"1" * 300,
    ],
)
def test_what_is_too_large_is_refused_before_it_is_sent(porch: Porch, said: bytes) -> None:
    assert everything(porch.connect(said)).startswith(b"HTTP/1.1 413 Content Too Large\r\n")


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
def test_what_is_no_request_is_answered_so_at_once(porch: Porch, said: bytes) -> None:
    begun = time.monotonic()
    assert everything(porch.connect(said))[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 405", b"HTTP/1.1 500")
    assert time.monotonic() - begun < 0.9


def test_told_to_stop_it_does_not_wait_for_the_slow(tmp_path: Path) -> None:
    porch = Porch(tmp_path)
    slow = [porch.connect(POST) for _ in range(3)]
    time.sleep(0.2)
    begun = time.monotonic()
    porch.child.terminate()
    porch.child.wait(20)
    assert time.monotonic() - begun < 4
    assert len(slow) == 3


def test_the_bot_takes_webhooks_while_two_hundred_dawdle(tmp_path: Path, line: Simulator) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(2048, hard)), hard))
    (person,) = office(tmp_path, line, 1)
    web = WebProcess(tmp_path, line).start()
    slow = []
    for n in range(200):
        one = socket.create_connection(("127.0.0.1", web.port), 10)
        one.sendall((b"", POST, POST + b"Content-Length: 99\r\n\r\n{", DEAF)[n % 4])
        slow.append(one)
    took = []
    for n in range(10):
        delivery = line.phone.text(person, report(n))
        assert delivery.ok
        took.append(delivery.seconds)
    web.health.wait_idle(20)
    web.stop()
    print(f"\n200 who dawdle: webhooks taken in {max(took) * 1000:.0f} ms at most")
    assert max(took) < SOON
    assert len(line.said_to(person.user_id)) == 10
