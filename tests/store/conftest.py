"""The engines that the contract is proven on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store, open_store


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/radap.db", tmp_path)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def postgres_store(postgres_url: str, tmp_path: Path) -> Iterator[Store]:
    store = open_store(postgres_url, tmp_path)
    store.migrate()
    yield store
    store.close()
