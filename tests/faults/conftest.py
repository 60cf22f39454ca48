"""A simulated LINE for each test, and the figures of all runs at the end."""

from collections.abc import Iterator

import pytest

from bot.simulator.server import Simulator


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(secret="secret-of-the-channel", token="token-of-the-channel") as simulator:
        yield simulator
