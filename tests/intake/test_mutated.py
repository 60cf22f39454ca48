"""Whatever is done to a file, it becomes a draft or one sentence, never a trace."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.intake import taking
from bot.intake.taking import Given, NotTaken, take_in
from scoring.drafting.drafting import draft
from tests.drafting.places import places
from tests.intake.mutations import files, mutated

SMALL = 60  # files that the short form takes from: the smallest ones


@pytest.fixture
def traces(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What children say on their way out, where they did not end in good order."""
    ear, mouth = os.pipe()
    monkeypatch.setattr(taking, "ERRORS", mouth)
    said: list[bytes] = []
    found: list[str] = []

    def listen() -> None:
        while piece := os.read(ear, 65536):
            said.append(piece)
            if b"Traceback" in b"".join(said[-2:]):
                found.append(b"".join(said[-3:]).decode("utf-8", "replace")[-1500:])

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    yield found
    os.close(mouth)
    listener.join(10)
    os.close(ear)


def test_a_trace_of_a_child_would_be_heard(traces: list[str]) -> None:
    subprocess.run([sys.executable, "-c", "raise ValueError('a trace')"], stderr=taking.ERRORS, check=False)
    until = time.monotonic() + 5
    while not traces and time.monotonic() < until:
        time.sleep(0.05)
    assert "Traceback" in traces[0]


def tried(count: int, seed: int, most: int) -> Counter[str]:
    dice = random.Random(seed)
    outcomes: Counter[str] = Counter()
    paths = files()[:most]
    for _ in range(count):
        path = dice.choice(paths)
        content = mutated(path, dice)
        try:
            taken = take_in([Given(path.name, content)])
        except NotTaken as refused:
            sentence = str(refused)
            assert "\n" not in sentence
            assert "Traceback" not in sentence
            outcomes["a sentence"] += 1
            continue
        draft(taken.text, places())
        outcomes["a draft"] += 1
    return outcomes


def test_forty_mutated_files_give_a_draft_or_a_sentence(traces: list[str]) -> None:
    outcomes = tried(40, seed=13, most=SMALL)
    assert traces == []
    assert min(outcomes["a draft"], outcomes["a sentence"]) > 5


@pytest.mark.fault
@pytest.mark.timeout(3600)
def test_two_thousand_mutated_files_give_a_draft_or_a_sentence(traces: list[str]) -> None:
    outcomes = tried(2_000, seed=2026, most=10_000)
    print(f"\n2,000 mutated files: {dict(outcomes)}")
    assert traces == []
    assert sum(outcomes.values()) == 2_000
