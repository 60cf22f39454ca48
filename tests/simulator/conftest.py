"""A simulator and a stand-in bot that know each other."""

from collections.abc import Iterator

import pytest

from bot.simulator.server import Simulator
from tests.simulator.echo_bot import EchoBot


@pytest.fixture(autouse=True)
def every_message_is_as_line_takes_and_shows_it() -> None:
    """Not here: these tests send wrong messages on purpose, to hear what LINE says."""


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(secret="secret-of-the-channel", token="token-of-the-channel") as simulator:
        yield simulator


@pytest.fixture
def bot(line: Simulator) -> Iterator[EchoBot]:
    echo = EchoBot(line.url, "secret-of-the-channel", "token-of-the-channel")
    line.connect(echo.callback)
    yield echo
    echo.close()
