"""A bot with an open province and a few people in it, hosted in this process behind a simulated LINE."""

from collections.abc import Iterator

import pytest

from tests.road.office import Road


@pytest.fixture
def road() -> Iterator[Road]:
    with Road() as road:
        yield road
