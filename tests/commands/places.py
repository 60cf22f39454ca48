"""Databases of any engine, each with its own DATA_DIR, for the commands that work on whole databases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.keeping import backups
from bot.store import Store, open_store
from bot.store.copying import Measure, Measuring, carried, measure
from bot.store.engine import ERA
from tests.commands.an_office import fill


@dataclass
class Place:
    """A database with its DATA_DIR, set in the environment by `use`."""

    url: str
    data_dir: Path
    store: Store
    monkeypatch: pytest.MonkeyPatch

    def use(self) -> "Place":
        self.monkeypatch.setenv("DATABASE_URL", self.url)
        self.monkeypatch.setenv("DATA_DIR", str(self.data_dir))
        return self

    def measures(self) -> dict[str, Measure]:
        """Of all but the notes that a backup was made, that rows were replaced, and where all of it came from."""
        with self.store.db.transaction():
            self.store.db.execute("DELETE FROM kept WHERE name IN (?, ?)", [backups.KEPT, ERA])
        with self.store.db.snapshot():
            found = {table.name: measure(self.store.db, table) for table in carried()}
            rows = self.store.db.query("SELECT * FROM trail WHERE deed NOT IN ('restore', 'carry')")
        passed = Measuring()
        list(passed.passing(rows))
        return {**found, "trail": passed.measure()}

    def trail(self) -> list[str]:
        """What the trail says was done, the oldest first; it is whole."""
        assert self.store.trail.broken() is None
        return [row["deed"] for row in reversed(self.store.trail.seen(""))]


Make = Callable[[str], Place]  # engine -> an empty database
MADE: list[Place] = []  # of the test that runs


def run_alone(*words: str) -> int:
    """A command that wants everybody else away: our own stores are closed before (and open themselves at their next
    use)."""
    for place in MADE:
        place.store.close()
    return main(list(words))


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    MADE.clear()
    dropped: list[str] = []

    def place(engine: str) -> Place:
        data_dir = tmp_path / f"data{len(MADE)}"
        url = f"sqlite:///{data_dir}/radap.db"
        if engine == "postgresql":
            cluster = request.getfixturevalue("postgres")
            dropped.append(cluster.create_database())
            url = cluster.url(dropped[-1])
        MADE.append(Place(url, data_dir, open_store(url, data_dir), monkeypatch))
        return MADE[-1]

    monkeypatch.chdir(tmp_path)
    for name in ("BACKUP_DIR", "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    yield place
    for one in MADE:
        one.store.close()
    for name in dropped:
        request.getfixturevalue("postgres").drop_database(name)


def office(make: Make, engine: str = "sqlite") -> Place:
    place = make(engine)
    place.store.migrate()
    fill(place.store)
    return place.use()


POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)
PAIRS = [
    ("sqlite", "sqlite"),
    *(pytest.param(*pair, marks=pytest.mark.postgres)
      for pair in (("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql"))),
]  # fmt: skip
