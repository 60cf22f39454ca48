"""One play of the deadline hour against a running bot: what was posted and answered when, and what it cost."""

import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from bot.store import Store
from tests.benchmarks import running
from tests.benchmarks.deadline_hour import Said
from tests.benchmarks.running import event_id

EVERY = 0.5  # seconds between looks at the web process
PATIENCE = 1_500  # seconds that a play may take
FIRST = 10**8  # messages with higher numbers came before the play


@dataclass
class Look:
    """What the web process is and has used."""

    rss: float  # MiB
    seconds: float  # of a processor


@dataclass
class Play:
    said: list[tuple[float, Said]]
    before: Look
    after: Look
    looks: list[Look] = field(repr=False)
    posted: dict[int, tuple[int, int, int]] = field(repr=False)  # number -> due, posted, accepted: ns
    replies: list[tuple[int, int]] = field(repr=False)  # number of the message, when the reply came: ns

    @cached_property
    def arrived(self) -> dict[int, int]:
        return dict(self.replies)

    def waits(self, *, due: bool) -> list[float]:
        """Milliseconds from a message to its answer's arrival at LINE, in their order of size. Of one that had to wait
        for its turn to be posted the waiting counts too, when it is asked for."""
        starts = ((n, times[0] if due else times[1]) for n, times in self.posted.items() if n in self.arrived)
        return sorted((self.arrived[n] - start) / 1e6 for n, start in starts)

    def accepting(self) -> list[float]:
        return sorted((accepted - posted) / 1e6 for _, posted, accepted in self.posted.values())

    def depths(self) -> list[tuple[int, int]]:
        """After every event: when, and how many accepted messages wait for their answer's departure."""
        steps = [(accepted, 1) for _, _, accepted in self.posted.values()] + [(at, -1) for _, at in self.replies]
        steps.sort()
        return list(zip((at for at, _ in steps), accumulate(step for _, step in steps), strict=True))

    @property
    def deepest(self) -> int:
        """How many waited at most."""
        return max(depth for _, depth in self.depths())

    @property
    def left(self) -> tuple[int, float]:
        """How many still waited when the last message had come, and in how many seconds they were answered."""
        last = max(accepted for _, _, accepted in self.posted.values())
        depths = [(at, depth) for at, depth in self.depths() if at >= last]
        return depths[0][1], (depths[-1][0] - last) / 1e9

    @property
    def seconds(self) -> float:
        first = min(posted for _, posted, _ in self.posted.values())
        return (max(at for _, at in self.replies) - first) / 1e9

    @property
    def processor_ms(self) -> float:
        """Of the web process, for each message."""
        return (self.after.seconds - self.before.seconds) * 1000 / len(self.said)


def at(waits: Sequence[float], share: float) -> float:
    return waits[min(int(len(waits) * share), len(waits) - 1)]


def play(
    folder: Path, said: list[tuple[float, Said]], port: int, api: int, master: "subprocess.Popen[bytes]", *,
    pace: float = 1, most: int = 0,
) -> Play:  # fmt: skip
    file = folder / "said.tsv"
    rows = (f"{second:.3f}\t{n}\t{one.person.user}\t{one.text}" for n, (second, one) in enumerate(said))
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    before = look(master)
    with _looking(master) as looks:
        words = ["-m", "tests.benchmarks.posting", str(port), str(api), str(file), str(pace), str(most)]
        done = subprocess.run(
            [sys.executable, *words], cwd=running.ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr[-2000:]
        running.worked_off(port, 120)
    told = (map(int, row.split("\t")) for row in done.stdout.splitlines())
    with urllib.request.urlopen(f"http://127.0.0.1:{api}/replies", timeout=30) as answer:
        replies = [row.split("\t") for row in answer.read().decode().splitlines()]
    return Play(
        said, before, look(master), looks, {n: (due, posted, accepted) for n, due, posted, accepted in told},
        [(int(token, 16), int(when)) for token, when in replies if int(token, 16) < FIRST],
    )  # fmt: skip


def look(master: "subprocess.Popen[bytes]") -> Look:
    return Look(running.worker_rss(master), running.worker_seconds(master))


class _looking:
    """Looks at the web process again and again, from a thread of its own."""

    def __init__(self, master: "subprocess.Popen[bytes]") -> None:
        self.master, self.looks, self._stop = master, list[Look](), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while not self._stop.wait(EVERY):
            self.looks.append(look(self.master))

    def __enter__(self) -> list[Look]:
        self._thread.start()
        return self.looks

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


# what must be true afterwards


def faults(play: Play, store: Store) -> Iterator[str]:
    """Every message that was lost, doubled, failed or misunderstood; none is expected."""
    numbers = range(len(play.said))
    rows = store.db.query("SELECT state FROM inbox WHERE event_id < ?", [event_id(FIRST)])
    states = Counter(row["state"] for row in rows)
    if states != {"done": len(play.said)}:
        yield f"inbox: found {dict(states)}, expected {len(play.said)} done"
    answered = [n for n, _ in play.replies]
    if sorted(answered) != list(numbers):
        missing = sorted(set(numbers) - set(answered))
        yield f"replies: found {len(answered)} for {len(set(answered))} messages, expected one each; not: {missing[:5]}"
    kept: dict[str, list[tuple[str, str, str]]] = {}
    for row in store.db.query("SELECT event_id, indicator, input, value FROM facts"):
        kept.setdefault(row["event_id"], []).append((row["indicator"], row["input"], row["value"]))
    for n, (_, said) in enumerate(play.said):
        found, expected = kept.pop(event_id(n), []), [said.fact] if said.fact else []
        if found != expected:
            yield f'"{said.text}" of {said.person}: found {found} in the ledger, expected {expected}'
    if kept:
        yield f"facts: found {len(kept)} events in the ledger that nobody sent"
    yield from _standing(play, store)


def _standing(play: Play, store: Store) -> Iterator[str]:
    """What stands now is the last that each person reported."""
    last = {(s.person.province, s.person.district, *s.fact[:2]): s.fact[2] for _, s in play.said if s.fact}
    held = {
        (row["province"], row["district"], row["indicator"], row["input"]): row["value"]
        for row in store.db.query(
            "SELECT r.province, c.* FROM current_values c JOIN rounds r ON r.agreement = c.agreement"
        )
    }
    if held != last:
        others = sum(held.get(place) != value for place, value in last.items())
        yield f"standing values: {others} of {len(last)} are not the last said"
