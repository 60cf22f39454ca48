"""The sweep's statements mean the same on either engine."""

from datetime import date

import pytest

from bot.store import Store
from bot.store.migrations import tables
from bot.store.retention import DAY, sweep
from tests.commands.an_office import fill


@pytest.mark.parametrize("store", ["sqlite_store", pytest.param("postgres_store", marks=pytest.mark.postgres)])
def test_after_the_years_nothing_of_a_small_office_is_left_but_its_people_and_rounds(
    store: str, request: pytest.FixtureRequest
) -> None:
    held: Store = request.getfixturevalue(store)
    fill(held)
    with held.db.transaction():
        held.db.execute("UPDATE inbox SET state = 'done', done = 5")
        held.db.execute("UPDATE outbox SET state = 'sent', done = 5")
        held.db.execute("UPDATE questions SET state = 'answered'")
    swept = sweep(held, 30 * 366 * DAY, date(2000, 1, 1), 5)
    assert swept["reports"] == 4
    assert swept["evidence files"] == 1
    left = {t.name for t in tables() if held.db.query(f"SELECT COUNT(*) AS n FROM {t.name}")[0]["n"]}
    assert left == {"people", "person_districts", "rounds", "office_values", "kept", "revision"}
    assert sweep(held, 30 * 366 * DAY, date(2000, 1, 1), 5) == {}
