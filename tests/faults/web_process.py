"""The real web process, to be killed, starved and locked out, in front of a simulated LINE."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.commands.running.hosted_bot import Health
from bot.simulator.people.world import Person
from bot.simulator.server import Simulator
from bot.store import Store, open_store
from tests.benchmarks.running import free_port, serving

ROOT = Path(__file__).parents[2]
AGREEMENT, PROVINCE, TODAY = "nongkhai-2565-1", "หนองคาย", "2022-02-15"
DISTRICTS = ("ท่าบ่อ", "โพนพิสัย", "ศรีเชียงใหม่", "สังคม", "เฝ้าไร่", "รัตนวาปี", "โพธิ์ตาก", "สระใคร")


class WebProcess:
    """`python -m bot serve` on a fixed port and folder; started and killed as often as a test likes."""

    def __init__(self, folder: Path, line: Simulator, **more: str) -> None:
        self.folder, self.line, self.port = folder, line, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            **os.environ,
            "LINE_CHANNEL_SECRET": line.webhook.secret,
            "LINE_CHANNEL_ACCESS_TOKEN": line.api.token,
            "LINE_API_HOST": line.url,
            "DATABASE_URL": f"sqlite:///{folder}/radap.db",
            "DATA_DIR": str(folder),
            "PUBLIC_URL": self.url,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "TODAY": TODAY,
            **more,
        }
        self.child: subprocess.Popen[bytes] | None = None
        self.health = Health(self.url)
        line.connect(f"{self.url}/callback")

    def start(self, *, wait: bool = True, largest_file: int = 0) -> "WebProcess":
        def limit() -> None:
            if largest_file:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))

        with (self.folder / "web.log").open("ab") as told:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=self.env, stderr=told,
                start_new_session=True, preexec_fn=limit,
            )  # fmt: skip
        if wait:
            self.wait_healthy()
        return self

    def wait_healthy(self, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(Exception):
                if "inbox_waiting" in self.health.ask():
                    return
            assert time.monotonic() < end, self.log()[-2000:]
            time.sleep(0.02)

    def kill(self) -> None:
        """No farewell: master and worker are gone at once."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError):
                if number == signal.SIGTERM:
                    self.child.terminate()
                else:
                    os.killpg(self.child.pid, number)
            self.child.wait(40)
            self.child = None

    def worker(self) -> int:
        assert self.child is not None
        return serving(self.child.pid)

    def log(self) -> str:
        return (self.folder / "web.log").read_text("utf-8", "replace")

    def store(self) -> Store:
        return open_store(self.env["DATABASE_URL"], self.folder)


def office(folder: Path, line: Simulator, many: int = len(DISTRICTS), url: str = "") -> list[Person]:
    """An open round and one officer for each district, whose reports are stored without a question."""
    store = open_store(url or f"sqlite:///{folder}/radap.db", folder)
    store.migrate()
    people = []
    with store.db.transaction():
        store.rounds.activate(agreement=AGREEMENT, province=PROVINCE, at=0)
        for n, district in enumerate(DISTRICTS[:many]):
            person = line.world.add_person(f"เจ้าหน้าที่ {n}")
            people.append(person)
            id = store.people.enroll(
                name=person.name, province=PROVINCE, role="officer", districts=[district], group="",
                line_user=person.user_id, at=0,
            )  # fmt: skip
            store.people.update(person=id, agreed=1)
    store.close()
    return people


def report(n: int) -> str:
    """The n-th report of an officer: the figure only grows, so that none is asked about."""
    return f"เบิกจ่าย {10 + n // 10}.{n % 10}%"


@dataclass
class Figures:
    """What a fault run is judged by."""

    acknowledged: int = 0
    not_handled: list[str] = field(default_factory=list)
    lost_facts: list[str] = field(default_factory=list)
    doubled_facts: list[str] = field(default_factory=list)
    lost_answers: list[str] = field(default_factory=list)
    doubled_answers: list[str] = field(default_factory=list)
    five_hundreds: int = 0

    def shown(self) -> str:
        return (
            f"acknowledged {self.acknowledged}, not handled {len(self.not_handled)}, "
            f"facts lost {len(self.lost_facts)} doubled {len(self.doubled_facts)}, "
            f"answers lost {len(self.lost_answers)} doubled {len(self.doubled_answers)}, 5xx {self.five_hundreds}"
        )

    @property
    def clean(self) -> bool:
        bad = (self.not_handled, self.lost_facts, self.doubled_facts, self.lost_answers, self.doubled_answers)
        return not any(bad) and not self.five_hundreds


def judge(store: Store, line: Simulator, acknowledged: dict[str, str], statuses: Counter[int]) -> Figures:
    """Every acknowledged event (id -> reply token) has exactly one fact and exactly one answer that arrived."""
    figures = Figures(len(acknowledged), five_hundreds=sum(n for s, n in statuses.items() if s >= 500))
    states = {row["event_id"]: row["state"] for row in store.db.query("SELECT event_id, state FROM inbox")}
    facts = Counter(row["event_id"] for row in store.db.query("SELECT event_id FROM facts"))
    outbox = {row["id"]: row["event_id"] for row in store.db.query("SELECT id, event_id FROM outbox")}
    of_token = {token: event for event, token in acknowledged.items()}
    answers: Counter[str] = Counter()
    for one in line.sent:
        answers[of_token.get(one.reply_token or "", "") or outbox.get(one.retry_key or "", "")] += 1
    for event in acknowledged:
        if states.get(event) != "done":
            figures.not_handled.append(event)
        if facts[event] != 1:
            (figures.doubled_facts if facts[event] else figures.lost_facts).append(event)
        if answers[event] != 1:
            (figures.doubled_answers if answers[event] else figures.lost_answers).append(event)
    return figures
