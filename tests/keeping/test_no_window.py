"""A process that has looked into a database never sees its rows replaced, whenever it came or a restore began."""

import random
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from bot.keeping import backups
from bot.keeping.stopped import at_rest
from bot.refused import Refused
from bot.store import open_store
from tests.commands.places import Make, Place, make, office

__all__ = ["make"]  # the fixture
ROOT = Path(__file__).parents[2]
COMES_AND_GOES = """
import random, sys, time
from pathlib import Path
from bot.store import open_store
from bot.store.engine import ERA
dice, until, came = random.Random(int(sys.argv[4])), time.monotonic() + float(sys.argv[3]), 0
while time.monotonic() < until:
    store = open_store(sys.argv[1], Path(sys.argv[2]))
    try:
        first = store.kept.get(ERA)
        came += 1
        for _ in range(dice.randrange(1, 6)):
            time.sleep(dice.uniform(0, 0.02))
            if store.kept.get(ERA) != first:
                print("REPLACED", flush=True)
    except Exception as refused:
        time.sleep(dice.uniform(0, 0.02))
    store.close()
    time.sleep(dice.uniform(0, 0.15))
print(came)
"""


def replace_often(place: Place, seconds: float, processes: int) -> None:
    path, _ = backups.make(place.store, place.data_dir / "b", datetime.fromisoformat("2026-03-15T02:00+07:00"))
    place.store.close()
    children = [
        subprocess.Popen(
            [sys.executable, "-c", COMES_AND_GOES, place.url, str(place.data_dir), str(seconds), str(n)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for n in range(processes)
    ]  # fmt: skip
    dice, done, refused = random.Random(7), 0, 0
    while any(child.poll() is None for child in children):
        store = open_store(place.url, place.data_dir)
        try:
            with at_rest("restore", store, place.url):
                backups.restore(store, path, force=True)
                done += 1
        except Refused:
            refused += 1
        store.close()
        time.sleep(dice.uniform(0, 0.05))
    told = [child.communicate()[0].split() for child in children]
    came = sum(int(words[-1]) for words in told)
    print(f"\n{place.store.db.name}: {came} visits, {done} restores, {refused} refused")
    assert [words for words in told if "REPLACED" in words] == []
    assert min(came, done, refused) > 0


def test_a_restore_and_processes_that_come_and_go(make: Make) -> None:
    replace_often(office(make), 3, 1)


@pytest.mark.fault
@pytest.mark.timeout(400)
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_a_restore_and_many_processes_that_come_and_go(engine: str, make: Make) -> None:
    replace_often(office(make, engine), 90, 3)
