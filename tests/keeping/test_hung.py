"""A web process in which a request is stuck says so, and ends: in order where it can, at once where nothing runs."""

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks.running import free_port, wait_for_port

APP = Path(__file__).parent / "hung_app.py"


@contextmanager
def process(farewell: float = 3) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, str(APP), str(port), str(farewell)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_for_port(port)
    yield child, port
    child.kill()
    child.communicate()


def ask(port: int, path: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", path)
        return line.getresponse().read().decode()
    except OSError:
        return "cut off"
    finally:
        line.close()


def test_a_request_that_never_ends_is_said_and_ends_the_process() -> None:
    with process() as (child, port):
        assert ask(port, "/healthz") == ""
        threading.Thread(target=ask, args=(port, "/python"), daemon=True).start()
        time.sleep(0.8)
        assert ask(port, "/healthz") == "web: a request has been in hand for more than a minute"
        out, wrong = child.communicate(timeout=15)
        assert "ended in order" in out
        assert child.returncode == 0
        assert "a request is stuck, this process ends" in wrong
        assert "in never_ends" in wrong


def test_what_holds_the_interpreter_itself_ends_the_process_too() -> None:
    with process() as (child, port):
        threading.Thread(target=ask, args=(port, "/c"), daemon=True).start()
        begun = time.monotonic()
        _, wrong = child.communicate(timeout=15)
        assert child.returncode == 1
        assert time.monotonic() - begun < 8
        assert "Timeout (0:00:01.500000)!" in wrong
        assert "hung_app.py" in wrong
        assert "aaaa" not in wrong


def test_a_process_that_is_well_stays() -> None:
    with process() as (child, port):
        for _ in range(10):
            assert ask(port, "/healthz") == ""
            time.sleep(0.3)
        assert child.poll() is None


@pytest.mark.fault
def test_a_process_that_was_well_for_long_ends_when_it_hangs() -> None:
    with process() as (child, port):
        for _ in range(200):
            assert ask(port, "/healthz") == ""
            time.sleep(0.1)
        threading.Thread(target=ask, args=(port, "/c"), daemon=True).start()
        child.communicate(timeout=15)
        assert child.returncode == 1
