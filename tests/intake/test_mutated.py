"""Whatever is done to a file, it becomes a draft or one sentence, never a trace."""

import random
import subprocess
from collections import Counter
from typing import Any

import pytest

from bot.intake import taking
from bot.intake.taking import Given, NotTaken, take_in
from scoring.drafting.drafting import draft
from tests.drafting.places import places
from tests.intake.mutations import files, mutated

SMALL = 60  # files that the short form takes from: the smallest ones


@pytest.fixture
def traces(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What children say on their way out, where they did not end in good order."""
    found: list[str] = []
    run = subprocess.run

    def watched(command: Any, **more: Any) -> Any:
        done = run(command, **more)
        if done.returncode and b"Traceback" in done.stderr:
            found.append(done.stderr.decode("utf-8", "replace")[-1500:])
        return done

    monkeypatch.setattr(taking.subprocess, "run", watched)
    return found


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
