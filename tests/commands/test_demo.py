"""The demo with real processes: whatever ends it, nothing that it started is left."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.commands.running.demo import free_port

ROOT = Path(__file__).resolve().parents[2]
WITHIN = 15  # seconds until all have ended


@dataclass
class Demo:
    """One run of the command in a process group of its own; where people.json is there already, it starts fast."""

    process: subprocess.Popen[str]

    def heard(self, words: str) -> None:
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if words in line:
                return
        raise AssertionError(f"never said {words!r}: {''.join(said)}")

    def running(self) -> dict[str, int]:
        """Command -> process, of those in the group that live: demo, serve, simulate."""
        listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat=,args="], capture_output=True, text=True, check=True)
        rows = [line.split() for line in listed.stdout.splitlines()]
        return {
            row[row.index("bot") + 1]: int(row[0])
            for row in rows
            if row[1] == str(self.process.pid) and not row[2].startswith("Z") and "bot" in row
        }

    def ended(self) -> int:
        code = self.process.wait(WITHIN)
        assert self.running() == {}
        return code


@contextmanager
def started(folder: Path) -> Iterator[Demo]:
    port, page = free_port(18600 + os.getpid() % 1000), free_port(19700 + os.getpid() % 1000)
    words = ["demo", "--data", str(folder), "--port", str(port), "--simulator-port", str(page)]
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the child inherits it, also where nohup runs the tests
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", *words],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGHUP, before)
    made = Demo(process)
    try:
        yield made
    finally:
        for left in made.running().values():
            os.kill(left, signal.SIGKILL)
        process.wait(WITHIN)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    people = {"people": [{"user_id": f"U{'1' * 32}", "name": "คนใหม่", "role": "", "district": ""}], "groups": []}
    (tmp_path / "people.json").write_text(json.dumps(people), encoding="utf-8")
    with started(tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    "told",
    [signal.SIGTERM, *(pytest.param(told, marks=pytest.mark.fault) for told in (signal.SIGINT, signal.SIGHUP))],
    ids=lambda told: told.name,
)
def test_told_to_stop_it_ends_the_bot_and_the_simulator(demo: Demo, told: signal.Signals) -> None:
    demo.heard("Ctrl-C stops both.")
    assert set(demo.running()) == {"demo", "serve", "simulate"}
    demo.process.send_signal(told)
    assert demo.ended() == 0


@pytest.mark.fault
def test_ctrl_c_in_the_terminal_reaches_all_three_and_twice_is_no_harm(demo: Demo) -> None:
    demo.heard("Ctrl-C stops both.")
    os.killpg(demo.process.pid, signal.SIGINT)
    time.sleep(0.1)
    os.killpg(demo.process.pid, signal.SIGINT)
    assert demo.ended() == 0


@pytest.mark.parametrize("dead", ["serve", pytest.param("simulate", marks=pytest.mark.fault)])
def test_when_one_of_the_two_dies_the_other_is_ended(demo: Demo, dead: str) -> None:
    demo.heard("Ctrl-C stops both.")
    os.kill(demo.running()[dead], signal.SIGKILL)
    demo.heard("demo: one of the two processes has ended; its last words stand above")
    assert demo.ended() == 2


@pytest.mark.fault
def test_told_to_stop_while_it_starts_it_leaves_nothing(demo: Demo) -> None:
    until = time.monotonic() + 30
    while "serve" not in demo.running() and time.monotonic() < until:
        time.sleep(0.02)
    demo.process.send_signal(signal.SIGTERM)
    assert demo.ended() == 0


@pytest.mark.fault
def test_a_bot_that_hears_nothing_is_ended_all_the_same(demo: Demo) -> None:
    demo.heard("Ctrl-C stops both.")
    os.kill(demo.running()["serve"], signal.SIGSTOP)
    demo.process.send_signal(signal.SIGTERM)
    assert demo.ended() == 0


@pytest.mark.fault
def test_told_to_stop_while_it_prepares_it_begins_anew_the_next_time(tmp_path: Path) -> None:
    with started(tmp_path) as demo:
        demo.heard("ชัยภูมิ: ")  # the second province: the first has its agreement
        demo.process.send_signal(signal.SIGTERM)
        assert demo.ended() == 0
    with started(tmp_path) as demo:
        demo.heard("ชัยภูมิ: ")
