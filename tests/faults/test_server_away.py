"""The PostgreSQL server is stopped, cut off and killed while people report; when it is back everything goes on."""

import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from bot.simulator.people.world import Person
from bot.simulator.server import Simulator
from tests import postgres_cluster
from tests.faults.web_process import WebProcess, judge, office, report

EACH = 30


@pytest.mark.fault
@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_with_its_server_away_three_times_nothing_is_lost_or_doubled(tmp_path: Path, line: Simulator) -> None:
    postgres_cluster.needed()
    cluster = postgres_cluster.Cluster.make(durable=True)
    try:
        url = cluster.url(cluster.create_database())
        people = office(tmp_path, line, url=url)
        line.fail("reply", "latency", latency_ms=30, times=None)
        line.webhook.patience = 10
        web = WebProcess(tmp_path, line, DATABASE_URL=url, WEB_CONCURRENCY="2").start()
        acknowledged: dict[str, str] = {}
        statuses: Counter[int] = Counter()

        def work(person: Person) -> None:
            for n in range(EACH):
                delivery = line.phone.text(person, report(n))
                statuses[delivery.status or 0] += 1
                while not delivery.ok:
                    time.sleep(0.2)
                    delivery = line.phone.redeliver(person)
                    statuses[delivery.status or 0] += 1
                acknowledged.update({e["webhookEventId"]: e["replyToken"] for e in delivery.events})
                time.sleep(0.1)

        senders = [threading.Thread(target=work, args=[person]) for person in people]
        for sender in senders:
            sender.start()
        for stop in (lambda: cluster.stop("fast"), cluster.stop, cluster.kill):
            time.sleep(1)
            stop()
            time.sleep(1.5)
            with pytest.raises(urllib.error.HTTPError) as unwell:
                urllib.request.urlopen(f"{web.url}/healthz", timeout=20)
            assert unwell.value.code == 503
            back(cluster)
        for sender in senders:
            sender.join(120)
        web.health.wait_idle(90)
        store = web.store()
        figures = judge(store, line, acknowledged, Counter())
        store.close()
        web.stop()
        print(f"\nserver away 3 times: refused with 503 {statuses[503]}, {figures.shown()}")
        assert set(statuses) <= {200, 503}
        assert figures.acknowledged == EACH * len(people)
        assert figures.clean
    finally:
        cluster.stop()
        cluster.remove()


def back(cluster: postgres_cluster.Cluster) -> None:
    """A killed server's last children may still hold its memory for a moment."""
    for tries_left in range(20, -1, -1):
        try:
            cluster.start()
            return
        except AssertionError:
            if not tries_left:
                raise
            time.sleep(0.5)
