"""One report handled, from the inbox row to the receipt in the outbox: as fast with a million reports in the store."""

import json
import statistics
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.post.events import arrivals
from tests.handlers.office import Office

REPORTS = 60


def fill(office: Office, agreement: str, facts: int) -> None:
    """So many facts of the round's days, evenly over districts and figures; the last of each stands."""
    found = office.book.get(agreement)
    assert found is not None
    places = [
        (district, indicator.id, used.name)
        for district in found.districts
        for indicator in found.of(district)
        for used in indicator.inputs.values()
        if used.derive == "ratio"
    ]
    days = [(found.start + timedelta(days=n)).isoformat() for n in range(120)]

    with office.store.db.transaction():
        for first in range(0, facts, 50_000):
            rows = []
            for n in range(first, min(first + 50_000, facts)):
                district, indicator, name = places[n % len(places)]
                day = days[n * len(days) // facts]
                rows.append((f"b{n}", agreement, district, indicator, name, '"50"', day, n, n, n % 500 + 10, f"e{n}"))
            office.store.db.many(
                "INSERT INTO facts (id, kind, agreement, district, indicator, input, slot, value, as_of, happened,"
                " recorded, person, event_id) VALUES (?, 'value', ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)",
                rows,
            )
        office.store.db.execute(
            "INSERT INTO current_values (agreement, district, indicator, input, slot, kind, value, as_of, happened,"
            " fact, person)"
            " SELECT agreement, district, indicator, input, slot, kind, value, as_of, happened, id, person"
            " FROM facts GROUP BY agreement, district, indicator, input, slot HAVING seq = MAX(seq)"
        )


def handled(office: Office, n: int) -> float:
    """Seconds for one report."""
    event = {
        "type": "message", "webhookEventId": f"bench{n}", "replyToken": "t", "timestamp": 1_800_000_000_000 + n,
        "source": {"type": "user", "userId": office.people["แก้ว"]},
        "message": {"id": f"bm{n}", "type": "text", "text": f"เบิกจ่าย {60 + n / 10}%"},
    }  # fmt: skip
    office.store.inbox.accept(arrivals(json.dumps({"events": [event]}).encode(), 1_800_000_000_000 + n, "r"))
    (row,) = office.store.inbox.waiting()
    start = time.perf_counter()
    office.mailbox.handle(row)
    return time.perf_counter() - start


@pytest.mark.benchmark
def test_a_million_reports_do_not_slow_a_receipt(tmp_path: Path) -> None:
    offices: dict[int, Office] = {}
    for facts in (10_000, 1_000_000):
        (tmp_path / str(facts)).mkdir()
        offices[facts] = Office(tmp_path / str(facts), "2025-03-10", "chonburi-2568-1")
        offices[facts].enroll("แก้ว", "ชลบุรี", "บ้านบึง")
        fill(offices[facts], "chonburi-2568-1", facts)
    times: dict[int, list[float]] = {facts: [] for facts in offices}
    for n in range(REPORTS):  # by turns, so that whatever else the machine does slows both
        for facts, office in offices.items():
            times[facts].append(handled(office, n))
    middle = {facts: statistics.median(took) for facts, took in times.items()}
    for facts, office in offices.items():
        p95 = sorted(times[facts])[int(REPORTS * 0.95)]
        print(f"\n{facts:,} facts: p50 {middle[facts] * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms")
        held = office.store.ledger.standing("chonburi-2568-1", "บ้านบึง")
        assert [(s.value, s.as_of) for s in held if s.input == "budget_percent"] == [("65.9", date(2025, 3, 10))]
    assert middle[1_000_000] < middle[10_000] * 1.5 + 0.002
