"""What every test may use: a real PostgreSQL where there is one, and plain words for what was left out."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.api import sending
from tests import as_line_shows, left_out, postgres_cluster


@pytest.fixture(autouse=True)
def every_message_is_as_line_takes_and_shows_it() -> Iterator[None]:
    """Whatever a bot sends to the loopback LINE in any test; tests/simulator sends wrong ones on purpose."""
    wrong: list[str] = []

    def watch(body: dict[str, Any]) -> None:
        wrong.extend(as_line_shows.problems(body.get("messages")))

    sending.WATCHING.append(watch)
    yield
    sending.WATCHING.remove(watch)
    assert not wrong, wrong[:5]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> postgres_cluster.Cluster:
    """One PostgreSQL server for the whole run, however many processes test."""
    postgres_cluster.needed()
    return postgres_cluster.shared(_run_folder(tmp_path_factory))


@pytest.fixture
def postgres_url(postgres: postgres_cluster.Cluster) -> Iterator[str]:
    """The address of a fresh, empty database."""
    name = postgres.create_database()
    yield postgres.url(name)
    postgres.drop_database(name)


def _run_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of one run share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):  # the process that started the others, after they have ended
        factory = getattr(session.config, "_tmp_path_factory", None)
        if factory is not None:
            postgres_cluster.stop_shared(factory.getbasetemp())


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for line in left_out.lines(terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(line)
