"""restore and move want every process of the bot away: a lock that each holds as long as it lives says so."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.keeping import backups
from bot.store import open_store
from bot.store.engine import TAKEN
from tests.commands.places import POSTGRES, Make, Place, make, office, run_alone

__all__ = ["make"]  # the fixture
ROOT = Path(__file__).parents[2]
ENGINES = ["sqlite", POSTGRES]
LIVES = """
import sys
from pathlib import Path
from bot.store import open_store
store = open_store(sys.argv[1], Path(sys.argv[2]))
store.db.query("SELECT 1 AS one")
print("here", flush=True)
sys.stdin.read()
"""


@contextmanager
def process_on(place: Place) -> Iterator[subprocess.Popen[str]]:
    """A process of the bot's that has looked into the database once, and does nothing more."""
    child = subprocess.Popen(
        [sys.executable, "-c", LIVES, place.url, str(place.data_dir)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    yield child
    child.kill()
    child.communicate()


def backup_of(place: Place, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run_alone("backup") == 0
    capsys.readouterr()
    (path,) = backups.all_in(place.data_dir / "backups")
    return path


def refusal(command: str, place: Place) -> str:
    return (
        f"{command}: found another process of the bot on {place.url}, expected all of them stopped (the bot, its "
        "clock, other commands); nothing was changed\n"
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_restored_while_a_process_lives_not_even_a_stopped_one(
    engine: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    place = office(make, engine)
    path, before = backup_of(place, capsys), place.measures()
    with process_on(place) as child:
        for number in (0, signal.SIGSTOP):
            os.kill(child.pid, number)
            assert run_alone("restore", str(path), "--force") == 2
            assert capsys.readouterr().err == refusal("restore", place)
        assert place.measures() == before
        child.kill()
        child.wait()
        assert run_alone("restore", str(path), "--force") == 0
    assert place.measures() == before


@pytest.mark.parametrize("runs", ["source", "target"])
@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_moved_while_a_process_lives(
    engine: str, runs: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"source": office(make, engine), "target": make("sqlite" if engine == "sqlite" else engine)}
    with process_on(places[runs]):
        words = ("move", "--from", places["source"].url, "--to", places["target"].url)
        assert run_alone(*words) == 2
        assert capsys.readouterr().err == refusal("move", places[runs])
    assert run_alone(*words) == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_whoever_begins_while_rows_are_replaced_is_refused_at_once(
    engine: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    place = office(make, engine)
    place.store.close()
    with place.store.db.alone():
        other = open_store(place.url, place.data_dir)
        assert other.db.trouble() == TAKEN
        done = subprocess.run(
            [sys.executable, "-m", "bot", "doctor"], cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert f"{place.url} cannot be reached: {TAKEN}" in done.stdout
        other.close()
        place.store.db.query("SELECT 1 AS one")  # who holds it works on
    assert open_store(place.url).db.trouble() == ""


@pytest.mark.postgres
def test_a_process_that_lost_the_server_during_a_restore_does_not_go_on_with_what_it_remembers(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    place = office(make, "postgresql")
    path = backup_of(place, capsys)
    other = open_store(place.url, place.data_dir)
    assert other.db.query("SELECT 1 AS one")
    with place.store.db.transaction():  # as if the server had been away and back
        place.store.db.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND datname = current_database()"
        )
    assert run_alone("restore", str(path), "--force") == 0
    with pytest.raises(Exception, match="couldn't get a connection"):
        other.db.query("SELECT 1 AS one")
    assert other.db.strayed() == "its rows were replaced by a restore"
    other.close()
