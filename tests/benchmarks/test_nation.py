"""A nation on its deadline day: 76 provinces, 878 districts, 7,000 people, ten messages each within an hour.

The day has its whole weight: the clock reminds everybody in the morning, and goes on looking while they write.
`NATION_PART=50` plays every fiftieth message only, to try it out.
"""

import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.store import Store, open_store
from tests.benchmarks import deadline_hour, nation, played, running
from tests.benchmarks.deadline_hour import Said
from tests.benchmarks.played import Play
from tests.postgres_cluster import Cluster, needed

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1_800)]

PART = int(os.environ.get("NATION_PART", "1"))
LATENCY = 100  # ms of LINE's API
PACE = 12  # the hour in five minutes
MOST = 2_000  # messages without an answer, before the telephones hold back: reply tokens live a minute
TIMES = {"TODAY": nation.DAY.isoformat()}


@dataclass
class Nation:
    store: Store
    people: list[nation.Person]
    folder: Path
    port: int
    api: int
    master: "subprocess.Popen[bytes]"

    def play(self, said: list[tuple[float, Said]], *, pace: float = 1, most: int = 0) -> Play:
        return played.play(self.folder, said, self.port, self.api, self.master, pace=pace, most=most)


@contextmanager
def settled(folder: Path, url: str = "") -> Iterator[Nation]:
    """The nation's bot, with everybody reminded of the day and nothing in hand."""
    url = url or f"sqlite:///{folder}/radap.db"
    store = open_store(url, folder)
    _, people = nation.settle(store)
    with ExitStack() as stack:
        stack.callback(store.close)
        api = stack.enter_context(running.stub_api(LATENCY))
        begun = time.monotonic()
        port, master = stack.enter_context(running.bot(folder, api, DATABASE_URL=url, WEB_CONCURRENCY="1", **TIMES))
        if not store.db.one_process:
            env = running.settings(folder, api, port, DATABASE_URL=url, **TIMES)
            stack.enter_context(running.process("-m", "bot", "clock", env=env))
        pushes = reminded(port, api)
        warm = [running.webhook(played.FIRST + n, "คะแนน", person.user) for n, person in enumerate(people[-40:])]
        running.post_all(port, warm)
        running.worked_off(port, 60)
        print(
            f"\n{store.db.name}: start, and {pushes:,} reminders made and sent: {time.monotonic() - begun:.0f} s; "
            f"web process {running.worker_rss(master):.0f} MiB"
        )
        yield Nation(store, people, folder, port, api, master)


def reminded(port: int, api: int) -> int:
    """Wait until the day's reminders are out; how many they were."""
    before, still = -1, 0
    for _ in range(600):
        time.sleep(1)
        sent = int(running.get(f"http://127.0.0.1:{api}/count", 30))
        still = still + 1 if sent and sent == before else 0
        if still == 5 and not running.health(port)["outbox_waiting"]:
            return sent
        before = sent
    raise TimeoutError(f"found {before} reminders and still more")


def told(name: str, play: Play, *, due: bool) -> None:
    waits, accepting = play.waits(due=due), play.accepting()
    left, drained = play.left
    print(
        f"\n{name}: {len(play.said):,} messages in {play.seconds:.0f} s, {len(play.said) / play.seconds:.0f} a second\n"
        f"  answer at LINE after: median {statistics.median(waits):.0f} ms, p95 {played.at(waits, 0.95):.0f} ms, "
        f"p99 {played.at(waits, 0.99):.0f} ms, longest {waits[-1]:.0f} ms\n"
        f"  webhook accepted after: median {statistics.median(accepting):.1f} ms, "
        f"p99 {played.at(accepting, 0.99):.0f} ms\n"
        f"  at most {play.deepest:,} waiting; {left:,} after the last message, answered in {drained:.1f} s; "
        f"{play.processor_ms:.2f} ms of a processor for each message\n"
        f"  web process: {play.before.rss:.0f} MiB before, at most {max(one.rss for one in play.looks):.0f}, "
        f"{play.after.rss:.0f} after"
    )


def part(said: list[tuple[float, Said]], people: list[nation.Person]) -> list[tuple[float, Said]]:
    """Everything; or, to try it out, what some of the people say."""
    some = {person.number for person in people[::PART]}
    return [one for one in said if one[1].person.number in some]


def test_the_nation_is_whole_and_its_hour_has_a_peak() -> None:
    every = nation.offices()
    people = nation.everybody(every)
    said = deadline_hour.hour(people)
    assert (len(every), sum(len(office.districts) for office in every), len(people)) == (76, 878, 7_000)
    assert len(said) == 70_000
    assert len(deadline_hour.peak(people)) / 180 == pytest.approx(3 * 70_000 / 3_600, rel=0.03)
    assert sum(one.fact is not None for _, one in said) > 30_000


def test_the_busiest_three_minutes_at_their_own_pace(tmp_path: Path) -> None:
    with settled(tmp_path) as there:
        play = there.play(part(deadline_hour.peak(there.people), there.people))
        told("the busiest three minutes", play, due=True)
        assert list(played.faults(play, there.store)) == []
        assert played.at(play.waits(due=True), 0.95) < 1_000


def test_the_whole_hour_twelve_times_faster(tmp_path: Path) -> None:
    with settled(tmp_path) as there:
        play = there.play(part(deadline_hour.hour(there.people), there.people), pace=PACE, most=MOST)
        told("the whole hour", play, due=False)
        assert list(played.faults(play, there.store)) == []
        assert play.after.rss < 400


def test_the_busiest_minute_on_postgresql(tmp_path: Path) -> None:
    needed()
    cluster = Cluster.make(durable=True)
    try:
        with settled(tmp_path, cluster.url(cluster.create_database())) as there:
            said = [one for one in part(deadline_hour.peak(there.people), there.people) if one[0] < 60]
            play = there.play(said)
            told("the busiest minute", play, due=True)
            assert list(played.faults(play, there.store)) == []
            assert played.at(play.waits(due=True), 0.95) < 1_000
    finally:
        cluster.stop()
        cluster.remove()
