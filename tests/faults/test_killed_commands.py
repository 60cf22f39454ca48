"""backup, restore and move, killed at any moment: what was there is there, and the next try succeeds."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from bot.keeping import backups
from bot.store import Store
from tests.commands.places import MADE, PAIRS, Make, Place, make, office
from tests.faults.web_process import ROOT

__all__ = ["make"]  # the fixture
MUCH = 2_000  # facts; photos are a fortieth of it


def busy(make: Make, engine: str) -> Place:
    """An office in which backup, restore and move take a while."""
    place = office(make, engine)
    with place.store.db.transaction():
        place.store.db.many(
            """INSERT INTO facts (id, kind, agreement, district, indicator, input, slot, value, as_of, happened,
               recorded, person, event_id, replaces, note) VALUES (?, 'value', 'a', 'd', 'i', 'x', '', '"50"',
               '2026-01-01', 1, 1, 1, NULL, NULL, ?)""",
            [(f"m{n}", "ก" * 300) for n in range(MUCH)],
        )
        for n in range(MUCH // 40):
            photo = f"{n}".encode() * 20_000
            hash = hashlib.sha256(photo).hexdigest()
            place.store.blobs.put(hash, photo)
            place.store.db.execute(
                """INSERT INTO evidence (id, agreement, district, indicator, kind, hash, size, state, event_id, at)
                   VALUES (?, 'a', 'd', 'i', 'image', ?, ?, 'kept', 'e1', 4)""",
                [f"p{n}", hash, len(photo)],
            )
    return place


def begin(place: Place, *words: str) -> subprocess.Popen[bytes]:
    for ours in MADE:  # restore and move want everybody away; ours open themselves again
        ours.store.close()
    place.data_dir.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "DATABASE_URL": place.url, "DATA_DIR": str(place.data_dir), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words], cwd=place.data_dir, env=env, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip


def done(place: Place, *words: str) -> bytes:
    process = begin(place, *words)
    said, wrong = process.communicate(timeout=60)
    assert process.returncode == 0, wrong.decode()
    return said


def kill_often(place: Place, words: tuple[str, ...], times: int, seed: int) -> int:
    """How often it was killed; it may have ended by itself before."""
    dice, killed = random.Random(seed), 0
    for _ in range(times):
        process = begin(place, *words)
        time.sleep(dice.uniform(0.15, 0.7))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return killed


def whole(store: Store) -> int:
    named = store.blobs.named()
    return sum(store.blobs.get(hash) is not None for hash in named) - len(named)


def test_a_killed_backup_leaves_no_file_that_looks_like_one(make: Make) -> None:
    place = busy(make, "sqlite")
    before = place.measures()
    del before["trail"]  # a backup tells of itself before it is made
    killed = kill_often(place, ("backup",), 4, seed=1)
    for path in backups.all_in(place.data_dir / "backups"):
        backups.prove(path, place.data_dir)
    assert {name: one for name, one in place.measures().items() if name != "trail"} == before
    done(place, "backup")
    assert killed
    print(f"\nbackup: killed {killed} times")


@pytest.mark.fault
@pytest.mark.parametrize(("one", "other"), PAIRS[:2])
def test_a_killed_restore_has_changed_nothing(one: str, other: str, make: Make) -> None:
    source, target = busy(make, one), office(make, other)
    done(source, "backup")
    (path,) = backups.all_in(source.data_dir / "backups")
    before = target.measures()
    killed = kill_often(target, ("restore", str(path), "--force"), 12, seed=2)
    assert target.measures() in (before, source.measures())
    done(target, "restore", str(path), "--force")
    assert target.measures() == source.measures()
    assert whole(target.store) == 0
    assert killed
    print(f"\nrestore on {other}: killed {killed} times")


@pytest.mark.fault
@pytest.mark.parametrize(("one", "other"), PAIRS[:2])
def test_a_killed_move_is_begun_again(one: str, other: str, make: Make) -> None:
    source, target = busy(make, one), make(other)
    before = source.measures()
    words = ("move", "--from", source.url, "--to", target.url)
    killed = kill_often(source, words, 12, seed=3)
    if target.store.missing() or not target.store.db.query("SELECT 1 AS yes FROM facts LIMIT 1"):
        done(source, *words)
    assert target.measures() == before == source.measures()
    assert killed
    print(f"\nmove to {other}: killed {killed} times")
