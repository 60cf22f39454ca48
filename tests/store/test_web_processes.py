"""Two web processes and a clock on one PostgreSQL, from signed webhook to LINE's API: each message has one answer."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock.tick import TICKED
from bot.commands.running.hosted_bot import Health
from bot.simulator.server import Simulator
from bot.store import Store
from tests.benchmarks.running import free_port, wait_for
from tests.store.test_processes import enroll

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).parents[2]
USERS = [f"U{n:032x}" for n in range(1, 6)]


@dataclass
class Bot:
    line: Simulator
    store: Store
    url: str
    master: int

    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()]

    def answers(self) -> Counter[str]:
        """How many answers each person got; a push would be one that came a second way."""
        assert {sent.endpoint for sent in self.line.sending.sent} <= {"reply"}
        return Counter(sent.to[0] for sent in self.line.sending.sent)


@pytest.fixture
def bot(postgres_store: Store, tmp_path: Path) -> Iterator[Bot]:
    port, store = free_port(), postgres_store
    for user in USERS:
        enroll(store, user, "officer", ("บ้านกรวด",))
    with Simulator(secret="s", token="t", callback=f"http://127.0.0.1:{port}/callback") as line:
        for user in USERS:
            line.world.add_person(user[-3:], user)
        env = {
            **os.environ, "LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t", "LINE_API_HOST": line.url,
            "DATABASE_URL": store.db.url, "DATA_DIR": str(tmp_path), "PORT": str(port),  # type: ignore[attr-defined]
            "WEB_CONCURRENCY": "2", "TODAY": "2026-03-15",
        }  # fmt: skip
        quiet = {"stdout": subprocess.DEVNULL, "stderr": (tmp_path / "log").open("w")}
        web = [sys.executable, "-m", "bot", "serve"]
        processes = [
            subprocess.Popen(command, cwd=ROOT, env=env, **quiet)  # type: ignore[call-overload]
            for command in (web, [sys.executable, "-m", "bot", "clock"])
        ]
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield Bot(line, store, f"http://127.0.0.1:{port}", processes[0].pid)
        finally:
            for process in processes:
                process.send_signal(signal.SIGTERM)
            for process in processes:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(20)
                process.kill()


def write(bot: Bot, user: str, many: int, taken: Counter[str]) -> None:
    for _ in range(many):
        taken[user] += bot.line.phone.text(user, "ฉันคือใคร").ok


def everybody_writes(bot: Bot, many: int, meanwhile: float = 0) -> Counter[str]:
    """Messages that the bot has taken in, by person."""
    taken: Counter[str] = Counter()
    threads = [threading.Thread(target=write, args=[bot, user, many, taken]) for user in USERS]
    for thread in threads:
        thread.start()
    if meanwhile:
        time.sleep(meanwhile)
        os.kill(bot.workers()[0], signal.SIGKILL)
    for thread in threads:
        thread.join(60)
    return taken


def test_each_message_is_answered_once(bot: Bot) -> None:
    deadline = time.monotonic() + 20
    while len(bot.workers()) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    taken = everybody_writes(bot, 20)
    Health(bot.url).wait_idle()
    assert taken == Counter(dict.fromkeys(USERS, 20))
    assert bot.store.inbox.counts() == {"done": 100}
    assert bot.answers() == taken
    while bot.store.kept.get(TICKED) is None:
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.fault
def test_a_killed_process_costs_and_doubles_nothing(bot: Bot) -> None:
    taken = everybody_writes(bot, 60, meanwhile=0.4)
    Health(bot.url).wait_idle(60)
    handled = bot.store.inbox.counts()
    assert set(handled) == {"done"}
    assert sum(taken.values()) <= handled["done"] <= 300  # one that LINE was not told about may be kept all the same
    assert bot.answers().total() == handled["done"]
