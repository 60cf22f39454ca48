"""Kill test: while people report, the web process is killed again and again; nothing accepted is lost or doubled."""

import random
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.simulator.people.world import Person
from bot.simulator.server import Simulator
from tests.faults.web_process import Figures, WebProcess, judge, office, report


class Senders:
    """Everybody reports one message after the other; what is not acknowledged comes again, as LINE brings it."""

    def __init__(self, line: Simulator, people: list[Person], each: int, pause: float) -> None:
        self.line, self.each, self.pause = line, each, pause
        self.acknowledged: dict[str, str] = {}
        self.statuses: Counter[int] = Counter()
        self.again = 0
        self.threads = [threading.Thread(target=self._work, args=[person]) for person in people]
        for thread in self.threads:
            thread.start()

    def _work(self, person: Person) -> None:
        for n in range(self.each):
            delivery = self.line.phone.text(person, report(n))
            self.statuses[delivery.status or 0] += 1
            while not delivery.ok:
                time.sleep(0.1)
                self.again += 1
                delivery = self.line.phone.redeliver(person)
                self.statuses[delivery.status or 0] += 1
            for event in delivery.events:
                self.acknowledged[event["webhookEventId"]] = event["replyToken"]
            time.sleep(self.pause)

    @property
    def busy(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def join(self) -> None:
        for thread in self.threads:
            thread.join(120)


def run(folder: Path, line: Simulator, *, messages: int, kills: int, seed: int, url: str = "") -> Figures:
    chance = random.Random(seed)
    people = office(folder, line, url=url)
    line.fail("reply", "latency", latency_ms=30, times=None)  # so that a kill also finds answers under way
    web = WebProcess(folder, line, **({"DATABASE_URL": url, "WEB_CONCURRENCY": "2"} if url else {})).start()
    senders = Senders(line, people, messages // len(people), pause=0.15)
    longest = 0.0
    for _ in range(kills):
        time.sleep(chance.uniform(0.05, 0.7))
        web.kill()
        begun = time.monotonic()
        web.start()
        longest = max(longest, time.monotonic() - begun)
    senders.join()
    web.health.wait_idle(60)
    web.stop()
    store = web.store()
    figures = judge(store, line, senders.acknowledged, senders.statuses)
    store.close()
    print(
        f"\nkill test: {kills} kills, longest restart {longest:.1f} s, brought again {senders.again}, {figures.shown()}"
    )
    assert longest < 20
    assert figures.acknowledged == messages
    return figures


def test_killed_while_people_report_nothing_is_lost_or_doubled(tmp_path: Path, line: Simulator) -> None:
    assert run(tmp_path, line, messages=48, kills=2, seed=1).clean


@pytest.mark.fault
@pytest.mark.parametrize("seed", [11, 12])
@pytest.mark.timeout(300)
def test_killed_twelve_times_nothing_is_lost_or_doubled(tmp_path: Path, line: Simulator, seed: int) -> None:
    assert run(tmp_path, line, messages=400, kills=12, seed=seed).clean


@pytest.mark.fault
@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_two_processes_on_one_server_killed_ten_times(tmp_path: Path, line: Simulator, postgres_url: str) -> None:
    assert run(tmp_path, line, messages=400, kills=10, seed=13, url=postgres_url).clean


def test_told_to_stop_it_finishes_what_is_in_hand(tmp_path: Path, line: Simulator) -> None:
    people = office(tmp_path, line)
    line.fail("reply", "latency", latency_ms=300, times=None)
    web = WebProcess(tmp_path, line).start()
    senders = Senders(line, people, 2, pause=0)
    senders.join()
    begun = time.monotonic()
    web.stop()
    took = time.monotonic() - begun
    store = web.store()
    waiting = store.db.query("SELECT state FROM outbox WHERE state = 'waiting'")
    half = store.db.query(
        "SELECT e.event_id FROM inbox e LEFT JOIN outbox o USING (event_id) WHERE e.state = 'done' AND o.id IS NULL"
    )
    store.close()
    assert (waiting, half) == ([], [])  # what was handled was answered; what was not waits in the inbox
    assert took < 20
    web.start()
    web.health.wait_idle(30)
    web.stop()
    store = web.store()
    assert judge(store, line, senders.acknowledged, senders.statuses).clean
    store.close()
