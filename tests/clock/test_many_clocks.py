"""Several clocks on one PostgreSQL, each as in a process of its own: every reminder goes once."""

import threading
from datetime import date
from pathlib import Path

import pytest

from bot.clock.tick import Clock
from bot.office.book import Book
from bot.store import open_store
from tests.clock.office import HOLIDAYS, Office

DUE_SOON = date(2022, 2, 25)  # seven days before 4 March


@pytest.mark.postgres
def test_four_clocks_that_tick_at_once_send_each_digest_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    office = Office(tmp_path, "nongkhai-2565-1", patch=monkeypatch, url=postgres_url)
    office.today.set(date(2022, 2, 1))
    people = [f"เจ้าหน้าที่ {n}" for n in range(12)]
    for n, name in enumerate(people):
        office.person(name, "หนองคาย", "officer", ("ท่าบ่อ", "สังคม")[n % 2])
    office.today.set(DUE_SOON)
    stores = [open_store(postgres_url) for _ in range(4)]
    clocks = [
        Clock(store, Book(store.rounds), office.today, office.line, holidays=HOLIDAYS, milliseconds=office.ms)
        for store in stores
    ]
    threads = [threading.Thread(target=clock.tick) for clock in clocks for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    office.deliver()
    assert {name: len(office.pushed_to(name)) for name in people} == dict.fromkeys(people, 1)
    assert office.sending.usage == 12
    for store in (*stores, office.store):
        store.close()
