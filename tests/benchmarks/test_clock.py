"""How long it takes to compute what is due: 10,000 people, 11 indicators, 20 obligations."""

import time
from datetime import date, timedelta

import pytest

from bot.clock.holidays import ThaiHolidays
from handlers.deadlines.reminders import Directory, owed
from handlers.desk.nouns import Person
from scoring.deadlines.obligations import Deadline, Results
from scoring.deadlines.steps import Settings, pending
from scoring.deadlines.workdays import Workdays

pytestmark = pytest.mark.benchmark
PEOPLE, INDICATORS, OBLIGATIONS, PER_DISTRICT = 10_000, 11, 20, 3
DISTRICTS = tuple(f"อำเภอที่ {n}" for n in range(PEOPLE // PER_DISTRICT + 1))
TODAY = date(2025, 3, 24)  # a Monday


def people() -> list[Person]:
    return [
        Person(n + 1, f"U{n:032x}", f"คนที่ {n}", "จังหวัด", "officer", (DISTRICTS[n // PER_DISTRICT],), "", "active")
        for n in range(PEOPLE)
    ]


def deadline(indicator: int, n: int, day: date) -> Deadline:
    return Deadline(
        agreement="nation-2568-1", duty=f"duty-{n}", what="รายงาน", day=day, printed=day, start=date(2025, 1, 1),
        end=date(2025, 3, 31), role="officer", districts=DISTRICTS, indicator=f"individual/{indicator}",
        input=f"input_{n}", by_fact=True,
    )  # fmt: skip


def reported(share: int) -> Results:
    """Every `share`-th indicator of every district has its reports."""
    return Results(
        {
            ("nation-2568-1", district, f"individual/{i}"): [
                (f"input_{n}", date(2025, 3, 1)) for n in range(OBLIGATIONS)
            ]
            for district in DISTRICTS
            for i in range(0, INDICATORS, share)
        }
    )


def measure(deadlines: list[Deadline], results: Results) -> tuple[float, int]:
    everybody, workdays = people(), Workdays(ThaiHolidays())
    workdays.working(TODAY)
    start = time.perf_counter()
    found = owed(pending(deadlines, TODAY, Settings(), workdays), Directory(everybody), results, {})
    return time.perf_counter() - start, sum(len(items) for items in found.digests.values())


def test_what_is_due_on_the_busiest_day() -> None:
    """Each person answers for 20 obligations over 11 indicators, all of them with a step today, half reported."""
    day = TODAY + timedelta(days=7)
    deadlines = [deadline(n % INDICATORS, n, day) for n in range(OBLIGATIONS)]
    seconds, items = measure(deadlines, reported(2))
    print(
        f"\n{PEOPLE:,} people, {OBLIGATIONS} obligations over {INDICATORS} indicators: {seconds:.2f} s, {items:,} due"
    )
    assert seconds < 2


def test_what_is_due_of_twenty_obligations_for_each_of_eleven_indicators() -> None:
    """220 obligations a person: a round's end for every indicator and a duty every week; one week's are due today."""
    deadlines = [
        deadline(i, n, TODAY + timedelta(days=7 * (n - 10))) for i in range(INDICATORS) for n in range(OBLIGATIONS)
    ]
    seconds, items = measure(deadlines, reported(2))
    print(
        f"\n{PEOPLE:,} people, {INDICATORS} x {OBLIGATIONS} obligations over 20 weeks: {seconds:.2f} s, {items:,} due"
    )
    assert seconds < 2
