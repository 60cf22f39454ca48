"""How fast the numbers are: loading, one scorecard, a hundred thousand lines."""

import json
import time
from collections.abc import Callable

import pytest

from bot.commands.trying.score import answers
from scoring.document import loading, quotes
from scoring.document.loading import shipped
from scoring.levels.gaps import gap
from scoring.levels.totals import scorecard


def best(of: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few runs."""
    times = []
    for _ in range(of):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.benchmark
def test_five_agreements_load_in_150_ms() -> None:
    def load() -> None:
        for cached in (loading.document, loading.shipped, quotes.numbers):
            cached.cache_clear()
        loading.shipped()

    took = best(5, load)
    print(f"\nload five agreements: {took * 1000:.1f} ms")
    assert took < 0.150


@pytest.mark.benchmark
def test_a_scorecard_of_eleven_indicators_takes_under_a_millisecond() -> None:
    nongkhai = shipped()["nongkhai-2565-1"]
    inputs = {i.id: {n: True if u.derive == "flag" else "2022-03-01" if u.derive == "date" else "80"
                     for n, u in i.inputs.items()} for i in nongkhai.of("ท่าบ่อ")}  # fmt: skip
    plain = best(200, lambda: scorecard(nongkhai, "ท่าบ่อ", inputs))
    gaps = best(200, lambda: [gap(r.result) for r in scorecard(nongkhai, "ท่าบ่อ", inputs).rows])
    print(f"\nscorecard of {len(inputs)}: {plain * 1000:.3f} ms; with every gap {gaps * 1000:.3f} ms")
    assert len(inputs) == 11
    assert plain < 0.001


@pytest.mark.benchmark
def test_twenty_thousand_lines_a_second() -> None:
    lines = [
        json.dumps({"agreement": "nongkhai-2565-1", "indicator": "individual/3", "district": None,
                    "inputs": {"bpm_percent": f"{n % 10000 / 100}", "gvh_percent": {"num": n % 31, "den": 30}}})
        for n in range(100_000)
    ]  # fmt: skip
    took = best(2, lambda: sum(len(line) for line in answers(lines)))
    print(f"\nscore --jsonl: {len(lines) / took:,.0f} lines a second")
    assert len(lines) / took >= 20_000
